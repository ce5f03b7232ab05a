"""`/prompt`: a question to discuss now.

Decides that a question is for everybody and its follow-ups are for whoever leads the discussion.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.chat.command import ONLY_ME, Command, Kind, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.markdown import bold, bullets, paragraphs
from bot.chat.reply import Card, Choice, Reply
from bot.commands.discussing import discussion, in_turn, prompt_reply
from bot.commands.finding import TOPIC, topic_of
from bot.commands.pressed import pressed
from bot.library.records import Prompt, PromptKind
from bot.services import Services


async def prompt(services: Services, request: Request, topic: str = "", kind: str = "", only_me: bool = False) -> Reply:
    """A discussion question: on a topic, of a kind, or any that this channel has not had lately."""
    exact = services.library.find(topic) if topic else None
    if isinstance(exact, Prompt):
        return await prompt_reply(services, request, [exact])
    about = topic_of(services, request, topic).id if topic else ""
    # Where all of a kind is further on, one of all comes, veiled.
    pools = [_about(services, about)] if about else [services.edition.prompts, tuple(services.library.prompts)]
    fitting = next(filter(None, (_of_kind(services, pool, kind) for pool in pools)), ())
    if not fitting:
        raise UserError(request.say("There is no such prompt. Leave out the kind, or choose another topic."))
    order = await in_turn(services, request, fitting)
    return await prompt_reply(services, request, services.reach.nearest_first(order) if about else order)


def _about(services: Services, topic: str) -> tuple[str, ...]:
    return tuple(one.id for one in services.library.prompts_about(topic))


def _of_kind(services: Services, pool: Sequence[str], kind: str) -> Sequence[str]:
    return [key for key in pool if services.library.prompts[key].kind == kind] if kind else pool


async def another(services: Services, request: Request, trail: str, only_me: bool = False) -> Reply:
    """The next prompt of an order."""
    rest = [services.library.prompts[key] for key in trail.split(",") if key in services.library.prompts]
    if not rest:
        raise UserError(request.say("These prompts are no longer in the library. Ask again with /prompt."))
    return await prompt_reply(services, request, rest)


async def show(services: Services, request: Request, prompt: str, only_me: bool = False) -> Reply:
    """The prompt with this id."""
    return await prompt_reply(services, request, [_prompt(services, request, prompt)])


async def discuss(services: Services, request: Request, prompt: str) -> Reply:
    """Opens the follow-up place under a prompt, with this prompt in it."""
    one = _prompt(services, request, prompt)
    return await discussion(services, request, one.topics[0], [one])


async def on_topic(services: Services, request: Request, topic: str) -> Reply:
    """Opens the follow-up place for a topic, with a prompt on it."""
    return await discussion(services, request, topic_of(services, request, topic).id)


async def follow_ups(services: Services, request: Request, prompt: str) -> Reply:
    """What a facilitator may ask next; for moderators, in private."""
    one = _prompt(services, request, prompt)
    body = paragraphs(bold(one.question), bullets(one.follow_ups))
    return Reply(cards=(Card(request.say("Follow-ups for the facilitator"), body, footer=one.id),))


def _prompt(services: Services, request: Request, key: str) -> Prompt:
    found = services.library.find(key)
    if not isinstance(found, Prompt):
        raise UserError(request.say("There is no prompt {id} in this library any more.", id=key[:20]))
    return found


_PROMPT = Option("prompt", "The id of a prompt, such as GEN-P01", required=True)
_KINDS = tuple(Choice(kind.value, kind.value) for kind in PromptKind)

COMMANDS = (
    Command(
        "prompt",
        "A discussion question, on any topic or on one",
        prompt,
        (TOPIC, Option("kind", "What it asks people to do", Kind.CHOICE, choices=_KINDS), ONLY_ME),
    ),
    Command(
        "prompt.another",
        "The next prompt that fits",
        another,
        (Option("trail", "The ids that are still to come", required=True), ONLY_ME),
        surface=Surface.HIDDEN,
    ),
    Command("prompt.show", "One prompt by its id", show, (_PROMPT, ONLY_ME), surface=Surface.HIDDEN),
    Command("prompt.discuss", "Open a thread with this prompt", discuss, (_PROMPT,), surface=Surface.HIDDEN),
    Command(
        "topic.discuss",
        "Open a thread with a prompt on this topic",
        on_topic,
        (replace(TOPIC, required=True),),
        surface=Surface.HIDDEN,
    ),
    pressed("prompt.follow-ups", "What a facilitator may ask next", follow_ups, _PROMPT),
)
