"""The daily prompt on Slack: set up by a form, looked at, posted, changed, and put right."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.app import App
from tests.adapters.slack.talking import SOCKETS, bot_in, settings_for
from tests.adapters.slack.test_conversation import as_message, as_view
from tests.conversation import Clock
from tests.fakes.slack.acting import Acting
from tests.fakes.slack.display import read
from tests.fakes.slack.shown import ShownMessage
from tests.fakes.slack.world import Member, Message


@dataclass
class Room:
    """A workspace with the bot in it, its moderator, and a clock that is moved by hand."""

    slack: Acting
    app: App
    clock: Clock
    mo: Member

    async def pass_(self, **span: float) -> None:
        """Time passes, and the sender looks."""
        self.clock.forward(**span)
        await self.app.sender.turn()

    @property
    def posted(self) -> list[Message]:
        """What everybody sees in the channel."""
        return [one for one in self.slack.somewhere.messages if one.by_app and not one.to]


@pytest.fixture
async def room(group: Acting, tmp_path: Path) -> AsyncIterator[Room]:
    """A workspace with the bot, over Socket Mode: the transport makes no difference to any of this."""
    clock = Clock()
    async with bot_in(group, settings_for(group, tmp_path, SOCKETS), now=clock) as app:
        yield Room(group, app, clock, group.workspace.members["U0MO"])


def text(message: Message) -> str:
    return read(message.blocks, message.text).words


async def test_a_prompt_is_set_up_by_a_form_and_comes(room: Room) -> None:
    slack, mo = room.slack, room.mo
    form = as_view(await slack.slash("/daily", "set", as_=mo))
    assert form.title == "When and where"
    assert "Europe/Lisbon, where it is 09:00" in await slack.suggestions(form, "zone", "lisb", as_=mo)

    shown = as_message(await slack.submit(form, {"time": "09:30", "topics": "scaling"}, as_=mo))
    assert shown.is_private
    assert f"'channel_id': '{slack.somewhere.id}'" in str(shown.blocks)
    assert "What I lack" not in shown.text
    saved = as_message(await slack.press(shown, "Save it", as_=mo))
    assert "The next prompt comes in" in saved.text
    preview = as_message(await slack.press(saved, "Preview", as_=mo))
    assert preview.is_private

    await room.pass_(minutes=31)

    (prompt,) = room.posted
    assert "set up by mo." in text(prompt)
    assert text(prompt).splitlines()[0] in preview.text


async def test_a_mistake_stands_at_its_field(room: Room) -> None:
    form = as_view(await room.slack.slash("/daily", "set", as_=room.mo))

    errors = await room.slack.submit(form, {"time": "09:30", "days": "someday"}, as_=room.mo)

    assert "no weekdays" in str(errors)


async def test_the_coming_days_are_changed(room: Room) -> None:
    slack, mo = room.slack, room.mo
    await slack.press(as_message(await slack.slash("/daily", "set time:10", as_=mo)), "Save it", as_=mo)

    upcoming = as_message(await slack.slash("/daily", "upcoming", as_=mo))
    (tomorrow,) = [label for label in upcoming.menus["Change a day"] if label.startswith("2026-11-22")]
    day = as_message(await slack.choose(upcoming, "Change a day", tomorrow, as_=mo))
    (today,) = [label for label in day.menus["Swap with"] if label.startswith("2026-11-21")]
    swapped = as_message(await slack.choose(day, "Swap with", today, as_=mo))
    assert "Swapped." in swapped.text
    await room.pass_(hours=1)
    await room.pass_(minutes=1)  # so many answers in one second: Slack asked to wait, and it comes then

    (prompt,) = room.posted
    assert tomorrow.removeprefix("2026-11-22 ").removesuffix("…")[:40] in text(prompt)


async def test_a_channel_that_the_app_is_not_in_is_told_and_what_is_mended_goes_on(room: Room) -> None:
    slack, mo = room.slack, room.mo
    attic = slack.add_channel("attic", mo, with_app=False)
    shown = as_message(await slack.slash("/daily", f"set channel:{attic.id} time:10 late:300", as_=mo))
    assert "/invite @Commonplace" in shown.text
    await slack.press(shown, "Save it", as_=mo)
    await room.pass_(hours=1)
    await room.pass_(minutes=11)

    (notice,) = room.posted
    assert "The daily prompt did not come" in text(notice)
    attic.members.add(slack.workspace.bot_user)
    prompt = as_message(await slack.press(ShownMessage(notice), "Check again", as_=mo))
    mended = as_message(await slack.appears(mo))

    assert (prompt.message.channel, "set up by mo." in prompt.text) == (attic.id, True)
    assert "Nothing is missing" in mended.text
