"""One post, from the moment it may leave to what came of it.

Decides the order that the promise rests on: wait for the platform's limits, write down that it is being sent, post,
write down what came of it. Between the second and the third nothing waits; where the machine stood still there, it is
not posted. Once it may have arrived, a refusal of a later attempt says nothing about the earlier one.
"""

import asyncio
import logging
from datetime import timedelta

from bot.chat.errors import trace_of
from bot.chat.outbox import Failure, OperatorFault, Outbox, TryLater, Unknown
from bot.daily.ledger import PATIENCE, STILL, Cause, Consequence, Outcome, outcome_of
from bot.daily.means import Means
from bot.daily.preparing import Ready
from bot.daily.telling import failing
from bot.state.delivery import PROMPT, Delivery
from bot.state.standing import State

RECORDED, AGAIN = 120, 1.0  # how often, and how many seconds apart, what is known is tried to be written down
SOONEST, LATEST = 2, 30  # seconds until what may have arrived is looked at again

_log = logging.getLogger(__name__)


async def send(means: Means, outbox: Outbox, ready: Ready) -> Consequence:
    """Post it when its turn has come, and write down what came of it; what this means beyond the one delivery."""
    await outbox.turn(ready.place)
    return await attempt(means, outbox, ready)


async def attempt(means: Means, outbox: Outbox, ready: Ready) -> Consequence:
    """Post what has waited for its turn."""
    before = means.now(), means.seconds()
    if ready.delivery.state is State.CLAIMED and before[0] > ready.delivery.expires_at:
        await _made_ready_anew(means, ready.delivery)  # it waited too long, or the machine slept: then it is too late
        return Consequence.NONE
    begun = await means.stores.outgoing.begin(
        ready.delivery.space,
        ready.delivery,
        owner=means.owner,
        now=before[0],
        channel=ready.place.channel,
        reader=ready.reader,
        prompt=ready.prompt,
        round=ready.round,
        steps=ready.steps,
        revision=ready.revision,
        begun=ready.begun,
    )
    if begun is None:
        await _made_ready_anew(means, ready.delivery)
        return Consequence.NONE
    # Two clocks: one does not count while a machine sleeps, and the other can be put back meanwhile.
    if max(means.now() - before[0], timedelta(seconds=means.seconds() - before[1])) > STILL:
        await _move(means, begun, State.UNKNOWN, Outcome(Cause.UNKNOWN, State.UNKNOWN))
        return Consequence.NONE
    try:
        message = await _post(means, outbox, ready)
    except Failure as failure:
        return await _failed(means, ready, begun, failure)
    means.halts.lift(begun.place.platform, means.now())
    await _record(means, ready, begun, message)
    return Consequence.NONE


async def _record(means: Means, ready: Ready, begun: Delivery, message: str) -> None:
    """Write down that it is there. While the database cannot, nothing else knows it: try again for a while."""
    for number in range(RECORDED):
        try:
            await means.stores.outgoing.move(
                begun.space, begun, State.SENT, owner=means.owner, now=means.now(), message=message, also=ready.also
            )
        except Exception as error:
            if number == 0:  # a full disk may hold the log too
                _log.error("a post is there and is not written down: %s", trace_of(error), extra={"token": begun.token})
            await asyncio.sleep(AGAIN)
        else:
            return


async def _post(means: Means, outbox: Outbox, ready: Ready) -> str:
    if means.halts.holds(ready.place.platform, means.now()):
        raise OperatorFault("The platform does not take the bot's credentials.")
    try:
        async with asyncio.timeout(PATIENCE.total_seconds()):
            return await outbox.post(ready.place, ready.reply, ready.delivery.token)
    except Failure:
        raise
    except TimeoutError:
        raise Unknown("The platform did not answer in time.") from None
    except Exception as error:
        _log.error("a post ended in an error that nobody foresaw: %s", trace_of(error))
        raise Unknown("Something went wrong on my side while it was posted.") from error


async def _made_ready_anew(means: Means, delivery: Delivery) -> None:
    """The schedule or the hour has changed since the post was made ready: it is claimed and made ready again."""
    if delivery.state is State.CLAIMED:
        await means.stores.outgoing.move(
            delivery.space,
            delivery,
            State.PLANNED,
            owner=means.owner,
            now=means.now(),
            next_at=delivery.next_at,
            cause=delivery.cause,
            told=delivery.told,
            looked=delivery.looked,
        )


async def _failed(means: Means, ready: Ready, begun: Delivery, failure: Failure) -> Consequence:
    outcome = outcome_of(failure, begun.cause)
    if outcome.consequence is Consequence.STOPS_ALL:  # said before anything is waited for: others are about to leave
        means.halts.halt(begun.place.platform, means.now())
    else:
        means.halts.lift(begun.place.platform, means.now())
    if ready.delivery.state is State.UNKNOWN and outcome.state is not State.UNKNOWN:
        after = timedelta(seconds=failure.after) if isinstance(failure, TryLater) else None
        outcome = Outcome(Cause.UNKNOWN, State.UNKNOWN, outcome.consequence, again=after)
    _log.warning(
        "not posted",
        extra={"kind": begun.kind, "token": begun.token, "attempt": begun.attempt, "cause": outcome.cause.value},
    )
    if begun.kind != PROMPT and outcome.state is State.FAILED and outcome.consequence is Consequence.BREAKS:
        # A notice that this place refuses goes to the next one.
        outcome = Outcome(outcome.cause, State.RETRY, again=timedelta(0))
        await _move(means, begun, State.RETRY, outcome, failure, looked=begun.looked + 1)
        return Consequence.NONE
    await _move(means, begun, outcome.state, outcome, failure, looked=begun.looked)
    return outcome.consequence


async def _move(
    means: Means, begun: Delivery, to: State, outcome: Outcome, failure: Failure | None = None, looked: int = 0
) -> None:
    wait = outcome.again
    if wait is None and to is State.UNKNOWN:
        wait = timedelta(seconds=min(SOONEST**begun.attempt, LATEST))
    breaks = outcome.consequence is Consequence.BREAKS and to is State.FAILED
    await means.stores.outgoing.move(
        begun.space,
        begun,
        to,
        owner=means.owner,
        now=means.now(),
        next_at=means.now() + wait if wait is not None else None,
        cause=outcome.cause,
        told=str(failure) if failure else "",
        looked=looked,
        tell=failing(means, begun, outcome.cause, failure) if breaks and begun.kind == PROMPT else None,
    )
