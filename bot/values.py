"""From what was typed or chosen to the typed value of an option, or the sentence that says what is wrong.

Decides which spellings of numbers, times, dates and yes/no are understood. Every value passes here, whatever the
platform promised about it.
"""

import re
from collections.abc import Mapping
from datetime import date, time, timedelta

from bot.chat.clean import clean
from bot.chat.command import Command, Kind, Option, Request
from bot.chat.errors import UserError

TEXT_LIMIT = 6000  # characters: the longest string option of a Discord command

_YES = frozenset({"yes", "y", "true", "on", "1", "ja", "oui", "是", "好"})
_NO = frozenset({"no", "n", "false", "off", "0", "nein", "non", "否", "不"})
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)
_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Value = str | int | bool | time | date


def read(
    command: Command, given: Mapping[str, str], request: Request, today: date
) -> tuple[dict[str, Value], dict[str, str]]:
    """The typed values by keyword (dashes become underscores), and the errors by option name.

    A required option without a value is an error with an empty sentence: asking is enough.
    """
    values: dict[str, Value] = {}
    errors: dict[str, str] = {}
    for option in command.options:
        text = clean(given.get(option.name, "")).strip()
        if not text:
            if option.required:
                errors[option.name] = ""
            continue
        try:
            values[option.name.replace("-", "_")] = _value(option, text, request, today)
        except UserError as wrong:
            errors[option.name] = str(wrong)
    return values, errors


def _value(option: Option, text: str, request: Request, today: date) -> Value:
    match option.kind:
        case Kind.TEXT:
            return _text(text, request)
        case Kind.INTEGER:
            return _integer(option, text, request)
        case Kind.FLAG:
            return _flag(text, request)
        case Kind.CHOICE:
            return _choice(option, text, request)
        case Kind.PERSON | Kind.CHANNEL | Kind.ROLE:
            return id_of(text, request)
        case Kind.TIME:
            return _time(text, request)
        case Kind.DATE:
            return _date(text, request, today)
        case Kind.FILE:
            return text  # a reference; `bot.handing` opens it


def _text(text: str, request: Request) -> str:
    if len(text) > TEXT_LIMIT:
        raise UserError(
            request.say("That is {n} characters long; {limit} are allowed. Shorten it.", n=len(text), limit=TEXT_LIMIT)
        )
    return text


def _integer(option: Option, text: str, request: Request) -> int:
    least, most = option.least, option.most
    number = int(text) if re.fullmatch(r"[+-]?[0-9]{1,9}", text) else None
    if number is None:
        raise UserError(request.say("“{typed}” is not a whole number. Try: 3.", typed=text[:40]))
    if (least is not None and number < least) or (most is not None and number > most):
        raise UserError(
            request.say(
                "{n} is out of range: it may be {least} to {most}.", n=number, least=least or 0, most=most or "more"
            )
        )
    return number


def _flag(text: str, request: Request) -> bool:
    if text.casefold() in _YES:
        return True
    if text.casefold() in _NO:
        return False
    raise UserError(request.say("“{typed}” is neither yes nor no.", typed=text[:40]))


def _choice(option: Option, text: str, request: Request) -> str:
    for choice in option.choices:
        if text.casefold() in (choice.value.casefold(), choice.label.casefold(), request.say(choice.label).casefold()):
            return choice.value
    allowed = ", ".join(choice.value for choice in option.choices)
    raise UserError(request.say("“{typed}” is not one of: {allowed}.", typed=text[:40], allowed=allowed))


def id_of(text: str, request: Request) -> str:
    """An id of the platform's. Raises UserError for what cannot be one."""
    if not _ID.fullmatch(text):
        raise UserError(
            request.say(
                "“{typed}” is not somebody or something I can find here. Choose it from the list.", typed=text[:40]
            )
        )
    return text


def _time(text: str, request: Request) -> time:
    found = _TIME.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    half = (found[3] or "").lower() if found else ""
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half:
        hour = 99
    if hour > 23 or minute > 59:
        raise UserError(request.say("“{typed}” is not a time of day. Try: 09:00, 9 am or 17:30.", typed=text[:40]))
    return time(hour, minute)


def _date(text: str, request: Request, today: date) -> date:
    word = text.casefold()
    if word in ("today", "tomorrow"):
        return today + timedelta(days=word == "tomorrow")
    if word in _WEEKDAYS:
        return today + timedelta(days=(_WEEKDAYS.index(word) - today.weekday() - 1) % 7 + 1)
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = request.say("“{typed}” is not a date. Try: 2026-12-24, tomorrow or Monday.", typed=text[:40])
        raise UserError(message) from None
