"""`/plan show` and `/plan here`: the group's reading plan, where the group is in it, and where one is oneself.

Decides that how far somebody has come is theirs: nobody is asked, nobody else is told, and nothing is counted.
"""

from bot.chat.action import Action
from bot.chat.command import ONLY_ME, Command, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.markdown import Markdown, bold, bullets, escape, paragraphs
from bot.chat.place import Audience
from bot.chat.reply import MENU_LIMIT, Button, Card, Choice, Reply, Select
from bot.commands import quote
from bot.commands.discussing import in_turn, prompt_reply
from bot.commands.quoting import privacy
from bot.commands.sections import (
    SECTION,
    Bearings,
    bearings_of,
    choices_of,
    course_here,
    no_plan,
    plan_card,
    prompts_of,
    quotes_of,
    section_reply,
    step_of,
    suggest_section,
)
from bot.library.reach import Route
from bot.library.timetable import END, NOT_BEGUN, steps_of
from bot.reading import course_of
from bot.services import Services

WITH_THE_GROUP = "(group)"
"""What is given in place of a section by whoever wants to be where the group is."""


async def show(services: Services, request: Request, section: str = "", only_me: bool = False) -> Reply:
    """The plan by which the group reads, with the section at hand; or one section."""
    course = await course_of(services.stores, services.library, request.space)
    if course is None:
        return _to_begin(services, request)
    known = await bearings_of(services, request, course)
    if not section:
        return section_reply(services, request, known, known.at_hand, plan_card(known, request))
    step = step_of(known.plan, request, section)
    found = next((one for one in known.plan.sections if one.id == step), known.plan.sections[-1])
    return section_reply(services, request, known, found)


async def chosen(services: Services, request: Request, only_me: bool = False, section: str = "") -> Reply:
    """The section that was chosen in the menu."""
    return await show(services, request, section)


def _to_begin(services: Services, request: Request) -> Reply:
    """What a group can begin that reads by no plan."""
    plans = list(services.library.plans.values())
    if not plans:
        raise UserError(request.say("This library has no reading plan."))
    note = no_plan(request)
    if len(plans) == 1:
        return Reply(cards=(plan_card(Bearings(plans[0]), request, note, plans[0].about),))
    lines = [Markdown(f"{bold(one.title)}: {escape(one.about)}") for one in plans[:MENU_LIMIT]]
    menu = Select(
        request.say("Look at a plan"),
        Action("plan.look", (privacy(request),)),
        tuple(Choice.clipped(one.title, one.id) for one in plans[:MENU_LIMIT]),
    )
    return Reply(cards=(Card(request.say("Reading plans"), paragraphs(note, bullets(lines))),), controls=(menu,))


async def look(services: Services, request: Request, only_me: bool = False, plan: str = "") -> Reply:
    """A plan of the library that was chosen in the menu."""
    found = services.library.plans.get(plan)
    if found is None:
        raise UserError(request.say("There is no such plan in this library any more. /plan show has those there are."))
    return Reply(cards=(plan_card(Bearings(found), request, found.about),))


async def quotes(services: Services, request: Request, section: str, only_me: bool = False) -> Reply:
    """A quotation of a section: one that this channel has not seen lately."""
    found = quotes_of(*await _place(services, request, section), services.library)
    if not found:
        raise UserError(request.say("No quotation belongs to this section."))
    drawn = services.stores.drawn
    order = await drawn.in_turn(request.space, request.place.channel, found, services.random)
    return await quote.show(services, request, order)


async def prompts(services: Services, request: Request, section: str, only_me: bool = False) -> Reply:
    """A prompt of a section: one that this channel has not had lately."""
    found = prompts_of(*await _place(services, request, section), services.library)
    if not found:
        raise UserError(request.say("No prompt belongs to this section."))
    return await prompt_reply(services, request, await in_turn(services, request, found))


async def _place(services: Services, request: Request, section: str) -> tuple[Route, int]:
    route = (await course_here(services, request)).route
    place = next((place for place, one in enumerate(route.plan.sections) if one.id == section), None)
    if place is None:
        raise UserError(request.say("The plan has no such section any more. /plan show has those there are."))
    return route, place


async def here(services: Services, request: Request, section: str = "") -> Reply:
    """Say how far one has come, or that one is where the group is; without a section, what one said."""
    course = await course_here(services, request)
    stores, person = services.stores.plans, request.person.id
    if not section:
        return await _asked(services, request)
    if section == WITH_THE_GROUP:
        await stores.unmark(request.space, person)
        return Reply(request.say("In private you are shown as much as in the channel: what the group has come to."))
    step = step_of(course.plan, request, section)
    await stores.mark(request.space, person, course.plan.id, step, services.now())
    return Reply(_said(course.route, step, request), controls=(_back(request),))


async def _asked(services: Services, request: Request) -> Reply:
    course = await course_here(services, request)
    known = await bearings_of(services, request, course)
    ends = Choice(request.say("The end"), END)
    menu = Select(request.say("I am here"), Action("plan here"), (*choices_of(course.plan)[: MENU_LIMIT - 1], ends))
    if known.reader == NOT_BEGUN:
        text = request.say("You have not said how far you are, so in private you are shown as much as in the channel.")
        return Reply(text, controls=(menu,))
    step = steps_of(course.plan)[known.reader]
    return Reply(_said(course.route, step, request), controls=(menu, _back(request)))


def _said(route: Route, step: str, request: Request) -> str:
    if step == END:
        return request.say("You have read it all: in private nothing is held back from you. Nobody else is told.")
    place = steps_of(route.plan).index(step)
    return request.say(
        "You are at section {number}, {section}: in private you are shown what belongs to it and to those before. "
        "Nobody else is told.",
        number=place + 1,
        section=route.plan.sections[place].title,
    )


def _back(request: Request) -> Button:
    return Button(request.say("Be where the group is"), Action("plan here", (WITH_THE_GROUP,)))


_WHICH = Option("section", "Which section", required=True)

COMMANDS = (
    Command("plan show", "The group's reading plan: what to read, and where you all are", show, (SECTION, ONLY_ME)),
    Command(
        "plan.section",
        "A section of the reading plan",
        chosen,
        (ONLY_ME, Option("section", "The section that was chosen")),
        surface=Surface.HIDDEN,
    ),
    Command(
        "plan.look",
        "A reading plan of this library",
        look,
        (ONLY_ME, Option("plan", "The plan that was chosen")),
        surface=Surface.HIDDEN,
    ),
    Command("plan.quotes", "A quotation of this section", quotes, (_WHICH, ONLY_ME), surface=Surface.HIDDEN),
    Command("plan.prompts", "A prompt of this section", prompts, (_WHICH, ONLY_ME), surface=Surface.HIDDEN),
    Command(
        "plan here",
        "How far you are yourself; nobody else is told",
        here,
        (Option("section", "The section that you have come to", suggest=suggest_section),),
        audience=Audience.PRIVATE,
    ),
)
