"""From what somebody typed to the record they mean, or the sentence that says what is close.

Decides how every command says that it found nothing: it names what is really close, or nothing at all.
"""

from collections.abc import Sequence

from bot.chat.action import Action
from bot.chat.command import Option, Request
from bot.chat.errors import UserError
from bot.chat.place import Audience
from bot.chat.reply import LABEL_LIMIT, Button, Choice, Reply
from bot.library.records import Source, Speaker, Topic
from bot.library.search import Near
from bot.library.suggest import Suggestions
from bot.services import Services

TYPED_SHOWN = 80  # characters of what somebody typed that an answer repeats


def topic_of(services: Services, request: Request, typed: str) -> Topic:
    """The topic that is meant. Raises UserError naming what is close."""
    found = services.index.search(typed, kinds=("topic",), limit=1)
    if not found.hits:
        raise UserError(nothing(request, typed, found.near, request.say("See /topics for all of them.")))
    return services.library.topics[found.hits[0].key]


def speaker_of(services: Services, request: Request, typed: str) -> Speaker:
    """The speaker who is meant. Raises UserError naming everybody there is."""
    found = services.index.search(typed, kinds=("speaker",), limit=1)
    if not found.hits:
        names = ", ".join(speaker.name for speaker in list(services.library.speakers.values())[:12])
        raise UserError(
            request.say("Nobody here is called “{typed}”. There are: {names}.", typed=clip(typed), names=names)
        )
    return services.library.speakers[found.hits[0].key]


def source_of(services: Services, request: Request, typed: str) -> Source:
    """The source that is meant. Raises UserError naming all sources."""
    exact = services.library.sources.get(typed.strip().lower())
    if exact:
        return exact
    found = services.index.search(typed, kinds=("source",), limit=1)
    if not found.hits:
        names = ", ".join(services.library.sources)
        raise UserError(
            request.say("No source is called “{typed}”. There are: {names}.", typed=clip(typed), names=names)
        )
    return services.library.sources[found.hits[0].key]


def nothing(request: Request, typed: str, near: Sequence[Near], advice: str) -> str:
    """The sentence for “nothing fits”, with what is close by name."""
    close = ", ".join(one.name for one in near)
    if close:
        return request.say("Nothing here fits “{typed}”. Did you mean: {close}?", typed=clip(typed), close=close)
    return " ".join((request.say("Nothing here fits “{typed}”.", typed=clip(typed)), advice))


def nothing_reply(request: Request, command: str, typed: str, near: Sequence[Near], advice: str) -> Reply:
    """The private answer for “nothing fits”, with a button for each thing that is close by name."""
    buttons = tuple(Button(clip(one.name, LABEL_LIMIT), Action(command, (one.key,))) for one in near)
    return Reply(nothing(request, typed, near, advice), controls=buttons, audience=Audience.PRIVATE)


def clip(text: str, limit: int = TYPED_SHOWN) -> str:
    """`text`, shortened visibly."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _choices(suggestions: Suggestions, typed: str) -> tuple[Choice, ...]:
    return tuple(Choice.clipped(label.text, label.value) for label in suggestions.complete(typed))


async def suggest_about(services: Services, request: Request, typed: str) -> tuple[Choice, ...]:
    """Topics, speakers and ids for what is typed so far; with an id its words, unless they are further on."""
    return tuple(_within(services, choice) for choice in _choices(services.edition.about, typed))


def _within(services: Services, choice: Choice) -> Choice:
    quote = services.library.quotes.get(choice.value)
    section = services.reach.beyond(quote) if quote else None
    return Choice.clipped(f"{choice.value} ({section.title})", choice.value) if section else choice


async def suggest_topic(services: Services, request: Request, typed: str) -> tuple[Choice, ...]:
    """Topics for what is typed so far."""
    return _choices(services.edition.topics, typed)


async def suggest_speaker(services: Services, request: Request, typed: str) -> tuple[Choice, ...]:
    """Speakers for what is typed so far."""
    return _choices(services.edition.speakers, typed)


async def suggest_source(services: Services, request: Request, typed: str) -> tuple[Choice, ...]:
    """Sources for what is typed so far."""
    return _choices(services.edition.sources, typed)


TOPIC = Option("topic", "A topic: its name, a word for it, or a question", suggest=suggest_topic)
REQUIRED_TOPIC = Option(
    "topic", "A topic: its name, a word for it, or a question", required=True, suggest=suggest_topic
)
