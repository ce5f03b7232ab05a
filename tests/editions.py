"""The built-in library with its index, read once for all tests that only look things up."""

from functools import cache

from bot.app import read_edition
from bot.services import Edition
from bot.settings import Settings


@cache
def builtin_edition() -> Edition:
    """The edition in force when nothing is set. It is frozen, so tests may share it."""
    return read_edition(Settings(_env_file=None))
