"""How the shape of a JSON value is described, and what is wrong with a value that differs.

Decides that a key nobody documented is refused, as Slack refuses it: what is sent by mistake must not pass unseen.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Json = dict[str, Any]
Check = Callable[[str, object], Iterator[str]]  # (where, value) -> what is wrong, a sentence each


def text(least: int, most: int, pattern: str = "") -> Check:
    """A string of `least` to `most` characters."""

    def check(where: str, value: object) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{where}: must be a string"
        elif len(value) < least:
            yield f"{where}: must be more than {least - 1} characters"
        elif len(value) > most:
            yield f"{where}: must be less than {most + 1} characters"
        elif pattern and not re.fullmatch(pattern, value):
            yield f"{where}: has the wrong form"

    return check


def one_of(*allowed: object) -> Check:
    """One of a few values."""

    def check(where: str, value: object) -> Iterator[str]:
        if value not in allowed:
            yield f"{where}: must be one of {', '.join(map(str, allowed))}"

    return check


def flag() -> Check:
    """True or false."""

    def check(where: str, value: object) -> Iterator[str]:
        if not isinstance(value, bool):
            yield f"{where}: must be a boolean"

    return check


def number(least: int, most: int) -> Check:
    """A whole number."""

    def check(where: str, value: object) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            yield f"{where}: must be a whole number from {least} to {most}"

    return check


def listing(item: Check, least: int, most: int) -> Check:
    """A list of `least` to `most` items."""

    def check(where: str, value: object) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{where}: must be an array"
            return
        if len(value) < least:
            yield f"{where}: no fewer than {least} items allowed"
        if len(value) > most:
            yield f"{where}: no more than {most} items allowed"
        for index, part in enumerate(value):
            yield from item(f"{where}/{index}", part)

    return check


def record(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these keys and no others."""
    known = {**required, **(optional or {})}

    def check(where: str, value: object) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{where}: must be an object"
            return
        for key in required:
            if key not in value:
                yield f"{where}: missing required field: {key}"
        for key, part in value.items():
            if key not in known:
                yield f"{where}: invalid additional property: {key}"
            else:
                yield from known[key](f"{where}/{key}", part)

    return check


def tagged(kinds: Mapping[str, Check]) -> Check:
    """An object whose `type` says which shape it has."""

    def check(where: str, value: object) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in kinds:
            yield f"{where}: unsupported type: {kind}"
        else:
            yield from kinds[kind](where, value)

    return check


def both(*checks: Check) -> Check:
    """All of several checks."""

    def check(where: str, value: object) -> Iterator[str]:
        for each in checks:
            yield from each(where, value)

    return check


def anything() -> Check:
    """No condition."""

    def check(where: str, value: object) -> Iterator[str]:
        yield from ()

    return check
