"""From the text of a file to what it holds, or the first thing that is wrong with it, with its place.

Decides that a file is judged as a whole before anything is done with it, and that nobody is told more at once than they
can mend at once.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.export.json_text import check_json, place_of
from bot.export.records import FORMAT, VERSION, Export
from bot.export.wrong import NAME_SHOWN, Wrong, shown
from bot.texts import noted


async def read(text: str) -> Export:
    """What a file holds, read in a thread: a large one takes a tenth of a second. Raises Wrong."""
    return await asyncio.to_thread(read_now, text)


def read_now(text: str) -> Export:
    """What a file holds. Raises Wrong."""
    check_json(text)
    try:
        return Export.model_validate_json(text)
    except ValidationError as error:
        first, *_ = sorted(error.errors(include_url=False), key=_weight)
        raise _wrong(first, text) from None


def _weight(detail: ErrorDetails) -> int:
    """What says that it is another kind of file comes first: nothing else of it is worth telling then."""
    return 0 if detail["loc"][:1] in (("format",), ("version",)) else 1


def _wrong(detail: ErrorDetails, text: str) -> Wrong:
    # Pydantic marks a wrong name in a mapping with a last step of its own; the name itself is the step before.
    path = tuple(step for step in detail["loc"] if step != "[key]")
    return Wrong(_sentence(detail, path), place_of(text, path), shown(path), _values(detail, path))


def _sentence(detail: ErrorDetails, path: tuple[str | int, ...]) -> str:
    if path in ((), ("format",)):
        return noted("This is no export of mine: “format” must be “{format}”.")
    if path == ("version",):
        return noted("I read version {version} of the format, and this is another one.")
    return _SENTENCES.get(detail["type"], noted("This is not what may stand here."))


def _values(detail: ErrorDetails, path: tuple[str | int, ...]) -> dict[str, object]:
    """Everything that a sentence may name; what comes from the file is cut short."""
    context: Mapping[str, Any] = detail.get("ctx", {})
    given = detail["input"]
    return {
        "format": FORMAT,
        "version": VERSION,
        "name": str(path[-1])[:NAME_SHOWN] if path else "",
        "given": str(given)[:NAME_SHOWN] if isinstance(given, str | int) else "…",
        "most": context.get("max_length", context.get("le")),
        "least": context.get("min_length", context.get("ge")),
        "choices": str(context.get("expected")).replace("'", "").replace(" or ", ", "),
    }


_AN_OBJECT = noted("Names and values in braces are meant here.")
_CHOICES = noted("“{given}” is none of: {choices}.")
_MOST, _LEAST = noted("At most {most} may stand here."), noted("At least {least} must stand here.")
_SENTENCES: Mapping[str, str] = {
    "missing": noted("“{name}” is missing."),
    "extra_forbidden": noted("There is no “{name}” in this format."),
    "string_type": noted("A text in quotation marks is meant here."),
    "int_type": noted("A whole number is meant here."),
    "bool_type": noted("true or false is meant here."),
    "tuple_type": noted("A list in square brackets is meant here."),
    "model_type": _AN_OBJECT,
    "dict_type": _AN_OBJECT,
    "string_too_long": noted("At most {most} characters may stand here."),
    "too_long": _MOST,
    "less_than_equal": _MOST,
    "too_short": _LEAST,
    "greater_than_equal": _LEAST,
    "literal_error": _CHOICES,
    "enum": _CHOICES,
    "string_pattern_mismatch": noted("“{given}” has not the form of what may stand here."),
    "moment": noted("A moment such as 2026-11-21T09:00:00Z is meant here."),
    "day": noted("A day such as 2026-11-21 is meant here."),
    "clock": noted("A time of day such as 09:00 is meant here."),
    "half": noted("A quotation needs its speaker and its source."),
    "short": noted("A quotation has at least two characters."),
    "question": noted("A question has 10 to 400 characters."),
    "own_id": noted("The id of a quotation is like OUR-1, that of a question like OUR-P1."),
    "twice": noted("Two items have the same number."),
    "last": noted("An item has a number after “last”."),
    "counts": noted("Every choice has one count."),
    "ends": noted("It ends before it began."),
}
"""What is said of each kind of mistake, by pydantic's name of it or ours."""
