"""A command, declared once; each platform makes its own registration from the declaration.

Decides what can be declared, and that a declaration which breaks any platform's limit fails at import, with the
reason. Limits: Discord (docs.discord.com, application-commands) and Slack (docs.slack.dev, app manifest).
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from bot.chat.handed import Files, NothingHanded
from bot.chat.markdown import Markdown
from bot.chat.place import Audience, Own, Permission, Person, Place
from bot.chat.reply import Choice, Reply

if TYPE_CHECKING:
    from bot.chat.form import Form

HELP_LIMIT = 100  # characters: a Discord description; Slack allows 2,000
OPTION_LIMIT = 25  # options of a Discord command
TITLE_LIMIT = 24  # characters: the name of a Slack shortcut, the title of a Slack modal

_WORD = re.compile(r"[a-z][a-z0-9-]{0,31}")
_SLASH_NAME = re.compile(rf"{_WORD.pattern}( {_WORD.pattern})?")
_HIDDEN_NAME = re.compile(rf"{_WORD.pattern}(\.{_WORD.pattern})?")

SLACK_BUILT_IN = frozenset(
    {
        "active",
        "apps",
        "archive",
        "away",
        "call",
        "collapse",
        "dm",
        "dnd",
        "expand",
        "feed",
        "feedback",
        "huddle",
        "invite",
        "join",
        "kick",
        "leave",
        "list",
        "me",
        "msg",
        "mute",
        "open",
        "part",
        "prefs",
        "remind",
        "remove",
        "rename",
        "search",
        "shortcuts",
        "shrug",
        "star",
        "status",
        "topic",
        "unarchive",
        "unmute",
        "who",
        "workflow",
    }
)
"""First words that Slack keeps for itself (docs.slack.dev, slash commands; slack.com help, built-in commands)."""


class Kind(Enum):
    """The type of an option. The dispatcher turns what was typed into the Python type named here, or says why not."""

    TEXT = auto()  # str
    INTEGER = auto()  # int
    FLAG = auto()  # bool
    CHOICE = auto()  # str, one of the option's choices
    PERSON = auto()  # str, an id
    CHANNEL = auto()  # str, an id
    ROLE = auto()  # str, an id
    TIME = auto()  # datetime.time
    DATE = auto()  # datetime.date
    FILE = auto()  # str, the text of a file; what is given is a reference to it (bot.chat.handed)


class Surface(Enum):
    """Where a command can be reached."""

    SLASH = auto()
    MESSAGE = auto()  # on a message: Discord's context menu, Slack's message shortcut
    HIDDEN = auto()  # from buttons, menus and forms only


@dataclass(frozen=True, slots=True)
class Quoted:
    """The message that a MESSAGE command was used on."""

    text: str
    author: str = ""
    link: str = ""
    author_id: str = ""
    """The id of whoever wrote it; empty where the platform does not say."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """The catalogue of one language; this one is English, where every sentence is its own translation."""

    def one(self, sentence: str) -> str:
        """The sentence in this language."""
        return sentence

    def many(self, one: str, several: str, count: int) -> str:
        """The form of a sentence that fits `count`."""
        return one if count == 1 else several


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks, where, and in which language the answer is to be. The dispatcher fills in what only the core knows."""

    place: Place
    person: Person
    locale: str = "en"
    message: Quoted | None = None
    space: str = ""
    """The core's own id of the space: what stores are asked with."""
    permission: Permission = Permission.MEMBER
    audience: Audience = Audience.PRIVATE
    """Who will see the answer; known before the handler runs."""
    sentences: Sentences = field(default=Sentences(), repr=False)
    words_of: str = ""
    """The id of whoever's words a button brought along, where those are known."""
    own: Own = Own.NOTHING
    """How much of the place is the person's alone, as the platform says."""
    files: Files = field(default=NothingHanded(), repr=False)
    """What was handed over, for options of `Kind.FILE`."""

    def say(self, sentence: str, **values: object) -> str:
        """A sentence in the reader's language, with its `{placeholders}` filled; the English sentence is the key."""
        return self.sentences.one(sentence).format(**values)

    def plural(self, one: str, several: str, n: int, **values: object) -> str:
        """A sentence in the form that fits the number `n`."""
        return self.sentences.many(one, several, n).format(n=n, **values)

    def mark(self, sentence: str, **values: object) -> Markdown:
        """A sentence of our Markdown; values that are not Markdown themselves are escaped."""
        return Markdown(self.sentences.one(sentence)).filled(**values)

    def in_thread(self, thread: str) -> "Request":
        """The same request, placed in a thread."""
        return replace(self, place=replace(self.place, thread=thread))


# Services and values are `Any` to this file: it is below both. `bot.commands` uses the precise types.
Handler = Callable[..., Awaitable["Reply | Form"]]
Suggest = Callable[..., Awaitable[Sequence[Choice]]]


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a command. `name` is what people type before the colon; `help` says what may be given."""

    name: str
    help: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[Choice, ...] = ()
    suggest: Suggest | None = None
    least: int | None = None
    most: int | None = None
    long: bool = False
    """Whether a form offers several lines for it."""

    def __post_init__(self) -> None:
        if not _WORD.fullmatch(self.name):
            raise ValueError(f"Option “{self.name}”: a name is [a-z][a-z0-9-], 32 characters at most.")
        _check_help(f"Option “{self.name}”", self.help)
        if len(self.choices) > OPTION_LIMIT:
            raise ValueError(f"Option “{self.name}” has {len(self.choices)} choices; Discord allows {OPTION_LIMIT}.")
        if (self.kind is Kind.CHOICE) != bool(self.choices):
            raise ValueError(f"Option “{self.name}”: choices belong to Kind.CHOICE, and only there.")
        if self.suggest and self.kind not in (Kind.TEXT, Kind.TIME, Kind.DATE):
            raise ValueError(f"Option “{self.name}”: only text, a time or a date is completed as it is typed.")


@dataclass(frozen=True, slots=True)
class Command:
    """A command. `name` is one or two words (“daily set”); a hidden one is `noun.verb` and never typed."""

    name: str
    help: str
    handler: Handler
    options: tuple[Option, ...] = ()
    permission: Permission = Permission.MEMBER
    audience: Audience = Audience.CHANNEL
    surface: Surface = Surface.SLASH
    replaces: bool = False
    """The answer replaces the message whose button was pressed."""
    title: str = ""
    """What a context menu, a shortcut or a form is called; the name, capitalised, unless given."""

    def __post_init__(self) -> None:
        if not self.title:
            object.__setattr__(self, "title", self.name.replace(".", " ").replace("-", " ").capitalize())
        _check_name(self.name, self.surface)
        _check_help(f"Command “{self.name}”", self.help)
        if len(self.title) > TITLE_LIMIT:
            raise ValueError(
                f"Command “{self.name}”: the title “{self.title}” has over {TITLE_LIMIT} characters (Slack)."
            )
        names = [option.name for option in self.options]
        if len(names) > OPTION_LIMIT:
            raise ValueError(f"Command “{self.name}” has {len(names)} options; Discord allows {OPTION_LIMIT}.")
        if len(names) != len(set(names)):
            raise ValueError(f"Command “{self.name}” declares an option twice.")
        if [o.required for o in self.options] != sorted((o.required for o in self.options), reverse=True):
            raise ValueError(f"Command “{self.name}”: required options come first (Discord).")

    @property
    def is_lookup(self) -> bool:
        """Whether the reader, the channel or the space decides who sees the answer."""
        return ONLY_ME in self.options

    def option(self, name: str) -> Option | None:
        """The option of that name."""
        return next((option for option in self.options if option.name == name), None)

    def named(self, values: Sequence[str]) -> dict[str, str]:
        """Values in the order of the options, by name; empty ones are left out, superfluous ones and files dropped."""
        pairs = zip(self.options, values, strict=False)
        return {option.name: value for option, value in pairs if value and option.kind is not Kind.FILE}

    def ordered(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """The inverse of `named`. A file is in no button: whoever presses hands it over again."""
        return tuple("" if option.kind is Kind.FILE else values.get(option.name, "") for option in self.options)


def _check_name(name: str, surface: Surface) -> None:
    hidden = surface is not Surface.SLASH
    if not (_HIDDEN_NAME if hidden else _SLASH_NAME).fullmatch(name):
        form = "word.word" if hidden else "one or two words of [a-z][a-z0-9-]"
        raise ValueError(f"Command “{name}”: a name is {form}, each 32 characters at most.")
    if not hidden and name.split()[0] in SLACK_BUILT_IN:
        raise ValueError(f"Command “{name}”: /{name.split()[0]} is one of Slack's own commands.")


def _check_help(whose: str, text: str) -> None:
    if not 1 <= len(text) <= HELP_LIMIT:
        raise ValueError(f"{whose}: the help has {len(text)} characters; 1 to {HELP_LIMIT} are allowed (Discord).")


ONLY_ME = Option("only-me", "Show the answer to me alone", Kind.FLAG)
"""What makes a command a lookup: it answers in the channel unless the space, the channel or this says otherwise."""
