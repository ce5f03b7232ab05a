"""How a reading plan and its sections look, and which section is meant by what somebody typed.

Decides that a section is known by its number and its title, and that where a reader is stands in private answers alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.chat.action import Action
from bot.chat.command import Option, Request
from bot.chat.errors import UserError
from bot.chat.markdown import NOTHING, Markdown, bold, bullets, escape, lines, paragraphs
from bot.chat.place import Audience
from bot.chat.reply import MENU_LIMIT, Button, Card, Choice, Reply, Select, Style
from bot.commands.finding import clip
from bot.commands.quoting import privacy, topic_name
from bot.commands.timing import day_name
from bot.library.library import Library
from bot.library.reach import Route
from bot.library.records import Plan, Section
from bot.library.suggest import Label, Suggestions
from bot.library.timetable import END, NOT_BEGUN, steps_of
from bot.reading import Course, course_of, today
from bot.services import Services


@dataclass(frozen=True, slots=True)
class Bearings:
    """A plan, when its sections begin, and who is where."""

    plan: Plan
    dates: Mapping[str, date] = field(default_factory=dict)
    group: int = NOT_BEGUN
    """The place of the step at which the group is."""
    reader: int = NOT_BEGUN
    """The same for whoever reads the answer, if they said so and nobody else reads it."""

    @property
    def at_hand(self) -> Section:
        """The section to show: where the reader is, or the group; the first before that, the last at the end."""
        place = self.reader if self.reader != NOT_BEGUN else max(self.group, 0)
        return self.plan.sections[min(place, len(self.plan.sections) - 1)]


async def bearings_of(services: Services, request: Request, course: Course) -> Bearings:
    """Where everybody is in the plan by which the group reads."""
    stores, steps = services.stores, course.timetable.steps
    day = await today(stores, request.space, services.now())
    group = Bearings(course.plan, course.timetable.dates, course.timetable.at(day))
    if request.audience is not Audience.PRIVATE:
        return group
    said = await stores.plans.reached(request.space, request.person.id)
    known = said is not None and said.plan == course.plan.id and said.section in steps
    reader = steps.index(said.section) if said and known else NOT_BEGUN
    return Bearings(group.plan, group.dates, group.group, reader)


async def course_here(services: Services, request: Request) -> Course:
    """The plan by which the group reads. Raises UserError where it reads by none."""
    course = await course_of(services.stores, services.library, request.space)
    if course is None:
        raise UserError(no_plan(request))
    return course


def no_plan(request: Request) -> str:
    """What is said where the group reads by no plan."""
    return request.say("This group reads by no plan. A moderator begins one with /plan begin.")


def plan_card(known: Bearings, request: Request, *notes: str) -> Card:
    """A plan with its sections, their days, and who is where."""
    listed = (_line(known, step, place, request) for place, step in enumerate(steps_of(known.plan)))
    return Card(known.plan.title, paragraphs(*notes, lines(line for line in listed if line)))


def _line(known: Bearings, step: str, place: int, request: Request) -> Markdown:
    marks = [
        *([day_name(known.dates[step], request)] if step in known.dates else []),
        *([request.say("the group is here")] if place == known.group else []),
        *([request.say("you are here")] if place == known.reader else []),
    ]
    if step == END:
        return escape(" · ".join((request.say("The end"), *marks))) if marks else NOTHING
    number = escape(f"{place + 1}.")
    return Markdown(" · ".join((f"{number} {bold(known.plan.sections[place].title)}", *map(escape, marks))))


def section_reply(services: Services, request: Request, known: Bearings, section: Section, *before: Card) -> Reply:
    """A section with what to read and to watch for, and what can be asked about it."""
    place = known.plan.sections.index(section)
    library, route, private = services.library, services.library.routes[known.plan.id], privacy(request)
    controls: list[Button | Select] = []
    if quotes_of(route, place, library):
        controls.append(Button(request.say("Quotes"), Action("plan.quotes", (section.id, private)), Style.PRIMARY))
    if prompts_of(route, place, library):
        controls.append(Button(request.say("Prompts"), Action("plan.prompts", (section.id, private))))
    if known.group != NOT_BEGUN:
        controls.append(Button(request.say("I am here"), Action("plan here", (section.id,))))
    others = [choice for choice in choices_of(known.plan) if choice.value != section.id]
    if others:
        controls.append(Select(request.say("Another section"), Action("plan.section", (private,)), tuple(others)))
    return Reply(cards=(*before, _section_card(known.plan, section, services, request)), controls=tuple(controls))


def _section_card(plan: Plan, section: Section, services: Services, request: Request) -> Card:
    library = services.library
    topics = [topic_name(library.topics[key], request) for key in section.topics]
    read = (f"{library.sources[one.source].title}: {one.part}" for one in section.readings)
    named = (
        (request.say("To read"), bullets(read)),
        (request.say("To watch for"), bullets(section.watch_for)),
        (request.say("Topics"), bullets(topics)),
    )
    number = request.say("Section {number} of {all}", number=plan.sections.index(section) + 1, all=len(plan.sections))
    return Card(
        title=f"{number}: {section.title}",
        body=paragraphs(section.about),
        fields=tuple((name, listed) for name, listed in named if listed),
    )


def quotes_of(route: Route, place: int, library: Library) -> list[str]:
    """The ids of the quotations that belong to a section, those that it names first."""
    section = route.plan.sections[place]
    named = (library.quotes[key] for key in section.quotes if key in library.quotes)
    about = (one for key in section.topics for one in library.quotes_about(key))
    return list({one.id: None for one in (*named, *about) if route.place_of(one) == place})


def prompts_of(route: Route, place: int, library: Library) -> list[str]:
    """The ids of the prompts that belong to a section, those that it names first."""
    section = route.plan.sections[place]
    named = (library.prompts[key] for key in section.prompts if key in library.prompts)
    about = (one for key in section.topics for one in library.prompts_about(key))
    return list({one.id: None for one in (*named, *about) if route.place_of(one) == place})


def choices_of(plan: Plan) -> tuple[Choice, ...]:
    """The sections of a plan for a menu."""
    return tuple(Choice.clipped(label.text, label.value) for label in _labels(plan))[:MENU_LIMIT]


def step_of(plan: Plan, request: Request, typed: str) -> str:
    """The section that is meant by its number, its id or its title, or the end. Raises UserError with what there is."""
    end = request.say("The end")
    found = Suggestions.of((*_labels(plan), Label(end, END, (END, "end")))).complete(typed.strip(), 1)
    if typed.strip() and found:
        return found[0].value
    last = len(plan.sections)
    raise UserError(
        request.say("There is no section “{typed}”. Give a number from 1 to {last}.", typed=clip(typed), last=last)
    )


async def suggest_section(services: Services, request: Request, typed: str) -> tuple[Choice, ...]:
    """The sections of the plan by which the group reads, and its end, for what is typed so far."""
    course = await course_of(services.stores, services.library, request.space)
    if course is None:
        return ()
    labels = (*_labels(course.plan), Label(request.say("The end"), END))
    return tuple(Choice.clipped(label.text, label.value) for label in Suggestions.of(labels).complete(typed))


def _labels(plan: Plan) -> Iterator[Label]:
    return (Label(f"{number}. {one.title}", one.id) for number, one in enumerate(plan.sections, start=1))


SECTION = Option("section", "A section: its number or its title", suggest=suggest_section)
