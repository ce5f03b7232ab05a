"""What a library is made of: sources, speakers, topics, quotes, prompts, claims and a reading plan.

Decides the shape of every record. A record says what a source prints and where; whatever can be computed from
that (how sure a quotation is, which words differ) is computed elsewhere and never typed in. Ids are short, can be
said aloud (`GEN-01`), are unique over all kinds of records and are never used again.
"""

import datetime
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

T = TypeVar("T")


def _nothing(value: object) -> object:
    return None if value in {"", "~", "null"} else value


def _only_a_day(value: object) -> object:
    """Pydantic would also take `2025` or `86400`, as seconds since 1970."""
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value


Optionally = Annotated[T | None, BeforeValidator(_nothing)]
"""May be left out; only where this stands does `null` mean nothing, elsewhere it is a word."""

Day = Annotated[datetime.date, BeforeValidator(_only_a_day)]
"""A day such as 2025-11-25."""

Id = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,5}-[A-Z]?[0-9]{1,4}$")]
"""The id of a quote, a prompt or a claim: `GEN-01`, `GEN-P03`, `GEN-C1`. What people type and cite."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
"""The id of a source, a speaker, a topic or a plan: `value-functions`."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
"""One sentence or a name."""

Passage = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+:[1-9][0-9]*(-[1-9][0-9]*)?$")]
"""A source and its lines: `article:62-84` or `essay:13`."""


class Record(BaseModel):
    """A frozen record; a field that is not declared is an error, so that a misspelt name is never lost."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=True)


class Source(Record):
    """One article, book or recording that the library is made from."""

    id: Slug
    title: Line
    kind: Line
    """What it is, in our words: “a long article in eight chapters with a fact check”."""
    author: Optionally[Line] = None
    date: Optionally[Day] = None
    """The day it was published, if the source itself says so."""
    retells: Optionally[Line] = None
    """The event or the work it reports on, when it is not the original."""
    carries: Line
    """What the library takes from it."""
    note: str = ""
    """What a careful reader should know about it."""
    url: Optionally[str] = None
    file: Optionally[str] = None
    """The file name under which `content check --sources` finds its text."""


class Role(StrEnum):
    """In which part somebody speaks; `verify` needs it to tell the guest's words from the others'."""

    GUEST = "guest"
    INTERVIEWER = "interviewer"
    CRITIC = "critic"
    OTHER = "other"


class Speaker(Record):
    """Somebody whose words or views the library carries."""

    id: Slug
    name: Line
    role: Role
    about: Line
    """Who that is, as the sources say it and no more."""
    search_words: tuple[Line, ...] = ()


class Form(StrEnum):
    """Whether a wording is the speaker's own words as printed, or our report of what a source says."""

    VERBATIM = "verbatim"
    REPORTED = "reported"


class Wording(Record):
    """What one source prints (`verbatim`), or says without quoting (`reported`, then in our words)."""

    text: Annotated[str, StringConstraints(min_length=2, max_length=1500)]
    source: Slug
    place: Line
    """Where a reader finds it: a chapter or a section, as the source names it."""
    line: Annotated[int, Field(ge=1)]
    """The line of the source's text on which it begins, counted from 1."""
    form: Form = Form.VERBATIM
    note: str = ""
    """What is peculiar to this wording: set inline, cut without a mark, no quotation marks."""


class Relation(StrEnum):
    """How one quote stands to another."""

    SUPPORTS = "supports"
    CONTRASTS = "contrasts"
    ANSWERS = "answers"
    QUALIFIES = "qualifies"
    ILLUSTRATES = "illustrates"


class Link(Record):
    """From the quote that holds it `to` another."""

    relation: Relation
    to: Id


class Quote(Record):
    """One utterance with every wording that the sources give it; the first wording is the one to show."""

    id: Id
    speaker: Slug
    wordings: Annotated[tuple[Wording, ...], Field(min_length=1)]
    lead_in: str = ""
    """Our words before the quotation, where it does not stand alone: “Asked what he would scale, he said:”."""
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]
    """The main topic first."""
    links: tuple[Link, ...] = ()
    note: str = ""
    """What a careful reader should know: who “he” is, what the sources leave unclear."""
    search_words: tuple[Line, ...] = ()


class KeyPoint(Record):
    """One point of a topic and the ids of the quotes and claims that carry it."""

    text: str
    cites: tuple[Id, ...] = ()


class View(Record):
    """Somebody's view against the main one, with its owner named."""

    owner: Line
    text: str
    cites: tuple[Id, ...] = ()


class Topic(Record):
    """Something the group may want to talk about."""

    id: Slug
    name: Line
    names: dict[str, Line] = {}
    """The name in other languages, by BCP 47 tag: `{zh: 泛化鸿沟}`."""
    search_words: tuple[Line, ...] = ()
    """How people also ask for it: synonyms, spellings, abbreviations, everyday words. Never shown."""
    summary: str
    """Five sentences or fewer, in our own words."""
    key_points: Annotated[tuple[KeyPoint, ...], Field(min_length=1)]
    opposing: tuple[View, ...] = ()
    no_opposing: str = ""
    """Why there is no opposing view, where the sources hold none."""
    disagreements: tuple[KeyPoint, ...] = ()
    """What the sources themselves do not agree on."""
    related: tuple[Slug, ...] = ()
    parent: Optionally[Slug] = None
    passages: tuple[Passage, ...] = ()
    """The lines of the sources that carry the summary."""


class PromptKind(StrEnum):
    """What a discussion prompt asks people to do."""

    OPEN = "open"
    STEELMAN = "steelman"
    EVIDENCE = "evidence"
    CONNECTION = "connection"
    EXPERIENCE = "experience"
    PREDICTION = "prediction"


class Prompt(Record):
    """A question for the group, with follow-ups for whoever leads the discussion."""

    id: Id
    kind: PromptKind
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]
    question: Annotated[str, StringConstraints(min_length=10, max_length=400)]
    follow_ups: tuple[Line, ...] = ()
    cites: tuple[Id, ...] = ()
    """The quotes it is about."""


class ClaimKind(StrEnum):
    """Where a claim comes from, so that an article's opinion is never taken for a fact."""

    FACT_CHECK = "fact check"
    VIEW = "view"
    EDITORIAL = "editorial"
    FIGURE = "figure"


class Claim(Record):
    """Something the sources assert, with what speaks against it."""

    id: Id
    kind: ClaimKind
    claim: str
    who: Line
    """Whose claim it is: a speaker's name, or the source's title where the article speaks for itself."""
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]
    verdict: str = ""
    """The verdict that a source prints, and which source."""
    counterclaim: str = ""
    """What is said against it, and by whom."""
    note: str = ""
    """Our note, where the check itself is wrong or thin."""
    passages: Annotated[tuple[Passage, ...], Field(min_length=1)]
    cites: tuple[Id, ...] = ()


class FalseQuotation(Record):
    """What reads like a quotation though nobody is quoted: a label, a heading, a gloss in quotation marks."""

    text: Annotated[str, StringConstraints(min_length=2, max_length=300)]
    source: Slug
    place: Line
    line: Annotated[int, Field(ge=1)]
    why: Line
    """What it is instead, in a sentence that a reader understands."""


class Fingerprint(Record):
    """The words of a source as numbers, line by line: enough to recognise them, not to read them."""

    source: Slug
    lines: dict[Annotated[int, Field(ge=1)], Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_=-]+$")]]
    """By line from 1: for every four words in a row a number of 14 bits, sorted, two bytes each in URL-safe base64."""


class Reading(Record):
    """One thing to read for a section of the plan."""

    source: Slug
    part: Line


class Section(Record):
    """One step of the plan, usually a week."""

    id: Slug
    title: Line
    about: str
    readings: Annotated[tuple[Reading, ...], Field(min_length=1)]
    topics: tuple[Slug, ...] = ()
    quotes: tuple[Id, ...] = ()
    prompts: tuple[Id, ...] = ()
    watch_for: tuple[str, ...] = ()


class Plan(Record):
    """A way through the sources, section by section."""

    id: Slug
    title: Line
    about: str
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]


class Pack(Record):
    """What one folder or file of content holds; also the top level of every content file."""

    sources: tuple[Source, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    topics: tuple[Topic, ...] = ()
    quotes: tuple[Quote, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    claims: tuple[Claim, ...] = ()
    false_quotations: tuple[FalseQuotation, ...] = ()
    fingerprints: tuple[Fingerprint, ...] = ()
    plans: tuple[Plan, ...] = ()
