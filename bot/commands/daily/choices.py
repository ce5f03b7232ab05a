"""Between what moderators chose and the values of options, in both directions.

Decides that the values of a button or a form say everything (what is empty there is nobody, none or all), while what
somebody typed changes only what they named.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import time
from hashlib import blake2b

from bot.chat.command import Request
from bot.chat.errors import UserError
from bot.commands.daily.options import (
    AT_END,
    CHANNEL,
    DAYS,
    LATE,
    ON_UNKNOWN,
    OPTIONS,
    ORDER,
    PIN,
    PING,
    THREAD,
    TIME,
    TOPICS,
    ZONE,
)
from bot.commands.daily.weekdays import as_typed, days_of
from bot.commands.finding import topic_of
from bot.daily.picking import pool_of
from bot.library.records import Prompt
from bot.preferences import PING as GROUPS_PING
from bot.preferences import ZONE as GROUPS_ZONE
from bot.preferences import not_everybody, value_of
from bot.services import Services
from bot.state.schedule import Arrangement
from bot.values import Value
from bot.zones import zone_of

Texts = Mapping[str, str]
"""Values by the names of the options, as they stand in a button."""

ALL = frozenset({"all", "所有", "全部"})


def texts_of(chosen: Arrangement) -> dict[str, str]:
    """What was chosen, as values of the options."""
    return {
        CHANNEL.name: chosen.channel,
        TIME.name: f"{chosen.at:%H:%M}",
        ZONE.name: chosen.zone,
        DAYS.name: as_typed(chosen.days),
        TOPICS.name: ", ".join(chosen.topics),
        ORDER.name: chosen.order,
        AT_END.name: chosen.at_end,
        THREAD.name: "yes" if chosen.opens_thread else "",
        PIN.name: "yes" if chosen.pins else "",
        PING.name: chosen.ping,
        LATE.name: str(chosen.late),
        ON_UNKNOWN.name: chosen.on_unknown,
    }


def given(values: Mapping[str, Value]) -> dict[str, str]:
    """The values that a handler was given, as they stand in a button."""
    return {name.replace("_", "-"): _text(value) for name, value in values.items()}


async def at_first(services: Services, request: Request) -> dict[str, str]:
    """What a new daily prompt begins with, without its time."""
    settings = await services.stores.settings.effective(request.space, request.place.channel)
    zone, ping = value_of(GROUPS_ZONE, settings), value_of(GROUPS_PING, settings)
    return {**texts_of(Arrangement(request.place.channel, time(), zone, ping=ping)), TIME.name: ""}


def read(services: Services, request: Request, texts: Texts) -> tuple[Arrangement, dict[str, str]]:
    """What the values mean, and what is wrong with them by option; a time that is missing is wrong without a word."""
    errors: dict[str, str] = {}

    def tried(name: str, how: Callable[[str], object]) -> object:
        try:
            return how(texts[name]) if texts.get(name) else None
        except UserError as wrong:
            errors[name] = str(wrong)
            return None

    found = {
        "zone": tried(ZONE.name, lambda text: zone_of(text, request)),
        "days": tried(DAYS.name, lambda text: days_of(text, request)),
        "topics": tried(TOPICS.name, lambda text: _topics(services, request, text)),
        "ping": tried(PING.name, lambda text: not_everybody(text, request)),
        "order": texts.get(ORDER.name),
        "at_end": texts.get(AT_END.name),
        "on_unknown": texts.get(ON_UNKNOWN.name),
        "late": int(texts.get(LATE.name) or 0),
    }
    at = texts.get(TIME.name, "")
    if not at:
        errors[TIME.name] = ""
    plain = Arrangement(
        channel=texts.get(CHANNEL.name) or request.place.channel,
        at=time.fromisoformat(at or "00:00"),
        zone="UTC",
        opens_thread=texts.get(THREAD.name) == "yes",
        pins=texts.get(PIN.name) == "yes",
    )
    return replace(plain, **{name: value for name, value in found.items() if value}), errors  # type: ignore[arg-type]


def onto(before: Arrangement, chosen: Arrangement) -> Arrangement:
    """What was there before with the choices of `chosen`; seed, locks and pauses stay."""
    return replace(
        before,
        channel=chosen.channel,
        at=chosen.at,
        zone=chosen.zone,
        days=chosen.days,
        topics=chosen.topics,
        order=chosen.order,
        at_end=chosen.at_end,
        opens_thread=chosen.opens_thread,
        pins=chosen.pins,
        ping=chosen.ping,
        late=chosen.late,
        on_unknown=chosen.on_unknown,
    )


def fingerprint(chosen: Arrangement) -> str:
    """What tells that somebody else has changed these choices meanwhile."""
    return blake2b(repr(texts_of(chosen)).encode(), digest_size=4).hexdigest()


def ordered(texts: Texts) -> tuple[str, ...]:
    """The values in the order of the options."""
    return tuple(texts.get(option.name, "") for option in OPTIONS)


def _text(value: Value) -> str:
    match value:
        case bool():
            return "yes" if value else ""
        case time():
            return f"{value:%H:%M}"
        case _:
            return str(value)


def _topics(services: Services, request: Request, text: str) -> tuple[str, ...]:
    """The ids of topics and prompts that are named with commas between."""
    named = [part.strip() for part in text.replace("，", ",").replace("、", ",").replace(";", ",").split(",")]
    wanted = (name for name in named if name and name.casefold() not in ALL)
    ids = tuple(dict.fromkeys(_topic(services, request, name) for name in wanted))
    if not pool_of(ids, services.library):
        raise UserError(request.say("There is no prompt on these topics yet. Add others, or leave this empty for all."))
    return ids


def _topic(services: Services, request: Request, name: str) -> str:
    exact = services.library.find(name)
    return exact.id if isinstance(exact, Prompt) else topic_of(services, request, name).id
