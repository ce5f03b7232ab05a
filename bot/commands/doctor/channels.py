"""Whether the bot may do, in each channel that is used, what it is to do there.

Decides that each channel is looked at once, for all that is wanted of it: the prompt with its thread and its pin, a
notice to moderators, the board of a session; and that a message may be looked up wherever one is posted.
"""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field

from bot.chat.markdown import Markdown, channel
from bot.chat.outbox import Failure, Outbox, PlaceGone, Use
from bot.commands.doctor.finding import Finding, well, wrong
from bot.commands.doctor.patient import Patient
from bot.commands.lacking import in_time, lacks, uses

LOOKED_AT = 20  # channels at most: each takes a few questions to the platform


@dataclass(slots=True)
class _Wanted:
    """What is wanted of a channel, and the line of advice for when it is gone."""

    uses: set[Use] = field(default_factory=set)
    advice: str = ""


async def channels(patient: Patient) -> list[Finding]:
    """A line for each channel where something is missing, and one for all others."""
    wanted, outbox, request = _wanted(patient), patient.outbox, patient.request
    if outbox is None or not wanted:
        return []
    looked = list(wanted.items())[:LOOKED_AT]
    found = await asyncio.gather(*(_looked(patient, outbox, where, what) for where, what in looked))
    fine = [channel(where[1] or where[0]) for (where, _), one in zip(looked, found, strict=True) if one is None]
    lines = [one for one in found if one is not None]
    if fine:
        listed = Markdown(", ".join(dict.fromkeys(fine)))
        lines.append(well(request.mark("I may do all that is wanted of me in {channels}.", channels=listed)))
    if left := len(wanted) - len(looked):
        lines.append(
            well(
                request.plural(
                    "{n} channel more is used; I looked at the first ones only.",
                    "{n} channels more are used; I looked at the first ones only.",
                    left,
                )
            )
        )
    return lines


def _wanted(patient: Patient) -> dict[tuple[str, str], _Wanted]:
    request = patient.request
    wanted: dict[tuple[str, str], _Wanted] = defaultdict(_Wanted)
    for schedule in patient.schedules:
        one = wanted[schedule.chosen.channel, ""]
        one.uses.update(uses(schedule.chosen))
        one.advice = request.say("A moderator can choose another channel with /daily set.")
    for where in patient.sessions:
        one = wanted[where]
        one.uses |= {Use.POST, Use.FIND}
        one.advice = one.advice or request.say("/session end ends the session that runs there.")
    if patient.notices:
        one = wanted[patient.notices, ""]
        one.uses |= {Use.POST, Use.FIND}
        one.advice = one.advice or request.say("A moderator can choose another channel with /manage settings notices.")
    return wanted


async def _looked(patient: Patient, outbox: Outbox, where: tuple[str, str], wanted: _Wanted) -> Finding | None:
    """What is wrong in a channel; None when nothing is."""
    request, shown = patient.request, channel(where[1] or where[0])
    try:
        missing = await in_time(outbox.missing(patient.place(*where), wanted.uses))
    except PlaceGone:
        return wrong(request.mark("{channel} does not exist any more or is archived.", channel=shown), wanted.advice)
    except Failure as failure:
        unseen = request.mark("I could not look at {channel}: {reason}", channel=shown, reason=str(failure))
        return wrong(unseen, request.say("Check again in a few minutes."))
    return wrong(*lacks(missing, shown, request)) if missing else None
