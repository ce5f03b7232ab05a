"""The Home tab."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.slack.talking import bot_in, settings_for
from tests.adapters.slack.test_conversation import as_message, as_view
from tests.fakes.slack.acting import Acting


@pytest.fixture
async def slack(group: Acting, transport: str, tmp_path: Path) -> AsyncIterator[Acting]:
    """A workspace with the bot running."""
    async with bot_in(group, settings_for(group, tmp_path, transport)):
        yield group


async def test_the_home_tab_shows_a_quotation_and_ones_bookmarks(slack: Acting) -> None:
    quote = as_message(await slack.slash("/quote", "generalization"))
    saved = as_message(await slack.press(quote, "Save"))

    home = as_view(await slack.open_home())

    assert {"Context", "Save"} <= set(home.buttons)
    assert saved.text.split()[1].rstrip(".") in home.text


async def test_a_moderator_sees_the_state_of_the_space_there(slack: Acting) -> None:
    members, mo = as_view(await slack.open_home()), slack.workspace.members["U0MO"]

    moderators = as_view(await slack.open_home(as_=mo))

    assert "Settings of this space" in moderators.text
    assert "Settings of this space" not in members.text


async def test_a_button_there_is_answered_in_a_modal(slack: Acting) -> None:
    home = as_view(await slack.open_home())

    modal = as_view(await slack.press(home, "Context"))

    assert modal.title == "Commonplace"
    assert modal.view.id in slack.workspace.views


async def test_what_was_done_there_shows_at_once(slack: Acting) -> None:
    home = as_view(await slack.open_home())

    await slack.press(home, "Save")
    redrawn = as_view(await slack.appears(slack.somebody))

    assert "1 saved quotation" in redrawn.text


async def test_a_button_in_the_modal_changes_the_modal(slack: Acting) -> None:
    home = as_view(await slack.open_home())
    saved = as_view(await slack.press(home, "Save"))
    await slack.appears(slack.somebody)

    undone = as_view(await slack.press(saved, "Undo"))

    assert undone.view.id == saved.view.id
    assert "Removed" in undone.text


async def test_sharing_from_there_asks_where(slack: Acting) -> None:
    home = as_view(await slack.open_home())
    asked = as_view(await slack.press(home, "Share"))

    shared = as_message(await slack.submit(asked, {"where?": slack.somewhere.id}))

    assert not shared.is_private
    assert shared.message.channel == slack.somewhere.id


async def test_a_setting_is_changed_in_a_form_on_top(slack: Acting) -> None:
    mo = slack.workspace.members["U0MO"]
    home = as_view(await slack.open_home(as_=mo))

    form = as_view(await slack.choose(home, "Change a setting", "lookups", as_=mo))

    assert list(form.fields)[-1] == "where?"
