"""From folders of YAML files to a library: which files are read, in which order, and when they are refused.

All folders together make one library. Either it holds together as a whole, or nothing is loaded and every problem is
told at once, so that a broken new version never replaces a good one.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from bot.library.library import Library
from bot.library.parse import KINDS, Entry, entries_of
from bot.library.problems import ContentError, Problem
from bot.library.records import Pack, Record
from bot.library.references import problems_between
from bot.library.yaml_reader import read_file

__all__ = ["ContentError", "Loaded", "Problem", "builtin_folder", "load", "read"]

_WHAT_TO_DO = "Name a folder with content files (*.yaml) in CONTENT_DIR, or leave it out for the built-in library."


@dataclass(frozen=True, slots=True)
class Loaded:
    """A library and where each of its records stands, in reading order."""

    library: Library
    entries: tuple[Entry, ...]


def builtin_folder() -> Path:
    """The folder of the library that comes with the bot."""
    return Path(str(files("content")))


def load(*folders: Path) -> Library:
    """The library of all these folders together, or the built-in one. Raises ContentError with every problem."""
    return read(*folders).library


def read(*folders: Path) -> Loaded:
    """As `load`, with the file and the line of every record."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for path, shown in _files(folders or (builtin_folder(),), problems):
        node, unreadable = read_file(path, shown)
        found, wrong = entries_of(node, shown)
        entries += found
        problems += (*unreadable, *wrong)
    problems += problems_between(entries)
    if not entries and not problems:
        problems.append(Problem(_shown(folders[0]), 0, "", f"There are no records in it. {_WHAT_TO_DO}"))
    if problems:
        raise ContentError(problems)
    return Loaded(Library.of(_pack(entries)), tuple(entries))


def _pack(entries: Iterable[Entry]) -> Pack:
    records: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    for entry in entries:
        if entry.record is not None:
            records[entry.kind].append(entry.record)
    # They were validated one by one; a second time would double the time of a start.
    content: dict[str, Any] = {kind: tuple(found) for kind, found in records.items()}
    return Pack.model_construct(**content)


def _files(folders: Iterable[Path], problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """The content files in reading order, each once, with the name by which problems tell of them."""
    seen: set[Path] = set()
    for folder in folders:
        if not folder.is_dir():
            kind = "This is a file, not a folder" if folder.exists() else "There is no such folder"
            problems.append(Problem(_shown(folder), 0, "", f"{kind}. {_WHAT_TO_DO}"))
            continue
        for path in _content_files(folder):
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield path, _shown(path)


def _content_files(folder: Path) -> list[Path]:
    found = []
    for here, inside, names in os.walk(folder):
        inside[:] = [name for name in inside if not name.startswith(".")]
        visible = (name for name in names if not name.startswith("."))
        found += [Path(here, name) for name in visible if name.endswith((".yaml", ".yml"))]
    return sorted(found)


def _shown(path: Path) -> str:
    whole, here = path.absolute(), Path.cwd()
    return str(whole.relative_to(here)) if whole.is_relative_to(here) else str(whole)
