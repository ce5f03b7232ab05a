"""The JSON that Discord sends for what there is; only what the documentation lists as always there, and what matters.

Decides how a message looks to somebody who fetches it: components get ids, files get addresses, mentions are listed.
"""

from itertools import count
from typing import Any

from tests.fakes.discord.clock import iso
from tests.fakes.discord.refusal import Json
from tests.fakes.discord.world import DIRECT, INVITED, Channel, Guild, Member, Message, Upload, World

_DEFAULTS: dict[int, Json] = {
    2: {"style": 2, "disabled": False},
    3: {"min_values": 1, "max_values": 1, "disabled": False},
    12: {"items": []},
    14: {"divider": True, "spacing": 1},
    17: {"accent_color": None, "spoiler": False},
    13: {"spoiler": False, "name": None, "size": None},
}


def user(member: Member) -> Json:
    """A user object."""
    return {
        "id": member.id,
        "username": member.name.lower().replace(" ", "_"),
        "global_name": member.name,
        "avatar": None,
        "discriminator": "0",
        "public_flags": 0,
        "flags": 0,
        "bot": member.bot,
        "primary_guild": None,
    }


def member_of(member: Member) -> Json:
    """A guild member object, as an interaction carries it."""
    return {
        "user": user(member),
        "nick": None,
        "avatar": None,
        "banner": None,
        "roles": list(member.roles),
        "joined_at": "2024-01-01T00:00:00+00:00",
        "premium_since": None,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "permissions": str(member.permissions),
    }


def channel(found: Channel) -> Json:
    """A channel or thread object."""
    body: Json = {"id": found.id, "type": found.kind, "flags": 0, "last_message_id": None}
    if found.kind == DIRECT:
        return body | {"recipients": []}
    body |= {
        "name": found.name,
        "guild_id": found.guild.id if found.guild else "0",
        "parent_id": found.parent.id if found.parent else None,
        "permissions": str(found.bot_permissions()),
        "rate_limit_per_user": 0,
    }
    if found.is_thread:
        return body | {
            "owner_id": found.owner or "1",
            "thread_metadata": {
                "archived": found.archived,
                "auto_archive_duration": found.archive_minutes,
                "archive_timestamp": "2024-01-01T00:00:00+00:00",
                "create_timestamp": "2024-01-01T00:00:00+00:00",
                "locked": False,
            },
            "message_count": len(found.messages),
            "member_count": 1,
            "total_message_sent": len(found.messages),
        }
    everyone = found.guild.id if found.guild else "0"
    denied: Json = {"id": everyone, "type": 0, "allow": "0", "deny": str(found.denied)}
    overwrites = [denied] if found.denied else []
    return body | {"position": 0, "permission_overwrites": overwrites, "nsfw": False, "topic": None}


def guild_create(guild: Guild, world: World) -> Json:
    """The GUILD_CREATE of a server."""
    return {
        "id": guild.id,
        "name": guild.name,
        "unavailable": False,
        "owner_id": "1",
        "member_count": len(world.members),
        "roles": roles_of(guild),
        "channels": [channel(found) for found in world.channels.values() if found.guild is guild and not found.parent],
        "threads": [],
        "members": [member_of(world.bot)],
        "emojis": [],
        "stickers": [],
        "features": [],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "preferred_locale": "en-US",
        "large": False,
    }


def roles_of(guild: Guild) -> list[Json]:
    """Its roles; what the bot may do everywhere, everybody may."""
    everyone = _role(guild.id, "@everyone") | {"permissions": str(INVITED)}
    return [everyone, *(_role(role_id, name) for role_id, name in guild.roles.items())]


def _role(role_id: str, name: str) -> Json:
    return {
        "id": role_id,
        "name": name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": 0,
        "permissions": "0",
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def application(world: World, application_id: str) -> Json:
    """The bot's own application."""
    owner = next(iter(world.members.values()))
    return {
        "id": application_id,
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "eligible_oauth2_scopes": [],
        "bot_public": True,
        "bot_require_code_grant": False,
        "is_monetized": False,
        "is_verified": False,
        "is_discoverable": False,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(owner),
        "team": None,
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "storefront_available": False,
        "integration_types_config": {"0": {}, "1": {}},
    }


def message(found: Message, base: str) -> Json:
    """A message object; `base` is where files are said to be."""
    pinged = [user(member) for member in _known(found)]
    body: Json = {
        "id": found.id,
        "type": 20 if found.command else 0,
        "channel_id": found.channel.id,
        "author": user(found.author),
        "content": found.content,
        "timestamp": iso(found.at),
        "edited_timestamp": iso(found.edited) if found.edited else None,
        "tts": False,
        "mention_everyone": "@everyone" in found.pings or "@here" in found.pings,
        "mentions": pinged,
        "mention_roles": [ping.removeprefix("@&") for ping in sorted(found.pings) if ping.startswith("@&")],
        "attachments": [attachment(file, base) for file in found.files],
        "embeds": found.embeds,
        "components": answered(found.components, found.files, base),
        "pinned": found.pinned,
        "flags": found.flags,
    }
    if found.thread:
        body["thread"] = channel(found.thread)
    return body


def _known(found: Message) -> list[Member]:
    return [Member(ping, ping) for ping in sorted(found.pings) if not ping.startswith("@")]


def attachment(file: Upload, base: str) -> Json:
    """A file of a message."""
    url = f"{base}/files/{file.id}/{file.name}"
    body: Json = {"id": file.id, "filename": file.name, "size": len(file.content), "url": url, "proxy_url": url}
    return body | ({"description": file.description} if file.description else {})


def answered(components: list[Json], files: list[Upload], base: str) -> list[Json]:
    """Components as Discord gives them back: with ids, defaults and real addresses of files."""
    addresses = {f"attachment://{file.name}": f"{base}/files/{file.id}/{file.name}" for file in files}
    return _numbered(components, count(1), addresses)


def _numbered(components: list[Json], ids: "count[int]", addresses: dict[str, str]) -> list[Json]:
    return [_one(component, ids, addresses) for component in components]


def _one(component: Json, ids: "count[int]", addresses: dict[str, str]) -> Json:
    given = {key: value for key, value in component.items() if value is not None}
    body: Json = {**_DEFAULTS.get(component["type"], {}), "id": next(ids), **given}
    if "components" in body:
        body["components"] = _numbered(body["components"], ids, addresses)
    for key in ("media", "file"):
        if key in body:
            body[key] = _media(body[key], addresses)
    if "items" in body:
        body["items"] = [{"description": None, "spoiler": False, **_item(item, addresses)} for item in body["items"]]
    if body["type"] == 13:
        body |= {"name": component["file"]["url"].removeprefix("attachment://"), "size": 1}
    return body


def _item(item: Json, addresses: dict[str, str]) -> Json:
    return {**item, "media": _media(item["media"], addresses)}


def _media(media: Json, addresses: dict[str, str]) -> dict[str, Any]:
    url = addresses.get(media["url"], media["url"])
    return {"id": "1", "url": url, "proxy_url": url, "width": None, "height": None, "content_type": None}
