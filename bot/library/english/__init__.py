"""What everybody knows of English, as lists of words: read once, written by hand for this project."""

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of each line of `name.txt` in this folder; `#` begins a comment."""
    lines = files(__name__).joinpath(f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(filter(None, (tuple(line.partition("#")[0].split()) for line in lines)))


@cache
def words(name: str) -> frozenset[str]:
    """All words of `name.txt`, wherever in it they stand."""
    return frozenset(word for row in rows(name) for word in row)
