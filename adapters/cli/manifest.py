"""`commonplace manifest`: what a platform wants to be told of the app, made from the commands.

Decides that a manifest is printed and never kept as a file of its own, so that it cannot be out of date.
"""

import json

import click

from adapters.cli.endings import told
from bot.commands import COMMANDS
from bot.settings import read_settings


@click.group()
def manifest() -> None:
    """Print the description of the app that a platform asks for.

    \b
      commonplace manifest slack
    """


@manifest.command()
def slack() -> None:
    """Print the manifest of the Slack app, as JSON.

    \b
      commonplace manifest slack > manifest.json

    Paste it at api.slack.com/apps, Create New App, From a manifest; after an update of the bot, under App Manifest.
    With SLACK_PUBLIC_URL set it is for HTTP, otherwise for Socket Mode.
    """
    from adapters.slack.manifest import manifest as made

    with told():
        address = read_settings().slack_public_url
    click.echo(json.dumps(made(COMMANDS, address), ensure_ascii=False, indent=2))
