"""Weekdays as people type them: `mon-fri`, `weekends`, `Monday, Wednesday`, `周一至周五`.

Decides what is understood, and how chosen days are written where they can be typed again.
"""

import re
from collections.abc import Sequence

from bot.chat.command import Request
from bot.chat.errors import UserError
from bot.chat.reply import Choice
from bot.commands.timing import WEEKDAYS
from bot.daily.calendar import EVERY_DAY, WORKDAYS
from bot.texts import noted

WEEKEND = EVERY_DAY - WORKDAYS

_SHORT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMERALS = ("一", "二", "三", "四", "五", "六", "日天")
_WHOLE = {
    **dict.fromkeys(("every day", "everyday", "daily", "all", "all days", "每天", "每日"), EVERY_DAY),
    **dict.fromkeys(("weekdays", "workdays", "working days", "工作日"), WORKDAYS),
    **dict.fromkeys(("weekend", "weekends", "周末"), WEEKEND),
}
_RANGE = re.compile(r"\s*(?:[-–—~]|\bto\b|至|到)\s*")
_BETWEEN = re.compile(r"[\s,;/、，；和]+|\band\b|\bon\b")

_OFFERED = (
    (noted("every day"), "every day"),
    (noted("Monday to Friday"), "mon-fri"),
    (noted("weekends"), "sat, sun"),
    (noted("Monday, Wednesday and Friday"), "mon, wed, fri"),
    (noted("Tuesday and Thursday"), "tue, thu"),
    *((day, short) for day, short in zip(WEEKDAYS, _SHORT, strict=True)),
)


def days_of(typed: str, request: Request) -> frozenset[int]:
    """The weekdays that are meant, 0 for Monday. Raises UserError saying what may be given."""
    text = " ".join(typed.casefold().split())
    if text in _WHOLE:
        return _WHOLE[text]
    found: set[int] = set()
    for part in filter(None, _BETWEEN.split(_RANGE.sub("-", text))):
        first, _, last = part.partition("-")
        ends = [_day(end) for end in (first, last or first)]
        if ends[0] is None or ends[1] is None:
            message = request.say("“{typed}” are no weekdays. Try: mon-fri, weekends, or mon, wed.", typed=typed[:40])
            raise UserError(message)
        found.update((ends[0] + step) % 7 for step in range((ends[1] - ends[0]) % 7 + 1))
    return frozenset(found) or EVERY_DAY


def as_typed(days: frozenset[int]) -> str:
    """The days as they can be typed again."""
    if days == EVERY_DAY:
        return "every day"
    return "mon-fri" if days == WORKDAYS else ", ".join(_SHORT[day] for day in sorted(days))


async def suggest_days(services: object, request: Request, typed: str) -> Sequence[Choice]:
    """Usual weeks and single days, for what is typed so far."""
    begun = typed.strip().casefold()
    labelled = [(request.say(label), value) for label, value in _OFFERED]
    return [Choice(label, value) for label, value in labelled if label.casefold().startswith(begun) or begun in value]


def _day(word: str) -> int | None:
    """`mo`, `Mon`, `mondays`, `周一`; None for anything else."""
    for number, name in enumerate(WEEKDAYS):
        plain = word.strip(".").removesuffix("s") if len(word) > 3 else word.strip(".")
        if len(plain) >= 2 and name.casefold().startswith(plain):
            return number
    chinese = re.fullmatch(r"(?:周|星期|礼拜|週)(.)", word)
    return next((at for at, signs in enumerate(_NUMERALS) if chinese and chinese[1] in signs), None)
