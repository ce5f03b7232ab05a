"""What came on the platforms, beside what the ledger says of it.

Decides what is counted: a prompt that came twice, one that never came, one that came before its time, and one of which
the ledger says something else than the platform.
"""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import asyncpg  # type: ignore[import-untyped]  # it has no types of its own

from bot.state.address import FILE_NAME
from bot.state.delivery import PROMPT
from bot.state.moment import stored
from bot.state.stores import Stores
from bot.state.tables import deliveries
from tests.fakes.discord.local import LocalDiscord
from tests.fakes.slack.local import LocalSlack

TOKEN = re.compile(r"\b[0-9a-f]{24}\b")
HISTORIES = ("GET /channels/{channel_id}/messages", "GET /guilds/{guild_id}/threads/active")


class Message(NamedTuple):
    """A post as a platform has it."""

    id: str
    at: float


class Row(NamedTuple):
    """A delivery as the ledger has it."""

    token: str
    state: str
    message: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted at the end. `looked` is how often a platform's history was read."""

    kills: int
    posts: int
    duplicates: int
    lost: int
    early: int
    differing: int
    looked: int
    states: Mapping[str, int]
    faults: Mapping[str, int]

    @property
    def is_exact(self) -> bool:
        """Whether every prompt came once, not before its time, and is in the ledger as it is on the platform."""
        return (self.duplicates, self.lost, self.early, self.differing) == (0, 0, 0, 0)


async def ledger(stores: Stores, until: datetime) -> tuple[Row, ...]:
    """The prompts that were due by then."""
    asked = deliveries.select().where(deliveries.c.kind == PROMPT, deliveries.c.due_at <= until)
    async with stores.database.read() as connection:
        rows = (await connection.execute(asked)).mappings()
        return tuple(Row(row["token"], row["state"], row["message"], row["due_at"]) for row in rows)


async def left(url: str, data: Path, now: datetime) -> int:
    """How many prompts that are due are not sent yet; read beside the process that holds the database."""
    asked = "SELECT count(*) FROM deliveries WHERE kind = 'prompt' AND state <> 'sent' AND due_at <= "
    if not url:
        with closing(sqlite3.connect(f"file:{data / FILE_NAME}?mode=ro", uri=True)) as file:
            (found,) = file.execute(f"{asked} ?", (stored(now),)).fetchone()
            return int(found)
    server = await asyncpg.connect(url)
    try:
        return int(await server.fetchval(f"{asked} $1", stored(now)))
    finally:
        await server.close()


def came(discord: LocalDiscord, slack: LocalSlack) -> dict[str, list[Message]]:
    """What is on the platforms, by token."""
    found: dict[str, list[Message]] = {}
    for token, message in (*_on_discord(discord), *_on_slack(slack)):
        found.setdefault(token, []).append(message)
    return found


def counted(discord: LocalDiscord, slack: LocalSlack, rows: Sequence[Row], kills: int) -> Figures:
    """Count."""
    found, due = came(discord, slack), {row.token: row.due_at.timestamp() for row in rows}
    only = {token: messages[0].id for token, messages in found.items()}
    return Figures(
        kills=kills,
        posts=len(found),
        duplicates=sum(len(messages) - 1 for messages in found.values()),
        lost=sum(row.token not in found for row in rows),
        early=sum(one.at < int(due.get(token, 0)) for token, messages in found.items() for one in messages),
        differing=sum((row.state, row.message) != ("sent", only.get(row.token, "")) for row in rows),
        looked=_looked(discord, slack),
        states=dict(Counter(row.state for row in rows)),
        faults=_faults(discord, slack),
    )


def _on_discord(discord: LocalDiscord) -> Iterator[tuple[str, Message]]:
    for channel in discord.world.channels.values():
        for message in channel.messages.values():
            # A post in a forum has no nonce.
            found = [message.nonce] if message.nonce else TOKEN.findall(json.dumps(message.components))
            if found:
                yield found[0], Message(message.id, message.at)


def _on_slack(slack: LocalSlack) -> Iterator[tuple[str, Message]]:
    for channel in slack.workspace.channels.values():
        for message in channel.messages:
            if message.metadata:
                yield message.metadata["event_payload"]["id"], Message(message.ts, float(message.ts))


def _looked(discord: LocalDiscord, slack: LocalSlack) -> int:
    on_discord = sum(discord.server.requests.count(each) for each in HISTORIES)
    return on_discord + sum(call.method == "conversations.history" for call in slack.service.calls)


def _faults(discord: LocalDiscord, slack: LocalSlack) -> dict[str, int]:
    on_slack = Counter(kind for _, kind in slack.faults.happened)
    return {**discord.faults.counts, **{f"slack {kind}": number for kind, number in on_slack.items()}}
