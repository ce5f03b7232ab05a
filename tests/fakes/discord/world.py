"""What there is on the local Discord: servers, channels, people, messages; plain data with ids like Discord's.

Decides that a permission the bot lacks is written on the channel (`denied`), and that a private (ephemeral) message
belongs to one person.
"""

from dataclasses import dataclass, field

from tests.fakes.discord.clock import Clock
from tests.fakes.discord.refusal import Json, Refusal, unknown

EPOCH = 1_420_070_400_000  # the first second of 2015, in milliseconds: where Discord's ids begin

TEXT, DIRECT, ANNOUNCEMENT, PUBLIC_THREAD, PRIVATE_THREAD, FORUM = 0, 1, 5, 11, 12, 15

VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
MANAGE_MESSAGES = 1 << 13
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
MANAGE_GUILD = 1 << 5
ADMINISTRATOR = 1 << 3
CREATE_PUBLIC_THREADS = 1 << 35
SEND_MESSAGES_IN_THREADS = 1 << 38
PIN_MESSAGES = 1 << 51
EVERYDAY = VIEW_CHANNEL | SEND_MESSAGES | ATTACH_FILES | READ_MESSAGE_HISTORY | SEND_MESSAGES_IN_THREADS
INVITED = EVERYDAY | CREATE_PUBLIC_THREADS | PIN_MESSAGES  # what the invite link asks for

EPHEMERAL = 1 << 6
LOADING = 1 << 7
COMPONENTS_V2 = 1 << 15


@dataclass(slots=True)
class Member:
    """A person on a server, or the bot. `locale` is what their client is set to."""

    id: str
    name: str
    permissions: int = EVERYDAY
    roles: list[str] = field(default_factory=list)
    locale: str = "en-US"
    bot: bool = False


@dataclass(slots=True)
class Guild:
    """A server. Without `has_bot` only people who installed the app for themselves use it there."""

    id: str
    name: str
    roles: dict[str, str] = field(default_factory=dict)
    unavailable: bool = False
    has_bot: bool = True


@dataclass(slots=True)
class Channel:
    """A channel, a thread or a direct message. `denied` are the permissions that the bot lacks here.

    `refuses` is what every post of the bot is answered with here, whatever it is, as long as it is set.
    """

    id: str
    name: str
    kind: int = TEXT
    guild: Guild | None = None
    parent: "Channel | None" = None
    denied: int = 0
    refuses: Refusal | None = None
    archived: bool = False
    owner: str = ""
    archive_minutes: int = 1440
    messages: dict[str, "Message"] = field(default_factory=dict)

    @property
    def is_thread(self) -> bool:
        """Whether it hangs on another channel."""
        return self.kind in (PUBLIC_THREAD, PRIVATE_THREAD)

    def bot_permissions(self) -> int:
        """What the bot may do here."""
        inherited = self.parent.denied if self.parent else 0
        return INVITED & ~self.denied & ~inherited


@dataclass(slots=True)
class Upload:
    """A file that came with a message."""

    id: str
    name: str
    content: bytes
    description: str = ""


@dataclass(slots=True)
class Message:
    """A message. `only_for` is the one person who sees a private one; `pings` is who it really notified."""

    id: str
    channel: Channel
    author: Member
    at: float
    content: str = ""
    components: list[Json] = field(default_factory=list)
    embeds: list[Json] = field(default_factory=list)
    files: list[Upload] = field(default_factory=list)
    flags: int = 0
    nonce: str = ""
    only_for: str = ""
    pings: set[str] = field(default_factory=set)
    edited: float | None = None
    pinned: bool = False
    thread: Channel | None = None
    edits: int = 0
    command: str = ""
    user_installed: bool = False


class World:
    """Everything, with ids that grow."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._serial = 0
        self.members: dict[str, Member] = {}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self.attached: dict[str, Upload] = {}
        self.vanished: set[str] = set()
        self.bot = self.add_member("Commonplace", bot=True)

    def new_id(self) -> str:
        """A fresh id in Discord's form: milliseconds since 2015, then a serial number."""
        self._serial = self._serial + 1
        return str(((int(self.clock.now() * 1000) - EPOCH) << 22) + self._serial % (1 << 22))

    def add_member(self, name: str, permissions: int = EVERYDAY, locale: str = "en-US", *, bot: bool = False) -> Member:
        """Somebody new, on every server."""
        member = Member(self.new_id(), name, permissions, locale=locale, bot=bot)
        self.members[member.id] = member
        return member

    def add_guild(self, name: str, *, has_bot: bool = True) -> Guild:
        """A new server."""
        guild = Guild(self.new_id(), name, has_bot=has_bot)
        self.guilds[guild.id] = guild
        return guild

    def add_channel(self, name: str, guild: Guild | None, kind: int = TEXT, parent: Channel | None = None) -> Channel:
        """A new channel, thread (with its parent) or direct message (without a server)."""
        return self.keep(Channel(self.new_id(), name, kind, guild, parent))

    def keep(self, channel: Channel) -> Channel:
        """Put a channel with a given id, such as a thread's, on the map."""
        self.channels[channel.id] = channel
        return channel

    def channel(self, channel_id: str) -> Channel:
        """The channel of an id; 10003 when there is none."""
        if channel_id not in self.channels:
            raise unknown("Channel")
        return self.channels[channel_id]

    def message(self, channel_id: str, message_id: str) -> Message:
        """A message that everybody can see; 10008 when there is none."""
        found = self.channel(channel_id).messages.get(message_id)
        if found is None or found.only_for:
            raise unknown("Message")
        return found
