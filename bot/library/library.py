"""Everything the group can read, in memory, with each question that commands ask answered beforehand.

Nothing is scanned when somebody asks: what belongs to a topic, a speaker or a source is gathered once, when
the library is made. A library never changes; new content makes a new library with another edition.
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

from bot.library.origin import Origin
from bot.library.reach import Route
from bot.library.records import (
    Claim,
    FalseQuotation,
    Fingerprint,
    Pack,
    Plan,
    Prompt,
    Quote,
    Relation,
    Source,
    Speaker,
    Topic,
    Wording,
)

R = TypeVar("R", Quote, Prompt, Claim)
N = TypeVar("N", Source, Speaker, Topic, Quote, Prompt, Claim, Plan)
V = TypeVar("V")
Found = Quote | Prompt | Claim | Topic | Source | Speaker
Links = tuple[tuple[Relation, Quote], ...]

_SPOKEN_ID = re.compile(r"\s*([a-z]{2,5})[\s_‐-―-]*([a-z]?)0*([0-9]{1,4})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """The records by id, in reading order, and who stands to whom."""

    sources: Mapping[str, Source]
    speakers: Mapping[str, Speaker]
    topics: Mapping[str, Topic]
    quotes: Mapping[str, Quote]
    prompts: Mapping[str, Prompt]
    claims: Mapping[str, Claim]
    plans: Mapping[str, Plan]
    routes: Mapping[str, Route]
    """By the id of a plan: where in it each record comes."""
    false_quotations: tuple[FalseQuotation, ...]
    fingerprints: tuple[Fingerprint, ...]
    edition: str
    """12 hexadecimal digits: two groups with the same edition read the same."""
    _quotes_about: Mapping[str, tuple[Quote, ...]] = field(repr=False)
    _prompts_about: Mapping[str, tuple[Prompt, ...]] = field(repr=False)
    _claims_about: Mapping[str, tuple[Claim, ...]] = field(repr=False)
    _quotes_by: Mapping[str, tuple[Quote, ...]] = field(repr=False)
    _quotes_from: Mapping[str, tuple[Quote, ...]] = field(repr=False)
    _links: Mapping[str, Links] = field(repr=False)
    _by_spoken_id: Mapping[str, Found] = field(repr=False)
    own: Mapping[str, Origin] = field(default_factory=dict)
    """What the group added itself, by id."""

    @classmethod
    def of(cls, pack: Pack) -> "Library":
        """The library of a pack that holds together; `load` is what checks that it does."""
        quotes = _by_id(pack.quotes)
        return cls(
            sources=_by_id(pack.sources),
            speakers=_by_id(pack.speakers),
            topics=_by_id(pack.topics),
            quotes=quotes,
            prompts=_by_id(pack.prompts),
            claims=_by_id(pack.claims),
            plans=_by_id(pack.plans),
            routes=MappingProxyType({plan.id: Route.of(plan) for plan in pack.plans}),
            false_quotations=pack.false_quotations,
            fingerprints=pack.fingerprints,
            edition=_edition(pack),
            _quotes_about=_about(pack.quotes),
            _prompts_about=_about(pack.prompts),
            _claims_about=_about(pack.claims),
            _quotes_by=_gather(pack.quotes, lambda quote: (quote.speaker,)),
            _quotes_from=_gather(pack.quotes, lambda quote: (wording.source for wording in quote.wordings)),
            _links=_links(quotes),
            _by_spoken_id=_by_spoken_id(pack),
        )

    def without(self, ids: Collection[str], sources: Collection[str]) -> "Library":
        """The library without the records with these ids, and without the wordings of these sources.

        A quotation that has no wording left goes too. It stays the same edition: what a group does not want to see
        does not change what it reads.
        """
        quotes = (_without_sources(quote, sources) for quote in self.quotes.values() if quote.id not in ids)
        kept = tuple(quote for quote in quotes if quote is not None)
        known = {quote.id for quote in kept}
        pack = Pack.model_construct(
            sources=tuple(self.sources.values()),
            speakers=tuple(self.speakers.values()),
            topics=tuple(self.topics.values()),
            quotes=tuple(_with_links_to(quote, known) for quote in kept),
            prompts=tuple(prompt for prompt in self.prompts.values() if prompt.id not in ids),
            claims=tuple(claim for claim in self.claims.values() if claim.id not in ids),
            plans=tuple(self.plans.values()),
            false_quotations=self.false_quotations,
            fingerprints=self.fingerprints,
        )
        return replace(Library.of(pack), edition=self.edition)

    def merged(self, pack: Pack, own: Mapping[str, Origin]) -> "Library":
        """The library with the records of `pack` behind its own; what was there is shared and not gathered again.

        It stays the same edition: what a group adds for itself is no part of what two groups compare.
        """
        by_source = _gather(pack.quotes, lambda quote: (wording.source for wording in quote.wordings))
        return replace(
            self,
            sources=_joined(self.sources, _by_id(pack.sources)),
            speakers=_joined(self.speakers, _by_id(pack.speakers)),
            quotes=_joined(self.quotes, _by_id(pack.quotes)),
            prompts=_joined(self.prompts, _by_id(pack.prompts)),
            _quotes_about=_extended(self._quotes_about, _about(pack.quotes)),
            _prompts_about=_extended(self._prompts_about, _about(pack.prompts)),
            _quotes_by=_extended(self._quotes_by, _gather(pack.quotes, lambda quote: (quote.speaker,))),
            _quotes_from=_extended(self._quotes_from, by_source),
            own=_joined(self.own, own),
            _by_spoken_id=_joined(_by_spoken_id(pack), self._by_spoken_id),
        )

    def quotes_about(self, topic: str) -> tuple[Quote, ...]:
        """The quotations of a topic's id; those whose main topic it is come first."""
        return self._quotes_about.get(topic, ())

    def prompts_about(self, topic: str) -> tuple[Prompt, ...]:
        """The prompts of a topic's id; those whose main topic it is come first."""
        return self._prompts_about.get(topic, ())

    def claims_about(self, topic: str) -> tuple[Claim, ...]:
        """The claims of a topic's id; those whose main topic it is come first."""
        return self._claims_about.get(topic, ())

    def quotes_by(self, speaker: str) -> tuple[Quote, ...]:
        """What the speaker with this id says."""
        return self._quotes_by.get(speaker, ())

    def quotes_from(self, source: str) -> tuple[Quote, ...]:
        """The quotations for which the source with this id has a wording."""
        return self._quotes_from.get(source, ())

    def links_of(self, quote: str) -> Links:
        """The quotations linked with the one that has this id, whichever of the two holds the link."""
        return self._links.get(quote, ())

    def speaker_of(self, quote: Quote) -> Speaker:
        """Whose words a quotation is."""
        return self.speakers[quote.speaker]

    def source_of(self, wording: Wording) -> Source:
        """Who prints a wording."""
        return self.sources[wording.source]

    def find(self, typed: str) -> Found | None:
        """The record with this id as people type it: `gen-1` and `GEN 01` find GEN-01."""
        return self._by_spoken_id.get(spoken_id(typed))


def _joined(first: Mapping[str, V], then: Mapping[str, V]) -> Mapping[str, V]:
    return MappingProxyType({**first, **then})


def _extended(first: Mapping[str, tuple[R, ...]], more: Mapping[str, tuple[R, ...]]) -> Mapping[str, tuple[R, ...]]:
    joined = dict(first)
    for key, records in more.items():
        joined[key] = joined.get(key, ()) + records
    return joined


def _without_sources(quote: Quote, sources: Collection[str]) -> Quote | None:
    kept = tuple(wording for wording in quote.wordings if wording.source not in sources)
    return quote.model_copy(update={"wordings": kept}) if kept else None


def _with_links_to(quote: Quote, known: Collection[str]) -> Quote:
    return quote.model_copy(update={"links": tuple(link for link in quote.links if link.to in known)})


def spoken_id(typed: str) -> str:
    """What two spellings of one id have in common: `spoken_id("gen-01") == spoken_id("GEN 1")`."""
    match = _SPOKEN_ID.fullmatch(typed)
    return "".join(match.groups()).casefold() if match else typed.strip().casefold()


def _by_id(records: Iterable[N]) -> Mapping[str, N]:
    return MappingProxyType({record.id: record for record in records})


def _gather(records: Iterable[R], keys: Callable[[R], Iterable[str]]) -> dict[str, tuple[R, ...]]:
    gathered: dict[str, dict[str, R]] = defaultdict(dict)
    for record in records:
        for key in keys(record):
            gathered[key][record.id] = record
    return {key: tuple(found.values()) for key, found in gathered.items()}


def _about(records: Iterable[R]) -> dict[str, tuple[R, ...]]:
    main: dict[str, dict[str, R]] = defaultdict(dict)
    beside: dict[str, dict[str, R]] = defaultdict(dict)
    for record in records:
        main[record.topics[0]][record.id] = record
        for topic in record.topics[1:]:
            beside[topic][record.id] = record
    return {topic: tuple((main[topic] | beside[topic]).values()) for topic in {**main, **beside}}


def _links(quotes: Mapping[str, Quote]) -> dict[str, Links]:
    links: dict[str, dict[tuple[Relation, str], Quote]] = defaultdict(dict)
    for quote in quotes.values():
        for link in quote.links:
            links[quote.id][link.relation, link.to] = quotes[link.to]
            links[link.to][link.relation, quote.id] = quote
    return {end: tuple((relation, quote) for (relation, _), quote in found.items()) for end, found in links.items()}


def _by_spoken_id(pack: Pack) -> dict[str, Found]:
    kinds: tuple[Iterable[Found], ...] = (
        pack.speakers, pack.sources, pack.topics, pack.claims, pack.prompts, pack.quotes,
    )  # fmt: skip
    return {spoken_id(record.id): record for kind in kinds for record in kind}


def _edition(pack: Pack) -> str:
    # Without defaults, so that a field that a later version adds does not change what the group reads.
    content = pack.model_dump(mode="json", exclude_defaults=True)
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]
