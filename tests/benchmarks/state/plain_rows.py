"""What plain sqlite3 needs to write the same rows into the same table: below that no way of planning can come.

Decides that it is as durable, with the bot's own settings of a connection and a transaction for each thousand.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.state.engines import WRITER
from tests.benchmarks.measuring import Stopwatch

TOGETHER = 1000
MADE_BY = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC"


def written_plainly(planned: Path, new: Path, passes: tuple[int, ...]) -> list[Stopwatch]:
    """What it takes to write so many deliveries of the one file, and then so many more, into the other, in order."""
    with closing(sqlite3.connect(planned)) as source, closing(sqlite3.connect(new, isolation_level=None)) as target:
        for pragma in WRITER:
            target.execute(f"PRAGMA {pragma}")
        for table in ("spaces", "deliveries"):
            for (statement,) in source.execute(MADE_BY, (table,)).fetchall():
                target.execute(statement)
        _copy(source, target, "spaces", -1)
        done, spent = 0, []
        for count in passes:
            spent.append(_copy(source, target, "deliveries", count, done))
            done += count
        return spent


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, table: str, count: int, after: int = 0) -> Stopwatch:
    rows = source.execute(f"SELECT * FROM {table} ORDER BY rowid LIMIT ? OFFSET ?", (count, after))
    insert = f"INSERT INTO {table} VALUES ({', '.join('?' for _ in rows.description)})"
    watch = Stopwatch()
    while some := rows.fetchmany(TOGETHER):
        with watch:
            target.execute("BEGIN IMMEDIATE")
            target.executemany(insert, some)
            target.execute("COMMIT")
    return watch
