"""A form: what is asked when a value is missing, made from the options that a command declares.

Decides that a form has at most five fields (a Discord modal) and that what was already given is kept. Values come
back by the names of the options and take the same way through the dispatcher as typed ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.chat.action import Action
from bot.chat.command import Command, Kind, Option
from bot.chat.reply import Choice

FIELD_LIMIT = 5  # top-level items of a Discord modal
TITLE_LIMIT = 24  # a Slack modal's title; Discord allows 45
LABEL_LIMIT = 45  # a Discord label
TEXT_LIMIT = 3000  # characters in one field: Slack's input; Discord allows 4,000


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. `name` is the option's name; `value` is what stands in it already."""

    name: str
    label: str
    help: str = ""
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[Choice, ...] = ()
    suggests: bool = False
    """Whether the dispatcher's `suggest` gives completions for it."""
    value: str = ""
    long: bool = False
    """Whether it takes several lines."""
    error: str = ""
    """What is wrong with `value`, shown at the field."""


@dataclass(frozen=True, slots=True)
class Form:
    """Fields to fill in. `does` is the command to run; what the fields hold is added by name."""

    title: str
    does: Action
    fields: tuple[Field, ...]
    text: str = ""
    """Why it is asked, in one sentence."""

    def __post_init__(self) -> None:
        if len(self.title) > TITLE_LIMIT:
            raise ValueError(
                f"The form title “{self.title}” has {len(self.title)} characters; {TITLE_LIMIT} is the limit."
            )
        if not 1 <= len(self.fields) <= FIELD_LIMIT:
            raise ValueError(f"The form “{self.title}” has {len(self.fields)} fields; 1 to {FIELD_LIMIT} are allowed.")


def form_of(command: Command, given: Mapping[str, str], errors: Mapping[str, str], text: str = "") -> Form:
    """The form for what a command still needs: its required options first, then those with an error, then the rest.

    Options that do not fit into five fields and were given already travel in the action's values.
    """
    asked = sorted(command.options, key=lambda option: (not option.required, option.name not in errors))[:FIELD_LIMIT]
    standing = command.named(command.ordered(given))
    fields = tuple(
        field_of(option, standing.get(option.name, ""), errors.get(option.name, ""))
        for option in command.options
        if option in asked
    )
    unasked = {option.name for option in command.options} - {field.name for field in fields}
    kept = command.ordered({name: text for name, text in given.items() if name in unasked})
    return Form(command.title[:TITLE_LIMIT], Action(command.name, kept), fields, text)


def field_of(option: Option, value: str = "", error: str = "") -> Field:
    """The field that asks for an option, with what stands in it and what is wrong with that."""
    return Field(
        name=option.name,
        label=option.name.replace("-", " ").capitalize()[:LABEL_LIMIT],
        help=option.help,
        kind=option.kind,
        required=option.required,
        choices=option.choices,
        suggests=option.suggest is not None,
        value=value[:TEXT_LIMIT],
        long=option.long,
        error=error,
    )
