"""Which prompts a schedule may choose from, and which comes when.

Decides how what is stored becomes a deck: what came is read from the ledger of the channel, so that no second record
can differ from it; a lock on a prompt that was withdrawn does not hold; nothing comes that is further on in the reading
plan than the group is on that day, unless a moderator bound it to the day.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.daily.calendar import Due, upcoming
from bot.daily.deck import OWN, SKIPPED, AtEnd, Deck, Order, Pick, deal, left
from bot.daily.rhythm import rhythm_of
from bot.library.library import Library
from bot.library.reach import Reach
from bot.reading import Course
from bot.state.deliveries import Came, Deliveries, Situation
from bot.state.delivery import Delivery
from bot.state.plans import Plans
from bot.state.schedule import Arrangement, Schedule

PLAN = "plan"
"""The order that follows the reading plan."""

HAD = 3  # prompts before that can have a date which another time of day, or zone, would give again

Reads = Callable[[str], Awaitable[Library]]
"""The library that a space reads."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One of the next prompts."""

    due: Due
    pick: Pick


@dataclass(frozen=True, slots=True)
class Dealer:
    """Deals the prompts of one schedule, as everything stood when it was asked for."""

    schedule: Schedule
    library: Library
    course: Course | None
    came: tuple[Came, ...]
    """What its channel has seen, the latest first."""

    def picks(self, days: Sequence[date]) -> tuple[Pick, ...]:
        """What comes on these days, which are in order and begin with the next one."""
        library = self.library
        locks = {
            day: prompt
            for day, prompt in self.schedule.chosen.locks.items()
            if days and day >= days[0] and (prompt == SKIPPED or prompt.startswith(OWN) or prompt in library.prompts)
        }
        return deal(self._deck(), days, pools_of(self.schedule.chosen, days, library, self.course), locks)

    def left(self, day: date) -> tuple[int, int]:
        """How many prompts have neither come in this round nor are kept for a day, from `day` on; and of how many."""
        pool = pools_of(self.schedule.chosen, [day], self.library, self.course)[day]
        locks = {other: prompt for other, prompt in self.schedule.chosen.locks.items() if other >= day}
        return left(self._deck(), pool, locks), len(pool)

    def _deck(self) -> Deck:
        chosen, began = self.schedule.chosen, self.schedule.round_began
        before = [one.prompt for one in reversed(self.came) if one.due_at < began]
        at_end = AtEnd(chosen.at_end)
        return Deck(
            seed=chosen.seed,
            round=self.schedule.round,
            used=[one.prompt for one in reversed(self.came) if one.due_at >= began],
            before=before[-len(self.library.prompts) :],
            order=Order.SHUFFLED if chosen.order == Order.SHUFFLED.value else Order.LISTED,
            at_end=at_end,
            own=self.library.own if at_end is AtEnd.MIX else (),
        )


class Picker:
    """Answers what comes."""

    def __init__(self, deliveries: Deliveries, plans: Plans, reads: Reads) -> None:
        self._deliveries = deliveries
        self._plans = plans
        self._reads = reads

    async def window(self, schedule: Schedule, after: datetime, count: int) -> tuple[Coming, ...]:
        """The next prompts with their dates; fewer if there are no more dates within two years."""
        dues = await self.dues(schedule.space, schedule.id, schedule.chosen, after, count)
        picks = (await self.dealer(schedule)).picks([due.day for due in dues])
        return tuple(Coming(due, pick) for due, pick in zip(dues, picks, strict=True))

    async def dues(
        self, space: str, schedule: str, chosen: Arrangement, after: datetime, count: int
    ) -> tuple[Due, ...]:
        """The next dates that these choices give a schedule; a date that had its prompt has no second one."""
        last = await self._deliveries.recent(space, schedule, HAD)
        had = {one.day for one in last}
        found = upcoming(rhythm_of(chosen), after, count + len(had), last[0].due_at if last else None)
        return tuple(due for due in found if due.day not in had)[:count]

    async def dealer(self, schedule: Schedule) -> Dealer:
        """Who deals its prompts."""
        library = await self._reads(schedule.space)
        came = await self._deliveries.came(schedule.space, schedule.chosen.channel, _most(library))
        return await self._dealer(schedule, library, came)

    async def situation(self, delivery: Delivery) -> tuple[Situation, Dealer | None]:
        """What a prompt depends on, read at one moment, and who deals it; None where its schedule is gone."""
        library = await self._reads(delivery.space)
        now = await self._deliveries.situation(delivery.space, delivery.schedule, _most(library))
        return now, await self._dealer(now.schedule, library, now.came) if now.schedule else None

    async def shut(self, space: str, chosen: Arrangement, days: Sequence[date]) -> tuple[date, ...]:
        """On which of these days nothing of these choices may come, since all of it lies further on in the plan."""
        library = await self._reads(space)
        pools = pools_of(chosen, days, library, Course.of(await self._plans.of(space), library))
        return tuple(day for day in days if not pools[day] and day not in chosen.locks)

    async def _dealer(self, schedule: Schedule, library: Library, came: tuple[Came, ...]) -> Dealer:
        return Dealer(schedule, library, Course.of(await self._plans.of(schedule.space), library), came)


def _most(library: Library) -> int:
    """How much of what came decides what comes: this round and the one before it."""
    return 2 * len(library.prompts)


def pools_of(
    chosen: Arrangement, days: Sequence[date], library: Library, course: Course | None
) -> Mapping[date, Sequence[str]]:
    """The ids that may come on each day, in the listed order: nothing that is further on than the group is then.

    In the plan's order those of the section at which the group is; all that is open where that has none, before the
    plan begins and at its end.
    """
    pool = pool_of(() if chosen.order == PLAN else chosen.topics, library)
    if course is None:
        return dict.fromkeys(days, pool)
    pools: dict[date, Sequence[str]] = {}
    for day in days:
        reach = course.reach(day)
        section = reach.section if chosen.order == PLAN else None
        of_the_section = pool_of((*section.prompts, *section.topics), library) if section else ()
        pools[day] = _within(of_the_section, library, reach) or _within(pool, library, reach)
    return pools


def _within(pool: Sequence[str], library: Library, reach: Reach) -> Sequence[str]:
    return [one.id for one in reach.within(library.prompts[key] for key in pool)]


def pool_of(names: Sequence[str], library: Library) -> Sequence[str]:
    """The prompts of topics, and prompts by their own id, each once; all where nothing is named."""
    if not names:
        return tuple(library.prompts)
    found: dict[str, None] = {}
    for name in names:
        if name in library.prompts:
            found[name] = None
        found.update((prompt.id, None) for prompt in library.prompts_about(name))
    return tuple(found)
