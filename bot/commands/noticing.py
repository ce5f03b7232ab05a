"""What moderators read when a post did not come, or something about it needs them.

Decides that every notice says what happened, since when, what to do and who can do it, in a sentence each; what the
platform itself answered stands beside it.
"""

from datetime import date

from bot.chat.command import Request
from bot.chat.markdown import paragraphs
from bot.chat.reply import Card
from bot.commands.timing import day_name
from bot.daily.ledger import Cause
from bot.daily.telling import Notice
from bot.state.delivery import Delivery
from bot.state.schedule import Schedule


def notice_card(delivery: Delivery, schedule: Schedule | None, request: Request) -> Card:
    """The notice as a card."""
    body = paragraphs(
        what_happened(delivery, request),
        what_to_do(delivery.kind, delivery.content.get("permission", ""), request),
        delivery.content.get("told", ""),
        _which(schedule, request),
    )
    return Card(_title(delivery.kind, request), body)


def what_happened(delivery: Delivery, request: Request) -> str:
    """One sentence: which prompt, and what became of it."""
    content = delivery.content
    day = day_name(date.fromisoformat(content["day"]), request) if "day" in content else ""
    match delivery.kind:
        case Notice.LATE:
            return request.say("The prompt of {day} did not come: its time limit had passed.", day=day)
        case Notice.UNKNOWN:
            return request.say(
                "I could not find out whether the prompt of {day} arrived, and I did not post it again.", day=day
            )
        case Notice.PAUSED:
            return request.say("The prompt could not be posted on three days in a row, so I have paused it.")
        case Notice.EMPTY:
            return request.say(
                "No prompt of this schedule is left: each has come, or lies further on in the reading plan. Nothing is "
                "posted."
            )
        case Notice.RUNNING_LOW:
            left = int(content.get("left", "0"))
            return request.plural(
                "After the prompt of {day}, {n} prompt of this schedule is left.",
                "After the prompt of {day}, {n} prompts of this schedule are left.",
                max(left, 0),
                day=day,
            )
        case Notice.NO_THREAD:
            return request.say("The prompt of {day} came, but I could not open its thread.", day=day)
        case Notice.NO_PIN:
            return request.say("The prompt of {day} came, but I could not pin it.", day=day)
        case _:
            return request.say("The prompt of {day} could not be posted.", day=day)


def what_to_do(kind: str, permission: str, request: Request) -> str:
    """One sentence: what to do, and who can."""
    match kind:
        case Cause.NOT_ALLOWED | Notice.NO_THREAD | Notice.NO_PIN if permission:
            return request.say(
                "I lack “{permission}” in that channel. Whoever runs this space can give it to me; then press Check "
                "again.",
                permission=permission,
            )
        case Cause.PLACE_GONE:
            return request.say(
                "The channel does not exist any more or is archived. A moderator can choose another with /daily set."
            )
        case Cause.REFUSED:
            return request.say(
                "The platform did not take the message. Whoever runs this bot finds the reason in its log."
            )
        case Notice.LATE:
            return request.say("Nothing is caught up later than that. /daily now posts today's at once.")
        case Notice.UNKNOWN:
            return request.say("Look into the channel; if nothing is there, /prompt asks a question now.")
        case Notice.EMPTY:
            return request.say(
                "A moderator can choose with /daily set other topics, or what happens at the end; /plan next goes on "
                "in the plan."
            )
        case Notice.RUNNING_LOW:
            return request.say(
                "A moderator can choose with /daily set what happens at the end: reshuffle, stop, or mix in."
            )
        case _:
            return request.say("/manage doctor says what is missing; /daily resume starts it again.")


def _title(kind: str, request: Request) -> str:
    match kind:
        case Notice.RUNNING_LOW:
            return request.say("The prompts are running low")
        case Notice.NO_THREAD | Notice.NO_PIN:
            return request.say("The daily prompt needs a permission")
        case Notice.UNKNOWN:
            return request.say("The daily prompt may not have come")
        case _:
            return request.say("The daily prompt did not come")


def _which(schedule: Schedule | None, request: Request) -> str:
    if schedule is None:
        return ""
    return request.say(
        "It is the one at {time} ({zone}).", time=f"{schedule.chosen.at:%H:%M}", zone=schedule.chosen.zone
    )
