"""A bot whose disk is full again and again while prompts fall due; run in a mount namespace of its own.

    python -m tests.soak.full_disk FOLDER ON_DISCORD ON_SLACK SPEED

Decides at which points the disk is full: it is given room for a few steps of the ledger at a time, so that it is full
at another step each time, and stays so for a while, in which nothing may be posted that has no row. The process is
never restarted. The last line that is printed is what was counted, as JSON.
"""

import asyncio
import json
import sqlite3
import sys
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from random import Random

from bot.state.address import FILE_NAME
from bot.state.delivery import PROMPT
from bot.state.standing import MAY_HAVE_COME
from tests.disks import fill_up, give_back, make_room
from tests.soak.counting import came
from tests.soak.group import Group, group_in

FEW = 60  # blocks; writing down one step of a delivery takes two to four
FULL = 15.0  # seconds for which it is full
SHARE = 0.012  # of each of five kinds of faults: six per cent in all


def without_row(group: Group) -> int:
    """How many posts are on a platform of which the ledger does not say that they may be there."""
    with closing(sqlite3.connect(f"file:{group.data / FILE_NAME}?mode=ro", uri=True)) as file:
        posts = came(group.discord, group.slack).keys()
        rows = dict(file.execute("SELECT token, state FROM deliveries WHERE kind = ?", (PROMPT,)).fetchall())
    return sum(rows.get(token) not in MAY_HAVE_COME for token in posts)


async def filled(folder: Path, on_discord: int, on_slack: int, speed: float) -> dict[str, object]:
    """Fill it until all have come; what was counted."""
    chance, times, unknown, posts = Random(6), 0, 0, on_discord + on_slack
    async with group_in(folder, SHARE, speed=speed) as group:
        await group.plan(on_discord, on_slack)
        bot = await group.start()
        fill_up(group.data, but=FEW)
        while group.count() < posts:
            await group.pass_(FULL)
            unknown += without_row(group)
            give_back(group.data, chance.randint(0, FEW))
            times += 1
        make_room(group.data)
        await group.rest(posts, patience=120)
        has_stayed = bot.process.returncode is None
        await bot.stop()
        figures = await group.figures()
    with closing(sqlite3.connect(group.data / FILE_NAME)) as file:
        (sound,) = file.execute("PRAGMA integrity_check").fetchone()
    more = {"without_row": unknown, "has_stayed": has_stayed, "sound": sound, "is_exact": figures.is_exact}
    return {"full": times, **asdict(figures), **more}


if __name__ == "__main__":
    where, on_discord, on_slack, fast = sys.argv[1:]
    print(json.dumps(asyncio.run(filled(Path(where), int(on_discord), int(on_slack), float(fast)))))  # noqa: T201
