"""What somebody can do with a contribution of their own: see what became of it; while it waits, edit or withdraw it.

Decides that a contribution is its author's until it is decided, and that a withdrawn one is deleted at once.
"""

from bot.chat.action import Action
from bot.chat.command import Command, Handler, Kind, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.form import Form, form_of
from bot.chat.markdown import bullets
from bot.chat.place import Audience
from bot.chat.reply import Button, Card, Reply, Style
from bot.commands.contributing import (
    PROMPT,
    body_of,
    content_errors,
    filled,
    history,
    speaker_name,
    state_of,
    topic_id,
)
from bot.services import Services
from bot.state.submission import OPEN, Content, Submission


async def open_(services: Services, request: Request, suggestion: str) -> Reply:
    """One of somebody's own contributions."""
    return author_reply(await _own(services, request, suggestion), services, request)


async def story(services: Services, request: Request, suggestion: str) -> Reply:
    """What happened to one of somebody's own contributions."""
    one = await _own(services, request, suggestion)
    return Reply(cards=(Card(state_of(one, request), bullets(await history(one, services, request))),))


async def edit(services: Services, request: Request, suggestion: str) -> Form:
    """The form to change what waits."""
    one = await _own(services, request, suggestion)
    if one.state not in OPEN:
        raise UserError(request.say("It was decided meanwhile: {state}.", state=state_of(one, request)))
    return form_to_change(one, "suggest.change", services, request)


async def change(
    services: Services,
    request: Request,
    suggestion: str,
    seen: int,
    words: str,
    topic: str,
    speaker: str = "",
    source: str = "",
    kind: str = "open",
) -> Reply | Form:
    """Put other content in the place of what waits."""
    one = await _own(services, request, suggestion)
    content = content_from(services, one, words=words, topic=topic, speaker=speaker, source=source, kind=kind)
    errors = content_errors(services, request, content, one.kind)
    if errors:
        raise UserError(" ".join(errors.values()))
    store, now = services.stores.submissions, services.now()
    changed = await store.change(request.space, one.id, content, seen=seen, by=request.person.id, now=now)
    if changed is None:
        raise UserError(request.say("It was changed or decided meanwhile. /mydata show has it as it is now."))
    return author_reply(changed, services, request, request.say("Changed."))


async def withdraw(services: Services, request: Request, suggestion: str) -> Reply:
    """Take back what waits."""
    if not await services.stores.submissions.withdraw(request.space, suggestion, by=request.person.id):
        raise UserError(request.say("It does not wait any more. /mydata show says what became of it."))
    return Reply(request.say("Withdrawn, and deleted."))


def content_from(
    services: Services, one: Submission, *, words: str, topic: str, speaker: str, source: str, kind: str
) -> Content:
    """What a form that changes a contribution holds."""
    about = topic_id(services, topic)
    if one.kind == PROMPT:
        return Content(words, about, asks=kind)
    return Content(words, about, speaker_name(services, speaker) or one.content.speaker, source)


def form_to_change(one: Submission, does: str, services: Services, request: Request) -> Form:
    """The fields of a contribution, filled in."""
    command = next(each for each in services.commands if each.name == f"suggest {one.kind}")
    fields = form_of(command, filled(one.content), {}).fields
    kept = tuple(field for field in fields if field.name != "anonymous")
    return Form(request.say("Edit a suggestion"), Action(does, (one.id, str(one.revision))), kept)


def author_reply(one: Submission, services: Services, request: Request, title: str = "") -> Reply:
    """A contribution as its author sees it, with what they may do."""
    buttons = [Button(request.say("What happened"), Action("suggest.story", (one.id,)))]
    if one.state in OPEN:
        buttons = [
            Button(request.say("Edit"), Action("suggest.edit", (one.id,))),
            Button(request.say("Withdraw"), Action("suggest.withdraw", (one.id,)), Style.DANGER),
            *buttons,
        ]
    who = request.say("members are not told that it is yours") if one.anonymous else one.name
    footer = " · ".join((state_of(one, request), who))
    card = Card(title or state_of(one, request), body_of(one, services, request), footer=footer)
    return Reply(cards=(card,), controls=tuple(buttons))


async def _own(services: Services, request: Request, suggestion: str) -> Submission:
    one = await services.stores.submissions.get(request.space, suggestion)
    if one is None or one.by != request.person.id:
        raise UserError(request.say("You have no such suggestion here. /mydata show lists those you have."))
    return one


ONE = Option("suggestion", "Which suggestion", required=True)
SEEN = Option("seen", "The revision that was seen", Kind.INTEGER, required=True, least=0)
CONTENT = (
    Option("words", "The words", required=True, long=True),
    Option("topic", "A topic: its name, a word for it, or a question", required=True),
    Option("speaker", "Whose words they are"),
    Option("source", "Where they stand: title, page, minute, or address"),
    Option("kind", "What it asks people to do"),
)


def _for_author(name: str, help: str, handler: Handler, *options: Option) -> Command:  # noqa: A002
    return Command(name, help, handler, options, audience=Audience.PRIVATE, surface=Surface.HIDDEN)


COMMANDS = (
    _for_author("suggest.open", "One of your suggestions", open_, ONE),
    _for_author("suggest.story", "What happened to it", story, ONE),
    _for_author("suggest.edit", "Edit what waits", edit, ONE),
    _for_author("suggest.change", "Change what waits", change, ONE, SEEN, *CONTENT),
    _for_author("suggest.withdraw", "Take back what waits", withdraw, ONE),
)
