"""The error that has a meaning across the whole house, and how all the others are written down.

Decides that a log says where something broke, never with which words: an exception's message may hold what a member
wrote or a token.
"""

import traceback


class UserError(Exception):
    """Something a person can put right. The message says what is wrong and what to do; it is answered in private."""


def trace_of(error: BaseException) -> str:
    """The kind of an exception and of those it came from, with their frames, and without their messages."""
    parts = [f"{type(error).__module__}.{type(error).__qualname__}", *traceback.format_tb(error.__traceback__)]
    cause = error.__cause__ or error.__context__
    return "\n".join(part.rstrip() for part in parts) + (f"\nafter {trace_of(cause)}" if cause else "")
