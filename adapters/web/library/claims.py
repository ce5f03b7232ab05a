"""The claims: never without whose they are, the verdict of a source, and what speaks against them."""

from adapters.web.html import NOTHING, Html, join, tag
from adapters.web.library.browsing import Browsing, paged
from bot.library.records import Claim


def claim_list(browsing: Browsing, asked: str) -> tuple[Html, int, int]:
    """One page of the claims, its number and how many there are."""
    claims, number, pages = paged(browsing.library.claims.values(), asked)
    slips = tag("ul", join(claim_slip(browsing, claim) for claim in claims), class_="slips")
    return join([tag("h1", browsing.reader.say("Claims")), slips]), number, pages


def claim_page(browsing: Browsing, claim: Claim) -> Html:
    """One claim."""
    reader = browsing.reader
    title = join([tag("p", reader.say("Claim"), class_="kind"), tag("h1", claim.id, class_="hidden")])
    passages = join(_passage(browsing, passage) for passage in claim.passages)
    return join(
        [
            title,
            tag("ul", claim_slip(browsing, claim), class_="slips"),
            tag("section", tag("h2", reader.say("Where the sources say so")), tag("ul", passages, class_="points")),
            tag(
                "section",
                tag("h2", reader.say("Topics")),
                tag("ul", join(tag("li", browsing.to_topic(key)) for key in claim.topics), class_="points"),
            ),
        ]
    )


def claim_slip(browsing: Browsing, claim: Claim) -> Html:
    """A claim in a list."""
    reader = browsing.reader
    said = (
        (reader.say("Who says so"), claim.who),
        (reader.say("Verdict"), claim.verdict),
        (reader.say("Against it"), claim.counterclaim),
        (reader.say("Our note"), claim.note),
    )
    rows = join(tag("div", tag("dt", name), tag("dd", words)) for name, words in said if words)
    kind = tag("span", reader.say(str(claim.kind)), class_="status")
    return tag(
        "li",
        tag("p", claim.claim, class_="question"),
        tag("dl", rows) if rows else NOTHING,
        tag("p", browsing.to_id(claim.id), " ", kind, browsing.cites(claim.cites), class_="footer"),
        class_="slip",
    )


def _passage(browsing: Browsing, passage: str) -> Html:
    source, _, lines = passage.partition(":")
    first, _, last = lines.partition("-")
    where = browsing.reader.say("lines {first} to {last}", first=first, last=last) if last else ""
    return tag("li", browsing.to_source(source), ", ", where or browsing.reader.say("line {line}", line=first))
