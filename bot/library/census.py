"""What a library amounts to, in numbers.

Decides what is counted: records of each kind, quotations by their status, and for each topic, source and speaker how
much the group can read. A quotation that belongs to two topics counts in both.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.library.library import Library
from bot.library.provenance import Kind, status_of
from bot.library.records import Quote


@dataclass(frozen=True, slots=True)
class TopicCount:
    """One topic. `quotations` stand verbatim in a source, `reported` do not."""

    id: str
    name: str
    quotations: int
    reported: int
    prompts: int
    claims: int
    opposing: int


@dataclass(frozen=True, slots=True)
class Share:
    """One source or speaker, and how many quotations and reports come from there."""

    id: str
    name: str
    quotations: int
    reported: int


@dataclass(frozen=True, slots=True)
class Census:
    """The numbers of one edition."""

    edition: str
    records: dict[str, int]
    """By kind, in the order of a content file: `{"sources": 4, …}`."""
    statuses: dict[str, int]
    """Quotations by status, as it is shown."""
    topics: tuple[TopicCount, ...]
    sources: tuple[Share, ...]
    speakers: tuple[Share, ...]

    @classmethod
    def of(cls, library: Library) -> "Census":
        """Count everything."""
        statuses = Counter(status_of(quote).kind for quote in library.quotes.values())
        return cls(
            edition=library.edition,
            records={
                "sources": len(library.sources),
                "speakers": len(library.speakers),
                "topics": len(library.topics),
                "quotes": len(library.quotes),
                "prompts": len(library.prompts),
                "claims": len(library.claims),
                "false quotations": len(library.false_quotations),
                "plans": len(library.plans),
            },
            statuses={kind.value: statuses[kind] for kind in Kind},
            topics=tuple(
                TopicCount(
                    topic.id,
                    topic.name,
                    *_split(library.quotes_about(topic.id)),
                    len(library.prompts_about(topic.id)),
                    len(library.claims_about(topic.id)),
                    len(topic.opposing),
                )
                for topic in library.topics.values()
            ),
            sources=tuple(
                Share(source.id, source.title, *_split(library.quotes_from(source.id)))
                for source in library.sources.values()
            ),
            speakers=tuple(
                Share(speaker.id, speaker.name, *_split(library.quotes_by(speaker.id)))
                for speaker in library.speakers.values()
            ),
        )


def _split(quotes: Iterable[Quote]) -> tuple[int, int]:
    """How many stand verbatim in a source, and how many are only reported."""
    reported = [status_of(quote).kind is Kind.REPORTED for quote in quotes]
    return len(reported) - sum(reported), sum(reported)
