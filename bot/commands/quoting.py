"""How a quotation, a prompt and a claim look wherever they are shown, so that they look the same everywhere.

Decides the presentation of evidence: words in quotation marks only where a source prints them, always with who said
it, how sure that is, where it stands, and the id to ask for it again.
"""

from collections.abc import Iterator

from bot.chat.command import Request
from bot.chat.markdown import Markdown, bold, escape, italic, paragraphs, quotation
from bot.chat.place import Audience
from bot.chat.reply import Card
from bot.chat.shown import ShownQuote, ShownTopic
from bot.library.library import Library
from bot.library.own import NO_LINE
from bot.library.provenance import Change, Kind, Piece, shown, status_of
from bot.library.records import Form, Prompt, Quote, Topic, Wording
from bot.texts import noted

_NAMES = (
    *(
        noted("open"),
        noted("steelman"),
        noted("evidence"),
        noted("connection"),
        noted("experience"),
        noted("prediction"),
    ),
    *(noted("fact check"), noted("view"), noted("editorial"), noted("figure")),
    *(noted("supports"), noted("contrasts"), noted("answers"), noted("qualifies"), noted("illustrates")),
)
"""The values of the records' closed sets, for the catalogues: they are said by `request.say(kind)`."""


def quote_card(quote: Quote, library: Library, request: Request, source: str = "") -> Card:
    """The card of one quotation in its first wording, or in that of one source."""
    wording = shown(quote, source)
    return Card(
        title=topic_name(library.topics[quote.topics[0]], request),
        body=paragraphs(_lead_in(quote, wording, request), _words(wording), _attribution(quote, library)),
        footer=" · ".join(
            (status(quote, request), place(wording, library, request), quote.id, *_brought(quote.id, library, request))
        ),
    )


def status(quote: Quote, request: Request) -> str:
    """How sure a quotation is, in words."""
    known = status_of(quote)
    match known.kind:
        case Kind.SAME:
            return request.plural("same words in {n} source", "same words in {n} sources", known.sources)
        case Kind.ONE:
            return request.say("one source")
        case Kind.DIFFER:
            return request.say("sources differ")
        case Kind.REPORTED:
            return request.say("reported, not a quotation")


def place(wording: Wording, library: Library, request: Request) -> str:
    """Where a reader finds a wording: source, chapter, line."""
    source = library.source_of(wording)
    if wording.line == NO_LINE:
        return source.title
    return request.say("{source}, {place}, line {line}", source=source.title, place=wording.place, line=wording.line)


def in_marks(wording: Wording) -> str:
    """The words of a wording: in quotation marks if a source prints them as somebody's words, else bare."""
    return f"“{wording.text}”" if wording.form is Form.VERBATIM else wording.text


def shown_quote(quote: Quote, library: Library, source: str = "") -> ShownQuote:
    """What an answer tells scripts and minutes about a quotation it shows."""
    known = status_of(quote)
    kind = f"same words in {known.sources} sources" if known.kind is Kind.SAME else str(known.kind)
    return ShownQuote(quote.id, shown(quote, source).text, library.speaker_of(quote).name, kind)


def shown_topic(topic: Topic) -> ShownTopic:
    """What an answer tells scripts and minutes about a topic it shows."""
    return ShownTopic(topic.id, topic.name)


def topic_name(topic: Topic, request: Request) -> str:
    """The name of a topic, with its name in the reader's language beside it where the sources give one."""
    translated = topic.names.get(request.locale) or topic.names.get(request.locale.split("-")[0])
    return f"{topic.name} · {translated}" if translated else topic.name


def prompt_card(prompt: Prompt, library: Library, request: Request) -> Card:
    """The card of one discussion prompt."""
    topics = ", ".join(topic_name(library.topics[topic], request) for topic in prompt.topics)
    kind = request.say(str(prompt.kind))
    return Card(
        title=request.say("For discussion"),
        body=bold(prompt.question),
        footer=" · ".join((kind, topics, prompt.id, *_brought(prompt.id, library, request))),
    )


def _brought(key: str, library: Library, request: Request) -> Iterator[str]:
    """Who brought an item of the group's own, or when a discussion raised it."""
    origin = library.own.get(key)
    if origin is None:
        return
    if origin.raised:
        yield request.say("raised on {date}, still open", date=origin.raised.isoformat())
    elif origin.by:
        yield request.say("suggested by {name}", name=origin.by)
    else:
        yield request.say("suggested by a member")


def changes(pieces: tuple[Piece, ...], request: Request) -> tuple[str, ...]:
    """What differs between two wordings, in words that a screen reader can read: “x” instead of “y”."""
    said: list[str] = []
    removed = ""
    for piece in (*pieces, Piece(Change.SAME, "")):
        if piece.kind is Change.REMOVED:
            removed = piece.text
        elif piece.kind is Change.ADDED:
            said.append(_replaced(removed, piece.text, request))
            removed = ""
        elif removed:
            said.append(request.say("leaves out “{words}”", words=removed))
            removed = ""
    return tuple(said)


def marked(pieces: tuple[Piece, ...], side: Change) -> Markdown:
    """One side of a difference, with the words that only this side has in bold."""
    parts = [
        bold(piece.text) if piece.kind is side else escape(piece.text)
        for piece in pieces
        if piece.kind in (Change.SAME, side)
    ]
    return Markdown(" ".join(parts))


def privacy(request: Request) -> str:
    """The value for the `only-me` option of a button, so that what follows a private answer stays private."""
    return "yes" if request.audience is Audience.PRIVATE else ""


def _replaced(removed: str, added: str, request: Request) -> str:
    if removed:
        return request.say("“{added}” instead of “{removed}”", added=added, removed=removed)
    return request.say("adds “{words}”", words=added)


def _lead_in(quote: Quote, wording: Wording, request: Request) -> Markdown:
    if wording.form is Form.REPORTED:
        return italic(quote.lead_in or request.say("Reported, not a quotation:"))
    return italic(quote.lead_in) if quote.lead_in else Markdown("")


def _words(wording: Wording) -> Markdown:
    return quotation(in_marks(wording)) if wording.form is Form.VERBATIM else escape(wording.text)


def _attribution(quote: Quote, library: Library) -> Markdown:
    speaker = library.speaker_of(quote)
    return Markdown(f"— {bold(speaker.name)}")
