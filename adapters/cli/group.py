"""How the `commonplace` command finds its parts.

Decides that a part is imported only when it is used, since importing all of them takes longer than answering a
question, and that help groups commands by what somebody wants to do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

import click


@dataclass(frozen=True, slots=True)
class Part:
    """A command: its name, its line in the overview, and where it is, as `module:attribute`."""

    name: str
    summary: str
    where: str


class Parts(click.Group):
    """A group whose commands are imported when they are needed.

    `sections` has the headings and what stands below them; `codes` the exit codes and their meanings.
    """

    def __init__(
        self,
        *args: object,
        sections: Sequence[tuple[str, Sequence[Part]]],
        codes: Sequence[tuple[int, str]] = (),
        **options: object,
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self._sections = sections
        self._codes = codes
        self._parts = {part.name: part for _, parts in sections for part in parts}

    def list_commands(self, context: click.Context) -> list[str]:
        """The names, in the order of the overview."""
        return list(self._parts)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of that name, imported now."""
        part = self._parts.get(name)
        if part is None:
            return None
        module, _, attribute = part.where.partition(":")
        command = getattr(import_module(module), attribute)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The overview, from the summaries alone."""
        for heading, parts in self._sections:
            with formatter.section(heading):
                formatter.write_dl([(part.name, part.summary) for part in parts])

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The exit codes."""
        if self._codes:
            with formatter.section("Exit codes"):
                formatter.write_dl([(str(code), meaning) for code, meaning in self._codes])
