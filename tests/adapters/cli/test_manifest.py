"""What is printed for a platform to paste."""

import json

from click.testing import CliRunner

from adapters.cli import main


def test_the_manifest_of_the_slack_app_is_printed_as_json() -> None:
    printed = CliRunner().invoke(main, ["manifest", "slack"])

    commands = [one["command"] for one in json.loads(printed.output)["features"]["slash_commands"]]
    assert printed.exit_code == 0
    assert "/commonplace" in commands
    assert "/quote" in commands


def test_with_a_public_address_the_manifest_is_for_http() -> None:
    printed = CliRunner().invoke(main, ["manifest", "slack"], env={"SLACK_PUBLIC_URL": "https://books.example.org"})

    assert json.loads(printed.output)["settings"]["socket_mode_enabled"] is False
