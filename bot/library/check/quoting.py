"""Whether quotation marks tell the truth: what we put in them must stand in a verbatim wording of the library."""

import re
from collections.abc import Iterator, Sequence

from bot.library.check.finding import Finding, error, warning
from bot.library.check.prose import prose_of
from bot.library.folding import Run, runs, words
from bot.library.library import Library
from bot.library.parse import Entry
from bot.library.records import Form

IN_MARKS = re.compile(r"[“„«「]([^“”„«»「」]+)[”“»」]|\"([^\"]+)\"")


def findings_of_quoting(library: Library, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Text in quotation marks that nobody is quoted with; a single word is a term and not looked at."""
    quoted = _Quoted(library)
    labels = {Run.of(words(false.text)).letters for false in library.false_quotations}
    titles = {Run.of(words(source.title)).letters for source in library.sources.values()}
    for entry in entries:
        if entry.record is None:
            continue
        for path, text in prose_of(entry.record):
            for match in IN_MARKS.finditer(text):
                inside = match[1] or match[2]
                letters = "".join(words(inside))
                if len(words(inside)) < 2 or letters in titles or quoted.has(inside):
                    continue
                message = f"“{inside}” is in quotation marks, and no wording of the library has these words."
                if letters in labels:
                    yield warning(entry.problem(path, f"{message} It is listed as nobody's words: say so here."))
                else:
                    yield error(entry.problem(path, f"{message} Quote exactly, or say it without the marks."))


class _Quoted:
    """The runs of all verbatim wordings; each text is looked for once."""

    def __init__(self, library: Library) -> None:
        self._runs = [
            run
            for quote in library.quotes.values()
            for wording in quote.wordings
            if wording.form is Form.VERBATIM
            for run in runs(wording.text)
        ]
        self._known: dict[str, bool] = {}

    def has(self, text: str) -> bool:
        if text not in self._known:
            self._known[text] = all(any(run.find(part) for run in self._runs) for part in runs(text))
        return self._known[text]
