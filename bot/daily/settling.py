"""Finding out whether a post arrived.

Decides between two ways. While the platform drops a second post with the same token, posting again is the answer.
After that, and on platforms that promise nothing, the message is looked up by its token, once a request that was under
way has had the time to land. What cannot be found out is not posted again unless the space chose so, and a moderator is
told.
"""

from datetime import datetime, timedelta

from bot.chat.outbox import Failure, NotAllowed, Outbox, PlaceGone, Removed, TryLater
from bot.daily.ledger import SAFE_TO_REPEAT, SETTLES, Cause, Consequence
from bot.daily.means import Means
from bot.daily.preparing import again
from bot.daily.sending import send
from bot.daily.telling import Notice, notice
from bot.state.delivery import PROMPT, Delivery
from bot.state.standing import State

REPEATED_WITHIN = SAFE_TO_REPEAT - timedelta(seconds=30)  # the repeat itself takes time to arrive
BEFORE = timedelta(minutes=1)  # the clocks of both sides may differ by so much
LOOKS = 6
APART = timedelta(seconds=20)  # doubled with each look: ten minutes in all


async def settle(means: Means, outbox: Outbox, delivery: Delivery) -> Consequence:
    """Find out what became of a delivery that may have arrived."""
    first = delivery.attempted_at or delivery.due_at
    now = means.now()
    if outbox.repeats_safely and first <= now < first + REPEATED_WITHIN:
        ready = await again(means, delivery)
        if ready is not None:
            return await send(means, outbox, ready)
    settled = first + (SAFE_TO_REPEAT + SETTLES if outbox.repeats_safely else SETTLES)
    if now < settled:
        await _later(means, delivery, settled - now, delivery.looked)
        return Consequence.NONE
    await _look(means, outbox, delivery, first - BEFORE)
    return Consequence.NONE


async def _look(means: Means, outbox: Outbox, delivery: Delivery, since: datetime) -> None:
    try:
        message = await outbox.find(delivery.place, delivery.token, since)
    except TryLater as failure:
        await _later(means, delivery, timedelta(seconds=failure.after), delivery.looked)
    except (NotAllowed, PlaceGone, Removed) as failure:
        await _given_up(means, delivery, failure)
    except Failure as failure:
        if delivery.looked + 1 < LOOKS:
            await _later(means, delivery, APART * 2**delivery.looked, delivery.looked + 1)
        else:
            await _given_up(means, delivery, failure)
    else:
        if message is None:
            await _to(means, delivery, State.RETRY)
        else:
            await _to(means, delivery, State.SENT, message)


async def _given_up(means: Means, delivery: Delivery, failure: Failure) -> None:
    """It cannot be found out: posted again where the space chose so, and otherwise told."""
    schedule = await means.stores.schedules.get(delivery.space, delivery.schedule)
    if delivery.kind == PROMPT and schedule and schedule.chosen.on_unknown == "repeat":
        await _to(means, delivery, State.RETRY)
        return
    told = str(failure)
    also = (notice(means, delivery, Notice.UNKNOWN, told=told),) if delivery.kind == PROMPT else ()
    await means.stores.outgoing.move(
        delivery.space,
        delivery,
        State.SKIPPED_UNKNOWN,
        owner=means.owner,
        now=means.now(),
        cause=Cause.UNKNOWN,
        told=told,
        also=also,
    )


async def _to(means: Means, delivery: Delivery, state: State, message: str = "") -> None:
    now = means.now()
    await means.stores.outgoing.move(
        delivery.space, delivery, state, owner=means.owner, now=now, next_at=now, message=message
    )


async def _later(means: Means, delivery: Delivery, wait: timedelta, looked: int) -> None:
    await means.stores.outgoing.keep(
        delivery.space,
        delivery,
        owner=means.owner,
        next_at=means.now() + wait,
        steps=delivery.steps,
        looked=looked,
        told=delivery.told,
    )
