"""Buttons and menus as HTML.

Decides that a menu opens as a list of buttons (`details`): it works with the keyboard alone, and nothing happens
before something is chosen, as it would in a `select` that acts on every arrow key.
"""

from collections.abc import Iterable, Sequence
from typing import assert_never

from adapters.web.html import NOTHING, Html, join, tag
from adapters.web.icons import MENU
from adapters.web.reader import Reader
from bot.chat.command import Command
from bot.chat.reply import Button, Select


def controls(shown: Sequence[Button | Select]) -> Html:
    """The row under an answer."""
    return tag("div", join(map(_control, shown)), class_="controls") if shown else NOTHING


def message_menu(commands: Sequence[Command], reader: Reader) -> Html:
    """The menu beside a message: the commands that can be used on one."""
    if not commands:
        return NOTHING
    buttons = (
        tag("button", reader.say(one.title), type="button", data_act=one.name, title=reader.say(one.help))
        for one in commands
    )
    name = tag("span", reader.say("What can be done with this"), class_="hidden")
    return menu(join([MENU, name]), buttons, class_="menu more")


def menu(name: str, entries: Iterable[Html], *, class_: str = "menu") -> Html:
    """A list that opens below its name."""
    listed = tag("ul", join(tag("li", entry) for entry in entries))
    return tag("details", tag("summary", name), listed, class_=class_)


def _control(control: Button | Select) -> Html:
    match control:
        case Button(label, does, style):
            return tag("button", label, type="button", class_=style.value, data_wire=does.encode())
        case Select(label, does, choices):
            wire = does.encode()
            return menu(
                label,
                (
                    tag("button", choice.label, type="button", data_wire=wire, data_chosen=choice.value)
                    for choice in choices
                ),
            )
        case _:
            assert_never(control)
