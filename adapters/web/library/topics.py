"""The topics: all of them in reading order, and each with everything the library has on it."""

from collections.abc import Iterable

from adapters.web.html import NOTHING, Html, join, tag
from adapters.web.library.browsing import Browsing
from adapters.web.library.claims import claim_slip
from bot.library.records import KeyPoint, Prompt, Topic, View


def topic_list(browsing: Browsing) -> Html:
    """All topics with their counts."""
    return tag("ul", join(_listed(browsing, topic) for topic in browsing.library.topics.values()), class_="contents")


def topic_page(browsing: Browsing, topic: Topic) -> Html:
    """One topic."""
    reader, library = browsing.reader, browsing.library
    return join(
        [
            tag("p", reader.say("Topic"), class_="kind"),
            tag("h1", browsing.topic_name(topic)),
            tag("p", topic.summary, class_="summary"),
            tag(
                "div",
                browsing.ask(f"/summary {topic.name}", reader.say("Show it in the reading room")),
                browsing.ask(f"/prompt {topic.name}", reader.say("Ask for a question")),
                class_="controls",
            ),
            _section(reader.say("Key points"), (_point(browsing, point) for point in topic.key_points)),
            _opposing(browsing, topic),
            _section(
                reader.say("Where the sources disagree"), (_point(browsing, point) for point in topic.disagreements)
            ),
            _section(
                reader.say("Quotations and reports"),
                (browsing.quote(quote) for quote in library.quotes_about(topic.id)),
                "slips",
            ),
            _section(
                reader.say("Claims"), (claim_slip(browsing, claim) for claim in library.claims_about(topic.id)), "slips"
            ),
            _section(
                reader.say("Questions to discuss"),
                (_prompt(browsing, prompt) for prompt in library.prompts_about(topic.id)),
                "slips",
            ),
            _section(reader.say("Related topics"), (tag("li", browsing.to_topic(key)) for key in topic.related)),
        ]
    )


def _listed(browsing: Browsing, topic: Topic) -> Html:
    reader, library = browsing.reader, browsing.library
    counts = " · ".join(
        (
            reader.plural("{n} quotation or report", "{n} quotations and reports", len(library.quotes_about(topic.id))),
            reader.plural("{n} question", "{n} questions", len(library.prompts_about(topic.id))),
        )
    )
    return tag("li", browsing.to_topic(topic.id), tag("span", counts, class_="note"))


def _section(title: str, entries: Iterable[Html], class_: str = "points") -> Html:
    listed = join(entries)
    return tag("section", tag("h2", title), tag("ul", listed, class_=class_)) if listed else NOTHING


def _point(browsing: Browsing, point: KeyPoint) -> Html:
    return tag("li", point.text, browsing.cites(point.cites))


def _opposing(browsing: Browsing, topic: Topic) -> Html:
    title = browsing.reader.say("Opposing view")
    if topic.opposing:
        return _section(title, (_view(browsing, view) for view in topic.opposing))
    why = topic.no_opposing or browsing.reader.say("The sources hold none.")
    return tag("section", tag("h2", title), tag("p", why))


def _view(browsing: Browsing, view: View) -> Html:
    return tag("li", tag("strong", view.owner), ": ", view.text, browsing.cites(view.cites))


def _prompt(browsing: Browsing, prompt: Prompt) -> Html:
    kind = browsing.reader.say(str(prompt.kind))
    footer = tag("p", tag("span", prompt.id, class_="id"), " ", kind, browsing.cites(prompt.cites), class_="footer")
    return tag("li", tag("p", prompt.question, class_="question"), footer, class_="slip", id=prompt.id)
