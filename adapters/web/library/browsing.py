"""What every page of the Library needs: the library in force, who is reading, and how records refer to each other.

Decides that every id is a link to what it names, and how a quotation looks: in quotation marks only where a source
prints it, always with its speaker, how sure it is, where it stands, and its id.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar, assert_never

from adapters.web.html import NOTHING, Html, join, tag
from adapters.web.reader import Reader
from bot.library.library import Library
from bot.library.provenance import Kind, shown, status_of
from bot.library.records import Claim, Form, Prompt, Quote, Source, Speaker, Topic, Wording
from bot.library.search import Index

R = TypeVar("R")
PAGE = 40  # records on one page


@dataclass(frozen=True, slots=True)
class Browsing:
    """Somebody who browses the library."""

    reader: Reader
    library: Library
    index: Index

    def topic_name(self, topic: Topic) -> str:
        """The name, with the one in the reader's language beside it where there is one."""
        language = self.reader.language
        translated = topic.names.get(language) or topic.names.get(language.split("-")[0])
        return f"{topic.name} · {translated}" if translated else topic.name

    def to_topic(self, key: str) -> Html:
        """A link to a topic."""
        return tag("a", self.topic_name(self.library.topics[key]), href=self.reader.link(f"/library/topics/{key}"))

    def to_source(self, key: str) -> Html:
        """A link to a source."""
        return tag("a", self.library.sources[key].title, href=self.at("/library/sources", key))

    def to_id(self, key: str) -> Html:
        """A link to the quotation, claim or prompt with this id; the id alone where there is none."""
        match self.library.find(key):
            case Quote(id=found):
                return tag("a", found, href=self.reader.link(f"/library/quotes/{found}"), class_="id")
            case Claim(id=found):
                return tag("a", found, href=self.reader.link(f"/library/claims/{found}"), class_="id")
            case Prompt(id=found, topics=topics):
                return tag("a", found, href=self.at(f"/library/topics/{topics[0]}", found), class_="id")
            case Topic() | Source() | Speaker() | None:
                return tag("span", key, class_="id")
            case other:
                assert_never(other)

    def at(self, path: str, place: str) -> str:
        """The address of a place on a page."""
        return f"{self.reader.link(path)}#{place}"

    def cites(self, keys: Sequence[str]) -> Html:
        """The ids that carry a sentence, in brackets."""
        links = [join([NOTHING if at == 0 else " ", self.to_id(key)]) for at, key in enumerate(keys)]
        return tag("span", " ", *links, class_="cites") if keys else NOTHING

    def ask(self, line: str, words: str) -> Html:
        """A link into the room with a line to send."""
        return tag("a", words, href=self.reader.link("/", draft=line), class_="button")

    def place(self, wording: Wording) -> str:
        """Where a reader finds a wording."""
        source = self.library.source_of(wording)
        return self.reader.say(
            "{source}, {place}, line {line}", source=source.title, place=wording.place, line=wording.line
        )

    def status(self, quote: Quote) -> str:
        """How sure a quotation is, in words."""
        known = status_of(quote)
        match known.kind:
            case Kind.SAME:
                return self.reader.plural("same words in {n} source", "same words in {n} sources", known.sources)
            case Kind.ONE:
                return self.reader.say("one source")
            case Kind.DIFFER:
                return self.reader.say("sources differ")
            case Kind.REPORTED:
                return self.reader.say("reported, not a quotation")
            case _:
                assert_never(known.kind)

    def words(self, wording: Wording) -> Html:
        """The words of a wording, set off and in quotation marks if a source prints them."""
        if wording.form is Form.VERBATIM:
            return tag("blockquote", tag("p", f"“{wording.text}”"))
        return tag("p", wording.text, class_="reported")

    def quote(self, quote: Quote) -> Html:
        """A quotation in a list."""
        wording = shown(quote)
        return tag(
            "li",
            tag("p", quote.lead_in, class_="lead-in") if quote.lead_in else NOTHING,
            self.words(wording),
            tag("p", "— ", tag("strong", self.library.speaker_of(quote).name), class_="cited"),
            tag("p", self.to_id(quote.id), " ", self.badge(quote), " ", self.place(wording), class_="footer"),
            class_="slip",
        )

    def badge(self, quote: Quote) -> Html:
        """The status as a mark."""
        return tag("span", self.status(quote), class_=f"status {status_of(quote).kind.name.lower()}")


def paged(records: Iterable[R], asked: str) -> tuple[list[R], int, int]:
    """The records of the page that was asked for, its number from 1, and how many pages there are."""
    every = list(records)
    pages = max(1, -(-len(every) // PAGE))
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    number = min(max(wanted, 1), pages)
    return every[(number - 1) * PAGE : number * PAGE], number, pages
