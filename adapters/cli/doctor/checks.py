"""What the operator's doctor looks at, one check after another.

Decides what “well” means for each: the same refusals as at a start, asked for without starting.
"""

import asyncio
import importlib.metadata
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from adapters.cli.doctor.finding import Finding, poor, well, wrong
from adapters.cli.endings import code_of
from bot.app import content_folders
from bot.library.load import ContentError, load
from bot.settings import Settings
from bot.state import backup as copies
from bot.state import folder
from bot.state.address import PostgresServer, SqliteFile, address_of
from bot.state.migrate import is_behind, newest
from bot.state.opening_file import SOUND
from bot.state.opening_server import look_at
from bot.state.refusals import StateError

OLD = timedelta(days=2)  # a backup is made every day; one may fail
LEAST_ROOM = 64 * 1024**2  # bytes
ROOM = 3  # times the database: a backup, and an update that writes it anew, lie beside it for a while
USUAL_ZONE = "Europe/Berlin"


def content(settings: Settings) -> list[Finding]:
    """Whether the library loads."""
    try:
        library = load(*content_folders(settings))
    except ContentError as error:
        return [wrong("Content", error, code_of(error))]
    counts = f"{len(library.quotes)} quotations, {len(library.topics)} topics, {len(library.sources)} sources"
    return [well("Content", f"edition {library.edition}: {counts}")]


def data(settings: Settings) -> list[Finding]:
    """Whether the database is there, ours, sound, and of a version that this one can work with."""
    try:
        match address_of(settings.database_url, settings.data_dir):
            case SqliteFile() as file:
                return [well("Data", _file(file))]
            case PostgresServer() as server:
                revision = asyncio.run(look_at(server))
                return [well("Data", f"PostgreSQL answers; {_standing(revision, 'The database')}")]
    except StateError as error:
        return [wrong("Data", error, code_of(error))]


def _file(file: SqliteFile) -> str:
    if not file.path.parent.exists():
        return f"{file.path.parent} is made by the first start"
    folder.prepare(file)
    if folder.is_new(file):
        return f"{file.path} is made by the first start"
    found = copies.check(file)
    return f"{file.path} is sound; {_standing(found.revision, str(file.path))}"


def _standing(revision: str | None, where: str) -> str:
    if revision is None:
        return "its tables are made by the first start"
    if is_behind(revision, where):
        return f"the next start brings it from revision {revision} to {newest()}"
    return f"it stands at revision {revision}, as this version wants it"


def backups(settings: Settings) -> list[Finding]:
    """How old the newest backup is; PostgreSQL has its own tools."""
    file = _sqlite(settings)
    if file is None or not file.path.exists():
        return []
    if settings.backups == "off":
        return [well("Backups", "left to you (BACKUPS=off); see that nothing erased lives on in them for ever")]
    now = datetime.now(UTC)
    made = copies.newest(file, now)
    if made is None and now - datetime.fromtimestamp(file.marker.stat().st_mtime, UTC) < OLD:
        return [well("Backups", "none yet; the bot makes one a day while it runs")]
    told = f"the newest is from {made:%Y-%m-%d %H:%M} UTC" if made else f"there is none in {file.backups}"
    if made is None or now - made > OLD:
        return [poor("Backups", f"{told}; the bot makes one a day while it runs, “commonplace db backup” makes one")]
    return [well("Backups", told)]


def room(settings: Settings) -> list[Finding]:
    """Whether the disk has room for what is to come."""
    file = _sqlite(settings)
    if file is None:
        return []
    there = next(path for path in (file.path.parent, *file.path.parents) if path.exists())
    free, wanted = shutil.disk_usage(there).free, max(LEAST_ROOM, ROOM * _size(file.path))
    text = f"{free // 1024**2} MiB free in {there}"
    return [well("Disk", text) if free >= wanted else poor("Disk", f"{text}; make room for {wanted // 1024**2} MiB")]


def sqlite(settings: Settings) -> list[Finding]:
    """Whether this SQLite has the fault that damaged files in which two connections write."""
    if _sqlite(settings) is None:
        return []
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info >= SOUND:
        return [well("SQLite", version)]
    sound = ".".join(map(str, SOUND))
    return [
        well("SQLite", f"{version}: its WAL fault, mended in {sound}, cannot occur with one process and one writer")
    ]


def zones(settings: Settings) -> list[Finding]:
    """Whether the time zones are known that groups choose from."""
    try:
        ZoneInfo(USUAL_ZONE)
        version = importlib.metadata.version("tzdata")
    except (ZoneInfoNotFoundError, importlib.metadata.PackageNotFoundError):
        return [poor("Zones", "the zone data are missing; run: pip install tzdata")]
    return [well("Zones", f"{len(available_timezones())} time zones (tzdata {version})")]


def _sqlite(settings: Settings) -> SqliteFile | None:
    """The file, where the data are in one; what is wrong with the address is told elsewhere."""
    try:
        address = address_of(settings.database_url, settings.data_dir)
    except StateError:
        return None
    return address if isinstance(address, SqliteFile) else None


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
