"""Days without prompts: adding some, and ending them.

Decides that pauses which touch are one, that what is over is forgotten, and that ending a pause on a day takes away
that day and what follows it in the same pause, never another pause.
"""

from datetime import date, timedelta

Pauses = tuple[tuple[date, date], ...]
"""First and last day of each, both without a prompt."""

_DAY = timedelta(days=1)


def added(pauses: Pauses, first: date, last: date, today: date) -> Pauses:
    """The pauses with one more; `first` is not later than `last`."""
    merged: list[tuple[date, date]] = []
    for begin, end in sorted((*pauses, (first, last))):
        if merged and begin <= merged[-1][1] + _DAY:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return _to_come(tuple(merged), today)


def ended(pauses: Pauses, on: date, today: date) -> Pauses:
    """The pauses when prompts come again on a day that is today or later: none has that day any more.

    Where it is paused today, it stays so until then, also if it would have ended sooner.
    """
    cut = tuple((begin, on - _DAY) if begin <= on <= end else (begin, end) for begin, end in pauses)
    kept = _to_come(tuple((begin, end) for begin, end in cut if begin <= end), today)
    return added(kept, today, on - _DAY, today) if is_paused(pauses, today) and on > today else kept


def is_paused(pauses: Pauses, day: date) -> bool:
    """Whether there is no prompt on that day."""
    return any(begin <= day <= end for begin, end in pauses)


def _to_come(pauses: Pauses, today: date) -> Pauses:
    return tuple((begin, end) for begin, end in pauses if end >= today)
