"""The top of the `commonplace` command.

Decides what is on its first screen: what it is for, three examples, the commands by purpose, and the exit codes.
"""

import click

from adapters.cli.codes import MEANINGS
from adapters.cli.group import Part, Parts

_SECTIONS = (
    (
        "Read",
        (
            Part("chat", "Talk with the book in this terminal.", "adapters.cli.chat:chat"),
            Part("ask", "Answer one question, or one line after another for a program.", "adapters.cli.ask:ask"),
        ),
    ),
    (
        "Run",
        (
            Part("run", "Start the bot: the platforms that are set up, the web chat.", "adapters.cli.run:run"),
            Part("manifest", "Print what Slack wants to be told of the app.", "adapters.cli.manifest:manifest"),
        ),
    ),
    (
        "Look after it",
        (
            Part("content", "Check, describe and count the library.", "adapters.cli.content:content"),
            Part("health", "Is the running bot ready? For containers and scripts.", "adapters.cli.health:health"),
            Part("doctor", "Would it start here, and is all well with its data?", "adapters.cli.doctor:doctor"),
            Part("db", "Back up, restore, check and update the database.", "adapters.cli.db:db"),
        ),
    ),
)


@click.command(
    cls=Parts,
    sections=_SECTIONS,
    codes=MEANINGS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(None, "-V", "--version", package_name="commonplace-bot", message="commonplace %(version)s")
def main() -> None:
    """A commonplace book for reading groups: quotations with their sources, summaries, and questions to discuss.

    \b
    Try it now, without any account:
      commonplace run --web                     a chat in your browser
      commonplace chat                          a chat in this terminal
      commonplace ask "/quote generalization"   one answer

    Settings come from the environment or a file .env in this folder; `commonplace COMMAND --help` says more of
    each command.
    """
