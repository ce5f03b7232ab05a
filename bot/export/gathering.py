"""From what a space owns to the records of a file.

Decides what of it is told of people: the names of those who suggested something and let members know, who wrote
something down, or wanted to be named as present. Texts lose what a reader would not see, so that every file that is
made can be read again.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from pydantic import JsonValue

from bot.chat.clean import clean, clip
from bot.export.records import (
    VERSION,
    AgendaItem,
    Change,
    Entry,
    Export,
    Home,
    Item,
    Minutes,
    Moderators,
    Own,
    Pause,
    Plan,
    Schedule,
    Setting,
    Suggested,
    Vote,
)
from bot.preferences import HIDDEN, SOURCES_OFF
from bot.session import entry
from bot.session.session import Session
from bot.state.changes import Value
from bot.state.holding import History, Holding
from bot.state.moderators import PERSON, ROLE
from bot.state.plans import GroupPlan
from bot.state.schedule import Arrangement
from bot.state.settings import SPACE
from bot.state.spaces import Space
from bot.state.submission import Submission

LISTS = (HIDDEN, SOURCES_OFF)
UNTOLD = frozenset({entry.Kind.MOVED, entry.Kind.REMOVED})  # they tell of somebody's hand, and are in no minutes
LOGGED = 300  # characters of a text in the log


def export_of(holding: Holding, history: History, space: Space, edition: str, now: datetime) -> Export:
    """The file of a space."""
    lists = {one.key: json.loads(one.value) for one in holding.settings if one.key in LISTS and one.scope == SPACE}
    chosen = [one for one in holding.settings if one.key not in LISTS]
    of_kind = {kind: sorted(one.who for one in holding.moderators if one.kind == kind) for kind in (PERSON, ROLE)}
    own = sorted(map(_item, holding.approved), key=lambda item: item.number)
    return Export(
        format="commonplace",
        version=VERSION,
        library=edition,
        exported_at=now,
        home=Home(platform=space.platform, id=space.key),
        settings=tuple(Setting(name=one.key, value=one.value, channel=one.scope or None) for one in chosen),
        hidden=tuple(sorted(lists.get(HIDDEN, ()))),
        sources_off=tuple(sorted(lists.get(SOURCES_OFF, ()))),
        moderators=Moderators(people=tuple(of_kind[PERSON]), roles=tuple(of_kind[ROLE])),
        plan=plan_record(holding.plan),
        schedules=tuple(sorted((schedule_record(one.chosen) for one in holding.schedules), key=str)),
        own=Own(last=holding.last, approved=tuple(own), waiting=tuple(map(_suggested, holding.waiting))),
        minutes=tuple(_minutes(session, log) for session, log in history.sessions),
        votes=tuple(
            Vote(
                question=line(one.question),
                choices=tuple(map(line, one.choices)),
                counts=one.counts,
                hidden=one.hidden,
                asked_at=one.asked_at,
                closed_at=one.closed_at or now,
            )
            for one in history.polls
        ),
        log=tuple(
            Change(
                at=one.at,
                by=one.by,
                subject=line(one.subject),
                before=_logged(one.before),
                after=_logged(one.after),
                undone=one.undone,
            )
            for one in history.changes
        ),
    )


def plan_record(plan: GroupPlan | None) -> Plan:
    """The plan that a group reads by, as it stands in a file."""
    return Plan(plan=plan.plan, dates=dict(sorted(plan.dates.items()))) if plan else Plan(plan="")


def schedule_record(chosen: Arrangement) -> Schedule:
    """A schedule as it stands in a file."""
    value = chosen.as_value() | {
        "at": chosen.at,
        "pauses": tuple(Pause(first=first, last=last) for first, last in chosen.pauses),
        "topics": chosen.topics,
        "locks": {day: _text(prompt, 500) for day, prompt in sorted(chosen.locks.items())},
    }
    return Schedule.model_validate(value)


def arrangement_of(record: Schedule) -> Arrangement:
    """The inverse of `schedule_record`."""
    value = record.model_dump(mode="json")
    value["pauses"] = [[one["first"], one["last"]] for one in value["pauses"]]
    return Arrangement.of(value)


def line(text: str, most: int = 300) -> str:
    """A text in one line that is never empty."""
    return _in_line(text, most) or "–"


def _in_line(text: str, most: int = 300) -> str:
    return clip(clean(text, lines=False).strip(), most).strip()


def _text(text: str, most: int) -> str:
    return clip(clean(text).strip(), most).strip()


def _suggested(one: Submission) -> Suggested:
    return Suggested.model_validate(_of_submission(one))


def _item(one: Submission) -> Item:
    return Item.model_validate(_of_submission(one) | {"id": one.item, "approved_at": one.decided_at or one.sent_at})


def _of_submission(one: Submission) -> dict[str, object]:
    content = one.content
    return {
        "kind": one.kind,
        "words": _text(content.words, 1500) or "–",
        "topic": content.topic,
        "speaker": _in_line(content.speaker),
        "source": _in_line(content.source),
        "asks": content.asks,
        "raised": one.raised,
        "suggested_by": line(one.name) if one.name and not one.anonymous else None,
        "sent_at": one.sent_at,
    }


def _minutes(session: Session, log: Iterable[entry.Entry]) -> Minutes:
    ended = session.ended_at or session.stirred_at
    attending = sorted(voice.name for voice in session.floor.voices.values() if voice.attends and voice.name)
    return Minutes(
        channel=session.place.channel,
        thread=session.place.thread or "",
        topic=_in_line(session.topic),
        started_at=session.started_at,
        ended_at=max(ended, session.started_at),
        seconds=round(session.clock.spent.total_seconds()),
        present=tuple(map(line, attending)),
        agenda=tuple(
            AgendaItem(title=line(one.title), seconds=round(one.timer.spent.total_seconds()), is_done=one.is_done)
            for one in session.agenda.items
        ),
        entries=tuple(
            Entry(
                kind=one.kind,
                at=one.at,
                text=_text(one.text, 2000),
                name=_in_line(one.name),
                about="" if one.kind is entry.Kind.CORRECTED else _in_line(one.about, 100),
            )
            for one in log
            if one.kind not in UNTOLD
        ),
    )


def _logged(value: Value) -> JsonValue:
    """A value of the log, its texts cleaned and clipped."""
    match value:
        case str():
            return _text(value, LOGGED)
        case list():
            return [_logged(one) for one in value]
        case Mapping():
            return {line(name, 100): _logged(one) for name, one in value.items()}
        case _:
            return value
