"""What an answer of Discord to a post means, in the port's few kinds of failure.

Decides by Discord's own codes (docs.discord.com/developers, topics/opcodes-and-status-codes). A 5xx is no refusal: the
message may be there.
"""

from typing import Any

from bot.chat.outbox import Failure, MessageGone, NotAllowed, OperatorFault, PlaceGone, Refused, TryLater, Unknown

UNKNOWN_MESSAGE = 10008
NOT_A_TEXT_CHANNEL = 50008
THREAD_EXISTS = 160004
TOO_MANY_PINS = 30003
_GONE = frozenset({10003, 10004, 50083})
_WORDS = {
    10003: "The channel does not exist any more. Choose another one.",
    10004: "The server does not exist any more.",
    UNKNOWN_MESSAGE: "The message does not exist any more.",
    50083: "The thread is archived. Open it again, or choose another channel.",
    TOO_MANY_PINS: "There are as many pins in this channel as Discord allows. Take one down.",
}
LONGEST = 3600.0  # seconds that a 429 is believed


class Answer(Exception):  # noqa: N818 - an answer like any other; the caller decides what it means
    """Discord did not do it. `code` is its own number, 0 where it gave none."""

    def __init__(self, status: int, code: int, after: float = 0.0) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.after = after


def answer_of(status: int, body: Any) -> Answer:
    """The answer that a status and its JSON are."""
    found = body if isinstance(body, dict) else {}
    code, after = found.get("code"), found.get("retry_after")
    wait = float(after) if isinstance(after, int | float) else 5.0
    return Answer(status, code if isinstance(code, int) else 0, min(max(wait, 0.0), LONGEST))


def failure_of(answer: Answer, lacking: str = "") -> Failure:
    """What the answer means; `lacking` is the permission that is missing, where that is known."""
    match answer.status, answer.code:
        case 429, _:
            return TryLater("Discord asks to wait.", answer.after)
        case 401, _:
            return OperatorFault("Discord does not accept DISCORD_TOKEN.")
        case _, code if code == UNKNOWN_MESSAGE:
            return MessageGone(_WORDS[code])
        case _, code if code in _GONE:
            return PlaceGone(_WORDS[code])
        case 403, code:
            permission = lacking or ("View Channel" if code == 50001 else "Send Messages")
            return NotAllowed(f"I lack “{permission}” in that channel.", permission)
        case 404, _:
            return PlaceGone("Discord does not know that place any more. Choose another channel.")
        case status, code if 400 <= status < 500:
            return Refused(_WORDS.get(code, f"Discord refuses the message (error {code or status})."))
        case status, _:
            return Unknown(f"Discord answered with an error of its own ({status}); it may have arrived all the same.")
