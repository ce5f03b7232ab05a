"""`/session agenda`: see it, add to it, take items up, close, drop and move them.

Decides that everybody may look and only facilitators change it, and that an item with hands up is left only after
asking once.
"""

from collections.abc import Callable

from bot.chat.action import Action
from bot.chat.clean import clean
from bot.chat.command import Command, Kind, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.markdown import bullets
from bot.chat.place import Audience
from bot.chat.reply import Button, Card, Choice, Reply, Style
from bot.commands.sitting import actor, changed, facilitated_here, facilitates, session_here
from bot.services import Services
from bot.session.agenda import Agenda, read_item
from bot.session.lengths import spent
from bot.session.session import Session
from bot.texts import noted

TAKE_UP = "take-up"
_NAMES = (noted("add"), noted("take-up"), noted("close"), noted("drop"), noted("move"))


async def agenda(services: Services, request: Request, do: str = "", item: str = "", place: int = 0) -> Reply:
    """The agenda, or the agenda after a change."""
    if not do:
        return await _listed(services, request)
    session = await facilitated_here(services, request)
    match do:
        case "add":
            title = clean(item, lines=False).strip()
            if not title:
                raise UserError(request.say("What is to be added? For example: /session agenda add Scaling 20."))
            return await _rearranged(services, request, session, lambda one: one.added(read_item(title)))
        case "drop":
            number = _number(session, item, request)
            return await _rearranged(services, request, session, lambda one: one.dropped(number))
        case "move":
            number = _number(session, item, request)
            if not place:
                raise UserError(request.say("To which place? For example: /session agenda move 3 place:1."))
            return await _rearranged(services, request, session, lambda one: one.moved(number, place))
        case "close":
            return await _gone_on(services, request, session, 0, sure=False)
        case _:
            following = session.agenda.next_open
            number = _number(session, item, request) if item else following.number if following else 0
            if not number:
                raise UserError(request.say("The agenda has no further item. /session agenda add adds one."))
            return await _gone_on(services, request, session, number, sure=False)


async def sure(services: Services, request: Request, number: int) -> Reply:
    """Take an item up, or close the one at hand, though hands are up."""
    session = await facilitated_here(services, request)
    return await _gone_on(services, request, session, number, sure=True)


async def _gone_on(services: Services, request: Request, session: Session, number: int, *, sure: bool) -> Reply:
    if not sure and session.agenda.at_hand and session.floor.hands:
        waiting = len(session.floor.hands)
        text = request.plural(
            "{n} person still waits on this item. Go on? Whoever waits keeps their place.",
            "{n} people still wait on this item. Go on? Whoever waits keeps their place.",
            waiting,
        )
        yes = Button(request.say("Yes, go on"), Action("agenda.sure", (str(number),)), Style.PRIMARY)
        return Reply(text, controls=(yes,))
    by, now = actor(request), services.now()

    def how(one: Session) -> Session:
        return one.taken_up(number, by, now, sure=sure) if number else one.closed(by, now, sure=sure)

    after = await changed(services, request, session, how, facilitating=True)
    return Reply(cards=(_card(after, request),))


async def _rearranged(services: Services, request: Request, session: Session, how: Callable[[Agenda], Agenda]) -> Reply:
    now = services.now()
    after = await changed(
        services, request, session, lambda one: one.with_agenda(how(one.agenda), now), facilitating=True
    )
    return Reply(cards=(_card(after, request),))


async def _listed(services: Services, request: Request) -> Reply:
    session = await session_here(services, request)
    following = session.agenda.next_open
    controls: tuple[Button, ...] = ()
    if following and facilitates(session, request):
        label = request.say("Take up the next item")
        controls = (Button(label, Action("session agenda", (TAKE_UP, str(_place(session, following.number))))),)
    return Reply(cards=(_card(session, request),), controls=controls)


def _card(session: Session, request: Request) -> Card:
    items = session.agenda.items
    if not items:
        return Card(request.say("Agenda"), bullets([request.say("nothing yet: /session agenda add Scaling 20")]))
    return Card(request.say("Agenda"), bullets(_lines(session, request)))


def _lines(session: Session, request: Request) -> list[str]:
    lines = []
    for place, item in enumerate(session.agenda.items, 1):
        planned = f" ({spent(item.planned, request)})" if item.planned else ""
        state = request.say("now") if item.number == session.agenda.current else request.say("done")
        marked = f": {state}" if item.is_done or item.number == session.agenda.current else ""
        lines.append(f"{place}. {item.title}{planned}{marked}")
    return lines


def _number(session: Session, typed: str, request: Request) -> int:
    """The number of the item that is meant: by its place, or by its title or the beginning of it."""
    typed = typed.strip()
    items = session.agenda.items
    if typed.isdecimal() and 1 <= int(typed) <= len(items):
        return items[int(typed) - 1].number
    meant = [item for item in items if typed and item.title.casefold().startswith(typed.casefold())]
    if len(meant) != 1:
        raise UserError(request.say("Which item? Give its place: 1 to {n}.", n=max(len(items), 1)))
    return meant[0].number


def _place(session: Session, number: int) -> int:
    return [item.number for item in session.agenda.items].index(number) + 1


_DO = ("add", TAKE_UP, "close", "drop", "move")

COMMANDS = (
    Command(
        "session agenda",
        "The agenda: see it, add, take up, close, drop, move",
        agenda,
        (
            Option("do", "What to do", Kind.CHOICE, choices=tuple(Choice(word, word) for word in _DO)),
            Option("item", "A new item with its minutes (Scaling 20), or the place of one"),
            Option("place", "Where it is to be moved", Kind.INTEGER, least=1, most=20),
        ),
        audience=Audience.PRIVATE,
    ),
    Command(
        "agenda.sure",
        "Go on though hands are up",
        sure,
        (Option("number", "Which item", Kind.INTEGER, required=True, least=0),),
        audience=Audience.PRIVATE,
        surface=Surface.HIDDEN,
    ),
)
