"""`/verify` and the message action **Verify quote**: is this line real?

Decides how a verdict is told: first what the line is, in one sentence; then what the source prints, with every change
in words; then what a careful reader should know. It says “not in this library”, never “invented”.
"""

from collections.abc import Iterator

from bot.chat.action import Action
from bot.chat.command import ONLY_ME, Command, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.markdown import Markdown, bold, bullets, escape, paragraphs, quotation
from bot.chat.place import Audience
from bot.chat.reply import Button, Card, Reply, Style
from bot.commands.quoting import changes, in_marks, marked, place, privacy, shown_quote, status
from bot.library.provenance import Change
from bot.library.verify import Finding, Verdict
from bot.library.verify import verify as judge
from bot.services import Services

SHOWN = 3  # quotations that a verdict can be about


async def verify(services: Services, request: Request, line: str, only_me: bool = False) -> Reply:
    """What a pasted line is, held against everything in the library."""
    return _told(services, request, judge(line, services.edition.witnesses), line)


async def verify_message(services: Services, request: Request, only_me: bool = False) -> Reply:
    """What the text of a message is."""
    if request.message is None or not request.message.text.strip():
        raise UserError(request.say("This message has no text that I could check."))
    return await verify(services, request, request.message.text)


def _told(services: Services, request: Request, verdict: Verdict, line: str) -> Reply:
    quotes = verdict.quotes[:SHOWN]
    buttons = tuple(
        Button(
            request.say("Show the quotation") if len(quotes) == 1 else request.say("Show {id}", id=quote.id),
            Action("quote", (quote.id, "", "", privacy(request))),
            Style.PRIMARY if len(quotes) == 1 else Style.PLAIN,
        )
        for quote in dict.fromkeys(quotes)
    )
    card = Card(
        title=_headline(verdict, request),
        body=paragraphs(*_evidence(services, request, verdict), *_changes(request, verdict), verdict.know),
        footer=" · ".join(_footer(services, request, verdict)),
    )
    return Reply(
        cards=(card,),
        controls=buttons,
        quotes=tuple(shown_quote(quote, services.library) for quote in quotes),
        share=Action("verify", (line,)),
    )


def _headline(verdict: Verdict, request: Request) -> str:
    speaker = verdict.speaker.name if verdict.speaker else ""
    match verdict.kind:
        case Finding.EXACT:
            return request.say("Exact: {speaker} is quoted so", speaker=speaker)
        case Finding.ALTERED:
            return request.say("Altered: {speaker} is quoted otherwise", speaker=speaker)
        case Finding.JOINED:
            return request.say("Joined from more than one quotation")
        case Finding.OTHER_SPEAKER if verdict.claimed:
            return request.say("Said by {speaker}, not by {claimed}", speaker=speaker, claimed=verdict.claimed[:80])
        case Finding.OTHER_SPEAKER:
            return request.say("Said by {speaker}, not by the guest", speaker=speaker)
        case Finding.ARTICLE_WORDS:
            return request.say("The article's own words, nobody's quotation")
        case Finding.REPORTED:
            return request.say("Reported, not a quotation")
        case Finding.ABSENT:
            return request.say("Not in this library")


def _evidence(services: Services, request: Request, verdict: Verdict) -> Iterator[Markdown]:
    for quote, wording in zip(verdict.quotes[:SHOWN], verdict.wordings, strict=False):
        speaker = services.library.speaker_of(quote).name
        yield quotation(in_marks(wording))
        yield Markdown(f"— {bold(speaker)}, {escape(place(wording, services.library, request))}, {escape(quote.id)}")
    if verdict.nobodys is not None:
        where = services.library.sources[verdict.nobodys.source].title
        yield request.mark("It stands in {source}, line {line}.", source=where, line=verdict.nobodys.line)
    if verdict.claim is not None:
        yield request.mark("**{who}**: {claim}", who=verdict.claim.who, claim=verdict.claim.claim)
    if verdict.source is not None and not verdict.quotes:
        yield request.mark("It stands in {source}, line {line}.", source=verdict.source.title, line=verdict.line)
    if verdict.kind is Finding.ABSENT:
        yield escape(request.say("That does not prove it is invented: only these sources were read. See /sources."))


def _changes(request: Request, verdict: Verdict) -> Iterator[Markdown]:
    if verdict.pieces:
        yield bold(request.say("What the line changes"))
        yield marked(verdict.pieces, Change.ADDED)
        yield bullets(changes(verdict.pieces, request))
    if verdict.closes_gap:
        yield escape(request.say("The source has an ellipsis where the line runs on: words were left out there."))


def _footer(services: Services, request: Request, verdict: Verdict) -> Iterator[str]:
    if len(verdict.quotes) == 1:
        yield status(verdict.quotes[0], request)
    yield request.say("edition {edition}", edition=services.library.edition)


COMMANDS = (
    Command(
        "verify",
        "Is this line real? Exact, altered, joined, somebody else's, or not here",
        verify,
        (Option("line", "The line, as you found it, with the name it was given", required=True, long=True), ONLY_ME),
        title="Verify a line",
    ),
    Command(
        "verify.message",
        "Is this message a real quotation?",
        verify_message,
        (ONLY_ME,),
        audience=Audience.PRIVATE,
        surface=Surface.MESSAGE,
        title="Verify quote",
    ),
)
