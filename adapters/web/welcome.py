"""The first thing somebody sees: what this is, and lines to try.

Decides that the lines to try are made from the library in force, so that each of them has an answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.web.html import Html, join, tag
from adapters.web.reader import Reader
from bot.chat.command import Command
from bot.library.library import Library
from bot.library.provenance import Kind, shown, status_of

SHORT = 40  # characters below which a quotation is too little to be verified as an example
PREFERRED = ("generalization", "scaling")  # topics to begin with, where the library has them


@dataclass(frozen=True, slots=True)
class Example:
    """A line to try."""

    line: str
    help: str


def examples(library: Library, commands: Sequence[Command]) -> list[Example]:
    """Up to five lines that have an answer in this library."""
    topics = [*(topic for topic in PREFERRED if topic in library.topics), *library.topics]
    first, second = (topics * 2)[:2] if topics else ("", "")
    printed = [shown(one).text for one in library.quotes_about(first) if status_of(one).kind is not Kind.REPORTED]
    line = min(printed, key=lambda text: (len(text) < SHORT, len(text)), default="")
    wanted = {"quote": first, "summary": second, "verify": line, "prompt": "", "topics": ""}
    known = {command.name: command.help for command in commands}
    return [Example(f"/{name} {value}".strip(), known[name]) for name, value in wanted.items() if name in known]


def welcome(reader: Reader, lines: Sequence[Example]) -> Html:
    """The title page of the conversation."""
    buttons = (
        tag(
            "li",
            tag(
                "button",
                tag("span", one.line, class_="line"),
                tag("span", reader.say(one.help), class_="help"),
                type="button",
                data_line=one.line,
            ),
        )
        for one in lines
    )
    return tag(
        "section",
        tag("p", reader.say("A commonplace book for reading groups"), class_="kind"),
        tag("h2", reader.say("What shall we look up?")),
        tag(
            "p",
            reader.say("Quotations that say where they stand, topics in a few sentences, questions worth an evening."),
        ),
        tag("ul", join(buttons), class_="examples"),
        class_="welcome",
    )
