"""How minutes are shown: as a post and as a Markdown file, in the channel where the session was.

Decides that minutes are found where their session was held and nowhere else, so that what was said in a closed channel
stays in it.
"""

from bot.chat.action import Action
from bot.chat.command import Request
from bot.chat.errors import UserError
from bot.chat.reply import Button, Card, File, Reply
from bot.commands.sitting import facilitates
from bot.services import Services
from bot.session.minutes import body_of, file_of, minutes_of
from bot.session.session import Session


async def minutes_reply(services: Services, request: Request, session: Session) -> Reply:
    """The minutes of a session."""
    entries = await services.stores.sessions.entries(request.space, session.id)
    minutes = minutes_of(session, entries, request)
    file = File(f"minutes-{session.started_at:%Y-%m-%d}.md", file_of(minutes))
    controls: tuple[Button, ...] = ()
    if session.can_be_corrected(services.now()) and facilitates(session, request):
        controls = (Button(request.say("Correct"), Action("minutes.lines", (session.id,))),)
    return Reply(cards=(Card(minutes.title, body_of(minutes)),), files=(file,), controls=controls)


async def session_of(services: Services, request: Request, session: str) -> Session:
    """The session with this id, if it was held here. Raises UserError."""
    found = await services.stores.sessions.get(request.space, session)
    if found is None or found.place.channel != request.place.channel:
        raise UserError(request.say("There are no such minutes here. /session minutes lists those there are."))
    return found
