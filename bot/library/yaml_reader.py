"""Which YAML is read at all: the part that cannot surprise a curator or harm the machine.

A content file is one document of lists, fields and text. Aliases, tags, fields given twice, more than 20 levels
and more than 1 MB are refused with their line: an alias bomb of 332 bytes unfolds to a billion values, a tag can ask
for any object, and of two fields with one name YAML silently keeps the last. Every scalar stays the text that
was typed; the schema decides later what it is, so that `NO` is no boolean and `010` no 8.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.library.problems import Problem

MOST_BYTES = 1_000_000
MOST_LEVELS = 20

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Text:
    """What was typed for one value, and on which line (from 1) it begins."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Fields:
    """Names and values; `lines` says where each name stands."""

    fields: dict[str, "Node"]
    lines: dict[str, int]
    line: int


Node = Text | Items | Fields


def read_yaml(data: bytes, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The content of a file and what is wrong with it; None if it holds nothing or cannot be read to the end."""
    if len(data) > MOST_BYTES:
        return None, (Problem(file, 0, "", "The file is larger than 1 MB. Split it in two."),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, (Problem(file, line, "", "This is not UTF-8 text. Save the file as UTF-8."),)
    reader = _Reader(file)
    try:
        node = reader.document(yaml.parse(text, Loader=_Loader))
    except _CannotGoOn:
        node = None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reader.refuse(mark.line + 1 if mark else 0, f"This is not YAML: {_said(error)}.")
        node = None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1 if isinstance(error.position, int) else 0
        reader.refuse(line, "There is a control character in this line. Delete it.")
        node = None
    return node, tuple(reader.problems)


class _CannotGoOn(Exception):  # noqa: N818 - not an error of its own: the problem is already noted
    """The rest of the file cannot be understood."""


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def refuse(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.file, line, "", message))

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        node: Node | None = None
        documents = 0
        for event in events:
            match event:
                case yaml.StreamStartEvent() | yaml.StreamEndEvent() | yaml.DocumentEndEvent():
                    continue
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        self.refuse(_line(event), "A second document begins here. Make it a file of its own.")
                        raise _CannotGoOn
                case _:
                    node = self.node(event, events, 1)
        return node

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], level: int) -> Node:
        line = _line(event)
        if level > MOST_LEVELS:
            self.refuse(line, f"More than {MOST_LEVELS} levels deep. Content files need six; check the brackets.")
            raise _CannotGoOn
        if isinstance(event, yaml.AliasEvent):
            self.refuse(line, f"“*{event.anchor}” is an alias. Write the value out.")
            return Text("", line)
        if anchor := getattr(event, "anchor", None):
            self.refuse(line, f"“&{anchor}” is an anchor. Delete it, and write the value out where it is used.")
        if tag := getattr(event, "tag", None):
            self.refuse(line, f"“{tag}” is a tag. Delete it: every value's type follows from its field.")
        match event:
            case yaml.ScalarEvent():
                return Text(event.value, line)
            case yaml.SequenceStartEvent():
                return self.items(events, line, level)
            case _:
                return self.fields(events, line, level)

    def items(self, events: Iterator[yaml.Event], line: int, level: int) -> Items:
        found = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            found.append(self.node(event, events, level + 1))
        return Items(tuple(found), line)

    def fields(self, events: Iterator[yaml.Event], line: int, level: int) -> Fields:
        found: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.node(event, events, level + 1)
            value = self.node(next(events), events, level + 1)
            if not isinstance(key, Text):
                self.refuse(key.line, "A field's name must be a word, not a list. Check the brackets and dashes.")
            elif key.value in found:
                first = lines[key.value]
                self.refuse(key.line, f"“{key.value}” was given before, in line {first}. Keep one of the two.")
            else:
                found[key.value], lines[key.value] = value, key.line
        return Fields(found, lines, line)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _said(error: yaml.MarkedYAMLError) -> str:
    return ", ".join(str(part) for part in (error.problem, error.context) if part)


def read_file(path: Path, shown: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """`read_yaml` of a file, which is not read into memory when it is too large; `shown` names it in problems."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        return None, (Problem(shown, 0, "", f"Cannot be read: {error.strerror}."),)
    return read_yaml(data, shown)
