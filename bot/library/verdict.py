"""What can be said of a pasted line, and what belongs to saying it: the quotations, the difference, the speaker."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.library.alignment import closes_a_gap
from bot.library.difference import Piece
from bot.library.pasted import Reading
from bot.library.records import Claim, FalseQuotation, Quote, Source, Speaker, Wording
from bot.library.witnesses import Nature, Witness


class Finding(StrEnum):
    """What a pasted line turns out to be."""

    EXACT = "exact"
    ALTERED = "altered"
    JOINED = "joined from two quotations"
    OTHER_SPEAKER = "said by someone else"
    ARTICLE_WORDS = "the article's own words"
    REPORTED = "reported, not a quotation"
    ABSENT = "not in this library"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a line, and all that is needed to show why."""

    kind: Finding
    quotes: tuple[Quote, ...] = ()
    """The quotations concerned: none, one, or those that were joined, in the order of the line."""
    wordings: tuple[Wording, ...] = ()
    """Of each quotation the wording that the line was held against."""
    pieces: tuple[Piece, ...] = ()
    """From the source to the line, word by word; empty where nothing is different."""
    speaker: Speaker | None = None
    """Who really said it."""
    claimed: str = ""
    """The name that the line gives, as typed."""
    closes_gap: bool = False
    """The words are the same, but the line runs on where the source has an ellipsis."""
    source: Source | None = None
    """Whose own words they are, where that is so."""
    line: int | None = None
    """The line of that source, from 1."""
    nobodys: FalseQuotation | None = None
    claim: Claim | None = None

    @property
    def know(self) -> str:
        """What a careful reader should know about it, as the library puts it; may be empty."""
        if self.nobodys is not None:
            return self.nobodys.why
        if self.claim is not None:
            return self.claim.note
        return " ".join(filter(None, [quote.note or wording.note for quote, wording in self._pairs()]))

    def _pairs(self) -> Iterator[tuple[Quote, Wording]]:
        return zip(self.quotes, self.wordings, strict=True)


def verdict_on(witness: Witness, reading: Reading, pieces: tuple[Piece, ...] = ()) -> Verdict:
    """What a line is when it was found in this witness; `pieces` say how it differs."""
    gap = witness.nature is Nature.QUOTED and closes_a_gap(reading.body, witness.text)
    match witness.record:
        case Quote() as quote if witness.wording is not None:
            kinds = {Nature.QUOTED: Finding.ALTERED if pieces else Finding.EXACT}
            return Verdict(
                kinds.get(witness.nature, Finding.REPORTED),
                quotes=(quote,),
                wordings=(witness.wording,),
                pieces=pieces if witness.nature is Nature.QUOTED else (),
                claimed=reading.claimed,
                closes_gap=gap,
            )
        case FalseQuotation() as false:
            return Verdict(Finding.ARTICLE_WORDS, nobodys=false, claimed=reading.claimed)
        case Claim() as claim:
            kind = Finding.REPORTED if witness.nature is Nature.REPORTED else Finding.ARTICLE_WORDS
            return Verdict(kind, claim=claim, claimed=reading.claimed)
    return Verdict(Finding.ABSENT)
