"""Slack's block elements and their limits, for messages, modals and the Home tab.

Source: docs.slack.dev, reference/block-kit/block-elements.
"""

from collections.abc import Iterator

from tests.fakes.slack.objects import ACTION_ID, CONFIRM, FILTER, IMAGE, OPTION_GROUP, URL, option, plain
from tests.fakes.slack.shapes import Check, both, flag, listing, number, one_of, record, tagged, text

_SHARED = {"action_id": ACTION_ID, "focus_on_load": flag()}
_MENU = {**_SHARED, "placeholder": plain(150), "confirm": CONFIRM}
_ID = text(1, 64, r"[A-Z0-9]+")


def _chosen_is_offered(where: str, value: object) -> Iterator[str]:
    if not isinstance(value, dict):
        return
    offered = [*value.get("options", ())]
    offered += [each for group in value.get("option_groups", ()) for each in group.get("options", ())]
    chosen = [*value.get("initial_options", ()), *filter(None, [value.get("initial_option")])]
    for each in chosen:
        if each not in offered:
            yield f"{where}: the initial option must match one of the options exactly"
    if ("options" in value) == ("option_groups" in value) and value.get("type") == "static_select":
        yield f"{where}: either options or option_groups"


def _kind(name: str, required: dict[str, Check], optional: dict[str, Check]) -> Check:
    return record({"type": one_of(name), **required}, optional)


BUTTON = _kind(
    "button",
    {"text": plain(75)},
    {
        "action_id": ACTION_ID,
        "url": URL,
        "value": text(1, 2000),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": text(1, 75),
    },
)
STATIC_SELECT = both(
    _kind(
        "static_select",
        {},
        {
            **_MENU,
            "options": listing(option(), 1, 100),
            "option_groups": listing(OPTION_GROUP, 1, 100),
            "initial_option": option(),
        },
    ),
    _chosen_is_offered,
)
EXTERNAL_SELECT = _kind(
    "external_select", {}, {**_MENU, "initial_option": option(), "min_query_length": number(0, 100)}
)
USERS_SELECT = _kind("users_select", {}, {**_MENU, "initial_user": _ID})
CHANNELS_SELECT = _kind("channels_select", {}, {**_MENU, "initial_channel": _ID, "response_url_enabled": flag()})
CONVERSATIONS_SELECT = _kind(
    "conversations_select",
    {},
    {
        **_MENU,
        "initial_conversation": _ID,
        "default_to_current_conversation": flag(),
        "response_url_enabled": flag(),
        "filter": FILTER,
    },
)
CHECKBOXES = both(
    _kind(
        "checkboxes",
        {"options": listing(option(marked=True), 1, 10)},
        {**_SHARED, "initial_options": listing(option(marked=True), 1, 10), "confirm": CONFIRM},
    ),
    _chosen_is_offered,
)
RADIO_BUTTONS = both(
    _kind(
        "radio_buttons",
        {"options": listing(option(marked=True), 1, 10)},
        {**_SHARED, "initial_option": option(marked=True), "confirm": CONFIRM},
    ),
    _chosen_is_offered,
)
OVERFLOW = _kind("overflow", {"options": listing(option(), 1, 5)}, {"action_id": ACTION_ID, "confirm": CONFIRM})
DATEPICKER = _kind("datepicker", {}, {**_MENU, "initial_date": text(10, 10, r"\d{4}-\d{2}-\d{2}")})
TIMEPICKER = _kind(
    "timepicker", {}, {**_MENU, "initial_time": text(5, 5, r"([01]\d|2[0-3]):[0-5]\d"), "timezone": text(1, 64)}
)
TEXT_INPUT = _kind(
    "plain_text_input",
    {},
    {
        **_SHARED,
        "placeholder": plain(150),
        "initial_value": text(0, 3000),
        "multiline": flag(),
        "min_length": number(0, 3000),
        "max_length": number(1, 3000),
    },
)
NUMBER_INPUT = _kind(
    "number_input",
    {"is_decimal_allowed": flag()},
    {
        **_SHARED,
        "placeholder": plain(150),
        "initial_value": text(1, 32, r"-?\d+(\.\d+)?"),
        "min_value": text(1, 32, r"-?\d+(\.\d+)?"),
        "max_value": text(1, 32, r"-?\d+(\.\d+)?"),
    },
)

FILE_INPUT = _kind("file_input", {}, {**_SHARED, "filetypes": listing(text(1, 32), 1, 100), "max_files": number(1, 10)})

MENUS = {
    "static_select": STATIC_SELECT,
    "external_select": EXTERNAL_SELECT,
    "users_select": USERS_SELECT,
    "channels_select": CHANNELS_SELECT,
    "conversations_select": CONVERSATIONS_SELECT,
}
CHOOSERS = {
    "checkboxes": CHECKBOXES,
    "radio_buttons": RADIO_BUTTONS,
    "datepicker": DATEPICKER,
    "timepicker": TIMEPICKER,
}
IN_ACTIONS = tagged({"button": BUTTON, "overflow": OVERFLOW, **MENUS, **CHOOSERS})
IN_SECTION = tagged({"button": BUTTON, "overflow": OVERFLOW, "image": IMAGE, **MENUS, **CHOOSERS})
TYPED = {"plain_text_input": TEXT_INPUT, "number_input": NUMBER_INPUT, "file_input": FILE_INPUT}
IN_INPUT = tagged({**TYPED, **MENUS, **CHOOSERS})
