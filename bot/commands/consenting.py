"""The message action **Suggest as quote**: a member's own line, and the consent of whoever said it.

Decides that a line of somebody else's waits until that person agrees, by a button that works for nobody else, or until
a moderator names a source for it (`review.change`); and that nobody is pinged for it.
"""

from bot.chat.action import Action
from bot.chat.command import Command, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.form import Form, form_of
from bot.chat.markdown import paragraphs, quotation
from bot.chat.place import Audience
from bot.chat.reply import Button, Card, Reply, Style
from bot.commands.contributing import QUOTE, WORDS_LIMIT, content_errors, filled, speaker_name, topic_id, why_not
from bot.commands.finding import REQUIRED_TOPIC
from bot.commands.suggested import ONE, author_reply
from bot.commands.suggesting import ANONYMOUS, SPEAKER, WORDS
from bot.services import Services
from bot.state.submission import Content, Full, State, Submission


async def message(services: Services, request: Request) -> Form:
    """The form for a line of a message, filled in as far as it is known."""
    if request.message is None or not request.message.text.strip():
        raise UserError(request.say("This message has no text that I could suggest."))
    said = request.message
    given = {"author": said.author_id, "words": said.text.strip()[:WORDS_LIMIT], "speaker": said.author}
    text = request.say("Whoever said it is asked first. Leave the source empty where it was said here.")
    return form_of(LINE, given, {}, text)


async def line(
    services: Services,
    request: Request,
    words: str,
    speaker: str,
    topic: str,
    source: str = "",
    anonymous: bool = False,
    author: str = "",
) -> Reply | Form:
    """Suggest a member's line; asks whoever said it, in the channel, unless it is their own."""
    content = Content(words, topic_id(services, topic), speaker_name(services, speaker), source)
    errors = content_errors(services, request, content, QUOTE)
    if errors:
        return form_of(LINE, filled(content) | {"author": author}, errors, " ".join(errors.values()))
    own = author == request.person.id
    if own and not source:
        content = Content(words, content.topic, content.speaker, _here(content.speaker, request))
    taken = await services.stores.submissions.send(
        request.space,
        QUOTE,
        content,
        by=request.person.id,
        name=request.person.name,
        anonymous=anonymous,
        asks=not own,
        said_by=author,
        now=services.now(),
    )
    if isinstance(taken, Full):
        raise UserError(why_not(taken, request))
    if author and not own:
        return _asked(taken, request)
    sent = request.say("Sent. The moderators decide; /mydata show says what.")
    waits = request.say("Kept. A moderator who names its source can let it in.")
    reply = author_reply(taken, services, request, sent if own else waits)
    return Reply(cards=reply.cards, controls=reply.controls, audience=Audience.PRIVATE)


def _asked(one: Submission, request: Request) -> Reply:
    """The question to whoever said it."""
    title = request.say("May this line of yours become a quotation, {name}?", name=one.content.speaker)
    body = paragraphs(quotation(f"“{one.content.words}”"), request.say("Nothing happens unless you agree."))
    agree = Button(request.say("I agree"), Action("suggest.agree", (one.id,)), Style.PRIMARY)
    refuse = Button(request.say("Rather not"), Action("suggest.refuse", (one.id,)))
    return Reply(cards=(Card(title, body),), controls=(agree, refuse))


async def agree(services: Services, request: Request, suggestion: str) -> Reply:
    """Whoever said it agrees; moderators decide now."""
    one = await _asked_of(services, request, suggestion)
    held = one.content
    content = Content(held.words, held.topic, held.speaker, held.source or _here(held.speaker, request))
    store, now = services.stores.submissions, services.now()
    agreed = await store.change(
        request.space, one.id, content, seen=one.revision, by=request.person.id, now=now, agreed=True
    )
    if agreed is None:
        raise UserError(request.say("That was settled meanwhile."))
    return Reply(request.say("{name} agrees. The moderators decide.", name=held.speaker))


async def refuse(services: Services, request: Request, suggestion: str) -> Reply:
    """Whoever said it does not agree; the suggestion ends here."""
    one = await _asked_of(services, request, suggestion)
    reason = request.say("whoever said it would rather not")
    store, by, now = services.stores.submissions, request.person.id, services.now()
    if not await store.decide(request.space, one.id, State.REJECTED, seen=one.revision, by=by, now=now, reason=reason):
        raise UserError(request.say("That was settled meanwhile."))
    return Reply(request.say("The line stays what it was: something said here."))


async def _asked_of(services: Services, request: Request, suggestion: str) -> Submission:
    one = await services.stores.submissions.get(request.space, suggestion)
    if one is None or one.state is not State.ASKED:
        raise UserError(request.say("That was settled meanwhile."))
    if one.said_by != request.person.id:
        raise UserError(request.say("Only whoever said it can answer that."))
    return one


def _here(name: str, request: Request) -> str:
    return request.say("{name}, in this group", name=name)


# The author's id comes last: it is no field of the form, and a form has room for five.
LINE = Command(
    "suggest.line",
    "Suggest a line that somebody said here",
    line,
    (
        WORDS,
        SPEAKER,
        REQUIRED_TOPIC,
        Option("source", "Where else it stands; empty where it was said here"),
        ANONYMOUS,
        Option("author", "Who wrote the message"),
    ),
    surface=Surface.HIDDEN,
    title="Suggest as quote",
)

COMMANDS = (
    Command(
        "suggest.message",
        "Suggest this message as a quotation",
        message,
        audience=Audience.PRIVATE,
        surface=Surface.MESSAGE,
        title="Suggest as quote",
    ),
    LINE,
    Command("suggest.agree", "Agree that it becomes a quotation", agree, (ONE,), surface=Surface.HIDDEN, replaces=True),
    Command("suggest.refuse", "Do not agree", refuse, (ONE,), surface=Surface.HIDDEN, replaces=True),
)
