"""Files chosen in a form, on their way to the core."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession

from adapters.slack.calls import Calls
from adapters.slack.handed import Chosen
from bot.chat.handed import Unreadable, Why
from tests.adapters.slack.talking import bot_in, settings_for
from tests.adapters.slack.test_conversation import as_message, as_view
from tests.fakes.slack.acting import Acting
from tests.fakes.slack.shown import FieldErrors, ShownView
from tests.fakes.slack.world import BOT_SCOPES, Member
from tests.handed import LARGEST, REFUSED, TAKE

READS = frozenset({"files:read"})


@pytest.fixture
async def slack(group: Acting, transport: str, tmp_path: Path) -> AsyncIterator[Acting]:
    """A workspace with a bot that also has a command which takes a file."""
    async with bot_in(group, settings_for(group, tmp_path, transport), [TAKE]):
        yield group


def moderator(slack: Acting) -> Member:
    return slack.workspace.members["U0MO"]


async def asked(slack: Acting) -> ShownView:
    """The form of the command."""
    return as_view(await slack.slash("/take", "file", as_=moderator(slack)))


async def test_a_form_asks_for_the_file(slack: Acting) -> None:
    form = await asked(slack)

    assert form.fields["file"]["type"] == "file_input"
    assert form.fields["file"]["max_files"] == 1


async def test_the_file_that_was_chosen_arrives(slack: Acting) -> None:
    answer = as_message(await slack.submit(await asked(slack), {"file": b"{}"}, as_=moderator(slack)))

    assert answer.text == "2 characters: {}"
    assert answer.is_private


async def test_a_name_that_was_typed_is_no_file(slack: Acting) -> None:
    form = as_view(await slack.slash("/take", "file export.json", as_=moderator(slack)))

    assert "A file cannot be typed" in form.text


async def test_the_largest_file_arrives_whole(slack: Acting) -> None:
    answer = as_message(await slack.submit(await asked(slack), {"file": LARGEST}, as_=moderator(slack)))

    assert answer.text.startswith(f"{len(LARGEST)} characters")


@pytest.mark.parametrize("content", REFUSED, ids=REFUSED.values())
async def test_what_is_wrong_with_a_file_stands_at_its_field(slack: Acting, content: bytes) -> None:
    wrong = await slack.submit(await asked(slack), {"file": content}, as_=moderator(slack))

    assert isinstance(wrong, FieldErrors)
    assert wrong.errors["file"].startswith(REFUSED[content])


async def test_where_the_bot_may_not_read_files_it_says_what_to_allow(slack: Acting) -> None:
    slack.install(BOT_SCOPES - READS)

    answer = as_message(await slack.slash("/take", "file", as_=moderator(slack)))

    assert answer.is_private
    assert "Whoever installed me can allow it: files:read." in answer.text


async def test_a_file_that_slack_does_not_hand_out_is_told_at_its_field(slack: Acting) -> None:
    form = await asked(slack)
    slack.install(BOT_SCOPES - READS)

    wrong = await slack.submit(form, {"file": b"{}"}, as_=moderator(slack))

    assert isinstance(wrong, FieldErrors)
    assert "can allow it: files:read." in wrong.errors["file"]


async def test_a_file_that_is_gone_is_asked_for_again(slack: Acting) -> None:
    form = await asked(slack)
    slack.keeps_files = False

    wrong = await slack.submit(form, {"file": b"{}"}, as_=moderator(slack))

    assert isinstance(wrong, FieldErrors)
    assert "Choose it again" in wrong.errors["file"]


@pytest.mark.parametrize(
    "address",
    [
        "http://files.slack.com/a",
        "https://files.slack.com.example/a",
        "https://files.slack.com@example.org/a",
        "https://files.slack.com:8443/a",
        "https://[files.slack.com/a",
        "https://example.org/a",
        "http://127.0.0.1:1/a",
        "file:///etc/passwd",
        "",
    ],
)
async def test_the_token_goes_nowhere_else(address: str) -> None:
    view = {"state": {"values": {"file": {"file": {"files": [{"id": "F1", "url_private": address}]}}}}}
    async with ClientSession() as session:
        chosen = Chosen(view, Calls(session, "https://slack.com/api"), "xoxb-canary")

        with pytest.raises(Unreadable) as refused:
            await chosen.read("F1")

    assert refused.value.why is Why.FOREIGN
