"""What the command says of itself, at every level."""

import re
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from adapters.cli import main


def levels(command: click.Command, name: str) -> list[str]:
    """The names of a command and of all below it: "db restore"."""
    context = click.Context(command, info_name=name)
    below = command.list_commands(context) if isinstance(command, click.Group) else []
    found = [name]
    for part in below:
        child = command.get_command(context, part) if isinstance(command, click.Group) else None
        assert child, f"{part} is not there"
        found += levels(child, f"{name} {part}".strip())
    return found


def helped(*words: str) -> str:
    result = CliRunner().invoke(main, [*words, "--help"], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


ALL = levels(main, "")


@pytest.mark.parametrize("name", ALL)
def test_every_level_explains_itself_in_lines_that_fit(name: str) -> None:
    text = helped(*name.split())

    assert text.startswith("Usage: ")
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize("name", [name for name in ALL if " " not in name])
def test_every_command_has_an_example(name: str) -> None:
    assert f"commonplace {name}".strip() in helped(*name.split())


def test_the_overview_names_every_command_once() -> None:
    commands = [line.split()[0] for line in helped().splitlines() if line.startswith("  ") and line[2:3].isalpha()]

    assert [name for name in ALL if name and " " not in name] == [name for name in commands if name in ALL]


def test_the_overview_explains_the_exit_codes() -> None:
    table = helped().partition("Exit codes:")[2]

    assert re.findall(r"^  (\d+) ", table, re.MULTILINE) == ["0", "1", "2", "75", "78"]


def test_the_version_is_told() -> None:
    assert CliRunner().invoke(main, ["--version"]).stdout.startswith("commonplace 0.")


def test_a_mistyped_command_is_a_usage_error() -> None:
    assert CliRunner().invoke(main, ["aks"]).exit_code == 2


def test_asking_imports_no_platform() -> None:
    code = (
        "import sys, adapters.cli.ask, bot.app;"
        "print([name for name in ('discord', 'slack_sdk', 'slack_bolt', 'aiohttp', 'asyncpg') if name in sys.modules])"
    )

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
