"""The plan by which a group reads, and how far an answer may show things because of it.

Decides that an answer in the channel goes as far as the group is, and one in private as far as its reader said, or else
as the group; that a group whose plan is no longer in its library reads by none, so that nothing is held back by a plan
that nobody can see; and that before a plan begins, as at its end, nothing is further on.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.chat.command import Request
from bot.chat.place import Audience
from bot.library.library import Library
from bot.library.reach import EVERYTHING, Reach, Route
from bot.library.records import Plan
from bot.library.timetable import NOT_BEGUN, Timetable, steps_of
from bot.preferences import ZONE, value_of
from bot.state.plans import GroupPlan
from bot.state.stores import Stores
from bot.zones import clock_of


@dataclass(frozen=True, slots=True)
class Course:
    """A plan with its days."""

    route: Route
    timetable: Timetable

    @classmethod
    def of(cls, group: GroupPlan | None, library: Library) -> "Course | None":
        """The course of a group that reads this library; None where it reads by no plan."""
        route = library.routes.get(group.plan) if group else None
        return cls(route, Timetable(steps_of(route.plan), group.dates)) if group and route else None

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.route.plan

    def reach(self, day: date) -> Reach:
        """How far the group is on a day."""
        at = self.timetable.at(day)
        return EVERYTHING if at == NOT_BEGUN else Reach(self.route, at)


async def today(stores: Stores, space: str, now: datetime) -> date:
    """The date in the group's own zone."""
    chosen = await stores.settings.effective(space, "")
    return now.astimezone(clock_of(value_of(ZONE, chosen))).date()


async def course_of(stores: Stores, library: Library, space: str) -> Course | None:
    """The plan by which the group of this space reads."""
    return Course.of(await stores.plans.of(space), library)


async def reach_of(stores: Stores, library: Library, request: Request, now: datetime) -> Reach:
    """How far the answer to a request may show things."""
    course = await course_of(stores, library, request.space)
    if course is None:
        return EVERYTHING
    reach = course.reach(await today(stores, request.space, now))
    if reach is EVERYTHING or request.audience is not Audience.PRIVATE:
        return reach
    said = await stores.plans.reached(request.space, request.person.id)
    if said is None or said.plan != course.plan.id or said.section not in course.timetable.steps:
        return reach
    return replace(reach, at=course.timetable.steps.index(said.section), is_own=True)
