"""How long what is kept that nobody has erased.

Decides every figure in one place, so that the code which deletes, the README and the words that people read agree. What
is not named here stays as long as the space does: settings, schedules, minutes, votes, the group's own library,
bookmarks.
"""

from dataclasses import dataclass
from datetime import timedelta

DAY = timedelta(days=1)

LEFT = 30 * DAY
"""A space, from the moment when the bot was removed from it."""
BALANCES = 30 * DAY
"""Turns, seconds and the names of those who did not ask to be named, from the end of their session."""
DECIDED = 30 * DAY
"""A suggestion that was not taken, or was taken out again, from that decision: so long it can be taken back."""
PARKED = 30 * DAY
"""What buttons stand for that carry more than a platform allows."""
FILES = timedelta(hours=1)
"""A file that was shown to a moderator and not imported."""
POSTED = 365 * DAY
"""What was posted unasked, from when it was due; a prompt of the round that runs stays until that round is over."""
CHANGES = 365 * DAY
"""The log of what moderators changed."""
RECEIVED = timedelta(hours=48)
"""Which deliveries of a platform were received already."""
COPIES = 30 * DAY
"""A backup that the bot made, and with it whatever was erased after that."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of the table that the README shows."""

    what: str
    how_long: timedelta
    since: str


TABLE = (
    Kept("everything of a space that removed the bot", LEFT, "the removal"),
    Kept(
        "who spoke how often and how long, and the names of those who did not ask to be named",
        BALANCES,
        "the end of a session",
    ),
    Kept(
        "a suggestion that was not taken, or an item that was taken out of the group's library",
        DECIDED,
        "that decision",
    ),
    Kept(
        "what a button stands for that carries more than the platform allows", PARKED, "the answer that it belongs to"
    ),
    Kept("a file that was brought to `/manage import` and not imported", FILES, "when it was shown"),
    Kept(
        "the record of what was posted unasked (one of the deck's round that runs: until it is over)",
        POSTED,
        "the post",
    ),
    Kept("the log of changes", CHANGES, "the change"),
    Kept("the ids of received events and commands", RECEIVED, "the arrival"),
    Kept("backups, and in them what was erased since they were made", COPIES, "the backup"),
)
"""What `make readme` writes."""
