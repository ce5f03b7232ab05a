"""One process at a time on one SQLite file.

Decides for a lock of the operating system: it ends with its process, however that ends, so nothing stale is
ever left to be cleaned up. The lock file only says who holds it. The second process refuses at once;
waiting would hide that two bots were started with one token.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.state.refusals import RunningError

if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        os.lseek(file, _BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_BYTE = 4096  # Windows locks a byte, which nobody else can read: one far behind the text


@contextmanager
def held(lock: Path) -> Iterator[None]:
    """Hold `lock` until the end of the block. Raises RunningError, naming the process that holds it."""
    file = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            _take(file)
        except OSError as error:
            raise RunningError(
                f"Another process already uses {lock.parent}: {_holder(file)}. "
                f"Stop it first, or give this one a data folder of its own."
            ) from error
        os.ftruncate(file, 0)
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, _signature().encode())
        yield
    finally:
        os.close(file)


def _signature() -> str:
    return f"pid {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n"


def _holder(file: int) -> str:
    os.lseek(file, 0, os.SEEK_SET)
    return os.read(file, 200).decode(errors="replace").strip() or "it has just started"
