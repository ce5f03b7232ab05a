"""Every declared command through every adapter: offered, understood, answered in full, refused to others.

What a platform cannot do is named in its module, with the reason; nothing is left out silently.
"""

from collections.abc import AsyncIterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.app import App
from bot.chat.action import Action
from bot.chat.command import Command, Surface
from bot.chat.place import Permission
from bot.commands import COMMANDS
from tests.adapters.contract import Platform, Recorder, Role, example, expected, reachable, recorded_app, words

SLASH = [command for command in COMMANDS if command.surface is Surface.SLASH]
HIDDEN = [command for command in COMMANDS if command.surface is Surface.HIDDEN]
FOR_MODERATORS = [command for command in COMMANDS if command.permission > Permission.MEMBER]
PLATFORMS = [name for name in ("console", "discord", "slack", "web") if find_spec(f"tests.adapters.{name}.contract")]


def named(command: Command) -> str:
    return command.name


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    async with recorded_app(tmp_path) as started:
        yield started


@pytest.fixture(params=PLATFORMS)
async def platform(request: pytest.FixtureRequest, app: App) -> AsyncIterator[Platform]:
    async with import_module(f"tests.adapters.{request.param}.contract").meet(app) as met:
        yield met


def answer_of(app: App) -> Recorder:
    assert isinstance(app.dispatcher, Recorder)
    return app.dispatcher


async def test_every_command_is_offered(platform: Platform) -> None:
    assert set(platform.offered()) == reachable(platform)


@pytest.mark.parametrize("command", SLASH, ids=named)
async def test_a_command_is_answered_with_all_that_the_core_says(
    app: App, platform: Platform, command: Command
) -> None:
    shown = await platform.use(command, await example(app, platform, command), Role.OWNER)

    answer = answer_of(app).last
    assert answer is not None
    meant = expected(answer)
    assert words(meant.text) <= words(shown.text)
    assert sorted(shown.labels) == sorted(meant.labels)
    assert shown.is_private == meant.is_private
    assert list(shown.asks) == list(meant.asks)


@pytest.mark.parametrize("command", HIDDEN, ids=named)
async def test_a_button_without_its_values_is_answered(app: App, platform: Platform, command: Command) -> None:
    shown = await platform.send(Action(command.name).encode(), Role.OWNER)

    assert shown.text or shown.asks
    assert "on my side" not in shown.text


@pytest.mark.parametrize("command", FOR_MODERATORS, ids=named)
async def test_what_is_for_moderators_is_refused_to_members(app: App, platform: Platform, command: Command) -> None:
    values = await example(app, platform, command)
    if command.surface is Surface.HIDDEN:
        shown = await platform.send(Action(command.name, command.ordered(values)).encode(), Role.MEMBER)
    else:
        shown = await platform.use(command, values, Role.MEMBER)

    assert shown.is_private
    assert "Only" in shown.text
