"""A copy of the database, set aside to try things in.

Decides that only a file is copied, since other processes share a server; that the copy lies in a folder beside the
file, where there is known to be a disk that may be written; and that this folder is gone at the end, or at the next
start where a process was killed before: what is erased from the database may not live on there.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.state.address import SqliteFile, sqlite_file
from bot.state.database import Database
from bot.state.examine import opened
from bot.state.folder import clear_aside, refusal_of
from bot.state.migrate import FOLDER
from bot.state.opening_file import open_file


@asynccontextmanager
async def open_aside(url: str, data: Path) -> AsyncIterator[Database]:
    """A copy, made now, of the file that `url` names or that is in `data`; gone at the end. Raises StateError."""
    file = sqlite_file(url, data)
    copy = SqliteFile(file.aside / file.path.name)
    try:
        await asyncio.to_thread(_copy, file, copy)
        async with open_file(copy, FOLDER) as database:
            yield database
    finally:
        await asyncio.to_thread(clear_aside, file)


def _copy(file: SqliteFile, copy: SqliteFile) -> None:
    clear_aside(file)
    try:
        copy.path.parent.mkdir(mode=0o700)
    except OSError as error:
        raise refusal_of(copy.path.parent, error) from error
    with opened(file.path, mode="ro") as connection:
        connection.execute("VACUUM INTO ?", (str(copy.path),))
