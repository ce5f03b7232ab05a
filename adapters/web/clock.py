"""The clock panel: what time it is for the bot, buttons that move that time, and the prompts as they come.

Decides that a time stands in the zone of its schedule, with the offset beside it, so that daylight saving is seen and
not told only; and that whoever looks ahead reads at once that it is a copy, and that nothing of it stays.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from adapters.web.html import NOTHING, Html, join, tag
from adapters.web.icons import CLOCK
from adapters.web.people import CHANNELS, PEOPLE
from adapters.web.reader import Reader
from adapters.web.stage import Step, Time
from bot.daily.outlook import Fate, Stop
from bot.daily.shifts import Shift

ZONES = 2  # faces at most, beside the reader's own
APART = timedelta(days=8)  # between two prompts, after which the list shows that something lies between


def toggle(reader: Reader, time: Time, *, is_open: bool) -> Html:
    """The button in the masthead that opens the panel, and tells the time meanwhile."""
    return tag(
        "button",
        CLOCK,
        tag("span", reader.say("The bot's clock"), class_="hidden"),
        _moment(time.now, f"{time.now:%H:%M} UTC", show="whole" if time.is_ahead else "time", ticks=True),
        type="button",
        class_="clock-toggle ahead" if time.is_ahead else "clock-toggle",
        title=reader.say("The bot's clock"),
        aria_expanded="true" if is_open else "false",
        aria_controls="clock",
        data_clock_toggle=True,
    )


def panel(reader: Reader, time: Time, *, is_open: bool = True) -> Html:
    """The panel."""
    zones = list(dict.fromkeys(stop.zone for stop in time.stops))[:ZONES]
    return tag(
        "aside",
        tag(
            "header",
            tag("p", reader.say("Looking ahead") if time.is_ahead else reader.say("Real time"), class_="kind"),
            tag("h2", reader.say("The bot's clock"), id="clock-name"),
            tag("button", reader.say("Close"), type="button", class_="button", data_clock_toggle=True),
        ),
        tag(
            "div",
            _faces(reader, time, zones),
            _buttons(reader, time),
            class_="moves",
        ),
        tag("p", _meaning(reader, is_ahead=time.is_ahead), class_="meaning"),
        tag(
            "div",
            tag("h3", reader.say("Daily prompts"), id="clock-stops"),
            _stops(reader, time.stops),
            class_="scroll",
        ),
        id="clock",
        class_="clock ahead" if time.is_ahead else "clock",
        aria_labelledby="clock-name",
        hidden=not is_open,
        data_now=_iso(time.now),
        data_said=_said(reader, time, zones),
    )


def _faces(reader: Reader, time: Time, zones: Iterable[str]) -> Html:
    """The time in the zones of the schedules, and where the reader is unless that is one of them."""
    faces = [_face(time.now, zone, zone) for zone in zones]
    return tag("dl", join([*faces, _face(time.now, reader.say("Where you are"), "")]), class_="faces")


def _face(now: datetime, name: str, zone: str) -> Html:
    shown = _moment(now, _there(now, zone), zone=zone, ticks=True)
    return tag("div", tag("dt", name), tag("dd", shown), data_own_face=not zone)


def _buttons(reader: Reader, time: Time) -> Html:
    is_any = any(stop.fate is Fate.COMING for stop in time.stops)
    buttons = [
        _button(Step.NEXT, reader.say("Next prompt"), class_="primary", disabled=not is_any),
        _button(Step.HOUR, reader.say("An hour")),
        _button(Step.DAY, reader.say("A day")),
    ]
    if time.eve is not None:
        _, day = time.eve
        when = tag("time", day.isoformat(), datetime=day.isoformat(), data_moment=True, data_show="date")
        name = join([reader.say("Before the clocks change"), " ", tag("span", when, class_="note")])
        buttons.append(_button(Step.CHANGE, name))
    buttons.append(_button(Step.BACK, reader.say("Back to the real time"), disabled=not time.is_ahead))
    return tag("div", join(buttons), class_="controls", role="group", aria_label=reader.say("Move the clock"))


def _meaning(reader: Reader, *, is_ahead: bool) -> str:
    """What it means that the clock can be moved, or was."""
    if is_ahead:
        return reader.say(
            "Everybody here looks ahead, in a copy. Each day is asked once, however you move the clock; once you go "
            "back, all of it is gone and these days are still to come."
        )
    return reader.say(
        "Move the clock and watch the prompts come. It moves in a copy of the data, so that nothing real changes."
    )


def _button(step: Step, name: str, *, class_: str = "plain", disabled: bool = False) -> Html:
    return tag("button", name, type="button", class_=class_, disabled=disabled, data_move=step.value)


def _stops(reader: Reader, stops: tuple[Stop, ...]) -> Html:
    if not stops:
        moderator = next(one for one in PEOPLE.values() if one.runs_space)
        href = reader.being(moderator).link("/", draft="/daily set", clock="")
        begin = tag("a", reader.say("Set one up, as {name}", name=moderator.name), href=href, class_="button")
        return join([tag("p", reader.say("None is set up here."), class_="note"), begin])
    with_place = len({(stop.channel, stop.zone) for stop in stops}) > 1
    rows = (_stop(reader, stop, before, with_place) for before, stop in zip((None, *stops), stops, strict=False))
    return tag("ol", join(rows), class_="stops", aria_labelledby="clock-stops")


def _stop(reader: Reader, stop: Stop, before: Stop | None, with_place: bool) -> Html:
    where = reader.say(CHANNELS[stop.channel].name) if stop.channel in CHANNELS else stop.channel
    why = _why(reader, stop, before)
    is_apart = before is not None and stop.due_at - before.due_at > APART
    classes = ["stop", stop.fate.name.lower().replace("_", "-"), *(["apart"] if is_apart else [])]
    return tag(
        "li",
        tag("span", _moment(stop.due_at, _there(stop.due_at, stop.zone), zone=stop.zone, show="row"), class_="when"),
        tag("span", _fate(reader, stop.fate), class_="fate" if stop.fate is Fate.LEFT_OUT else "fate hidden"),
        tag("span", _offset(stop.due_at, stop.zone), class_="offset"),
        tag("span", f"{where} · {stop.zone}", class_="place") if with_place else NOTHING,
        tag("span", why, class_="why") if why else NOTHING,
        class_=" ".join(classes),
    )


def _fate(reader: Reader, fate: Fate) -> str:
    match fate:
        case Fate.CAME:
            return reader.say("Came")
        case Fate.COMING:
            return reader.say("To come")
        case Fate.LEFT_OUT:
            return reader.say("Did not come")


def _why(reader: Reader, stop: Stop, before: Stop | None) -> str:
    """What daylight saving did to this one."""
    at = f"{stop.at:%H:%M}"
    if stop.shift is Shift.SKIPPED:
        return reader.say("The clocks go forward: on this day there is no {time}.", time=at)
    if stop.shift is Shift.DOUBLED:
        return reader.say("The clocks go back: {time} comes twice, and this is the first.", time=at)
    if before is None or before.zone != stop.zone or before.shift is not Shift.NONE:
        return ""
    has_changed = _offset(before.due_at, stop.zone) != _offset(stop.due_at, stop.zone)
    return reader.say("The clocks have changed.") if has_changed else ""


def _said(reader: Reader, time: Time, zones: list[str]) -> str:
    """What is read out when the clock was moved."""
    if not time.is_ahead:
        return reader.say("This is the real time again.")
    zone = zones[0] if zones else "UTC"
    return reader.say("The clock says {time} ({zone}).", time=_there(time.now, zone), zone=zone)


def _moment(at: datetime, words: str, *, zone: str = "", show: str = "whole", ticks: bool = False) -> Html:
    """A point in time, which the page puts into the reader's own language and, without a zone, into theirs."""
    return tag(
        "time", words, datetime=_iso(at), data_moment=True, data_zone=zone or None, data_show=show, data_ticks=ticks
    )


def _there(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone or 'UTC')):%Y-%m-%d %H:%M}"


def _iso(at: datetime) -> str:
    return at.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ")


def _offset(at: datetime, zone: str) -> str:
    """The offset of a zone at that moment: “UTC+2”, “UTC+5:30”."""
    written = f"{at.astimezone(ZoneInfo(zone)):%z}"
    hours, minutes = written[:3].replace("+0", "+").replace("-0", "-"), written[3:5]
    return f"UTC{hours}" if minutes == "00" else f"UTC{hours}:{minutes}"
