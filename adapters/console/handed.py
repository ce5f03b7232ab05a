"""Files on the machine of whoever sits at the console: handing one over is naming its path.

Decides that only files are opened, no pipes or devices, which may never end.
"""

import asyncio
from pathlib import Path

from bot.chat.handed import HANDED_LIMIT, Unreadable, Why


class LocalFiles:
    """The files that this process may read."""

    async def read(self, reference: str) -> bytes:
        """The bytes of the file at a path; `~` is the home folder. Raises Unreadable."""
        return await asyncio.to_thread(_read, Path(reference))


def _read(path: Path) -> bytes:
    try:
        whole = path.expanduser()
        if not whole.is_file():
            raise Unreadable(Why.GONE)
        with whole.open("rb") as file:
            content = file.read(HANDED_LIMIT + 1)
    except (OSError, ValueError, RuntimeError):
        raise Unreadable(Why.GONE) from None
    if len(content) > HANDED_LIMIT:
        raise Unreadable(Why.TOO_LARGE)
    return content
