"""How far a group or a reader has come in a reading plan, and which records lie further on.

Decides to which section a record belongs: to the one that names it by its id, which is the curator's word; any other to
the furthest section of its topics, so that nothing is met before all that it touches has been read. A record none of
whose topics the plan has belongs to no section and lies nowhere further on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from bot.library.records import Claim, Plan, Prompt, Quote, Section, Topic

Placed = Quote | Prompt | Claim | Topic
P = TypeVar("P", Quote, Prompt, Claim)


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """Where in a plan each record comes. Made once for a library, as everything that is computed from it."""

    plan: Plan
    _named: Mapping[str, int]
    _topics: Mapping[str, int]

    @classmethod
    def of(cls, plan: Plan) -> "Route":
        """The route of a plan; of two sections with the same record the first one counts."""
        named: dict[str, int] = {}
        topics: dict[str, int] = {}
        for at, section in enumerate(plan.sections):
            for key in (*section.quotes, *section.prompts):
                named.setdefault(key, at)
            for key in section.topics:
                topics.setdefault(key, at)
        return cls(plan, named, topics)

    def place_of(self, record: Placed) -> int | None:
        """The place of the section to which a record belongs, from 0; None where it belongs to none."""
        if record.id in self._named:
            return self._named[record.id]
        touched = (record.id,) if isinstance(record, Topic) else record.topics
        return max((self._topics[key] for key in touched if key in self._topics), default=None)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far somebody may be shown what the library has."""

    route: Route | None = None
    at: int = 0
    """The place of the section that they have come to; behind the last one at the end of the plan."""
    is_own: bool = False
    """Whether it is what the reader said of themselves, and not where the group is."""

    @property
    def section(self) -> Section | None:
        """The section that they have come to; None at the end, and where no plan has begun."""
        sections = self.route.plan.sections if self.route else ()
        return sections[self.at] if self.at < len(sections) else None

    def beyond(self, record: Placed) -> Section | None:
        """The section to which a record belongs, if that is further on."""
        place = self.route.place_of(record) if self.route else None
        if self.route is None or place is None or place <= self.at:
            return None
        return self.route.plan.sections[place]

    def within(self, records: Iterable[P]) -> list[P]:
        """Those that are not further on."""
        return [record for record in records if self.beyond(record) is None]

    def nearest_first(self, records: Iterable[P]) -> list[P]:
        """All of them, what is further on behind everything else; in their order otherwise."""
        return sorted(records, key=lambda record: self.beyond(record) is not None)


EVERYTHING = Reach()
"""How far somebody may be shown things where no plan has begun."""
