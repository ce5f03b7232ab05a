"""One process of the bot, as a supervisor and a machine treat it.

Decides that it is the command itself, with a folder of its own to run in, and that it is there when it has connected to
Discord.
"""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHON = (sys.executable, "-W", "ignore::DeprecationWarning")
COMMAND = ("-m", "adapters.cli", "run")


@dataclass
class Bot:
    """A running process."""

    process: Process

    @classmethod
    async def start(
        cls, folder: Path, environment: Mapping[str, str], command: tuple[str, ...] = (*PYTHON, *COMMAND)
    ) -> "Bot":
        """Start the command. What it logs is in `bot.log`."""
        given = {**os.environ, "PYTHONPATH": str(ROOT), "HEALTH_PORT": "0", "LOG_LEVEL": "error", **environment}
        with (folder / "bot.log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *command, env=given, cwd=folder, stdin=DEVNULL, stdout=DEVNULL, stderr=log
            )
        return cls(process)

    async def kill(self) -> None:
        """Kill it as a machine does that loses its power, if it runs."""
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()

    async def stop(self) -> None:
        """Ask it to leave, and wait."""
        self.process.send_signal(signal.SIGTERM)
        await self.process.wait()

    def stand_still(self) -> None:
        """Stop it in the middle of whatever it does."""
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it continue, as if no time had passed."""
        self.process.send_signal(signal.SIGCONT)
