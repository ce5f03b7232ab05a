"""From the values of a YAML file to records: which record each is, and how a wrong value is explained.

Every record is checked by itself, so that one bad record hides no problem of another. A record that fails keeps its
id: what refers to it is not reported as unknown as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.library.explain import explained
from bot.library.problems import Problem, did_you_mean
from bot.library.records import Pack, Record
from bot.library.yaml_reader import Fields, Items, Node, Text

KINDS: dict[str, type[Record]] = {name: get_args(field.annotation)[0] for name, field in Pack.model_fields.items()}
"""The kinds of records by the field of a content file that lists them: `quotes`, `topics`, …"""

Path = Sequence[str | int]
"""Where a value stands in its record: `("wordings", 0, "line")`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as it stands in a file; `record` is None when it could not be understood."""

    kind: str
    index: int
    file: str
    node: Node
    record: Record | None

    @property
    def id(self) -> str:
        """What was typed as its id; empty if it has none."""
        given = self.node.fields.get("id") if isinstance(self.node, Fields) else None
        return given.value.strip() if isinstance(given, Text) else ""

    def line(self, path: Path = ()) -> int:
        """The line on which the value begins, or what holds it where there is no such value."""
        return _line_of(self.node, path)

    def problem(self, path: Path, message: str) -> Problem:
        """A problem with the value at `path`."""
        return Problem(self.file, self.line(path), _shown((self.kind, self.index, *path)), message)


def entries_of(node: Node | None, file: str) -> tuple[list[Entry], list[Problem]]:
    """Every record of a file, and what is wrong with them."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    if node is None or (isinstance(node, Text) and not node.value):
        return entries, problems
    if not isinstance(node, Fields):
        message = f"Begin the file with one of {', '.join(f'{kind}:' for kind in KINDS)}"
        return entries, [Problem(file, node.line, "", f"{message} and list the records under it.")]
    for kind, value in node.fields.items():
        if kind not in KINDS:
            known = f"A content file has {', '.join(KINDS)}.{did_you_mean(kind, KINDS)}"
            problems.append(Problem(file, node.lines[kind], kind, f"There are no such records. {known}"))
        elif isinstance(value, Items):
            for index, item in enumerate(value.items):
                entry, wrong = _entry(kind, index, file, item)
                entries.append(entry)
                problems += wrong
        elif not (isinstance(value, Text) and not value.value):
            problems.append(Problem(file, value.line, kind, "A list is meant. Begin each record with a dash."))
    return entries, problems


def _entry(kind: str, index: int, file: str, node: Node) -> tuple[Entry, list[Problem]]:
    try:
        record = KINDS[kind].model_validate(_data(node))
    except ValidationError as error:
        entry = Entry(kind, index, file, node, None)
        return entry, [entry.problem(*explained(detail, KINDS[kind])) for detail in _causes(error)]
    return Entry(kind, index, file, node, record), []


def _causes(error: ValidationError) -> list[ErrorDetails]:
    """Every error but the lists that pydantic calls too short because it dropped their wrong items."""
    details = error.errors(include_url=False)
    inside = {detail["loc"][:end] for detail in details for end in range(len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in inside]


def _data(node: Node) -> Any:
    match node:
        case Text():
            return node.value
        case Items():
            return [_data(item) for item in node.items]
        case Fields():
            return {name: _data(value) for name, value in node.fields.items()}


def _line_of(node: Node, path: Path) -> int:
    line = node.line
    for step in path:
        if isinstance(node, Fields) and isinstance(step, str) and step in node.fields:
            line, node = node.lines[step], node.fields[step]
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            line = node.line
        else:
            break
    return line


def _shown(path: Path) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")
