"""In which words it is told what taking a file in would change.

Decides that whatever cannot be taken is told with its reason, and that the rest goes on without it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from bot.chat.markdown import Markdown, escape
from bot.library.library import Library
from bot.state.holding import Arrival, Holding

SHOWN = 120  # characters of one value that are shown


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the catalogues with its values, to be said to whoever asks."""

    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """What becomes of one part."""

    heading: str
    """A sentence of the catalogues."""
    added: tuple[Markdown, ...] = ()
    changed: tuple[Markdown, ...] = ()
    removed: tuple[Markdown, ...] = ()
    same: int = 0
    left: tuple[tuple[Markdown, Told], ...] = ()
    """What cannot be taken, and why."""

    @property
    def says_something(self) -> bool:
        """Whether there is anything to tell beside that all is as it was."""
        return bool(self.added or self.changed or self.removed or self.left)


@dataclass(frozen=True, slots=True)
class Here:
    """What a file is to be taken into."""

    holding: Holding
    library: Library
    """As everybody sees it: without what a group hid or added."""
    is_home: bool
    """Whether the file is of this very space."""
    is_owner: bool
    """Whether whoever brings it runs the space."""
    channel: str = ""
    """Where that goes which has no channel here; empty where nobody said."""
    gone: frozenset[str] = frozenset()
    """Channels of this space that are not there any more."""

    def channel_for(self, named: str) -> str:
        """The channel here that stands for one in the file; empty where there is none."""
        return named if self.is_home and named not in self.gone else self.channel


@dataclass(frozen=True, slots=True)
class Difference:
    """All of it."""

    parts: tuple[Part, ...]
    arrival: Arrival

    @property
    def checksum(self) -> str:
        """The same as long as the same would be done."""
        return sha256(repr(self.arrival).encode()).hexdigest()


@dataclass(slots=True)
class Sorting:
    """Sorts what a part holds while it is looked through. Whatever is not Markdown is shown as it is, cut short."""

    heading: str
    added: list[Markdown] = field(default_factory=list)
    changed: list[Markdown] = field(default_factory=list)
    removed: list[Markdown] = field(default_factory=list)
    same: int = 0
    left: list[tuple[Markdown, Told]] = field(default_factory=list)

    def leave(self, what: str, sentence: str, **values: object) -> None:
        """Note what cannot be taken, and why."""
        self.left.append((_line(what), Told(sentence, values)))

    def compare(self, what: str, before: str | None, after: str | None) -> bool:
        """Note what becomes of something; whether anything does. None stands for nothing."""
        if before == after:
            self.same += 1
        elif before is None:
            self.added.append(_line(what, after))
        elif after is None:
            self.removed.append(_line(what, before))
        else:
            self.changed.append(_line(what, before, after))
        return before != after

    @property
    def part(self) -> Part:
        """What was noted."""
        lists = (tuple(self.added), tuple(self.changed), tuple(self.removed))
        return Part(self.heading, *lists, same=self.same, left=tuple(self.left))


def _line(what: str, *values: str | None) -> Markdown:
    """`lookups: public → private`."""
    became = " → ".join(_short(value) for value in values if value)
    return Markdown(": ".join(part for part in (_short(what), became) if part))


def _short(text: str) -> Markdown:
    if isinstance(text, Markdown):
        return text
    return escape(shortened(text, SHOWN))


def shortened(text: str, most: int) -> str:
    """The beginning of a text, in so many characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
