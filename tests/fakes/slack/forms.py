"""Filling in a form as a person would: what stands in a field, what may be put into it, what Slack itself refuses.

Decides the shape of `state.values`, which differs by the kind of the element.
"""

from collections.abc import Mapping

from tests.fakes.slack.shapes import Json
from tests.fakes.slack.world import View

_SINGLE = {
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "timepicker": ("selected_time", "initial_time"),
    "datepicker": ("selected_date", "initial_date"),
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
}


def values_of(view: View, given: Mapping[str, object]) -> tuple[Json, dict[str, str]]:
    """The values of all fields and what Slack's own client objects to. Options are given as Slack's objects."""
    values: Json = {}
    errors: dict[str, str] = {}
    for block in view.asked["blocks"]:
        if block["type"] != "input":
            continue
        element, name = block["element"], block["block_id"]
        state = _state(element, given.get(name), view)
        values[name] = {element["action_id"]: {"type": element["type"], **state}}
        value = next(iter(state.values()))
        if not value and not block.get("optional"):
            errors[name] = "Please complete this required field."
        if isinstance(value, str) and len(value) > element.get("max_length", 3000):
            errors[name] = "This entry is too long."
    unknown = set(given) - set(values)
    assert not unknown, f"The form has no field {unknown}; it has {sorted(values)}."
    return values, errors


def _state(element: Json, given: object, view: View) -> Json:
    kind = element["type"]
    if kind in _SINGLE:
        key, initial = _SINGLE[kind]
        return {key: given if given is not None else element.get(initial)}
    if kind == "conversations_select":
        current = view.channel if element.get("default_to_current_conversation") else None
        return {"selected_conversation": given or current or element.get("initial_conversation")}
    if kind == "file_input":
        return {"files": given or []}
    if kind == "checkboxes":
        chosen = element["options"] if given is True else element.get("initial_options", [])
        return {"selected_options": [] if given is False else chosen}
    chosen = given if given is not None else element.get("initial_option")
    return {"selected_option": chosen}


def option_of(element: Json, wanted: str) -> Json:
    """The option of a menu with that label or value."""
    for option in element["options"]:
        if wanted in (option["text"]["text"], option["value"]):
            found: Json = option
            return found
    raise AssertionError(f"The menu does not offer {wanted!r}.")
