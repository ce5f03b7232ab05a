"""The reading plan, and the sources and speakers that the library is made of."""

from adapters.web.blocks import web_link
from adapters.web.html import NOTHING, Html, join, tag
from adapters.web.library.browsing import Browsing
from bot.library.records import Plan, Section, Source, Speaker


def plans(browsing: Browsing) -> Html:
    """Every plan, section by section."""
    reader = browsing.reader
    found = browsing.library.plans.values()
    if not found:
        return join([tag("h1", reader.say("Reading plan")), tag("p", reader.say("This library has no reading plan."))])
    return join(_plan(browsing, plan) for plan in found)


def sources(browsing: Browsing) -> Html:
    """Every source, then every speaker."""
    reader, library = browsing.reader, browsing.library
    return join(
        [
            tag("h1", reader.say("Sources")),
            tag("p", reader.say("Two groups with the same edition read the same."), class_="note"),
            tag("p", reader.say("Edition {edition}", edition=library.edition), class_="id"),
            tag("ul", join(_source(browsing, source) for source in library.sources.values()), class_="slips"),
            tag("h2", reader.say("Who is quoted or reported")),
            tag("ul", join(_speaker(browsing, one) for one in library.speakers.values()), class_="points"),
        ]
    )


def _plan(browsing: Browsing, plan: Plan) -> Html:
    sections = tag("ol", join(_section(browsing, section) for section in plan.sections), class_="plan")
    return join([tag("h1", plan.title), tag("p", plan.about, class_="summary"), sections])


def _section(browsing: Browsing, section: Section) -> Html:
    reader = browsing.reader
    read = (tag("li", browsing.to_source(one.source), ": ", one.part) for one in section.readings)
    watch = (tag("li", one) for one in section.watch_for)
    cited = (*section.quotes, *section.prompts)
    topics = join(tag("li", browsing.to_topic(key)) for key in section.topics)
    return tag(
        "li",
        tag("h2", section.title),
        tag("p", section.about),
        tag("h3", reader.say("To read")),
        tag("ul", join(read), class_="points"),
        join([tag("h3", reader.say("To watch for")), tag("ul", join(watch), class_="points")])
        if section.watch_for
        else NOTHING,
        join([tag("h3", reader.say("Topics")), tag("ul", topics, class_="points")]) if section.topics else NOTHING,
        tag("p", reader.say("To have at hand:"), browsing.cites(cited), class_="footer") if cited else NOTHING,
        id=section.id,
    )


def _source(browsing: Browsing, source: Source) -> Html:
    reader = browsing.reader
    known = (
        (reader.say("What it is"), source.kind),
        (reader.say("Author"), source.author),
        (reader.say("Date"), source.date.isoformat() if source.date else None),
        (reader.say("Reports on"), source.retells),
        (reader.say("Carries"), source.carries),
        (reader.say("To know"), source.note),
    )
    rows = (tag("div", tag("dt", name), tag("dd", words)) for name, words in known if words)
    count = len(browsing.library.quotes_from(source.id))
    said = reader.plural("{n} quotation or report", "{n} quotations and reports", count)
    link = web_link(source.url, source.url) if source.url else NOTHING
    return tag(
        "li", tag("h2", source.title), tag("dl", join(rows)), tag("p", said, " ", link, class_="footer"),
        class_="slip", id=source.id,
    )  # fmt: skip


def _speaker(browsing: Browsing, speaker: Speaker) -> Html:
    count = len(browsing.library.quotes_by(speaker.id))
    said = browsing.reader.plural("{n} quotation or report", "{n} quotations and reports", count)
    return tag("li", tag("strong", speaker.name), ", ", speaker.about, tag("span", f" {said}", class_="note"))
