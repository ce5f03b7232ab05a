"""Search in the Library: what fits, by kind, as it is typed.

Decides that topics come first, then quotations, then claims, and that nothing is invented: where nothing
fits, what is close by name is offered, or nothing.
"""

from adapters.web.html import Html, join, tag
from adapters.web.library.browsing import Browsing
from adapters.web.library.claims import claim_slip
from adapters.web.library.topics import topic_list

LONGEST = 300  # characters that are searched for
OF_A_KIND = {"topic": 3, "quote": 12, "claim": 5}  # how many of each are shown


def search_box(browsing: Browsing, typed: str) -> Html:
    """The line to search in; it works as a plain form too."""
    reader = browsing.reader
    said = {"as": reader.person.id, "lang": reader.language, "in": reader.channel.id}
    return tag(
        "form",
        tag("label", reader.say("Search the library"), for_="q", class_="hidden"),
        tag(
            "input",
            type="search",
            id="q",
            name="q",
            value=typed,
            placeholder=reader.say("Search the library"),
            maxlength=LONGEST,
            autocomplete="off",
        ),
        join(tag("input", type="hidden", name=name, value=value) for name, value in said.items()),
        tag("button", reader.say("Search"), type="submit", class_="hidden"),
        tag("p", role="status", class_="hidden", data_count=True),
        action="/library",
        role="search",
        data_search=True,
        class_="search",
    )


def found(browsing: Browsing, typed: str) -> Html:
    """What fits; all topics while nothing is typed."""
    typed = typed[:LONGEST].strip()
    if not typed:
        return tag("div", tag("h1", browsing.reader.say("Topics")), topic_list(browsing))
    hits = {kind: browsing.index.search(typed, kinds=(kind,), limit=most).hits for kind, most in OF_A_KIND.items()}
    count = sum(map(len, hits.values()))
    said = browsing.reader.plural("{n} found", "{n} found", count)
    sections = join(_of_kind(browsing, kind, [hit.key for hit in found]) for kind, found in hits.items() if found)
    return tag("div", sections or _nothing(browsing, typed), data_said=said)


def _of_kind(browsing: Browsing, kind: str, keys: list[str]) -> Html:
    reader, library = browsing.reader, browsing.library
    match kind:
        case "topic":
            listed = join(tag("li", browsing.to_topic(key)) for key in keys)
            return _section(reader.say("Topics"), listed, "contents")
        case "quote":
            listed = join(browsing.quote(library.quotes[key]) for key in keys)
            return _section(reader.say("Quotations and reports"), listed, "slips")
        case _:
            listed = join(claim_slip(browsing, library.claims[key]) for key in keys)
            return _section(reader.say("Claims"), listed, "slips")


def _section(title: str, listed: Html, class_: str) -> Html:
    return tag("section", tag("h2", title), tag("ul", listed, class_=class_))


def _nothing(browsing: Browsing, typed: str) -> Html:
    reader = browsing.reader
    near = browsing.index.search(typed, kinds=tuple(OF_A_KIND)).near
    said = tag("p", reader.say("Nothing here fits “{typed}”.", typed=typed))
    if not near:
        return said
    close = (tag("li", tag("a", one.name, href=reader.link("/library", q=one.name))) for one in near)
    return join([said, tag("p", reader.say("Close by name:")), tag("ul", join(close), class_="points")])
