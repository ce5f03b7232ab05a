"""The JSON Schema of a content file accepts what loads and refuses what does not."""

from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from bot.library.schema import HEADER, header, json_schema
from tests.library.small_pack import SMALL_PACK


@pytest.fixture
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(json_schema())
    return Draft202012Validator(json_schema())


def test_the_schema_accepts_content_that_loads(validator: Draft202012Validator) -> None:
    validator.validate(yaml.safe_load(SMALL_PACK))


@pytest.mark.parametrize(
    "content",
    [
        {"quote": []},
        {"quotes": [{"id": "gen1"}]},
        {"speakers": [{"id": "ilya", "name": "Ilya", "role": "gest", "about": "the guest"}]},
        {"speakers": [{"id": "ilya", "name": "Ilya", "role": "guest", "about": "the guest", "nme": "x"}]},
    ],
)
def test_the_schema_refuses_content_that_does_not_load(validator: Draft202012Validator, content: Any) -> None:
    assert not validator.is_valid(content)


def test_a_field_is_explained_to_whoever_writes_it() -> None:
    assert "counted from 1" in json_schema()["$defs"]["Wording"]["properties"]["line"]["description"]


def test_the_header_points_from_a_file_to_the_schema() -> None:
    assert HEADER == "# yaml-language-server: $schema=content.schema.json"
    assert header(1) == "# yaml-language-server: $schema=../content.schema.json"
