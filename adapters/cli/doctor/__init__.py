"""`commonplace doctor`: would the bot start here, and is all well with what it keeps?

Decides that nothing is changed and no platform is asked, so that it may be run at any time, also beside the running
bot; that every check says something, well or not; and that the worst of them is the exit code.
"""

import click

from adapters.cli.codes import DONE
from adapters.cli.doctor.checks import backups, content, data, room, sqlite, zones
from adapters.cli.doctor.credentials import credentials
from adapters.cli.doctor.finding import Finding, well, wrong
from adapters.cli.endings import code_of
from bot.chat.errors import UserError
from bot.settings import read_settings


@click.command()
def doctor() -> None:
    """Look at settings, data and content, and say what is wrong and what to do.

    \b
      commonplace doctor && echo fine

    Nothing is changed and no platform is asked, so it may be run while the bot runs. For what is wrong in one group
    (permissions, schedules), its moderators ask /manage doctor.

    Exit code: 0 when all is well, 1 when the bot would start but something is not as it should be, 75 or 78 when it
    would not start: 75 where that goes away by itself, 78 where a person has to do something first.
    """
    found = _findings()
    for one in found:
        first, *more = one.text.splitlines()
        click.echo(f"  {'well' if one.code == DONE else 'look'}  {one.name:<9}  {first}")
        for line in more:
            click.echo(f"{'':<17}  {line}")
    worst = max(one.code for one in found)
    click.echo("\nAll is well." if worst == DONE else "\nNot all is well: see the lines that begin with “look”.")
    raise SystemExit(worst)


def _findings() -> list[Finding]:
    try:
        settings = read_settings()
    except UserError as error:
        return [wrong("Settings", error, code_of(error))]
    found = [well("Settings", "read from the environment and .env")]
    for check in (credentials, content, data, backups, room, sqlite, zones):
        found += check(settings)
    return found
