"""A PostgreSQL server of the tests' own.

Decides that nobody has to set one up: the system's binaries make a server in a temporary folder on a free port of the
loopback, and take it down again. PostgreSQL refuses to run as root, so root runs it through the user `postgres`.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""A test does not pull the plug. What measures, or takes the server down, does without these."""


class NoPostgres(Exception):  # noqa: N818  a reason to skip
    """Why there is no server; the reason a test is skipped with."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    address: str
    """`postgresql://postgres@127.0.0.1:port`, without a database."""
    _control: tuple[str | Path, ...]
    _start: tuple[str | Path, ...]

    def restart(self) -> None:
        """Take it down as a crash does, and start it again."""
        _run(*self._control, "-m", "immediate", "stop")
        _run(*self._control, *self._start)


@contextmanager
def server(options: Sequence[str] = QUICK) -> Iterator[str]:
    """The address of a running server. Raises NoPostgres."""
    with running(options) as started:
        yield started.address


@contextmanager
def running(options: Sequence[str] = QUICK) -> Iterator[Server]:
    """A running server. Raises NoPostgres."""
    binaries = _binaries()
    as_user = _as_user()
    where = os.environ.get("PYTEST_DEBUG_TEMPROOT") if options is QUICK else None
    with tempfile.TemporaryDirectory(prefix="commonplace-pg-", dir=where, ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        if as_user:
            shutil.chown(folder, "postgres", "postgres")
        _run(*as_user, binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8")
        port = _free_port()
        settings = (f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", *options)
        control: tuple[str | Path, ...] = (*as_user, binaries / "pg_ctl", "-D", data, "-w", "-t", "30")
        start = ("-l", Path(folder) / "log", "-o", " ".join(f"-c {setting}" for setting in settings), "start")
        _run(*control, *start)
        try:
            yield Server(f"postgresql://postgres@127.0.0.1:{port}", control, start)
        finally:
            _run(*control, "-m", "immediate", "stop")


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).parent
    raise NoPostgres("PostgreSQL's server binaries are not installed (Debian: apt install postgresql)")


def _as_user() -> tuple[str | Path, ...]:
    if os.geteuid() != 0:
        return ()
    try:
        pwd.getpwnam("postgres")
    except KeyError as error:
        raise NoPostgres("run as root, and there is no user “postgres” to run PostgreSQL") from error
    if not shutil.which("setpriv"):
        raise NoPostgres("run as root, and there is no `setpriv` to run PostgreSQL as another user")
    return ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "env", "HOME=/tmp")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)
    if done.returncode:
        raise RuntimeError(f"{command[-1]}: {done.stdout}{done.stderr}")
