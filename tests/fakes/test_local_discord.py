"""That the local Discord refuses what Discord refuses, and gives what Discord gives; asked as any HTTP client would."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientConnectionError, ClientSession

from tests.fakes.discord.local import LocalDiscord
from tests.fakes.discord.world import COMPONENTS_V2, CREATE_PUBLIC_THREADS, READ_MESSAGE_HISTORY, SEND_MESSAGES

TEXT = {"type": 10, "content": "Some words."}
BUTTON = {"type": 2, "style": 2, "label": "Another", "custom_id": "cp1:quote"}


class Bot:
    """Sends requests as the bot, and gives status and JSON."""

    def __init__(self, local: LocalDiscord, session: ClientSession) -> None:
        self.local = local
        self._session = session

    async def __call__(self, method: str, path: str, body: Any = None, token: str = "") -> tuple[int, Any]:
        headers = {"Authorization": f"Bot {token or self.local.token}"}
        async with self._session.request(method, self.local.api_url + path, json=body, headers=headers) as answer:
            return answer.status, await answer.json()

    async def post(self, **body: Any) -> tuple[int, Any]:
        return await self("POST", f"/channels/{self.local.channel.id}/messages", body)

    async def layout(self, *components: Any) -> tuple[int, Any]:
        return await self.post(flags=COMPONENTS_V2, components=list(components))


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    async with LocalDiscord() as local, ClientSession() as session:
        yield Bot(local, session)


async def test_a_wrong_token_is_refused(bot: Bot) -> None:
    assert (await bot("GET", "/users/@me", token="wrong"))[0] == 401


async def test_an_unknown_route_is_not_there(bot: Bot) -> None:
    assert await bot("GET", "/nothing") == (404, {"code": 0, "message": "404: Not Found"})


async def test_an_empty_message_is_refused(bot: Bot) -> None:
    status, answer = await bot.post(content="")

    assert (status, answer["code"]) == (400, 50006)


async def test_a_message_of_2001_characters_is_refused(bot: Bot) -> None:
    status, answer = await bot.post(content="x" * 2001)

    assert (status, answer["code"], list(answer["errors"])) == (400, 50035, ["content"])


@pytest.mark.parametrize(
    "components",
    [
        [TEXT] * 41,
        [{"type": 10, "content": "x" * 4001}],
        [{"type": 10, "content": "x" * 2001}] * 2,
        [{"type": 10, "content": ""}],
        [{"type": 17, "components": []}],
        [{"type": 17, "components": [{"type": 17, "components": [TEXT]}]}],
        [{"type": 1, "components": [BUTTON, BUTTON]}],
        [{"type": 1, "components": [{**BUTTON, "custom_id": str(n)} for n in range(6)]}],
        [{"type": 1, "components": [{**BUTTON, "label": "x" * 81}]}],
        [{"type": 1, "components": [{**BUTTON, "custom_id": "x" * 101}]}],
        [{"type": 1, "components": [{"type": 3, "custom_id": "m", "options": []}]}],
        [{"type": 1, "components": [{"type": 3, "custom_id": "m", "options": [{"label": "a", "value": "a"}] * 2}]}],
        [{"type": 13, "file": {"url": "attachment://absent.md"}}],
        [{"type": 12, "items": [{"media": {"url": "attachment://absent.png"}}]}],
    ],
)
async def test_a_layout_outside_its_limits_is_refused(bot: Bot, components: list[Any]) -> None:
    status, answer = await bot.layout(*components)

    assert (status, answer["code"]) == (400, 50035)


async def test_a_layout_of_over_ten_thousand_bytes_fails_as_it_does_at_discord(bot: Bot) -> None:
    assert (await bot.layout({"type": 10, "content": "读" * 3500}))[0] == 500


async def test_a_layout_with_content_is_refused(bot: Bot) -> None:
    status, answer = await bot.post(flags=COMPONENTS_V2, components=[TEXT], content="words")

    assert (status, answer["code"]) == (400, 50035)


async def test_text_components_need_the_layout_flag(bot: Bot) -> None:
    assert (await bot.post(components=[TEXT]))[0] == 400


async def test_a_mention_notifies_unless_it_is_switched_off(bot: Bot) -> None:
    await bot.post(content=f"<@{bot.local.somebody.id}> @everyone")
    await bot.post(content=f"<@{bot.local.somebody.id}> @everyone", allowed_mentions={"parse": []})

    pings = [message.pings for message in bot.local.channel.messages.values()]
    assert pings == [{bot.local.somebody.id, "@everyone"}, set()]


async def test_a_repeated_nonce_gives_the_earlier_message(bot: Bot) -> None:
    _, first = await bot.post(content="once", nonce="n1", enforce_nonce=True)

    _, again = await bot.post(content="once", nonce="n1", enforce_nonce=True)

    assert again["id"] == first["id"]
    assert len(bot.local.channel.messages) == 1


async def test_the_history_knows_no_nonces(bot: Bot) -> None:
    _, posted = await bot.post(content="once", nonce="n1", enforce_nonce=True)

    _, found = await bot("GET", f"/channels/{bot.local.channel.id}/messages")

    assert posted["nonce"] == "n1"
    assert [message.get("nonce") for message in found] == [None]


async def test_a_nonce_is_forgotten_after_a_few_minutes(bot: Bot) -> None:
    _, first = await bot.post(content="once", nonce="n1", enforce_nonce=True)
    await bot.local.clock.advance(121)

    _, again = await bot.post(content="once", nonce="n1", enforce_nonce=True)

    assert again["id"] != first["id"]


async def test_a_nonce_of_a_deleted_message_is_an_unknown_message(bot: Bot) -> None:
    _, first = await bot.post(content="once", nonce="n1", enforce_nonce=True)
    del bot.local.channel.messages[first["id"]]

    status, answer = await bot.post(content="once", nonce="n1", enforce_nonce=True)

    assert (status, answer["code"]) == (404, 10008)


async def test_a_missing_permission_is_named_by_its_code(bot: Bot) -> None:
    bot.local.channel.denied = SEND_MESSAGES

    status, answer = await bot.post(content="words")

    assert (status, answer["code"]) == (403, 50013)


async def test_history_without_the_permission_is_empty_and_no_error(bot: Bot) -> None:
    await bot.post(content="words")
    bot.local.channel.denied = READ_MESSAGE_HISTORY

    assert await bot("GET", f"/channels/{bot.local.channel.id}/messages") == (200, [])


async def test_history_gives_the_newest_first(bot: Bot) -> None:
    await bot.post(content="first")
    await bot.post(content="second")

    _, found = await bot("GET", f"/channels/{bot.local.channel.id}/messages?limit=1")

    assert [message["content"] for message in found] == ["second"]


async def test_a_message_has_one_thread(bot: Bot) -> None:
    message = bot.local.say("A thought.")
    path = f"/channels/{bot.local.channel.id}/messages/{message.id}/threads"

    assert (await bot("POST", path, {"name": "Thought"}))[0] == 201
    assert (await bot("POST", path, {"name": "Thought"}))[1]["code"] == 160004


async def test_a_thread_needs_its_permission(bot: Bot) -> None:
    bot.local.channel.denied = CREATE_PUBLIC_THREADS
    message = bot.local.say("A thought.")

    answer = await bot("POST", f"/channels/{bot.local.channel.id}/messages/{message.id}/threads", {"name": "Thought"})

    assert answer[1]["code"] == 50013


async def test_the_sixth_message_in_five_seconds_waits(bot: Bot) -> None:
    answers = [await bot.post(content=str(n)) for n in range(6)]

    assert [status for status, _ in answers] == [200] * 5 + [429]
    assert answers[5][1]["global"] is False


async def test_over_fifty_requests_in_a_second_are_too_many(bot: Bot) -> None:
    bot.local.rates.limits.clear()

    answers = [await bot.post(content=str(n)) for n in range(60)]

    assert {"message": "You are being rate limited.", "global": True}.items() <= answers[-1][1].items()


async def test_an_accepted_request_can_lose_its_answer(bot: Bot) -> None:
    bot.local.faults.cut = 1.0

    with pytest.raises(ClientConnectionError):
        await bot.post(content="words")

    assert len(bot.local.channel.messages) == 1


async def test_a_request_can_land_after_its_connection_broke(bot: Bot) -> None:
    bot.local.faults.late = 1.0

    with pytest.raises(ClientConnectionError):
        await bot.post(content="words")
    before = len(bot.local.channel.messages)
    await bot.local.clock.advance(21)
    await bot.local.server.landed()

    assert (before, len(bot.local.channel.messages)) == (0, 1)


async def test_commands_outside_their_limits_are_refused(bot: Bot) -> None:
    commands = [{"name": "Quote", "description": "x", "type": 1}, {"name": "quote", "description": "", "type": 1}]

    status, answer = await bot("PUT", f"/applications/{bot.local.application_id}/commands", commands)

    assert (status, sorted(answer["errors"])) == (400, ["0", "1"])


async def test_an_interaction_nobody_sent_is_unknown(bot: Bot) -> None:
    _, answer = await bot("POST", "/interactions/1/token/callback", {"type": 4, "data": {"content": "words"}})

    assert answer["code"] == 10062
