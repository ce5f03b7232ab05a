"""What people do on Slack in one evening, over each transport, each step with words of theirs, and what goes wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from aiohttp import ClientSession
from pydantic import SecretStr

from adapters.run import Platform
from adapters.slack.app import serve
from adapters.slack.manifest import manifest
from adapters.slack.pace import Pace
from bot.settings import Settings
from tests.adapters.secrecy.canaries import TYPED
from tests.adapters.secrecy.hearing import Heard
from tests.adapters.secrecy.running import COMMANDS, Bot, running
from tests.adapters.slack.installing import install
from tests.adapters.slack.talking import HTTP, SOCKETS, settings_for, settings_for_many
from tests.adapters.slack.test_conversation import as_message, as_view
from tests.fakes.slack import payloads
from tests.fakes.slack.acting import Acting
from tests.fakes.slack.clock import SteppedClock
from tests.fakes.slack.faults import SERVER_ERROR
from tests.fakes.slack.shown import Shown, ShownMessage, ShownView
from tests.fakes.slack.world import Member

CLOCK = SteppedClock()
SLACK = Platform("Slack", partial(serve, pace=Pace(sleep=CLOCK.sleep, clock=CLOCK.now)))
MANY = "many workspaces"
TRANSPORTS = (SOCKETS, HTTP, MANY)


@dataclass
class Evening:
    """A workspace with a moderator, two members and the bot."""

    slack: Acting
    bot: Bot
    mo: Member = field(init=False)
    ada: Member = field(init=False)
    ben: Member = field(init=False)

    def __post_init__(self) -> None:
        self.ada, self.ben, self.mo = self.slack.workspace.members.values()

    async def private(self, person: Member, shown: Shown) -> ShownMessage:
        """What is told somebody alone, whatever else appears before it."""
        while not (isinstance(shown, ShownMessage) and shown.is_private):
            shown = await self.slack.appears(person)
        return shown

    async def view(self, person: Member, shown: Shown) -> ShownView:
        """What opens for somebody, whatever else appears before it."""
        while not isinstance(shown, ShownView):
            shown = await self.slack.appears(person)
        return shown


async def ask(evening: Evening) -> None:
    """A command, a button, a menu, a mention, and an answer in private."""
    slack = evening.slack
    await slack.slash("/quote", TYPED["a query"])
    quote = as_message(await slack.slash("/quote", "generalization"))
    assert as_message(await slack.press(quote, "Save")).is_private
    await slack.press(quote, "Another")
    topics = as_message(await slack.slash("/topics"))
    ((menu, choices),) = topics.menus.items()
    await slack.choose(topics, menu, choices[0])
    await slack.mention(f"quote {TYPED['a query']}")
    assert as_message(await slack.slash("/mydata", "show")).is_private


async def suggest(evening: Evening) -> None:
    """A form with a completion, a message shortcut, consent, a review."""
    slack, bot, ben = evening.slack, evening.bot, evening.ben
    form = as_view(await slack.slash("/suggest", "prompt"))
    await slack.suggestions(form, "topic", TYPED["what is being typed"])
    await slack.submit(form, {"words": f"Whose {TYPED['a suggestion']}?", "topic": "Research taste"})
    await bot.pass_(minutes=1)
    said = slack.say(f"The road is {TYPED['a message somebody points at']}.", as_=ben)
    agreeing = as_view(await slack.shortcut(said, "Suggest as quote"))
    await slack.press(await slack.submit(agreeing, {"topic": "Research taste"}), "I agree", as_=ben)
    await slack.shortcut(said, "Verify quote")
    card = as_message(await slack.slash("/review", as_=evening.mo))
    assert TYPED["a suggestion"] in card.text
    await slack.press(card, "Approve", as_=evening.mo)


async def discuss(evening: Evening) -> None:
    """A session with a note, and its minutes."""
    slack, ada, mo = evening.slack, evening.ada, evening.mo
    await slack.slash("/session", 'start "Research taste"', as_=mo)
    board = next(one for one in slack.seen() if "Session:" in one.text)
    await evening.private(ada, await slack.press(board, "Raise hand", as_=ada))
    await slack.slash("/hand", f'up "{TYPED["a note"]}"', as_=ada)
    await evening.bot.app.services.boards.settled()
    await slack.slash("/note", f"decision {TYPED['a note']}", as_=mo)
    sure = await evening.private(mo, await slack.slash("/session", "end", as_=mo))
    await slack.press(sure, "Yes, end it", as_=mo)
    await evening.bot.app.services.boards.settled()


async def look(evening: Evening) -> None:
    """The Home tab, a button there, and one that Slack fails to draw."""
    slack = evening.slack
    home = await evening.view(evening.mo, await slack.open_home(as_=evening.mo))
    await slack.press(home, "Context", as_=evening.mo)
    slack.faults.order("views.publish", SERVER_ERROR)
    await slack.deliver("events_api", payloads.event(slack.service, {"type": "app_home_opened", "user": "U0BEN"}))
    await slack.faults.happens()


async def fail(evening: Evening) -> None:
    """A command and its completions that break, an answer that Slack fails to take, and an event nobody asked for."""
    slack, ada, words = evening.slack, evening.ada, TYPED["what a failing command was given"]
    apology = await evening.private(ada, await slack.slash("/broken", words))
    assert "Something went wrong" in apology.text
    form = await evening.view(ada, await slack.slash("/broken"))
    await slack.suggestions(form, "words", words)
    slack.faults.order("response_url", SERVER_ERROR)
    await slack.send_slash("/topics")
    await slack.faults.happens()
    await slack.slash("/echo", words)
    overheard = {"type": "message", "text": words, "user": evening.ben.id}
    await slack.deliver("events_api", payloads.event(slack.service, overheard))


async def post(evening: Evening) -> None:
    """A daily prompt that comes, one that Slack fails to take, one that cannot come, and the notice of it."""
    slack, bot, mo = evening.slack, evening.bot, evening.mo
    attic = slack.add_channel("attic", mo)
    shown = await slack.slash("/daily", f"set channel:{attic.id} time:10 late:300", as_=mo)
    await slack.press(await evening.private(mo, shown), "Save it", as_=mo)
    await bot.pass_(hours=1)
    (prompt,) = attic.messages
    assert TYPED["the name of a moderator"] in ShownMessage(prompt).text
    slack.faults.order("chat.postMessage", SERVER_ERROR)
    await bot.pass_(hours=24)
    attic.members.remove(slack.workspace.bot_user)
    await bot.pass_(hours=24)
    await bot.pass_(minutes=11)
    assert any("did not come" in one.text for one in slack.seen())


STEPS = (ask, suggest, discuss, look, fail, post)


@asynccontextmanager
async def talked(folder: Path, transport: str, heard: Heard) -> AsyncIterator[Acting]:
    """A local Slack where all of it has happened over a transport."""
    slack = Acting()
    slack.service.limits.enabled = False  # a message a second in a channel would be an evening of a minute
    async with slack.running():
        for name in (TYPED["the name of a member"], "ben", TYPED["the name of a moderator"]):
            slack.add_member(name)
        *_, mo = slack.workspace.members.values()
        mo.is_admin = True
        slack.add_channel("reading", *slack.workspace.members.values())
        slack.manifest = manifest(COMMANDS)
        settings = settings_for_many(slack, folder) if transport == MANY else settings_for(slack, folder, transport)
        if transport != MANY:
            slack.install()
        async with running(settings, SLACK, heard) as bot:
            slack.request_url = bot.where.partition(";")[0] if bot.where.startswith("http") else ""
            if transport == MANY:
                await _installed(slack)
            for step in STEPS:
                await step(Evening(slack, bot))
            await (_disconnected(slack) if transport == SOCKETS else _forged(slack))
            if transport == MANY:
                await slack.uninstall()
        if transport != MANY:
            await _refused(slack, settings, heard)
        yield slack


async def _installed(slack: Acting) -> None:
    """An installation that Slack refuses, and one that it does not."""
    slack.oauth.refuses = "bad_client_secret"
    await install(slack)
    slack.oauth.refuses = ""
    status, _ = await install(slack)
    assert status == 200


async def _disconnected(slack: Acting) -> None:
    """A connection that is to be opened again, while Slack is too busy to do so."""
    slack.sockets.is_busy = True
    await slack.sockets.ask_to_leave(slack.sockets.connections[0])
    await slack.sockets.turned_away.wait()


async def _forged(slack: Acting) -> None:
    """A delivery that Slack did not sign."""
    body, headers = f"text={TYPED['a query']}", {"X-Slack-Signature": "v0=forged"}
    async with ClientSession() as session, session.post(slack.request_url, data=body, headers=headers) as answer:
        assert answer.status == 401


async def _refused(slack: Acting, settings: Settings, heard: Heard) -> None:
    """A start with a token of yesterday."""
    old = settings.model_copy(update={"slack_bot_token": SecretStr(f"{slack.bot_token}-of-yesterday")})
    async with running(old, SLACK, heard) as bot:
        assert "SLACK_BOT_TOKEN" in bot.where
