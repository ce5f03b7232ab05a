"""What moderators cannot mend themselves, but are told of: the platform's word, the clock, the store, the backups.

Decides that each of these names whoever runs the bot as the one who can do something, and that a clock counts as wrong
from the difference on that the look-up of a post allows for.
"""

import logging
from datetime import datetime, timedelta

from bot.chat.errors import trace_of
from bot.chat.outbox import Failure, OperatorFault, Removed
from bot.commands.doctor.finding import Finding, well, wrong
from bot.commands.doctor.patient import Patient
from bot.commands.lacking import in_time
from bot.daily.settling import BEFORE

OLD = timedelta(days=2)  # a backup is made every day; one may fail
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)

_log = logging.getLogger(__name__)


async def clock_and_platform(patient: Patient) -> list[Finding]:
    """Whether the platform lets the bot in, and whether both clocks agree."""
    request, outbox = patient.request, patient.outbox
    found = []
    if patient.services.sender.doubts_clock:
        jumped = request.say("My clock has jumped, and I post nothing until I can believe it, which takes seconds.")
        found.append(wrong(jumped, request.say("If it goes on, whoever runs this bot has to look at its machine.")))
    if patient.services.sender.means.outboxes.is_silent(request.place.platform):
        never = request.say("Nothing is posted here unasked, so what is set up here never comes.")
        elsewhere = request.say("Set it up where your group talks.")
        return [*found, *([wrong(never, elsewhere)] if patient.posts else [])]
    if outbox is None:
        closed = request.say("I post nothing by myself here at the moment.")
        operator = request.say("Whoever runs this bot sees the reason with “commonplace health” and in its log.")
        return [*found, *([wrong(closed, operator)] if patient.posts else [])]
    try:
        theirs = await in_time(outbox.visit(patient.place()))
    except OperatorFault:
        refused = request.say("The platform does not accept my credentials, so nothing is posted.")
        return [*found, wrong(refused, request.say("Whoever runs this bot has to renew them."))]
    except Removed:
        gone = request.say("The platform says that I am not in this space any more.")
        return [*found, wrong(gone, request.say("Whoever runs this space can invite me again."))]
    except Failure as failure:
        silent = request.say("The platform did not answer me: {reason}", reason=str(failure))
        return [*found, wrong(silent, request.say("Check again in a few minutes."))]
    if request.place.platform in patient.services.sender.stopped:
        lately = request.say("The platform refused my credentials lately, so nothing is posted for up to ten minutes.")
        found.append(wrong(lately, request.say("It accepts them again; nobody has to do anything.")))
    return [*found, *_clock(patient, theirs)]


def _clock(patient: Patient, theirs: datetime | None) -> list[Finding]:
    if theirs is None:
        return []
    request, apart = patient.request, patient.services.now() - theirs
    if abs(apart) <= BEFORE:
        return [well(request.say("The platform lets me in, and its clock and mine agree."))]
    minutes = round(abs(apart) / MINUTE)
    if apart > timedelta(0):
        differs = request.plural(
            "My clock is {n} minute ahead of the platform's, so prompts come too early.",
            "My clock is {n} minutes ahead of the platform's, so prompts come too early.",
            minutes,
        )
    else:
        differs = request.plural(
            "My clock is {n} minute behind the platform's, so prompts come too late.",
            "My clock is {n} minutes behind the platform's, so prompts come too late.",
            minutes,
        )
    return [wrong(differs, request.say("Whoever runs this bot has to set the clock of its machine."))]


async def store(patient: Patient) -> list[Finding]:
    """Whether something can be kept: by keeping something."""
    request, services = patient.request, patient.services
    try:
        await services.stores.notes.put("doctor.asked", services.now().isoformat())
    except Exception as error:
        _log.error("the store takes no changes: %s", trace_of(error))
        full = request.say("Nothing can be kept at the moment, so nothing is posted by itself either.")
        return [wrong(full, request.say("Whoever runs this bot finds the reason in its log; often the disk is full."))]
    return [well(request.say("What you change is kept."))]


async def backups(patient: Patient) -> list[Finding]:
    """How old the newest backup is."""
    request, stores, now = patient.request, patient.services.stores, patient.services.now()
    if not stores.copies.are_ours:
        theirs = request.say("Backups are not made by me; whoever runs this bot knows how old they are.")
        return [well(theirs)]
    newest = await stores.copies.newest(now)
    since = newest or datetime.fromisoformat(await stores.notes.get("installed_at"))
    is_old = now - since > OLD
    if newest is None and not is_old:
        return [well(request.say("There is no backup yet; the first is made within a day."))]
    hours = max(round((now - since) / HOUR), 0)
    if not is_old:
        fresh = request.plural("The newest backup is {n} hour old.", "The newest backup is {n} hours old.", hours)
        return [well(fresh)]
    days = hours // 24
    old = request.plural("The newest backup is {n} day old.", "The newest backup is {n} days old.", days)
    lacking = request.say("There is no backup.")
    mend = request.say("Whoever runs this bot finds the reason in its log; “commonplace db backup” makes one.")
    return [wrong(old if newest else lacking, mend)]
