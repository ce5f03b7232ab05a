"""What came from Slack, in our terms: who asks what, where, and which ways an answer can take.

Decides that the space is the workspace the app is installed in, whoever's workspace the person belongs to; that the
key of a delivery is its event's or its trigger's id; and that a message's own id is known only where everybody sees it.
"""

from dataclasses import dataclass

from adapters.slack.encode import plain_of
from adapters.slack.form import origin_of
from adapters.slack.spoken import Json
from bot.chat.command import Quoted

DIRECT = "D"
"""What the ids of direct messages begin with; those of channels begin with C or G."""


@dataclass(frozen=True, slots=True)
class Installed:
    """The app in one workspace: the token to answer with. `space` is the workspace, or the whole organisation."""

    space: str
    token: str
    bot_user: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """How an answer can reach somebody. What is not known is empty."""

    installed: Installed
    person: str
    name: str = ""
    channel: str = ""
    thread: str = ""
    message: str = ""
    """The message that was pressed, where everybody sees it."""
    response_url: str = ""
    trigger: str = ""
    """What a modal can be opened with, once, for three seconds."""
    view: str = ""
    """The modal that was pressed or sent."""
    is_home: bool = False
    once: str = ""
    """The key of this delivery; the same again when Slack sends it twice."""

    @property
    def is_in_view(self) -> bool:
        """Whether somebody acts in a modal or on the Home tab, where there is no channel to answer in."""
        return self.is_home or bool(self.view)

    @property
    def is_alone(self) -> bool:
        """Whether nobody but the person and the app is there: direct messages, and what is in no channel."""
        return not self.channel or self.channel.startswith(DIRECT)

    @property
    def place(self) -> str:
        """The channel; outside of all channels the person, who then is a place of their own."""
        return self.channel or self.person


def way_of_command(body: Json, installed: Installed) -> Way:
    """From a slash command."""
    return Way(
        installed,
        str(body.get("user_id", "")),
        str(body.get("user_name", "")),
        str(body.get("channel_id", "")),
        response_url=str(body.get("response_url", "")),
        trigger=str(body.get("trigger_id", "")),
        once=str(body.get("trigger_id", "")),
    )


def way_of_interaction(body: Json, installed: Installed) -> Way:
    """From a button, a menu, a shortcut, or a form that was sent."""
    container, view = body.get("container") or {}, body.get("view") or {}
    message, user = body.get("message") or {}, body.get("user") or {}
    is_private = bool(container.get("is_ephemeral"))
    channel = str((body.get("channel") or {}).get("id", "") or container.get("channel_id", ""))
    thread = str(container.get("thread_ts") or message.get("thread_ts") or "")
    response_url = str(body.get("response_url", ""))
    if chosen := _chosen(body):
        channel, response_url = chosen
        origin, of_origin = origin_of(view)
        thread = of_origin if origin == channel else ""
    return Way(
        installed,
        str(user.get("id", "")),
        str(user.get("name") or user.get("username") or ""),
        channel,
        thread,
        "" if is_private else str(container.get("message_ts") or ""),
        response_url,
        str(body.get("trigger_id", "")),
        str(view.get("id", "")) if view.get("type") == "modal" else "",
        view.get("type") == "home",
        str(body.get("trigger_id", "")),
    )


def way_of_event(body: Json, installed: Installed) -> Way:
    """From an event."""
    event = body.get("event") or {}
    return Way(
        installed,
        str(event.get("user", "")),
        channel=str(event.get("channel", "")),
        thread=str(event.get("thread_ts") or ""),
        once=str(body.get("event_id", "")),
    )


def line_of_mention(text: str, bot_user: str) -> str:
    """What stands behind the app's name; `/help` where nothing does."""
    _, _, behind = text.partition(f"<@{bot_user}")
    line = plain_of(behind.partition(">")[2], ids=True).strip()
    return line or "/help"


def quoted_of(body: Json, author: str) -> Quoted:
    """The message that a shortcut was used on."""
    message, channel = body.get("message") or {}, str((body.get("channel") or {}).get("id", ""))
    domain, ts = (body.get("team") or {}).get("domain"), str(message.get("ts", ""))
    link = f"https://{domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}" if domain and ts else ""
    return Quoted(plain_of(str(message.get("text", ""))), author, link, str(message.get("user", "")))


def _chosen(body: Json) -> tuple[str, str] | None:
    """The channel that was chosen in a form, and where to answer there."""
    for given in body.get("response_urls") or ():
        return str(given.get("channel_id", "")), str(given.get("response_url", ""))
    return None
