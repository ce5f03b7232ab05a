"""The format: what one file holds, field by field. docs/export.md explains it to people.

Decides that a file is closed (a field that nobody declared is refused, so that a misspelt one is never lost) and that
everything in it is bounded; that whatever belongs to another file (a schedule's id, a session's) is not in it, since
equal things are recognised by what they are; and that a member is never more than a name: who suggested something, who
wrote something down. Only the list of moderators and the log hold ids of people.
"""

from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from bot.export.values import Clock, Day, Key, Line, MaybeKey, MaybeLine, MaybeSlug, Moment, Note, OwnId, Seconds, Words
from bot.library.records import Id, PromptKind, Slug
from bot.session.entry import Kind
from bot.state.submission import OWN_PROMPT, OWN_QUOTE

FORMAT = "commonplace"
VERSION = 1

QUESTION_LEAST, QUESTION_MOST = 10, 400  # characters; as the library's records have them
OWN_LAST = 9999  # the largest number of an item of one's own; `bot.library.records.Id` has four digits


class Record(BaseModel):
    """A frozen part of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True)


class Home(Record):
    """The space that the file is from. Channels, roles and people are named as they are called there."""

    platform: Annotated[str, StringConstraints(pattern=r"^[a-z]{1,20}$")]
    id: Key


class Setting(Record):
    """One choice, as `/manage settings` shows it."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
    value: Line
    channel: Key | None = None
    """Where it holds; in the whole space where nothing is said."""


class Moderators(Record):
    """Who moderates beside those who run the space, by the platform's ids."""

    people: Annotated[tuple[Key, ...], Field(max_length=200)] = ()
    roles: Annotated[tuple[Key, ...], Field(max_length=200)] = ()


class Plan(Record):
    """The plan by which the group reads, and when each of its sections begins; empty where it reads by none."""

    plan: MaybeSlug
    dates: Annotated[dict[Key, Day], Field(max_length=200)] = {}


class Pause(Record):
    """Days without a prompt, both included."""

    first: Day
    last: Day


class Schedule(Record):
    """One daily prompt, as `/daily show` tells it."""

    channel: Key
    at: Clock
    zone: Key
    """An IANA name."""
    days: Annotated[str, StringConstraints(pattern=r"^0?1?2?3?4?5?6?$")] = "0123456"
    """Weekdays, 0 for Monday."""
    pauses: Annotated[tuple[Pause, ...], Field(max_length=100)] = ()
    topics: Annotated[tuple[Key, ...], Field(max_length=1000)] = ()
    """Ids of topics or prompts; the whole library where nothing is said."""
    order: Literal["shuffled", "listed", "plan"] = "shuffled"
    at_end: Literal["reshuffle", "stop", "mix in"] = "reshuffle"
    opens_thread: bool = True
    pins: bool = False
    ping: MaybeKey = ""
    """The role that is pinged."""
    late: Annotated[int, Field(ge=0, le=24 * 60)] = 180
    """Minutes after which a prompt does not come any more."""
    on_unknown: Literal["skip", "repeat"] = "skip"
    seed: MaybeKey = ""
    """What the order follows from."""
    locks: Annotated[dict[Day, Annotated[str, StringConstraints(max_length=500)]], Field(max_length=400)] = {}
    """What comes on a day: a prompt's id, nothing, or a question of one's own behind `=`."""
    is_paused: bool = False


class Suggested(Record):
    """What a member suggested."""

    kind: Literal["quote", "prompt"]
    words: Words
    topic: MaybeSlug = ""
    speaker: MaybeLine = ""
    source: MaybeLine = ""
    asks: Annotated[PromptKind, Field(strict=False)] = PromptKind.OPEN
    raised: bool = False
    """Whether a discussion raised it as a question."""
    suggested_by: Line | None = None
    """For reading: whose idea it was, where members may know."""
    sent_at: Moment


class Item(Suggested):
    """What moderators approved: a part of the group's own library."""

    id: OwnId
    approved_at: Moment

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        """As the library's own records have it."""
        if self.kind == "quote" and not (self.speaker and self.source):
            raise PydanticCustomError("half", "a quotation needs its speaker and its source")
        if self.kind == "quote" and len(self.words) < 2:
            raise PydanticCustomError("short", "a quotation has at least two characters")
        if self.kind == "prompt" and not QUESTION_LEAST <= len(self.words) <= QUESTION_MOST:
            raise PydanticCustomError("question", "a question has 10 to 400 characters")
        if self.id.startswith(OWN_PROMPT) != (self.kind == "prompt"):
            raise PydanticCustomError("own_id", "OUR-1 is a quotation, OUR-P1 a question")
        return self

    @property
    def number(self) -> int:
        """`OUR-P3` -> 3."""
        return int(self.id.removeprefix(OWN_PROMPT).removeprefix(OWN_QUOTE))


class Own(Record):
    """The group's own library, and what waits for a decision."""

    last: Annotated[int, Field(ge=0, le=OWN_LAST)]
    """The number that was given last."""
    approved: Annotated[tuple[Item, ...], Field(max_length=OWN_LAST)] = ()
    waiting: Annotated[tuple[Suggested, ...], Field(max_length=1000)] = ()

    @model_validator(mode="after")
    def _counts(self) -> Self:
        numbers = [item.number for item in self.approved]
        if len(numbers) > len(set(numbers)):
            raise PydanticCustomError("twice", "two items have the same number")
        if max(numbers, default=0) > self.last:
            raise PydanticCustomError("last", "an item has a number after the last one")
        return self


class AgendaItem(Record):
    """One item of a session's agenda, with the seconds it took."""

    title: Line
    seconds: Seconds = 0
    is_done: bool = False


class Entry(Record):
    """One line of what was written down in a session."""

    kind: Annotated[Kind, Field(strict=False)]
    at: Moment
    text: Note = ""
    name: MaybeLine = ""
    """A quotation's speaker; for reading, who wrote a note."""
    about: MaybeKey = ""
    """The id of a quotation or a topic that was shown."""


class Minutes(Record):
    """A session that is over."""

    channel: Key
    thread: MaybeKey = ""
    topic: MaybeLine = ""
    started_at: Moment
    ended_at: Moment
    seconds: Seconds = 0
    """Without pauses."""
    present: Annotated[tuple[Line, ...], Field(max_length=500)] = ()
    """For reading: who was there, of those who wanted to be named."""
    agenda: Annotated[tuple[AgendaItem, ...], Field(max_length=20)] = ()
    entries: Annotated[tuple[Entry, ...], Field(max_length=2000)] = ()

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if self.ended_at < self.started_at:
            raise PydanticCustomError("ends", "it ends before it began")
        return self


class Vote(Record):
    """A vote that has closed, with how often each choice was chosen."""

    question: Line
    choices: Annotated[tuple[Line, ...], Field(min_length=1, max_length=25)]
    counts: Annotated[tuple[Annotated[int, Field(ge=0, le=1_000_000)], ...], Field(max_length=25)]
    hidden: bool = False
    asked_at: Moment
    closed_at: Moment

    @model_validator(mode="after")
    def _counts(self) -> Self:
        if len(self.counts) != len(self.choices):
            raise PydanticCustomError("counts", "every choice has one count")
        return self


class Change(Record):
    """One line of the log, for reading."""

    at: Moment
    by: MaybeKey = ""
    """The moderator's id; empty once that person had it erased."""
    subject: Line
    before: JsonValue = None
    after: JsonValue = None
    undone: bool = False


class Export(Record):
    """A whole file. A part that is missing is left alone by an import."""

    format: Literal["commonplace"]
    version: Annotated[int, Field(ge=VERSION, le=VERSION)]
    library: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
    """The edition of the library that the ids are from."""
    exported_at: Moment
    home: Home
    settings: Annotated[tuple[Setting, ...], Field(max_length=1000)] | None = None
    hidden: Annotated[tuple[Id, ...], Field(max_length=5000)] | None = None
    sources_off: Annotated[tuple[Slug, ...], Field(max_length=500)] | None = None
    moderators: Moderators | None = None
    plan: Plan | None = None
    schedules: Annotated[tuple[Schedule, ...], Field(max_length=100)] | None = None
    own: Own | None = None
    minutes: Annotated[tuple[Minutes, ...], Field(max_length=1000)] | None = None
    votes: Annotated[tuple[Vote, ...], Field(max_length=1000)] | None = None
    log: Annotated[tuple[Change, ...], Field(max_length=1000)] | None = None
