"""`/session minutes`: list the minutes of this channel, find words in them, show them, and correct them for a day.

Decides that facilitators correct single notes (an empty one is struck out), and nobody any more a day after the end.
"""

from bot.chat.action import Action
from bot.chat.clean import clip
from bot.chat.command import ONLY_ME, Command, Kind, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.form import Field, Form
from bot.chat.markdown import bullets
from bot.chat.place import Audience
from bot.chat.reply import MENU_LIMIT, Card, Choice, Reply, Select
from bot.commands.minuting import minutes_reply, session_of
from bot.commands.noting import note_text
from bot.commands.quoting import privacy
from bot.commands.sitting import check_facilitates
from bot.services import Services
from bot.session import entry
from bot.session.session import Session
from bot.state.sessions import Headline

LABEL = 60  # characters of a note in the menu


async def minutes(services: Services, request: Request, find: str = "", only_me: bool = False) -> Reply:
    """The sessions that were held here, the latest first; those whose topic and notes have all the words of `find`."""
    found = await services.stores.sessions.past(request.space, request.place.channel, find.split()[:10])
    if not found:
        text = request.say("No minutes here have all of these words.") if find else request.say("No minutes here yet.")
        return Reply(text)
    listed = found[:MENU_LIMIT]
    choices = tuple(Choice.clipped(_name(one, request), one.id) for one in listed)
    menu = Select(request.say("Open the minutes of"), Action("minutes.open", (privacy(request),)), choices)
    lines = bullets(_name(one, request) for one in listed)
    footer = request.plural("{n} session", "{n} sessions", len(found))
    return Reply(cards=(Card(request.say("Minutes of this channel"), lines, footer=footer),), controls=(menu,))


async def show(services: Services, request: Request, session: str, only_me: bool = False) -> Reply:
    """The minutes of one session."""
    return await minutes_reply(services, request, await session_of(services, request, session))


async def open_one(services: Services, request: Request, only_me: bool = False, session: str = "") -> Reply:
    """The minutes that were chosen in the menu."""
    return await show(services, request, session)


async def lines(services: Services, request: Request, session: str) -> Reply:
    """The notes of a session, to choose which is to be corrected."""
    one = await _correctable(services, request, session)
    entries = await services.stores.sessions.entries(request.space, one.id)
    notes = [note for note in entries if note.kind in entry.NOTES]
    if not notes:
        return Reply(request.say("Nothing was written down that could be corrected."))
    choices = tuple(Choice.clipped(clip(note.text, LABEL), str(note.number)) for note in notes[-MENU_LIMIT:])
    menu = Select(request.say("Correct which"), Action("minutes.line", (one.id,)), choices)
    return Reply(request.say("Choose what is to be corrected. An empty text strikes it out."), controls=(menu,))


async def line(services: Services, request: Request, session: str, number: int) -> Form:
    """One note, to be changed."""
    one = await _correctable(services, request, session)
    entries = await services.stores.sessions.entries(request.space, one.id)
    text = next((note.text for note in entries if note.number == number), "")
    field = Field("text", request.say("What it should say"), value=text, long=True)
    return Form(request.say("Correct the minutes"), Action("minutes.correct", (one.id, str(number))), (field,))


async def correct(services: Services, request: Request, session: str, number: int, text: str = "") -> Reply:
    """Let a note say something else, or strike it out."""
    one = await _correctable(services, request, session)
    person = request.person
    correction = entry.Entry(entry.Kind.CORRECTED, services.now(), person.id, person.name, about=str(number))
    said = note_text(text, request)
    if not await services.stores.sessions.correct(request.space, one.id, number, said, correction):
        raise UserError(request.say("That note is not there any more."))
    return await minutes_reply(services, request, one)


async def _correctable(services: Services, request: Request, session: str) -> Session:
    one = await session_of(services, request, session)
    check_facilitates(one, request)
    if not one.can_be_corrected(services.now()):
        raise UserError(request.say("These minutes are fixed: they could be corrected for a day."))
    return one


def _name(one: Headline, request: Request) -> str:
    return f"{one.started_at:%Y-%m-%d} {one.topic or request.say('a session without a title')}"


_SESSION = Option("session", "Which session", required=True)
_NUMBER = Option("number", "Which note", Kind.INTEGER, required=True, least=1)

COMMANDS = (
    Command(
        "session minutes",
        "The minutes of the sessions held here, to read and to search",
        minutes,
        (Option("find", "Words that the topic or the notes have"), ONLY_ME),
    ),
    Command("minutes.show", "The minutes of a session", show, (_SESSION, ONLY_ME), surface=Surface.HIDDEN),
    Command(
        "minutes.open",
        "The minutes that were chosen",
        open_one,
        (ONLY_ME, Option("session", "Which session")),
        surface=Surface.HIDDEN,
    ),
    Command(
        "minutes.lines", "Correct the minutes", lines, (_SESSION,), audience=Audience.PRIVATE, surface=Surface.HIDDEN
    ),
    Command(
        "minutes.line",
        "Correct one note",
        line,
        (_SESSION, _NUMBER),
        audience=Audience.PRIVATE,
        surface=Surface.HIDDEN,
    ),
    Command(
        "minutes.correct",
        "Correct it now",
        correct,
        (_SESSION, _NUMBER, Option("text", "What it should say", long=True)),
        audience=Audience.PRIVATE,
        surface=Surface.HIDDEN,
    ),
)
