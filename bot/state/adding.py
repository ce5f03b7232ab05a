"""Writing down what is to be posted: a notice, or the prompts of a thousand schedules, by one statement."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, cast, literal, select, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.delivery import AT_FIRST, NewDelivery
from bot.state.given import given_rows
from bot.state.moment import stored
from bot.state.tables import deliveries
from bot.state.upsert import upsert_on

_GIVEN = ("space", "schedule", "kind", "day", "platform", "home", "token", "content", "due_at", "expires_at")


async def add(connection: AsyncConnection, new: Iterable[NewDelivery]) -> None:
    """Write down what is to be posted, in a transaction that has begun; what is there already stays as it is."""
    if rows := [_given(one) for one in new]:
        await connection.execute(_adding(connection.dialect.name), {"rows": json.dumps(rows, separators=(",", ":"))})


def _given(new: NewDelivery) -> tuple[str | int, ...]:
    """What is particular to one row, in the order of `_GIVEN`."""
    return (
        new.space,
        new.schedule,
        new.kind,
        new.day.isoformat(),
        new.platform,
        new.home,
        new.token,
        new.content_as_text,
        stored(new.due_at),
        stored(new.expires_at),
    )


@cache
def _adding(engine: str) -> sqlite.Insert | postgresql.Insert:
    """The statement, which is the same for all."""
    texts = dict(zip(_GIVEN, given_rows(engine, "rows", len(_GIVEN)), strict=True))
    moments = {name: cast(texts[name], BigInteger) for name in ("due_at", "expires_at")}
    of_all = {name: literal(value, deliveries.c[name].type) for name, value in AT_FIRST.items()}
    row: dict[str, Any] = {**texts, **moments, "next_at": moments["due_at"], **of_all}
    # Without a condition SQLite would read ON CONFLICT as that of a join.
    rows = select(*row.values()).where(true())
    return upsert_on(engine, deliveries).from_select([*row], rows).on_conflict_do_nothing()
