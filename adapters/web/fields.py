"""A form as HTML.

Decides that what was typed is never lost (a file is chosen again), that what is wrong stands at its field and is read
out with it, and that the core judges every value: the browser checks nothing by itself.
"""

from typing import assert_never

from adapters.web.html import NOTHING, Html, join, tag
from adapters.web.people import CHANNELS, PEOPLE
from adapters.web.reader import Reader
from bot.chat.command import Kind
from bot.chat.form import TEXT_LIMIT, Field, Form
from bot.chat.reply import Choice


def form(one: Form, of: str, reader: Reader, *, returned: bool = False) -> Html:
    """The form; `of` makes ids unique on the page, `returned` says that it was sent before and came back."""
    named = f"form-{of}"
    return tag(
        "form",
        tag("h3", one.title, id=named),
        tag("p", one.text, class_="wrong" if returned else "why", role="alert" if returned else None)
        if one.text
        else NOTHING,
        join(_field(field, f"{named}-{field.name}", reader, returned=returned) for field in one.fields),
        tag(
            "div",
            tag("button", reader.say("Send"), type="submit", class_="primary"),
            tag("button", reader.say("Cancel"), type="button", class_="plain", data_dismiss=True),
            class_="controls",
        ),
        aria_labelledby=named,
        data_wire=one.does.encode(),
        data_command=one.does.command,
        autocomplete="off",
        novalidate=True,
    )


def _field(field: Field, named: str, reader: Reader, *, returned: bool) -> Html:
    described = [f"{named}-help"] if field.help else []
    described += [f"{named}-wrong"] if field.error else []
    is_wrong = bool(field.error) or (returned and field.required and not field.value)
    needed = tag("span", reader.say("needed"), class_="needed") if field.required else NOTHING
    label = tag("label", reader.say(field.label), " " if field.required else "", needed, for_=named)
    entry = _input(field, named, " ".join(described), reader, is_wrong=is_wrong)
    help_ = tag("p", reader.say(field.help), class_="help", id=f"{named}-help") if field.help else NOTHING
    wrong = tag("p", field.error, class_="wrong", id=f"{named}-wrong") if field.error else NOTHING
    if field.kind is Kind.FLAG:
        return tag("div", entry, label, help_, wrong, class_="field flag")
    return tag("div", label, help_, entry, wrong, class_="field")


def _input(field: Field, named: str, described: str, reader: Reader, *, is_wrong: bool) -> Html:
    common = {
        "id": named,
        "name": field.name,
        "aria_describedby": described or None,
        "aria_invalid": "true" if is_wrong else None,
        "aria_required": "true" if field.required else None,
    }
    match field.kind:
        case Kind.FLAG:
            return tag("input", type="checkbox", value="yes", checked=field.value not in ("", "no", "false"), **common)
        case Kind.CHOICE:
            return _select(field, [Choice(reader.say(one.label), one.value) for one in field.choices], common)
        case Kind.PERSON:
            return _select(field, [Choice(one.name, one.id) for one in PEOPLE.values()], common)
        case Kind.CHANNEL:
            return _select(field, [Choice(reader.say(one.name), one.id) for one in CHANNELS.values()], common)
        case Kind.INTEGER:
            return tag("input", type="text", inputmode="numeric", value=field.value, **common)
        case Kind.FILE:
            return _file(field, named, common, reader)
        case Kind.TEXT | Kind.TIME | Kind.DATE | Kind.ROLE:
            return _text(field, named, common)
        case _:
            assert_never(field.kind)


def _text(field: Field, named: str, common: dict[str, str | None]) -> Html:
    if field.long:
        # A parser drops one line end directly after the tag.
        return tag("textarea", f"\n{field.value}", rows=5, maxlength=TEXT_LIMIT, **common)
    if not field.suggests:
        return tag("input", type="text", value=field.value, maxlength=TEXT_LIMIT, **common)
    entry = tag(
        "input",
        type="text",
        value=field.value,
        maxlength=TEXT_LIMIT,
        role="combobox",
        aria_autocomplete="list",
        aria_expanded="false",
        aria_controls=f"{named}-list",
        data_suggest=field.name,
        **common,
    )
    return tag("div", entry, tag("ul", role="listbox", id=f"{named}-list", hidden=True), class_="combobox")


def _file(field: Field, named: str, common: dict[str, str | None], reader: Reader) -> Html:
    """A file to choose, or its text to paste; the script sends either as a file."""
    pasted = f"{named}-pasted"
    return tag(
        "div",
        tag("input", type="file", data_file=field.name, **common),
        tag("label", reader.say("Or paste its text here"), for_=pasted),
        tag("textarea", rows=3, id=pasted, data_file=field.name, spellcheck="false"),
        class_="file",
    )


def _select(field: Field, choices: list[Choice], common: dict[str, str | None]) -> Html:
    if field.value and field.value not in [choice.value for choice in choices]:
        choices = [*choices, Choice.clipped(field.value, field.value)]  # what was typed is kept, also when it is wrong
    options = [tag("option", "—", value="")]
    options += [tag("option", one.label, value=one.value, selected=one.value == field.value) for one in choices]
    return tag("select", join(options), **common)
