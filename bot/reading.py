"""The plan by which a group reads: the one of its library, with the days that the group gave it.

Decides that a group whose plan is no longer in its library reads by none, so that nothing is held back by a plan that
nobody can see; and that before a plan begins, as at its end, nothing is further on.
"""

from dataclasses import dataclass
from datetime import date

from bot.library.library import Library
from bot.library.reach import EVERYTHING, Reach, Route
from bot.library.records import Plan
from bot.library.timetable import NOT_BEGUN, Timetable, steps_of
from bot.state.plans import GroupPlan


@dataclass(frozen=True, slots=True)
class Course:
    """A plan with its days."""

    route: Route
    timetable: Timetable

    @classmethod
    def of(cls, group: GroupPlan | None, library: Library) -> "Course | None":
        """The course of a group that reads this library; None where it reads by no plan."""
        plan = library.plans.get(group.plan) if group else None
        return cls(Route.of(plan), Timetable(steps_of(plan), group.dates)) if group and plan else None

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.route.plan

    def reach(self, day: date) -> Reach:
        """How far the group is on a day."""
        at = self.timetable.at(day)
        return EVERYTHING if at == NOT_BEGUN else Reach(self.route, at)
