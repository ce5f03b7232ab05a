"""Who may use what: every command, button and suggestion, for a member, a moderator and an owner, on both platforms.

Decides that the rule of a command is written down twice, in its declaration and here, so that one which was forgotten
or loosened by mistake is noticed. The commands are the registered ones, with handlers that say that they were reached.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from random import Random

import pytest

from bot.app import App, services_on
from bot.chat.action import ASK, Action
from bot.chat.command import Command, Option, Request, Surface
from bot.chat.place import Permission
from bot.chat.reply import Choice, Reply
from bot.commands import COMMANDS
from bot.dispatch import Dispatcher
from bot.services import Services, Shelf
from bot.settings import Settings
from bot.state.moderators import PERSON, Moderator
from bot.state.stores import open_state
from tests.adapters.contract import Permitted, Role, example
from tests.conversation import Clock
from tests.editions import builtin_edition

RULES = {
    Permission.MEMBER: """
        quote quote.another quote.wordings quote.context quote.discuss verify verify.message
        summary summary.opposing summary.related topics topics.page topic.discuss
        claims claims.next claims.sources prompt prompt.another prompt.show prompt.discuss sources sources.chosen
        saved saved.page saved.add saved.remove saved.open saved.cite
        suggest_quote suggest_prompt suggest.quote suggest.prompt suggest.open suggest.story suggest.edit suggest.change
        suggest.withdraw suggest.message suggest.line suggest.agree suggest.refuse vote vote.cast vote.look
        hand_up hand_reply hand_down hand_list hand.up hand.reply hand.down hand.about
        note_decision note_action note_question note_idea note.message note.add note.prompt
        session_board session_end session.pause session.stir session.end session.ended session_next session_move
        session_remove session_lock session_last-word session_handover session_attend session_balance session.next
        session.accept session_agenda agenda.sure session_minutes minutes.show minutes.open minutes.lines minutes.line
        plan_show plan_here plan.section plan.look plan.quotes plan.prompts plan.reveal daily.why
        minutes.correct help mydata_show mydata_export mydata_erase mydata.erased
    """,
    Permission.MODERATOR: """
        prompt.follow-ups review review.next review.approve review.why review.reject review.twin review.duplicate
        review.edit review.change review.undo review.remove review.block review.unblock vote.close session_start
        manage_settings manage_moderators hiding.show manage_hide manage_source manage_log log.page log.undo
        manage_doctor doctor.again daily_set daily.draft daily.form daily.save daily_preview daily_now
        daily_show daily_upcoming daily.next daily.shuffle daily.day daily.swap daily.skip daily.keep daily.free
        daily.choose daily.lock daily.ask daily.own daily_pause daily_resume daily_off daily.end daily.check daily.look
        plan_begin plan_next plan_date plan_off manage_export manage_import import.now import.away
    """,
    Permission.OWNER: "moderators.ask moderators.add moderators.remove manage_erase space.erase",
}
"""The commands by the least permission that they need; the two words of a name joined by “_”."""

WRITTEN = {name: least for least, names in RULES.items() for name in names.split()}

REACHED = "The handler was reached."
PLATFORMS = ("discord", "slack")


async def reached(services: Services, request: Request, **values: object) -> Reply:
    return Reply(REACHED)


async def suggested(services: Services, request: Request, typed: str) -> tuple[Choice, ...]:
    return (Choice("reached", "reached"),)


def hollow(command: Command) -> Command:
    """The command with a handler and suggestions that do nothing."""
    options = tuple(replace(one, suggest=suggested) if one.suggest else one for one in command.options)
    return replace(command, handler=reached, options=options)


HOLLOW = tuple(map(hollow, COMMANDS))
SUGGESTING = [(command, option) for command in HOLLOW for option in command.options if option.suggest]


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    settings = Settings(_env_file=None, data_dir=tmp_path)
    async with open_state("", tmp_path) as stores:
        services = await services_on(stores, Shelf(builtin_edition()), HOLLOW, now=Clock(), random=Random(7))
        yield App(settings, services, Dispatcher(services))


@pytest.fixture(params=PLATFORMS)
async def platform(request: pytest.FixtureRequest, app: App) -> AsyncIterator[Permitted]:
    """A platform whose moderator is one because the space says so."""
    async with import_module(f"tests.adapters.{request.param}.contract").meet(app) as met:
        stores, now = app.services.stores, app.services.now()
        space = await stores.spaces.ensure(request.param, met.space, now)
        await stores.moderators.add(space, Moderator(PERSON, met.moderator), by="", now=now)
        yield met


def may(command: Command, role: Role) -> bool:
    """What the rules say."""
    return role.value >= WRITTEN.get(key(command), command.permission)


def key(command: Command) -> str:
    return command.name.replace(" ", "_")


async def is_reached(app: App, platform: Permitted, command: Command, role: Role) -> bool:
    """Whether somebody reaches the handler: by the command, or by a button that carries it."""
    values = await example(app, platform, command)
    if command.surface is Surface.HIDDEN:
        shown = await platform.send(Action(command.name, command.ordered(values)).encode(), role)
    else:
        shown = await platform.use(command, values, role)
    return REACHED in shown.text


async def opens(platform: Permitted, command: Command, role: Role) -> bool:
    """Whether somebody is shown the command's form by a button."""
    shown = await platform.send(Action(ASK, (command.name,)).encode(), role)
    return bool(shown.asks)


def test_every_command_has_a_rule_here() -> None:
    """Write a new command into RULES: who may use it is to be decided, not forgotten."""
    assert {key(command): command.permission for command in COMMANDS} == WRITTEN


@pytest.mark.parametrize("role", Role)
async def test_a_command_or_button_is_for_whom_the_rules_say(app: App, platform: Permitted, role: Role) -> None:
    wrong = [one.name for one in HOLLOW if await is_reached(app, platform, one, role) != may(one, role)]

    assert wrong == []


@pytest.mark.parametrize("role", Role)
async def test_a_form_opens_for_whom_the_rules_say(platform: Permitted, role: Role) -> None:
    asking = [one for one in HOLLOW if one.options]

    wrong = [one.name for one in asking if await opens(platform, one, role) != may(one, role)]

    assert wrong == []


@pytest.mark.parametrize("role", Role)
async def test_suggestions_are_for_whom_the_rules_say(platform: Permitted, role: Role) -> None:
    wrong = [
        f"{command.name} {option.name}"
        for command, option in SUGGESTING
        if await completes(platform, command, option, role) != may(command, role)
    ]

    assert wrong == []


async def completes(platform: Permitted, command: Command, option: Option, role: Role) -> bool:
    return "reached" in await platform.complete(command, option, role)
