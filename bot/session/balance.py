"""How the turns and the time were shared, for facilitators.

Decides what is said about it: each one's turns, quick replies and time, and one line of advice where a few people have
had most of the time. Nothing said, and no message, goes into it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.session.floor import Floor, Voice

MUCH = 0.8  # of the time


@dataclass(frozen=True, slots=True)
class Share:
    """One person's part, the running turn included."""

    voice: Voice
    time: timedelta
    part: float
    """Of all the time that was spoken, from 0 to 1."""


def shares(floor: Floor, now: datetime) -> tuple[Share, ...]:
    """Everybody who raised a hand, who spoke longest first."""
    times = {person: voice.spoken for person, voice in floor.voices.items()}
    if floor.speaker:
        times[floor.speaker.person] += floor.speaker.timer.elapsed(now)
    everything = sum(times.values(), timedelta())
    found = [
        Share(voice, times[person], times[person] / everything if everything else 0.0)
        for person, voice in floor.voices.items()
    ]
    return tuple(sorted(found, key=lambda share: (-share.time, share.voice.name)))


def few_with_much(found: Sequence[Share]) -> int:
    """How many people had four fifths of the time; 0 when that is at least half of all, or fewer than four are here."""
    part = 0.0
    for count, share in enumerate(found, 1):
        part += share.part
        if part >= MUCH:
            return count if len(found) >= 4 and count * 2 < len(found) else 0
    return 0
