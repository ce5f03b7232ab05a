"""docs/export.md says what the format is, and shows a file that is read."""

import json
import re
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from bot.chat.handed import HANDED_LIMIT
from bot.export.gathering import UNTOLD
from bot.export.json_text import MOST_DIGITS, MOST_LEVELS, MOST_VALUES
from bot.export.reading import read_now
from bot.export.records import VERSION, Export
from bot.library.records import PromptKind
from bot.session.entry import Kind
from bot.state.holding_rows import LATEST_CHANGES, LATEST_SESSIONS

DOCUMENT = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
EXAMPLE = DOCUMENT.split("```json\n")[1].split("```")[0]


def test_the_example_is_a_file_that_is_read() -> None:
    export = read_now(EXAMPLE)

    assert export.own is not None
    assert export.own.approved[0].id == "OUR-1"


def fields_of(model: type[BaseModel]) -> set[str]:
    """The names of all fields of a record and of those in it."""
    names = set(model.model_fields)
    for field in model.model_fields.values():
        for inner in records_in(field.annotation):
            names |= fields_of(inner)
    return names


def records_in(annotation: Any) -> list[type[BaseModel]]:
    """The records that an annotation speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for inner in get_args(annotation) for found in records_in(inner)]


def names_in(value: Any) -> set[str]:
    """All names of a JSON value."""
    if isinstance(value, dict):
        return set(value).union(*map(names_in, value.values()))
    return set().union(*map(names_in, value)) if isinstance(value, list) else set()


def test_every_field_is_in_the_example() -> None:
    left_out = {"thread", "before"}  # empty in the example

    assert fields_of(Export) - names_in(json.loads(EXAMPLE)) == left_out


def test_every_part_is_explained() -> None:
    explained = set(re.findall(r"`([a-z_]+)`", DOCUMENT.split("## What an import does")[0]))

    assert set(Export.model_fields) - {"format", "version", "exported_at"} <= explained


def test_the_words_and_limits_are_those_of_the_code() -> None:
    words = set(re.findall(r"`([a-z ]+)`", DOCUMENT))

    assert {one.value for one in Kind if one not in UNTOLD} <= words
    assert {one.value for one in PromptKind} <= words
    assert f"Version {VERSION} of the format" in DOCUMENT
    assert f"{HANDED_LIMIT // 1024 // 1024} MiB at most" in DOCUMENT
    assert f"more than {MOST_DIGITS} digits, more than {MOST_LEVELS} levels or {MOST_VALUES:,} values" in DOCUMENT
    assert f"the latest {LATEST_SESSIONS} sessions" in DOCUMENT
    assert f"the latest {LATEST_CHANGES} changes" in DOCUMENT
