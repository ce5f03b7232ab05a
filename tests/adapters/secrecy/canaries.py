"""What must never come out of the bot, and the places where it could: add a line here, and every conversation looks.

Decides that a secret is known by its letters, also inside base64, as in a header; and that what people type here is
made of plain letters and digits, so that no escaping makes it look different.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.adapters.secrecy.hearing import Heard
from tests.adapters.slack.talking import KEY
from tests.fakes.discord.local import LocalDiscord
from tests.fakes.slack.acting import Acting

TYPED: Mapping[str, str] = {
    "a query": "kanariquery7f31",
    "what is being typed": "kanaritypin",
    "a suggestion": "kanarisuggestion7f31",
    "a note": "kanarinote7f31",
    "a message somebody points at": "kanarimessage7f31",
    "what a failing command was given": "kanariwords7f31",
    "the name of a member": "kanariada7f31",
    "the name of a moderator": "kanarimo7f31",
}
"""What people write, and how they are called."""

SET: Mapping[str, Callable[[LocalDiscord | Acting], str]] = {
    "DISCORD_TOKEN": lambda local: local.token if isinstance(local, LocalDiscord) else "",
    "SLACK_BOT_TOKEN": lambda local: local.bot_token if isinstance(local, Acting) else "",
    "SLACK_APP_TOKEN": lambda local: local.app_token if isinstance(local, Acting) else "",
    "SLACK_SIGNING_SECRET": lambda local: local.signing_secret if isinstance(local, Acting) else "",
    "SLACK_CLIENT_SECRET": lambda local: local.client_secret if isinstance(local, Acting) else "",
    "SLACK_TOKEN_KEY": lambda local: KEY if isinstance(local, Acting) else "",
}
"""What the operator set. Without it the local platforms let nobody in."""

GIVEN_ON_DISCORD: Mapping[str, Callable[[LocalDiscord], Iterable[str]]] = {
    "token of an interaction": lambda discord: discord.desk.exchanges,
}
GIVEN_ON_SLACK: Mapping[str, Callable[[Acting], Iterable[str]]] = {
    "trigger_id": lambda slack: slack.service.triggers,
    "response_url": lambda slack: slack.service.response_urls,
    "ticket of a socket": lambda slack: slack.sockets.tickets,
    "state of an installation": lambda slack: slack.oauth.states,
    "code of an installation": lambda slack: slack.oauth.codes,
    "token of an installation": lambda slack: slack.oauth.tokens,
}
"""What the platform gave out while people talked."""

PLACES: Mapping[str, Callable[[Heard], str]] = {
    "the log as JSON": lambda heard: "\n".join(heard.as_json),
    "the log as text": lambda heard: "\n".join(heard.as_text),
    "our own records, before anything is blotted out": lambda heard: "\n".join(heard.ours),
    "standard output": lambda heard: heard.output,
    "standard error": lambda heard: heard.error,
    "what /livez and /readyz answer": lambda heard: "\n".join(heard.health),
    "what the app and its settings show of themselves": lambda heard: "\n".join(heard.shown),
}


@dataclass(frozen=True, slots=True)
class Secrets:
    """The canaries of one conversation, once it is over: their values by name."""

    set: Mapping[str, Sequence[str]]
    given: Mapping[str, Sequence[str]]
    typed: Mapping[str, Sequence[str]]

    @property
    def all(self) -> dict[str, Sequence[str]]:
        """All of them."""
        return {**self.set, **self.given, **self.typed}


def secrets_of(local: LocalDiscord | Acting) -> Secrets:
    """Every canary that was there. What a conversation had no use for has no value."""
    if isinstance(local, LocalDiscord):
        given = {name: list(values(local)) for name, values in GIVEN_ON_DISCORD.items()}
    else:
        given = {name: list(values(local)) for name, values in GIVEN_ON_SLACK.items()}
    return Secrets(
        {name: [value] for name, value_in in SET.items() if (value := value_in(local))},
        {name: values for name, values in given.items() if values},
        {name: [word] for name, word in TYPED.items()},
    )


def leaks(heard: Heard, secrets: Secrets) -> list[str]:
    """Which canary is in which place."""
    return [f"{name} in {place}" for place, text in PLACES.items() for name in found(text(heard), secrets.all)]


def never_there(heard: Heard, secrets: Secrets) -> list[str]:
    """The canaries that no library carried: they could not have come out."""
    carried = found("\n".join(heard.libraries), secrets.all)
    return [name for name in {**secrets.given, **secrets.typed} if name not in carried]


def found(text: str, secrets: Mapping[str, Iterable[str]]) -> list[str]:
    """The canaries that a text holds, in any spelling."""
    return [name for name, values in secrets.items() if any(one in text for value in values for one in spelled(value))]


def spelled(value: str) -> Iterator[str]:
    """A value as it is, and the letters that it has inside base64, whichever of three ways it is aligned there."""
    yield value
    for before in range(3):
        letters = b64encode(bytes(before) + value.encode() + bytes(2)).decode()
        yield letters[-(-8 * before // 6) : 8 * (before + len(value.encode())) // 6]
