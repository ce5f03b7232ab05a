"""`/manage log`: who changed what, when, before and after; and the way to take a change back.

Decides that an undo is itself a change in the log, and that a change whose subject has moved on since is not undone
silently over the newer one.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.chat.action import Action
from bot.chat.command import Command, Kind, Option, Request
from bot.chat.errors import UserError
from bot.chat.markdown import Markdown, bullets, escape, moment, person, plain
from bot.chat.place import Audience, Permission
from bot.chat.reply import Button, Card, Choice, Reply, Select
from bot.commands.imported import in_words as brought
from bot.commands.imported import take_back
from bot.commands.pressed import pressed
from bot.commands.purged import in_words as purged_in_words
from bot.commands.subjects import in_words, kind_of, moved_on, named
from bot.services import Services
from bot.state.changes import IMPORT, PAGE, PURGE, Change, Value
from bot.state.moderators import Moderator
from bot.state.plans import GroupPlan
from bot.state.settings import SPACE
from bot.state.submission import Content, State

PutBack = Callable[[Services, Request, str, Value], Awaitable[None]]
"""Makes a subject what it was: given what follows its first word, and the value before."""


async def log(services: Services, request: Request, page: int = 1) -> Reply:
    """A page of changes, the latest first, and a menu to undo one."""
    listed = await services.stores.changes.latest(request.space, skip=(page - 1) * PAGE)
    if not listed:
        return Reply(request.say("Nothing has been changed here yet.") if page == 1 else request.say("That is all."))
    names = await named(services, request, [one.subject for one in listed])
    open_ = [one for one in listed if not one.undone and kind_of(one.subject) in UNDONE]
    controls: list[Button | Select] = []
    if open_:
        choices = tuple(Choice.clipped(f"{one.at:%Y-%m-%d %H:%M} {plain(names[one.subject])}", one.id) for one in open_)
        controls.append(Select(request.say("Undo one"), Action("log.undo"), choices))
    if page > 1:
        controls.append(Button(request.say("◀ Back"), Action("log.page", (str(page - 1),))))
    if len(listed) == PAGE:
        controls.append(Button(request.say("More ▶"), Action("log.page", (str(page + 1),))))
    card = Card(request.say("What was changed"), bullets(_line(one, names[one.subject], request) for one in listed))
    return Reply(cards=(card,), controls=tuple(controls))


async def undo(services: Services, request: Request, change: str) -> Reply:
    """Make what was changed what it was before."""
    one = await services.stores.changes.find(request.space, change)
    if one is None or one.undone:
        raise UserError(request.say("That was undone already."))
    if one.subject == IMPORT:
        return await take_back(services, request, one)
    if _has_moved_on(one, await services.stores.changes.since(request.space, one)):
        raise UserError(await moved_on(services, request, one.subject))
    kind, _, rest = one.subject.partition(" ")
    if kind not in PUT_BACK:
        raise UserError(request.say("That cannot be undone."))
    await PUT_BACK[kind](services, request, rest, one.before)
    await services.stores.changes.mark_undone(request.space, one.id)
    subject = plain((await named(services, request, [one.subject]))[one.subject])
    return Reply(request.say("{subject} is what it was before.", subject=subject))


def _has_moved_on(one: Change, later: Sequence[Change]) -> bool:
    """Whether what it changed is something else by now. Where only parts of a subject were changed, others may be."""
    if not later or not isinstance(one.after, dict):
        return bool(later) and later[0].after != one.after
    stands: dict[str, Value] = {}
    for change in later:
        if not isinstance(change.after, dict):
            break  # taken away; what put it back since holds all of it
        stands = change.after | stands
    return not stands or any(stands.get(name, value) != value for name, value in one.after.items())


async def _setting(services: Services, request: Request, rest: str, before: Value) -> None:
    key, _, channel = rest.partition(" ")
    store, by, now = services.stores.settings, request.person.id, services.now()
    if before is None:
        await store.reset(request.space, key, by=by, now=now, channel=channel or SPACE)
    else:
        await store.set(request.space, key, str(before), by=by, now=now, channel=channel or SPACE)


async def _moderator(services: Services, request: Request, rest: str, before: Value) -> None:
    if request.permission < Permission.OWNER:
        raise UserError(request.say("Only whoever runs this space can do that."))
    kind, _, who = rest.partition(" ")
    store = services.stores.moderators
    change = store.add if before else store.remove
    await change(request.space, Moderator(kind, who), by=request.person.id, now=services.now())


async def _suggestion(services: Services, request: Request, rest: str, before: Value) -> None:
    store, by, now = services.stores.submissions, request.person.id, services.now()
    one = await store.get(request.space, rest)
    done = None
    if one and isinstance(before, dict):
        content = Content(**{name: str(value) for name, value in before.items()})
        done = await store.change(request.space, one.id, content, seen=one.revision, by=by, now=now)
    elif one:
        done = await store.decide(request.space, one.id, State(str(before)), seen=one.revision, by=by, now=now)
    if done is None:
        raise UserError(request.say("That can no longer be undone. /review shows how it stands."))


async def _contributor(services: Services, request: Request, rest: str, before: Value) -> None:
    store = services.stores.blocks
    change = store.put_back if before else store.lift
    await change(request.space, rest, by=request.person.id, now=services.now())


async def _schedule(services: Services, request: Request, rest: str, before: Value) -> None:
    store, person, now = services.stores.schedules, request.person, services.now()
    if not await store.put_back(request.space, rest, before, by=person.id, name=person.name, now=now):
        raise UserError(request.say("That can no longer be undone. /daily show has how it stands."))
    services.sender.nudge()


async def _reading_plan(services: Services, request: Request, rest: str, before: Value) -> None:
    group = GroupPlan.of(before)
    await services.stores.plans.change(request.space, lambda _: group, by=request.person.id, now=services.now())


PUT_BACK: Mapping[str, PutBack] = {
    "setting": _setting,
    "moderator": _moderator,
    "suggestion": _suggestion,
    "contributor": _contributor,
    "schedule": _schedule,
    "plan": _reading_plan,
}
"""How each kind of subject is put back, by the first word of the subject."""
UNDONE = {*PUT_BACK, IMPORT}
"""What can be undone."""


def _line(one: Change, name: Markdown, request: Request) -> Markdown:
    if kind_of(one.subject) == PURGE and isinstance(one.before, int):
        gone = purged_in_words(one.subject.partition(" ")[2], one.before, request)
        return Markdown(f"{moment(one.at)} {escape(gone)}")
    said = _said(one, name, request)
    taken_back = request.say("undone")
    undone = escape(f"({taken_back})") if one.undone else ""
    return Markdown(f"{moment(one.at)} {said} {undone}".rstrip())


def _said(one: Change, name: Markdown, request: Request) -> Markdown:
    who = person(one.by) if one.by else request.say("somebody who had it erased")
    if one.subject == IMPORT:
        return request.mark("**{subject}**: {what}, by {who}", subject=name, what=brought(one, request), who=who)
    before, after = in_words(one, request)
    return request.mark(
        "**{subject}**: {before} → {after}, by {who}", subject=name, before=before, after=after, who=who
    )


_PAGE = Option("page", "Which page", Kind.INTEGER, least=1, most=10_000)

COMMANDS = (
    Command(
        "manage log",
        "Who changed what, and how to take it back",
        log,
        (_PAGE,),
        permission=Permission.MODERATOR,
        audience=Audience.PRIVATE,
    ),
    pressed("log.page", "Another page of the log", log, _PAGE, replaces=True),
    pressed("log.undo", "Undo a change", undo, Option("change", "Which change", required=True)),
)
