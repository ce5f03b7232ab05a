"""How an answer looks in a terminal.

Decides on running text without boxes, since it is copied, piped and read aloud; that what only the reader sees is
marked; and that buttons are numbers to type. Colour and bold repeat what the words say and never say it alone.
"""

from typing import TextIO, assert_never

from rich.console import Console, Group, RenderableType
from rich.text import Text

from adapters.console.conversation import Pressable, pressables
from adapters.console.lines import spell_fields
from adapters.console.markup import blocks, inline, plain_text, spaced
from bot.chat.form import Field, Form
from bot.chat.place import Audience
from bot.chat.reply import Button, Card, Reply, Select, Style
from bot.dispatch import Answer

WIDTH = 88  # columns at most: longer lines are hard to read
FEW = 4  # choices of a menu that stand on one line
_STYLES = {Style.PRIMARY: "bold cyan", Style.PLAIN: "cyan", Style.DANGER: "bold red"}


def page(stream: TextIO) -> Console:
    """The stream to print answers on: as wide as its window, but not wider than can be read."""
    console = Console(file=stream, highlight=False, emoji=False, markup=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    return console


def shown(answer: Answer, *, with_wires: bool = False) -> RenderableType:
    """The answer. `with_wires` adds what a program types to hand a form in; a person is asked field by field."""
    content = answer.content
    match content:
        case Reply():
            return spaced(_reply(content, answer.audience))
        case Form():
            return _form(content, with_wires=with_wires)
        case _:
            assert_never(content)


def _reply(reply: Reply, audience: Audience) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if reply.is_error:
        parts.append(Text("✗ ", "bold red") + plain_text(reply.text))
    else:
        if audience is Audience.PRIVATE:
            parts.append(Text("Only you see this.", "dim italic"))
        if reply.opens:
            parts.append(Text("Thread: ", "dim") + plain_text(reply.opens, "bold"))
        parts += [_card(card) for card in reply.open_cards] or [plain_text(reply.text)]
    parts += [Group(Text(file.name, "bold"), plain_text(file.content)) for file in reply.files]
    if reply.controls:
        parts.append(_controls(reply))
    return parts


def _card(card: Card) -> RenderableType:
    lines: list[RenderableType] = []
    if card.title:
        lines.append(plain_text(card.title, "bold"))
    if card.body:
        lines.append(blocks(card.body))
    lines += [plain_text(f"{name}: ", "dim") + inline(value) for name, value in card.fields]
    if card.picture:
        source = card.picture.source
        address = f" {source}" if isinstance(source, str) else ""
        lines.append(plain_text(f"[{card.picture.alt}]{address}"))
    if card.footer:
        lines.append(plain_text(card.footer, "dim"))
    return Group(*lines)


def _controls(reply: Reply) -> RenderableType:
    """The buttons on one line, then each menu; the numbers are those of `pressables`."""
    numbered = iter(enumerate(pressables(reply), start=1))
    buttons = [control for control in reply.controls if isinstance(control, Button)]
    menus = [control for control in reply.controls if isinstance(control, Select)]
    lines: list[Text] = []
    if buttons:
        lines.append(Text("  ").join(_numbered(*next(numbered), _STYLES[button.style]) for button in buttons))
    for menu in menus:
        choices = [_numbered(*next(numbered), _STYLES[Style.PLAIN]) for _ in menu.choices]
        between = "  " if len(choices) <= FEW else "\n  "
        lines.append(plain_text(menu.label, "dim") + between + Text(between).join(choices))
    return Group(*lines)


def _numbered(number: int, what: Pressable, style: str) -> Text:
    # A no-break space, so that a number is not parted from its label at the end of a line.
    return Text(f"[{number}]\N{NO-BREAK SPACE}", "dim") + plain_text(what.label, style)


def _form(form: Form, *, with_wires: bool) -> RenderableType:
    head = plain_text(form.title, "bold")
    if form.text:
        head = head + Text(": ") + plain_text(form.text)
    parts: list[RenderableType] = [head, Group(*(_field(field) for field in form.fields))]
    if with_wires:
        wanted = {field.name: field.value or "…" for field in form.fields if field.required or field.value}
        line = f"submit {form.does.encode()} {spell_fields(wanted)}".rstrip()
        parts.append(Text("To fill it in, type:\n", "dim") + plain_text(line, "cyan"))
    return spaced(parts)


def _field(field: Field) -> RenderableType:
    line = plain_text(field.label, "bold") + Text(" (needed)" if field.required else "", "dim")
    line += plain_text(f" {field.help}" if field.help else "")
    if field.choices:
        line += plain_text(" – " + ", ".join(choice.value for choice in field.choices), "dim")
    if field.value:
        line += plain_text(f" [{field.value}]", "cyan")
    if field.error:
        line += Text("\n  ✗ ", "bold red") + plain_text(field.error)
    return line
