"""`/topics`: everything there is to talk about, in reading order, in pages.

Decides the size of a page: what a menu can hold, so that everything listed can be chosen.
"""

from bot.chat.action import Action
from bot.chat.command import ONLY_ME, Command, Kind, Option, Request, Surface
from bot.chat.markdown import Markdown, bold, bullets, escape
from bot.chat.reply import Button, Card, Choice, Reply, Select
from bot.commands.quoting import privacy, shown_topic, topic_name
from bot.library.library import Library
from bot.library.records import Topic
from bot.services import Services

PAGE = 20  # topics: within a menu of 25, and a page that fits one screen


async def topics(services: Services, request: Request, page: int = 1, only_me: bool = False) -> Reply:
    """One page of all topics with their counts, and a menu to choose one."""
    every = services.edition.reading_order
    pages = max(1, -(-len(every) // PAGE))
    number = min(page, pages)
    listed = every[(number - 1) * PAGE : number * PAGE]
    private = privacy(request)
    chosen = tuple(Choice.clipped(topic_name(topic, request), topic.id) for topic in listed)
    controls: list[Button | Select] = []
    if chosen:
        controls.append(Select(request.say("Choose a topic"), Action("summary.related", (private,)), chosen))
    if number > 1:
        controls.append(Button(request.say("◀ Back"), Action("topics.page", (str(number - 1), private))))
    if number < pages:
        controls.append(Button(request.say("More ▶"), Action("topics.page", (str(number + 1), private))))
    card = Card(
        request.plural("{n} topic", "{n} topics", len(every)),
        bullets(_line(topic, services.library, request) for topic in listed),
        footer=request.say("page {page} of {pages}", page=number, pages=pages),
    )
    return Reply(cards=(card,), controls=tuple(controls), topics=tuple(shown_topic(topic) for topic in listed))


def _line(topic: Topic, library: Library, request: Request) -> Markdown:
    counts = ", ".join(
        (
            request.plural(
                "{n} quotation or report", "{n} quotations and reports", len(library.quotes_about(topic.id))
            ),
            request.plural("{n} prompt", "{n} prompts", len(library.prompts_about(topic.id))),
        )
    )
    return Markdown(f"{bold(topic_name(topic, request))}: {escape(counts)}")


_PAGE = Option("page", "Which page", Kind.INTEGER, least=1, most=10_000)

COMMANDS = (
    Command("topics", "All topics of the library, in reading order", topics, (_PAGE, ONLY_ME)),
    Command(
        "topics.page", "Another page of the topics", topics, (_PAGE, ONLY_ME), surface=Surface.HIDDEN, replaces=True
    ),
)
