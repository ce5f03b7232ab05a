"""`/review`: what waits, one card after the other, and what moderators decide on it.

Decides that a press is held against the contribution as the moderator saw it: whoever presses second is told what was
decided meanwhile and sees the card as it is now. A decision can be taken back for 30 days, here and in `/manage log`.
"""

from functools import partial

from bot.chat.action import Action
from bot.chat.command import Command, Option, Request
from bot.chat.errors import UserError
from bot.chat.form import Field, Form
from bot.chat.markdown import Markdown, bullets, escape, paragraphs
from bot.chat.place import Audience, Permission
from bot.chat.reply import Button, Card, Choice, Reply, Style
from bot.commands.contributing import QUOTE, body_of, content_errors, history, state_of, twin
from bot.commands.pressed import pressed
from bot.commands.suggested import CONTENT, ONE, SEEN, content_from, form_to_change
from bot.services import Services
from bot.state.submission import OPEN, State, Submission

REASON_LIMIT = 300


async def review(services: Services, request: Request, suggestion: str = "") -> Reply:
    """The oldest that waits; with an id, that one, decided or not."""
    if suggestion:
        return await _card(services, request, await _find(services, request, suggestion))
    waiting = await services.stores.submissions.waiting(request.space)
    if not waiting:
        return Reply(request.say("Nothing waits for a decision."))
    return await _card(services, request, waiting[0])


async def following(services: Services, request: Request, suggestion: str) -> Reply:
    """What waits behind this one; after the last, the first again."""
    waiting = await services.stores.submissions.waiting(request.space)
    place = next((at for at, one in enumerate(waiting) if one.id == suggestion), -1)
    if not waiting:
        return Reply(request.say("Nothing waits for a decision."))
    return await _card(services, request, waiting[(place + 1) % len(waiting)])


async def approve(services: Services, request: Request, suggestion: str, seen: int) -> Reply:
    """Put it into the group's own library."""
    one = await _find(services, request, suggestion)
    if one.state is State.ASKED:
        raise UserError(request.say("Whoever said it has not agreed. Wait, or name a source with Edit."))
    if one.kind == QUOTE and not one.content.source:
        raise UserError(request.say("A quotation needs its source. Name it with Edit."))
    errors = content_errors(services, request, one.content, one.kind)
    if errors:
        raise UserError(" ".join((*errors.values(), request.say("Put it right with Edit."))))
    return await _decide(services, request, suggestion, seen, State.APPROVED)


async def ask_why(services: Services, request: Request, suggestion: str, seen: int) -> Form:
    """The form that asks why it is rejected."""
    reason = Field("reason", request.say("Why"), request.say("Its author reads it."), required=True, long=True)
    return Form(request.say("Reject"), Action("review.reject", (suggestion, str(seen))), (reason,))


async def reject(services: Services, request: Request, suggestion: str, seen: int, reason: str) -> Reply:
    """Reject it, with the reason that its author reads."""
    return await _decide(services, request, suggestion, seen, State.REJECTED, reason[:REASON_LIMIT])


async def ask_of_what(services: Services, request: Request, suggestion: str, seen: int) -> Form:
    """The form that asks of what it is a duplicate."""
    one = await _find(services, request, suggestion)
    near = await twin(services, request, one.kind, one.content.words, but=one.id) or ""
    twin_ = Field("of", request.say("Of what"), request.say("An id such as GEN-01"), required=True, value=near)
    return Form(request.say("A duplicate"), Action("review.duplicate", (suggestion, str(seen))), (twin_,))


async def duplicate(services: Services, request: Request, suggestion: str, seen: int, of: str) -> Reply:
    """Say of what it is a duplicate."""
    known = services.library.find(of)
    other = known.id if known else (await _find(services, request, of)).id
    return await _decide(services, request, suggestion, seen, State.DUPLICATE, other)


async def edit(services: Services, request: Request, suggestion: str) -> Form:
    """The form to put it right before it is approved."""
    return form_to_change(await _find(services, request, suggestion), "review.change", services, request)


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
) -> Reply:
    """Put other content in its place. A moderator who names the source needs nobody's consent."""
    one = await _find(services, request, suggestion)
    content = content_from(services, one, words=words, topic=topic, speaker=speaker, source=source, kind=kind)
    errors = content_errors(services, request, content, one.kind)
    if errors:
        raise UserError(" ".join(errors.values()))
    store, by, now = services.stores.submissions, request.person.id, services.now()
    changed = await store.change(request.space, one.id, content, seen=seen, by=by, now=now, agreed=bool(content.source))
    return await _card(services, request, changed or one, "" if changed else _meanwhile(one, request))


async def undo(services: Services, request: Request, suggestion: str, seen: int) -> Reply:
    """Take a decision back."""
    one = await _find(services, request, suggestion)
    back = State.APPROVED if one.state is State.REMOVED else State.WAITING
    return await _decide(services, request, suggestion, seen, back)


async def remove(services: Services, request: Request, suggestion: str, seen: int) -> Reply:
    """Take it out of the group's own library."""
    return await _decide(services, request, suggestion, seen, State.REMOVED)


async def block(services: Services, request: Request, suggestion: str) -> Reply:
    """Take no more suggestions from its author."""
    one = await _find(services, request, suggestion)
    if not one.by:
        raise UserError(request.say("Nobody knows any more who suggested it."))
    mark = await services.stores.blocks.add(request.space, one.by, by=request.person.id, now=services.now())
    lift = Button(request.say("Undo"), Action("review.unblock", (mark,)))
    text = request.say("No more suggestions are taken from {name}. What waits still waits.", name=one.name)
    return Reply(text, controls=(lift,))


async def unblock(services: Services, request: Request, mark: str) -> Reply:
    """Take suggestions from them again."""
    await services.stores.blocks.lift(request.space, mark, by=request.person.id, now=services.now())
    return Reply(request.say("Suggestions are taken from them again."))


async def _decide(
    services: Services, request: Request, suggestion: str, seen: int, to: State, reason: str = ""
) -> Reply:
    store, by, now = services.stores.submissions, request.person.id, services.now()
    decided = await store.decide(request.space, suggestion, to, seen=seen, by=by, now=now, reason=reason)
    if decided is not None:
        return await _card(services, request, decided)
    one = await _find(services, request, suggestion)
    return await _card(services, request, one, _meanwhile(one, request))


def _meanwhile(one: Submission, request: Request) -> str:
    return request.say("Another moderator was faster: {state}.", state=state_of(one, request))


async def _find(services: Services, request: Request, suggestion: str) -> Submission:
    one = await services.stores.submissions.get(request.space, suggestion.strip())
    if one is None:
        raise UserError(request.say("There is no such suggestion any more. /review shows what waits."))
    return one


async def _card(services: Services, request: Request, one: Submission, note: str = "") -> Reply:
    """A contribution with all that moderators know of it, and what they can do."""
    waiting = await services.stores.submissions.waiting(request.space)
    near = await twin(services, request, one.kind, one.content.words, but=one.id) if one.state in OPEN else None
    fields: list[tuple[str, Markdown]] = [
        (request.say("From"), escape(_author(one, request))),
        (request.say("History"), bullets(await history(one, services, request))),
    ]
    if near:
        fields.insert(1, (request.say("Nearly the same"), escape(near)))
    card = Card(
        title=request.say("A quotation to review") if one.kind == QUOTE else request.say("A question to review"),
        body=paragraphs(note, body_of(one, services, request)),
        fields=tuple(fields),
        footer=" · ".join((state_of(one, request), request.plural("{n} waits", "{n} wait", len(waiting)), one.id)),
    )
    return Reply(cards=(card,), controls=_buttons(one, len(waiting), request))


def _author(one: Submission, request: Request) -> str:
    name = one.name or request.say("somebody who had it erased")
    return request.say("{name} (members are not told)", name=name) if one.anonymous and one.name else name


def _buttons(one: Submission, waiting: int, request: Request) -> tuple[Button, ...]:
    exactly = (one.id, str(one.revision))
    buttons: list[Button] = []
    if one.state in OPEN:
        buttons = [
            Button(request.say("Approve"), Action("review.approve", exactly), Style.PRIMARY),
            Button(request.say("Edit"), Action("review.edit", (one.id,))),
            Button(request.say("Reject"), Action("review.why", exactly)),
            Button(request.say("Duplicate of …"), Action("review.twin", exactly)),
        ]
        if one.by:
            buttons.append(Button(request.say("Block author"), Action("review.block", (one.id,)), Style.DANGER))
    else:
        buttons.append(Button(request.say("Undo"), Action("review.undo", exactly)))
    if one.state is State.APPROVED:
        buttons.append(Button(request.say("Remove"), Action("review.remove", exactly), Style.DANGER))
    if waiting > (one.state in OPEN):
        buttons.append(Button(request.say("Next"), Action("review.next", (one.id,))))
    return tuple(buttons)


async def suggest_decided(services: Services, request: Request, typed: str) -> tuple[Choice, ...]:
    """What waits and what was approved, for what is typed so far."""
    store = services.stores.submissions
    every = (*await store.waiting(request.space), *await store.approved(request.space))
    wanted = typed.casefold()
    waits = request.say("waits")
    labels = ((one, f"{one.item or waits} {one.content.words}") for one in every)
    return tuple(Choice.clipped(label, one.id) for one, label in labels if wanted in label.casefold())


_hidden = partial(pressed, replaces=True)

COMMANDS = (
    Command(
        "review",
        "What members suggested, to decide on",
        review,
        (Option("suggestion", "One that was decided, such as OUR-1", suggest=suggest_decided),),
        permission=Permission.MODERATOR,
        audience=Audience.PRIVATE,
    ),
    _hidden("review.next", "What waits next", following, ONE),
    _hidden("review.approve", "Approve it", approve, ONE, SEEN),
    _hidden("review.why", "Ask why it is rejected", ask_why, ONE, SEEN, replaces=False),
    _hidden("review.reject", "Reject it", reject, ONE, SEEN, Option("reason", "Why", required=True, long=True)),
    _hidden("review.twin", "Ask of what it is a duplicate", ask_of_what, ONE, SEEN, replaces=False),
    _hidden("review.duplicate", "It is a duplicate", duplicate, ONE, SEEN, Option("of", "Of what", required=True)),
    _hidden("review.edit", "Put it right", edit, ONE, replaces=False),
    _hidden("review.change", "Change what waits", change, ONE, SEEN, *CONTENT),
    _hidden("review.undo", "Take the decision back", undo, ONE, SEEN),
    _hidden("review.remove", "Take it out of the library", remove, ONE, SEEN),
    _hidden("review.block", "Take no more from its author", block, ONE, replaces=False),
    _hidden("review.unblock", "Take from them again", unblock, Option("mark", "Whose", required=True)),
)
