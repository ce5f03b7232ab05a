"""What can be chosen for a daily prompt, declared once: as options of a command, and as the fields of three forms.

Decides how the choices are grouped, and what is offered for each while somebody types.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.chat.command import Kind, Option, Request
from bot.chat.reply import MENU_LIMIT, Choice
from bot.commands.daily.weekdays import suggest_days
from bot.commands.finding import suggest_topic
from bot.daily.deck import AtEnd, Order
from bot.daily.picking import PLAN
from bot.preferences import ZONE as GROUPS_ZONE
from bot.preferences import value_of
from bot.services import Services
from bot.texts import noted
from bot.zones import completed

LEAST_LATE, MOST_LATE = 10, 720  # minutes

_USUAL = (9, 8, 7, 10, 12, 17, 18, 19, 20, 21)  # hours that are offered where nothing is typed yet


async def suggest_time(services: Services, request: Request, typed: str) -> Sequence[Choice]:
    """Whole and half hours for what is typed so far; usual ones where nothing is."""
    begun = typed.strip()
    if not begun:
        return [Choice(f"{hour:02}:00", f"{hour:02}:00") for hour in _USUAL]
    every = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 30)]
    hour, colon, minute = begun.partition(":")
    found = [one for one in every if one.startswith((begun, f"{hour.zfill(2)}{colon}{minute}"))]
    return [Choice(one, one) for one in found[:MENU_LIMIT]]


async def suggest_zone(services: Services, request: Request, typed: str) -> Sequence[Choice]:
    """Zones for what is typed so far, each with the time it is there now; the group's own first."""
    own = value_of(GROUPS_ZONE, await services.stores.settings.effective(request.space, request.place.channel))
    zones = dict.fromkeys((*(() if typed.strip() else (own,)), *completed(typed)))
    now = services.now()
    return [
        Choice.clipped(
            request.say("{zone}, where it is {time}", zone=zone, time=f"{now.astimezone(ZoneInfo(zone)):%H:%M}"), zone
        )
        for zone in list(zones)[:MENU_LIMIT]
    ]


async def suggest_topics(services: Services, request: Request, typed: str) -> Sequence[Choice]:
    """Topics for the last of those that are typed so far, with the ones before it."""
    before, comma, last = typed.rpartition(",")
    kept = f"{before.strip()}, " if comma else ""
    offered = [
        (f"{kept}{one.label}", f"{kept}{one.value}") for one in await suggest_topic(services, request, last.strip())
    ]
    return [Choice.clipped(label, value) for label, value in offered if len(value) <= 100]


_ORDERS = (
    Choice(noted("a shuffled order"), Order.SHUFFLED.value),
    Choice(noted("the listed order"), Order.LISTED.value),
    Choice(noted("the reading plan"), PLAN),
)
_ENDS = (
    Choice(noted("begin again in another order"), AtEnd.RESHUFFLE.value),
    Choice(noted("stop"), AtEnd.STOP.value),
    Choice(noted("mix in the group's own questions, then begin again"), AtEnd.MIX.value),
)
_UNKNOWNS = (Choice(noted("leave it"), "skip"), Choice(noted("post it again"), "repeat"))

CHANNEL = Option("channel", "Where it is posted; here unless you say", Kind.CHANNEL)
TIME = Option("time", "When, such as 9, 9am, 09:00 or 21:30", Kind.TIME, suggest=suggest_time)
ZONE = Option("zone", "The time zone, such as Europe/Berlin", suggest=suggest_zone)
DAYS = Option("days", "Weekdays, such as mon-fri; every day unless you say", suggest=suggest_days)
TOPICS = Option("topics", "Topics with commas between; all unless you say", suggest=suggest_topics)
ORDER = Option("order", "What the days follow", Kind.CHOICE, choices=_ORDERS)
AT_END = Option("at-end", "What happens when every prompt has come", Kind.CHOICE, choices=_ENDS)
THREAD = Option("thread", "Open a thread under each prompt", Kind.FLAG)
PIN = Option("pin", "Pin the prompt of the day, and unpin the one before", Kind.FLAG)
PING = Option("ping", "A role that is pinged; the one in /manage settings unless you say", Kind.ROLE)
LATE = Option(
    "late",
    "Minutes after which a prompt that could not be posted does not come any more",
    Kind.INTEGER,
    least=LEAST_LATE,
    most=MOST_LATE,
)
ON_UNKNOWN = Option(
    "on-unknown",
    "What to do where it cannot be found out whether a prompt arrived",
    Kind.CHOICE,
    choices=_UNKNOWNS,
)

OPTIONS = (CHANNEL, TIME, ZONE, DAYS, TOPICS, ORDER, AT_END, THREAD, PIN, PING, LATE, ON_UNKNOWN)


@dataclass(frozen=True, slots=True)
class Group:
    """Choices that are asked for together, in one form."""

    name: str
    title: str
    options: tuple[Option, ...]


GROUPS: Mapping[str, Group] = {
    group.name: group
    for group in (
        Group("when", noted("When and where"), (CHANNEL, TIME, ZONE, DAYS, TOPICS)),
        Group("what", noted("Which prompts"), (TOPICS, ORDER, AT_END)),
        Group("how", noted("How it is posted"), (THREAD, PIN, PING, LATE, ON_UNKNOWN)),
    )
}

LABELS = {
    CHANNEL: noted("Channel"),
    TIME: noted("Time"),
    ZONE: noted("Time zone"),
    DAYS: noted("Weekdays"),
    TOPICS: noted("Topics"),
    ORDER: noted("Order"),
    AT_END: noted("When every prompt has come"),
    THREAD: noted("Open a thread under each prompt"),
    PIN: noted("Pin the prompt of the day"),
    PING: noted("Ping a role"),
    LATE: noted("Not later than so many minutes"),
    ON_UNKNOWN: noted("If it may have arrived"),
}
"""What the fields of a form are called."""
