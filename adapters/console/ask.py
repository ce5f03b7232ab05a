"""Lines in, answers out: for a program, a pipe, or one question from a shell.

Decides that a blank line is skipped, that every other line has exactly one answer, written out before the next line is
read so that a program can wait for it, and that the last answer decides the exit code.
"""

from collections.abc import Callable, Iterable

from adapters.console.conversation import Conversation
from bot.chat.form import Form
from bot.dispatch import Answer


async def answer_lines(conversation: Conversation, lines: Iterable[str], show: Callable[[Answer], None]) -> bool:
    """Answer each line and show it; True unless the last answer was an error.

    Waiting for a line stops the event loop, on purpose: nothing else happens here, and Ctrl-C works while it waits.
    """
    well = True
    for line in lines:
        if line.strip():
            answer = await conversation.answer(line.rstrip("\r\n"))
            show(answer)
            well = not is_error(answer)
    return well


def is_error(answer: Answer) -> bool:
    """Whether what was asked could not be done; a form that asks for what is missing is no error."""
    if isinstance(answer.content, Form):
        return any(field.error for field in answer.content.fields)
    return answer.content.is_error
