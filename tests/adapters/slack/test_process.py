"""The bot as an operator starts it, in a process of its own, in a local Slack."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

from adapters.slack.manifest import manifest
from bot.commands import COMMANDS
from tests.adapters.slack.test_conversation import as_message
from tests.fakes.slack.acting import Acting


async def test_commonplace_run_answers_on_slack_and_leaves_when_asked(group: Acting, tmp_path: Path) -> None:
    group.manifest = manifest(COMMANDS)
    settings = {
        "DATA_DIR": str(tmp_path),
        "HEALTH_PORT": "0",
        "SLACK_API_URL": group.api_url,
        "SLACK_BOT_TOKEN": group.bot_token,
        "SLACK_APP_TOKEN": group.app_token,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "adapters.cli", "run", stdout=PIPE, stderr=PIPE, env={**os.environ, **settings}
    )
    assert process.stdout
    said = await process.stdout.readuntil(b"Socket Mode")

    answer = as_message(await group.slash("/quote", "generalization"))
    process.send_signal(signal.SIGTERM)
    _, errors = await process.communicate()

    assert answer.text
    assert b"readers" in said
    assert (process.returncode, b"Traceback" in errors, b"canary" in errors) == (0, False, False)
