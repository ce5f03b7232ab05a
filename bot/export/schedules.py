"""What becomes of the daily prompts when a file is taken in.

Decides which schedule of a file is which of those here: the one that is the same, else the one at the same time in the
same channel; that a schedule without a channel here is left out rather than posted somewhere; and that nobody is pinged
by a role of another space.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from zoneinfo import available_timezones

from bot.chat.markdown import Markdown, channel, escape
from bot.daily.deck import OWN
from bot.export.choices import ELSEWHERE
from bot.export.difference import Here, Part, Sorting
from bot.export.gathering import arrangement_of
from bot.export.records import Export
from bot.state.schedule import Arrangement
from bot.state.submission import OWN_QUOTE
from bot.texts import noted


@dataclass(frozen=True, slots=True)
class Arranged:
    """What becomes of the schedules here, and what is new."""

    part: Part
    changed: Mapping[str, Arrangement | None] = field(default_factory=dict)
    new: tuple[Arrangement, ...] = ()


def arranged(export: Export, here: Here, renamed: Mapping[str, str]) -> Arranged:
    """The schedules that are to be; `renamed` says under which id each own item of the file is found here."""
    sorting = Sorting(noted("Daily prompts"))
    if export.schedules is None:
        return Arranged(sorting.part)
    known = {one.id: one.chosen for one in here.holding.schedules}
    there = [one.as_value() for one in known.values()]
    wanted: list[Arrangement] = []
    for one in map(arrangement_of, export.schedules):
        is_there = here.is_home and one.as_value() in there
        placed = one if is_there else _placed(one, here, renamed, sorting)
        wanted += [placed] if placed else []
    pairs = _paired(known, wanted)
    changed: dict[str, Arrangement | None] = {}
    for schedule, chosen in pairs.items():
        before = known[schedule]
        chosen = chosen if chosen.seed else replace(chosen, seed=before.seed)
        if sorting.compare(_name(before), _told(before, chosen), _told(chosen, before)):
            changed[schedule] = chosen
    new = _left(wanted, pairs.values())
    for chosen in new:
        sorting.compare(_name(chosen), None, "")
    if here.is_home and not sorting.left:
        for schedule in known.keys() - pairs.keys():
            sorting.compare(_name(known[schedule]), "", None)
            changed[schedule] = None
    return Arranged(sorting.part, changed, tuple(new))


def _paired(known: Mapping[str, Arrangement], wanted: Iterable[Arrangement]) -> dict[str, Arrangement]:
    """Which of the wanted ones each schedule here becomes: the same one, else one at its time, else in its channel."""
    pairs: dict[str, Arrangement] = {}
    left = list(wanted)
    ways = (
        lambda one: one.as_value(),
        lambda one: (one.channel, one.at),
        lambda one: one.channel,
    )
    for way in ways:
        for schedule, chosen in known.items():
            found = next((one for one in left if way(one) == way(chosen)), None)
            if schedule not in pairs and found is not None:
                pairs[schedule] = found
                left.remove(found)
    return pairs


def _left(wanted: Iterable[Arrangement], taken: Iterable[Arrangement]) -> list[Arrangement]:
    left = list(wanted)
    for one in taken:
        left.remove(one)
    return left


def _placed(chosen: Arrangement, here: Here, renamed: Mapping[str, str], sorting: Sorting) -> Arrangement | None:
    """A schedule of the file as it can be here; None where it cannot."""
    placed = replace(chosen, channel=here.channel_for(chosen.channel))
    if not placed.channel:
        sorting.leave(f"{_when(chosen)} {chosen.channel}", ELSEWHERE)
        return None
    name = _name(placed)
    if chosen.zone not in available_timezones():
        sorting.leave(name, noted("There is no time zone “{zone}”."), zone=chosen.zone)
        return None
    topics = tuple(renamed.get(one, one) for one in chosen.topics if _is_here(one, here, renamed))
    if chosen.topics and not topics:
        sorting.leave(name, noted("None of its topics is in the library here."))
        return None
    for one in (one for one in chosen.topics if not _is_here(one, here, renamed)):
        sorting.leave(Markdown(f"{name}: {escape(one)}"), noted("It comes without what is not in the library here."))
    ping = chosen.ping if here.is_home else ""
    if ping != chosen.ping:
        sorting.leave(
            Markdown(f"{name}: {escape(chosen.ping)}"), noted("It comes without the role, which is of another space.")
        )
    locks = {day: renamed.get(one, one) for day, one in chosen.locks.items() if _may_come(one, here, renamed)}
    return replace(placed, topics=topics, ping=ping, locks=MappingProxyType(locks))


def _may_come(prompt: str, here: Here, renamed: Mapping[str, str]) -> bool:
    """Whether a day may be bound to it: nothing, a question of the moderators' own, or a prompt that is here."""
    return not prompt or prompt.startswith(OWN) or _is_here(prompt, here, renamed)


def _is_here(id: str, here: Here, renamed: Mapping[str, str]) -> bool:  # noqa: A002 - its name
    if id.startswith(OWN_QUOTE):
        return id in renamed
    return id in here.library.topics or id in here.library.prompts


def _name(one: Arrangement) -> Markdown:
    """When and where, for a schedule of this space."""
    return Markdown(f"{escape(_when(one))} {channel(one.channel)}")


def _when(one: Arrangement) -> str:
    return f"{one.at:%H:%M} {one.zone}"


def _told(one: Arrangement, other: Arrangement) -> str:
    """What differs from another one."""
    mine, theirs = one.as_value(), other.as_value()
    return ", ".join(f"{name} {value}" for name, value in mine.items() if value != theirs[name])
