"""A daily prompt in words: what was chosen, when it comes next, and what changes of clocks do to it.

Decides that every choice is said, so that nothing holds that a moderator has not read.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chat.command import Option, Request
from bot.chat.markdown import Markdown, bullets, channel, escape, paragraphs, role
from bot.commands.daily.options import AT_END, ON_UNKNOWN, ORDER
from bot.commands.timing import day_name, local_moment, rhythm_in_words
from bot.daily.calendar import Due, between
from bot.daily.picking import pool_of
from bot.daily.rhythm import rhythm_of
from bot.daily.shifts import Shift, shift_on
from bot.library.library import Library
from bot.state.schedule import Arrangement

YEAR = timedelta(days=366)
TOLD = 2  # changes of clocks: the next one in each direction


def chosen_in_words(chosen: Arrangement, library: Library, request: Request) -> tuple[tuple[str, Markdown], ...]:
    """What was chosen, field by field."""
    return (
        (request.say("When"), escape(rhythm_in_words(chosen, request))),
        (request.say("Where"), channel(chosen.channel)),
        (request.say("Which prompts"), _prompts(chosen, library, request)),
        (request.say("How it is posted"), _posting(chosen, request)),
    )


def runs(dues: Sequence[Due], zone: str, request: Request) -> Markdown:
    """Points in time, one below the other, each in the reader's own zone."""
    return bullets(local_moment(due.at, zone, request) for due in dues)


def clock_changes(chosen: Arrangement, after: datetime, request: Request) -> Markdown:
    """What the changes of clocks of the coming year do to it; empty where they do nothing."""
    said: list[Markdown] = []
    for due in between(rhythm_of(chosen), after, after + YEAR):
        shift = shift_on(due.day, chosen.at, chosen.zone)
        if shift is not Shift.NONE:
            said.append(_shifted(due, shift, chosen, request))
    return paragraphs(*said[:TOLD])


def _shifted(due: Due, shift: Shift, chosen: Arrangement, request: Request) -> Markdown:
    at, moment = f"{chosen.at:%H:%M}", local_moment(due.at, chosen.zone, request)
    if shift is Shift.SKIPPED:
        return request.mark(
            "On {day} the clocks go forward over {time}; the prompt comes at {moment}.",
            day=day_name(due.day, request),
            time=at,
            moment=moment,
        )
    return request.mark(
        "On {day} the clocks go back and {time} comes twice; the prompt comes the first time, at {moment}.",
        day=day_name(due.day, request),
        time=at,
        moment=moment,
    )


def label_of(option: Option, value: str, request: Request) -> str:
    """A choice of an option in the reader's language."""
    return next((request.say(choice.label) for choice in option.choices if choice.value == value), value)


def _prompts(chosen: Arrangement, library: Library, request: Request) -> Markdown:
    names = [library.topics[one].name if one in library.topics else one for one in chosen.topics]
    number = len(pool_of(chosen.topics, library))
    return request.mark(
        "{topics} ({number}), in {order}. When every prompt has come: {end}.",
        topics=", ".join(names) if names else request.say("all topics"),
        number=request.plural("{n} prompt", "{n} prompts", number),
        order=label_of(ORDER, chosen.order, request),
        end=label_of(AT_END, chosen.at_end, request),
    )


def _posting(chosen: Arrangement, request: Request) -> Markdown:
    thread = request.say("with a thread") if chosen.opens_thread else request.say("without a thread")
    pin = request.say("pinned") if chosen.pins else request.say("not pinned")
    ping = request.mark("pinging {role}", role=role(chosen.ping)) if chosen.ping else request.say("pinging nobody")
    return request.mark(
        "{thread}, {pin}, {ping}; {late} minutes late at most. If it may have arrived: {unknown}.",
        thread=thread,
        pin=pin,
        ping=ping,
        late=chosen.late,
        unknown=label_of(ON_UNKNOWN, chosen.on_unknown, request),
    )
