"""Buttons and menus as Slack's elements, and what comes back of them.

Decides that an element's `action_id` is its place in the row and the wire form of what it does (`0:cp1:quote:…`):
nothing is kept in memory, and two controls of one message never have the same id.
"""

from collections.abc import Iterator, Sequence
from typing import assert_never

from adapters.slack import limits
from adapters.slack.spoken import Json
from bot.chat.clean import clean, clip
from bot.chat.reply import Button, Select, Style


def row_of(controls: Sequence[Button | Select]) -> Iterator[Json]:
    """The controls of an answer as one block, or none."""
    elements: list[Json] = []
    for number, control in enumerate(controls):
        match control:
            case Button():
                elements.append(button_of(control, number))
            case Select():
                elements.append(menu_of(control, number))
            case _:
                assert_never(control)
    if elements:
        yield {"type": "actions", "elements": elements[: limits.ACTIONS_ELEMENTS]}


def letters_of(row: Json) -> int:
    """How many characters a row shows, its menus opened."""
    labels = [element.get("text") or element["placeholder"] for element in row["elements"]]
    labels += [option["text"] for element in row["elements"] for option in element.get("options", ())]
    return sum(len(label["text"]) for label in labels)


def wire_of(action_id: str) -> str:
    """What an element does, from its `action_id`."""
    return action_id.partition(":")[2]


def button_of(button: Button, number: int) -> Json:
    """A button. Its `action_id` is its place in the row and what it does."""
    shown = {"type": "button", "text": plain(button.label, limits.LABEL)}
    shown["action_id"] = f"{number}:{button.does.encode()}"
    match button.style:
        case Style.PRIMARY:
            return {**shown, "style": "primary"}
        case Style.DANGER:
            return {**shown, "style": "danger"}
        case Style.PLAIN:
            return shown
        case _:
            assert_never(button.style)


def menu_of(menu: Select, number: int) -> Json:
    """A menu. Values begin with `=`, since Slack takes no empty ones."""
    return {
        "type": "static_select",
        "action_id": f"{number}:{menu.does.encode()}",
        "placeholder": plain(menu.label, limits.SECTION),
        "options": [option_of(choice.label, choice.value) for choice in menu.choices],
    }


def option_of(label: str, value: str) -> Json:
    """An option of a menu; `value_of` reads the value back. Raises ValueError when the value is too long."""
    if len(value) >= limits.OPTION_VALUE:
        raise ValueError(f"The value of the choice “{label}” has {len(value)} characters; Slack allows 149.")
    return {"text": plain(label, limits.LABEL), "value": f"={value}"}


def value_of(option: Json | None) -> str:
    """The value of an option that was chosen; empty for none."""
    return str(option["value"]).removeprefix("=") if option else ""


def plain(raw: str, limit: int) -> Json:
    """A plain text object; `:smile:` in it stays what it is."""
    return {"type": "plain_text", "text": clip(clean(raw, lines=False), limit) or "–", "emoji": False}
