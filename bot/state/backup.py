"""Copies of the SQLite file, and the way back from one.

Decides for `VACUUM INTO` through a second connection: it sees one state, never waits for the writer and
does not restart, where copying the file loses what is still in the `-wal` beside it. A copy gets its name
only once it is whole, durable and checked, and is not begun where the disk has no room for it: what the bot
writes goes before. Kept are the newest copy of each of the last 7 days that have one and of each of the last
4 such weeks, and the last 4 made before a migration; all of them, and what a restore replaced, for a limited
time, since what somebody had erased lives on in them. PostgreSQL has `pg_dump`.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from bot.state.address import SqliteFile
from bot.state.examine import Found, examine, opened
from bot.state.folder import mark, prepare, refusal_of, sync
from bot.state.lock import held
from bot.state.migrate import is_behind
from bot.state.refusals import DiskFullError, StateError
from bot.state.retention import COPIES

DAYS, WEEKS, MIGRATIONS = 7, 4, 4
SPARE = 16 * 1024**2  # bytes that stay free beside a new copy
ASTRAY = timedelta(hours=1)  # a copy that is dated later than now, by more than that, was dated by a wrong clock
STAMP = "%Y%m%dT%H%M%SZ"
_DIGITS = r"\d{8}T\d{6}Z"  # a time as STAMP writes it
_LEFT_OVER = re.compile(rf"replaced-{_DIGITS}-.+|.+-{_DIGITS}(-before-\w+)?\.sqlite3\.part")


def backup(file: SqliteFile, now: datetime, *, before: str = "") -> Path:
    """Write a checked copy into `backups/` and answer its path; also while the bot runs.

    `before` names the revision that is about to come. Raises StateError when the copy could not be made;
    then there is none.
    """
    ending = f"-before-{before}" if before else ""
    copy = file.backups / f"{file.path.stem}-{now:{STAMP}}{ending}.sqlite3"
    part = copy.with_name(copy.name + ".part")
    try:
        file.backups.mkdir(mode=0o700, exist_ok=True)
        part.unlink(missing_ok=True)
        _make_sure_of_room(file)
        with opened(file.path, mode="ro") as connection:
            connection.execute("VACUUM INTO ?", (str(part),))
        examine(part, thorough=True)
        _settle(part)
        part.replace(copy)
        sync(file.backups)
    except OSError as error:
        raise refusal_of(file.backups, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    _prune(file)
    return copy


def restore(copy: Path, file: SqliteFile, now: datetime) -> Found:
    """Put `copy` in the place of the database, which is kept in `backups/` under a name beginning
    `replaced-`.

    The bot must not be running. The copy is checked first and is not changed. Raises StateError.
    """
    found = verify(copy)
    prepare(file)
    with held(file.lock):
        part = file.path.with_name(file.path.name + ".restoring")
        try:
            shutil.copyfile(copy, part)
            _settle(part)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise refusal_of(file.path.parent, error) from error
        file.backups.mkdir(mode=0o700, exist_ok=True)
        # The database first: were it left behind without its -wal, it would open, with its last commits missing.
        for ending in ("", "-wal", "-shm"):
            current = file.path.with_name(file.path.name + ending)
            if current.exists():
                current.replace(file.backups / f"replaced-{now:{STAMP}}-{current.name}")
        sync(file.path.parent)
        mark(file, found.install)
        part.replace(file.path)
        sync(file.path.parent)
    return found


def verify(copy: Path) -> Found:
    """Read all of `copy` and say what it holds. Raises StateError when it is not whole, not ours or too new."""
    if not copy.is_file():
        raise StateError(f"There is no file {copy}.")
    if sidecar := next((end for end in ("-wal", "-shm") if copy.with_name(copy.name + end).exists()), None):
        raise StateError(f"{copy.name}{sidecar} lies beside it: it is a database in use and no backup.")
    found = examine(copy, thorough=True, mode="ro")
    is_behind(found.revision, str(copy))
    return found


def check(file: SqliteFile) -> Found:
    """Read every page, index and reference of the database; also while the bot runs. Raises StateError."""
    if not file.path.exists():
        raise StateError(f"There is no database at {file.path}.")
    found = examine(file.path, thorough=True, mode="ro")
    is_behind(found.revision, str(file.path))
    return found


def expire(file: SqliteFile, now: datetime) -> int:
    """Remove what has been here for too long, but for the newest copy; how much there was. Raises StateError.

    A copy that a wrong clock dates later than now would stay for ever: it goes too.
    """
    last = newest(file, now)
    copies = [copy for copy in _copies(file) if _made(copy) != last]
    left_over = [path for path in file.backups.glob("*") if _LEFT_OVER.fullmatch(path.name)]
    gone = [path for path in (*copies, *left_over) if not now - COPIES <= _made(path) <= now + ASTRAY]
    try:
        for path in gone:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise refusal_of(file.backups, error) from error
    return len(gone)


def newest(file: SqliteFile, now: datetime) -> datetime | None:
    """When the newest copy was made, as far as its date is believed at all; None when there is none."""
    return max((made for made in map(_made, _copies(file)) if made <= now + ASTRAY), default=None)


def _make_sure_of_room(file: SqliteFile) -> None:
    log = file.path.with_name(file.path.name + "-wal")
    needed = file.path.stat().st_size + (log.stat().st_size if log.exists() else 0) + SPARE
    free = shutil.disk_usage(file.backups).free
    if free < needed:
        raise DiskFullError(
            f"The disk has no room for a backup in {file.backups}: {needed // 1024**2} MiB are needed, "
            f"{free // 1024**2} MiB are free. Make room there."
        )


def _settle(path: Path) -> None:
    with path.open("rb+") as data:
        os.fsync(data.fileno())


def _prune(file: SqliteFile) -> None:
    copies = sorted(_copies(file), reverse=True)
    daily = [copy for copy in copies if "-before-" not in copy.name]
    keep = {*islice((copy for copy in copies if "-before-" in copy.name), MIGRATIONS)}
    for count, period in ((DAYS, "%Y-%j"), (WEEKS, "%G-%V")):
        latest: dict[str, Path] = {}
        for copy in daily:
            latest.setdefault(f"{_made(copy):{period}}", copy)
        keep.update(islice(latest.values(), count))
    for copy in copies:
        if copy not in keep:
            copy.unlink(missing_ok=True)


def _copies(file: SqliteFile) -> Iterator[Path]:
    named = re.compile(rf"{re.escape(file.path.stem)}-{_DIGITS}(-before-\w+)?\.sqlite3")
    return (path for path in file.backups.glob("*.sqlite3") if named.fullmatch(path.name))


def _made(copy: Path) -> datetime:
    found = re.search(_DIGITS, copy.name)
    assert found is not None
    return datetime.strptime(found[0], STAMP).replace(tzinfo=UTC)
