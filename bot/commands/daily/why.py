"""“Why this?” under a post: who asked for it, how it was chosen, and when the next one comes.

Decides that anybody may know why the bot speaks, also of a post whose schedule is gone.
"""

from bot.chat.command import Command, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.markdown import Markdown, channel, paragraphs
from bot.chat.place import Audience
from bot.chat.reply import Card, Reply
from bot.commands.timing import day_name, local_moment, rhythm_in_words
from bot.daily.deck import OWN, Order
from bot.daily.picking import PLAN
from bot.services import Services
from bot.state.delivery import DIGEST, PROMPT, Delivery
from bot.state.schedule import Schedule


async def why(services: Services, request: Request, token: str) -> Reply:
    """Why a post is there."""
    delivery = await services.stores.deliveries.find(request.space, token)
    if delivery is None:
        raise UserError(request.say("I keep nothing of that post any more, or it has not come yet."))
    schedule = await services.stores.schedules.get(request.space, delivery.schedule)
    if delivery.kind == DIGEST:
        body = request.mark(
            "Moderators switched on a list of the week's discussions: /manage settings digest. It comes once a week, "
            "after the week's first prompt."
        )
        return Reply(cards=(Card(request.say("Why this list?"), body),))
    if delivery.kind != PROMPT:
        raise UserError(request.say("That is a notice to moderators. They find more with /daily show."))
    return Reply(cards=(await _prompt(services, request, delivery, schedule),))


async def _prompt(services: Services, request: Request, delivery: Delivery, schedule: Schedule | None) -> Card:
    day = day_name(delivery.day, request)
    title = request.say("Why this prompt?")
    if schedule is None:
        gone = request.mark("It was the daily prompt of {day}. That schedule has been switched off since.", day=day)
        return Card(title, gone)
    chosen = schedule.chosen
    whose = request.mark(
        "It is the daily prompt of {day}: {rhythm}, in {channel}.",
        day=day,
        rhythm=rhythm_in_words(chosen, request),
        channel=channel(delivery.place.channel or chosen.channel),
    )
    following = await services.sender.means.picker.dues(request.space, schedule.id, chosen, delivery.due_at, 1)
    if chosen.is_paused:
        next_one = request.mark("It is paused now.")
    elif following:
        at = local_moment(following[0].at, chosen.zone, request)
        next_one = request.mark("The next one comes {moment}.", moment=at)
    else:
        next_one = Markdown("")
    return Card(title, paragraphs(whose, _choice(delivery, schedule, request), next_one))


def _choice(delivery: Delivery, schedule: Schedule, request: Request) -> Markdown:
    chosen = schedule.chosen
    if delivery.prompt.startswith(OWN):
        return request.mark("The moderators asked a question of their own for that day.")
    if chosen.locks.get(delivery.day) == delivery.prompt:
        return request.mark("The moderators chose it for that day.")
    number = delivery.round + 1
    if chosen.order == Order.SHUFFLED.value:
        return request.mark(
            "It was drawn by the seed {seed}, in round {number}: no prompt comes twice in a round.",
            seed=chosen.seed,
            number=number,
        )
    if chosen.order == PLAN:
        return request.mark(
            "It is of the section at which the group was in its reading plan, or of all; round {number}.", number=number
        )
    return request.mark("It is the next one of the list; round {number}.", number=number)


TOKEN = Option("token", "Which post", required=True)

COMMANDS = (
    Command(
        "daily.why",
        "Why a prompt is there",
        why,
        (TOKEN,),
        audience=Audience.PRIVATE,
        surface=Surface.HIDDEN,
    ),
)
