"""The minutes: what was decided, is to be done, was asked and was shown, made from the session's log.

Decides what a session leaves behind and in which order; that it names only those who asked to be named as present and
those who wrote something down; and that they are made anew each time, so that a correction or an erasure is in them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.chat.command import Request
from bot.chat.inert import inert
from bot.chat.markdown import Markdown, bold, bullets, paragraphs
from bot.session.entry import Entry, Kind
from bot.session.lengths import spent
from bot.session.session import Session
from bot.texts import noted

HEADINGS = {
    Kind.DECISION: noted("Decisions"),
    Kind.ACTION: noted("To do"),
    Kind.QUESTION: noted("Open questions"),
    Kind.IDEA: noted("Ideas"),
}


@dataclass(frozen=True, slots=True)
class Minutes:
    """What is told of a session, in its order. Lines are plain text."""

    title: str
    facts: tuple[str, ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]


def minutes_of(session: Session, entries: Sequence[Entry], request: Request) -> Minutes:
    """The minutes of a session that runs or is over, in the language of `request`; times are in UTC."""
    sections = [(request.say(heading), tuple(_notes(kind, entries, request))) for kind, heading in HEADINGS.items()]
    sections.insert(0, (request.say("Agenda"), tuple(_agenda(session, request))))
    sections.append((request.say("Shown"), tuple(_shown(entries, request))))
    name = session.topic or request.say("a session without a title")
    return Minutes(
        title=request.say("Minutes: {topic}", topic=name),
        facts=tuple(_facts(session, entries, request)),
        sections=tuple((heading, lines) for heading, lines in sections if lines),
    )


def file_of(minutes: Minutes) -> str:
    """The minutes as a Markdown file."""
    parts = [f"# {minutes.title}", "\n".join(f"- {inert(fact)}" for fact in minutes.facts)]
    for heading, lines in minutes.sections:
        parts.append(f"## {heading}")
        parts.append("\n".join(f"- {inert(line)}" for line in lines))
    return "\n\n".join(parts) + "\n"


def body_of(minutes: Minutes) -> Markdown:
    """The minutes in the Markdown of cards, without their title."""
    parts: list[Markdown] = [bullets(minutes.facts)]
    for heading, lines in minutes.sections:
        parts += [bold(heading), bullets(lines)]
    return paragraphs(*parts)


def _facts(session: Session, entries: Sequence[Entry], request: Request) -> Iterable[str]:
    began = session.started_at
    if session.ended_at is None:
        yield request.say("Began {began} UTC and runs.", began=f"{began:%Y-%m-%d %H:%M}")
    else:
        yield request.say(
            "{began} to {ended} UTC, {time} without pauses.",
            began=f"{began:%Y-%m-%d %H:%M}",
            ended=f"{session.ended_at:%H:%M}",
            time=spent(session.clock.spent, request),
        )
    if any(entry.kind is Kind.ENDED_ITSELF for entry in entries):
        yield request.say("It ended by itself after an hour in which nobody pressed anything.")
    hosts = [entry.name for entry in entries if entry.kind in (Kind.STARTED, Kind.HANDED_OVER) and entry.name]
    if hosts:
        yield request.say("Facilitated by {names}.", names=", then ".join(hosts))
    present = sorted(voice.name for voice in session.floor.voices.values() if voice.attends)
    if present:
        yield request.say("Present, of those who want to be named: {names}.", names=", ".join(present))
    corrected = [entry for entry in entries if entry.kind is Kind.CORRECTED]
    if corrected:
        yield request.plural("Corrected {n} time.", "Corrected {n} times.", len(corrected))


def _agenda(session: Session, request: Request) -> Iterable[str]:
    for item in session.agenda.items:
        if item.is_done or item.number == session.agenda.current:
            yield f"{item.title} ({spent(item.timer.spent, request)})"
        else:
            yield request.say("{item} (not taken up)", item=item.title)


def _notes(kind: Kind, entries: Sequence[Entry], request: Request) -> Iterable[str]:
    item = ""
    for entry in entries:
        if entry.kind is Kind.TAKEN_UP:
            item = entry.text
        elif entry.kind is Kind.CLOSED:
            item = ""
        elif entry.kind is kind:
            signed = ", ".join(filter(None, (entry.name, f"{entry.at:%H:%M}", item)))
            yield f"{entry.text} ({signed})"


def _shown(entries: Sequence[Entry], request: Request) -> Iterable[str]:
    for entry in entries:
        if entry.kind is Kind.QUOTE:
            yield request.say("{id}: {words} — {speaker}", id=entry.about, words=entry.text, speaker=entry.name)
        elif entry.kind is Kind.TOPIC:
            yield request.say("summary of {topic} ({id})", topic=entry.text, id=entry.about)
