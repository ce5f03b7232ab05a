"""Taking back the last change of a daily prompt, from wherever it was made.

Decides that an undo is the log's own, so that it is one more change in it.
"""

from bot.chat.action import Action
from bot.chat.command import Request
from bot.chat.reply import Button
from bot.services import Services
from bot.state.schedule_rows import schedule_subject


async def undo_button(services: Services, request: Request, schedule: str) -> Button | None:
    """The button that takes back the last change of this schedule; None where that was done already."""
    latest = await services.stores.changes.latest(request.space, subject=schedule_subject(schedule))
    if not latest or latest[0].undone:
        return None
    return Button(request.say("Undo"), Action("log.undo", (latest[0].id,)))
