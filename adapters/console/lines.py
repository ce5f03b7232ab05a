"""What one typed line means: a command, the press of a button, or a form handed in.

Decides the three words that only the console has, since in a terminal there is nothing to press or to point at:

- `press <wire>`, and for a menu `press <wire> <value>`; the wire form of a control is one word (bot/chat/action.py);
- `submit <wire> name:"value" …`, one pair for each field that is filled in. Inside the quotation marks `\\"`, `\\\\`
  and `\\n` stand for a quotation mark, a backslash and a line end; a value of one word needs no marks;
- `use <command> <text>`: a command for messages, such as “Verify quote”, used on a message with this text.

Nothing here fails: a line that is none of these is a command, and what a value means is judged by the core.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_PIECE = re.compile(r'([A-Za-z][A-Za-z0-9-]{0,31}):(?:"((?:[^"\\]|\\.)*)(?:"|\\?\Z)|(\S*))|\S+', re.DOTALL)
_ESCAPED = re.compile(r'\\(["\\n])')


@dataclass(frozen=True, slots=True)
class Typed:
    """A command as typed."""

    line: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button, or a menu with what was chosen in it."""

    wire: str
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form with what stands in its fields, by their names."""

    wire: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Used:
    """A command for messages, used on a message. `line` is what was typed, in case there is no such command."""

    command: str
    text: str
    line: str


Line = Typed | Pressed | Submitted | Used


def read_line(line: str) -> Line:
    """`press cp1:topics:2` -> the second page; `/quote agents` -> the command. Never raises."""
    word, _, rest = line.strip().partition(" ")
    wire, _, more = rest.strip().partition(" ")
    more = more.strip()
    match word:
        case "press":
            return Pressed(wire, (_unquoted(more),) if more else ())
        case "submit":
            return Submitted(wire, read_fields(more))
        case "use":
            return Used(wire, _unquoted(more), line)
        case _:
            return Typed(line)


def read_fields(typed: str) -> dict[str, str]:
    """`about:"value function" only-me:yes` -> `{"about": "value function", "only-me": "yes"}`."""
    pieces = (piece.groups() for piece in _PIECE.finditer(typed))
    return {name.lower(): bare if quoted is None else _meant(quoted) for name, quoted, bare in pieces if name}


def spell_fields(fields: Mapping[str, str]) -> str:
    """What to type for these fields; `read_fields` gives them back."""
    return " ".join(f'{name}:"{_written(value)}"' for name, value in fields.items())


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def _meant(quoted: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] == "n" else match[1], quoted)


def _written(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
