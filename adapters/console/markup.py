"""Our Markdown in a terminal.

Decides that a quotation has a bar on its left on every line, that a link shows its address (a terminal may not make it
one that can be clicked), that a moment is told in the zone of this machine, and that text is cleaned of control
characters: an escape sequence in somebody's words could otherwise move the cursor, rename the window or hide what
follows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import assert_never

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from bot.chat.clean import clean
from bot.chat.markdown import (
    Anchor,
    Block,
    Bold,
    Break,
    Bullets,
    Code,
    Inline,
    Italic,
    Markdown,
    Moment,
    Named,
    Paragraph,
    Quotation,
    parse,
)
from bot.chat.markdown import Text as Words

_BAR = Style(color="cyan")


@dataclass(frozen=True, slots=True)
class Beside:
    """Something with a mark on the left: of its first line only, or of every line."""

    inside: RenderableType
    mark: str
    every_line: bool
    style: Style = _BAR

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = console.render_lines(self.inside, options.update_width(max(options.max_width - len(self.mark), 10)))
        for number, line in enumerate(lines):
            yield Segment(self.mark if self.every_line or number == 0 else " " * len(self.mark), self.style)
            yield from _without_padding(line)
            yield Segment.line()


def plain_text(raw: str, style: str = "") -> Text:
    """Text that is not ours, with nothing in it that a terminal obeys."""
    return Text(clean(raw), style)


def blocks(markdown: Markdown) -> RenderableType:
    """The Markdown, with one blank line between blocks."""
    return spaced(_block(block) for block in parse(markdown))


def inline(markdown: Markdown) -> Text:
    """Markdown of one paragraph as a line that can stand behind a name."""
    return Text("\n").join(_flat(block) for block in parse(markdown))


def spaced(parts: Iterable[RenderableType]) -> Group:
    """Parts with one blank line between them."""
    shown: list[RenderableType] = []
    for part in parts:
        shown += ["", part] if shown else [part]
    return Group(*shown)


def _block(block: Block) -> RenderableType:
    match block:
        case Paragraph(children):
            return _words(children)
        case Quotation(children):
            return Beside(spaced(_block(child) for child in children), "│ ", every_line=True)
        case Bullets(items):
            return Group(
                *(Beside(Group(*(_block(part) for part in item)), "• ", every_line=False) for item in items),
            )
        case _:
            assert_never(block)


def _flat(block: Block) -> Text:
    match block:
        case Paragraph(children):
            return _words(children)
        case Quotation(children):
            return Text("\n").join(_flat(child) for child in children)
        case Bullets(items):
            return Text("\n").join(Text("• ") + _flat(part) for item in items for part in item)
        case _:
            assert_never(block)


def _words(inlines: Sequence[Inline], style: str = "") -> Text:
    text = Text()
    for part in inlines:
        match part:
            case Words(words):
                text.append(plain_text(words, style))
            case Code(words):
                text.append(plain_text(words, f"{style} bold cyan".strip()))
            case Break():
                text.append("\n")
            case Bold(children):
                text.append(_words(children, f"{style} bold".strip()))
            case Italic(children):
                text.append(_words(children, f"{style} italic".strip()))
            case Anchor(children, url):
                text.append(_link(_words(children, style), url))
            case Moment(at):
                text.append(f"{at.astimezone():%Y-%m-%d %H:%M %Z}", style)
            case Named(text=words):
                text.append(plain_text(words, style))
            case _:
                assert_never(part)
    return text


def _link(name: Text, url: str) -> Text:
    return name if name.plain == url else name + plain_text(f" ({url})", "dim")


def _without_padding(line: Sequence[Segment]) -> list[Segment]:
    """The line without the blanks that fill it up to the width: they would be copied along with it."""
    kept = list(line)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = Segment(kept[-1].text.rstrip(), kept[-1].style)
    return kept
