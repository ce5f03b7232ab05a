"""Whether the records of all files hold together: every id is given once and everything that is named exists."""

from collections.abc import Iterable, Iterator, Sequence

from bot.library.library import spoken_id
from bot.library.parse import Entry, Path
from bot.library.problems import Problem, did_you_mean
from bot.library.records import Claim, FalseQuotation, Fingerprint, KeyPoint, Plan, Prompt, Quote, Record, Topic, View

Reference = tuple[Path, str, tuple[str, ...]]
"""Where an id is named, the id, and the kinds of record it may be."""

_NAMES = {
    "sources": "source", "speakers": "speaker", "topics": "topic", "quotes": "quote", "prompts": "prompt",
    "claims": "claim", "plans": "plan", "false_quotations": "false quotation",
    "fingerprints": "fingerprint",
}  # fmt: skip


def problems_between(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Ids given twice, or alike but for zeros; names of what does not exist; topics that are their own parent."""
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.id:
            known = first.setdefault(spoken_id(entry.id), entry)
            if known is not entry:
                yield entry.problem(("id",), _twice(entry, known))
    known_ids = {entry.id: entry.kind for entry in entries if entry.id}
    for entry in entries:
        if entry.record is not None:
            yield from _unknown(entry, entry.record, known_ids)
    yield from _circles(entries)


def _twice(entry: Entry, known: Entry) -> str:
    place = f"{known.file}:{known.line(('id',))}"
    if entry.id == known.id:
        return f"{entry.id} is already given in {place}. Ids are never used twice: choose a free one."
    return f"{entry.id} is too like {known.id} in {place}: people type either. Choose a free one."


def _unknown(entry: Entry, record: Record, known: dict[str, str]) -> Iterator[Problem]:
    for path, named, kinds in references_of(record):
        kind = known.get(named)
        wanted = " or ".join(_NAMES[kind] for kind in kinds)
        if kind is None:
            close = did_you_mean(named, (other for other, its in known.items() if its in kinds))
            yield entry.problem(path, f"There is no {wanted} “{named}”.{close}")
        elif kind not in kinds:
            yield entry.problem(path, f"“{named}” is a {_NAMES[kind]}; a {wanted} is meant here.")
        elif named == entry.id:
            yield entry.problem(path, f"{named} names itself. Name another, or delete this.")
    for path, passage in _passages_of(record):
        start, _, end = passage.partition(":")[2].partition("-")
        if end and int(end) < int(start):
            yield entry.problem(path, f"“{passage}” ends before it begins. Turn the two lines round.")


def references_of(record: Record) -> Iterator[Reference]:
    """Every id that a record names."""
    match record:
        case Quote():
            yield from _named_by_a_quote(record)
        case Topic():
            yield from _named_by_a_topic(record)
        case Plan():
            yield from _named_by_a_plan(record)
        case Prompt() | Claim():
            yield from _each("topics", record.topics, "topics")
            yield from _each("cites", record.cites, "quotes", "claims")
        case FalseQuotation() | Fingerprint():
            yield ("source",), record.source, ("sources",)
        case _:
            pass
    for path, passage in _passages_of(record):
        yield path, passage.partition(":")[0], ("sources",)


def _named_by_a_quote(quote: Quote) -> Iterator[Reference]:
    yield ("speaker",), quote.speaker, ("speakers",)
    for at, wording in enumerate(quote.wordings):
        yield ("wordings", at, "source"), wording.source, ("sources",)
    yield from _each("topics", quote.topics, "topics")
    for at, link in enumerate(quote.links):
        yield ("links", at, "to"), link.to, ("quotes",)


def _named_by_a_topic(topic: Topic) -> Iterator[Reference]:
    yield from _cited("key_points", topic.key_points)
    yield from _cited("opposing", topic.opposing)
    yield from _cited("disagreements", topic.disagreements)
    yield from _each("related", topic.related, "topics")
    if topic.parent is not None:
        yield ("parent",), topic.parent, ("topics",)


def _named_by_a_plan(plan: Plan) -> Iterator[Reference]:
    for at, section in enumerate(plan.sections):
        for place, reading in enumerate(section.readings):
            yield ("sections", at, "readings", place, "source"), reading.source, ("sources",)
        for kind in ("topics", "quotes", "prompts"):
            for path, named, kinds in _each(kind, getattr(section, kind), kind):
                yield ("sections", at, *path), named, kinds


def _each(field: str, ids: Iterable[str], *kinds: str) -> Iterator[Reference]:
    return (((field, at), named, kinds) for at, named in enumerate(ids))


def _cited(field: str, points: Sequence[KeyPoint | View]) -> Iterator[Reference]:
    for at, point in enumerate(points):
        for place, named in enumerate(point.cites):
            yield (field, at, "cites", place), named, ("quotes", "claims")


def _passages_of(record: Record) -> Iterator[tuple[Path, str]]:
    if isinstance(record, Topic | Claim):
        for at, passage in enumerate(record.passages):
            yield ("passages", at), passage


def _circles(entries: Sequence[Entry]) -> Iterator[Problem]:
    topics = {entry.record.id: entry for entry in entries if isinstance(entry.record, Topic)}
    parents = {entry.record.id: entry.record.parent for entry in entries if isinstance(entry.record, Topic)}
    for topic, entry in topics.items():
        above, steps = parents[topic], 1
        while above is not None and above != topic and steps <= len(parents):
            above, steps = parents.get(above), steps + 1
        if above == topic and steps > 1:
            yield entry.problem(("parent",), f"{topic} is its own parent, {steps} steps up. Change one of them.")
