"""Finding out whether a post arrived.

Decides between two ways. While the platform drops a second post with the same token, posting again is the answer.
After that, and on platforms that promise nothing, the message is looked up by its token, once a request that was under
way has had the time to land. What cannot be found out is not posted again unless the space chose so, and a moderator is
told.
"""

from datetime import datetime, timedelta

from bot.chat.outbox import Failure, NotAllowed, OperatorFault, Outbox, PlaceGone, Removed, TryLater
from bot.daily.ledger import ANOTHER_TRY, Cause, Consequence, may_repeat, settled
from bot.daily.means import Means
from bot.daily.preparing import again
from bot.daily.sending import attempt
from bot.daily.telling import Notice, notice
from bot.state.delivery import PROMPT, Delivery
from bot.state.standing import State

BEFORE = timedelta(minutes=1)  # the clocks of both sides may differ by so much
LOOKS = 6
APART = timedelta(seconds=20)  # doubled with each look: ten minutes in all


async def settle(means: Means, outbox: Outbox, delivery: Delivery) -> Consequence:
    """Find out what became of a delivery that may have arrived."""
    first = delivery.attempted_at or delivery.due_at
    try:
        repeats = await outbox.repeats_safely(delivery.place)
    except Failure:
        repeats = False  # then it is looked up, and whatever is wrong is told there
    if repeats and may_repeat(first, means.now()) and (ready := await again(means, delivery)):
        await outbox.turn(ready.place)
        if may_repeat(first, means.now()):  # its turn may have been long in coming
            return await attempt(means, outbox, ready)
    wait = settled(first, repeats=repeats) - means.now()
    if wait > timedelta(0):
        await _later(means, delivery, wait, delivery.looked)
    else:
        await _look(means, outbox, delivery, first - BEFORE)
    return Consequence.NONE


async def _look(means: Means, outbox: Outbox, delivery: Delivery, since: datetime) -> None:
    try:
        message = await outbox.find(delivery.place, delivery.token, since)
    except TryLater as failure:
        await _later(means, delivery, timedelta(seconds=failure.after), delivery.looked)
    except OperatorFault:
        means.halts.halt(delivery.place.platform, means.now())
        await _later(means, delivery, ANOTHER_TRY, delivery.looked)
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
