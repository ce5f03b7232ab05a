"""Changing which prompt comes on which day, so that nobody's change is lost.

Decides that a change is made on what its moderator could see: where somebody else was faster, it is worked out again on
what stands then. What days were bound to longer ago than a month is forgotten.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.chat.command import Request
from bot.chat.errors import UserError
from bot.commands.daily.which import existing
from bot.daily.deck import WINDOW, Pick
from bot.services import Services
from bot.state.schedule import Arrangement, Schedule

REMEMBERED = timedelta(days=31)  # “Why this?” under an old prompt still tells that moderators chose it
TRIES = 5

How = Callable[[Arrangement, Sequence[Pick]], Arrangement]
"""The new choices, from those that hold and what comes next by them. Raises UserError where that cannot be."""


class _MovedError(Exception):
    """Somebody else has changed it since it was looked at."""


async def rebound(services: Services, request: Request, schedule: str, how: How) -> Schedule:
    """The schedule with other choices. Raises UserError where it is gone, or changed all the time."""
    store, now = services.stores.schedules, services.now()
    for _ in range(TRIES):
        seen = await existing(services, request, schedule)
        window = await services.sender.means.picker.window(seen, now, WINDOW)
        new = how(seen.chosen, [coming.pick for coming in window])
        try:
            changed = await store.change(request.space, seen.id, _on(seen.chosen, new), by=request.person.id, now=now)
        except _MovedError:
            continue
        services.sender.nudge()
        return changed or await existing(services, request, schedule)
    raise UserError(request.say("Others are changing this at the same moment. Try again."))


def with_locks(chosen: Arrangement, locks: Mapping[date, str], today: date) -> Arrangement:
    """The choices with these days bound, and without those of long ago."""
    return replace(chosen, locks={day: prompt for day, prompt in locks.items() if day >= today - REMEMBERED})


def comes_on(day: date, picks: Sequence[Pick], request: Request) -> Pick:
    """What comes on a day. Raises UserError where the day is over, or has no prompt."""
    found = next((pick for pick in picks if pick.day == day), None)
    if found is None:
        raise UserError(request.say("That day has come, or has no prompt any more. /daily upcoming has the next ones."))
    return found


def _on(seen: Arrangement, new: Arrangement) -> Callable[[Arrangement], Arrangement]:
    def how(before: Arrangement) -> Arrangement:
        if before != seen:
            raise _MovedError
        return new

    return how
