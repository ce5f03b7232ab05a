"""`/note` and the message action **Add to minutes**: what a session is not to lose.

Decides that everybody may write something down while a session runs, with their name under it, and that the text of a
message is taken only where somebody points at it, and can be changed before it is.
"""

from bot.chat.action import Action
from bot.chat.clean import clean, clip
from bot.chat.command import Command, Kind, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.form import Field, Form
from bot.chat.place import Audience
from bot.chat.reply import Button, Choice, Reply
from bot.commands.contributing import why_not
from bot.commands.sitting import changed, session_here
from bot.services import Services
from bot.session import entry
from bot.session.session import Session
from bot.state.submission import Full
from bot.texts import noted

KINDS = {
    "decision": (entry.Kind.DECISION, noted("Noted as a decision: {text}")),
    "action": (entry.Kind.ACTION, noted("Noted as something to do: {text}")),
    "question": (entry.Kind.QUESTION, noted("Noted as an open question: {text}")),
    "idea": (entry.Kind.IDEA, noted("Noted as an idea: {text}")),
}
CHOICES = tuple(Choice(kind, kind) for kind in KINDS)
_NAMES = (noted("decision"), noted("action"), noted("question"), noted("idea"))


async def decision(services: Services, request: Request, text: str) -> Reply:
    """Write a decision down."""
    return await note(services, request, "decision", text)


async def action(services: Services, request: Request, text: str) -> Reply:
    """Write down what is to be done."""
    return await note(services, request, "action", text)


async def question(services: Services, request: Request, text: str) -> Reply:
    """Write an open question down; it can become a prompt."""
    return await note(services, request, "question", text)


async def prompt(services: Services, request: Request, question: str, topic: str = "") -> Reply:
    """Hand a question to the moderators, as a candidate for a prompt of this group, on the topic of its session."""
    store, person = services.stores.submissions, request.person
    if any(one.content.words == question for one in await store.waiting(request.space)):
        raise UserError(request.say("This question waits for the moderators already."))
    known = topic if topic in services.library.topics else ""
    taken = await store.raise_question(
        request.space, question, known, by=person.id, name=person.name, now=services.now()
    )
    if isinstance(taken, Full):
        raise UserError(why_not(taken, request))
    return Reply(request.say("The moderators will see this question in /review: {text}", text=question))


async def idea(services: Services, request: Request, text: str) -> Reply:
    """Write an idea down."""
    return await note(services, request, "idea", text)


async def note(services: Services, request: Request, kind: str, text: str) -> Reply:
    """Write something down in the minutes of the session that runs here."""
    session = await session_here(services, request)
    text = note_text(text, request)
    person, now = request.person, services.now()
    what, said = KINDS[kind]
    written = entry.Entry(what, now, person.id, person.name, text)
    await changed(services, request, session, lambda one: one.stirred(now).noted([written]))
    return Reply(request.say(said, text=text), controls=_offered(services, request, written, session))


def _offered(services: Services, request: Request, written: entry.Entry, session: Session) -> tuple[Button, ...]:
    """What can be done with a note: a question can become a prompt."""
    if written.kind is not entry.Kind.QUESTION:
        return ()
    named = services.index.resolve(session.topic)
    topic = named.key if named and named.kind == "topic" else ""
    return (Button(request.say("Suggest as a prompt"), Action("note.prompt", (written.text, topic))),)


async def ask(services: Services, request: Request) -> Form:
    """What the text of a message is to be in the minutes."""
    await session_here(services, request)
    text = clean(request.message.text if request.message else "", lines=False).strip()
    fields = (
        Field("kind", request.say("As what"), kind=Kind.CHOICE, required=True, choices=CHOICES, value="decision"),
        Field("text", request.say("What is written down"), required=True, value=_clipped(text), long=True),
    )
    return Form(request.say("Add to minutes"), Action("note.add"), fields)


def note_text(typed: str, request: Request) -> str:
    """The words of a note on one line. Raises UserError when they are too long."""
    text = " ".join(clean(typed).split())
    if len(text) > entry.NOTE_LIMIT:
        too_long = request.say("That is {n} characters; {limit} are the most.", n=len(text), limit=entry.NOTE_LIMIT)
        raise UserError(too_long)
    return text


def _clipped(text: str) -> str:
    return clip(text, entry.NOTE_LIMIT)


_TEXT = Option("text", "What is written down", required=True, long=True)

COMMANDS = (
    Command("note decision", "Write a decision into the minutes", decision, (_TEXT,)),
    Command("note action", "Write down what is to be done, and by whom", action, (_TEXT,)),
    Command("note question", "Write down a question that stays open", question, (_TEXT,)),
    Command("note idea", "Write an idea into the minutes", idea, (_TEXT,)),
    Command(
        "note.message",
        "Write this message into the minutes",
        ask,
        audience=Audience.PRIVATE,
        surface=Surface.MESSAGE,
        title="Add to minutes",
    ),
    Command(
        "note.add",
        "Write it into the minutes",
        note,
        (Option("kind", "As what", Kind.CHOICE, required=True, choices=CHOICES), _TEXT),
        surface=Surface.HIDDEN,
    ),
    Command(
        "note.prompt",
        "Suggest this question as a prompt",
        prompt,
        (Option("question", "The question", required=True), Option("topic", "What it belongs to")),
        surface=Surface.HIDDEN,
    ),
)
