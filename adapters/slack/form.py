"""A form as a Slack modal, and what was filled in as values by option.

Decides that the id of a field's block is the option's name, so that errors find it; that a modal asks where the answer
is to go, since Slack then lets us answer there without being a member; and that `private_metadata` holds ids only.
"""

import json
from collections.abc import Sequence

from adapters.slack import limits
from adapters.slack.controls import option_of, plain
from adapters.slack.fields import entered, field_of
from adapters.slack.rich import block_of, section, text
from adapters.slack.spoken import Json
from bot.chat.clean import clean, clip
from bot.chat.command import Request
from bot.chat.form import Form
from bot.chat.reply import CHOICE_LIMIT, Choice

WHERE = "where?"  # the block that asks where the answer goes; no option can be called so


def modal_of(form: Form, request: Request, *, can_suggest: bool = True) -> Json:
    """The modal that asks for a form's fields, and where the answer is to go."""
    blocks = [block_of([section(text(form.text))])] if clean(form.text).strip() else []
    blocks += [field_of(field, request, can_suggest=can_suggest) for field in form.fields]
    return _modal(form.title, form.does.encode(), [*blocks, _where(request)], request)


def place_modal(wire: str, request: Request) -> Json:
    """A modal that asks only where something is to be shown."""
    return _modal(request.say("Share"), wire, [_where(request, optional=False)], request)


def reply_modal(title: str, blocks: Sequence[Json], request: Request) -> Json:
    """A modal that only shows something."""
    return {
        "type": "modal",
        "title": plain(title, limits.VIEW_TITLE),
        "close": plain(request.say("Close"), limits.VIEW_TITLE),
        "private_metadata": metadata_of(request),
        "blocks": list(blocks)[: limits.VIEW_BLOCKS],
    }


def metadata_of(request: Request) -> str:
    """Where a modal was opened from, as ids."""
    return json.dumps({"channel": request.place.channel, "thread": request.place.thread or ""})


def origin_of(view: Json) -> tuple[str, str]:
    """The channel and the thread a modal was opened from; empty where there was none."""
    try:
        kept = json.loads(view.get("private_metadata") or "{}")
        return str(kept.get("channel", "")), str(kept.get("thread", ""))
    except (ValueError, AttributeError):
        return "", ""


def values_in(view: Json) -> dict[str, str]:
    """What stands in the fields, by option; empty ones are left out."""
    found: dict[str, str] = {}
    for name, block in view.get("state", {}).get("values", {}).items():
        value = next((entered(state) for state in block.values()), "")
        if value and name != WHERE:
            found[name] = value
    return found


def inputs_of(view: Json) -> list[str]:
    """The ids of the blocks that can show an error, in order."""
    return [block["block_id"] for block in view.get("blocks", ()) if block.get("type") == "input"]


def suggested(choices: Sequence[Choice], typed: str) -> list[Json]:
    """The options of a menu that asks us: the suggestions, and what was typed, so that any words can be given."""
    options = [option_of(one.label, one.value) for one in choices if len(one.value) < limits.OPTION_VALUE]
    wanted = clean(typed, lines=False).strip()
    if wanted and len(wanted) < limits.OPTION_VALUE and f"={wanted}" not in [one["value"] for one in options]:
        options.append(option_of(clip(f"“{wanted}”", CHOICE_LIMIT), wanted))
    return options[: limits.OPTIONS]


def _modal(title: str, wire: str, blocks: Sequence[Json], request: Request) -> Json:
    return {
        "type": "modal",
        "title": plain(title, limits.VIEW_TITLE),
        "submit": plain(request.say("Send"), limits.VIEW_TITLE),
        "close": plain(request.say("Cancel"), limits.VIEW_TITLE),
        "callback_id": wire,
        "private_metadata": metadata_of(request),
        "blocks": list(blocks),
    }


def _where(request: Request, *, optional: bool = True) -> Json:
    """A menu of conversations. Slack hands out a response_url for the chosen one, also where the app is no member."""
    element = {
        "type": "conversations_select",
        "action_id": WHERE,
        "default_to_current_conversation": True,
        "response_url_enabled": True,
    }
    asked: Json = {
        "type": "input",
        "block_id": WHERE,
        "label": plain(request.say("Where to answer"), limits.LABEL),
        "element": element,
        "optional": optional,
    }
    if optional:
        asked["hint"] = plain(request.say("Left empty, only you see the answer, here."), limits.ALT_TEXT)
    return asked
