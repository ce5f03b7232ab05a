"""Is this line real? What a pasted line is, held against everything that the library prints.

Of all the ways to read the line the one that fits best counts: exact beats altered, and somebody's words beat the
article's. Then it is asked whose words they are. What is only reported is never called a quotation.
"""

from dataclasses import replace

from bot.library.judging import ABSENT, judged
from bot.library.pasted import readings
from bot.library.records import Role
from bot.library.verdict import Finding, Verdict
from bot.library.witnesses import Witnesses

__all__ = ["Finding", "Verdict", "Witnesses", "verify"]


def verify(line: str, witnesses: Witnesses) -> Verdict:
    """What a pasted line is. Of a line longer than 6,000 characters the beginning is read; never raises."""
    ways = readings(line, witnesses.names)
    judgements = [judged(reading, witnesses) for reading in ways]
    best = max(judgements, key=lambda judgement: (judgement.tier, judgement.score), default=ABSENT)
    # “Ilya believes that …”, all of it in the source: whoever is named there is reported.
    reported = next((way.claimed for way in ways if witnesses.names.speaker(way.claimed)), "")
    return _by_whom(best.verdict, reported, witnesses)


def _by_whom(verdict: Verdict, reported: str, witnesses: Witnesses) -> Verdict:
    """The verdict with who really said it; another kind if that is not who the line names, or not the guest."""
    if known := witnesses.names.speaker(verdict.claimed):
        verdict = replace(verdict, claimed=witnesses.library.speakers[known].name)
    speakers = [witnesses.library.speaker_of(quote) for quote in verdict.quotes]
    if not speakers:
        own = verdict.source is not None and verdict.claim is None and not verdict.claimed
        speaker = witnesses.names.speaker(reported) if own else None
        if speaker is None:
            return verdict
        return replace(verdict, kind=Finding.REPORTED, speaker=witnesses.library.speakers[speaker])
    found = replace(verdict, speaker=next((one for one in speakers if one.id == known), speakers[0]))
    if verdict.kind not in {Finding.EXACT, Finding.ALTERED}:
        return found
    # A bare line is taken for the guest's, unless it is one that the group itself added.
    is_meant = speakers[0].role is Role.GUEST or verdict.quotes[0].id in witnesses.library.own
    is_other = known != speakers[0].id if verdict.claimed else not is_meant
    return replace(found, kind=Finding.OTHER_SPEAKER) if is_other else found
