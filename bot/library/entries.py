"""What of the library can be found, and under which names it is offered while somebody types.

Decides which words of a record are searched as its text, as names, and as further ways of asking for it.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.library.library import Library
from bot.library.provenance import Kind, shown, status_of
from bot.library.records import Claim, KeyPoint, Pack, Prompt, Quote, Topic, View
from bot.library.search import Entry
from bot.library.suggest import Label


def entries_of(library: Library) -> Iterator[Entry]:
    """Everything in the library that can be searched."""
    yield from (_topic(topic) for topic in library.topics.values())
    yield from (_quote(quote, library) for quote in library.quotes.values())
    yield from (_prompt(prompt, library) for prompt in library.prompts.values())
    yield from (_claim(claim, library) for claim in library.claims.values())
    for speaker in library.speakers.values():
        yield Entry(speaker.id, "speaker", speaker.about, (speaker.name,), speaker.search_words)
    for source in library.sources.values():
        yield Entry(source.id, "source", source.carries, (source.title,), (source.kind,))


def entries_added(pack: Pack, library: Library) -> Iterator[Entry]:
    """What `pack` added to `library`, of which it is a part by now: its quotations, prompts and speakers."""
    yield from (_quote(quote, library) for quote in pack.quotes)
    yield from (_prompt(prompt, library) for prompt in pack.prompts)
    yield from (Entry(one.id, "speaker", one.about, (one.name,), one.search_words) for one in pack.speakers)


def labels_added(pack: Pack) -> Iterator[Label]:
    """What `about` can also be completed to, with what `pack` added."""
    yield from speakers_added(pack)
    yield from (Label(f"{one.id} {shown(one).text}", one.id) for one in pack.quotes)


def speakers_added(pack: Pack) -> Iterator[Label]:
    """The speakers that `pack` added."""
    return (Label(one.name, one.id, one.search_words) for one in pack.speakers)


def labels_of(library: Library) -> Iterator[Label]:
    """What `about` can be completed to: topics, then speakers, then ids with the beginning of their words."""
    yield from topic_labels(library)
    yield from (Label(one.name, one.name, one.search_words) for one in library.speakers.values())
    yield from (Label(f"{one.id} {shown(one).text}", one.id) for one in library.quotes.values())


def topic_labels(library: Library) -> Iterator[Label]:
    """The topics by name; the value is the name, so that what is typed can be read."""
    return (Label(one.name, one.name, (*one.names.values(), *one.search_words)) for one in library.topics.values())


def speaker_labels(library: Library) -> Iterator[Label]:
    """The speakers whose words or views the library carries."""
    quoted = (one for one in library.speakers.values() if library.quotes_by(one.id))
    return (Label(one.name, one.id, one.search_words) for one in quoted)


def source_labels(library: Library) -> Iterator[Label]:
    """The sources by title."""
    return (Label(one.title, one.id, (one.kind,)) for one in library.sources.values())


def _topic(topic: Topic) -> Entry:
    return Entry(
        key=topic.id,
        kind="topic",
        text=topic.name,
        labels=(*_names([topic]), topic.id.replace("-", " ")),
        aliases=topic.search_words,
        about=(topic.summary, *(point.text for point in topic.key_points)),
        topics=(topic.id,),
    )


def _quote(quote: Quote, library: Library) -> Entry:
    topics = [library.topics[key] for key in quote.topics]
    speaker = library.speaker_of(quote)
    return Entry(
        key=quote.id,
        kind="quote",
        text="\n".join(dict.fromkeys((shown(quote).text, *(wording.text for wording in quote.wordings)))),
        labels=(*_names(topics[:1]), speaker.name),
        aliases=(*quote.search_words, *speaker.search_words),
        shared=topics[0].search_words,
        about=tuple(filter(None, _about(quote, topics, library))),
        topics=quote.topics,
        speaker=quote.speaker,
        verbatim=status_of(quote).kind is not Kind.REPORTED,
    )


def _about(quote: Quote, topics: Sequence[Topic], library: Library) -> Iterator[str]:
    yield quote.lead_in
    yield quote.note
    yield from (wording.note for wording in quote.wordings)
    yield from _names(topics[1:])
    for topic in topics:
        yield from topic.search_words if topic is not topics[0] else ()
        yield from (point.text for point in _points(topic) if quote.id in point.cites)
    yield from (claim.claim for claim in library.claims_about(quote.topics[0]) if quote.id in claim.cites)
    for prompt in library.prompts_about(quote.topics[0]):
        if quote.id in prompt.cites:
            yield from (prompt.question, *prompt.follow_ups)


def _points(topic: Topic) -> Iterator[KeyPoint | View]:
    yield from topic.key_points
    yield from topic.opposing
    yield from topic.disagreements


def _prompt(prompt: Prompt, library: Library) -> Entry:
    topics = [library.topics[key] for key in prompt.topics]
    return Entry(
        key=prompt.id,
        kind="prompt",
        text=prompt.question,
        labels=_names(topics[:1]),
        shared=topics[0].search_words,
        about=(*_names(topics[1:]), *prompt.follow_ups),
        topics=prompt.topics,
    )


def _claim(claim: Claim, library: Library) -> Entry:
    topics = [library.topics[key] for key in claim.topics]
    remarks = (claim.counterclaim, claim.verdict, claim.note)
    return Entry(
        key=claim.id,
        kind="claim",
        text=claim.claim,
        labels=(claim.who, *_names(topics[:1])),
        shared=topics[0].search_words,
        about=(*_names(topics[1:]), *filter(None, remarks)),
        topics=claim.topics,
    )


def _names(topics: Iterable[Topic]) -> tuple[str, ...]:
    return tuple(name for topic in topics for name in (topic.name, *topic.names.values()))
