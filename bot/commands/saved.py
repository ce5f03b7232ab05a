"""`/saved`: a person's own bookmarks, and citations to copy from them.

Decides that bookmarks are private, belong to one space, and that a citation names the article the words were taken
from, not only the speaker.
"""

from bot.chat.action import Action
from bot.chat.command import Command, Kind, Option, Request, Surface
from bot.chat.markdown import Markdown, bold, bullets, escape, paragraphs
from bot.chat.place import Audience
from bot.chat.reply import MENU_LIMIT, Button, Card, Choice, Reply, Select
from bot.commands.evidence import quotation_of
from bot.commands.quoting import in_marks, quote_card, shown_quote
from bot.library.citation import Manner, cite
from bot.library.provenance import shown
from bot.library.records import Quote
from bot.services import Services

PAGE = MENU_LIMIT


async def saved(services: Services, request: Request, page: int = 1) -> Reply:
    """A page of bookmarks, the latest first, and a menu to open one."""
    every = await services.stores.saved.of_person(request.space, request.person.id)
    kept = [services.library.quotes[one.item] for one in every if one.item in services.library.quotes]
    if not kept:
        return Reply(request.say("You have saved nothing yet. Press Save under a quotation."))
    pages = -(-len(kept) // PAGE)
    number = min(page, pages)
    listed = kept[(number - 1) * PAGE : number * PAGE]
    choices = tuple(Choice.clipped(f"{one.id} {shown(one).text}", one.id) for one in listed)
    controls: list[Button | Select] = [Select(request.say("Open one"), Action("saved.open"), choices)]
    if number > 1:
        controls.append(Button(request.say("◀ Back"), Action("saved.page", (str(number - 1),))))
    if number < pages:
        controls.append(Button(request.say("More ▶"), Action("saved.page", (str(number + 1),))))
    card = Card(
        request.plural("{n} saved quotation", "{n} saved quotations", len(kept)),
        bullets(_line(services, one) for one in listed),
        footer=request.say("page {page} of {pages}", page=number, pages=pages),
    )
    return Reply(
        cards=(card,), controls=tuple(controls), quotes=tuple(shown_quote(one, services.library) for one in listed)
    )


async def add(services: Services, request: Request, quote: str) -> Reply:
    """Bookmark a quotation."""
    one = quotation_of(services, request, quote)
    await services.stores.saved.add(request.space, request.person.id, one.id, now=services.now())
    text = request.say("Saved {id}. /saved shows what you have kept.", id=one.id)
    return Reply(text, controls=(Button(request.say("Undo"), Action("saved.remove", (one.id,))),))


async def remove(services: Services, request: Request, quote: str) -> Reply:
    """Remove a bookmark; it can be put back with one press."""
    await services.stores.saved.remove(request.space, request.person.id, quote)
    back = (
        (Button(request.say("Put it back"), Action("saved.add", (quote,))),) if quote in services.library.quotes else ()
    )
    return Reply(request.say("Removed {id} from what you have saved.", id=quote[:20]), controls=back)


async def open_(services: Services, request: Request, quote: str) -> Reply:
    """One bookmark with what can be done with it."""
    one = quotation_of(services, request, quote)
    manners = tuple(Choice(request.say(manner.value), manner.name.lower()) for manner in Manner)
    return Reply(
        cards=(quote_card(one, services.library, request),),
        controls=(
            Select(request.say("Copy citation"), Action("saved.cite", (one.id,)), manners),
            Button(request.say("Remove"), Action("saved.remove", (one.id,))),
        ),
        quotes=(shown_quote(one, services.library),),
    )


async def citation(services: Services, request: Request, quote: str, manner: str = "plain") -> Reply:
    """A citation of a quotation, ready to copy."""
    one = quotation_of(services, request, quote)
    chosen = Manner[manner.upper()]
    text = cite(one, services.library, chosen, services.now().date())
    card = Card(request.say("Citation of {id}", id=one.id), paragraphs(escape(text)), footer=request.say(chosen.value))
    return Reply(cards=(card,), quotes=(shown_quote(one, services.library),))


def _line(services: Services, one: Quote) -> Markdown:
    speaker = services.library.speaker_of(one).name
    return Markdown(f"{bold(one.id)} {escape(in_marks(shown(one)))} — {escape(speaker)}")


_QUOTE = Option("quote", "The id of a quotation, such as GEN-01", required=True)
_PAGE = Option("page", "Which page", Kind.INTEGER, least=1, most=10_000)
_MANNER = Option(
    "manner", "How to cite", Kind.CHOICE, choices=tuple(Choice(manner.value, manner.name.lower()) for manner in Manner)
)

COMMANDS = (
    Command("saved", "What you have saved, with citations to copy", saved, (_PAGE,), audience=Audience.PRIVATE),
    Command(
        "saved.page", "Another page", saved, (_PAGE,), audience=Audience.PRIVATE, surface=Surface.HIDDEN, replaces=True
    ),
    Command("saved.add", "Save a quotation", add, (_QUOTE,), audience=Audience.PRIVATE, surface=Surface.HIDDEN),
    Command("saved.remove", "Remove it", remove, (_QUOTE,), audience=Audience.PRIVATE, surface=Surface.HIDDEN),
    Command("saved.open", "Open one", open_, (_QUOTE,), audience=Audience.PRIVATE, surface=Surface.HIDDEN),
    Command(
        "saved.cite", "Copy a citation", citation, (_QUOTE, _MANNER), audience=Audience.PRIVATE, surface=Surface.HIDDEN
    ),
)
