"""A form as a modal, and what came back in one.

Decides what stands for which kind of field: a menu for choices, people, channels and roles, a tick for yes and no, a
place to drop a file, a line of text for the rest. Discord cannot show what is wrong with a field that was sent off, nor
open a modal in answer to one; so an error takes the place of the field's help when the form is opened again.
"""

from collections.abc import Mapping, Sequence
from typing import Any, assert_never

import discord
from discord import ui

from adapters.discord import limits
from adapters.discord.controls import options_of
from adapters.discord.text import encode
from bot.chat.clean import clean, clip
from bot.chat.command import Kind
from bot.chat.form import TEXT_LIMIT, Field, Form

YES = "yes"
HINTS = {Kind.TIME: "09:00", Kind.DATE: "2026-12-24", Kind.INTEGER: "1"}

LABEL_COMPONENT, TEXT_INPUT, CHECKBOX = 18, 4, 23


def modal_of(form: Form) -> ui.Modal:
    """The modal. Finished before it is opened: its answer arrives by its id, from any process."""
    modal = ui.Modal(title=form.title[: limits.MODAL_TITLE], custom_id=form.does.encode())
    if form.text and len(form.fields) < limits.MODAL_ITEMS:
        modal.add_item(ui.TextDisplay(encode(clip(form.text, 1000))))
    for field in form.fields:
        modal.add_item(_labelled(field))
    modal.stop()
    return modal


def filled_in(components: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What a sent modal holds, by the names of its fields; empty ones are left out."""
    found: dict[str, str] = {}
    for label in components:
        answer = label.get("component") or {}
        if name := answer.get("custom_id"):
            found[name] = _value(answer)
    return {name: value for name, value in found.items() if value}


def _value(answer: Mapping[str, Any]) -> str:
    if answer.get("type") == CHECKBOX:
        return YES if answer.get("value") else ""
    if answer.get("type") == TEXT_INPUT:
        return str(answer.get("value") or "")
    return next((str(value) for value in answer.get("values") or []), "")


def _labelled(field: Field) -> ui.Label[Any]:
    below = f"✗ {field.error}" if field.error else field.help
    description = clip(clean(below, lines=False), limits.LABEL_HELP) or None
    return ui.Label(text=field.label[: limits.LABEL], description=description, component=_component(field))


def _component(field: Field) -> ui.Item[Any]:
    least = 1 if field.required else 0
    match field.kind:
        case Kind.TEXT | Kind.INTEGER | Kind.TIME | Kind.DATE:
            return _line(field)
        case Kind.FLAG:
            return ui.Checkbox(custom_id=field.name, default=field.value.casefold() == YES)
        case Kind.CHOICE:
            options = options_of(field.choices, chosen=field.value)
            return ui.Select(custom_id=field.name, options=options, required=field.required, min_values=least)
        case Kind.PERSON:
            people = [discord.SelectDefaultValue.from_user(one) for one in _standing(field)]
            return ui.UserSelect(custom_id=field.name, required=field.required, min_values=least, default_values=people)
        case Kind.CHANNEL:
            places = [discord.SelectDefaultValue.from_channel(one) for one in _standing(field)]
            return ui.ChannelSelect(
                custom_id=field.name,
                required=field.required,
                min_values=least,
                default_values=places,
                channel_types=[discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum],
            )
        case Kind.ROLE:
            roles = [discord.SelectDefaultValue.from_role(one) for one in _standing(field)]
            return ui.RoleSelect(custom_id=field.name, required=field.required, min_values=least, default_values=roles)
        case Kind.FILE:
            return ui.FileUpload(custom_id=field.name, required=field.required, min_values=least, max_values=1)
        case _:
            assert_never(field.kind)


def _line(field: Field) -> ui.Item[Any]:
    return ui.TextInput(
        custom_id=field.name,
        style=discord.TextStyle.paragraph if field.long else discord.TextStyle.short,
        default=field.value[:TEXT_LIMIT] or None,
        required=field.required,
        max_length=TEXT_LIMIT,
        placeholder=HINTS.get(field.kind),
    )


def _standing(field: Field) -> list[discord.Object]:
    return [discord.Object(int(field.value))] if field.value.isdigit() else []
