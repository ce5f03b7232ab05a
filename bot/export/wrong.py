"""What is wrong with a file, and where.

Decides that a place is told twice: by line and column for whoever has the file in an editor, and by the names that lead
there for whoever made it with a program.
"""

from collections.abc import Mapping, Sequence

Path = Sequence[str | int]
"""The names and numbers that lead to a value: `("own", "approved", 0, "words")`."""

NAME_SHOWN = 40  # characters of a name from the file that are repeated


class Wrong(Exception):  # noqa: N818 - told to whoever brought the file; not a mistake of a program
    """A file that is not taken. `sentence` is a key of the catalogues, `values` fill its placeholders.

    `line` and `column` are from 1; `path` is as `shown` gives it, empty for the whole file.
    """

    def __init__(self, sentence: str, place: tuple[int, int], path: str, values: Mapping[str, object]) -> None:
        super().__init__(f"{place[0]}:{place[1]} {path}")
        self.sentence = sentence
        self.line, self.column = place
        self.path = path
        self.values = values


def placed(text: str, at: int) -> tuple[int, int]:
    """The line and the column of a character, from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def shown(path: Path) -> str:
    """`("own", "approved", 0)` -> `own.approved[0]`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step[:NAME_SHOWN]}" for step in path)
    return "".join(steps).removeprefix(".")
