"""What our commands are called in Slack.

Decides that the first word of a command is a slash command of its own, that a word which Slack keeps for itself or
cannot hold gets another form, and that every command also answers behind `/commonplace`, since the slash commands of
different apps collide there and the app installed last wins.
"""

from collections.abc import Iterable, Mapping, Sequence

from adapters.slack import limits
from bot.chat.command import SLACK_BUILT_IN, Command, Surface

UMBRELLA = "commonplace"
PREFIX = "cp-"  # before a word that Slack keeps for itself


def slash_names(words: Iterable[str]) -> Mapping[str, str]:
    """`{"/quote": "quote", …}`: slash commands by what is typed in Slack, without the umbrella.

    At most 49; further words answer behind the umbrella only. Raises ValueError when two words come to the same name.
    """
    names: dict[str, str] = {}
    for word in dict.fromkeys(words):
        name = f"/{_allowed(word)}"
        if name in names or name == f"/{UMBRELLA}":
            raise ValueError(f"“{word}” and “{names.get(name, UMBRELLA)}” would both be {name} in Slack.")
        names[name] = word
    return dict(list(names.items())[: limits.COMMANDS - 1])


def first_words(commands: Sequence[Command]) -> tuple[str, ...]:
    """The first words of all commands that can be typed, in the order of their declaration."""
    return tuple(dict.fromkeys(one.name.split()[0] for one in commands if one.surface is Surface.SLASH))


def typed_line(slash: str, text: str, names: Mapping[str, str]) -> str:
    """The line that our grammar reads, from the slash command used and the text behind it."""
    if slash == f"/{UMBRELLA}":
        return f"/{text.strip().lstrip('/')}" if text.strip() else "/help"
    return f"/{names.get(slash, slash.lstrip('/'))} {text}".strip()


def _allowed(word: str) -> str:
    allowed = f"{PREFIX}{word}" if word in SLACK_BUILT_IN else word
    return allowed[: limits.COMMAND - 1]
