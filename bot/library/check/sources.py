"""Whether the library is faithful to its sources: every quotation on its line, and everything else told, not copied."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.library.check.finding import Finding, error, warning
from bot.library.check.prose import prose_of
from bot.library.check.quoting import IN_MARKS
from bot.library.check.source_text import LONGEST_LOAN, SourceText
from bot.library.fingerprints import fingerprint_of
from bot.library.parse import Entry
from bot.library.records import Claim, FalseQuotation, Fingerprint, Form, Quote, Record, Source, Topic


def texts_of(entries: Sequence[Entry], folder: Path) -> tuple[dict[str, SourceText], list[Finding]]:
    """The text of every source by its id, and which of them could not be read."""
    texts: dict[str, SourceText] = {}
    findings: list[Finding] = []
    for entry in entries:
        source = entry.record
        if not isinstance(source, Source):
            continue
        if source.file is None:
            findings.append(warning(entry.problem(("file",), "Names no file, so its quotations are not checked.")))
        elif Path(source.file).name != source.file:
            findings.append(error(entry.problem(("file",), "A file name is meant, without a folder.")))
        else:
            try:
                texts[source.id] = SourceText.read(folder / source.file)
            except FileNotFoundError:
                findings.append(error(entry.problem(("file",), f"There is no {source.file} in {folder}.")))
            except (OSError, UnicodeDecodeError) as problem:
                findings.append(error(entry.problem(("file",), f"{source.file} cannot be read: {problem}.")))
    return texts, findings


def findings_against(texts: Mapping[str, SourceText], entry: Entry) -> Iterator[Finding]:
    """What one record says about its sources and they do not."""
    match entry.record:
        case None:
            return
        case Quote() as quote:
            for at, wording in enumerate(quote.wordings):
                if wording.source in texts:
                    path = ("wordings", at)
                    if wording.form is Form.VERBATIM:
                        yield from _not_there(entry, path, wording.text, wording.line, texts[wording.source])
                    else:
                        yield from _beyond(entry, (*path, "line"), wording.line, texts[wording.source])
        case FalseQuotation() as false if false.source in texts:
            yield from _not_there(entry, (), false.text, false.line, texts[false.source])
        case Fingerprint() as fingerprint if fingerprint.source in texts:
            text = "\n".join(texts[fingerprint.source].lines)
            if fingerprint_of(fingerprint.source, text).lines != fingerprint.lines:
                yield warning(entry.problem(("lines",), "Not made from this text. Make the fingerprints anew."))
        case Topic() | Claim():
            yield from _passages_beyond(entry, entry.record, texts)
        case _:
            pass
    yield from _copied(entry, entry.record, texts)


def _not_there(
    entry: Entry, path: tuple[str | int, ...], text: str, line: int, source: SourceText
) -> Iterator[Finding]:
    if source.stands_on(text, line):
        return
    yield from _beyond(entry, (*path, "line"), line, source)
    if found := source.line_of(text):
        yield error(entry.problem((*path, "line"), f"Stands on line {found}, not on {line}. Correct the line."))
    else:
        closest = source.closest(text, line)
        hint = f" Closest: “{closest}”." if closest else ""
        yield error(entry.problem((*path, "text"), f"Does not stand on line {line}.{hint} Quote it letter by letter."))


def _beyond(entry: Entry, path: tuple[str | int, ...], line: int, source: SourceText) -> Iterator[Finding]:
    if line > len(source.lines):
        yield error(entry.problem(path, f"Line {line} is beyond the end: the source has {len(source.lines)} lines."))


def _passages_beyond(entry: Entry, record: Topic | Claim, texts: Mapping[str, SourceText]) -> Iterator[Finding]:
    for at, passage in enumerate(record.passages):
        source, _, lines = passage.partition(":")
        if source in texts:
            yield from _beyond(entry, ("passages", at), int(lines.rpartition("-")[2]), texts[source])


def _copied(entry: Entry, record: Record, texts: Mapping[str, SourceText]) -> Iterator[Finding]:
    for path, text in prose_of(record):
        ours = IN_MARKS.sub(" … ", text)
        for source, its in texts.items():
            if loan := its.loan(ours):
                words, line = loan
                message = f"More than {LONGEST_LOAN} words in a row are those of {source}, line {line}: “{words}”."
                yield error(entry.problem(path, f"{message} Tell it in our own words, or quote it."))
