"""The same as a Markdown file, for people.

Decides the order in which somebody would want to read it: what the group chose, what it made its own, what it voted and
wrote down, and the log last.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.chat.command import Request
from bot.chat.inert import inert
from bot.export.records import Change, Export, Item, Schedule, Suggested, Vote
from bot.session.minutes import Minutes

Section = tuple[str, Sequence[str]]


def markdown_of(export: Export, minutes: Iterable[Minutes], request: Request) -> str:
    """The file, in the language of the request; times are in UTC."""
    title, minuting = request.say("What this group keeps"), request.say("Minutes")
    changing = request.say("What was changed")
    parts = [f"# {title}", _head(export, request)]
    for heading, lines in _sections(export, request):
        if lines:
            parts += [f"## {heading}", "\n".join(f"- {line}" for line in lines)]
    told = [part for one in minutes for part in _minutes(one)]
    if told:
        parts += [f"## {minuting}", *told]
    if export.log:
        log = "\n".join(f"- {_change(one)}" for one in reversed(export.log))
        parts += [f"## {changing}", log]
    return "\n\n".join(parts) + "\n"


def _head(export: Export, request: Request) -> str:
    return request.say(
        "Exported {at} UTC; the edition of the library is {edition}.",
        at=f"{export.exported_at:%Y-%m-%d %H:%M}",
        edition=export.library,
    )


def _sections(export: Export, request: Request) -> Iterator[Section]:
    yield request.say("Settings of this space"), [*_settings(export, request)]
    yield request.say("Hidden here"), export.hidden or ()
    yield request.say("Sources that are switched off"), export.sources_off or ()
    yield request.say("Moderators"), [*_moderators(export, request)]
    if export.plan and export.plan.plan:
        dates = [f"{inert(step)}: {day.isoformat()}" for step, day in export.plan.dates.items()]
        yield request.say("The reading plan: {plan}", plan=export.plan.plan), dates
    yield request.say("Daily prompts"), [_schedule(one, request) for one in export.schedules or ()]
    if export.own:
        yield request.say("This group's own library"), [_item(one) for one in export.own.approved]
        yield request.say("What waits for a decision"), [_suggested(one) for one in export.own.waiting]
    yield request.say("Votes"), [_vote(one) for one in export.votes or ()]


def _settings(export: Export, request: Request) -> Iterator[str]:
    for one in export.settings or ():
        said = f"{one.name}: {one.value}"
        if one.channel:
            said = request.say("{setting} (in the channel {channel})", setting=said, channel=one.channel)
        yield inert(said)


def _moderators(export: Export, request: Request) -> Iterator[str]:
    listed = export.moderators
    for person in listed.people if listed else ():
        yield inert(request.say("the person {person}", person=person))
    for role in listed.roles if listed else ():
        yield inert(request.say("everybody with the role {role}", role=role))


def _schedule(one: Schedule, request: Request) -> str:
    said = request.say(
        "{time} {zone} in the channel {channel}", time=f"{one.at:%H:%M}", zone=one.zone, channel=one.channel
    )
    about = ", ".join(one.topics)
    paused = request.say("paused") if one.is_paused else ""
    return inert("; ".join(part for part in (said, one.order, about, paused) if part))


def _item(one: Item) -> str:
    return f"{one.id}: {_suggested(one)}"


def _suggested(one: Suggested) -> str:
    said = f"“{one.words}” — {one.speaker}, {one.source}" if one.kind == "quote" else one.words
    return inert(" · ".join(part for part in (said, one.topic, one.suggested_by) if part))


def _vote(one: Vote) -> str:
    counted = ", ".join(f"{choice} {count}" for choice, count in zip(one.choices, one.counts, strict=True))
    return inert(f"{one.closed_at:%Y-%m-%d} {one.question} {counted}")


def _minutes(one: Minutes) -> Iterator[str]:
    yield f"### {inert(one.title)}"
    yield "\n".join(f"- {inert(fact)}" for fact in one.facts)
    for heading, lines in one.sections:
        yield f"#### {inert(heading)}"
        yield "\n".join(f"- {inert(line)}" for line in lines)


def _change(one: Change) -> str:
    return inert(f"{one.at:%Y-%m-%d %H:%M} {one.by} {one.subject}: {_value(one.before)} → {_value(one.after)}")


def _value(value: object) -> str:
    match value:
        case None:
            return "–"
        case dict():
            return "; ".join(f"{name} {_value(part)}" for name, part in value.items() if part not in ("", [], {}))
        case list():
            return ", ".join(map(_value, value))
        case _:
            return str(value)
