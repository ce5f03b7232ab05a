"""The curator's lint: what is wrong with a library that loads.

Decides which checks there are and in which order they are told: by file and line, as somebody mends them.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from bot.library.check.finding import Finding, Level
from bot.library.check.quoting import findings_of_quoting
from bot.library.check.sources import findings_against, texts_of
from bot.library.check.structure import findings_in_structure
from bot.library.check.twins import findings_of_twins
from bot.library.load import Loaded

__all__ = ["Finding", "Level", "check"]

Progress = Callable[[int, int], None]
"""Told how many records of how many have been held against their sources."""


def check(loaded: Loaded, sources: Path | None = None, progress: Progress | None = None) -> tuple[Finding, ...]:
    """Everything that is not as it should be; quotations are looked up in the files of `sources` if it is given."""
    found = chain(
        findings_in_structure(loaded.library, loaded.entries),
        findings_of_twins(loaded.entries),
        findings_of_quoting(loaded.library, loaded.entries),
        _against_sources(loaded, sources, progress) if sources is not None else (),
    )
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda finding: (finding.file, finding.line, finding.field, finding.message)))


def _against_sources(loaded: Loaded, folder: Path, progress: Progress | None) -> Iterator[Finding]:
    texts, unreadable = texts_of(loaded.entries, folder)
    yield from unreadable
    for done, entry in enumerate(loaded.entries, 1):
        yield from findings_against(texts, entry)
        if progress is not None:
            progress(done, len(loaded.entries))
