"""The app's manifest for Slack, made from the declarations of the commands.

Decides the name, the permissions, the events and the shortcuts: every message command is a message shortcut, and
lookups that take options are also global shortcuts, as long as there is room. With a public address it is the manifest
of an app over HTTP, without one that of an app in Socket Mode. It is held against Slack's schema in the tests.
"""

from collections.abc import Iterator, Sequence

from adapters.slack import limits
from adapters.slack.metadata import EVENT_TYPE
from adapters.slack.names import UMBRELLA, first_words, slash_names
from adapters.slack.scopes import OPTIONAL, REQUIRED
from adapters.slack.spoken import Json
from bot.chat.clean import clip
from bot.chat.command import Command, Surface
from bot.chat.place import Permission

EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH = "/slack/events", "/slack/install", "/slack/oauth_redirect"
EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "message_metadata_posted", "tokens_revoked")
NAME = "Commonplace"
ABOUT = "A commonplace book for reading groups: quotations with their sources, summaries, claims and prompts."
AT_LENGTH = (
    "Commonplace keeps the quotations of your reading group together with where they come from. Ask for a quotation on "
    "a topic, find out whether a line is real, get a topic in five sentences with its opposing view, see which claims "
    "were checked, and open a discussion with a prompt. It reads no channel: it sees only what is typed to it."
)


def manifest(commands: Sequence[Command], address: str = "") -> Json:
    """The manifest as Slack takes it, for Socket Mode, or over HTTP at a public `address`."""
    address = address.rstrip("/")
    oauth: Json = {"scopes": {"bot": list(REQUIRED), "bot_optional": list(OPTIONAL)}}
    events: Json = {
        "bot_events": list(EVENTS),
        "metadata_subscriptions": [
            {"app_id": "*", "event_type": EVENT_TYPE}
        ],  # its own id is not known before it is made
    }
    interactivity: Json = {"is_enabled": True}
    if address:
        oauth = {"redirect_urls": [address + REDIRECT_PATH], **oauth}
        events = {"request_url": address + EVENTS_PATH, **events}
        interactivity |= {
            "request_url": address + EVENTS_PATH,
            "message_menu_options_url": address + EVENTS_PATH,
        }
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": NAME,
            "description": ABOUT,
            "long_description": AT_LENGTH,
            "background_color": "#2c2d30",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": NAME, "always_online": False},
            "shortcuts": shortcuts(commands),
            "slash_commands": list(_slash_commands(commands, address)),
        },
        "oauth_config": oauth,
        "settings": {
            "event_subscriptions": events,
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": not address,
            "token_rotation_enabled": False,
        },
    }


def shortcuts(commands: Sequence[Command]) -> list[Json]:
    """The shortcuts: all message commands, then lookups with options as far as there is room."""
    on_messages = [one for one in commands if one.surface is Surface.MESSAGE]
    anywhere = [one for one in commands if one.surface is Surface.SLASH and _asks(one)]
    found = [_shortcut(one, "message") for one in on_messages] + [_shortcut(one, "global") for one in anywhere]
    if len(on_messages) > limits.SHORTCUTS:
        raise ValueError(f"{len(on_messages)} message commands; Slack allows {limits.SHORTCUTS} shortcuts.")
    return found[: limits.SHORTCUTS]


def _asks(command: Command) -> bool:
    """Whether a command is good to have at hand everywhere: a form helps with it, and anybody may use it."""
    is_open = command.permission is Permission.MEMBER and " " not in command.name
    return is_open and (command.is_lookup or any(option.required for option in command.options))


def _shortcut(command: Command, kind: str) -> Json:
    description = clip(command.help, limits.SHORTCUT_DESCRIPTION)
    return {"name": command.title, "type": kind, "callback_id": command.name, "description": description}


def _slash_commands(commands: Sequence[Command], address: str) -> Iterator[Json]:
    url = {"url": address + EVENTS_PATH} if address else {}
    for slash, word in slash_names(first_words(commands)).items():
        family = [one for one in commands if one.surface is Surface.SLASH and one.name.split()[0] == word]
        yield {
            "command": slash,
            **url,
            "description": clip("; ".join(one.help for one in family), limits.DESCRIPTION),
            **_hint(family),
            "should_escape": True,
        }
    yield {
        "command": f"/{UMBRELLA}",
        **url,
        "description": "Every command of Commonplace, also where another app has taken its short name",
        "usage_hint": "quote generalization | help",
        "should_escape": True,
    }


def _hint(family: Sequence[Command]) -> Json:
    """`{"usage_hint": "[about] [speaker]"}`; the second words where there are several commands; nothing for none."""
    if len(family) == 1 and " " not in family[0].name:
        options = family[0].options
        hint = " ".join(f"<{one.name}>" if one.required else f"[{one.name}]" for one in options)
    else:
        hint = " | ".join(one.name.partition(" ")[2] or "…" for one in family)
    return {"usage_hint": clip(hint, limits.USAGE_HINT)} if hint else {}
