"""`/claims`: what the sources assert, how a fact check judged it, and what speaks against it.

Decides that a claim is never shown without whose it is, and that a verdict is the source's own, with our note beside
it where the check is itself wrong or thin.
"""

from bot.chat.action import Action
from bot.chat.command import ONLY_ME, Command, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.markdown import Markdown, bold, bullets, escape
from bot.chat.reply import Button, Card, Reply, Style
from bot.commands.finding import TOPIC, nothing, topic_of
from bot.commands.quoting import privacy, topic_name
from bot.commands.veiling import veiled
from bot.library.library import Library
from bot.library.records import Claim
from bot.services import Services

TRAIL = 64  # how many claims “Next” can go through


async def claims(services: Services, request: Request, topic: str = "", only_me: bool = False) -> Reply:
    """The claims on a topic, or all of them, one after the other."""
    exact = services.library.find(topic) if topic else None
    if isinstance(exact, Claim):
        return _show(services, request, [exact])
    return _show(services, request, _found(services, request, topic))


def _found(services: Services, request: Request, topic: str) -> list[Claim]:
    library = services.library
    if not topic:
        if not services.edition.claims:
            raise UserError(request.say("This library holds no claims."))
        return list(services.edition.claims[: TRAIL + 1])
    named = services.index.resolve(topic)
    if not (named and named.kind == "topic"):
        found = services.index.search(topic, kinds=("claim",))
        if found.hits:
            return [library.claims[hit.key] for hit in found.hits]
    one = topic_of(services, request, topic)
    about = list(library.claims_about(one.id))
    if not about:
        raise UserError(nothing(request, one.name, (), request.say("The sources make no claim on it that they check.")))
    return services.reach.nearest_first(about)


async def following(services: Services, request: Request, trail: str, only_me: bool = False) -> Reply:
    """The next claim of a list."""
    rest = [services.library.claims[key] for key in trail.split(",") if key in services.library.claims]
    if not rest:
        raise UserError(request.say("These claims are no longer in the library. Ask again with /claims."))
    return _show(services, request, rest)


async def origins(services: Services, request: Request, claim: str, only_me: bool = False) -> Reply:
    """Where the sources make a claim, line by line."""
    one = services.library.find(claim)
    if not isinstance(one, Claim):
        raise UserError(request.say("There is no claim {id} in this library any more.", id=claim[:20]))
    card = Card(request.say("Sources of {id}", id=one.id), bullets(_passages(one, services.library, request)))
    buttons = tuple(Button(key, Action("quote", (key, "", "", privacy(request)))) for key in one.cites[:5])
    return Reply(cards=(card,), controls=buttons)


def _show(services: Services, request: Request, order: list[Claim]) -> Reply:
    one, private = order[0], privacy(request)
    topics = ", ".join(topic_name(services.library.topics[key], request) for key in one.topics)
    card = Card(
        title=topics,
        body=Markdown(f"{bold(request.say('Claim'))}: {escape(one.claim)}"),
        fields=tuple(
            (name, escape(text))
            for name, text in (
                (request.say("Who says so"), one.who),
                (request.say("Verdict"), one.verdict),
                (request.say("Against it"), one.counterclaim),
                (request.say("Our note"), one.note),
            )
            if text
        ),
        footer=" · ".join((request.say(one.kind.value), one.id)),
    )
    buttons = []
    if len(order) > 1:
        trail = ",".join(claim.id for claim in order[1 : TRAIL + 1])
        buttons.append(Button(request.say("Next"), Action("claims.next", (trail, private)), Style.PRIMARY))
    if services.reach.beyond(one):
        return veiled(services, request, one, card, beside=buttons)
    buttons.append(Button(request.say("Sources"), Action("claims.sources", (one.id, private))))
    return Reply(cards=(card,), controls=tuple(buttons), share=Action("claims", (one.id,)))


def _passages(claim: Claim, library: Library, request: Request) -> list[str]:
    said = []
    for passage in claim.passages:
        source, _, lines = passage.partition(":")
        said.append(request.say("{source}, line {lines}", source=library.sources[source].title, lines=lines))
    return said


COMMANDS = (
    Command("claims", "Claims made in the sources, checked and contradicted", claims, (TOPIC, ONLY_ME)),
    Command(
        "claims.next",
        "The next claim",
        following,
        (Option("trail", "The ids that are still to come", required=True), ONLY_ME),
        surface=Surface.HIDDEN,
    ),
    Command(
        "claims.sources",
        "Where the sources make this claim",
        origins,
        (Option("claim", "The id of a claim, such as GEN-C01", required=True), ONLY_ME),
        surface=Surface.HIDDEN,
    ),
)
