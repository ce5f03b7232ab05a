"""One field of a form as Slack's input, and what was entered there.

Decides which element asks for which kind of value: a menu that asks us for suggestions and also takes what was typed,
pickers for people, channels, dates, times, numbers and files, and a text field wherever a picker could not show what
already stands there.
"""

import re
from collections.abc import Mapping
from typing import assert_never

from adapters.slack import limits
from adapters.slack.controls import option_of, plain, value_of
from adapters.slack.spoken import Json
from bot.chat.clean import clip
from bot.chat.command import Kind, Request
from bot.chat.form import Field
from bot.chat.reply import CHOICE_LIMIT

_ID = re.compile(r"[A-Z0-9]{2,64}")
_DAY, _CLOCK, _NUMBER = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"([01]\d|2[0-3]):[0-5]\d"), re.compile(r"-?\d+")
_PICKERS: Mapping[Kind, tuple[Json, str, re.Pattern[str]]] = {
    Kind.INTEGER: ({"type": "number_input", "is_decimal_allowed": False}, "initial_value", _NUMBER),
    Kind.PERSON: ({"type": "users_select"}, "initial_user", _ID),
    Kind.CHANNEL: (
        {
            "type": "conversations_select",
            "filter": {"include": ["public", "private"], "exclude_bot_users": True},
        },
        "initial_conversation",
        _ID,
    ),
    Kind.DATE: ({"type": "datepicker"}, "initial_date", _DAY),
    Kind.TIME: ({"type": "timepicker"}, "initial_time", _CLOCK),
}
"""The element for a kind, where what stands in it goes, and what that must look like."""


def field_of(field: Field, request: Request, *, can_suggest: bool) -> Json:
    """The input block of a field. `can_suggest`: whether completions can be asked for."""
    element = _element(field, request, can_suggest=can_suggest) or _text_field(field)
    hint = " ".join(filter(None, (request.say(field.help) if field.help else "", field.error)))
    asked: Json = {
        "type": "input",
        "block_id": field.name,
        "label": plain(request.say(field.label), limits.LABEL),
        "element": {**element, "action_id": field.name},
        "optional": not field.required,
    }
    return {**asked, "hint": plain(hint, limits.ALT_TEXT)} if hint else asked


def _element(field: Field, request: Request, *, can_suggest: bool) -> Json | None:
    """The element for a kind of value; None where it could not show what stands there already."""
    match field.kind:
        case Kind.TEXT:
            return _external(field.value) if field.suggests and can_suggest else None
        case Kind.CHOICE:
            return _menu(field, request)
        case Kind.FLAG:
            return _checkbox(field.value, request)
        case Kind.INTEGER | Kind.PERSON | Kind.CHANNEL | Kind.DATE | Kind.TIME:
            return _picker(field)
        case Kind.ROLE:
            return None  # Slack has no menu of user groups; their name is typed
        case Kind.FILE:
            return {"type": "file_input", "max_files": 1}
        case _:
            assert_never(field.kind)


def _external(value: str) -> Json | None:
    shown: Json = {"type": "external_select", "min_query_length": 0}
    if len(value) >= limits.OPTION_VALUE:
        return None
    return {**shown, "initial_option": option_of(clip(value, CHOICE_LIMIT), value)} if value else shown


def _checkbox(value: str, request: Request) -> Json:
    yes = option_of(request.say("Yes"), "yes")
    shown: Json = {"type": "checkboxes", "options": [yes]}
    return {**shown, "initial_options": [yes]} if value.casefold() in ("yes", "true", "on", "1") else shown


def _menu(field: Field, request: Request) -> Json | None:
    options = [option_of(clip(request.say(one.label), CHOICE_LIMIT), one.value) for one in field.choices]
    chosen = [option for option in options if value_of(option) == field.value]
    if field.value and not chosen:
        return None
    return {"type": "static_select", "options": options, **({"initial_option": chosen[0]} if chosen else {})}


def _picker(field: Field) -> Json | None:
    element, initial, form = _PICKERS[field.kind]
    if field.value and not form.fullmatch(field.value):
        return None
    return {**element, **({initial: field.value} if field.value else {})}


def _text_field(field: Field) -> Json:
    value = field.value[: limits.INPUT]
    shown: Json = {"type": "plain_text_input", "multiline": field.long, "max_length": limits.INPUT}
    return {**shown, **({"initial_value": value} if value else {})}


def entered(state: Mapping[str, object]) -> str:
    """The value of one element, whatever its kind."""
    for key in ("value", "selected_user", "selected_conversation", "selected_date", "selected_time"):
        if state.get(key):
            return str(state[key])
    if isinstance(option := state.get("selected_option"), dict):
        return value_of(option)
    if isinstance(files := state.get("files"), list):
        return str(files[0].get("id", "")) if files else ""
    options = state.get("selected_options")
    return value_of(options[0]) if isinstance(options, list) and options else ""
