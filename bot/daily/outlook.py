"""When the prompts of a space came, and when the next ones come, in one list.

Decides that what came is read from the ledger and what comes is computed as the sender computes it, so that the list is
never another opinion than the posts themselves.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum, auto

from bot.daily.calendar import due_on
from bot.daily.means import Means
from bot.daily.shifts import Shift, shift_on
from bot.state.schedule import Schedule
from bot.state.standing import OPEN, State

WINDOW = 14  # prompts of a schedule among which the next one is sought: a moderator may have skipped some


class Fate(Enum):
    """What became of a prompt."""

    CAME = auto()
    COMING = auto()
    LEFT_OUT = auto()


@dataclass(frozen=True, slots=True)
class Stop:
    """One prompt on its way through time."""

    due_at: datetime
    zone: str
    at: time
    """The time of day that was chosen; the local time of `due_at` is another where `shift` says so."""
    channel: str
    fate: Fate
    shift: Shift


async def stops(means: Means, space: str, *, before: int, ahead: int) -> tuple[Stop, ...]:
    """The last `before` prompts of all schedules of the space and the next `ahead`, in order."""
    came: list[Stop] = []
    coming: list[Stop] = []
    for schedule in await means.stores.schedules.of(space):
        recent = await means.stores.deliveries.recent(space, schedule.id, before)
        came += [_stop(schedule, one.day, one.due_at, _fate(one.state)) for one in recent]
        coming += [stop async for stop in _coming(means, schedule)]
    came.sort(key=_moment)
    coming.sort(key=_moment)
    return (*came[-before:], *coming[:ahead])


async def next_due(means: Means, space: str) -> datetime | None:
    """When the next prompt of the space is due; None when none is."""
    found = await stops(means, space, before=1, ahead=1)
    now = means.now()
    return next((stop.due_at for stop in found if stop.fate is Fate.COMING and stop.due_at > now), None)


async def _coming(means: Means, schedule: Schedule) -> AsyncIterator[Stop]:
    if schedule.chosen.is_paused:
        return
    for one in await means.picker.window(schedule, means.now(), WINDOW):
        if one.pick.prompt:
            yield _stop(schedule, one.due.day, one.due.at, Fate.COMING)


def _moment(stop: Stop) -> datetime:
    return stop.due_at


def _stop(schedule: Schedule, day: date, due_at: datetime, fate: Fate) -> Stop:
    chosen = schedule.chosen
    # A prompt that came may have been due by an older choice, or at once because a moderator wanted it.
    is_usual = due_on(day, chosen.at, chosen.zone) == due_at
    shift = shift_on(day, chosen.at, chosen.zone) if is_usual else Shift.NONE
    return Stop(due_at, chosen.zone, chosen.at, chosen.channel, fate, shift)


def _fate(state: State) -> Fate:
    if state is State.SENT:
        return Fate.CAME
    return Fate.COMING if state in (*OPEN, State.SENDING, State.UNKNOWN) else Fate.LEFT_OUT
