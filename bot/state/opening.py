"""From an address to a database that may be trusted.

Decides that there is one way in, whichever engine is meant, and that it ends with everything closed.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.state.address import PostgresServer, SqliteFile, address_of
from bot.state.database import Database
from bot.state.migrate import FOLDER
from bot.state.opening_file import open_file
from bot.state.opening_server import open_server


@asynccontextmanager
async def open_database(url: str, data: Path, *, migrations: Path = FOLDER) -> AsyncIterator[Database]:
    """The database that `url` names, or the file in the folder `data` when it names none; closed at the end.

    Raises StateError with a message for the person who starts the bot.
    """
    match address_of(url, data):
        case SqliteFile() as file:
            opening = open_file(file, migrations)
        case PostgresServer() as server:
            opening = open_server(server, migrations)
    async with opening as database:
        yield database
