"""From a slash command received to its answer sent, against a slack-bolt handler that answers a constant string."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from adapters.slack.manifest import EVENTS_PATH, manifest
from bot.commands import COMMANDS
from tests.adapters.slack.talking import HTTP, SOCKETS
from tests.benchmarks.answering import BOT, TOGETHER, Asked, Side, compared, process
from tests.fakes.slack.acting import Acting

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]

PLAIN = ("-m", "tests.benchmarks.plain_slack")
LOOK = 0.05  # seconds between two looks whether a process listens


def environment_of(slack: Acting, transport: str, folder: Path) -> dict[str, str]:
    """What either process is told."""
    told = {"DATA_DIR": str(folder), "SLACK_API_URL": slack.api_url, "SLACK_BOT_TOKEN": slack.bot_token}
    if transport == SOCKETS:
        return told | {"SLACK_APP_TOKEN": slack.app_token}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return told | {"SLACK_SIGNING_SECRET": slack.signing_secret, "SLACK_PORT": str(port)}


async def listening(slack: Acting, environment: dict[str, str], connections: int) -> None:
    """Wait until deliveries arrive."""
    port = int(environment.get("SLACK_PORT", 0))
    if not port:
        await slack.sockets.connected(connections)
        return
    slack.request_url = f"http://127.0.0.1:{port}{EVENTS_PATH}"
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(LOOK)
        else:
            writer.close()
            return


@asynccontextmanager
async def answering(command: tuple[str, ...], folder: Path, transport: str, connections: int) -> AsyncIterator[Side]:
    """A process that answers in a Slack of its own, in which a hundred people have a channel each."""
    slack = Acting()
    slack.manifest = manifest(COMMANDS)
    slack.service.limits.enabled = False
    async with slack.running():
        slack.install()
        people = [slack.add_member(f"m{number}") for number in range(max(TOGETHER))]
        channels = [slack.add_channel(f"c{number}", person) for number, person in enumerate(people)]
        environment = environment_of(slack, transport, folder)
        async with process(command, environment) as running:
            await listening(slack, environment, connections)

            async def ask(asked: Asked, number: int) -> object:
                word, _, second = asked.name.partition(" ")
                typed = f"{second} {asked.value}".strip()
                return await slack.slash(f"/{word}", typed, as_=people[number], in_=channels[number])

            yield Side(running, ask)


@pytest.mark.parametrize("transport", [SOCKETS, HTTP])
async def test_answers_against_a_plain_handler(tmp_path: Path, transport: str) -> None:
    title = f"A slash command until its answer, on a local Slack over {transport}"
    async with answering(BOT, tmp_path, transport, 2) as ours, answering(PLAIN, tmp_path, transport, 1) as plain:
        printed, longest = await compared(title, ours, plain)
    print(printed)  # noqa: T201
    assert longest < 8
