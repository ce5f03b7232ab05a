"""What Discord sends to the bot when somebody types a command, presses a button, chooses, or fills in a form.

Decides the payloads (docs.discord.com/developers, interactions/receiving-and-responding) and nothing else.
"""

from typing import Any

from tests.fakes.discord import payloads
from tests.fakes.discord.commands import ATTACHMENT
from tests.fakes.discord.components import CHECKBOX, FILE_UPLOAD, LABEL, STRING_SELECT, every
from tests.fakes.discord.exchange import Exchange
from tests.fakes.discord.refusal import Json
from tests.fakes.discord.world import DIRECT, Member, Message, World

GUILD_CONTEXT, BOT_DM, PRIVATE_CHANNEL = 0, 1, 2
UPLOAD_LIMIT = 10 * 1024 * 1024


def interaction(exchange: Exchange, data: Json, application_id: str, message: Json | None) -> Json:
    """The INTERACTION_CREATE of an exchange."""
    channel, person = exchange.channel, exchange.person
    body: Json = {
        "id": exchange.id,
        "application_id": application_id,
        "type": exchange.kind,
        "data": data,
        "channel": payloads.channel(channel),
        "channel_id": channel.id,
        "token": exchange.token,
        "version": 1,
        "app_permissions": str(channel.bot_permissions()),
        "locale": person.locale,
        "entitlements": [],
        "attachment_size_limit": UPLOAD_LIMIT,
        "authorizing_integration_owners": _owners(exchange),
        "context": BOT_DM if channel.kind == DIRECT else GUILD_CONTEXT,
    }
    if channel.guild is None:
        body["user"] = payloads.user(person)
    else:
        guild = {"id": channel.guild.id, "locale": "en-US", "features": []}
        body |= {"guild": guild, "guild_id": channel.guild.id, "guild_locale": "en-US"}
        body["member"] = payloads.member_of(person)
    if message is not None:
        body["message"] = message
    return body


def _owners(exchange: Exchange) -> dict[str, str]:
    if exchange.user_installed:
        return {"1": exchange.person.id}
    return {"0": exchange.channel.guild.id if exchange.channel.guild else "0"}


def command(top: Json, name: str, options: list[Json], guild_id: str | None) -> Json:
    """A chat command; the second word of its name makes a subcommand."""
    data: Json = {"id": top["id"], "name": top["name"], "type": top["type"]}
    if guild_id:
        data["guild_id"] = top.get("guild_id")
    second = name.partition(" ")[2]
    inner = [{"name": second, "type": 1, "options": options}] if second else options
    return data | {"options": inner}


def attached(ids: list[str], world: World, base: str) -> Json:
    """Attachments as they come with an interaction, by id. Whoever sees the answer sees none of them."""
    return {
        one: {**payloads.attachment(world.attached[one], base), "content_type": "application/json", "ephemeral": True}
        for one in ids
    }


def resolved(options: list[Json], world: World, base: str) -> Json:
    """The people, channels and attachments that options name."""
    found: Json = {}
    for option in options:
        if option["type"] == 6:
            member = world.members[option["value"]]
            found.setdefault("users", {})[member.id] = payloads.user(member)
            found.setdefault("members", {})[member.id] = _without_user(member)
        elif option["type"] == 7:
            channel = world.channels[option["value"]]
            found.setdefault("channels", {})[channel.id] = {
                **payloads.channel(channel),
                "app_permissions": str(channel.bot_permissions()),
            }
        elif option["type"] == ATTACHMENT:
            found.setdefault("attachments", {}).update(attached([option["value"]], world, base))
    return {"resolved": found} if found else {}


def _without_user(member: Member) -> Json:
    return {key: value for key, value in payloads.member_of(member).items() if key not in ("user", "deaf", "mute")}


def message_command(top: Json, target: Message, base: str) -> Json:
    """A command used on a message."""
    messages = {target.id: payloads.message(target, base)}
    return {
        "id": top["id"],
        "name": top["name"],
        "type": top["type"],
        "target_id": target.id,
        "resolved": {"messages": messages},
    }


def press(button: Json) -> Json:
    """A button that is pressed."""
    return {"custom_id": button["custom_id"], "component_type": 2, "id": 1}


def choose(menu: Json, values: list[str]) -> Json:
    """A menu in which something is chosen."""
    return {"custom_id": menu["custom_id"], "component_type": STRING_SELECT, "values": values, "id": 1}


def button_of(message: Message, label: str) -> Json:
    """The button of that label."""
    buttons = [part for part in every(message.components) if part["type"] == 2]
    found = next((part for part in buttons if part.get("label") == label), None)
    assert found is not None, f"There is no button “{label}”, only {[part.get('label') for part in buttons]}."
    return found


def option_of(message: Message, wanted: str) -> tuple[Json, str]:
    """The menu that offers a label (or a value), and the value behind it."""
    menus = [part for part in every(message.components) if part["type"] == STRING_SELECT]
    for menu in menus:
        for option in menu["options"]:
            if wanted in (option["label"], option["value"]):
                return menu, option["value"]
    raise AssertionError(f"No menu offers “{wanted}”: {[[o['label'] for o in menu['options']] for menu in menus]}.")


def submission(modal: Json, filled: dict[str, Any], world: World | None = None, base: str = "") -> Json:
    """A form that is sent off. `filled` names fields by their label or id; the others keep what stands in them.

    Files are given by the ids that they have in `world`.
    """
    fields = [part for part in modal["components"] if part["type"] == LABEL]
    by_name = {name: part for part in fields for name in (part["label"], part["component"]["custom_id"])}
    for name in filled:
        assert name in by_name, f"The form has no field “{name}”, only {[part['label'] for part in fields]}."
    components = [_answered(part, filled) for part in fields]
    sent = {"custom_id": modal["custom_id"], "components": components}
    answers = [part["component"] for part in components]
    files = [one for answer in answers if answer["type"] == FILE_UPLOAD for one in answer["values"]]
    return sent | ({"resolved": {"attachments": attached(files, world, base)}} if files and world else {})


def _answered(label: Json, filled: dict[str, Any]) -> Json:
    field = label["component"]
    standing = _standing(field)
    value = filled.get(label["label"], filled.get(field["custom_id"], standing))
    assert value not in ("", [], None) or not field.get("required", True), (
        f"Discord wants “{label['label']}” filled in."
    )
    assert not isinstance(value, str) or len(value) <= (field.get("max_length") or 4000), "The field is not that long."
    answer: Json = {"type": field["type"], "id": 2, "custom_id": field["custom_id"]}
    if field["type"] == CHECKBOX or isinstance(standing, str):
        return {"type": LABEL, "id": 1, "component": answer | {"value": value}}
    values = [value] if isinstance(value, str) else value
    return {"type": LABEL, "id": 1, "component": answer | {"values": values}}


def _standing(field: Json) -> Any:
    if field["type"] == CHECKBOX:
        return bool(field.get("default"))
    if field["type"] == STRING_SELECT:
        return [option["value"] for option in field["options"] if option.get("default")]
    if field["type"] in (5, 6, 7, 8):
        return [entry["id"] for entry in field.get("default_values") or []]
    if field["type"] == FILE_UPLOAD:
        return []
    return field.get("value") or ""
