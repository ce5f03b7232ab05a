"""`/summary`: a topic in a few sentences, its key points with what carries them, and the view against it.

Decides that a summary never stands alone: every key point names the ids that support it, and the opposing view and
the sources' own disagreements are part of the answer, not an extra.
"""

from collections.abc import Iterable

from bot.chat.action import Action
from bot.chat.command import ONLY_ME, Command, Option, Request, Surface
from bot.chat.markdown import Markdown, bold, bullets, escape, paragraphs
from bot.chat.reply import MENU_LIMIT, Button, Card, Choice, Reply, Select, Style
from bot.commands.finding import REQUIRED_TOPIC, topic_of
from bot.commands.quoting import privacy, quote_card, shown_quote, shown_topic, topic_name
from bot.commands.veiling import kept_back, veiled
from bot.library.library import Library
from bot.library.records import KeyPoint, Topic
from bot.services import Services


async def summary(services: Services, request: Request, topic: str, only_me: bool = False) -> Reply:
    """A topic's summary, key points, opposing view and disagreements."""
    one = topic_of(services, request, topic)
    library = services.library
    card = Card(
        title=topic_name(one, request),
        body=paragraphs(
            one.summary,
            bullets(_point(point) for point in one.key_points),
            bold(request.say("Opposing view")),
            _opposing(one, request),
            *_disagreements(one, request),
        ),
        footer=_counts(one, library, request),
    )
    if services.reach.beyond(one):
        return veiled(services, request, one, card)
    return Reply(
        cards=(card,),
        controls=_controls(one, library, request),
        topics=(shown_topic(one),),
        share=Action("summary", (one.id,)),
    )


async def opposing(services: Services, request: Request, topic: str, only_me: bool = False) -> Reply:
    """The views against a topic's main one, each with its owner and the words that are quoted for it."""
    one = topic_of(services, request, topic)
    library = services.library
    cited = [library.quotes[key] for view in one.opposing for key in view.cites if key in library.quotes]
    views = Card(request.say("Opposing view: {topic}", topic=one.name), _opposing(one, request))
    held = kept_back(services, request, one, views)
    if held:
        return held
    shown = services.reach.within(cited)[:3]
    rest = [quote for quote in cited if quote not in shown][:5]
    return Reply(
        cards=(views, *(quote_card(quote, library, request) for quote in shown)),
        controls=tuple(Button(quote.id, Action("quote", (quote.id, "", "", privacy(request)))) for quote in rest),
        quotes=tuple(shown_quote(quote, library) for quote in shown),
        topics=(shown_topic(one),),
    )


def _point(point: KeyPoint) -> Markdown:
    text = escape(point.text)
    return Markdown(f"{text} ({escape(', '.join(point.cites))})") if point.cites else text


def _opposing(topic: Topic, request: Request) -> Markdown:
    if not topic.opposing:
        return escape(topic.no_opposing or request.say("The sources hold none."))
    return bullets(
        Markdown(f"{bold(view.owner)}: {_point(KeyPoint(text=view.text, cites=view.cites))}") for view in topic.opposing
    )


def _disagreements(topic: Topic, request: Request) -> Iterable[Markdown]:
    if topic.disagreements:
        yield bold(request.say("Where the sources disagree"))
        yield bullets(_point(point) for point in topic.disagreements)


def _counts(topic: Topic, library: Library, request: Request) -> str:
    quotes, prompts = len(library.quotes_about(topic.id)), len(library.prompts_about(topic.id))
    return " · ".join(
        (
            request.plural("{n} quotation or report", "{n} quotations and reports", quotes),
            request.plural("{n} prompt", "{n} prompts", prompts),
            request.say("edition {edition}", edition=library.edition),
        )
    )


def _controls(topic: Topic, library: Library, request: Request) -> tuple[Button | Select, ...]:
    private = privacy(request)
    controls: list[Button | Select] = []
    if library.quotes_about(topic.id):
        controls.append(Button(request.say("Quotes"), Action("quote", (topic.name, "", "", private)), Style.PRIMARY))
    if topic.opposing:
        controls.append(Button(request.say("Opposing view"), Action("summary.opposing", (topic.id, private))))
    if library.prompts_about(topic.id):
        controls.append(Button(request.say("Prompt"), Action("prompt", (topic.id, "", private))))
    if library.claims_about(topic.id):
        controls.append(Button(request.say("Claims"), Action("claims", (topic.id, private))))
    related = tuple(Choice.clipped(topic_name(library.topics[key], request), key) for key in topic.related[:MENU_LIMIT])
    if related:
        controls.append(Select(request.say("Related topics"), Action("summary.related", (private,)), related))
    return tuple(controls)


async def related(services: Services, request: Request, only_me: bool = False, topic: str = "") -> Reply:
    """The summary of the related topic that was chosen."""
    return await summary(services, request, topic)


COMMANDS = (
    Command("summary", "A topic in five sentences, with its opposing view", summary, (REQUIRED_TOPIC, ONLY_ME)),
    Command("summary.opposing", "Who sees it differently", opposing, (REQUIRED_TOPIC, ONLY_ME), surface=Surface.HIDDEN),
    Command(
        "summary.related",
        "The summary of a related topic",
        related,
        (ONLY_ME, Option("topic", "The topic that was chosen")),
        surface=Surface.HIDDEN,
    ),
)
