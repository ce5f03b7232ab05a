"""A disk of a few megabytes that can be filled up.

Decides that only root can have one; for everybody else what needs it is skipped.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

BLOCK = 4096


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A disk of so many megabytes."""
    with tempfile.TemporaryDirectory() as name:
        mount = ("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", name)
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("mounting a small disk needs root")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


def fill_up(disk: Path, *, but: int = 0) -> None:
    """Write until nothing more fits, and give back so many blocks of four kilobytes."""
    with (disk / "ballast").open("wb", buffering=0) as file:
        with suppress(OSError):
            while file.write(b"\0" * BLOCK):
                pass
        file.truncate(max(file.tell() - but * BLOCK, 0))


def give_back(disk: Path, blocks: int) -> None:
    """Make room for so many blocks more."""
    with (disk / "ballast").open("r+b") as file:
        file.truncate(max((disk / "ballast").stat().st_size - blocks * BLOCK, 0))


def make_room(disk: Path) -> None:
    """Take away what was filled in."""
    (disk / "ballast").unlink()
