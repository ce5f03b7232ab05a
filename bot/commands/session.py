"""`/session start` and `/session end`: one session per channel or thread, from its board to its minutes.

Decides that moderators open sessions and facilitate them until they hand one over, that a session is on one board which
is posted by the bot itself where it can be (and is the answer elsewhere), and that ending asks once.
"""

from datetime import timedelta
from secrets import token_urlsafe

from bot.chat.action import Action
from bot.chat.clean import clean, clip
from bot.chat.command import Command, Kind, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.place import Audience, Permission
from bot.chat.reply import Button, Reply, Style
from bot.commands.finding import suggest_topic
from bot.commands.minuting import minutes_reply
from bot.commands.sitting import actor, changed, facilitated_here, session_here, shown
from bot.services import Services
from bot.session import entry
from bot.session.agenda import Agenda, read_agenda
from bot.session.refusal import Refused
from bot.session.session import Session
from bot.session.timer import Timer

TOPIC_LIMIT = 100  # characters
PER_TURN = 3  # minutes, unless the facilitator says otherwise


async def start(
    services: Services,
    request: Request,
    topic: str = "",
    minutes: int = 0,
    agenda: str = "",
    turn: int = PER_TURN,
    ping: bool = False,
) -> Reply:
    """Open a session here and show its board."""
    now, here = services.now(), actor(request)
    session = Session(
        id=token_urlsafe(9),
        place=request.place,
        topic=_topic(services, topic),
        started_at=now,
        stirred_at=now,
        host=here,
        per_turn=timedelta(minutes=turn),
        planned=timedelta(minutes=minutes) if minutes else None,
        pings=ping,
        clock=Timer(since=now),
        agenda=_agenda(agenda, request),
    ).noted([entry.Entry(entry.Kind.STARTED, now, here.id, here.name)])
    if session.agenda.items:
        session = session.taken_up(session.agenda.items[0].number, here, now, sure=True)
    if not await services.stores.sessions.start(request.space, session):
        raise UserError(request.say("A session runs here already. /session end ends it."))
    if await services.boards.open(request.space, session):
        return Reply(request.say("The session is open; its board is in the channel."), audience=Audience.PRIVATE)
    return await services.boards.shown(request.space, session, request)


async def show(services: Services, request: Request) -> Reply:
    """The board, for whoever lost sight of it; where boards edit themselves it is shown to them alone."""
    session = await session_here(services, request)
    reply = await services.boards.shown(request.space, session, request)
    services.boards.stir(request.space, session)
    return reply


async def pause(services: Services, request: Request, state: str) -> Reply:
    """The board's button: pause, or go on. It says which, so that two who press it at once mean the same."""
    by, now = actor(request), services.now()
    session = await facilitated_here(services, request)
    after = await changed(
        services,
        request,
        session,
        lambda one: one.paused(by, now) if state == "pause" else one.resumed(by, now),
        facilitating=True,
    )
    text = request.say("Paused: all times stand.") if after.is_paused else request.say("The session goes on.")
    return await shown(services, request, after, text)


async def stir(services: Services, request: Request) -> Reply:
    """The board's button when it asks whether the session is over: it is not."""
    now = services.now()
    session = await session_here(services, request)
    after = await changed(services, request, session, lambda one: one.stirred(now))
    return await shown(services, request, after, request.say("The session goes on."))


async def end(services: Services, request: Request) -> Reply:
    """Asks once before a session is ended."""
    session = await facilitated_here(services, request)
    sure = Button(request.say("Yes, end it"), Action("session.ended", (session.id,)), Style.DANGER)
    text = request.say("End the session and show its minutes here? Whoever waits will not be heard.")
    return Reply(text, controls=(sure,), audience=Audience.PRIVATE)


async def ended(services: Services, request: Request, session: str) -> Reply:
    """Ends a session and shows its minutes."""
    running = await facilitated_here(services, request)
    by, now = actor(request), services.now()
    if running.id != session:
        raise UserError(request.say("That session is over; another one runs here now."))
    after = await changed(services, request, running, lambda one: one.ended(now, by), facilitating=True)
    return await minutes_reply(services, request, after)


def _topic(services: Services, typed: str) -> str:
    """The name of the library's topic that is meant, or what was typed: a group may talk about anything."""
    found = services.library.topics.get(typed.strip())
    return found.name if found else clip(clean(typed, lines=False).strip(), TOPIC_LIMIT)


def _agenda(typed: str, request: Request) -> Agenda:
    try:
        return read_agenda(clean(typed))
    except Refused as refused:
        raise UserError(request.say("Twenty items are the most. Drop one first.")) from refused


COMMANDS = (
    Command(
        "session start",
        "Open a session here, with a board for hands, time and agenda",
        start,
        (
            Option("topic", "What it is about", suggest=suggest_topic),
            Option("minutes", "How long it is to take", Kind.INTEGER, least=1, most=720),
            Option("agenda", "Items with minutes: Scaling 20 | Taste 30", long=True),
            Option("turn", "Minutes after which a turn is long; 3 unless given", Kind.INTEGER, least=1, most=60),
            Option("ping", "Ping whoever is next", Kind.FLAG),
        ),
        permission=Permission.MODERATOR,
        title="Open a session",
    ),
    Command("session board", "The board of the session that runs here", show, audience=Audience.PRIVATE),
    Command("session end", "End the session and show its minutes", end, audience=Audience.PRIVATE),
    Command(
        "session.pause",
        "Pause or go on",
        pause,
        (Option("state", "Which of the two", required=True),),
        surface=Surface.HIDDEN,
        replaces=True,
    ),
    Command("session.stir", "The session goes on", stir, surface=Surface.HIDDEN, replaces=True),
    Command("session.end", "End the session", end, audience=Audience.PRIVATE, surface=Surface.HIDDEN),
    Command(
        "session.ended",
        "End it now",
        ended,
        (Option("session", "Which session", required=True),),
        surface=Surface.HIDDEN,
    ),
)
