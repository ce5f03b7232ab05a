"""What the index takes in and what it gives back.

An `Entry` is neutral on purpose: a record of the built-in library and an item that a group added itself are
found in the same way.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found. Every field but the first three may be empty."""

    key: str
    """The record's id: `GEN-01`, or a topic's slug."""
    kind: str
    """`quote`, `topic`, `prompt`, `claim`, `speaker` or `source`."""
    text: str
    """The words themselves."""
    labels: tuple[str, ...] = ()
    """Names: of its topics in every language, of its speaker; for a topic or a speaker its own."""
    aliases: tuple[str, ...] = ()
    """How people also ask for it."""
    shared: tuple[str, ...] = ()
    """How people ask for all that it belongs with: its main topic, its speaker."""
    about: tuple[str, ...] = ()
    """What else speaks of it, its side topics among them: hints that help to find it and weigh least."""
    topics: tuple[str, ...] = ()
    """The keys of the topics it belongs to, the main one first."""
    speaker: str = ""
    """The key of who says it."""
    verbatim: bool = True
    """False for our report of what somebody said: of two that fit alike, the quotation comes first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry that fits."""

    key: str
    kind: str
    score: float
    """Comparable within one answer only; higher is better."""
    coverage: float
    """0 to 1: how much of what was asked for this entry carries."""


@dataclass(frozen=True, slots=True)
class Near:
    """A “did you mean”: something close by name."""

    name: str
    key: str
    kind: str
    typed: str
    """The typed words that `name` is close to: the reason to show."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one search. Where nothing fits, `hits` is empty, `near` holds what is close by name."""

    hits: tuple[Hit, ...] = ()
    fits: bool = False
    near: tuple[Near, ...] = ()
