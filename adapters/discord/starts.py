"""How often the bot may start, so that a crash loop does not cost it its token.

Decides from the starts of the last day. Discord resets the token of a bot that identifies a thousand times in a day
(docs.discord.com/developers, events/gateway); a process restarted each minute would do so before the day ends. So no
more than `A_DAY` starts happen in a day, and no more than `BROKEN_AN_HOUR` in an hour after runs that did not end in
order. What is too early waits; it does not fail, since a failure would only be restarted.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

A_DAY = 200
BROKEN_AN_HOUR = 8
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Start:
    """One start. `in_order` is set when that run ended as it should."""

    at: datetime
    in_order: bool = False


def wait_before(starts: Sequence[Start], now: datetime) -> timedelta:
    """How long the next start has to wait; zero when it need not."""
    in_day = sorted(start.at for start in starts if start.at > now - DAY)
    broken = sorted(start.at for start in starts if start.at > now - HOUR and not start.in_order)
    until = now
    if len(in_day) >= A_DAY:
        until = max(until, in_day[-A_DAY] + DAY)
    if len(broken) >= BROKEN_AN_HOUR:
        until = max(until, broken[-BROKEN_AN_HOUR] + HOUR)
    return until - now


def begun(note: str, now: datetime) -> str:
    """The note with one start more, without those that no longer count."""
    kept = [start for start in read(note) if start.at > now - DAY]
    return _written([*kept, Start(now)][-A_DAY:])


def ended(note: str) -> str:
    """The note after a run that ended in order."""
    starts = read(note)
    return _written([*starts[:-1], Start(starts[-1].at, in_order=True)]) if starts else note


def read(note: str) -> list[Start]:
    """The starts in a note; none in one that cannot be read."""
    try:
        return [Start(datetime.fromisoformat(at), bool(in_order)) for at, in_order in json.loads(note or "[]")]
    except (ValueError, TypeError):
        return []


def _written(starts: Sequence[Start]) -> str:
    return json.dumps([[start.at.isoformat(), start.in_order] for start in starts], separators=(",", ":"))
