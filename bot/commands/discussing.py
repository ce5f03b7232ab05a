"""How a discussion is opened: a follow-up place named after the topic, with a prompt that this channel has not had.

Decides which of several fitting prompts is taken, wherever somebody presses Discuss, and that no discussion is opened
of what the group has not come to in its reading plan.
"""

from collections.abc import Sequence

from bot.chat.action import Action
from bot.chat.command import Request
from bot.chat.errors import UserError
from bot.chat.reply import FOLLOW_UP_LIMIT, Button, Reply
from bot.commands.quoting import privacy, prompt_card, topic_name
from bot.commands.veiling import not_yet, veiled
from bot.library.records import Prompt
from bot.services import Services

TRAIL = 64  # how many prompts “Another” can go through


async def discussion(services: Services, request: Request, topic: str, fitting: Sequence[Prompt] = ()) -> Reply:
    """A prompt of `fitting`, or else one of the topic, in a new follow-up place."""
    every = (*fitting, *services.library.prompts_about(topic))
    if not every:
        raise UserError(request.say("There is no discussion prompt on this topic yet."))
    pool = services.reach.within(fitting) or services.reach.within(every)
    if not pool:
        raise UserError(not_yet(services, request, every[0]))
    order = await in_turn(services, request, [prompt.id for prompt in pool])
    name = topic_name(services.library.topics[topic], request)[:FOLLOW_UP_LIMIT]
    return await prompt_reply(services, request, order[:1], opens=name)


async def prompt_reply(services: Services, request: Request, order: Sequence[Prompt], *, opens: str = "") -> Reply:
    """The first prompt of an order, with buttons for what may come next."""
    one = order[0]
    card = prompt_card(one, services.library, request)
    buttons: list[Button] = []
    if len(order) > 1:
        trail = ",".join(prompt.id for prompt in order[1 : TRAIL + 1])
        buttons.append(Button(request.say("Another"), Action("prompt.another", (trail, privacy(request)))))
    if services.reach.beyond(one):
        return veiled(services, request, one, card, beside=buttons)
    await services.stores.drawn.mark(request.space, request.place.channel, [one.id], services.now())
    if not opens:
        buttons.append(Button(request.say("Discuss"), Action("prompt.discuss", (one.id,))))
    if one.follow_ups:
        buttons.append(Button(request.say("Follow-ups"), Action("prompt.follow-ups", (one.id,))))
    return Reply(cards=(card,), controls=tuple(buttons), opens=opens, share=Action("prompt.show", (one.id,)))


async def in_turn(services: Services, request: Request, pool: Sequence[str]) -> list[Prompt]:
    """The prompts with these ids: first those that this channel has not had, or had longest ago; else by chance."""
    drawn = services.stores.drawn
    order = await drawn.in_turn(request.space, request.place.channel, pool, services.random)
    return [services.library.prompts[key] for key in order]
