"""One of the coming days: what it has, and what moderators put in its place.

Decides what can be done with a day: exchange it with another, leave it out, keep what it has, give it another prompt or
a question of their own, or free it again.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import islice

from bot.chat.action import Action
from bot.chat.clean import clean
from bot.chat.command import Kind, Option, Request
from bot.chat.errors import UserError
from bot.chat.form import Field, Form
from bot.chat.markdown import italic, paragraphs
from bot.chat.reply import MENU_LIMIT, Button, Card, Choice, Reply, Select
from bot.commands.daily.binding import comes_on, rebound, with_locks
from bot.commands.daily.upcoming import bound, listed, what_comes
from bot.commands.daily.which import ONE, existing
from bot.commands.posting import prompt_of
from bot.commands.pressed import pressed
from bot.commands.timing import day_name
from bot.daily.deck import OWN, SKIPPED, WINDOW, Pick, freed, locked, swapped
from bot.library.library import Library
from bot.library.records import Prompt
from bot.services import Services
from bot.state.schedule import Arrangement

OWN_LIMIT = 400  # characters of a question of one's own, as of a prompt of the library

Locks = Mapping[date, str]
Binding = Callable[[Locks, Sequence[Pick]], Locks]
"""The days that are bound then, from those that are bound now and what comes next."""


async def day(services: Services, request: Request, schedule: str, day: date) -> Reply:
    """What a day has."""
    found = await existing(services, request, schedule)
    picks = [one.pick for one in await services.sender.means.picker.window(found, services.now(), WINDOW)]
    pick = comes_on(day, picks, request)
    name = day_name(day, request)
    if pick.prompt in (None, SKIPPED):
        card = Card(name, italic(what_comes(pick, services.library, request)))
    else:
        shown = prompt_of(pick.prompt or "", services.library, request)
        card = Card(name, paragraphs(shown.body, bound(pick, request)), footer=shown.footer)
    return Reply(cards=(card,), controls=tuple(_controls(found.id, pick, picks, services.library, request)))


async def swap(services: Services, request: Request, schedule: str, day: date, other: date) -> Reply:
    """Exchange what two days have."""

    def exchanged(locks: Locks, picks: Sequence[Pick]) -> Locks:
        comes_on(other, picks, request)
        return swapped(locks, picks, day, other)

    return await _bound(services, request, schedule, day, exchanged, request.say("Swapped."))


async def leave_out(services: Services, request: Request, schedule: str, day: date) -> Reply:
    """Nothing comes on that day; its prompt comes later."""
    said = request.say("Left out. What was to come then comes on another day.")
    return await _bound(services, request, schedule, day, lambda locks, _: locked(locks, day, SKIPPED), said)


async def keep(services: Services, request: Request, schedule: str, day: date) -> Reply:
    """What comes on that day is bound to it."""

    def kept(locks: Locks, picks: Sequence[Pick]) -> Locks:
        return locked(locks, day, comes_on(day, picks, request).prompt or SKIPPED)

    return await _bound(services, request, schedule, day, kept, request.say("Kept for that day."))


async def free(services: Services, request: Request, schedule: str, day: date) -> Reply:
    """The day follows the order again."""
    said = request.say("Freed. The day follows the order again.")
    return await _bound(services, request, schedule, day, lambda locks, _: freed(locks, day), said)


async def ask_which(services: Services, request: Request, schedule: str, day: date) -> Form:
    """The form that asks which prompt the day is to have."""
    prompt = Field(
        "prompt",
        request.say("Which prompt"),
        request.say("An id such as GEN-P01, or words of the question"),
        required=True,
        suggests=True,
    )
    return Form(request.say("Bind a prompt to a day"), Action("daily.lock", (schedule, day.isoformat())), (prompt,))


async def lock(services: Services, request: Request, schedule: str, day: date, prompt: str) -> Reply:
    """A prompt of the library is bound to the day."""
    exact = services.library.find(prompt)
    if not isinstance(exact, Prompt):
        hits = services.index.search(prompt, kinds=("prompt",), limit=1).hits
        if not hits:
            raise UserError(request.say("No prompt here fits “{typed}”. /prompt shows them.", typed=prompt[:40]))
        exact = services.library.prompts[hits[0].key]
    key = exact.id
    said = request.say("Bound to that day.")
    return await _bound(services, request, schedule, day, lambda locks, _: locked(locks, day, key), said)


async def ask_what(services: Services, request: Request, schedule: str, day: date) -> Form:
    """The form that asks for a question of the moderators' own."""
    question = Field("question", request.say("Your question"), required=True, long=True)
    return Form(request.say("Your own question"), Action("daily.own", (schedule, day.isoformat())), (question,))


async def own(services: Services, request: Request, schedule: str, day: date, question: str) -> Reply:
    """A question of the moderators' own is bound to the day."""
    text = " ".join(clean(question, lines=False).split())
    if len(text) > OWN_LIMIT:
        raise UserError(request.say("A question has {most} characters at most. Shorten it.", most=OWN_LIMIT))
    said = request.say("Your question comes on that day.")
    return await _bound(services, request, schedule, day, lambda locks, _: locked(locks, day, OWN + text), said)


async def _bound(services: Services, request: Request, schedule: str, day: date, how: Binding, said: str) -> Reply:
    today = services.now().date()

    def chosen_anew(chosen: Arrangement, picks: Sequence[Pick]) -> Arrangement:
        comes_on(day, picks, request)
        return with_locks(chosen, how(chosen.locks, picks), today)

    changed = await rebound(services, request, schedule, chosen_anew)
    return await listed(services, request, changed, said)


def _controls(
    schedule: str, pick: Pick, picks: Sequence[Pick], library: Library, request: Request
) -> list[Button | Select]:
    exactly = (schedule, pick.day.isoformat())
    others = tuple(
        Choice.clipped(f"{one.day} {what_comes(one, library, request)}", one.day.isoformat())
        for one in picks
        if one.day != pick.day
    )
    controls: list[Button | Select] = []
    if others:
        controls.append(Select(request.say("Swap with"), Action("daily.swap", exactly), others))
    if pick.prompt and not pick.is_locked:
        controls.append(Button(request.say("Keep for this day"), Action("daily.keep", exactly)))
    controls.append(Button(request.say("Another prompt"), Action("daily.choose", exactly)))
    controls.append(Button(request.say("Our own question"), Action("daily.ask", exactly)))
    if pick.prompt != SKIPPED:
        controls.append(Button(request.say("Leave out"), Action("daily.skip", exactly)))
    if pick.is_locked:
        controls.append(Button(request.say("Free this day"), Action("daily.free", exactly)))
    controls.append(Button(request.say("◀ Back"), Action("daily.next", (schedule,))))
    return controls


async def suggest_prompt(services: Services, request: Request, typed: str) -> Sequence[Choice]:
    """Prompts whose id or question holds what is typed so far."""
    wanted = typed.strip().casefold()
    labels = ((one.id, f"{one.id} {one.question}") for one in services.library.prompts.values())
    fitting = (Choice.clipped(label, key) for key, label in labels if wanted in label.casefold())
    return list(islice(fitting, MENU_LIMIT))


_DAY = Option("day", "Which day", Kind.DATE, required=True)
_OTHER = Option("other", "The other day", Kind.DATE, required=True)
_PROMPT = Option("prompt", "An id such as GEN-P01, or words of the question", required=True, suggest=suggest_prompt)
_QUESTION = Option("question", "Your question", required=True, long=True)

COMMANDS = (
    pressed("daily.day", "What a day has", day, ONE, _DAY, replaces=True),
    pressed("daily.swap", "Exchange two days", swap, ONE, _DAY, _OTHER, replaces=True),
    pressed("daily.skip", "Leave a day out", leave_out, ONE, _DAY, replaces=True),
    pressed("daily.keep", "Bind what comes on a day to it", keep, ONE, _DAY, replaces=True),
    pressed("daily.free", "Let a day follow the order again", free, ONE, _DAY, replaces=True),
    pressed("daily.choose", "Ask which prompt a day is to have", ask_which, ONE, _DAY),
    pressed("daily.lock", "Bind a prompt to a day", lock, ONE, _DAY, _PROMPT, replaces=True),
    pressed("daily.ask", "Ask for a question for a day", ask_what, ONE, _DAY),
    pressed("daily.own", "Bind your own question to a day", own, ONE, _DAY, _QUESTION, replaces=True),
)
