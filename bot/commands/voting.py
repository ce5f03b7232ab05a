"""`/vote`: what to read or to discuss next.

Decides how a vote is typed in one line (`/vote What next? scaling | taste`), that the counts of a hidden vote are shown
to nobody before it closes, moderators included, and which topics are offered where no choices are given: those this
channel has discussed least lately.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.chat.action import Action
from bot.chat.command import Command, Kind, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.markdown import Markdown, bold, bullets, escape, moment, paragraphs
from bot.chat.place import Permission
from bot.chat.reply import CHOICE_LIMIT, Button, Card, Choice, Reply, Select
from bot.commands.quoting import topic_name
from bot.services import Services
from bot.state.drawn import LOOKED
from bot.state.polls import Poll

MOST = 10  # choices; more are not read
OFFERED = 5  # topics where no choices are given
QUESTION_LIMIT = 200

_NEVER = datetime.min.replace(tzinfo=UTC)
_ASKED = re.compile(r"(?P<question>[^|｜]*?[?？])\s*(?P<choices>.*)", re.DOTALL)


async def vote(
    services: Services, request: Request, question: str, choices: str = "", hidden: bool = False, hours: int = 0
) -> Reply:
    """Open a vote in this channel."""
    asked, listed = in_one_line(question) if not choices else (question, split(choices))
    named = [_named(services, request, one) for one in listed] or await _topics(services, request)
    _check(request, asked, named)
    now = services.now()
    closes_at = now + timedelta(hours=hours) if hours else None
    by = request.person.id
    poll = await services.stores.polls.ask(
        request.space, asked, named, hidden=hidden, closes_at=closes_at, by=by, now=now
    )
    return _shown(poll, request)


def in_one_line(typed: str) -> tuple[str, list[str]]:
    """`'What next? scaling | taste'` -> `('What next?', ['scaling', 'taste'])`; without “?”, up to the first “|”."""
    found = _ASKED.fullmatch(typed.strip())
    if found:
        return found["question"].strip(), split(found["choices"])
    question, *choices = split(typed) or [typed]
    return question, choices


def split(typed: str) -> list[str]:
    """The choices between the bars, without empty ones and repeated ones."""
    parts = (part.strip() for part in re.split(r"[|｜\n]", typed))
    return list(dict.fromkeys(part for part in parts if part))


def _named(services: Services, request: Request, typed: str) -> str:
    """A topic by its full name; anything else as it was typed."""
    named = services.index.resolve(typed)
    return services.library.topics[named.key].name if named and named.kind == "topic" else typed


async def _topics(services: Services, request: Request) -> list[str]:
    """The topics whose prompts this channel has not had, or had longest ago; in reading order where they are alike."""
    asked = {topic.id: services.library.prompts_about(topic.id) for topic in services.edition.reading_order}
    ids = [prompt.id for prompts in asked.values() for prompt in prompts][:LOOKED]
    last = await services.stores.drawn.last(request.space, request.place.channel, list(dict.fromkeys(ids)))
    had = {
        topic: max((last.get(one.id, _NEVER) for one in prompts), default=_NEVER) for topic, prompts in asked.items()
    }
    return [topic_name(services.library.topics[topic], request) for topic in sorted(had, key=had.__getitem__)[:OFFERED]]


def _check(request: Request, question: str, choices: Sequence[str]) -> None:
    if len(question) > QUESTION_LIMIT:
        raise UserError(request.say("A question may have {most} characters. Shorten it.", most=QUESTION_LIMIT))
    if not 2 <= len(choices) <= MOST:
        raise UserError(
            request.say("2 to {most} choices are needed, with | between them: /vote What next? A | B", most=MOST)
        )
    long = next((choice for choice in choices if len(choice) > CHOICE_LIMIT), None)
    if long:
        raise UserError(
            request.say("“{choice}…” is too long: {most} characters at most.", choice=long[:30], most=CHOICE_LIMIT)
        )


async def cast(services: Services, request: Request, poll: str, choice: int) -> Reply:
    """Give or change one's vote."""
    known = await services.stores.polls.cast(request.space, poll, request.person.id, choice, services.now())
    return _shown(_there(known, request), request)


async def look(services: Services, request: Request, poll: str) -> Reply:
    """The vote as it stands."""
    return _shown(_there(await services.stores.polls.get(request.space, poll, services.now()), request), request)


async def close(services: Services, request: Request, poll: str) -> Reply:
    """Close a vote and say what came out."""
    return _shown(_there(await services.stores.polls.close(request.space, poll, services.now()), request), request)


def _there(poll: Poll | None, request: Request) -> Poll:
    if poll is None:
        raise UserError(request.say("There is no such vote any more. Open one with /vote."))
    return poll


def _shown(poll: Poll, request: Request) -> Reply:
    voted = sum(poll.counts)
    secret = poll.is_open and poll.hidden
    lines = [
        _line(choice, None if secret else count, poll, request)
        for choice, count in zip(poll.choices, poll.counts, strict=True)
    ]
    state = request.say("open: one vote each, which you can change") if poll.is_open else request.say("closed")
    closes = (
        request.mark("It closes {when}.", when=moment(poll.closes_at))
        if poll.is_open and poll.closes_at
        else Markdown("")
    )
    hint = request.say("Counts are shown when it closes.") if secret else ""
    footer = " · ".join((request.plural("{n} vote", "{n} votes", voted), state))
    card = Card(poll.question, paragraphs(bullets(lines), closes, hint), footer=footer)
    if not poll.is_open:
        return Reply(cards=(card,))
    ballot = tuple(Choice.clipped(choice, str(at)) for at, choice in enumerate(poll.choices))
    controls = (
        Select(request.say("Your vote"), Action("vote.cast", (poll.id,)), ballot),
        Button(request.say("Refresh"), Action("vote.look", (poll.id,))),
        Button(request.say("Close the vote"), Action("vote.close", (poll.id,))),
    )
    return Reply(cards=(card,), controls=controls)


def _line(choice: str, count: int | None, poll: Poll, request: Request) -> Markdown:
    if count is None:
        return escape(choice)
    votes = request.plural("{n} vote", "{n} votes", count)
    won = not poll.is_open and count and count == max(poll.counts)
    return Markdown(f"{bold(choice) if won else escape(choice)}: {escape(votes)}")


_POLL = Option("poll", "Which vote", required=True)

COMMANDS = (
    Command(
        "vote",
        "Let the group choose what comes next",
        vote,
        (
            Option("question", "What is asked; the choices may follow it, with | between them", required=True),
            Option("choices", "The choices, with | between them; topics where left empty", long=True),
            Option("hidden", "Show no counts before it closes", Kind.FLAG),
            Option("hours", "Close it after so many hours", Kind.INTEGER, least=1, most=720),
        ),
        title="Open a vote",
    ),
    Command(
        "vote.cast",
        "Your vote",
        cast,
        (_POLL, Option("choice", "What you choose", Kind.INTEGER, required=True, least=0, most=MOST)),
        surface=Surface.HIDDEN,
        replaces=True,
    ),
    Command("vote.look", "The vote as it stands", look, (_POLL,), surface=Surface.HIDDEN, replaces=True),
    Command(
        "vote.close",
        "Close the vote",
        close,
        (_POLL,),
        permission=Permission.MODERATOR,
        surface=Surface.HIDDEN,
        replaces=True,
    ),
)
