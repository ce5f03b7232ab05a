"""`commonplace db`: what an operator does with the database."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adapters.cli import main


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a database."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    assert db("migrate").exit_code == 0
    return tmp_path / "data"


def db(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["db", *arguments], input=typed, catch_exceptions=False)


def test_a_backup_is_made_and_its_path_printed(data: Path) -> None:
    result = db("backup")

    assert Path(result.stdout.strip()).parent == data / "backups"
    assert Path(result.stdout.strip()).is_file()


def test_a_backup_comes_back(data: Path) -> None:
    copy = db("backup").stdout.strip()
    (data / "commonplace.sqlite3").write_bytes(b"not a database")

    result = db("restore", copy, "--yes")

    assert (result.exit_code, db("check").exit_code) == (0, 0)
    assert "Restored" in result.stdout


def test_restoring_asks_first(data: Path) -> None:
    copy = db("backup").stdout.strip()

    result = db("restore", copy, typed="n\n")

    assert result.exit_code == 1
    assert not list((data / "backups").glob("replaced-*"))


def test_a_file_that_is_no_backup_is_refused_before_anything_is_asked(data: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no database")

    result = db("restore", str(tmp_path / "notes.txt"))

    assert (result.exit_code, result.stdout) == (78, "")
    assert "notes.txt" in result.stderr


@pytest.mark.usefixtures("data")
def test_a_sound_database_is_said_to_be_sound() -> None:
    assert "is sound" in db("check").stdout


def test_a_damaged_database_is_told_with_the_command_that_helps(data: Path) -> None:
    (data / "commonplace.sqlite3").write_bytes(b"not a database")

    result = db("check")

    assert result.exit_code == 78
    assert "commonplace db restore" in result.stderr


def test_a_missing_database_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))

    assert db("check").exit_code == 78


@pytest.mark.usefixtures("data")
def test_on_postgresql_its_own_tools_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot:hunter2@db/commonplace")

    result = db("backup")

    assert result.exit_code == 78
    assert "pg_dump" in result.stderr
    assert "hunter2" not in result.stderr
