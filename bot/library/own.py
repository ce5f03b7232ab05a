"""What a group added to its library itself, as records like all others.

Decides how an approved item stands among the curated ones: under an id of its own (`OUR-1`, a prompt `OUR-P2`), with
its source named by whoever suggested it and without a line, since nobody here has counted the lines. A speaker whom the
library knows is that speaker; anybody else, and every such source, gets a key of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Annotated

from pydantic import Field

from bot.library.library import Library
from bot.library.origin import Origin
from bot.library.records import Pack, Prompt, PromptKind, Quote, Role, Source, Speaker, Wording

NO_LINE = 0
PREFIX = "our-"
ABOUT_SPEAKER = "somebody whom this group quotes"
KIND_OF_SOURCE = "a source that a member of this group named"


class Unlined(Wording):
    """A wording whose source has no lines that anybody has counted."""

    line: Annotated[int, Field(ge=NO_LINE)] = NO_LINE


@dataclass(frozen=True, slots=True)
class OwnItem:
    """One approved item."""

    id: str
    words: str
    topic: str
    origin: Origin
    speaker: str = ""
    """Who said it, for a quotation; a prompt has none."""
    source: str = ""
    kind: PromptKind = PromptKind.OPEN
    """What a prompt asks people to do."""

    @property
    def is_quote(self) -> bool:
        """Whether it is a quotation; else it is a prompt."""
        return bool(self.speaker)


def pack_of(items: Iterable[OwnItem], library: Library) -> tuple[Pack, Mapping[str, Origin]]:
    """The records of these items, and where each comes from; without those whose topic the library does not have."""
    held = [item for item in items if item.topic in library.topics]
    quoted = [item for item in held if item.is_quote]
    known = {speaker.name.casefold(): speaker.id for speaker in library.speakers.values()}
    speakers = {item.speaker.casefold(): item.speaker for item in quoted if item.speaker.casefold() not in known}
    keys = known | {folded: _key(name) for folded, name in speakers.items()}
    pack = Pack(
        sources=tuple(_source(title) for title in dict.fromkeys(item.source for item in quoted)),
        speakers=tuple(
            Speaker(id=keys[folded], name=name, role=Role.OTHER, about=ABOUT_SPEAKER)
            for folded, name in speakers.items()
        ),
        quotes=tuple(_quote(item, keys[item.speaker.casefold()]) for item in quoted),
        prompts=tuple(
            Prompt(id=item.id, kind=item.kind, topics=(item.topic,), question=item.words)
            for item in held
            if not item.is_quote
        ),
    )
    return pack, {item.id: item.origin for item in held}


def _quote(item: OwnItem, speaker: str) -> Quote:
    wording = Unlined(text=item.words, source=_key(item.source), place=item.source)
    return Quote(id=item.id, speaker=speaker, topics=(item.topic,), wordings=(wording,))


def _source(title: str) -> Source:
    return Source(id=_key(title), title=title, kind=KIND_OF_SOURCE, carries=title)


def _key(name: str) -> str:
    return PREFIX + blake2b(name.casefold().encode(), digest_size=8).hexdigest()
