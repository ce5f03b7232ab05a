"""`commonplace run` as a process of its own, on the local Discord."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from tests.fakes.discord.local import LocalDiscord


async def started(local: LocalDiscord, folder: Path, token: str) -> Process:
    """The bot, set up by its environment."""
    environment = {
        **os.environ,
        "DISCORD_TOKEN": token,
        "DISCORD_API_URL": local.api_url,
        "DISCORD_GATEWAY_URL": local.gateway_url,
        "DATA_DIR": str(folder),
    }
    command = (sys.executable, "-W", "ignore::DeprecationWarning", "-m", "adapters.cli", "run")
    return await asyncio.create_subprocess_exec(*command, env=environment, stdout=PIPE, stderr=PIPE)


async def test_the_process_answers_and_leaves_when_it_is_told_to(discord: LocalDiscord, tmp_path: Path) -> None:
    process = await started(discord, tmp_path, discord.token)
    await discord.gateway.until("ready", guard=60)
    answer = await discord.slash("quote", about="GEN-01")
    process.send_signal(signal.SIGTERM)
    out, _ = await process.communicate()

    assert "GEN-01" in answer.text
    assert process.returncode == 0
    assert "connected as commonplace" in out.decode()


async def test_a_wrong_token_ends_the_process_with_what_to_do(discord: LocalDiscord, tmp_path: Path) -> None:
    process = await started(discord, tmp_path, "canary")
    out, err = await process.communicate()

    assert process.returncode == 78
    assert "Reset Token" in out.decode()
    assert "canary" not in out.decode() + err.decode()


async def test_everything_works_on_after_the_process_was_killed(discord: LocalDiscord, tmp_path: Path) -> None:
    process = await started(discord, tmp_path, discord.token)
    await discord.gateway.until("ready", guard=60)
    before = await discord.slash("quote", about="generalization")
    process.kill()
    await process.communicate()
    process = await started(discord, tmp_path, discord.token)
    await discord.gateway.until("ready", 2, guard=60)
    after = await discord.press(before, "Another")
    process.send_signal(signal.SIGTERM)
    await process.communicate()

    assert "Discuss" in after.buttons
