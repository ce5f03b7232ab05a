"""Writing down what is to be posted: a notice, or the prompts of a thousand schedules.

Decides that all rows come as one value of one statement: a parameter for each column of each row would cost more than
what the database does with them. The ids of one call begin alike, so that they lie side by side in their index, where
random ones would each touch, and write, a page of its own.
"""

import json
from collections.abc import Iterable
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import JSON, BigInteger, Select, Text, bindparam, cast, column, func, literal, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.delivery import AT_FIRST, NewDelivery
from bot.state.moment import stored
from bot.state.tables import deliveries
from bot.state.upsert import upsert

_GIVEN = ("id", "space", "platform", "home", "kind", "schedule", "day", "token", "content", "due_at", "expires_at")


async def add(connection: AsyncConnection, new: Iterable[NewDelivery]) -> None:
    """Write down what is to be posted, in a transaction that has begun; what is there already stays as it is."""
    batch = token_urlsafe(9)
    rows = [_given(one, f"{batch}{number}") for number, one in enumerate(new)]
    if rows:
        names = [*_GIVEN, "next_at", *AT_FIRST]
        adding = upsert(connection, deliveries).from_select(names, _select(connection.dialect.name))
        await connection.execute(adding.on_conflict_do_nothing(), {"rows": json.dumps(rows)})


def _given(new: NewDelivery, key: str) -> tuple[str | int, ...]:
    """What is particular to one row, in the order of `_GIVEN`."""
    return (
        key,
        new.space,
        new.platform,
        new.home,
        new.kind,
        new.schedule,
        new.day.isoformat(),
        new.token,
        new.content_as_text,
        stored(new.due_at),
        stored(new.expires_at),
    )


def _select(engine: str) -> Select[Any]:
    """The rows as the database reads them from the one value."""
    given = bindparam("rows", type_=Text)
    each = func.json_array_elements(cast(given, JSON)) if engine == "postgresql" else func.json_each(given)
    row = each.table_valued(column("value", JSON)).c.value
    texts = {name: row[number].as_string() for number, name in enumerate(_GIVEN)}
    moments = {name: cast(texts[name], BigInteger) for name in ("due_at", "expires_at")}
    of_each = {**texts, **moments, "next_at": moments["due_at"]}
    # Without a condition SQLite would read ON CONFLICT as that of a join.
    return select(
        *of_each.values(), *(literal(value, deliveries.c[name].type) for name, value in AT_FIRST.items())
    ).where(true())
