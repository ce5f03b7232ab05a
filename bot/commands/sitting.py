"""What every command of a live session begins and ends with: which session, may they, and what they read after it.

Decides that who may facilitate is checked at each press (whoever facilitates the session, and every moderator), how a
refusal is said, and that where boards edit themselves a press is answered in private and the board follows, while
elsewhere the answer is the board.
"""

from collections.abc import Callable

from bot.chat.command import Request
from bot.chat.errors import UserError
from bot.chat.place import Audience, Permission
from bot.chat.reply import Button, Reply
from bot.services import Services
from bot.session.refusal import Refused, Why
from bot.session.session import Actor, Session
from bot.texts import noted

REASONS = {
    Why.ENDED: noted("This session is over. /session minutes finds its minutes."),
    Why.PAUSED: noted("The session is paused."),
    Why.LOCKED: noted("The queue is locked. The facilitator opens it again."),
    Why.LAST_WORD: noted("These are the last words: only who has not spoken yet may raise a hand."),
    Why.NOT_UP: noted("You have no hand up."),
    Why.NOBODY_SPEAKS: noted("Nobody speaks. Raise a hand instead: /hand up."),
    Why.OWN_TURN: noted("You are speaking. Nobody has to reply to themselves."),
    Why.REPLIED: noted("One quick reply per turn. Raise a hand instead: /hand up."),
    Why.NOBODY_WAITS: noted("Nobody waits. /hand up raises a hand."),
    Why.NOT_WAITING: noted("They have no hand up. /hand list shows who waits."),
    Why.ALREADY_NEXT: noted("Somebody was quicker: the floor has been given already."),
    Why.NO_SUCH_ITEM: noted("There is no such item. /session agenda shows them with their numbers."),
    Why.TOO_MANY_ITEMS: noted("Twenty items are the most. Drop one first."),
    Why.HANDS_ARE_UP: noted("There are still hands up on this item."),
    Why.NOT_OFFERED: noted("This session was not offered to you, or it was handed over already."),
}
"""What a rule says, by the reason; that a hand is up already is said with its place."""


async def session_here(services: Services, request: Request) -> Session:
    """The session that runs here. Raises UserError when there is none."""
    place = request.place
    found = await services.stores.sessions.running(request.space, place.channel, place.thread or "")
    if found is None:
        raise UserError(request.say("No session runs here. A moderator opens one with /session start."))
    return found


async def facilitated_here(services: Services, request: Request) -> Session:
    """The session that runs here, if the person may facilitate it. Raises UserError."""
    session = await session_here(services, request)
    check_facilitates(session, request)
    return session


def check_facilitates(session: Session, request: Request) -> None:
    """Raises UserError for somebody who may not facilitate the session."""
    if not facilitates(session, request):
        name = session.host.name or request.say("a moderator")
        raise UserError(request.say("Only whoever facilitates the session can do that: {name}.", name=name))


def facilitates(session: Session, request: Request) -> bool:
    """Whether the person may facilitate the session."""
    return request.permission >= Permission.MODERATOR or session.host.id == request.person.id


def actor(request: Request) -> Actor:
    """Whoever asks, as the session knows them."""
    return Actor(request.person.id, request.person.name)


async def changed(
    services: Services,
    request: Request,
    session: Session,
    how: Callable[[Session], Session],
    *,
    facilitating: bool = False,
) -> Session:
    """The session after a change, its board to follow. Raises UserError with what a rule says against it."""

    def decide(now_is: Session) -> Session:
        if facilitating:
            check_facilitates(now_is, request)
        return how(now_is)

    try:
        after = await services.stores.sessions.change(request.space, session.id, decide)
    except Refused as refused:
        raise UserError(reason(refused.why, session, request)) from refused
    if after is None:
        raise UserError(reason(Why.ENDED, session, request))
    services.boards.stir(request.space, after)
    return after


async def shown(
    services: Services, request: Request, session: Session, text: str, controls: tuple[Button, ...] = ()
) -> Reply:
    """The answer to a press on the board: a private sentence where the board follows by itself, else the board."""
    if services.boards.edits(session.place):
        return Reply(text, controls=controls, audience=Audience.PRIVATE)
    return await services.boards.shown(request.space, session, request)


def reason(why: Why, session: Session, request: Request) -> str:
    """What a rule says, and what to do."""
    if why is Why.ALREADY_UP:
        return request.say("That is up already: {place}", place=place_in(session, request))
    return request.say(REASONS[why])


def place_in(session: Session, request: Request) -> str:
    """Where the person stands in the queue."""
    order = [hand.person for hand in session.floor.waiting]
    if request.person.id not in order:
        return request.say("you are not in the queue.")
    place = order.index(request.person.id)
    if place == 0:
        return request.say("you are next.")
    return request.plural("{n} person is before you.", "{n} people are before you.", place)
