"""The quotations: all of them, and each with its wordings side by side.

Decides that the wording which is shown elsewhere stands first, and that every other printed one is compared with it
word by word. What differs is marked as text that was put in or left out, which a screen reader says too.
"""

from typing import assert_never

from adapters.web.html import NOTHING, Html, join, tag
from adapters.web.library.browsing import Browsing, paged
from bot.library.provenance import Change, Piece, difference, shown
from bot.library.records import Form, Quote, Wording

COMPARABLE = 0.6  # share of a wording that the first one must have too


def quote_list(browsing: Browsing, asked: str) -> Html:
    """One page of the quotations."""
    reader = browsing.reader
    quotes, number, pages = paged(browsing.library.quotes.values(), asked)
    return join(
        [
            tag("h1", reader.say("Quotations and reports")),
            tag("ul", join(browsing.quote(quote) for quote in quotes), class_="slips"),
            turning(browsing, "/library/quotes", number, pages),
        ]
    )


def turning(browsing: Browsing, path: str, number: int, pages: int) -> Html:
    """The way to the pages before and behind."""
    if pages == 1:
        return NOTHING
    reader = browsing.reader
    before = tag("a", reader.say("Before"), href=reader.link(path, page=str(number - 1)), class_="button", rel="prev")
    behind = tag("a", reader.say("Next"), href=reader.link(path, page=str(number + 1)), class_="button", rel="next")
    return tag(
        "nav",
        before if number > 1 else NOTHING,
        tag("span", reader.say("Page {number} of {pages}", number=number, pages=pages), class_="note"),
        behind if number < pages else NOTHING,
        class_="controls",
        aria_label=reader.say("Pages"),
    )


def quote_page(browsing: Browsing, quote: Quote) -> Html:
    """One quotation with everything known about it."""
    reader, speaker = browsing.reader, browsing.library.speaker_of(quote)
    first = shown(quote)
    ordered = [first, *(wording for wording in quote.wordings if wording != first)]
    return join(
        [
            tag("p", tag("span", quote.id), " · ", browsing.status(quote), class_="kind"),
            tag("h1", quote.id, class_="hidden"),
            tag("p", quote.lead_in, class_="lead-in") if quote.lead_in else NOTHING,
            tag("div", browsing.words(first), class_="great"),
            tag("p", "— ", tag("strong", speaker.name), tag("span", f", {speaker.about}"), class_="cited"),
            tag(
                "div",
                browsing.ask(f"/quote {quote.id}", reader.say("Show it in the reading room")),
                class_="controls",
            ),
            tag(
                "section",
                tag("h2", reader.plural("{n} wording", "{n} wordings", len(ordered))),
                _legend(browsing, ordered),
                tag("div", join(_wording(browsing, first, one) for one in ordered), class_="wordings"),
            ),
            _known(browsing, quote),
        ]
    )


def _legend(browsing: Browsing, ordered: list[Wording]) -> Html:
    reader = browsing.reader
    if sum(wording.form is Form.VERBATIM for wording in ordered) < 2:
        return NOTHING
    left_out = tag("del", reader.say("left out"))
    put_in = tag("ins", reader.say("put in"))
    return tag("p", reader.say("Against the first wording:"), " ", left_out, " ", put_in, class_="note")


def _wording(browsing: Browsing, first: Wording, wording: Wording) -> Html:
    source = browsing.library.source_of(wording)
    where = browsing.reader.say("{place}, line {line}", place=wording.place, line=wording.line)
    return tag(
        "article",
        tag("h3", browsing.to_source(source.id)),
        tag("p", where, class_="note"),
        _words(browsing, first, wording),
        tag("p", wording.note, class_="remark") if wording.note else NOTHING,
    )


def _words(browsing: Browsing, first: Wording, wording: Wording) -> Html:
    if wording.form is Form.REPORTED:
        reported = tag("p", browsing.reader.say("Reported in our words:"), class_="lead-in")
        return join([reported, browsing.words(wording)])
    if wording == first:
        return browsing.words(wording)
    pieces = difference(first.text, wording.text)
    if not _are_comparable(pieces):
        return join([tag("p", browsing.reader.say("Mostly other words:"), class_="lead-in"), browsing.words(wording)])
    marked = [join([NOTHING if at == 0 else " ", _piece(piece)]) for at, piece in enumerate(pieces)]
    return tag("blockquote", tag("p", "“", *marked, "”"))


def _are_comparable(pieces: tuple[Piece, ...]) -> bool:
    """Whether enough is the same for marks to help; below that they are harder to read than the two texts."""
    same, added = (sum(len(one.text) for one in pieces if one.kind is kind) for kind in (Change.SAME, Change.ADDED))
    return same >= COMPARABLE * (same + added)


def _piece(piece: Piece) -> Html:
    match piece.kind:
        case Change.SAME:
            return tag("span", piece.text)
        case Change.REMOVED:
            return tag("del", piece.text)
        case Change.ADDED:
            return tag("ins", piece.text)
        case _:
            assert_never(piece.kind)


def _known(browsing: Browsing, quote: Quote) -> Html:
    reader, linked = browsing.reader, browsing.library.links_of(quote.id)
    links = (
        tag("li", reader.say(str(relation)), " ", browsing.to_id(other.id), " ", _in_marks(shown(other)))
        for relation, other in linked
    )
    return join(
        [
            tag("section", tag("h2", reader.say("What to know")), tag("p", quote.note)) if quote.note else NOTHING,
            tag("section", tag("h2", reader.say("Linked with")), tag("ul", join(links), class_="points"))
            if linked
            else NOTHING,
            tag(
                "section",
                tag("h2", reader.say("Topics")),
                tag("ul", join(tag("li", browsing.to_topic(key)) for key in quote.topics), class_="points"),
            ),
        ]
    )


def _in_marks(wording: Wording) -> str:
    return f"“{wording.text}”" if wording.form is Form.VERBATIM else wording.text
