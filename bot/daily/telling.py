"""What moderators are told, once for each cause, and where.

Decides the way of a notice: the channel chosen for notices, the channel in which the schedule was set up, the person
who set it up; where none of these can be reached it waits in the ledger for `/daily show` and the next moderator's
command.
"""

from contextlib import suppress
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.chat.outbox import Failure, NotAllowed, Outbox, Use
from bot.chat.place import Person, Place
from bot.daily.means import Means
from bot.preferences import NOTICES
from bot.state.delivery import DIGEST, Delivery, NewDelivery
from bot.state.faring import Faring
from bot.state.outgoing import Tell
from bot.state.schedule import Schedule

ONCE = date(1970, 1, 1)  # the day that names a notice which is told once, whatever the day
LASTS = timedelta(days=3)  # a notice that is older is only shown, no longer posted


class Notice(StrEnum):
    """The notices that are no failure of a post; those have the name of their cause."""

    LATE = "late"
    UNKNOWN = "unknown"
    PAUSED = "paused"
    EMPTY = "deck empty"
    RUNNING_LOW = "deck running low"
    NO_THREAD = "no thread"
    NO_PIN = "no pin"


def notice(means: Means, about: Delivery, kind: str, *, day: date | None = None, **content: str) -> NewDelivery:
    """The row of a notice about a delivery; there is one for each kind, schedule and day."""
    now, day = means.now(), day or about.day
    return NewDelivery(
        space=about.space,
        platform=about.place.platform,
        home=about.place.space,
        kind=kind,
        schedule=about.schedule,
        day=day,
        due_at=now,
        expires_at=now + LASTS,
        token=means.token(about.space, kind, about.schedule, day),
        content={"day": about.day.isoformat(), **content},
    )


def failing(means: Means, about: Delivery, cause: str, failure: Failure | None = None) -> Tell:
    """The notices of a failing day: its cause once while it lasts, and that the schedule is paused."""
    told = str(failure) if failure else about.told
    permission = failure.permission if isinstance(failure, NotAllowed) else ""
    content = {"told": told, "permission": permission}

    def tell(fares: Faring) -> tuple[NewDelivery, ...]:
        first = notice(means, about, cause, day=fares.since, **content)
        paused = notice(means, about, Notice.PAUSED, day=fares.since, cause=cause, **content)
        return (first, paused) if fares.is_paused else (first,)

    return tell


def digest(means: Means, about: Delivery, due_at: datetime) -> NewDelivery:
    """The row of the week's digest, named by its Monday."""
    monday = about.day - timedelta(days=about.day.weekday())
    return NewDelivery(
        space=about.space,
        platform=about.place.platform,
        home=about.place.space,
        kind=DIGEST,
        schedule=about.schedule,
        day=monday,
        due_at=due_at,
        expires_at=due_at + timedelta(hours=12),
        token=means.token(about.space, DIGEST, about.schedule, monday),
    )


class Way(NamedTuple):
    """Where a notice goes, and to whom where that is one person alone."""

    place: Place
    reader: str = ""


async def way_for(means: Means, outbox: Outbox, about: Delivery, schedule: Schedule | None) -> Way | None:
    """Where the notice goes next, given how many places have refused it; None when there is no other."""
    home = Place(about.place.platform, about.place.space, "")
    chosen = await means.stores.settings.get(about.space, NOTICES.name)
    channels = [chosen.value] if chosen else []
    if schedule and schedule.set_in not in (*channels, schedule.chosen.channel, ""):
        channels.append(schedule.set_in)
    ways: list[Way] = []
    for channel in channels:
        place = Place(home.platform, home.space, channel)
        if await _is_usable(outbox, place):
            ways.append(Way(place))
    if schedule and schedule.set_by:
        with suppress(Failure):
            ways.append(Way(await outbox.direct(home, Person(schedule.set_by, "")), schedule.set_by))
    return ways[about.looked] if about.looked < len(ways) else None


async def _is_usable(outbox: Outbox, place: Place) -> bool:
    try:
        return not await outbox.missing(place, [Use.POST])
    except Failure:
        return False
