"""`commonplace run`, as an operator starts and stops it."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession
from click.testing import CliRunner, Result

from adapters.cli import main
from adapters.cli.codes import CONFIGURATION
from bot.state.lock import held
from tests.library.small_pack import SMALL_PACK


@pytest.fixture(autouse=True)
def _house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["run", *arguments], catch_exceptions=False)


@asynccontextmanager
async def started(*arguments: str) -> AsyncIterator[tuple[Process, str]]:
    """A bot that runs, and what it said until it gave an address."""
    command = ["-m", "adapters.cli", "run", *arguments]
    process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=PIPE, stderr=PIPE)
    assert process.stdout
    try:
        said = await process.stdout.readuntil(b"http://")
        yield process, (said + await process.stdout.readline()).decode()
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def test_with_nothing_set_up_it_says_what_to_do() -> None:
    result = run()

    assert (result.exit_code, result.stdout) == (78, "")
    assert "commonplace run --web" in result.stderr


def test_a_wrong_port_is_a_usage_error() -> None:
    assert run("--web", "--port", "70000").exit_code == 2


def test_a_folder_in_use_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with held(tmp_path / "data" / "commonplace.sqlite3.lock"):
        result = run("--web", "--port", "0")

    assert result.exit_code == 75
    assert f"pid {os.getpid()}" in result.stderr


def test_a_broken_library_is_said_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "a.yaml").write_text("quotes: 3\n")
    monkeypatch.setenv("CONTENT_DIR", "pack")

    result = run("--web", "--port", "0")

    assert result.exit_code == 78
    assert "pack/a.yaml:1" in result.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_says_where_it_is_and_leaves_when_asked(tmp_path: Path, number: int) -> None:
    async with started("--web", "--port", "0") as (process, said):
        process.send_signal(number)
        _, errors = await process.communicate()

    assert re.search(r"Web chat +http://127\.0\.0\.1:\d+", said)
    assert re.search(r"Library +edition [0-9a-f]{12}", said)
    assert str(tmp_path / "data") in said
    assert process.returncode == 0
    assert b"Traceback" not in errors


async def test_sighup_puts_changed_content_in_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "small.yaml").write_text(SMALL_PACK, encoding="utf-8")
    monkeypatch.setenv("CONTENT_DIR", "pack")

    async with started("--web", "--port", "0") as (process, _):
        assert process.stderr
        (pack / "small.yaml").write_text(SMALL_PACK.replace("Research taste", "Taste"), encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        logged = await process.stderr.readuntil(b"content replaced")

    assert b"Traceback" not in logged


async def test_a_port_that_is_taken_is_said() -> None:
    server = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "adapters.cli", "run", "--web", "--port", str(port), stdout=PIPE, stderr=PIPE
        )
        said, _ = await process.communicate()

    assert process.returncode == 75
    assert f"port {port} is taken" in said.decode()


def test_half_a_slack_configuration_says_what_is_missing(tmp_path: Path) -> None:
    half = {"SLACK_BOT_TOKEN": "xoxb-1", "DATA_DIR": str(tmp_path), "HEALTH_PORT": "0"}

    ended = CliRunner().invoke(main, ["run"], env=half)

    assert "SLACK_APP_TOKEN" in ended.output
    assert ended.exit_code == CONFIGURATION


@pytest.mark.parametrize(("also", "offered"), [({}, True), ({"SLACK_BOT_TOKEN": "xoxb-1"}, False)])
async def test_the_clock_can_be_moved_only_where_the_web_chat_alone_runs(
    monkeypatch: pytest.MonkeyPatch, also: dict[str, str], offered: bool
) -> None:
    for name, value in also.items():
        monkeypatch.setenv(name, value)

    async with started("--web", "--port", "0") as (_, said), ClientSession() as browser:
        page = await browser.get("http://" + said.split("http://")[1].split()[0])

        assert ("data-clock-toggle" in await page.text()) == offered
