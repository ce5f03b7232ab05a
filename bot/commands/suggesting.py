"""`/suggest quote` and `/suggest prompt`: what members bring to the library of their group.

Decides that whoever is about to bring what is there already is shown the twin first and may send it anyway, and that
nothing that was filled in is lost when something in it is wrong.
"""

from bot.chat.action import Action
from bot.chat.command import Command, Kind, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.form import Form, form_of
from bot.chat.markdown import escape
from bot.chat.place import Audience
from bot.chat.reply import Button, Card, Choice, Reply, Style
from bot.commands.contributing import (
    PROMPT,
    QUOTE,
    content_errors,
    filled,
    speaker_name,
    topic_id,
    twin,
    why_not,
)
from bot.commands.finding import REQUIRED_TOPIC, suggest_speaker
from bot.commands.suggested import author_reply
from bot.library.records import PromptKind
from bot.services import Services
from bot.state.submission import Content, Full


async def quote(
    services: Services,
    request: Request,
    words: str,
    speaker: str,
    source: str,
    topic: str,
    anonymous: bool = False,
    anyway: bool = False,
) -> Reply | Form:
    """Suggest a quotation, unless there is one like it already."""
    content = Content(words, topic_id(services, topic), speaker_name(services, speaker), source)
    return await _take(services, request, SUGGEST_QUOTE, content, anonymous=anonymous, anyway=anyway)


async def prompt(
    services: Services,
    request: Request,
    words: str,
    topic: str,
    kind: str = "open",
    anonymous: bool = False,
    anyway: bool = False,
) -> Reply | Form:
    """Suggest a question for discussion, unless there is one like it already."""
    content = Content(words, topic_id(services, topic), asks=kind)
    return await _take(services, request, SUGGEST_PROMPT, content, anonymous=anonymous, anyway=anyway)


async def _take(
    services: Services, request: Request, command: Command, content: Content, *, anonymous: bool, anyway: bool
) -> Reply | Form:
    kind = QUOTE if command is SUGGEST_QUOTE else PROMPT
    errors = content_errors(services, request, content, kind)
    if errors:
        return form_of(command, filled(content), errors, " ".join(errors.values()))
    same = None if anyway else await twin(services, request, kind, content.words)
    if same:
        return await _warned(services, request, kind, content, same, anonymous=anonymous)
    taken = await services.stores.submissions.send(
        request.space,
        kind,
        content,
        by=request.person.id,
        name=request.person.name,
        anonymous=anonymous,
        now=services.now(),
    )
    if isinstance(taken, Full):
        raise UserError(why_not(taken, request))
    return author_reply(taken, services, request, request.say("Sent. The moderators decide; /mydata show says what."))


async def _warned(
    services: Services, request: Request, kind: str, content: Content, same: str, *, anonymous: bool
) -> Reply:
    """What is nearly the same, and the way to send it anyway."""
    pending = await services.stores.submissions.get(request.space, same)
    quote_, prompt_ = services.library.quotes.get(same), services.library.prompts.get(same)
    found = quote_.wordings[0].text if quote_ else prompt_.question if prompt_ else ""
    words = found or (pending.content.words if pending else "")
    where = request.say("waits already") if pending and not found else same
    flag = "yes" if anonymous else ""
    values = (
        (content.words, content.speaker, content.source, content.topic, flag)
        if kind == QUOTE
        else (content.words, content.topic, content.asks, flag)
    )
    send = Action(f"suggest.{kind}", (*values, "yes"))
    card = Card(request.say("There is one like it already"), escape(words), footer=where)
    return Reply(cards=(card,), controls=(Button(request.say("Send it anyway"), send, Style.PRIMARY),))


WORDS = Option("words", "The words, exactly as they were said or printed", required=True, long=True)
_QUESTION = Option("words", "The question", required=True, long=True)
SPEAKER = Option("speaker", "Whose words they are", required=True, suggest=suggest_speaker)
_SOURCE = Option("source", "Where they stand: title, page, minute, or address", required=True)
_KIND = Option(
    "kind",
    "What it asks people to do",
    Kind.CHOICE,
    choices=tuple(Choice(kind.value, kind.value) for kind in PromptKind),
)
ANONYMOUS = Option("anonymous", "Do not tell members who suggested it; moderators see your name", Kind.FLAG)
_ANYWAY = Option("anyway", "Although there is one like it", Kind.FLAG)
_QUOTE_FIELDS = (WORDS, SPEAKER, _SOURCE, REQUIRED_TOPIC)
_PROMPT_FIELDS = (_QUESTION, REQUIRED_TOPIC, _KIND)

SUGGEST_QUOTE = Command(
    "suggest quote",
    "Suggest a quotation for this group's library",
    quote,
    (*_QUOTE_FIELDS, ANONYMOUS),
    audience=Audience.PRIVATE,
    title="Suggest a quotation",
)
SUGGEST_PROMPT = Command(
    "suggest prompt",
    "Suggest a question for discussion",
    prompt,
    (*_PROMPT_FIELDS, ANONYMOUS),
    audience=Audience.PRIVATE,
    title="Suggest a question",
)
COMMANDS = (
    SUGGEST_QUOTE,
    SUGGEST_PROMPT,
    Command(
        "suggest.quote",
        "Suggest it although there is one like it",
        quote,
        (*_QUOTE_FIELDS, ANONYMOUS, _ANYWAY),
        audience=Audience.PRIVATE,
        surface=Surface.HIDDEN,
    ),
    Command(
        "suggest.prompt",
        "Suggest it although there is one like it",
        prompt,
        (*_PROMPT_FIELDS, ANONYMOUS, _ANYWAY),
        audience=Audience.PRIVATE,
        surface=Surface.HIDDEN,
    ),
)
