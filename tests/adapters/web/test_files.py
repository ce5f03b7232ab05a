"""Files chosen in a form of the page, on their way to the core."""

from base64 import b64encode
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from adapters.web.handed import FORM_LIMIT
from bot.chat.action import Action
from tests.adapters.web.markup import Markup
from tests.adapters.web.test_api import do, send
from tests.handed import LARGEST, REFUSED, TAKE

Client = TestClient[Any, Any]
WIRE = Action(TAKE.name).encode()


async def sent(client: Client, file: str, note: str = "", person: str = "mira") -> Markup:
    """The entry after the form was sent with a file, in base64."""
    asked = await do(client, "say", person, line="/take file")
    said = {"under": str(asked["shown"]), "wire": WIRE, "fields": {"file": "file", "note": note}}
    outcome = await do(client, "submit", person, **said, files={"file": file})
    return Markup(next(one["html"] for one in outcome["changes"] if "html" in one))


def encoded(content: bytes) -> str:
    return b64encode(content).decode()


async def test_a_form_offers_to_choose_a_file_or_to_paste_one(client: Client) -> None:
    asked = Markup((await do(client, "say", "mira", line="/take file"))["changes"][0]["html"])

    fields = [one for one in asked.elements if one.attributes.get("data-file") == "file"]
    assert [(one.name, one.attributes.get("type")) for one in fields] == [("input", "file"), ("textarea", None)]


async def test_the_file_that_was_chosen_arrives(client: Client) -> None:
    assert "2 characters: {} mine" in (await sent(client, encoded(b"{}"), "mine")).spaced


async def test_the_largest_file_arrives_whole(client: Client) -> None:
    assert f"{len(LARGEST)} characters" in (await sent(client, encoded(LARGEST))).spaced


@pytest.mark.parametrize("content", REFUSED, ids=REFUSED.values())
async def test_what_is_wrong_with_a_file_stands_in_the_form_with_what_was_typed(client: Client, content: bytes) -> None:
    entry = await sent(client, encoded(content), "mine")

    assert REFUSED[content] in entry.spaced
    assert "mine" in [one.attributes.get("value") for one in entry.all("input")]


async def test_what_is_no_base64_is_asked_for_again(client: Client) -> None:
    assert "Choose it again" in (await sent(client, "é!")).spaced


async def test_a_path_that_was_typed_opens_nothing(client: Client) -> None:
    outcome = await do(client, "say", "mira", line="/take file /etc/hostname")

    assert "A file cannot be typed" in outcome["changes"][0]["html"]


@pytest.mark.parametrize("what", ["say", "press"])
async def test_only_a_form_may_be_as_large_as_a_file(client: Client, what: str) -> None:
    assert (await send(client, f"/do/{what}", {"line": "x" * 70_000})).status == 413


async def test_no_form_is_larger_than_a_file(client: Client) -> None:
    said = {"under": "1", "wire": WIRE, "files": {"file": "x" * FORM_LIMIT}}

    assert (await send(client, "/do/submit", said)).status == 413
