"""Whether a data folder may be used, before anything in it is touched.

Decides that a folder which is not ours to write is told with the exact `chown` line (the commonest
complaint of people who run a bot in a container: the volume belongs to root), that ownership is never
changed by us, and that a used folder without its database is a loss to be told, not a first start. The
marker beside the database says "used".
"""

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from bot.state.address import SqliteFile
from bot.state.refusals import DiskFullError, FolderError, MissingError


def prepare(file: SqliteFile) -> None:
    """Make the folder if it is missing, and make sure that we can write what is in it. Raises FolderError."""
    folder = file.path.parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise refusal_of(folder, error) from error
    for path in (folder, *_files(file)):
        if os.path.exists(path) and not _writable(path):  # Path.exists raises where we may not look
            raise _not_ours(folder, path)
    probe = folder / f".writable-{os.getpid()}"
    try:
        probe.write_bytes(b"commonplace\n")
    except OSError as error:
        raise refusal_of(folder, error) from error
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)


def clear_aside(file: SqliteFile) -> None:
    """Remove the copy that was set aside, if there is one."""
    shutil.rmtree(file.aside, ignore_errors=True)


def is_new(file: SqliteFile) -> bool:
    """Whether nothing was ever kept here. Raises MissingError when something was, and is gone or empty."""
    size = file.path.stat().st_size if file.path.exists() else None
    if size:
        return False
    if size == 0:
        raise MissingError(
            f"{file.path} is empty, and a database of ours never is. Bring a backup back with "
            f"`commonplace db restore FILE` ({_backups(file)}); to begin anew, move the empty file away"
            + (f" and {file.marker.name} with it." if file.marker.exists() else ".")
        )
    if file.marker.exists():
        raise MissingError(
            f"{file.path.parent} was used before, but {file.path.name} is missing. Put it back, or use "
            f"`commonplace db restore FILE` ({_backups(file)}); to begin anew, remove {file.marker.name}."
        )
    return True


def mark(file: SqliteFile, install: str) -> None:
    """Write down, durably, that this folder holds the installation `install`."""
    if installed(file) == install:
        return
    fresh = file.marker.with_name(file.marker.name + ".new")
    with fresh.open("w", encoding="ascii") as text:
        text.write(install + "\n")
        text.flush()
        os.fsync(text.fileno())
    fresh.replace(file.marker)
    sync(file.path.parent)


def installed(file: SqliteFile) -> str | None:
    """The installation that the marker names."""
    try:
        return file.marker.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None


def sync(folder: Path) -> None:
    """Make the renames in `folder` durable; Windows has no such call."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def full(folder: Path) -> DiskFullError:
    """The refusal for a disk without room."""
    return DiskFullError(f"The disk that holds {folder} is full. Make room there, then start again.")


def _files(file: SqliteFile) -> tuple[Path, ...]:
    beside = (file.path.with_name(file.path.name + end) for end in ("-wal", "-shm"))
    return (file.path, *beside, file.lock, file.marker)


def _writable(path: Path) -> bool:
    wanted = os.W_OK | os.X_OK if path.is_dir() else os.W_OK
    return os.access(path, wanted, effective_ids=os.access in os.supports_effective_ids)


def refusal_of(folder: Path, error: OSError) -> FolderError | DiskFullError:
    """What the system's error means to the person who starts the bot."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return full(folder)
        case errno.EROFS:
            return FolderError(f"The data folder {folder} is on a disk mounted read-only; mount it to be written.")
        case errno.EACCES | errno.EPERM:
            return _not_ours(folder, _nearest(folder))
        case _:
            return FolderError(f"The data folder {folder} cannot be used: {error.strerror}.")


def _not_ours(folder: Path, path: Path) -> FolderError:
    if not hasattr(os, "geteuid"):
        return FolderError(f"{path} cannot be written by this user; allow it in the folder's properties.")
    if os.statvfs(path).f_flag & os.ST_RDONLY:
        return FolderError(f"The data folder {folder} is on a disk mounted read-only; mount it to be written.")
    user, group = os.geteuid(), os.getegid()
    return FolderError(
        f"{path} belongs to user {path.stat().st_uid} and cannot be written by user {user}, who runs this. "
        f"Run: sudo chown -R {user}:{group} {folder if folder.exists() else path}"
    )


def _nearest(folder: Path) -> Path:
    return next(path for path in (folder, *folder.parents) if os.path.exists(path))


def _backups(file: SqliteFile) -> str:
    newest = max(file.backups.glob(f"{file.path.stem}-*.sqlite3"), default=None)
    return f"the newest here is {newest}" if newest else f"none lies in {file.backups}"
