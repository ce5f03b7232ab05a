"""How what a file brings is written down, inside somebody else's transaction.

Decides that all of it can be told as one change, which says of every subject that it touches (under the name that the
log has for it) what was there before and what is there now, so that one undo puts exactly that back. Only who moderates
is told by itself: it is undone by whoever runs the space alone, and erased with the person. Decides too that nobody is
named as the author of what a file brings.
"""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from secrets import token_hex, token_urlsafe

from sqlalchemy import case, delete, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.session.session import Session
from bot.state.changes import Value, record
from bot.state.holding import Arrival, Holding, NewItem, Scoped
from bot.state.moderators import Moderator, moderator_subject
from bot.state.plans import SUBJECT as PLAN
from bot.state.plans import GroupPlan, plan_columns, plan_value
from bot.state.polls import Poll
from bot.state.schedule import Arrangement
from bot.state.schedule_rows import rearranged, schedule_subject, set_up, switched_off
from bot.state.session_rows import inserted
from bot.state.settings import setting_subject
from bot.state.submission import State
from bot.state.submission_rows import NEWER, new_row
from bot.state.tables import moderators, own_libraries, plans, polls, settings, submissions
from bot.state.upsert import upsert

ITEMS, SESSIONS, VOTES = "items", "sessions", "votes"
"""What came along, by ids: in the same change, beside the subjects."""


@dataclass(frozen=True, slots=True)
class Arriving:
    """One arrival in a space that owned `here`."""

    connection: AsyncConnection
    space: str
    here: Holding
    by: str
    now: datetime
    before: dict[str, Value] = field(default_factory=dict)
    after: dict[str, Value] = field(default_factory=dict)

    async def write(self, arrival: Arrival) -> None:
        """Write all of it down; `before` and `after` then tell what became of what."""
        for scoped, value in arrival.settings.items():
            await self._choose(scoped, value)
        for one, is_listed in arrival.moderators.items():
            await self._list(one, is_listed=is_listed)
        for plan in arrival.plans:
            await self._plan(plan)
        for schedule, chosen in arrival.schedules.items():
            await self._schedule(schedule, chosen)
        for chosen in arrival.new_schedules:
            await self._schedule(token_urlsafe(9), chosen)
        self._came(ITEMS, [await self._item(one) for one in arrival.items])
        await self._count(arrival.last)
        self._came(SESSIONS, [await self._session(one) for one in arrival.sessions])
        self._came(VOTES, [await self._poll(one) for one in arrival.polls])

    def _became(self, subject: str, before: Value, after: Value) -> None:
        if before != after:
            self.before[subject], self.after[subject] = before, after

    def _came(self, what: str, ids: list[str]) -> None:
        self._became(what, [], [*ids])

    async def _choose(self, scoped: Scoped, value: str | None) -> None:
        (scope, key), here = scoped, self.here.settings
        exactly = settings.c.space == self.space, settings.c.scope == scope, settings.c.key == key
        await self.connection.execute(delete(settings).where(*exactly))
        if value is not None:
            who = {"changed_by": self.by, "changed_at": self.now}
            new = {"space": self.space, "scope": scope, "key": key, "value": value, **who}
            await self.connection.execute(insert(settings), new)
        before = next((one.value for one in here if (one.scope, one.key) == scoped), None)
        self._became(setting_subject(key, scope), before, value)

    async def _list(self, one: Moderator, *, is_listed: bool) -> None:
        exactly = moderators.c.space == self.space, moderators.c.kind == one.kind, moderators.c.who == one.who
        await self.connection.execute(delete(moderators).where(*exactly))
        if is_listed:
            await self.connection.execute(insert(moderators), {"space": self.space, "kind": one.kind, "who": one.who})
        before, after = one in self.here.moderators or None, is_listed or None
        subject = moderator_subject(one)
        await record(self.connection, self.space, subject, before, after, by=self.by, now=self.now)

    async def _plan(self, plan: GroupPlan | None) -> None:
        columns = plan_columns(plan)
        new = upsert(self.connection, plans).values(space=self.space, **columns)
        await self.connection.execute(new.on_conflict_do_update(index_elements=[plans.c.space], set_=columns))
        self._became(PLAN, plan_value(self.here.plan), plan_value(plan))

    async def _schedule(self, schedule: str, chosen: Arrangement | None) -> None:
        known = next((one for one in self.here.schedules if one.id == schedule), None)
        if chosen is None and known is not None:
            await switched_off(self.connection, self.space, schedule)
        elif chosen is not None and known is None:
            new = await set_up(
                self.connection, self.space, schedule, chosen, by=self.by, name="", channel=chosen.channel, now=self.now
            )
            chosen = new.chosen
        elif chosen is not None and known is not None:
            await rearranged(self.connection, known, chosen, self.now)
        before, after = known.chosen.as_value() if known else None, chosen.as_value() if chosen else None
        self._became(schedule_subject(schedule), before, after)

    async def _item(self, one: NewItem) -> str:
        row = new_row(self.space, one.kind, one.content, by="", name="", now=one.sent_at)
        row |= {"anonymous": True, "raised": one.raised}
        if one.item is not None:
            row |= {"state": State.APPROVED, "item": one.item, "decided_at": one.approved_at or self.now}
        await self.connection.execute(insert(submissions), row)
        return str(row["id"])

    async def _count(self, last: int) -> None:
        """Let a number count as given last, and whoever looks see the library anew."""
        number = case((own_libraries.c.last < last, last), else_=own_libraries.c.last)
        theirs = own_libraries.c.space == self.space
        await self.connection.execute(update(own_libraries).where(theirs).values(last=number))
        await self.connection.execute(NEWER, {"in": self.space})

    async def _session(self, one: Session) -> str:
        session = replace(one, id=token_urlsafe(9))
        await inserted(self.connection, self.space, session)
        return session.id

    async def _poll(self, one: Poll) -> str:
        row = {
            "space": self.space,
            "id": token_hex(4),
            "question": one.question,
            "choices": json.dumps(list(one.choices), ensure_ascii=False),
            "hidden": one.hidden,
            "asked_by": "",
            "asked_at": one.asked_at,
            "closes_at": None,
            "closed_at": one.closed_at,
            "result": json.dumps(list(one.counts)),
        }
        await self.connection.execute(insert(polls), row)
        return str(row["id"])
