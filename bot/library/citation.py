"""How a quotation is cited: always the article that prints the words, with the day it was looked up.

Decides the five manners. APA and MLA follow their guides for a web article quoted for somebody's spoken words
(apastyle.apa.org, style.mla.org): the article is the reference, the speaker is named in the text.
"""

import re
from datetime import date
from enum import Enum

from bot.library.library import Library
from bot.library.own import NO_LINE
from bot.library.provenance import shown
from bot.library.records import Form, Quote, Source, Wording

_TEX = {"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}", "\\": r"\textbackslash{}"}


class Manner(Enum):
    """A manner of citing; the value is what a person reads."""

    PLAIN = "Plain"
    MARKDOWN = "Markdown"
    APA = "APA"
    MLA = "MLA"
    BIBTEX = "BibTeX"


def cite(quote: Quote, library: Library, manner: Manner, today: date) -> str:
    """A citation of the quotation as it is shown; a reported statement is cited as a report, without marks."""
    wording = shown(quote)
    source, speaker = library.source_of(wording), library.speaker_of(quote).name
    match manner:
        case Manner.PLAIN:
            return f"{_said(wording, speaker)} {source.title}{_place(wording)}.{_seen(source, today)}"
        case Manner.MARKDOWN:
            words = f"> {_words(wording)}\n>\n> — {speaker}, in *{source.title}*{_place(wording)}"
            return f"{words} ({source.url})" if source.url else words
        case Manner.APA:
            year = f"({source.date:%Y, %B %d})" if source.date else "(n.d.)"
            where = f"In {source.author or source.title} {year}. {_titled(source)}{_address(source)}"
            return f"{_said(wording, speaker)} {where}"
        case Manner.MLA:
            author = f"{source.author}. " if source.author else ""
            dated = f" {source.date:%d %b. %Y}." if source.date else ""
            title = f"{author}“{source.title}.”{dated}{_address(source)}"
            return f"{_said(wording, speaker)} {title} Accessed {today:%d %b. %Y}."
        case Manner.BIBTEX:
            return _bibtex(quote, wording, source, speaker, today)


def _words(wording: Wording) -> str:
    return f"“{wording.text}”" if wording.form is Form.VERBATIM else wording.text


def _said(wording: Wording, speaker: str) -> str:
    if wording.form is Form.VERBATIM:
        return f"{_words(wording)} ({speaker})."
    return f"{wording.text} (reported of {speaker}, not a quotation)."


def _place(wording: Wording) -> str:
    return f", {wording.place}, line {wording.line}" if wording.line != NO_LINE else ""


def _seen(source: Source, today: date) -> str:
    return f" {source.url} (looked up {today})." if source.url else f" Looked up {today}."


def _titled(source: Source) -> str:
    return f"{source.title}." if source.author else ""


def _address(source: Source) -> str:
    return f" {source.url}" if source.url else ""


def _bibtex(quote: Quote, wording: Wording, source: Source, speaker: str, today: date) -> str:
    fields = {
        "title": source.title,
        "author": source.author or "",
        "year": str(source.date.year) if source.date else "",
        "url": source.url or "",
        "urldate": str(today),
        "note": f"{speaker}: {_words(wording)}{_place(wording)}",
    }
    lines = [f"  {name} = {{{_tex(value)}}}" for name, value in fields.items() if value]
    return f"@misc{{{source.id}-{quote.id.lower()},\n" + ",\n".join(lines) + "\n}"


def _tex(text: str) -> str:
    return re.sub(r"[&%$#_{}\\]", lambda found: _TEX[found[0]], text)
