"""How much a library holds, in figures a curator looks for: per kind, per status, per topic."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.library.library import Library
from bot.library.provenance import Kind, status_of


@dataclass(frozen=True, slots=True)
class TopicStats:
    """How many records are about a topic, main topic or not."""

    quoted: int
    reported: int
    prompts: int
    claims: int


@dataclass(frozen=True, slots=True)
class Stats:
    """The figures of a library; keys are in reading order."""

    edition: str
    kinds: Mapping[str, int]
    """`{"sources": 4, "quotes": 98, …}`."""
    wordings: int
    statuses: Mapping[Kind, int]
    topics: Mapping[str, TopicStats]
    """By the id of the topic."""


def stats(library: Library) -> Stats:
    """The figures of a library."""
    kinds = ("sources", "speakers", "topics", "quotes", "prompts", "claims", "false_quotations", "plans")
    found = Counter(status_of(quote).kind for quote in library.quotes.values())
    return Stats(
        edition=library.edition,
        kinds={kind: len(getattr(library, kind)) for kind in kinds},
        wordings=sum(len(quote.wordings) for quote in library.quotes.values()),
        statuses={kind: found[kind] for kind in Kind},
        topics={topic: _about(library, topic) for topic in library.topics},
    )


def _about(library: Library, topic: str) -> TopicStats:
    quotes = library.quotes_about(topic)
    reported = sum(status_of(quote).kind is Kind.REPORTED for quote in quotes)
    return TopicStats(
        quoted=len(quotes) - reported,
        reported=reported,
        prompts=len(library.prompts_about(topic)),
        claims=len(library.claims_about(topic)),
    )
