"""`/sources`: what the library is made of, and which edition of it is in force.

Decides that an edition is a checksum of everything in it: two groups that see the same one read the same.
"""

from bot.chat.action import Action
from bot.chat.command import ONLY_ME, Command, Option, Request, Surface
from bot.chat.markdown import Markdown, bold, bullets, escape, paragraphs
from bot.chat.reply import MENU_LIMIT, Button, Card, Choice, Reply, Select
from bot.commands.finding import source_of, suggest_source
from bot.commands.quoting import privacy
from bot.library.records import Source
from bot.services import Services


async def sources(services: Services, request: Request, source: str = "", only_me: bool = False) -> Reply:
    """All sources, or one of them with what the library takes from it."""
    if source:
        return _one(services, request, source_of(services, request, source))
    library = services.library
    listed = list(library.sources.values())[:MENU_LIMIT]
    card = Card(
        request.plural("Made from {n} source", "Made from {n} sources", len(library.sources)),
        bullets(_line(one, request) for one in listed),
        footer=request.say("edition {edition}", edition=library.edition),
    )
    choices = tuple(Choice.clipped(one.title, one.id) for one in listed)
    menu = Select(request.say("Choose a source"), Action("sources.chosen", (privacy(request),)), choices)
    return Reply(cards=(card,), controls=(menu,) if choices else ())


async def chosen(services: Services, request: Request, only_me: bool = False, source: str = "") -> Reply:
    """The source that was chosen in the menu."""
    return await sources(services, request, source)


def _one(services: Services, request: Request, one: Source) -> Reply:
    quotes = services.library.quotes_from(one.id)
    facts = (
        (request.say("Author"), one.author),
        (request.say("Date"), one.date),
        (request.say("Retells"), one.retells),
    )
    card = Card(
        one.title,
        paragraphs(one.kind, one.carries, one.note, one.url or ""),
        fields=tuple((name, escape(str(value))) for name, value in facts if value),
        footer=request.plural("{n} quotation or report", "{n} quotations and reports", len(quotes)),
    )
    find = Button(request.say("Quotes"), Action("quote", ("", "", one.id, privacy(request))))
    return Reply(cards=(card,), controls=(find,) if quotes else (), share=Action("sources", (one.id,)))


def _line(one: Source, request: Request) -> Markdown:
    dated = f" ({one.date})" if one.date else ""
    return Markdown(f"{bold(one.title)}{escape(dated)}: {escape(one.kind)}")


COMMANDS = (
    Command(
        "sources",
        "What the library is made of, and its edition",
        sources,
        (Option("source", "One source, to see more of it", suggest=suggest_source), ONLY_ME),
    ),
    Command(
        "sources.chosen",
        "The source that was chosen",
        chosen,
        (ONLY_ME, Option("source", "The source that was chosen")),
        surface=Surface.HIDDEN,
    ),
)
