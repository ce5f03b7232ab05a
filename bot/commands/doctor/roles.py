"""Whether the roles are still there that a prompt pings, or that moderate.

Decides that a platform which does not tell of roles gives no finding about them: it would be a guess.
"""

import asyncio

from bot.chat.command import Request
from bot.chat.markdown import Markdown, role
from bot.chat.outbox import Failure, Outbox
from bot.commands.doctor.finding import Finding, well, wrong
from bot.commands.doctor.patient import Patient
from bot.commands.lacking import in_time
from bot.state.moderators import ROLE


async def roles(patient: Patient) -> list[Finding]:
    """A line for each role that is gone, and one for those that are there."""
    if patient.outbox is None:
        return []
    pinged = {one.chosen.ping for one in patient.schedules if one.chosen.ping}
    listed = await patient.services.stores.moderators.of(patient.request.space)
    moderating = {one.who for one in listed if one.kind == ROLE}
    used = sorted(pinged | moderating)
    there = await asyncio.gather(*(_is_there(patient, patient.outbox, one) for one in used))
    found = [
        _gone(one, patient.request, is_pinged=one in pinged)
        for one, is_there in zip(used, there, strict=True)
        if is_there is False
    ]
    if fine := [role(one) for one, is_there in zip(used, there, strict=True) if is_there]:
        shown = Markdown(", ".join(fine))
        found.append(well(patient.request.mark("The roles that are used are there: {roles}.", roles=shown)))
    return found


async def _is_there(patient: Patient, outbox: Outbox, one: str) -> bool | None:
    try:
        return await in_time(outbox.has_role(patient.place(), one))
    except Failure:
        return None  # that the platform does not answer is told elsewhere, once


def _gone(one: str, request: Request, *, is_pinged: bool) -> Finding:
    if is_pinged:
        return wrong(
            request.say("The role that the prompt pings does not exist any more ({role}).", role=one),
            request.say("A moderator can choose another, or none, with /daily set."),
        )
    return wrong(
        request.say("A role that may moderate here does not exist any more ({role}).", role=one),
        request.say("Whoever runs this space can take it off the list with /manage moderators."),
    )
