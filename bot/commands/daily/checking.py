"""“Check again”: after somebody has mended what a notice told of, or wants to know whether it is mended.

Decides that the platform is asked anew, and that only where nothing is lacking what may go on goes on: a prompt that
three failing days paused is resumed, today's is posted while its time has not passed. What moderators paused stays so.
"""

from dataclasses import replace

from bot.chat.command import Option, Request
from bot.chat.errors import UserError
from bot.chat.markdown import Markdown, channel, paragraphs
from bot.chat.outbox import Failure
from bot.chat.reply import Card, Reply, sentence
from bot.commands.daily.access import access
from bot.commands.daily.fates import fate
from bot.commands.daily.previewing import PATIENCE, todays
from bot.commands.daily.which import ONE, existing, today_of
from bot.commands.lacking import in_time
from bot.commands.pressed import pressed
from bot.commands.timing import day_name, local_moment
from bot.daily.settling import BEFORE
from bot.daily.telling import Notice
from bot.services import Services
from bot.state.delivery import DIGEST, PROMPT, Delivery
from bot.state.schedule import Schedule
from bot.state.standing import State

_AGAIN = (State.RETRY, State.FAILED)
"""What is tried again while its time has not passed; what was too late is not."""


async def check(services: Services, request: Request, token: str) -> Reply:
    """Look again at what a notice told of."""
    notice = await services.stores.deliveries.find(request.space, token)
    if notice is None or notice.kind in (PROMPT, DIGEST):
        raise UserError(
            request.say(
                "From here I cannot see that notice, or it is too old. Type /daily show where the prompt comes."
            )
        )
    schedule = await services.stores.schedules.get(request.space, notice.schedule)
    if schedule is None:
        raise UserError(request.say("That daily prompt has been switched off since. Nothing is to be done."))
    said: list[Markdown] = []
    if notice.kind == Notice.UNKNOWN:
        said.append(await _looked_up(services, request, schedule, notice))
    if notice.kind in (Notice.EMPTY, Notice.RUNNING_LOW):
        said.append(await _left(services, request, schedule))
    return await _checked(services, request, schedule, said)


async def look(services: Services, request: Request, schedule: str) -> Reply:
    """Look at a daily prompt without a notice."""
    return await _checked(services, request, await existing(services, request, schedule), [])


async def _checked(services: Services, request: Request, schedule: Schedule, said: list[Markdown]) -> Reply:
    known = await access(services, request, schedule.chosen)
    if not known.is_well:
        body = paragraphs(*said, known.trouble)
        return Reply(cards=(Card(request.say("Something is still missing"), body),))
    schedule = await _resumed(services, request, schedule, said)
    await _hastened(services, request, schedule, said)
    said.append(await _next(services, request, schedule))
    return Reply(cards=(Card(request.say("Nothing is missing"), paragraphs(known.trouble, *said)),))


async def _resumed(services: Services, request: Request, schedule: Schedule, said: list[Markdown]) -> Schedule:
    """Where failing days paused it, it goes on; a change also ends the row of failing days."""
    if not schedule.failing:
        return schedule
    store, by, now = services.stores.schedules, request.person.id, services.now()
    changed = await store.change(
        request.space, schedule.id, lambda chosen: replace(chosen, is_paused=False), by=by, now=now
    )
    services.sender.nudge()
    if schedule.chosen.is_paused:
        said.append(request.mark("It was paused after failing days; it goes on."))
    return changed or schedule


async def _hastened(services: Services, request: Request, schedule: Schedule, said: list[Markdown]) -> None:
    """Today's prompt, where it was tried and its time has not passed."""
    now = services.now()
    today = today_of(services, schedule)
    stands = await services.stores.deliveries.of_day(request.space, schedule.id, today)
    if schedule.chosen.is_paused or stands is None or stands.state not in _AGAIN or stands.expires_at <= now:
        return
    new = todays(services, request, schedule, today)._replace(expires_at=stands.expires_at)
    delivery = await services.stores.deliveries.hasten(request.space, new, now)
    await services.sender.hurry(delivery.token, PATIENCE)
    after = await services.stores.deliveries.of_day(request.space, schedule.id, today) or delivery
    said.append(
        request.mark(
            "Today's prompt in {channel}: {fate}.",
            channel=channel(schedule.chosen.channel),
            fate=fate(after, schedule.chosen.zone, request),
        )
    )


async def _looked_up(services: Services, request: Request, schedule: Schedule, notice: Delivery) -> Markdown:
    """Whether a prompt of which it was not known has arrived."""
    day = notice.content.get("day", "")
    prompt = next(
        (one for one in await services.stores.deliveries.recent(request.space, schedule.id, 31) if str(one.day) == day),
        None,
    )
    outbox = services.sender.means.outboxes.get(request.place.platform)
    if prompt is None or outbox is None:
        return Markdown("")
    name = day_name(prompt.day, request)
    if prompt.state is State.SENT:
        return request.mark("The prompt of {day} has arrived after all.", day=name)
    since = (prompt.attempted_at or prompt.due_at) - BEFORE
    try:
        message = await in_time(outbox.find(prompt.place, prompt.token, since))
    except Failure as failure:
        return request.mark(
            "Whether the prompt of {day} arrived I still cannot tell. {answer}", day=name, answer=str(failure)
        )
    if message is None:
        return request.mark("The prompt of {day} is not there. /prompt asks a question now.", day=name)
    await services.sender.arrived(prompt.place.platform, prompt.token, message)
    return request.mark("The prompt of {day} has arrived after all.", day=name)


async def _left(services: Services, request: Request, schedule: Schedule) -> Markdown:
    """How many prompts are left."""
    today = today_of(services, schedule)
    left, size = (await services.sender.means.picker.dealer(schedule)).left(today)
    said = request.plural("{n} prompt of {size} is left.", "{n} prompts of {size} are left.", left, size=size)
    return sentence(said)


async def _next(services: Services, request: Request, schedule: Schedule) -> Markdown:
    chosen = schedule.chosen
    if chosen.is_paused:
        return request.mark("A moderator has paused it; /daily resume starts it again.")
    dues = await services.sender.means.picker.dues(request.space, schedule.id, chosen, services.now(), 1)
    if not dues:
        return request.mark("Nothing comes within two years: its pauses leave no day.")
    return request.mark("The next one comes {moment}.", moment=local_moment(dues[0].at, chosen.zone, request))


COMMANDS = (
    pressed("daily.check", "Check again what a notice told of", check, Option("token", "Which notice", required=True)),
    pressed("daily.look", "Check whether a daily prompt can be posted", look, ONE),
)
