"""What becomes of minutes and results of votes when a file is taken in.

Decides that what happened is recognised by when it began, that it is never changed, and that nobody is named in it: a
file can be edited, and nobody is to find words under their name that they never wrote.
"""

from datetime import timedelta

from bot.chat.place import Place
from bot.export.choices import ELSEWHERE
from bot.export.difference import Here, Part, Sorting
from bot.export.records import Export, Minutes
from bot.session.agenda import Agenda, Item
from bot.session.entry import Entry, Kind
from bot.session.session import Actor, Session
from bot.session.timer import Timer
from bot.state.polls import Poll
from bot.texts import noted

PER_TURN = timedelta(minutes=3)


def minutes(export: Export, here: Here) -> tuple[Part, tuple[Session, ...]]:
    """The sessions that come along."""
    sorting, come = Sorting(noted("Minutes")), list[Session]()
    for one in export.minutes or ():
        name, channel = f"{one.started_at:%Y-%m-%d} {one.topic}".strip(), here.channel_for(one.channel)
        if one.started_at in here.holding.begun:
            sorting.same += 1
        elif not channel:
            sorting.leave(name, ELSEWHERE)
        else:
            sorting.compare(name, None, "")
            come.append(_session(one, channel, one.thread if channel == one.channel else ""))
    return sorting.part, tuple(come)


def votes(export: Export, here: Here) -> tuple[Part, tuple[Poll, ...]]:
    """The results of votes that come along."""
    sorting, come = Sorting(noted("Votes")), list[Poll]()
    for one in export.votes or ():
        if one.asked_at in here.holding.asked:
            sorting.same += 1
            continue
        sorting.compare(f"{one.closed_at:%Y-%m-%d} {one.question}", None, "")
        come.append(Poll("", one.question, one.choices, one.hidden, None, one.counts, one.asked_at, one.closed_at))
    return sorting.part, tuple(come)


def _session(one: Minutes, channel: str, thread: str) -> Session:
    items = tuple(
        Item(number, item.title, timer=Timer(timedelta(seconds=item.seconds)), is_done=item.is_done)
        for number, item in enumerate(one.agenda, start=1)
    )
    session = Session(
        id="",
        place=Place("", "", channel, thread or None),
        topic=one.topic,
        started_at=one.started_at,
        stirred_at=one.ended_at,
        host=Actor("", ""),
        per_turn=PER_TURN,
        clock=Timer(timedelta(seconds=one.seconds)),
        agenda=Agenda(items),
        ended_at=one.ended_at,
    )
    return session.noted(
        Entry(
            kind=entry.kind,
            at=entry.at,
            name=entry.name if entry.kind is Kind.QUOTE else "",
            text=entry.text,
            about=entry.about,
        )
        for entry in one.entries
    )
