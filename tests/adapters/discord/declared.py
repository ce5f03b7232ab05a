"""Commands with one option of every kind, and the registration that is expected of them.

`python -m tests.adapters.discord.declared` writes the expectation anew; read the difference before you keep it.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from adapters.discord.registration import payload_of
from bot.chat.command import ONLY_ME, Command, Kind, Option, Request, Surface
from bot.chat.place import Permission
from bot.chat.reply import Choice, Reply
from bot.services import Services

GOLDEN = Path(__file__).with_name("registration.json")

GERMAN = {
    "quote": "zitat",
    "A quotation": "Ein Zitat",
    "about": "thema",
    "What it is about": "Not A Name But A Fine Description",
    "Verify quote": "Zitat prüfen",
    "Open": "Offen",
    "kind": "Not a name",
}


async def nothing(services: Services, request: Request, **values: object) -> Reply:
    return Reply("Nothing.")


async def suggest(services: Services, request: Request, typed: str) -> Sequence[Choice]:
    return ()


KINDS = (Choice("Open", "open"), Choice("Steelman", "steelman"))
COMMANDS = (
    Command(
        "quote",
        "A quotation",
        nothing,
        (Option("about", "What it is about", suggest=suggest), Option("source", "Where it is printed"), ONLY_ME),
    ),
    Command("quote.another", "The next one", nothing, surface=Surface.HIDDEN),
    Command("quote.verify", "Is this line real?", nothing, surface=Surface.MESSAGE, title="Verify quote"),
    Command(
        "daily set",
        "Plan the daily prompt",
        nothing,
        (
            Option("channel", "Where", Kind.CHANNEL, required=True),
            Option("time", "When", Kind.TIME, required=True),
            Option("from", "From which day on", Kind.DATE),
            Option("count", "How many", Kind.INTEGER, least=1, most=5),
            Option("kind", "Which kind", Kind.CHOICE, choices=KINDS),
            Option("by", "Whose", Kind.PERSON),
            Option("ping", "Whom to tell", Kind.ROLE),
        ),
        permission=Permission.MODERATOR,
    ),
    Command("daily off", "End it", nothing, permission=Permission.MODERATOR),
    Command("manage erase", "Erase everything", nothing, permission=Permission.OWNER),
    Command(
        "manage import",
        "Take a file in",
        nothing,
        (Option("file", "An export", Kind.FILE, required=True),),
        permission=Permission.OWNER,
    ),
    Command("hand up", "Raise your hand", nothing),
    Command("hand lock", "Close the queue", nothing, permission=Permission.MODERATOR),
)


def translations(sentence: str) -> dict[str, str]:
    """A small German catalogue."""
    return {"de": GERMAN[sentence]} if sentence in GERMAN else {}


def payload() -> list[dict[str, Any]]:
    """What is registered for the commands above."""
    return payload_of(COMMANDS, translations)


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(payload(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
