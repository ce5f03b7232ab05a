"""A daily prompt before it is saved: read, checked, and shown to whoever sets it up, with the forms to change it.

Decides that nothing is saved that was not shown first: the choices in words, the next three runs in the reader's own
zone, what changes of clocks do to it, and what the bot lacks in that channel.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from secrets import token_urlsafe

from bot.chat.action import Action
from bot.chat.command import Request
from bot.chat.errors import UserError
from bot.chat.form import Form, field_of
from bot.chat.markdown import Markdown, paragraphs
from bot.chat.reply import MENU_LIMIT, Button, Card, Choice, Reply, Select, Style
from bot.commands.daily.access import access
from bot.commands.daily.choices import Texts, fingerprint, onto, ordered, read
from bot.commands.daily.options import GROUPS, LABELS, OPTIONS, TIME, Group
from bot.commands.daily.which import NEW, choices_of, existing
from bot.commands.daily.words import chosen_in_words, clock_changes, runs
from bot.commands.sections import no_plan
from bot.commands.timing import day_name
from bot.daily.picking import PLAN
from bot.reading import course_of
from bot.services import Services
from bot.state.schedule import Arrangement, Schedule

RUNS = 3  # shown before anything is saved


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody is setting up."""

    texts: Texts
    schedule: str = ""
    """The id of the schedule that is changed; empty for a new one."""
    seen: str = ""
    """The fingerprint of that schedule's choices as they were shown; of a new one, the id that it is going to have."""

    @property
    def values(self) -> tuple[str, ...]:
        """The values of a button that carries it."""
        return (*ordered(self.texts), self.schedule, self.seen)


async def begun(services: Services, request: Request, texts: Texts, schedule: str) -> Draft:
    """A draft for a schedule as it is now, or for a new one."""
    if schedule in ("", NEW):
        return Draft(texts, "", token_urlsafe(9))
    there = await existing(services, request, schedule)
    return Draft(texts, there.id, fingerprint(there.chosen))


async def shown(services: Services, request: Request, draft: Draft) -> Reply | Form:
    """The draft, to be looked at and saved; the form where something in it is missing or wrong."""
    chosen, errors = read(services, request, draft.texts)
    if errors:
        return form(request, draft, _group_of(errors), errors)
    before = await existing(services, request, draft.schedule) if draft.schedule else None
    card = await _card(services, request, onto(before.chosen, chosen) if before else chosen, draft.schedule)
    return Reply(cards=(card,), controls=await _controls(services, request, draft, before))


def form(request: Request, draft: Draft, group: Group, errors: Mapping[str, str]) -> Form:
    """The form for some of the choices; the others travel along."""
    fields = tuple(
        replace(
            field_of(option, draft.texts.get(option.name, ""), errors.get(option.name, "")),
            label=request.say(LABELS[option]),
            help=request.say(option.help),
            required=option is TIME,
        )
        for option in group.options
    )
    kept = tuple("" if option in group.options else draft.texts.get(option.name, "") for option in OPTIONS)
    why = " ".join(filter(None, errors.values()))
    does = Action("daily.draft", (*kept, draft.schedule, draft.seen))
    return Form(request.say(group.title), does, fields, why)


async def saved(services: Services, request: Request, draft: Draft) -> Schedule | Reply | Form:
    """Save it, and the schedule as it is then; what has to be looked at again where something stands against it."""
    chosen, errors = read(services, request, draft.texts)
    if errors:
        return await shown(services, request, draft)
    store, person, now = services.stores.schedules, request.person, services.now()
    if not draft.schedule:
        return await store.add(
            request.space,
            chosen,
            by=person.id,
            name=person.name,
            channel=request.place.channel,
            now=now,
            schedule=draft.seen,
        )
    there = await existing(services, request, draft.schedule)
    new = onto(there.chosen, chosen)

    def how(before: Arrangement) -> Arrangement:
        if fingerprint(before) not in (draft.seen, fingerprint(new)):
            raise UserError(request.say("Another moderator changed it meanwhile. /daily show has it as it is now."))
        return onto(before, chosen)

    changed = await store.change(request.space, there.id, how, by=person.id, now=now)
    return changed or await existing(services, request, draft.schedule)


async def _card(services: Services, request: Request, chosen: Arrangement, schedule: str) -> Card:
    now = services.now()
    dues = await services.sender.means.picker.dues(request.space, schedule, chosen, now, RUNS)
    following = runs(dues, chosen.zone, request)
    if not dues:
        following = request.mark("Nothing comes within two years: its pauses leave no day.")
    elif chosen.is_paused:
        following = paragraphs(following, request.mark("It is paused: these come once somebody types /daily resume."))
    known = (await access(services, request, chosen)).trouble
    fields: list[tuple[str, Markdown]] = [
        *chosen_in_words(chosen, services.library, request),
        (request.say("The next three"), following),
    ]
    if changes := clock_changes(chosen, now, request):
        fields.append((request.say("Daylight saving"), changes))
    if chosen.order == PLAN and await course_of(services.stores, services.library, request.space) is None:
        meanwhile = request.say("Until then every prompt may come.")
        fields.append((request.say("Reading plan"), paragraphs(no_plan(request), meanwhile)))
    if shut := await services.sender.means.picker.shut(request.space, chosen, [due.day for due in dues]):
        fields.append((request.say("Reading plan"), _further_on(shut[-1], dues[-1].day, request)))
    if known and services.sender.means.outboxes.is_silent(request.place.platform):
        fields.append((request.say("Not here"), known))
    elif known:
        advice = request.say("You can save it all the same; when a prompt cannot be posted, moderators are told why.")
        fields.append((request.say("What I lack"), paragraphs(known, advice)))
    title = request.say("Change this daily prompt") if schedule else request.say("A new daily prompt")
    return Card(title, fields=tuple(fields), footer=request.say("Nothing is saved yet."))


def _further_on(shut: date, last: date, request: Request) -> Markdown:
    """Until when nothing comes, given the last day on which nothing does and the last one that is shown."""
    until = (
        request.say("Nothing comes on these days.")
        if shut == last
        else request.say("Nothing comes through {day}.", day=day_name(shut, request))
    )
    why = request.say("All that is chosen lies further on in the reading plan than the group is then.")
    advice = request.say("Choose other topics, or go on in the plan: /plan next.")
    return paragraphs(until, why, advice)


async def _controls(
    services: Services, request: Request, draft: Draft, before: Schedule | None
) -> tuple[Button | Select, ...]:
    forms = tuple(Choice(request.say(group.title), group.name) for group in GROUPS.values())
    controls: list[Button | Select] = [
        Button(request.say("Save it"), Action("daily.save", draft.values), Style.PRIMARY),
        Select(request.say("Change"), Action("daily.form", draft.values), forms),
    ]
    others = [one for one in await services.stores.schedules.of(request.space) if one.id != draft.schedule]
    new = [Choice(request.say("A new one"), NEW)] if before else []
    choices = (*new, *choices_of(others[: MENU_LIMIT - len(new)], request))
    if choices:
        controls.append(
            Select(request.say("Set this up for another one"), Action("daily.draft", ordered(draft.texts)), choices)
        )
    return tuple(controls)


def _group_of(errors: Mapping[str, str]) -> Group:
    """The first form that asks for something that is wrong."""
    return next(group for group in GROUPS.values() if any(option.name in errors for option in group.options))
