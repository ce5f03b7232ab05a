"""`/hand`: raise a hand, reply quickly, lower it, see who waits; and the same three buttons on the board.

Decides what somebody is told who raised a hand: their place, in private. The order is the queue's (`bot.session`).
"""

from bot.chat.action import Action
from bot.chat.clean import clean
from bot.chat.command import Command, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.markdown import lines, paragraphs
from bot.chat.place import Audience
from bot.chat.reply import Button, Card, Reply
from bot.commands.sitting import changed, place_in, session_here, shown
from bot.services import Services
from bot.session.board import rule, waiting_lines
from bot.session.floor import Floor
from bot.session.queue import ABOUT_LIMIT
from bot.session.session import Session


async def up(services: Services, request: Request, about: str = "") -> Reply:
    """Raise a hand, or say what a raised one is about."""
    session = await _up(services, request, about)
    return Reply(_place(session, request), controls=() if about else _says(request))


async def reply(services: Services, request: Request) -> Reply:
    """A quick reply to whoever speaks."""
    return Reply(_place(await _reply(services, request), request))


async def down(services: Services, request: Request) -> Reply:
    """Lower the hand, or end one's own turn."""
    before, _ = await _down(services, request)
    return Reply(_lowered(before, request))


async def listed(services: Services, request: Request) -> Reply:
    """Who waits, in order, all of them."""
    session = await session_here(services, request)
    waiting = session.floor.waiting
    if not waiting:
        return Reply(request.say("Nobody waits. /hand up raises a hand."))
    queue = lines(waiting_lines(session, waiting, request))
    card = Card(request.say("Waiting"), paragraphs(queue, place_in(session, request)), footer=rule(session, request))
    return Reply(cards=(card,))


async def press_up(services: Services, request: Request) -> Reply:
    """The board's button: raise a hand."""
    session = await _up(services, request, "")
    return await shown(services, request, session, _place(session, request), _says(request))


async def press_reply(services: Services, request: Request) -> Reply:
    """The board's button: a quick reply."""
    session = await _reply(services, request)
    return await shown(services, request, session, _place(session, request))


async def press_down(services: Services, request: Request) -> Reply:
    """The board's button: lower the hand."""
    before, after = await _down(services, request)
    return await shown(services, request, after, _lowered(before, request))


async def _up(services: Services, request: Request, about: str) -> Session:
    about = clean(about, lines=False).strip()
    if len(about) > ABOUT_LIMIT:
        too_long = request.say("That is {n} characters; {limit} are the most.", n=len(about), limit=ABOUT_LIMIT)
        raise UserError(too_long)
    person, now = request.person, services.now()

    def how(floor: Floor) -> Floor:
        return floor.raised(person.id, person.name, about)

    session = await session_here(services, request)
    return await changed(services, request, session, lambda one: one.with_floor(how(one.floor), now))


async def _reply(services: Services, request: Request) -> Session:
    person, now = request.person, services.now()
    session = await session_here(services, request)
    return await changed(
        services, request, session, lambda one: one.with_floor(one.floor.replied(person.id, person.name), now)
    )


async def _down(services: Services, request: Request) -> tuple[Session, Session]:
    person, now = request.person, services.now()
    before = await session_here(services, request)
    after = await changed(services, request, before, lambda one: one.with_floor(one.floor.lowered(person.id, now), now))
    return before, after


def _says(request: Request) -> tuple[Button, ...]:
    return (Button(request.say("Say what it is about"), Action("hand.about")),)


def _place(session: Session, request: Request) -> str:
    hand = session.floor.hand_of(request.person.id)
    place = place_in(session, request)
    if hand and hand.replied:
        return request.say("Your quick reply is noted: {place}", place=place)
    return request.say("Your hand is up: {place}", place=place)


def _lowered(before: Session, request: Request) -> str:
    if before.floor.hand_of(request.person.id):
        return request.say("Your hand is down.")
    return request.say("Your turn is over. Thank you.")


_ABOUT = f"What it is about, in {ABOUT_LIMIT} characters"

COMMANDS = (
    Command(
        "hand up", "Raise your hand", up, (Option("about", _ABOUT),), audience=Audience.PRIVATE, title="Raise hand"
    ),
    Command(
        "hand reply", "A quick reply to whoever speaks: goes next, once per turn", reply, audience=Audience.PRIVATE
    ),
    Command("hand down", "Lower your hand, or end your turn", down, audience=Audience.PRIVATE),
    Command("hand list", "Who waits, in order", listed, audience=Audience.PRIVATE),
    Command("hand.up", "Raise your hand", press_up, surface=Surface.HIDDEN, replaces=True),
    Command("hand.reply", "A quick reply", press_reply, surface=Surface.HIDDEN, replaces=True),
    Command("hand.down", "Lower your hand", press_down, surface=Surface.HIDDEN, replaces=True),
    Command(
        "hand.about",
        "Say what your hand is about",
        up,
        (Option("about", _ABOUT, required=True),),
        audience=Audience.PRIVATE,
        surface=Surface.HIDDEN,
        title="What is it about?",
    ),
)
