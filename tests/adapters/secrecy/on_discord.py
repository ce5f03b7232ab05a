"""What people do on Discord in one evening, each step with words of theirs, and what goes wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pydantic import SecretStr

from adapters.discord.client import Pace, serve
from adapters.run import Platform
from bot.settings import Settings
from tests.adapters.secrecy.canaries import TYPED
from tests.adapters.secrecy.hearing import Heard
from tests.adapters.secrecy.running import Bot, running
from tests.fakes.discord.local import LocalDiscord
from tests.fakes.discord.messages import texts
from tests.fakes.discord.world import SEND_MESSAGES, Member, Message

DISCORD = Platform("Discord", partial(serve, pace=Pace(between_identifies=0, until_ready=0.01)))
TOKEN = "MTk4NjIyNDgzNDcxOTI1MjQ4.kanari.discord-bot-token-7f31-27-letters"


@dataclass
class Evening:
    """A server with a moderator, two members and the bot."""

    local: LocalDiscord
    bot: Bot
    mo: Member = field(init=False)
    ada: Member = field(init=False)
    ben: Member = field(init=False)

    def __post_init__(self) -> None:
        self.mo = self.local.moderator(TYPED["the name of a moderator"])
        self.ada = self.local.member(TYPED["the name of a member"])
        self.ben = self.local.member("Ben")

    def posted(self, words: str) -> Message:
        """What everybody sees in the channel, by some of its words."""
        seen = [one for one in self.local.channel.messages.values() if not one.only_for]
        (found,) = [one for one in seen if words in "\n".join(texts(one))]
        return found


async def ask(evening: Evening) -> None:
    """A command, its completions, its button, a menu, and an answer in private."""
    local, ada = evening.local, evening.ada
    await local.complete("quote", "about", TYPED["what is being typed"], as_=ada)
    await local.slash("quote", about=TYPED["a query"], as_=ada)
    quote = await local.slash("quote", about="generalization", as_=ada)
    assert (await local.press(quote, "Save", as_=ada)).is_private
    await local.press(quote, "Another", as_=ada)
    topics = await local.slash("topics", as_=ada)
    await local.choose(topics, topics.menus[0][0], as_=ada)
    assert TYPED["the name of a member"] not in (await local.slash("mydata show", as_=ada)).text


async def suggest(evening: Evening) -> None:
    """A form, a message action, consent, a review."""
    local, ada, ben = evening.local, evening.ada, evening.ben
    await local.slash("suggest prompt", words=f"Whose {TYPED['a suggestion']}?", topic="research-taste", as_=ada)
    await evening.bot.pass_(minutes=1)
    said = local.say(f"The road is {TYPED['a message somebody points at']}.", as_=ben)
    asked = await local.submit(await local.message_action("Suggest as quote", said, as_=ada), topic="research-taste")
    await local.press(asked, "I agree", as_=ben)
    await local.message_action("Verify quote", said, as_=ada)
    card = await local.slash("review", as_=evening.mo)
    assert TYPED["a suggestion"] in card.text
    await local.press(card, "Approve", as_=evening.mo)


async def discuss(evening: Evening) -> None:
    """A session with a note, and its minutes."""
    local, ada = evening.local, evening.ada
    await local.slash("session start", topic="Research taste", as_=evening.mo)
    raised = await local.press(evening.posted("Session:"), "Raise hand", as_=ada)
    form = await local.press(raised, "Say what it is about", as_=ada)
    await local.submit(form, about=TYPED["a note"], as_=ada)
    await evening.bot.app.services.boards.settled()
    await local.slash("note decision", text=TYPED["a note"], as_=evening.mo)
    minutes = await local.press(await local.slash("session end", as_=evening.mo), "Yes, end it", as_=evening.mo)
    assert TYPED["a note"] in minutes.text


async def fail(evening: Evening) -> None:
    """A command and its completions that break, an answer whose connection breaks, and one that came too often."""
    local, words = evening.local, TYPED["what a failing command was given"]
    assert await local.complete("broken", "words", words) == []
    assert "Something went wrong" in (await local.slash("broken", words=words)).text
    local.faults.order("cut", "/interactions/")
    await local.slash("quote", about=TYPED["a query"], as_=evening.ada)
    local.faults.order("too_many", "/webhooks/")
    await (await local.begin("echo", words=words)).answered(messages=2)


async def post(evening: Evening) -> None:
    """A daily prompt that comes at the second attempt, one that cannot, and the notice of it."""
    local, bot, mo = evening.local, evening.bot, evening.mo
    desk = local.add_channel("desk")
    shown = await local.slash("daily set", channel=local.channel.id, time="10", late=300, as_=mo, in_=desk)
    await local.press(shown, "Save it", as_=mo)
    local.faults.order("broken", f"/channels/{local.channel.id}/messages")
    await bot.pass_(hours=1)
    await bot.pass_(minutes=10)
    assert not evening.posted(f"set up by {TYPED['the name of a moderator']}").only_for
    local.channel.denied = SEND_MESSAGES
    await bot.pass_(hours=24)
    await bot.pass_(minutes=11)
    assert [one for one in desk.messages.values() if not one.only_for]
    local.channel.denied = 0


STEPS = (ask, suggest, discuss, fail, post)


@asynccontextmanager
async def talked(folder: Path, heard: Heard) -> AsyncIterator[LocalDiscord]:
    """A local Discord where all of it has happened, and where then a bot came whose token is refused."""
    async with LocalDiscord(token=TOKEN) as local:
        local.server._description = (
            None  # what is sent is held against Discord's description elsewhere, which takes time
        )
        settings = Settings(
            _env_file=None,
            data_dir=folder,
            discord_token=TOKEN,
            discord_api_url=local.api_url,
            discord_gateway_url=local.gateway_url,
        )
        async with running(settings, DISCORD, heard) as bot:
            evening = Evening(local, bot)
            await bot.posting(DISCORD.name.lower())
            for step in STEPS:
                await step(evening)
        refused = settings.model_copy(update={"discord_token": SecretStr(f"{TOKEN}-of-yesterday")})
        async with running(refused, DISCORD, heard) as bot:
            assert "Reset Token" in bot.where
        yield local
