"""`/quote`: the best fitting quotation, with where it comes from and how sure that is.

Decides which quotation is shown. An id always wins; several that fit alike are ordered by what this channel has not
seen lately; “Another” goes down that ranking and never repeats before it ends. The ranking travels in the button, so
that it stays the same however often somebody presses and whatever is shown meanwhile.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.chat.action import Action
from bot.chat.command import ONLY_ME, Command, Option, Request, Surface
from bot.chat.markdown import Markdown, italic, paragraphs
from bot.chat.place import Audience
from bot.chat.reply import Button, Reply, Style
from bot.commands.finding import (
    nothing_reply,
    source_of,
    speaker_of,
    suggest_about,
    suggest_source,
    suggest_speaker,
)
from bot.commands.quoting import privacy, quote_card, shown_quote
from bot.commands.veiling import veiled
from bot.library.provenance import Kind, status_of
from bot.library.records import Quote, Source, Speaker, Topic
from bot.library.search import Hit
from bot.services import Services

# Hits with at least this share of the best score fit alike, and the one not seen lately comes first. A name asks for
# any quotation of that topic or person; other words ask for the one that they fit best.
ALIKE_BY_NAME = 0.94
ALIKE_BY_WORDS = 0.99
ANSWERS = 0.5  # share of the best score below which a quotation is no answer any more …
FEWEST = 5  # … though so many are always offered one after the other
TRAIL = 64  # how many quotations “Another” can go through

_NEVER = datetime.min.replace(tzinfo=UTC)


async def quote(
    services: Services, request: Request, about: str = "", speaker: str = "", source: str = "", only_me: bool = False
) -> Reply:
    """The best fitting quotation; without any wish, one that this channel has not seen lately."""
    by = speaker_of(services, request, speaker) if speaker else None
    printed = source_of(services, request, source) if source else None
    if not about:
        return await _any(services, request, by, printed)
    exact = services.library.find(about)
    if isinstance(exact, Quote):
        return await show(services, request, [exact.id], printed)
    found = services.index.search(about, limit=TRAIL if not (by or printed) else len(services.library.quotes))
    hits = [hit for hit in found.hits if _fits(services.library.quotes[hit.key], by, printed)]
    if not hits:
        advice = request.say("Try another word, or see /topics.")
        return nothing_reply(request, "quote", about, found.near, advice)
    named = services.index.resolve(about)
    alike = ALIKE_BY_NAME if named else ALIKE_BY_WORDS
    reply = await show(services, request, await _ranked(services, request, hits, alike), printed)
    topic = services.library.topics.get(named.key) if named and named.kind == "topic" else None
    return _without_quotation(services, request, reply, topic) if topic else reply


async def another(services: Services, request: Request, trail: str, only_me: bool = False, source: str = "") -> Reply:
    """The next quotation of a ranking; says so when it has ended."""
    rest = [key for key in trail.split(",") if key in services.library.quotes]
    if not rest:
        return Reply(
            request.say("These quotations are no longer in the library. Ask again."), audience=Audience.PRIVATE
        )
    reply = await show(services, request, rest, services.library.sources.get(source))
    return reply if len(rest) > 1 else _noted(reply, italic(request.say("This is the last one that fits.")))


async def _any(services: Services, request: Request, by: Speaker | None, printed: Source | None) -> Reply:
    """One of all, or of a speaker's or a source's, that this channel has not seen lately."""
    pool: Sequence[str] = services.edition.quotations
    if by or printed:
        wide = services.library.quotes_by(by.id) if by else services.library.quotes_from(printed.id if printed else "")
        fitting = [one for one in wide if _fits(one, by, printed)]
        pool = [one.id for one in services.reach.within(fitting) or fitting]
    if not pool:
        return Reply(request.say("No quotation is both by them and in that source."), audience=Audience.PRIVATE)
    drawn = services.stores.drawn
    return await show(
        services, request, await drawn.in_turn(request.space, request.place.channel, pool, services.random), printed
    )


async def show(services: Services, request: Request, order: Sequence[str], printed: Source | None = None) -> Reply:
    """The first quotation of an order of ids, in the words of one source if it is given, with what may come next."""
    library, source = services.library, printed.id if printed else ""
    one = library.quotes[order[0]]
    private = privacy(request)
    buttons = []
    if len(order) > 1:
        trail = ",".join(order[1 : TRAIL + 1])
        buttons.append(Button(request.say("Another"), Action("quote.another", (trail, private, source)), Style.PRIMARY))
    card = quote_card(one, library, request, source)
    if services.reach.beyond(one):
        return veiled(services, request, one, card, beside=buttons, source=source)
    await services.stores.drawn.mark(request.space, request.place.channel, [one.id], services.now())
    if len(one.wordings) > 1:
        buttons.append(Button(request.say("Wordings"), Action("quote.wordings", (one.id, private))))
    buttons += [
        Button(request.say("Context"), Action("quote.context", (one.id, private))),
        Button(request.say("Discuss"), Action("quote.discuss", (one.id,))),
        Button(request.say("Save"), Action("saved.add", (one.id,))),
    ]
    return Reply(
        cards=(card,),
        controls=tuple(buttons),
        quotes=(shown_quote(one, library, source),),
        share=Action("quote", (one.id, "", source)),
    )


def _without_quotation(services: Services, request: Request, reply: Reply, topic: Topic) -> Reply:
    """The reply, saying first that a topic has no direct quotation where it has only reported statements."""
    about = services.library.quotes_about(topic.id)
    if any(status_of(one).kind is not Kind.REPORTED for one in about):
        return reply
    return _noted(
        reply, request.mark("No source quotes anybody on **{topic}**. This is what is reported.", topic=topic.name)
    )


def _noted(reply: Reply, note: Markdown) -> Reply:
    card = replace(reply.cards[0], body=paragraphs(note, reply.cards[0].body))
    return replace(reply, text="", cards=(card, *reply.cards[1:]))


async def _ranked(services: Services, request: Request, hits: Sequence[Hit], share: float) -> list[str]:
    """The hits by rank; among those that fit alike, first what this channel has not seen or saw longest ago.

    What is further on comes behind what fits alike and is not.
    """
    alike = [hit.key for hit in hits if hit.score >= share * hits[0].score]
    last = await services.stores.drawn.last(request.space, request.place.channel, alike)
    alike.sort(key=lambda key: last.get(key, _NEVER))
    alike = [one.id for one in services.reach.nearest_first(services.library.quotes[key] for key in alike)]
    answers = sum(hit.score >= ANSWERS * hits[0].score for hit in hits)
    return [*alike, *(hit.key for hit in hits[len(alike) : max(answers, FEWEST)])]


def _fits(one: Quote, by: Speaker | None, printed: Source | None) -> bool:
    if by and one.speaker != by.id:
        return False
    return printed is None or any(wording.source == printed.id for wording in one.wordings)


COMMANDS = (
    Command(
        "quote",
        "A quotation on a topic, with where it comes from and how sure that is",
        quote,
        (
            Option("about", "A topic, an id such as GEN-01, or any words you remember", suggest=suggest_about),
            Option("speaker", "Only quotations of this person", suggest=suggest_speaker),
            Option("source", "Only what this source prints", suggest=suggest_source),
            ONLY_ME,
        ),
    ),
    Command(
        "quote.another",
        "The next quotation that fits",
        another,
        (
            Option("trail", "The ids that are still to come", required=True),
            ONLY_ME,
            Option("source", "The source whose words are shown"),
        ),
        surface=Surface.HIDDEN,
    ),
)
