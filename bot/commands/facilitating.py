"""The facilitator's side of a session: give the floor, move and remove hands, close the queue, hand the session over.

Decides that the “Next” of a board which is no longer true gives the floor to nobody, so that two who press it at once
let one person speak; and that whoever is to take a session over has to accept.
"""

from bot.chat.action import Action
from bot.chat.command import Command, Kind, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.markdown import Markdown, bullets, escape, paragraphs
from bot.chat.place import Audience
from bot.chat.reply import Button, Card, Reply, Style
from bot.commands.sitting import actor, changed, check_facilitates, facilitated_here, session_here, shown
from bot.services import Services
from bot.session.balance import Share, few_with_much, shares
from bot.session.floor import Door
from bot.session.lengths import spent
from bot.session.session import Session


async def give(services: Services, request: Request, person: str = "") -> Reply:
    """Give the floor to the next one, or to somebody who waits."""
    session = await facilitated_here(services, request)
    now = services.now()
    after = await changed(
        services,
        request,
        session,
        lambda one: one.with_floor(one.floor.passed(now, to=person), now),
        facilitating=True,
    )
    await services.boards.call(request.space, after)
    return Reply(_speaks(after, request))


async def press_next(services: Services, request: Request, calls: int) -> Reply:
    """The board's button: give the floor to the next one, unless that was done since the board was made."""
    session = await facilitated_here(services, request)
    now = services.now()
    after = await changed(
        services,
        request,
        session,
        lambda one: one.with_floor(one.floor.passed(now, seen=calls), now),
        facilitating=True,
    )
    await services.boards.call(request.space, after)
    return await shown(services, request, after, _speaks(after, request))


async def move(services: Services, request: Request, person: str, place: int) -> Reply:
    """Put somebody at another place of the queue. It is written down."""
    session = await facilitated_here(services, request)
    by, now = actor(request), services.now()
    after = await changed(services, request, session, lambda one: one.moved(by, person, place, now), facilitating=True)
    order = [hand.person for hand in after.floor.waiting]
    name = after.floor.name_of(person)
    return Reply(request.say("{name} is at place {n} now.", name=name, n=order.index(person) + 1))


async def remove(services: Services, request: Request, person: str) -> Reply:
    """Take somebody's hand off the queue. It is written down."""
    session = await facilitated_here(services, request)
    by, now = actor(request), services.now()
    after = await changed(services, request, session, lambda one: one.removed(by, person, now), facilitating=True)
    name = after.floor.name_of(person)
    return Reply(request.say("{name}'s hand is down. They may raise it again.", name=name))


async def lock(services: Services, request: Request, off: bool = False) -> Reply:
    """No new hands; or the queue is open again."""
    await _door(services, request, Door.OPEN if off else Door.LOCKED)
    if off:
        return Reply(request.say("The queue is open."))
    return Reply(request.say("The queue is locked: no new hands. /session lock off opens it."))


async def last_word(services: Services, request: Request) -> Reply:
    """Only who has not spoken yet may still raise a hand."""
    await _door(services, request, Door.LAST_WORD)
    return Reply(request.say("Last words: only who has not spoken yet may raise a hand. /session lock off ends that."))


async def hand_over(services: Services, request: Request, person: str) -> Reply:
    """Offer the session to somebody, who has to accept."""
    session = await facilitated_here(services, request)
    now = services.now()
    after = await changed(services, request, session, lambda one: one.offered_to(person, now), facilitating=True)
    accept = Button(request.say("I take it"), Action("session.accept", (session.id,)), Style.PRIMARY)
    name = after.floor.name_of(person) or person
    text = request.say("{host} offers this session to {name}, who may take it.", host=request.person.name, name=name)
    return Reply(text, controls=(accept,))


async def accept(services: Services, request: Request, session: str) -> Reply:
    """Take over the session that was offered."""
    running = await session_here(services, request)
    if running.id != session:
        raise UserError(request.say("That session is over; another one runs here now."))
    by, now = actor(request), services.now()
    await changed(services, request, running, lambda one: one.accepted(by, now))
    return Reply(request.say("{name} facilitates the session now.", name=by.name))


async def attend(services: Services, request: Request, off: bool = False) -> Reply:
    """Be named as present in the minutes, or not."""
    session = await session_here(services, request)
    person, now = request.person, services.now()
    await changed(
        services,
        request,
        session,
        lambda one: one.with_floor(one.floor.attended(person.id, person.name, attends=not off), now),
    )
    if off:
        return Reply(request.say("The minutes will not name you as present."))
    return Reply(request.say("The minutes will name you as present. /session attend off takes it back."))


async def balance(services: Services, request: Request) -> Reply:
    """How turns and time were shared, for facilitators."""
    session = await session_here(services, request)
    check_facilitates(session, request)
    found = shares(session.floor, services.now())
    if not found:
        return Reply(request.say("Nobody has raised a hand yet."))
    few = few_with_much(found)
    advice = escape(_advice(few, request)) if few else Markdown("")
    kept = request.say("Counted from the queue alone; dropped 30 days after the session.")
    body = paragraphs(bullets(_share(one, request) for one in found), advice)
    return Reply(cards=(Card(request.say("Turns and time"), body, footer=kept),))


async def _door(services: Services, request: Request, door: Door) -> None:
    session = await facilitated_here(services, request)
    by, now = actor(request), services.now()
    await changed(services, request, session, lambda one: one.with_door(door, by, now), facilitating=True)


def _speaks(session: Session, request: Request) -> str:
    speaker = session.floor.speaker
    if speaker is None:
        return request.say("Nobody waits, and nobody speaks now.")
    return request.say("{name} has the floor.", name=session.floor.name_of(speaker.person))


def _share(share: Share, request: Request) -> str:
    return request.say(
        "{name}: {turns}, {replies}, {time} ({part} %)",
        name=share.voice.name,
        turns=request.plural("{n} turn", "{n} turns", share.voice.turns),
        replies=request.plural("{n} quick reply", "{n} quick replies", share.voice.replies),
        time=spent(share.time, request),
        part=round(share.part * 100),
    )


def _advice(few: int, request: Request) -> str:
    return request.plural(
        "{n} person has had four fifths of the time. Ask who has not spoken yet.",
        "{n} people have had four fifths of the time. Ask who has not spoken yet.",
        few,
    )


_PERSON = Option("person", "Who", Kind.PERSON, required=True)
_OFF = Option("off", "Take it back", Kind.FLAG)
_WHICH = Option("session", "Which session", required=True)

COMMANDS = (
    Command(
        "session next",
        "Give the floor to the next one, or to somebody who waits",
        give,
        (Option("person", "Somebody who waits, out of turn", Kind.PERSON),),
        audience=Audience.PRIVATE,
    ),
    Command(
        "session move",
        "Put somebody at another place of the queue",
        move,
        (_PERSON, Option("place", "The place, 1 for the front", Kind.INTEGER, required=True, least=1, most=500)),
        audience=Audience.PRIVATE,
    ),
    Command("session remove", "Take a hand off the queue", remove, (_PERSON,), audience=Audience.PRIVATE),
    Command("session lock", "No new hands, or the queue is open again", lock, (_OFF,), audience=Audience.PRIVATE),
    Command("session last-word", "Only who has not spoken yet may raise a hand", last_word, audience=Audience.PRIVATE),
    Command("session handover", "Offer the session to somebody, who has to accept", hand_over, (_PERSON,)),
    Command("session attend", "Be named as present in the minutes", attend, (_OFF,), audience=Audience.PRIVATE),
    Command("session balance", "How turns and time are shared", balance, audience=Audience.PRIVATE),
    Command(
        "session.next",
        "Give the floor to the next one",
        press_next,
        (Option("calls", "Which giving it is", Kind.INTEGER, required=True, least=0),),
        surface=Surface.HIDDEN,
        replaces=True,
    ),
    Command("session.accept", "Take the session over", accept, (_WHICH,), surface=Surface.HIDDEN),
)
