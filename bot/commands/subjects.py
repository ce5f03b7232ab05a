"""What the log calls what was changed, and what it was: by the names that people know.

Decides that a change says which channel, role or person it is about as the platform shows them; their ids stand in the
log only.
"""

from collections.abc import Mapping, Sequence

from bot.chat.command import Request
from bot.chat.markdown import Markdown, channel, escape, person, plain, role
from bot.commands.daily.logged import in_words as daily_in_words
from bot.commands.daily.logged import names_of
from bot.preferences import BY_NAME, HIDDEN, SOURCES_OFF, shown
from bot.services import Services
from bot.state.changes import Change, Value
from bot.state.moderators import ROLE


async def named(services: Services, request: Request, subjects: Sequence[str]) -> Mapping[str, Markdown]:
    """What each subject is called."""
    daily = await names_of(services, request) if any(kind_of(one) == "schedule" for one in subjects) else {}
    return {one: escape(daily[one]) if one in daily else _called(one, request) for one in subjects}


async def moved_on(services: Services, request: Request, subject: str) -> str:
    """Why a change cannot be taken back."""
    name = plain((await named(services, request, [subject]))[subject])
    return request.say("{subject} was changed again since. Undo the later change first.", subject=name)


def _called(subject: str, request: Request) -> Markdown:
    kind, _, rest = subject.partition(" ")
    match kind:
        case "setting":
            return _setting(rest, request)
        case "moderator":
            what, _, who = rest.partition(" ")
            if what == ROLE:
                return request.mark("moderators with the role {role}", role=role(who))
            return request.mark("moderator {person}", person=person(who))
        case "suggestion":
            return request.mark("suggestion {id}", id=rest)
        case "contributor":
            return escape(request.say("a contributor"))
        case "schedule":
            return escape(request.say("a daily prompt that was switched off"))
        case "plan":
            return escape(request.say("the reading plan"))
        case _:
            return escape(subject)


def _setting(rest: str, request: Request) -> Markdown:
    key, _, where = rest.partition(" ")
    if key == HIDDEN:
        return escape(request.say("what is hidden here"))
    if key == SOURCES_OFF:
        return escape(request.say("sources that are switched off"))
    if where:
        return request.mark("setting {name} in {channel}", name=key, channel=channel(where))
    return request.mark("setting {name}", name=key)


def in_words(one: Change, request: Request) -> tuple[str, str]:
    """What it was before the change, and after it."""
    if kind_of(one.subject) == "schedule":
        return daily_in_words(one.before, one.after, request)
    return _value(one, one.before, request), _value(one, one.after, request)


def kind_of(subject: str) -> str:
    """What sort of thing was changed: the first word of its subject."""
    return subject.partition(" ")[0]


def _value(one: Change, value: Value, request: Request) -> Markdown:
    match value:
        case None:
            return escape(request.say("nothing"))
        case True:
            return escape(request.say("yes"))
        case dict():
            return escape(" · ".join(_part(part) for part in value.values() if part))
        case _:
            kind, _, rest = one.subject.partition(" ")
            preference = BY_NAME.get(rest.partition(" ")[0]) if kind == "setting" else None
            return shown(preference, str(value)) if preference else escape(str(value))


def _part(value: Value) -> str:
    return ", ".join(f"{name} {part}" for name, part in value.items()) if isinstance(value, dict) else str(value)
