"""Which JSON is read at all, and where in it something stands.

Decides what every reader of JSON leaves open: of two values with one name the last would win silently, a thousand
brackets would exhaust the stack, `NaN` and `1e999` are no numbers of anybody's, a million digits take minutes, and a
character that nobody sees can turn a line around. All of it is refused with its place, in one pass that takes time in
proportion to the text and keeps nothing. What passes is ordinary JSON, whose shape is judged afterwards.
"""

import json
import re
import unicodedata

from bot.chat.clean import clean
from bot.export.wrong import NAME_SHOWN, Path, Wrong, placed, shown
from bot.texts import noted

MOST_LEVELS = 12  # the format needs six
MOST_VALUES = 50_000
MOST_DIGITS = 15

_SPACE = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?![0-9.eE])")
_NUMBER_LIKE = re.compile(r"[-+0-9.eE]+|NaN|-?Infinity")
_WORD = re.compile(r"true|false|null")


def check_json(text: str) -> None:
    """Raises Wrong for what is not read."""
    _Scan(text, None).document()


def place_of(text: str, path: Path) -> tuple[int, int]:
    """The line and the column of the value at `path`, or of what holds it where there is none. The text was checked."""
    scan = _Scan(text, tuple(path))
    scan.document()
    return placed(text, scan.found)


class _Scan:
    """One pass. With `wanted`, `found` is where the value at that path begins."""

    def __init__(self, text: str, wanted: tuple[str | int, ...] | None) -> None:
        self.text = text
        self.at = 0
        self.values = 0
        self.wanted = wanted
        self.found = 0
        self.path: list[str | int] = []

    def document(self) -> None:
        self._value(on_the_way=self.wanted is not None)
        self._space()
        if self.at < len(self.text):
            raise self._wrong(noted("Something stands behind the end. Delete it."))

    def _value(self, *, on_the_way: bool) -> None:
        self._space()
        if on_the_way:
            self.found = self.at
        self.values += 1
        if self.values > MOST_VALUES:
            raise self._wrong(noted("There are more than {most} values in this file."), most=MOST_VALUES)
        match self.text[self.at : self.at + 1]:
            case "{" | "[" if len(self.path) >= MOST_LEVELS:
                raise self._wrong(noted("This is more than {most} levels deep. Check the brackets."), most=MOST_LEVELS)
            case "{":
                self._fields(on_the_way=on_the_way)
            case "[":
                self._items(on_the_way=on_the_way)
            case '"':
                self._string()
            case _:
                self._plain()

    def _fields(self, *, on_the_way: bool) -> None:
        names: set[str] = set()
        while self._goes_on("}", is_first=not names):
            self._space()
            began = self.at
            name = self._string() if self.text[began : began + 1] == '"' else None
            if name is None:
                raise self._wrong(noted("A name in quotation marks is meant here."))
            if name in names:
                self.at = began
                raise self._wrong(noted("“{name}” was given before. Keep one of the two."), name=name[:NAME_SHOWN])
            names.add(name)
            self._space()
            self._take(":")
            self._inside(name, on_the_way=on_the_way)

    def _items(self, *, on_the_way: bool) -> None:
        number = 0
        while self._goes_on("]", is_first=number == 0):
            self._inside(number, on_the_way=on_the_way)
            number += 1

    def _inside(self, step: str | int, *, on_the_way: bool) -> None:
        level = len(self.path)
        self.path.append(step)
        leads = on_the_way and self.wanted is not None and self.wanted[level : level + 1] == (step,)
        self._value(on_the_way=leads)
        self.path.pop()

    def _goes_on(self, end: str, *, is_first: bool) -> bool:
        """Whether another one follows in a list or an object; its opening bracket or the comma is taken."""
        if is_first:
            self.at += 1
        self._space()
        if self.text.startswith(end, self.at):
            self.at += 1
            return False
        if not is_first:
            self._take(",")
        return True

    def _string(self) -> str:
        found = _STRING.match(self.text, self.at)
        if found is None:
            raise self._wrong(noted("This text does not end in its line, or holds a control character. Mend it."))
        raw = found[0]
        value: str = json.loads(raw) if "\\" in raw else raw[1:-1]
        if hidden := _hidden_in(value):
            raise self._wrong(noted("There is a character here that nobody sees ({code}). Delete it."), code=hidden)
        self.at = found.end()
        return value

    def _plain(self) -> None:
        found = _WORD.match(self.text, self.at) or _NUMBER.match(self.text, self.at)
        if found is None and _NUMBER_LIKE.match(self.text, self.at):
            raise self._wrong(noted("Only whole numbers stand in this format."))
        if found is None:
            raise self._wrong(noted("This is not JSON. Check the commas and brackets before it."))
        if len(found[0]) > MOST_DIGITS:
            raise self._wrong(noted("The number has more than {most} digits."), most=MOST_DIGITS)
        self.at = found.end()

    def _take(self, mark: str) -> None:
        if not self.text.startswith(mark, self.at):
            raise self._wrong(noted("“{mark}” is missing here."), mark=mark)
        self.at += 1

    def _space(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _wrong(self, sentence: str, **values: object) -> Wrong:
        return Wrong(sentence, placed(self.text, self.at), shown(self.path), values)


def _hidden_in(text: str) -> str:
    """The first character that would not be shown, as `U+202E`; empty where there is none."""
    if clean(text) == text:
        return ""
    alone = (one for one in text if clean(one) != one)
    marks = (one for one in text if unicodedata.category(one) in ("Mn", "Me"))
    return f"U+{ord(next(alone, next(marks, text[0]))):04X}"
