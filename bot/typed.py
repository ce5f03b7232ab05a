"""The grammar of typed commands, for every place where there are no typed options: console, web, Slack.

Decides how a line becomes values:

- `name:value` gives the option of that name; the value is one word, or several in quotation marks;
- a flag's bare name switches it on: `only-me`;
- the remaining words fill the options not given yet, in order. A text option takes all of them, word for word with
  their quotation marks; any other kind takes one word.

Straight, typographic, German, French, Chinese and full-width quotation marks, colons and spaces are understood. A
quotation mark that is never closed is an ordinary character. Nothing here fails: what a value means is judged later.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.chat.command import Command, Kind, Option

_CLOSING = {'"': '"', "“": "”", "”": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "＂": "＂", "‟": "”"}
_NAMED = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,31})[:：]")
_SLASH = re.compile(r"\s*[/／]?\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """One word or quoted run. `name` is an option's where it was given; `raw` is what was typed, `text` its meaning."""

    name: str
    text: str
    raw: str


def find(line: str, commands: Iterable[Command]) -> tuple[Command, str] | None:
    """The command that a line begins with and the rest of the line; the longer name wins. The slash may be missing."""
    typed = line[_SLASH.match(line).end() :] if _SLASH.match(line) else line  # type: ignore[union-attr]
    words = typed.split(maxsplit=2)
    by_name = {command.name: command for command in commands}
    for length in (2, 1):
        name = " ".join(words[:length]).lower()
        if len(words) >= length and name in by_name:
            return by_name[name], typed.split(maxsplit=length)[length] if len(words) > length else ""
    return None


def parse(typed: str, command: Command) -> dict[str, str]:
    """`'generalization speaker:ilya'` -> `{"about": "generalization", "speaker": "ilya"}`. Never raises."""
    flags = {option.name for option in command.options if option.kind is Kind.FLAG}
    pieces = _pieces(typed, {option.name for option in command.options})
    given: dict[str, str] = {}
    bare: list[Piece] = []
    for piece in pieces:
        if piece.name:
            given[piece.name] = piece.text
        elif piece.raw.lower() in flags:
            given[piece.raw.lower()] = "yes"
        else:
            bare.append(piece)
    given.update(_filled([option for option in command.options if option.name not in given], bare))
    return {name: text for name, text in given.items() if text}


def spell(values: Mapping[str, str]) -> str:
    """What to type for these values; `parse` gives them back. A `"` inside a value becomes a typographic one."""
    return " ".join(f'{name}:"{value.replace(chr(34), "”")}"' for name, value in values.items())


def _filled(options: Sequence[Option], bare: list[Piece]) -> dict[str, str]:
    filled: dict[str, str] = {}
    for option in options:
        if not bare or option.kind is Kind.FLAG:
            continue
        if option.kind is Kind.TEXT:
            filled[option.name] = bare[0].text if len(bare) == 1 else " ".join(piece.raw for piece in bare)
            break
        filled[option.name] = bare.pop(0).text
    return filled


def _pieces(typed: str, names: set[str]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    while at < len(typed):
        if typed[at].isspace():
            at += 1
            continue
        start, name = at, ""
        named = _NAMED.match(typed, at)
        if named and named[1].lower() in names:
            name, at = named[1].lower(), _after_space(typed, named.end())
        text, at = _value(typed, at)
        pieces.append(Piece(name, text, typed[start:at]))
    return pieces


def _after_space(typed: str, at: int) -> int:
    while at < len(typed) and typed[at].isspace():
        at += 1
    return at


def _value(typed: str, at: int) -> tuple[str, int]:
    """The quoted run or the word at `at`, without its quotation marks, and where it ends."""
    closing = _CLOSING.get(typed[at], "") if at < len(typed) else ""
    end = min((found for mark in closing if (found := typed.find(mark, at + 1)) != -1), default=-1)
    if end != -1 and (end + 1 == len(typed) or typed[end + 1].isspace()):
        return typed[at + 1 : end].strip(), end + 1
    end = at
    while end < len(typed) and not typed[end].isspace():
        end += 1
    return typed[at:end], end
