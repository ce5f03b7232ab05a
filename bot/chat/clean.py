"""Which characters of other people's text are shown at all, and how a text is shortened.

Decides that controls, direction overrides and invisible characters are dropped, that at most four combining marks sit
on one letter, and that a text is cut at a sentence or a word and always visibly. Everything here is linear.
"""

import re
import unicodedata

MARKS_ON_A_LETTER = 4
ZERO_WIDTH_JOINER = "\u200d"  # joins emoji into one; kept for that
ELLIPSIS = "…"

# Characters of which none is ever dropped: Latin without the soft hyphen, punctuation, Chinese. What consists of them
# alone needs no look at each; that is nearly every text, in a twentieth of the time.
_USUAL = re.compile(
    "[\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e]*"
)
_SENTENCE_END = re.compile(r"[.!?。！？][”\"')\]]*\s+|\n")


def clean(text: str, *, lines: bool = True) -> str:
    """`text` without what can hide, reorder or pile up characters. Line ends become spaces unless `lines`."""
    if _USUAL.fullmatch(text) and (lines or "\n" not in text):
        return text
    kept: list[str] = []
    marks = 0
    for character in text.replace("\r\n", "\n").replace("\r", "\n"):
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > MARKS_ON_A_LETTER:
            continue
        if character == "\n":
            kept.append("\n" if lines else " ")
        elif character == "\t":
            kept.append(" ")
        elif category not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") or character == ZERO_WIDTH_JOINER:
            kept.append(character)
    return "".join(kept)


def clip(text: str, limit: int) -> str:
    """`text` in at most `limit` characters: cut after a sentence or a word, with “…” behind it."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    ends = [match.end() for match in _SENTENCE_END.finditer(head)]
    if ends and ends[-1] >= limit // 2:
        return head[: ends[-1]].rstrip() + ELLIPSIS
    space = head.rfind(" ")
    return (head[:space] if space >= limit // 2 else head).rstrip() + ELLIPSIS


def split(text: str, limit: int) -> tuple[str, ...]:
    """`text` in pieces of at most `limit` characters, none blank, cut at line ends, then sentences, then words."""
    pieces: list[str] = []
    while len(text) > limit:
        head = text[:limit]
        at = next(
            (cut for cut in (head.rfind("\n"), _last_sentence(head), head.rfind(" ")) if cut > limit // 3),
            limit,
        )
        if piece := text[:at].rstrip():
            pieces.append(piece)
        text = text[at:].lstrip()
    return (*pieces, text) if text.strip() else tuple(pieces)


def _last_sentence(text: str) -> int:
    return max((match.end() for match in _SENTENCE_END.finditer(text)), default=-1)
