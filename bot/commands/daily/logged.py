"""A change of a daily prompt in words, for the log: what it was, what it is now.

Decides that only what differs is said, by the names that people type.
"""

from bot.chat.command import Request
from bot.commands.daily.weekdays import as_typed
from bot.commands.timing import rhythm_in_words
from bot.daily.deck import OWN, SKIPPED
from bot.services import Services
from bot.state.changes import Value
from bot.state.schedule import Arrangement
from bot.state.schedule_rows import schedule_subject

_TYPED = {
    "at": "time",
    "at_end": "at-end",
    "opens_thread": "thread",
    "pins": "pin",
    "on_unknown": "on-unknown",
    "is_paused": "paused",
    "locks": "bound days",
    "pauses": "paused days",
}


async def names_of(services: Services, request: Request) -> dict[str, str]:
    """What the log calls the daily prompts of a space, by their subjects."""
    every = await services.stores.schedules.of(request.space)
    return {
        schedule_subject(one.id): request.say("daily prompt, {rhythm}", rhythm=rhythm_in_words(one.chosen, request))
        for one in every
    }


def in_words(before: Value, after: Value, request: Request) -> tuple[str, str]:
    """Both sides of a change."""
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return _whole(before, request), _whole(after, request)
    sides = []
    for one, other in ((before, after), (after, before)):
        parts = [
            f"{_TYPED.get(name, name)} {_text(name, value, other.get(name), request)}" for name, value in one.items()
        ]
        sides.append(", ".join(parts))
    return sides[0], sides[1]


def _whole(value: Value, request: Request) -> str:
    if not isinstance(value, dict):
        return request.say("nothing")
    return rhythm_in_words(Arrangement.of(value), request)


def _text(name: str, value: Value, other: Value, request: Request) -> str:
    match value:
        case bool():
            return request.say("yes") if value else request.say("no")
        case dict():
            there = other if isinstance(other, dict) else {}
            days = [f"{day} {_lock(str(prompt), request)}" for day, prompt in value.items() if there.get(day) != prompt]
            return "; ".join(days) or request.say("none more")
        case list():
            return ", ".join(" – ".join(map(str, one)) if isinstance(one, list) else str(one) for one in value) or "–"
        case _ if name == "days":
            return as_typed(frozenset(int(day) for day in str(value)))
        case _:
            return str(value) or "–"


def _lock(prompt: str, request: Request) -> str:
    return request.say("left out") if prompt == SKIPPED else prompt.removeprefix(OWN)
