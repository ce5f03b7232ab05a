"""What is done with a message after it is there: its thread, its pin, and taking down the pin before.

Decides that each is a step of its own that can be repeated without harm, and that a step which is not allowed is told
once and left out; the prompt itself has come. With a message that somebody deleted nothing more is done.
"""

from datetime import timedelta

from bot.chat.outbox import (
    Failure,
    MessageGone,
    NotAllowed,
    OperatorFault,
    Outbox,
    PlaceGone,
    Refused,
    Removed,
    TryLater,
)
from bot.daily.ledger import ANOTHER_TRY
from bot.daily.means import Means
from bot.daily.telling import ONCE, Notice, notice
from bot.state.delivery import Delivery
from bot.state.standing import State

TRIES = 5
APART = timedelta(seconds=15)  # doubled with each try
LOOKED_BACK = 10  # prompts among which the last pinned one is sought


async def follow(means: Means, outbox: Outbox, delivery: Delivery) -> None:
    """Take the next step with a message."""
    step = delivery.steps[0]
    try:
        thread = await _take(means, outbox, delivery, step)
    except TryLater as failure:
        await _later(means, delivery, timedelta(seconds=failure.after), delivery.looked)
    except OperatorFault:
        means.halts.halt(delivery.place.platform, means.now())
        await _later(means, delivery, ANOTHER_TRY, delivery.looked)
    except MessageGone:
        await _done(means, delivery, delivery.thread, rest=())
    except (NotAllowed, PlaceGone, Removed, Refused) as failure:
        await _left_out(means, delivery, step, failure)
    except Failure as failure:
        if delivery.looked + 1 < TRIES:
            await _later(means, delivery, APART * 2**delivery.looked, delivery.looked + 1)
        else:
            await _left_out(means, delivery, step, failure)
    else:
        await _done(means, delivery, thread or delivery.thread, rest=delivery.steps[1:])


async def _take(means: Means, outbox: Outbox, delivery: Delivery, step: str) -> str:
    schedule = await means.stores.schedules.get(delivery.space, delivery.schedule)
    match step:
        case "thread" if schedule is not None:
            post = await means.writer.prompt(schedule, delivery, delivery.prompt)
            return (await outbox.open_thread(delivery.place, delivery.message, post.thread)).thread or ""
        case "pin":
            await outbox.pin(delivery.place, delivery.message)
        case "unpin":
            last = await means.stores.deliveries.recent(delivery.space, delivery.schedule, LOOKED_BACK)
            for one in last:
                if one.due_at < delivery.due_at and one.state is State.SENT and one.message:
                    await outbox.unpin(one.place, one.message)
                    break
    return ""


async def _done(means: Means, delivery: Delivery, thread: str, *, rest: tuple[str, ...]) -> None:
    next_at = means.now() if rest else None
    await means.stores.outgoing.keep(
        delivery.space, delivery, owner=means.owner, next_at=next_at, steps=rest, thread=thread, told=delivery.told
    )


async def _left_out(means: Means, delivery: Delivery, step: str, failure: Failure) -> None:
    schedule = await means.stores.schedules.get(delivery.space, delivery.schedule)
    kind = Notice.NO_THREAD if step == "thread" else Notice.NO_PIN
    permission = failure.permission if isinstance(failure, NotAllowed) else ""
    if schedule is not None and step != "unpin":
        # Named by the choice and not by the day, so that it is told once until a moderator changes something.
        day = ONCE + timedelta(days=schedule.revision)
        told = notice(means, delivery, kind, day=day, told=str(failure), permission=permission)
        await means.stores.outgoing.add([told])
    await _done(means, delivery, delivery.thread, rest=delivery.steps[1:])


async def _later(means: Means, delivery: Delivery, wait: timedelta, looked: int) -> None:
    await means.stores.outgoing.keep(
        delivery.space,
        delivery,
        owner=means.owner,
        next_at=means.now() + wait,
        steps=delivery.steps,
        thread=delivery.thread,
        looked=looked,
        told=delivery.told,
    )
