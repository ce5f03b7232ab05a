"""What exists in the local Slack: a workspace, its members and channels, messages, and where the app is installed.

Decides nothing of Slack's rules; the Web API and the drivers do.
"""

from dataclasses import dataclass, field

from tests.fakes.slack.shapes import Json

BOT_SCOPES = frozenset(
    {
        "commands",
        "chat:write",
        "app_mentions:read",
        "users:read",
        "files:write",
        "files:read",
        "im:write",
        "channels:read",
        "channels:history",
        "metadata.message:read",
        "pins:write",
    }
)


@dataclass(eq=False)
class Member:
    """Somebody in the workspace."""

    id: str
    name: str
    is_admin: bool = False
    locale: str = "en-US"


@dataclass(eq=False)
class Message:
    """A message. `to` is the id of the only person who sees it, for an ephemeral one."""

    ts: str
    channel: str
    author: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str = ""
    to: str = ""
    metadata: Json = field(default_factory=dict)
    files: list[Json] = field(default_factory=list)
    by_app: bool = False
    pinned: bool = False

    def payload(self) -> Json:
        """The message as Slack hands it out; metadata only where it is asked for."""
        found: Json = {"type": "message", "ts": self.ts, "text": self.text}
        found |= {"bot_id": "B0APP", "user": self.author} if self.by_app else {"user": self.author}
        if self.blocks:
            found["blocks"] = self.blocks
        if self.thread_ts:
            found["thread_ts"] = self.thread_ts
        return found


@dataclass(eq=False)
class Channel:
    """A conversation. `direct` is the id of the person of a direct message with the app.

    `refuses` is the error that every post of the app is answered with here, as long as it is set.
    """

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    is_private: bool = False
    is_archived: bool = False
    direct: str = ""
    refuses: str = ""
    messages: list[Message] = field(default_factory=list)


@dataclass(eq=False)
class View:
    """An open modal or a Home tab as its owner sees it; `asked` is what it was made from."""

    id: str
    owner: str
    asked: Json
    hash: str
    root: str
    previous: str | None = None
    channel: str = ""
    """The conversation its owner was looking at when it opened."""


@dataclass(eq=False)
class Installation:
    """The app in one workspace."""

    token: str
    scopes: frozenset[str]
    revoked: bool = False
    state: str = "account_inactive"
    """The error that a revoked token gets."""


@dataclass(eq=False)
class Workspace:
    """One workspace with everything in it."""

    id: str = "T0READERS"
    domain: str = "readers"
    enterprise: str = ""
    bot_user: str = "U0BOT"
    members: dict[str, Member] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    files: dict[str, Json] = field(default_factory=dict)
    """What people chose in forms, by id, with its `content`."""
    homes: dict[str, View] = field(default_factory=dict)
    installation: Installation | None = None

    def find_channel(self, ts: str) -> Channel:
        """The channel a message stands in. Raises LookupError."""
        for channel in self.channels.values():
            if any(message.ts == ts for message in channel.messages):
                return channel
        raise LookupError(ts)

    def message(self, channel: str, ts: str) -> Message | None:
        """The message with that timestamp."""
        found = self.channels.get(channel)
        return next((each for each in found.messages if each.ts == ts), None) if found else None
