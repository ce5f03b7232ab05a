"""What was deleted because its time was over, in words, for the log of the space.

Decides that each kind is one sentence with its number and its time, so that nobody has to know what is kept how long.
"""

from bot.chat.command import Request


def in_words(what: str, count: int, request: Request) -> str:
    """One sentence: how much of what went, and why."""
    match what:
        case "balances":
            return request.plural(
                "The turns and times of {n} person were deleted: their session ended 30 days ago.",
                "The turns and times of {n} people were deleted: their sessions ended 30 days ago.",
                count,
            )
        case "suggestions":
            return request.plural(
                "{n} suggestion was deleted that was decided 30 days ago and is not in the library.",
                "{n} suggestions were deleted that were decided 30 days ago and are not in the library.",
                count,
            )
        case "posts":
            return request.plural(
                "The record of {n} post was deleted, after a year.",
                "The record of {n} posts was deleted, after a year.",
                count,
            )
        case _:
            return request.plural(
                "{n} entry of this log was deleted, after a year.",
                "{n} entries of this log were deleted, after a year.",
                count,
            )
