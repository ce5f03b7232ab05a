"""From a schedule as it is stored to when it is due and until when each prompt makes sense.

Decides that a prompt does not come after its lateness limit, nor on another local date than its own.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import count

from bot.daily.calendar import Due, Pause, Rhythm, due_on
from bot.daily.holidays import is_paused
from bot.state.hours import Hours
from bot.state.schedule import Arrangement

_DAY = timedelta(days=1)
_LEAST = timedelta(minutes=10)  # a prompt due shortly before midnight has at least so long


def rhythm_of(chosen: Arrangement | Hours) -> Rhythm:
    """When a schedule is due. Pausing it without an end is not part of this."""
    pauses = tuple(Pause(first, last) for first, last in chosen.pauses)
    return Rhythm(chosen.at, chosen.zone, chosen.days, pauses)


def is_paused_on(chosen: Arrangement, day: date) -> bool:
    """Whether nothing comes on that day, by a pause with an end or without one."""
    return chosen.is_paused or is_paused(chosen.pauses, day)


def expiry(due: Due, chosen: Arrangement | Hours) -> datetime:
    """Until when a prompt may still come: the lateness limit, or the end of its local date."""
    late = timedelta(minutes=chosen.late)
    return max(min(due.at + late, _end_of(due.day, chosen.zone)), due.at + min(_LEAST, late))


@lru_cache(maxsize=4096)
def _end_of(day: date, zone: str) -> datetime:
    """The next midnight; zones have left out a day."""
    following = (due_on(day + n * _DAY, time(0), zone) for n in count(1))
    return next(at for at in following if at is not None)
