"""`/daily preview` and `/daily now`: the exact message before it comes, and today's without waiting for its time.

Decides that a preview is written by what writes the post itself, and that a prompt which is posted at once is today's:
it comes once a day, whenever that is.
"""

from dataclasses import replace
from datetime import date

from bot.chat.action import Action
from bot.chat.command import Command, Request
from bot.chat.errors import UserError
from bot.chat.markdown import Markdown, channel, paragraphs, role
from bot.chat.place import Audience, Permission
from bot.chat.reply import Card, Reply
from bot.commands.daily.fates import fate
from bot.commands.daily.which import SCHEDULE, meant, today_of
from bot.commands.timing import local_moment
from bot.daily.calendar import Due, due_on
from bot.daily.deck import SKIPPED, WINDOW
from bot.daily.picking import Coming
from bot.daily.planning import planned
from bot.daily.rhythm import expiry, is_paused_on
from bot.services import Services
from bot.state.delivery import Delivery, NewDelivery, unwritten
from bot.state.schedule import Schedule
from bot.state.standing import CERTAIN, State

PATIENCE = 5.0  # seconds that a post has before the answer says that it is on its way


async def preview(services: Services, request: Request, schedule: str = "") -> Reply:
    """The next post as it will be, in private."""
    found = await meant(services, request, schedule, Action("daily preview"))
    if isinstance(found, Reply):
        return found
    for coming in await services.sender.means.picker.window(found, services.now(), WINDOW):
        if coming.pick.prompt not in (None, SKIPPED):
            return await _as_posted(services, request, found, coming)
    raise UserError(request.say("Nothing comes in the next two weeks of it. /daily upcoming says why."))


async def now(services: Services, request: Request, schedule: str = "") -> Reply:
    """Post today's at once."""
    if services.sender.means.outboxes.is_silent(request.place.platform):
        raise UserError(request.say("Nothing is posted here unasked. /daily preview shows what would come."))
    found = await meant(services, request, schedule, Action("daily now"))
    if isinstance(found, Reply):
        return found
    today = today_of(services, found)
    _check(found, today, request)
    new = todays(services, request, found, today)
    delivery = await services.stores.deliveries.hasten(request.space, new, services.now())
    if delivery.state not in CERTAIN:
        return Reply(cards=(_card(request, found, delivery, is_new=False),))
    await services.sender.hurry(delivery.token, PATIENCE)
    after = await services.stores.deliveries.of_day(request.space, found.id, today)
    return Reply(cards=(await _posted(services, request, found, after or delivery),))


async def _as_posted(services: Services, request: Request, schedule: Schedule, coming: Coming) -> Reply:
    means, place = services.sender.means, request.place
    until = expiry(coming.due, schedule.chosen)
    new = planned(schedule, coming.due, until, platform=place.platform, home=place.space, token=means.token)
    delivery = unwritten(new)
    post = await means.writer.prompt(schedule, delivery, coming.pick.prompt or "")
    at = local_moment(coming.due.at, schedule.chosen.zone, request)
    note = request.mark("This comes {moment} in {channel}.", moment=at, channel=channel(schedule.chosen.channel))
    if schedule.chosen.ping:
        pinged = request.mark("It pings {role}; this preview does not.", role=role(schedule.chosen.ping))
        note = Markdown(f"{note} {pinged}")
    return replace(post.reply, text="", cards=(Card(body=note), *post.reply.cards), mentions=())


def _check(schedule: Schedule, today: date, request: Request) -> None:
    """Raises UserError where nothing is to come today."""
    chosen = schedule.chosen
    if is_paused_on(chosen, today):
        raise UserError(request.say("It is paused today. /daily resume starts it again."))
    if chosen.locks.get(today) == SKIPPED:
        raise UserError(request.say("Today is left out. Free the day in /daily upcoming first."))


def todays(services: Services, request: Request, schedule: Schedule, today: date) -> NewDelivery:
    """Today's prompt, as one that may leave from now on."""
    means, chosen, place, moment = services.sender.means, schedule.chosen, request.place, services.now()
    due = Due(today, due_on(today, chosen.at, chosen.zone) or moment)
    until = expiry(Due(today, moment), chosen)
    return planned(schedule, due, until, platform=place.platform, home=place.space, token=means.token)


async def _posted(services: Services, request: Request, schedule: Schedule, delivery: Delivery) -> Card:
    card = _card(request, schedule, delivery, is_new=True)
    (following,) = await services.sender.means.picker.dues(
        request.space, schedule.id, schedule.chosen, delivery.due_at, 1
    ) or (None,)
    if following is None:
        return card
    at = local_moment(following.at, schedule.chosen.zone, request)
    counts = request.mark("It counts as today's. The next one comes {moment}.", moment=at)
    return replace(card, body=paragraphs(card.body, counts))


def _card(request: Request, schedule: Schedule, delivery: Delivery, *, is_new: bool) -> Card:
    if delivery.state is State.SENT and is_new:
        title = request.say("Posted")
    elif delivery.state is State.SENT:
        title = request.say("Today's prompt has come already")
    else:
        title = request.say("Today's prompt is on its way")
    said = fate(delivery, schedule.chosen.zone, request)
    body = request.mark("In {channel}: {fate}.", channel=channel(schedule.chosen.channel), fate=said)
    if not is_new and delivery.state is State.SENT:
        body = paragraphs(body, request.mark("It comes once a day. /prompt asks another question now."))
    return Card(title, body)


COMMANDS = (
    Command(
        "daily preview",
        "The next daily prompt exactly as it will be posted, for you alone",
        preview,
        (SCHEDULE,),
        permission=Permission.MODERATOR,
        audience=Audience.PRIVATE,
    ),
    Command(
        "daily now",
        "Post today's daily prompt at once; it counts as today's",
        now,
        (SCHEDULE,),
        permission=Permission.MODERATOR,
        audience=Audience.PRIVATE,
    ),
)
