"""The buttons under a quotation that show what stands behind it: every wording, its context, a discussion of it.

Decides what may be shown of a source: the place, the wordings and what the curators noted, never its running text.
"""

from bot.chat.action import Action
from bot.chat.command import ONLY_ME, Command, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.markdown import Markdown, bullets, escape, paragraphs
from bot.chat.reply import Button, Card, Reply
from bot.commands.discussing import discussion
from bot.commands.quoting import changes, in_marks, marked, place, privacy, shown_quote, status
from bot.commands.veiling import kept_back
from bot.library.provenance import Change, difference, shown
from bot.library.records import Form, Quote, Wording
from bot.services import Services

LINKED_BUTTONS = 5  # one row


async def wordings(services: Services, request: Request, quote: str, only_me: bool = False) -> Reply:
    """Every wording that the sources give a quotation, and what differs from the one that is shown."""
    one = quotation_of(services, request, quote)
    parts = [part for wording in one.wordings for part in _wording(services, request, shown(one), wording)]
    card = Card(request.say("Wordings of {id}", id=one.id), paragraphs(*parts), footer=status(one, request))
    held = kept_back(services, request, one, card)
    if held:
        return held
    return Reply(cards=(card,), quotes=(shown_quote(one, services.library),))


def _wording(services: Services, request: Request, first: Wording, wording: Wording) -> tuple[Markdown, ...]:
    where = request.mark("**{place}**", place=place(wording, services.library, request))
    notes = [wording.note] if wording.note else []
    if wording == first or wording.form is Form.REPORTED:
        return (where, escape(in_marks(wording)), bullets(notes))
    # Shown from its own side, so that every character is as this source prints it.
    words = Markdown(f"“{marked(difference(wording.text, first.text), Change.REMOVED)}”")
    return (where, words, bullets([*changes(difference(first.text, wording.text), request), *notes]))


async def context(services: Services, request: Request, quote: str, only_me: bool = False) -> Reply:
    """Where a quotation stands, what a careful reader should know, and what it is linked with."""
    one = quotation_of(services, request, quote)
    library, wording = services.library, shown(one)
    origin = library.source_of(wording)
    linked = library.links_of(one.id)
    parts: list[str] = [
        request.mark("**{place}**", place=place(wording, library, request)),
        origin.kind,
        library.speaker_of(one).about,
        *filter(None, (one.note, wording.note, origin.note, origin.url)),
        bullets(
            request.mark("{relation} {id}: {text}", relation=request.say(str(relation)), id=other.id, text=words)
            for relation, other in linked
            for words in [_words(services, request, other)]
        ),
    ]
    card = Card(request.say("Context of {id}", id=one.id), paragraphs(*parts))
    held = kept_back(services, request, one, card)
    if held:
        return held
    buttons = (Button(other.id, Action("quote", (other.id, "", "", privacy(request)))) for _, other in linked)
    return Reply(
        cards=(card,),
        controls=tuple(dict.fromkeys(buttons))[:LINKED_BUTTONS],
        quotes=(shown_quote(one, library),),
    )


def _words(services: Services, request: Request, other: Quote) -> str:
    """The words of a linked quotation, unless it is further on."""
    section = services.reach.beyond(other)
    return request.say("further on, in {section}", section=section.title) if section else in_marks(shown(other))


async def discuss(services: Services, request: Request, quote: str) -> Reply:
    """Opens the follow-up place under a quotation, with a prompt that fits it."""
    one = quotation_of(services, request, quote)
    citing = [prompt for prompt in services.library.prompts_about(one.topics[0]) if one.id in prompt.cites]
    return await discussion(services, request, one.topics[0], citing)


def quotation_of(services: Services, request: Request, key: str) -> Quote:
    """The quotation with this id. Raises UserError when it has been withdrawn."""
    found = services.library.find(key)
    if not isinstance(found, Quote):
        raise UserError(request.say("There is no quotation {id} in this library any more.", id=key[:20]))
    return found


_QUOTE = Option("quote", "The id of a quotation, such as GEN-01", required=True)

COMMANDS = (
    Command(
        "quote.wordings", "Every wording that the sources give", wordings, (_QUOTE, ONLY_ME), surface=Surface.HIDDEN
    ),
    Command("quote.context", "Where it stands and what to know", context, (_QUOTE, ONLY_ME), surface=Surface.HIDDEN),
    Command("quote.discuss", "Open a thread with a fitting prompt", discuss, (_QUOTE,), surface=Surface.HIDDEN),
)
