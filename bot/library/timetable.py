"""When a group begins each section of its reading plan, and where that puts it on a day.

Decides that a group is at the furthest section whose day has come; that a section without a day waits for somebody who
says so; and that whoever moves one section moves those behind it that have a day by as much, so that a week more for
one is a week more for all. The end of the plan is a step like any other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from bot.library.records import Plan

END = "(end)"
"""The step behind the last section. No section can have this id."""

NOT_BEGUN = -1


@dataclass(frozen=True, slots=True)
class Timetable:
    """The days of a plan's steps, which never go backwards. Days of steps that the plan no longer has mean nothing."""

    steps: Sequence[str]
    """The ids of the sections in their order, then `END`."""
    dates: Mapping[str, date]
    """By step; a step without one is begun by hand."""

    @classmethod
    def begun(cls, plan: Plan, first: date, days: int = 0) -> "Timetable":
        """The plan from `first` on, each section for so many days; with 0 only the first one has a date."""
        steps = steps_of(plan)
        dated = steps if days else steps[:1]
        return cls(steps, {step: first + timedelta(days=days * at) for at, step in enumerate(dated)})

    def at(self, day: date) -> int:
        """The place of the step at which the group is on a day; `NOT_BEGUN` before the first one."""
        come = (at for at, step in enumerate(self.steps) if step in self.dates and self.dates[step] <= day)
        return max(come, default=NOT_BEGUN)

    def advanced(self, day: date) -> "Timetable | None":
        """The group goes on to the next step on this day; None where it is at the end."""
        following = self.at(day) + 1
        return self.moved(self.steps[following], day) if following < len(self.steps) else None

    def moved(self, step: str, day: date) -> "Timetable | None":
        """That step begins on that day, and those behind it as much later or earlier; None where it would come
        before one that stands before it, or after one behind it that keeps its day."""
        behind = self.steps[self.steps.index(step) + 1 :]
        shift = day - self.dates[step] if step in self.dates else timedelta()
        moved = {**self.dates, step: day, **{one: self.dates[one] + shift for one in behind if one in self.dates}}
        return self._with(moved)

    def undated(self, step: str) -> "Timetable | None":
        """That step and those behind it begin by hand; None for the first one, without which nothing has begun."""
        kept = self.steps[: self.steps.index(step)]
        return self._with({one: day for one, day in self.dates.items() if one in kept}) if kept else None

    def _with(self, dates: Mapping[str, date]) -> "Timetable | None":
        days = [dates[step] for step in self.steps if step in dates]
        return replace(self, dates=dates) if all(one <= other for one, other in pairwise(days)) else None


def steps_of(plan: Plan) -> tuple[str, ...]:
    """The ids of a plan's sections, then its end."""
    return (*(section.id for section in plan.sections), END)
