"""What a curator is told about a value that does not fit its field: pydantic's error, in words that help."""

from collections.abc import Callable
from typing import Any, get_args

from pydantic_core import ErrorDetails

from bot.library.problems import did_you_mean
from bot.library.records import Record

Context = dict[str, Any]


def explained(detail: ErrorDetails, model: type[Record]) -> tuple[tuple[str | int, ...], str]:
    """Where in the record the value stands, and what to tell whoever wrote it."""
    # Pydantic marks a wrong name in a mapping with a last step of its own; the name itself is the step before.
    path = tuple(step for step in detail["loc"] if step != "[key]")
    context = detail.get("ctx", {})
    if detail["type"] == "extra_forbidden":
        return path, f"There is no such field.{did_you_mean(str(path[-1]), _names(model))}"
    explain = _EXPLANATIONS.get(detail["type"])
    return path, explain(detail["input"], context) if explain else f"{detail['msg']}."


def _too_short(given: Any, context: Context) -> str:
    least = context["min_length"]
    return "Nothing is written here. Fill it in." if least == 1 else f"At least {least} characters are needed."


def _misshapen(given: Any, context: Context) -> str:
    return f"“{given}” {_SHAPES.get(context['pattern'], 'does not look as it should')}."


def _none_of_them(given: Any, context: Context) -> str:
    choices = context["expected"].replace("'", "")
    return f"“{given}” is none of {choices}.{did_you_mean(str(given), choices.replace(' or ', ', ').split(', '))}"


_SHAPES = {
    "^[A-Z]{2,5}-[A-Z]?[0-9]{1,4}$": "is no id. Write 2 to 5 capitals, a hyphen and a number: GEN-01, GEN-P03",
    "^[a-z0-9]+(-[a-z0-9]+)*$": "is no id. Write lower-case letters and digits, with hyphens between: self-play",
    "^[a-z0-9-]+:[1-9][0-9]*(-[1-9][0-9]*)?$": "is no passage. Write a source's id and its lines: article:62-84",
}

_NOT_A_LINE = "“{given}” is not a line number. Write a whole number from 1."
_EXPLANATIONS: dict[str, Callable[[Any, Context], str]] = {
    "missing": lambda given, context: "This field is missing. Add it.",
    "string_type": lambda given, context: "A text is meant. Put quotation marks around it if it holds “: ”.",
    "string_too_short": _too_short,
    "string_too_long": lambda given, context: (
        f"{len(given)} characters; at most {context['max_length']} are allowed. Shorten it."
    ),
    "string_pattern_mismatch": _misshapen,
    "too_short": lambda given, context: "The list is empty. It needs at least one.",
    "int_parsing": lambda given, context: _NOT_A_LINE.format(given=given),
    "int_parsing_size": lambda given, context: _NOT_A_LINE.format(given=given),
    "int_from_float": lambda given, context: _NOT_A_LINE.format(given=given),
    "int_type": lambda given, context: _NOT_A_LINE.format(given=given),
    "greater_than_equal": lambda given, context: _NOT_A_LINE.format(given=given),
    "enum": _none_of_them,
    "tuple_type": lambda given, context: "A list is meant. Write [one, two], or one per line with a dash.",
    "model_type": lambda given, context: "Fields are meant: one “name: value” per line.",
    "dict_type": lambda given, context: "Fields are meant: one “name: value” per line.",
    "value_error": lambda given, context: f"“{given}” is not a day. Write it as 2025-11-25.",
    "date_type": lambda given, context: "A day is meant. Write it as 2025-11-25.",
}


def _names(model: type[Record]) -> set[str]:
    """The fields of a record and of everything that it may hold."""
    names = set(model.model_fields)
    for field in model.model_fields.values():
        for inner in get_args(field.annotation):
            if isinstance(inner, type) and issubclass(inner, Record):
                names |= _names(inner)
    return names
