"""Getting a post ready: what is asked, where, and in which words, or why nothing is posted.

Decides before anything leaves: a post that is too late, of a paused schedule, or with nothing left to ask is not sent,
and a moderator learns why; the public never reads “none available”.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.chat.place import Place
from bot.chat.reply import Reply
from bot.daily.deck import NEARLY_DONE, SKIPPED, Pick
from bot.daily.ledger import Cause
from bot.daily.means import Means
from bot.daily.picking import Dealer
from bot.daily.rhythm import is_paused_on
from bot.daily.telling import ONCE, Notice, digest, failing, notice, way_for
from bot.preferences import DIGESTS, value_of
from bot.state.delivery import DIGEST, PROMPT, Delivery, NewDelivery
from bot.state.schedule import Schedule
from bot.state.standing import State


@dataclass(frozen=True, slots=True)
class Ready:
    """A post that can leave."""

    delivery: Delivery
    place: Place
    reply: Reply
    reader: str = ""
    """The person to whom it goes directly, if it does."""
    prompt: str = ""
    round: int = 0
    revision: int = 0
    """That of the schedule by which it was chosen."""
    begun: int | None = None
    """How many posts had begun in the channel when it was dealt from the deck; None where a moderator bound it."""
    steps: tuple[str, ...] = ()
    also: tuple[NewDelivery, ...] = ()
    """What is to be planned once it is sent."""


async def prepare(means: Means, delivery: Delivery) -> Ready | None:
    """The post for a claimed delivery; None when there is none, which is then in the ledger."""
    if delivery.kind == PROMPT:
        return await _prompt(means, delivery)
    space = await means.stores.spaces.get(delivery.space)
    schedule = await means.stores.schedules.get(delivery.space, delivery.schedule)
    if space is None or space.left_at is not None:
        await _given_up(means, delivery, State.CANCELLED)
        return None
    if means.now() > delivery.expires_at:
        await _given_up(means, delivery, State.SKIPPED_LATE)
        return None
    if delivery.kind == DIGEST:
        return await _digest(means, delivery, schedule)
    return await _notice(means, delivery, schedule)


async def again(means: Means, delivery: Delivery) -> Ready | None:
    """The same post once more, for a delivery that may have arrived; None when its schedule is gone."""
    schedule = await means.stores.schedules.get(delivery.space, delivery.schedule)
    if delivery.kind == PROMPT:
        if schedule is None:
            return None
        post = await means.writer.prompt(schedule, delivery, delivery.prompt)
        ready = Ready(delivery, delivery.place, post.reply, prompt=delivery.prompt, round=delivery.round)
        return replace(ready, revision=schedule.revision, steps=delivery.steps)
    if delivery.kind == DIGEST:
        reply = await means.writer.digest(delivery, schedule) if schedule else None
    else:
        reply = await means.writer.notice(delivery, schedule)
    return Ready(delivery, delivery.place, reply, delivery.reader) if reply else None


async def _prompt(means: Means, delivery: Delivery) -> Ready | None:
    situation, dealer = await means.picker.situation(delivery)
    if dealer is None or not situation.is_there:
        await _given_up(means, delivery, State.CANCELLED)
        return None
    schedule = dealer.schedule
    chosen = schedule.chosen
    if is_paused_on(chosen, delivery.day):
        await _given_up(means, delivery, State.SKIPPED_PAUSED)
        return None
    if means.now() > delivery.expires_at:
        await _late(means, delivery)
        return None
    (pick,) = dealer.picks([delivery.day])
    if pick.prompt == SKIPPED:
        await _given_up(means, delivery, State.CANCELLED)
        return None
    round_day = schedule.round_began.date()
    if pick.prompt is None:
        empty = notice(means, delivery, Notice.EMPTY, day=round_day)
        await _given_up(means, delivery, State.SKIPPED_EMPTY, also=(empty,))
        return None
    post = await means.writer.prompt(schedule, delivery, pick.prompt)
    reply = Reply(post.reply.text) if delivery.cause == Cause.REFUSED else post.reply
    also = (*_low(means, delivery, dealer, pick), *await _digests(means, delivery, schedule))
    place = replace(delivery.place, channel=chosen.channel)
    ready = Ready(delivery, place, reply, prompt=pick.prompt, round=pick.round, steps=_steps(schedule), also=also)
    ready = replace(ready, revision=schedule.revision)
    return ready if pick.is_locked else replace(ready, begun=situation.begun)


def _steps(schedule: Schedule) -> tuple[str, ...]:
    chosen = schedule.chosen
    return (*(("thread",) if chosen.opens_thread else ()), *(("pin", "unpin") if chosen.pins else ()))


def _low(means: Means, delivery: Delivery, dealer: Dealer, pick: Pick) -> Sequence[NewDelivery]:
    """The notice that few prompts are left: once in each round, or once for a deck that is never longer than that."""
    schedule, (left, size) = dealer.schedule, dealer.left(delivery.day)
    after = left - (not pick.is_locked)
    if after > NEARLY_DONE or pick.round != schedule.round:
        return []
    day = schedule.round_began.date() if size > NEARLY_DONE else ONCE
    return [notice(means, delivery, Notice.RUNNING_LOW, day=day, left=str(after))]


async def _digests(means: Means, delivery: Delivery, schedule: Schedule) -> Sequence[NewDelivery]:
    chosen = await means.stores.settings.effective(delivery.space, schedule.chosen.channel)
    return [digest(means, delivery, means.now())] if value_of(DIGESTS, chosen) == "weekly" else []


async def _late(means: Means, delivery: Delivery) -> None:
    if delivery.cause == Cause.NOT_ALLOWED:
        tell = failing(means, delivery, Cause.NOT_ALLOWED)
        await means.stores.outgoing.move(
            delivery.space,
            delivery,
            State.FAILED,
            owner=means.owner,
            now=means.now(),
            cause=Cause.NOT_ALLOWED,
            told=delivery.told,
            tell=tell,
        )
        return
    # Named by the day on which it is found out, so that a week of downtime is told in one notice.
    found = means.now().date()
    late = notice(means, delivery, Notice.LATE, day=found, told=delivery.told)
    await _given_up(means, delivery, State.SKIPPED_LATE, also=(late,))


async def _digest(means: Means, delivery: Delivery, schedule: Schedule | None) -> Ready | None:
    reply = await means.writer.digest(delivery, schedule) if schedule else None
    if reply is None or schedule is None:
        await _given_up(means, delivery, State.CANCELLED)
        return None
    return Ready(delivery, replace(delivery.place, channel=schedule.chosen.channel), reply)


async def _notice(means: Means, delivery: Delivery, schedule: Schedule | None) -> Ready | None:
    outbox = means.outboxes.get(delivery.place.platform)
    way = await way_for(means, outbox, delivery, schedule) if outbox else None
    if way is None:
        await _given_up(means, delivery, State.FAILED)
        return None
    return Ready(delivery, way.place, await means.writer.notice(delivery, schedule), way.reader)


async def _given_up(means: Means, delivery: Delivery, state: State, also: Sequence[NewDelivery] = ()) -> None:
    await means.stores.outgoing.move(
        delivery.space,
        delivery,
        state,
        owner=means.owner,
        now=means.now(),
        cause=delivery.cause,
        told=delivery.told,
        also=also,
    )
