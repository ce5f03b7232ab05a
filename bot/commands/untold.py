"""What moderators could not be told elsewhere, because every way to them was barred.

Decides that it comes with the next answer to a moderator, in private and once: an answer needs no permission in any
channel. What finds no room waits for the answer after that.
"""

from dataclasses import replace

from bot.chat.action import Action
from bot.chat.command import Command, Request
from bot.chat.place import Permission
from bot.chat.reply import CONTROL_LIMIT, Button, Card, Reply, sentence
from bot.commands.noticing import notice_card
from bot.services import Services

AT_ONCE = 3  # notices with one answer


async def untold_cards(services: Services, request: Request) -> tuple[Card, ...]:
    """The notices that nobody has been shown yet; from now on these have been."""
    deliveries, schedules = services.stores.deliveries, services.stores.schedules
    waiting = (await deliveries.untold(request.space))[:AT_ONCE]
    if not waiting:
        return ()
    cards = [notice_card(one, await schedules.get(request.space, one.schedule), request) for one in waiting]
    await deliveries.shown(request.space, [one.token for one in waiting])
    return tuple(cards)


async def with_untold(reply: Reply, command: Command, services: Services, request: Request) -> Reply:
    """The private answer to a command of moderators, with what they could not be told elsewhere."""
    if command.permission < Permission.MODERATOR or reply.is_error:
        return reply
    cards = await untold_cards(services, request)
    if not cards:
        return reply
    show = Button(request.say("Daily prompts"), Action("daily show"))
    room = len(reply.controls) < CONTROL_LIMIT and show.does not in [one.does for one in reply.controls]
    answered = reply.cards or (Card(body=sentence(reply.text)),)
    return replace(reply, text="", cards=(*answered, *cards), controls=(*reply.controls, *((show,) if room else ())))
