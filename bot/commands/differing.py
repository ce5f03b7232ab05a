"""How the difference that a file would make is shown.

Decides that every part which changes has a card of its own, that of a long list the first few are shown and the rest is
counted, and that what a file says of people is told to stay in the file.
"""

from collections.abc import Iterator, Sequence

from bot.chat.command import Request
from bot.chat.markdown import Markdown, bold, bullets, escape, paragraphs
from bot.chat.reply import Card
from bot.export.difference import Difference, Here, Part, Told
from bot.export.records import Export

LINES = 8  # of one list; the rest is counted


def cards_of(difference: Difference, export: Export, here: Here, request: Request) -> tuple[Card, ...]:
    """What would change, part by part, after where the file is from."""
    parts = [one for one in difference.parts if one.says_something]
    return (_opening(difference, export, here, request), *(_card(one, request) for one in parts))


def _opening(difference: Difference, export: Export, here: Here, request: Request) -> Card:
    made = escape(request.say("It was made on {day}.", day=export.exported_at.date().isoformat()))
    lines = [made, escape(request.say("Nothing is changed yet."))]
    if difference.arrival.is_empty:
        lines = [made, escape(request.say("It would change nothing here."))]
    if not here.is_home:
        text = request.say(
            "It is of another space ({platform}), so nothing that is here is taken away. Channels, roles and people of "
            "that space mean nothing here.",
            platform=export.home.platform,
        )
        lines.append(escape(text))
    if export.library != here.library.edition:
        lines.append(escape(request.say("It was made with another edition of the library.")))
    names = request.say("The log and the names of members stay in the file: nobody is named by an import.")
    return Card(request.say("What this file would change"), paragraphs(*lines), footer=names)


def _card(part: Part, request: Request) -> Card:
    same = request.plural("{n} stays as it is.", "{n} stay as they are.", part.same) if part.same else ""
    return Card(request.say(part.heading), paragraphs(*_lists(part, request)), footer=same)


def _lists(part: Part, request: Request) -> Iterator[Markdown]:
    for label, lines in (
        (request.say("Added"), part.added),
        (request.say("Changed"), part.changed),
        (request.say("Removed"), part.removed),
        (request.say("Left out"), [_why(what, why, request) for what, why in part.left]),
    ):
        if lines:
            yield bold(f"{label} ({len(lines)})")
            yield bullets(_few(lines, request))


def _why(what: Markdown, why: Told, request: Request) -> Markdown:
    return Markdown(f"{what} – {escape(request.say(why.sentence, **why.values))}")


def _few(lines: Sequence[Markdown], request: Request) -> Iterator[str]:
    yield from lines[:LINES]
    if len(lines) > LINES:
        yield request.plural("and {n} more", "and {n} more", len(lines) - LINES)
