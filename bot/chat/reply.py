"""What a handler answers: a closed, small vocabulary that every platform renders in its own way.

Decides what an answer can consist of. Lengths that an author controls fail here, with the tightest platform's limit;
lengths that content controls are split or clipped by the renderer. `text` is always the full meaning in plain text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from bot.chat.action import Action
from bot.chat.markdown import NOTHING, Markdown, escape, plain
from bot.chat.place import Audience
from bot.chat.shown import ShownQuote, ShownTopic

LABEL_LIMIT = 34  # characters of a button that Discord shows on a phone; 80 are allowed there, 75 on Slack
CHOICE_LIMIT = 75  # Slack's option text; Discord allows 100
MENU_LIMIT = 25  # choices of a Discord select; Slack allows 100
CONTROL_LIMIT = 25  # Discord: five rows of five buttons; Slack: 25 elements in one actions block
FOLLOW_UP_LIMIT = 100  # characters of a Discord thread's name


class Style(Enum):
    """How much a button stands out. One PRIMARY at most in a row; DANGER is for what cannot be undone at once."""

    PRIMARY = "primary"
    PLAIN = "plain"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press. `does` is run as a command by whoever presses, with their own permission."""

    label: str
    does: Action
    style: Style = Style.PLAIN

    def __post_init__(self) -> None:
        _check_length("button label", self.label, LABEL_LIMIT)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: what is read, and the value that is meant."""

    label: str
    value: str

    @classmethod
    def clipped(cls, label: str, value: str) -> "Choice":
        """A choice whose label comes from content and may be too long for a menu."""
        return cls(label if len(label) <= CHOICE_LIMIT else label[: CHOICE_LIMIT - 1].rstrip() + "…", value)

    def __post_init__(self) -> None:
        _check_length("choice", self.label, CHOICE_LIMIT)


@dataclass(frozen=True, slots=True)
class Select:
    """A menu. The chosen value is added to the values of `does`."""

    label: str
    does: Action
    choices: tuple[Choice, ...]

    def __post_init__(self) -> None:
        _check_length("menu label", self.label, CHOICE_LIMIT)
        if not 1 <= len(self.choices) <= MENU_LIMIT:
            raise ValueError(f"The menu “{self.label}” has {len(self.choices)} choices; 1 to {MENU_LIMIT} are allowed.")


@dataclass(frozen=True, slots=True)
class Picture:
    """PNG bytes or an https address, with what it shows in words."""

    source: bytes | str
    alt: str


@dataclass(frozen=True, slots=True)
class File:
    """A text file to keep, such as minutes or an export."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Card:
    """One block of an answer. `body` and the values of `fields` are our Markdown; the rest is plain text."""

    title: str = ""
    body: Markdown = NOTHING
    fields: tuple[tuple[str, Markdown], ...] = ()
    footer: str = ""
    picture: Picture | None = None
    is_veiled: bool = False
    """Whether it is shown to nobody who has not asked to see it: behind the platform's own bar, or not at all."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. `text` is made from the cards where it is not given, so that nothing is said on a card alone.

    What a veiled card says is not in it, since it is what notifications and previews show. A platform that cannot veil
    leaves the card out; the cards beside it say what it is, and a control shows it in private.
    """

    text: str = ""
    cards: tuple[Card, ...] = ()
    controls: tuple[Button | Select, ...] = ()
    files: tuple[File, ...] = ()
    audience: Audience | None = None
    """None: the command's own. PRIVATE narrows it; CHANNEL never widens what was already promised as private."""
    mentions: tuple[str, ...] = ()
    """Ids of people or roles that may be pinged; nobody else ever is."""
    opens: str = ""
    """The name of the follow-up place (thread) to open from the message pressed; the reply goes there."""
    share: Action | None = None
    """What shows the same answer to the channel, where asking again would give another one."""
    quotes: tuple[ShownQuote, ...] = ()
    topics: tuple[ShownTopic, ...] = ()
    is_error: bool = False

    @property
    def open_cards(self) -> tuple[Card, ...]:
        """The cards that everybody may see at once."""
        return tuple(card for card in self.cards if not card.is_veiled)

    def __post_init__(self) -> None:
        if len(self.controls) > CONTROL_LIMIT:
            raise ValueError(f"A reply has {len(self.controls)} controls; {CONTROL_LIMIT} is the limit.")
        if len({control.does for control in self.controls}) < len(self.controls):
            raise ValueError("A reply has two controls that do the same; Discord refuses equal ids.")
        _check_length("follow-up place", self.opens, FOLLOW_UP_LIMIT)
        if not self.text:
            object.__setattr__(self, "text", plain_text(self.open_cards))
        if not self.text:
            raise ValueError("A reply needs a text or a card that says something.")


def plain_text(cards: Sequence[Card]) -> str:
    """All that cards say, as plain text with one blank line between cards; pictures by their description."""
    return "\n\n".join(filter(None, (_card_text(card) for card in cards)))


def _card_text(card: Card) -> str:
    lines = [card.title, plain(card.body)]
    lines += [f"{name}: {plain(value)}" for name, value in card.fields]
    if card.picture:
        lines.append(f"[{card.picture.alt}]")
    lines.append(card.footer)
    return "\n".join(line for line in lines if line)


def sentence(text: str) -> Markdown:
    """A plain sentence as Markdown that shows exactly these characters."""
    return escape(text)


def _check_length(what: str, value: str, limit: int) -> None:
    if len(value) > limit:
        raise ValueError(f"The {what} “{value}” is {len(value)} characters long; {limit} is the limit.")
