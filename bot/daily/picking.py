"""Which prompts a schedule may choose from, and which comes when.

Decides how what is stored becomes a deck: what came is read from the ledger of the channel, so that no second record
can differ from it; a lock on a prompt that was withdrawn does not hold.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.daily.calendar import Due, upcoming
from bot.daily.deck import OWN, SKIPPED, AtEnd, Deck, Order, Pick, deal, left
from bot.daily.rhythm import rhythm_of
from bot.library.library import Library
from bot.library.records import Prompt
from bot.state.deliveries import Deliveries
from bot.state.schedule import Schedule

PLAN = "plan"
"""The order that follows the reading plan."""

WEEK = 7  # days of one section of the plan

Reads = Callable[[str], Awaitable[Library]]
"""The library that a space reads."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One of the next prompts."""

    due: Due
    pick: Pick


class Picker:
    """Answers what comes."""

    def __init__(self, deliveries: Deliveries, reads: Reads, own: Callable[[Prompt], bool] = lambda _: False) -> None:
        self._deliveries = deliveries
        self._reads = reads
        self._own = own

    async def window(self, schedule: Schedule, after: datetime, count: int) -> tuple[Coming, ...]:
        """The next prompts with their dates; fewer if there are no more dates within two years."""
        last = await self._deliveries.recent(schedule.space, schedule.id, 1)
        dues = upcoming(rhythm_of(schedule.chosen), after, count, last[0].due_at if last else None)
        picks = await self.picks(schedule, [due.day for due in dues])
        return tuple(Coming(due, pick) for due, pick in zip(dues, picks, strict=True))

    async def picks(self, schedule: Schedule, days: Sequence[date]) -> tuple[Pick, ...]:
        """What comes on these days, which are in order and begin with the next one."""
        library = await self._reads(schedule.space)
        pools = pools_of(schedule, days, library)
        locks = {
            day: prompt
            for day, prompt in schedule.chosen.locks.items()
            if days and day >= days[0] and (prompt == SKIPPED or prompt.startswith(OWN) or prompt in library.prompts)
        }
        return deal(await self._deck(schedule, library), days, pools, locks)

    async def left(self, schedule: Schedule, day: date) -> tuple[int, int]:
        """How many prompts have neither come in this round nor are kept for a day, from `day` on; and of how many."""
        library = await self._reads(schedule.space)
        pool = pools_of(schedule, [day], library)[day]
        locks = {other: prompt for other, prompt in schedule.chosen.locks.items() if other >= day}
        return left(await self._deck(schedule, library), pool, locks), len(pool)

    async def _deck(self, schedule: Schedule, library: Library) -> Deck:
        chosen = schedule.chosen
        came = await self._deliveries.came(schedule.space, chosen.channel, 2 * len(library.prompts))
        this = [one.prompt for one in reversed(came) if one.due_at >= schedule.round_began]
        before = [one.prompt for one in reversed(came) if one.due_at < schedule.round_began]
        at_end = AtEnd(chosen.at_end)
        return Deck(
            seed=chosen.seed,
            round=schedule.round,
            used=this,
            before=before[-len(library.prompts) :],
            order=Order.SHUFFLED if chosen.order == Order.SHUFFLED.value else Order.LISTED,
            at_end=at_end,
            own=[one.id for one in library.prompts.values() if self._own(one)] if at_end is AtEnd.MIX else (),
        )


def pools_of(schedule: Schedule, days: Sequence[date], library: Library) -> Mapping[date, Sequence[str]]:
    """The ids that may come on each day, in the listed order."""
    chosen = schedule.chosen
    if chosen.order != PLAN or not library.plans or chosen.plan_from is None:
        pool = _pool(chosen.topics, library)
        return dict.fromkeys(days, pool)
    plan = next(iter(library.plans.values()))
    pools: dict[date, Sequence[str]] = {}
    for day in days:
        week = max((day - chosen.plan_from).days // WEEK, 0)
        if week < len(plan.sections):
            section = plan.sections[week]
            pools[day] = _pool((*section.prompts, *section.topics), library)
        else:
            pools[day] = _pool((), library)
    return pools


def _pool(names: Sequence[str], library: Library) -> Sequence[str]:
    """The prompts of topics, and prompts by their own id, each once; all where nothing is named."""
    if not names:
        return tuple(library.prompts)
    found: dict[str, None] = {}
    for name in names:
        if name in library.prompts:
            found[name] = None
        found.update((prompt.id, None) for prompt in library.prompts_about(name))
    return tuple(found)
