"""`commonplace doctor`, before a start and beside a running bot."""

import os
import shutil
import sqlite3
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.fernet import Fernet

from adapters.cli import main
from bot.state.address import FILE_NAME, SqliteFile
from bot.state.backup import backup
from bot.state.lock import held
from bot.state.migrate import newest

DISCORD = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.abcdefghijklmnopqrstuvwxyz01234567890a"
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SqliteFile:
    """A data folder with a database that was made just now."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    assert CliRunner().invoke(main, ["db", "migrate"]).exit_code == 0
    return SqliteFile(tmp_path / "data" / FILE_NAME)


def doctor() -> Result:
    return CliRunner().invoke(main, ["doctor"], catch_exceptions=False)


def line(result: Result, name: str) -> str:
    """What was found of one thing."""
    return next(one for one in result.stdout.splitlines() if one[8:].startswith(name))


def test_before_the_first_start_all_is_well_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))

    result = doctor()

    assert result.exit_code == 0
    assert result.stdout.endswith("All is well.\n")
    assert "is made by the first start" in line(result, "Data")
    assert not (tmp_path / "data").exists()


@pytest.mark.usefixtures("data")
def test_a_sound_database_stands_where_this_version_wants_it() -> None:
    result = doctor()

    assert result.exit_code == 0
    assert f"is sound; it stands at revision {newest()}" in line(result, "Data")
    assert "none yet" in line(result, "Backups")


def test_it_may_be_asked_while_the_bot_runs(data: SqliteFile) -> None:
    with held(data.lock):
        assert doctor().exit_code == 0


def test_a_damaged_database_needs_a_person(data: SqliteFile) -> None:
    data.path.write_bytes(b"not a database")

    result = doctor()

    assert result.exit_code == 78
    assert line(result, "Data").startswith("  look  Data       ")
    assert "commonplace db restore" in line(result, "Data")


def test_a_lost_database_is_told(data: SqliteFile) -> None:
    data.path.unlink()

    assert doctor().exit_code == 78


def test_an_older_database_says_what_the_next_start_does(data: SqliteFile) -> None:
    older = sqlite3.connect(data.path)
    older.execute("UPDATE commonplace_revision SET version_num = '0001'")
    older.commit()
    older.close()

    assert f"the next start brings it from revision 0001 to {newest()}" in line(doctor(), "Data")


def test_a_database_of_a_newer_version_is_refused(data: SqliteFile) -> None:
    newer = sqlite3.connect(data.path)
    newer.execute("UPDATE commonplace_revision SET version_num = '9999'")
    newer.commit()
    newer.close()

    result = doctor()

    assert result.exit_code == 78
    assert "newer version" in line(result, "Data")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_not_ours_to_write_says_how_to_mend_it(data: SqliteFile) -> None:
    data.path.parent.chmod(0o500)

    result = doctor()

    assert result.exit_code == 78
    assert "chown" in line(result, "Data")


def test_a_backup_of_today_is_well(data: SqliteFile) -> None:
    backup(data, datetime.now(UTC))

    assert doctor().exit_code == 0


def test_a_backup_of_last_week_is_not(data: SqliteFile) -> None:
    backup(data, datetime.now(UTC) - timedelta(days=7))

    result = doctor()

    assert result.exit_code == 1
    assert "commonplace db backup" in line(result, "Backups")


def test_backups_that_the_operator_makes_are_left_to_them(data: SqliteFile, monkeypatch: pytest.MonkeyPatch) -> None:
    backup(data, datetime.now(UTC) - timedelta(days=7))
    monkeypatch.setenv("BACKUPS", "off")

    result = doctor()

    assert result.exit_code == 0
    assert "left to you" in line(result, "Backups")


@pytest.mark.usefixtures("data")
def test_a_disk_that_is_nearly_full_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**9, 10**9, 5 * 1024**2))

    result = doctor()

    assert result.exit_code == 1
    assert "5 MiB free" in line(result, "Disk")


@pytest.mark.usefixtures("data")
def test_broken_content_needs_a_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "quotes.yaml").write_text("quotes:\n  - id: 1\n")
    monkeypatch.setenv("CONTENT_DIR", str(tmp_path / "mine"))

    result = doctor()

    assert result.exit_code == 78
    assert "quotes.yaml" in result.stdout


def test_a_setting_that_is_wrong_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WEB_PORT", "many")

    result = doctor()

    assert result.exit_code == 78
    assert "WEB_PORT" in result.stdout


@pytest.mark.usefixtures("data")
def test_tokens_that_have_the_form_of_such_are_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", DISCORD)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1-2-a")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1-2-a")

    result = doctor()

    assert result.exit_code == 0
    assert "one workspace, over Socket Mode" in line(result, "Slack")


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(
    ("given", "named", "code"),
    [
        ({"DISCORD_TOKEN": "canary-secret"}, "DISCORD_TOKEN", 1),
        ({"SLACK_BOT_TOKEN": "canary-xoxp", "SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN", 1),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "canary-xoxb"}, "SLACK_APP_TOKEN", 1),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "canary"}, "SLACK_SIGNING_SECRET", 1),
        ({"SLACK_BOT_TOKEN": "xoxb-canary"}, "configured by half", 78),
    ],
)
def test_a_credential_from_another_field_is_named_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], named: str, code: int
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)

    result = doctor()

    assert result.exit_code == code
    assert named in result.stdout
    assert "canary" not in result.stdout


@pytest.mark.usefixtures("data")
def test_a_key_for_tokens_that_is_none_needs_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "secret")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "0" * 32)
    monkeypatch.setenv("SLACK_PUBLIC_URL", "https://books.example.org")
    monkeypatch.setenv("SLACK_TOKEN_KEY", f"{Fernet.generate_key().decode()},canary")

    result = doctor()

    assert result.exit_code == 78
    assert "SLACK_TOKEN_KEY is no key" in line(result, "Slack")
    assert "canary" not in result.stdout


@pytest.mark.usefixtures("data")
def test_a_server_that_does_not_answer_is_worth_another_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot:hunter2@127.0.0.1:1/commonplace")

    result = doctor()

    assert result.exit_code == 75
    assert "hunter2" not in result.stdout
