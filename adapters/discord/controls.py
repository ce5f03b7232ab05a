"""Buttons and menus in rows.

Decides that five buttons stand in a row, that a menu fills one, that rows which a message has no room for stand under
messages of their own, and that a choice which Discord cannot carry is left out and logged.
"""

import logging
from collections.abc import Iterable
from typing import Any, assert_never

import discord
from discord import ui

from adapters.discord import limits
from adapters.discord.limits import length
from bot.chat.reply import Button, Choice, Select, Style

Item = ui.Item[Any]
Row = list[Item]

CONTROLS = 30  # components that buttons and menus take at most in a message, of 40

_STYLES = {
    Style.PRIMARY: discord.ButtonStyle.primary,
    Style.PLAIN: discord.ButtonStyle.secondary,
    Style.DANGER: discord.ButtonStyle.danger,
}

_log = logging.getLogger(__name__)


def groups_of(controls: Iterable[Button | Select]) -> list[list[Row]]:
    """The rows by message: the first group stands under the answer; it may be empty."""
    groups: list[list[Row]] = [[]]
    for row in _rows(controls):
        if components_of([*groups[-1], row]) > CONTROLS:
            groups.append([])
        groups[-1].append(row)
    return groups


def components_of(rows: Iterable[Row]) -> int:
    """How many components rows are, themselves counted."""
    return sum(1 + len(row) for row in rows)


def options_of(choices: Iterable[Choice], chosen: str = "") -> list[discord.SelectOption]:
    """Choices as Discord takes them: values of 1 to 100 characters, each once."""
    options: dict[str, discord.SelectOption] = {}
    for choice in choices:
        value = choice.value
        if 1 <= length(value) <= limits.CHOICE_VALUE:
            label = choice.label or value
            options.setdefault(value, discord.SelectOption(label=label, value=value, default=value == chosen))
        else:
            _log.warning("a choice has a value that Discord cannot carry", extra={"characters": len(value)})
    return list(options.values())


def _rows(controls: Iterable[Button | Select]) -> list[Row]:
    rows: list[Row] = []
    open_row: Row = []
    for control in controls:
        match control:
            case Button():
                if not open_row or len(open_row) == limits.ROW_BUTTONS:
                    open_row = []
                    rows.append(open_row)
                open_row.append(_button(control))
            case Select():
                rows.append([_menu(control)])
                open_row = []
            case _:
                assert_never(control)
    return rows


def _button(button: Button) -> Item:
    return ui.Button(label=button.label, style=_STYLES[button.style], custom_id=button.does.encode())


def _menu(menu: Select) -> Item:
    return ui.Select(custom_id=menu.does.encode(), placeholder=menu.label, options=options_of(menu.choices))
