"""A process that stood still for too long is ended before it does anything more."""

import signal
import subprocess
import sys

import pytest

STANDS_STILL = """
async with ends_when_still(0.2):
    await asyncio.sleep(0)
    os.write(1, b"before")
    time.sleep(30)
os.write(1, b"after")
"""
GOES_ON = """
async with ends_when_still(0.5):
    await asyncio.sleep(1)
os.write(1, b"after")
time.sleep(0.6)
"""


def ended(what: str) -> tuple[int, bytes]:
    """How a process ended that does this, and what it wrote."""
    lines = [
        "import asyncio, os, time",
        "from adapters.stillness import ends_when_still",
        "async def main():",
        *(f"    {line}" for line in what.strip().splitlines()),
        "asyncio.run(main())",
    ]
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], stdout=subprocess.PIPE, check=False)
    return done.returncode, done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such timer")
def test_a_process_that_stands_still_is_ended_by_the_system() -> None:
    assert ended(STANDS_STILL) == (-signal.SIGALRM, b"before")


def test_a_process_that_goes_on_is_left_alone_and_its_timer_ends_with_the_block() -> None:
    assert ended(GOES_ON) == (0, b"after")
