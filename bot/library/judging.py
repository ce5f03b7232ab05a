"""What one reading of a line is: exact, altered, joined, words of a source, the same in other words, or absent.

A line is exact when its words stand in a verbatim wording in a row (four at least, or the whole wording), whatever
its case and punctuation; an ellipsis in the line may leave words out, and they are then told. The thresholds were set
on every quotation of the built-in library with one word replaced, dropped or added, and on lines that are not in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.library.alignment import FEWEST_WORDS, Match, align, exact, overlap, passage_of
from bot.library.difference import Change, Piece, difference
from bot.library.folding import ELLIPSIS, words
from bot.library.pasted import Reading
from bot.library.records import Quote, Role
from bot.library.verdict import Finding, Verdict, verdict_on
from bot.library.witnesses import Nature, Witness, Witnesses


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on one reading of a line, and how much it weighs against those on the other readings."""

    tier: int
    """Exact quotation 5, exact of another nature 4, altered or joined 3, in other words 1, absent 0."""
    score: float
    verdict: Verdict


ABSENT = Judgement(0, 0, Verdict(Finding.ABSENT))
_SAME_THING = 0.55  # of what the line says must be in a report for it to be the same statement
_TELLING_WORDS = 3
_SAME_MATTER = 0.25  # … when both stand on the same line of a source, so that the words may be quite others
_SAME_NEARBY = 0.4  # … and on a line near it
_NOTED = 0.7
_TRACED = 0.5  # of the runs of four words of a line must stand on one line of a source
_FEWEST_RUNS = 3  # … or all of a shorter line; one alone is met by chance in every second line
_ALTERED = 0.66
_ALTERED_REPORT = 0.75
_FEW = 6  # words in common: fewer, out of a longer wording, may be a turn of phrase (“the era of … is over”)
_ALTERED_PHRASE = 0.8
_LONG_RUN = 6  # words in a row that no two people find independently


def judged(reading: Reading, witnesses: Witnesses) -> Judgement:
    """The best that can be said of one reading."""
    row = words(reading.body)
    found = list(dict.fromkeys((*witnesses.same(row), *witnesses.alike(row))))
    literal = [witness for witness in found if exact(reading.body, witness.text)]
    if literal:
        return _exact(reading, literal, witnesses)
    aligned = _aligned(row, found, witnesses)
    best = _weightier(_joined(reading, row, aligned, witnesses), _altered(reading, aligned))
    best = _weightier(best, _in_a_source(reading, row, best, witnesses))
    return best if best.tier else _same_thing(reading, row, found, witnesses)


def _exact(reading: Reading, literal: Sequence[Witness], witnesses: Witnesses) -> Judgement:
    claimed = witnesses.names.speaker(reading.claimed)

    def order(witness: Witness) -> tuple[bool, bool, bool]:
        quote = witness.record if isinstance(witness.record, Quote) else None
        speaker = witnesses.library.speaker_of(quote) if quote else None
        return (
            witness.nature is Nature.QUOTED,
            speaker is not None and speaker.id == claimed,
            speaker is not None and speaker.role is Role.GUEST,
        )

    witness = max(literal, key=order)
    verdict = verdict_on(witness, reading)
    if witness.nature is Nature.QUOTED:
        verdict = replace(verdict, pieces=_left_out(reading.body, witness.text))
    return Judgement(5 if witness.nature is Nature.QUOTED else 4, len(reading.body), verdict)


def _left_out(body: str, text: str) -> tuple[Piece, ...]:
    """What an ellipsis of the line leaves out; nothing if the line is a single run."""
    pieces = difference(text, body) if ELLIPSIS.search(body) else ()
    return pieces if any(piece.kind is not Change.SAME for piece in pieces[1:-1]) else ()


def _weightier(one: Judgement, other: Judgement) -> Judgement:
    return max(one, other, key=lambda judgement: (judgement.tier, judgement.score))


_Aligned = Sequence[tuple[Witness, Match]]


def _aligned(row: Sequence[str], found: Iterable[Witness], witnesses: Witnesses) -> _Aligned:
    matches = ((witness, align(row, witness.row, witnesses.weigh)) for witness in found)
    return [(witness, match) for witness, match in matches if match is not None]


def _altered(reading: Reading, aligned: _Aligned) -> Judgement:
    altered = [(witness, match) for witness, match in aligned if _is_altered(match, witness)]
    if not altered:
        return ABSENT
    witness, match = max(altered, key=lambda pair: pair[1].similarity)
    pieces = difference(passage_of(witness.text, match.first, match.last), reading.body)
    return Judgement(3, match.similarity, verdict_on(witness, reading, pieces))


def _is_altered(match: Match, witness: Witness) -> bool:
    if witness.nature in {Nature.REPORTED, Nature.ARTICLE}:
        return match.similarity >= _ALTERED_REPORT and match.matched >= FEWEST_WORDS
    if match.matched < FEWEST_WORDS:
        return match.matched == len(witness.row) > 1 and match.similarity >= _ALTERED_REPORT
    if match.matched < _FEW and match.matched < _ALTERED * len(witness.row):
        return match.similarity >= _ALTERED_PHRASE
    return match.similarity >= _ALTERED or match.longest >= _LONG_RUN


def _joined(reading: Reading, row: Sequence[str], aligned: _Aligned, witnesses: Witnesses) -> Judgement:
    """The line cut into parts of different quotations, if it consists of such."""
    parts = sorted(_parts(row, 0, aligned, witnesses), key=lambda part: part[0])
    quotes = {part[2].record.id: part for part in parts if isinstance(part[2].record, Quote)}
    covered = sum(end - start for start, end, _, _ in parts)
    if len(quotes) < 2 or covered < 0.75 * len(row):
        return ABSENT
    passages = [passage_of(witness.text, match.first, match.last) for _, _, witness, match in parts]
    verdict = Verdict(
        Finding.JOINED,
        quotes=tuple(witness.record for _, _, witness, _ in quotes.values() if isinstance(witness.record, Quote)),
        wordings=tuple(witness.wording for _, _, witness, _ in quotes.values() if witness.wording is not None),
        pieces=difference(" ".join(passages), reading.body),
        claimed=reading.claimed,
    )
    return Judgement(3, covered / len(row), verdict)


_Part = tuple[int, int, Witness, Match]


def _parts(row: Sequence[str], offset: int, aligned: _Aligned, witnesses: Witnesses, most: int = 4) -> list[_Part]:
    """The best part of the words, then the best of what is left on either side of it."""
    close = [(witness, match) for witness, match in aligned if _is_part(match, witness)]
    if not close or most == 0:
        return []
    witness, match = max(close, key=lambda pair: pair[1].matched * pair[1].closeness)
    parts = [(offset + match.start, offset + match.end, witness, match)]
    for start, end in ((0, match.start), (match.end, len(row))):
        if end - start >= FEWEST_WORDS:
            side = row[start:end]
            others = _aligned(side, [witness for witness, _ in aligned], witnesses)
            parts += _parts(side, offset + start, others, witnesses, most - 1)
    return parts


def _is_part(match: Match, witness: Witness) -> bool:
    is_quoted = witness.nature is Nature.QUOTED
    return is_quoted and match.matched >= FEWEST_WORDS and match.closeness >= _ALTERED_REPORT


def _in_a_source(reading: Reading, row: Sequence[str], otherwise: Judgement, witnesses: Witnesses) -> Judgement:
    """The words stand in a source, outside its quotations: what it reports of somebody, or says itself."""
    trace = witnesses.traces.of(row)
    if trace is None or trace.share < _TRACED or trace.runs < max(min(_FEWEST_RUNS, trace.sought), 2):
        return ABSENT
    if any((each.source, each.line) == (trace.source, trace.line) for each in otherwise.verdict.wordings):
        return ABSENT  # The source quotes there: what was found in its quotation tells more.
    verdict = Verdict(Finding.ARTICLE_WORDS, claimed=reading.claimed)
    best = 0.0
    for witness, distance in witnesses.reports_near(trace):
        share, _ = overlap(row, witness.row, witnesses.weigh)
        # What somebody is reported to say comes before what is noted about it.
        score = share if isinstance(witness.record, Quote) else share * _NOTED
        if score > best and share >= (_SAME_MATTER if distance == 0 else _SAME_NEARBY):
            best, verdict = score, verdict_on(witness, reading)
    verdict = replace(verdict, source=witnesses.library.sources[trace.source], line=trace.line)
    return Judgement(4 if trace.share == 1 else 3, trace.share, verdict)


def _same_thing(reading: Reading, row: Sequence[str], found: Sequence[Witness], witnesses: Witnesses) -> Judgement:
    """A report or an opinion of an article that says what the line says, in other words."""
    best = ABSENT
    for witness in found:
        if witness.nature is Nature.QUOTED:
            continue
        share, telling = overlap(row, witness.row, witnesses.weigh)
        if share >= _SAME_THING and telling >= _TELLING_WORDS and share > best.score:
            best = Judgement(1, share, verdict_on(witness, reading))
    return best
