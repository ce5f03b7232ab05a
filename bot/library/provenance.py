"""How sure a quotation is, computed from its wordings and never typed in.

Sources agree when they print the same words (see `folding`); one may hold the other, because one source may
quote a clause of what another quotes whole, and an ellipsis may stand for words that the other prints.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.library.difference import Change, Piece, difference
from bot.library.folding import holds, runs
from bot.library.records import Form, Quote, Wording

__all__ = ["Change", "Kind", "Piece", "Status", "agree", "difference", "shown", "status_of"]


class Kind(StrEnum):
    """What the wordings of a quotation amount to."""

    SAME = "same words in several sources"
    ONE = "one source"
    DIFFER = "sources differ"
    REPORTED = "reported, not a quotation"


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of a quotation, and from how many sources."""

    kind: Kind
    sources: int


def status_of(quote: Quote) -> Status:
    """The status of a quotation; two different wordings in one source count as differing."""
    verbatim = [wording for wording in quote.wordings if wording.form is Form.VERBATIM]
    if not verbatim:
        return Status(Kind.REPORTED, len({wording.source for wording in quote.wordings}))
    sources = len({wording.source for wording in verbatim})
    if len(verbatim) > 1 and not _one_holds_all([wording.text for wording in verbatim]):
        return Status(Kind.DIFFER, sources)
    return Status(Kind.ONE if sources == 1 else Kind.SAME, sources)


def shown(quote: Quote, source: str = "") -> Wording:
    """The wording to show: the first that is verbatim, else the first; of one source if it is given and has any."""
    wordings = [wording for wording in quote.wordings if wording.source == source] or quote.wordings
    return next((wording for wording in wordings if wording.form is Form.VERBATIM), wordings[0])


def agree(a: str, b: str) -> bool:
    """Whether two texts are the same words, or one is a part of the other."""
    return holds(runs(a), runs(b)) or holds(runs(b), runs(a))


def _one_holds_all(texts: list[str]) -> bool:
    # Two clauses of one sentence need not hold each other: it is enough that the sentence holds both.
    return any(all(agree(whole, text) for text in texts) for whole in texts)
