"""Whether a prompt that was dealt from the deck is still the one to leave.

Decides by counting: two schedules that are due in one channel at the same time choose without knowing of each other, so
what was chosen is looked at again, in the transaction that begins to send it, where another post began there meanwhile.
"""

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.delivery import Delivery
from bot.state.schedule_rows import exactly
from bot.state.standing import MAY_HAVE_COME
from bot.state.tables import deliveries, schedules


async def begun_in(connection: AsyncConnection, space: str, channel: str) -> int:
    """How many posts were ever begun in a channel."""
    return (await connection.execute(_BEGUN, {"space": space, "channel": channel})).scalar_one()


async def is_outdated(connection: AsyncConnection, delivery: Delivery, channel: str, prompt: str, begun: int) -> bool:
    """Whether the channel has seen the prompt in this round, by a post that began after so many others."""
    if await begun_in(connection, delivery.space, channel) == begun:
        return False
    began = select(schedules.c.round_began).where(*exactly(delivery.space, delivery.schedule)).scalar_subquery()
    same = deliveries.c.space == delivery.space, deliveries.c.channel == channel, deliveries.c.prompt == prompt
    seen = deliveries.c.channel != "", deliveries.c.state.in_(MAY_HAVE_COME), deliveries.c.due_at >= began
    return (await connection.execute(select(deliveries.c.day).where(*same, *seen).limit(1))).scalar() is not None


_BEGUN = (
    select(func.count())
    .select_from(deliveries)
    .where(
        deliveries.c.space == bindparam("space"),
        deliveries.c.channel == bindparam("channel"),
        deliveries.c.channel != "",  # which the index says
    )
)
