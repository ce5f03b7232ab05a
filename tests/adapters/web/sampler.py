"""Commands that answer with every node of the vocabulary, for tests of how the web chat shows and sends them."""

from dataclasses import replace

from bot.app import App
from bot.chat.action import Action
from bot.chat.command import ONLY_ME, Command, Kind, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.markdown import Markdown
from bot.chat.place import Audience
from bot.chat.reply import Button, Card, Choice, File, Picture, Reply, Select, Style
from bot.dispatch import Dispatcher
from bot.services import Services
from tests.handed import TAKE

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf50010003810180"
    "2b0ab1d10000000049454e44ae426082"
)

BODY = Markdown(
    "A **bold** and *slanted* line with `code`,\\\na second one and [a link](https://example.org/a?b=c&d=e).\n\n"
    "> “A quotation.”\n\n— **Somebody**\n\n- one\n- two\n\nAt [2026-12-24 09:00 UTC](moment:1798102800)."
)


async def everything(services: Services, request: Request, only_me: bool = False) -> Reply:
    """Every node."""
    return Reply(
        cards=(
            Card("A title", BODY, (("Kind", Markdown("an *essay*")),), "a footer", Picture(PNG, "One point")),
            Card(body=Markdown("A second card"), picture=Picture("https://example.org/p.png", "Elsewhere")),
        ),
        controls=(
            Button("Turn", Action("turn", ("2",)), Style.PRIMARY),
            Button("Discuss", Action("open", ("Beauty",))),
            Button("Delete", Action("fail"), Style.DANGER),
            Select("Pick", Action("picked"), (Choice("First", "1"), Choice("Second", "2"))),
        ),
        files=(File("minutes.md", "# Minutes"),),
        mentions=("ben",),
    )


async def veil(services: Services, request: Request) -> Reply:
    """Has something that nobody is shown who has not asked to see it."""
    hidden = Card("Hidden", Markdown("kestrel"), is_veiled=True)
    return Reply(cards=(Card("Further on", Markdown("It is kept back.")), hidden))


async def turn(services: Services, request: Request, page: int = 1) -> Reply:
    """Replaces the message."""
    return Reply(f"This is page {page}", controls=(Button("Next", Action("turn", (str(page + 1),))),))


async def picked(services: Services, request: Request, value: str = "") -> Reply:
    """Says what was chosen."""
    return Reply(f"You picked {value}")


async def open_(services: Services, request: Request, name: str) -> Reply:
    """Opens a discussion."""
    return Reply(f"Let us talk about {name}", opens=name)


async def whisper(services: Services, request: Request, words: str = "nothing") -> Reply:
    """Answers in private."""
    return Reply(f"A secret: {words}", controls=(Button("Discuss", Action("open", ("Secrets",))),))


async def jot(services: Services, request: Request, words: str = "") -> Reply:
    """Tells whoever pressed, and no more."""
    return Reply(f"Noted: {words}")


async def fill(
    services: Services, request: Request, word: str, number: int, note: str = "", loud: bool = False
) -> Reply:
    """Needs a form, and refuses one word of it."""
    if word == "bad":
        raise UserError("“bad” is taken. Choose another word.")
    return Reply(f"{word} × {number}{'!' if loud else ''} {note}".strip())


async def where(services: Services, request: Request) -> Reply:
    """Says where it was asked."""
    return Reply(f"in {request.place.channel}, thread {request.place.thread}, as {request.person.id}, {request.locale}")


async def examine(services: Services, request: Request) -> Reply:
    """Used on a message."""
    assert request.message
    return Reply(f"Examined: {request.message.text} — by {request.message.author or 'the book'}")


async def fail(services: Services, request: Request) -> Reply:
    """Breaks."""
    raise RuntimeError("secret words")


async def words_for(services: Services, request: Request, typed: str) -> tuple[Choice, ...]:
    """Two words, as far as they begin so."""
    return tuple(Choice(word.title(), word) for word in ("apple", "apricot") if word.startswith(typed))


_PRIVATE, _HIDDEN = Audience.PRIVATE, Surface.HIDDEN
COMMANDS = (
    Command("everything", "Every node", everything, (ONLY_ME,)),
    Command("veil", "Something kept back", veil),
    Command("turn", "Another page", turn, (Option("page", "Which", Kind.INTEGER),), surface=_HIDDEN, replaces=True),
    Command("picked", "What was chosen", picked, (Option("value", "Which"),), surface=_HIDDEN),
    Command("open", "Open a discussion", open_, (Option("name", "Its name", required=True),), surface=_HIDDEN),
    Command("whisper", "A private answer", whisper, (Option("words", "Which"),), audience=_PRIVATE),
    Command("jot", "A private note", jot, (Option("words", "Which"),), audience=_PRIVATE, surface=_HIDDEN),
    Command(
        "fill",
        "Needs a form",
        fill,
        (
            Option("word", "One word", required=True, suggest=words_for),
            Option("number", "How often", Kind.INTEGER, required=True, least=1, most=9),
            Option("note", "More", long=True),
            Option("loud", "Whether to shout", Kind.FLAG),
        ),
    ),
    Command("where", "Where this is", where),
    Command("examine", "Look at it closely", examine, surface=Surface.MESSAGE, title="Examine", audience=_PRIVATE),
    Command("fail", "Breaks", fail),
    TAKE,
    Command(
        "shade",
        "Choose",
        picked,
        (Option("value", "Which", Kind.CHOICE, choices=(Choice("Light", "light"), Choice("Dark", "dark"))),),
    ),
)


def sampled(app: App) -> App:
    """The app with these commands beside its own."""
    services = replace(app.services, commands=(*app.services.commands, *COMMANDS))
    return App(app.settings, services, Dispatcher(services))
