"""That discord.py's own requests count towards what may leave for Discord in a second."""

from pathlib import Path

import pytest
from aiohttp import ClientSession

from adapters.discord import client
from adapters.discord.gated import gated
from adapters.discord.pacing import INVALID_LIMIT, Pacer
from tests.adapters.discord.posting import Waiting
from tests.adapters.discord.running import running
from tests.fakes.discord.local import LocalDiscord


class Counting(Pacer):
    """A gate that counts who passes."""

    passed = 0

    async def leave(self) -> None:
        self.passed += 1


@pytest.fixture
def waiting(discord: LocalDiscord) -> Waiting:
    return Waiting(discord.clock)


async def test_what_is_too_much_for_a_second_waits(discord: LocalDiscord, waiting: Waiting) -> None:
    trace = gated(Pacer(waiting, waiting.sleep), discord.api_url)
    headers = {"Authorization": f"Bot {discord.token}"}
    async with ClientSession(trace_configs=[trace], headers=headers) as session:
        for _ in range(49):
            await (await session.get(f"{discord.api_url}/users/@me")).read()

    assert waiting.waited == [1.0]


async def test_answers_to_interactions_do_not_wait(discord: LocalDiscord, waiting: Waiting) -> None:
    async with ClientSession(trace_configs=[gated(Pacer(waiting, waiting.sleep), discord.api_url)]) as session:
        for _ in range(49):
            await (await session.post(f"{discord.api_url}/interactions/1/token/callback", json={"type": 5})).read()

    assert waiting.waited == []


async def test_refusals_count_whoever_asked(discord: LocalDiscord, waiting: Waiting) -> None:
    pacer = Pacer(waiting, waiting.sleep)
    for _ in range(INVALID_LIMIT - 1):
        pacer.saw(403, {}, "")
    async with ClientSession(trace_configs=[gated(pacer, discord.api_url)]) as session:
        await (await session.get(f"{discord.api_url}/users/@me")).read()

    assert pacer.silence > 0


async def test_a_discussion_passes_the_gate_and_an_answer_does_not(
    discord: LocalDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Counting()
    monkeypatch.setattr(client, "Pacer", lambda: gate)
    async with running(discord, tmp_path):
        before = gate.passed
        answer = await discord.slash("quote", about="GEN-01")
        answered = gate.passed
        await discord.press(answer, "Discuss")

    assert before > 0  # it logged in and registered its commands
    assert (answered - before, gate.passed - answered) == (0, 2)
