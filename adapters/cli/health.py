"""`commonplace health`: is the bot on this machine ready? For containers and scripts.

Decides that the answer is the exit code; the words are for whoever looks.
"""

import asyncio

import click

from adapters.cli.codes import BAD
from adapters.cli.endings import told
from bot.settings import read_settings


@click.command()
def health() -> None:
    """Ask the running bot whether it is ready.

    \b
      commonplace health && echo ready

    Asks /readyz on HEALTH_PORT. Exit code: 0 when it is ready, 1 when it is not or does not answer.
    """
    from adapters.health import ask_health

    with told():
        ready, said = asyncio.run(ask_health(read_settings().health_port))
    click.echo(said)
    if not ready:
        raise SystemExit(BAD)
