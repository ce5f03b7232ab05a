"""What became of a prompt, in words: whether it came, and if not, why.

Decides that every state has its sentence, with what the platform itself answered where that is the reason.
"""

from bot.chat.command import Request
from bot.chat.markdown import Markdown
from bot.commands.timing import local_moment
from bot.state.delivery import Delivery
from bot.state.standing import State
from bot.texts import noted

_SAID = {
    State.PLANNED: noted("planned for {moment}"),
    State.CLAIMED: noted("is being posted"),
    State.SENDING: noted("is being posted"),
    State.UNKNOWN: noted("may have arrived; I am finding out"),
    State.RETRY: noted("not posted yet, tried again {moment}"),
    State.SENT: noted("posted {moment}"),
    State.SKIPPED_LATE: noted("not posted: its time limit had passed"),
    State.SKIPPED_PAUSED: noted("not posted: it was paused"),
    State.SKIPPED_EMPTY: noted("not posted: every prompt had come"),
    State.SKIPPED_UNKNOWN: noted("may have arrived; it was not posted again"),
    State.FAILED: noted("could not be posted"),
    State.CANCELLED: noted("left out by a moderator"),
}


def fate(delivery: Delivery, zone: str, request: Request) -> Markdown:
    """One line: “posted Monday 2026-11-23, 09:00”, “not posted: its time limit had passed”."""
    at = delivery.sent_at if delivery.state is State.SENT else delivery.next_at
    said = request.mark(_SAID[delivery.state], moment=local_moment(at or delivery.due_at, zone, request))
    is_reason = delivery.state in (State.RETRY, State.FAILED, State.SKIPPED_LATE, State.SKIPPED_UNKNOWN)
    return request.mark("{what}. {answer}", what=said, answer=delivery.told) if delivery.told and is_reason else said
