"""Which pages the Library has, and what is around each of them.

Decides that all of them are read from the library in force at that moment, without what this space has hidden, and
work without a script; the script only searches while one types.
"""

from collections.abc import Awaitable, Callable

from aiohttp import web

from adapters.web.addressed import reader_of
from adapters.web.html import Html, join, tag
from adapters.web.library.browsing import Browsing
from adapters.web.library.claims import claim_list, claim_page
from adapters.web.library.finding import found, search_box
from adapters.web.library.quotes import quote_list, quote_page, turning
from adapters.web.library.reading import plans, sources
from adapters.web.library.topics import topic_page
from adapters.web.shell import document
from bot.app import App
from bot.library.records import Claim, Quote

Making = Callable[[Browsing, web.Request], tuple[str, Html] | None]
"""The title and the content of a page; None where there is no such page."""


def routes(app: Callable[[], App]) -> list[web.RouteDef]:
    """All of them, under `/library`; `app` gives the core that is asked."""

    async def browsing(request: web.Request) -> Browsing:
        reader = reader_of(request)
        edition = await app().dispatcher.edition(reader.request())
        return Browsing(reader, edition.library, edition.index)

    def page(make: Making) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(request: web.Request) -> web.Response:
            shelf = await browsing(request)
            made = make(shelf, request)
            gone = shelf.reader.say("There is no such page in this library.")
            title, content = made or (gone, tag("p", gone))
            shown = _framed(shelf, title, content, request)
            return web.Response(text=shown, content_type="text/html", status=200 if made else 404)

        return answer

    async def results(request: web.Request) -> web.Response:
        shown = found(await browsing(request), request.query.get("q", ""))
        return web.Response(text=shown, content_type="text/html")

    return [
        web.get("/library", page(_found)),
        web.get("/library/found", results),
        web.get("/library/topics/{key}", page(_topic)),
        web.get("/library/quotes", page(_quotes)),
        web.get("/library/quotes/{key}", page(_quote)),
        web.get("/library/claims", page(_claims)),
        web.get("/library/claims/{key}", page(_claim)),
        web.get("/library/plan", page(_plan)),
        web.get("/library/sources", page(_sources)),
    ]


def _framed(browsing: Browsing, title: str, content: Html, request: web.Request) -> Html:
    reader = browsing.reader
    parts = (
        (reader.say("Topics"), "/library", request.path == "/library" or request.path.startswith("/library/topics")),
        (reader.say("Quotations"), "/library/quotes", request.path.startswith("/library/quotes")),
        (reader.say("Claims"), "/library/claims", request.path.startswith("/library/claims")),
        (reader.say("Reading plan"), "/library/plan", request.path == "/library/plan"),
        (reader.say("Sources"), "/library/sources", request.path == "/library/sources"),
    )
    links = (
        tag("li", tag("a", name, href=reader.link(path), aria_current="page" if is_here else None))
        for name, path, is_here in parts
    )
    aside = tag("nav", tag("ul", join(links)), aria_label=reader.say("Library"))
    shown = tag(
        "div",
        tag("div", search_box(browsing, request.query.get("q", "")), aside, class_="beside"),
        tag("div", content, id="results", class_="leaf"),
        class_="library",
    )
    return document(
        title, reader, shown, script="library", path=request.path, class_="browsing", data_reader=reader.link("")[1:]
    )


def _found(browsing: Browsing, request: web.Request) -> tuple[str, Html]:
    return browsing.reader.say("Library"), found(browsing, request.query.get("q", ""))


def _topic(browsing: Browsing, request: web.Request) -> tuple[str, Html] | None:
    topic = browsing.library.topics.get(request.match_info["key"])
    return (topic.name, topic_page(browsing, topic)) if topic else None


def _quotes(browsing: Browsing, request: web.Request) -> tuple[str, Html]:
    return browsing.reader.say("Quotations"), quote_list(browsing, request.query.get("page", ""))


def _quote(browsing: Browsing, request: web.Request) -> tuple[str, Html] | None:
    quote = browsing.library.find(request.match_info["key"])
    return (quote.id, quote_page(browsing, quote)) if isinstance(quote, Quote) else None


def _claims(browsing: Browsing, request: web.Request) -> tuple[str, Html]:
    shown, number, pages = claim_list(browsing, request.query.get("page", ""))
    return browsing.reader.say("Claims"), join([shown, turning(browsing, "/library/claims", number, pages)])


def _claim(browsing: Browsing, request: web.Request) -> tuple[str, Html] | None:
    claim = browsing.library.find(request.match_info["key"])
    return (claim.id, claim_page(browsing, claim)) if isinstance(claim, Claim) else None


def _plan(browsing: Browsing, request: web.Request) -> tuple[str, Html]:
    return browsing.reader.say("Reading plan"), plans(browsing)


def _sources(browsing: Browsing, request: web.Request) -> tuple[str, Html]:
    return browsing.reader.say("Sources"), sources(browsing)
