"""Everything that a space owns and that is no person's, at one moment; and what is to become of it.

Decides what belongs to the group rather than to its members: what moderators chose, what became part of the group's own
library or waits for it, what sessions and votes left behind, and the log. What somebody saved, how far they have come
and what they voted is theirs; what a channel has seen and what was posted is of no use elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from bot.session.entry import Entry
from bot.session.session import Session
from bot.state.changes import Change
from bot.state.moderators import Moderator
from bot.state.plans import GroupPlan
from bot.state.polls import Poll
from bot.state.schedule import Arrangement, Schedule
from bot.state.settings import Setting
from bot.state.submission import Content, Submission

Scoped = tuple[str, str]
"""The scope of a setting (`SPACE` or a channel's id) and its name."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a space owns, without its history."""

    settings: tuple[Setting, ...] = ()
    moderators: frozenset[Moderator] = frozenset()
    plan: GroupPlan | None = None
    schedules: tuple[Schedule, ...] = ()
    approved: tuple[Submission, ...] = ()
    """The group's own library."""
    waiting: tuple[Submission, ...] = ()
    """What nobody has decided yet, without what waits for somebody's consent."""
    last: int = 0
    """The number that was given last to an item of its own."""
    begun: frozenset[datetime] = frozenset()
    """When the sessions began that are over."""
    asked: frozenset[datetime] = frozenset()
    """When the votes were asked that have closed."""


@dataclass(frozen=True, slots=True)
class History:
    """What happened in a space, the oldest first; of what grows without end only the latest."""

    sessions: tuple[tuple[Session, tuple[Entry, ...]], ...] = ()
    """Those that are over, each with its log."""
    polls: tuple[Poll, ...] = ()
    """Those that have closed."""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class NewItem:
    """A contribution that comes along. Nobody is named: who brought it here is the moderator in the log."""

    kind: str
    content: Content
    raised: bool
    sent_at: datetime
    item: str | None = None
    """Its id in the group's own library; None where it waits for a decision."""
    approved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is to become of what a space owns: all of it together, or nothing."""

    settings: Mapping[Scoped, str | None] = field(default_factory=lambda: MappingProxyType({}))
    """None takes a choice back."""
    moderators: Mapping[Moderator, bool] = field(default_factory=lambda: MappingProxyType({}))
    """Whether they are to be on the list."""
    plans: tuple[GroupPlan | None, ...] = ()
    """The plan that is to hold, or None for none; empty where it stays."""
    schedules: Mapping[str, Arrangement | None] = field(default_factory=lambda: MappingProxyType({}))
    """By their ids; None switches one off."""
    new_schedules: tuple[Arrangement, ...] = ()
    items: tuple[NewItem, ...] = ()
    last: int = 0
    """The number that counts as given last from now on; 0 where it stays."""
    sessions: tuple[Session, ...] = ()
    """Each with its log as news; ids are given when they are written down."""
    polls: tuple[Poll, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to change."""
        parts = self.settings, self.moderators, self.plans, self.schedules, self.new_schedules
        return not any((*parts, self.items, self.last, self.sessions, self.polls))
