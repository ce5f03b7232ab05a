"""An answer as JSON: the whole of it, for a program that drives the console.

Decides the names and that every key is always there, so that a reader of it needs no default: `null` or an empty list
says “none”. One answer is one line; characters at which some programs break a line are written as escapes.
"""

import json
from base64 import b64encode
from typing import Any, assert_never

from bot.chat.form import Field, Form
from bot.chat.reply import Button, Card, Picture, Reply, Select
from bot.dispatch import Answer

_LINE_BREAKS = {ord(character): f"\\u{ord(character):04x}" for character in "\x7f\x85\u2028\u2029"}


def as_line(answer: Answer) -> str:
    """The answer as one line of JSON, without a line end."""
    return json.dumps(as_data(answer), ensure_ascii=False, separators=(", ", ": ")).translate(_LINE_BREAKS)


def as_data(answer: Answer) -> dict[str, Any]:
    """The answer as JSON's own types."""
    content = answer.content
    match content:
        case Reply():
            shown = _of_reply(content)
        case Form():
            shown = _of_form(content)
        case _:
            assert_never(content)
    return {**shown, "audience": answer.audience.value, "replaces": answer.replaces}


def _of_reply(reply: Reply) -> dict[str, Any]:
    return {
        "text": reply.text,
        "cards": [_of_card(card) for card in reply.open_cards],
        "controls": [_of_control(control) for control in reply.controls],
        "files": [{"name": file.name, "content": file.content} for file in reply.files],
        "error": reply.text if reply.is_error else None,
        "form": None,
        "quotes": [
            {"id": quote.id, "text": quote.text, "speaker": quote.speaker, "status": quote.status}
            for quote in reply.quotes
        ],
        "topics": [{"id": topic.id, "name": topic.name} for topic in reply.topics],
        "opens": reply.opens or None,
        "mentions": list(reply.mentions),
    }


def _of_form(form: Form) -> dict[str, Any]:
    wrong = [field.error for field in form.fields if field.error]
    return {
        "text": _form_text(form),
        "cards": [],
        "controls": [],
        "files": [],
        "error": " ".join(wrong) or None,
        "form": {
            "title": form.title,
            "text": form.text,
            "wire": form.does.encode(),
            "fields": [_of_field(field) for field in form.fields],
        },
        "quotes": [],
        "topics": [],
        "opens": None,
        "mentions": [],
    }


def _form_text(form: Form) -> str:
    lines = [f"{form.title}: {form.text}" if form.text else form.title]
    for field in form.fields:
        label = f"{field.label} (needed)" if field.required else field.label
        lines.append(f"{label}: {field.help}" if field.help else label)
        lines += [field.error] if field.error and field.error not in form.text else []
    return "\n".join(lines)


def _of_card(card: Card) -> dict[str, Any]:
    return {
        "title": card.title,
        "body": card.body,
        "fields": [{"name": name, "value": value} for name, value in card.fields],
        "footer": card.footer,
        "picture": _of_picture(card.picture) if card.picture else None,
    }


def _of_picture(picture: Picture) -> dict[str, Any]:
    source = picture.source
    if isinstance(source, str):
        return {"alt": picture.alt, "url": source, "png": None}
    return {"alt": picture.alt, "url": None, "png": b64encode(source).decode()}


def _of_control(control: Button | Select) -> dict[str, Any]:
    match control:
        case Button():
            return {
                "type": "button",
                "label": control.label,
                "style": control.style.value,
                "wire": control.does.encode(),
            }
        case Select():
            choices = [{"label": choice.label, "value": choice.value} for choice in control.choices]
            return {"type": "select", "label": control.label, "wire": control.does.encode(), "choices": choices}
        case _:
            assert_never(control)


def _of_field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": field.label,
        "help": field.help,
        "kind": field.kind.name.lower(),
        "required": field.required,
        "choices": [{"label": choice.label, "value": choice.value} for choice in field.choices],
        "value": field.value,
        "error": field.error or None,
    }
