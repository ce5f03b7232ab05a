"""What becomes of what moderators chose when a file is taken in: settings, what is hidden, who moderates, the plan.

Decides that only a file of this very space takes a choice back: a file of another one has nothing to say about what is
here, and nothing to say about channels, roles and people either.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import available_timezones

from bot.export.difference import Here, Part, Sorting
from bot.export.records import Export
from bot.preferences import BY_NAME, HIDDEN, SOURCES_OFF, Preference, Shape
from bot.state.holding import Scoped
from bot.state.moderators import PERSON, ROLE, Moderator
from bot.state.plans import GroupPlan
from bot.state.settings import SPACE
from bot.state.submission import OWN_QUOTE
from bot.texts import noted

NOT_HERE = noted("It is not in the library here.")
ELSEWHERE = noted("Its channel is not here. Choose a channel for it and import the file again.")


@dataclass(slots=True)
class Chosen:
    """The settings that are to change, and what is told of them."""

    settings: dict[Scoped, str | None] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)


def chosen(export: Export, here: Here, renamed: Mapping[str, str]) -> Chosen:
    """Settings, hidden ids and sources; `renamed` says under which id each own item of the file is found here."""
    found = Chosen()
    if export.settings is not None:
        found.parts.append(_settings(export, here, found))
    if export.hidden is not None:
        hidden = {renamed.get(one, one): _is_known(one, here, renamed) for one in export.hidden}
        found.parts.append(_list(HIDDEN, noted("Hidden here"), hidden, here, found))
    if export.sources_off is not None:
        off = {one: one in here.library.sources for one in export.sources_off}
        found.parts.append(_list(SOURCES_OFF, noted("Sources that are switched off"), off, here, found))
    return found


def moderators(export: Export, here: Here) -> tuple[Part, dict[Moderator, bool]]:
    """Who is to be on the list, and who no more."""
    sorting, listed = Sorting(noted("Moderators")), dict[Moderator, bool]()
    wanted = set[Moderator]()
    if export.moderators is not None:
        wanted |= {Moderator(PERSON, who) for who in export.moderators.people}
        wanted |= {Moderator(ROLE, who) for who in export.moderators.roles}
    known = here.holding.moderators
    sorting.same = len(wanted & known)
    removed = known - wanted if export.moderators is not None and here.is_home else frozenset[Moderator]()
    for one in sorted((wanted - known) | removed, key=lambda one: (one.kind, one.who)):
        name = f"{one.kind} {one.who}"
        if not here.is_home:
            sorting.leave(name, noted("People and roles of another space are not taken over."))
        elif not here.is_owner:
            sorting.leave(name, noted("Only whoever runs this space can do that."))
        else:
            sorting.compare(name, None if one in wanted else "", "" if one in wanted else None)
            listed[one] = one in wanted
    return sorting.part, listed


def plan(export: Export, here: Here) -> tuple[Part, tuple[GroupPlan | None, ...]]:
    """The plan that the group is to read by; nothing where it stays."""
    sorting = Sorting(noted("The reading plan"))
    if export.plan is None or (not export.plan.plan and not here.is_home):
        return sorting.part, ()
    wanted = GroupPlan(export.plan.plan, export.plan.dates) if export.plan.plan else None
    if wanted and wanted != here.holding.plan and wanted.plan not in here.library.plans:
        sorting.leave(wanted.plan, NOT_HERE)
        return sorting.part, ()
    is_other = sorting.compare("", _told(here.holding.plan), _told(wanted))
    return sorting.part, (wanted,) if is_other else ()


def _told(one: GroupPlan | None) -> str | None:
    if one is None:
        return None
    return ", ".join([one.plan, *(f"{step} {day.isoformat()}" for step, day in sorted(one.dates.items()))])


def _settings(export: Export, here: Here, found: Chosen) -> Part:
    sorting = Sorting(noted("Settings"))
    before = {(one.scope, one.key): one.value for one in here.holding.settings if one.key in BY_NAME}
    wanted: dict[Scoped, str] = {}
    spared = set[Scoped]()
    for one in export.settings or ():
        scoped = one.channel or SPACE, one.name
        name, value = named(*scoped), one.value
        why = _refusal(one.name, one.channel, here)
        if not why and BY_NAME[one.name].shape is Shape.CHANNEL:
            value = here.channel_for(value)
            why = "" if value else ELSEWHERE
        if not why and not _is_allowed(BY_NAME[one.name], value):
            why = noted("It may not have this value.")
        if why and before.get(scoped) != one.value:
            sorting.leave(f"{name}: {one.value}", why)
            spared.add(scoped)
        else:
            wanted[scoped] = value
    removed = set(before) - set(wanted) - spared if here.is_home else set[Scoped]()
    for scoped in sorted({*wanted, *removed}):
        if sorting.compare(named(*scoped), before.get(scoped), wanted.get(scoped)):
            found.settings[scoped] = wanted.get(scoped)
    return sorting.part


def _refusal(name: str, channel: str | None, here: Here) -> str:
    """Why a setting means nothing here; empty where it does."""
    if name not in BY_NAME:
        return noted("There is no such setting here.")
    if channel and not BY_NAME[name].per_channel:
        return noted("It is the same in all channels of a space.")
    if (channel and not here.is_home) or (BY_NAME[name].shape is Shape.ROLE and not here.is_home):
        return noted("It is about a channel or a role of another space.")
    return ""


def _is_allowed(preference: Preference, value: str) -> bool:
    match preference.shape:
        case Shape.WORD:
            return value in preference.choices
        case Shape.ZONE:
            return value in available_timezones()
        case Shape.CHANNEL | Shape.ROLE:
            return True


def _list(key: str, heading: str, wanted: Mapping[str, bool], here: Here, found: Chosen) -> Part:
    """A setting that is a list: what comes to it and, from a file of this space, what goes. True is what is known."""
    sorting = Sorting(heading)
    kept = next((one.value for one in here.holding.settings if (one.scope, one.key) == (SPACE, key)), "[]")
    before: set[str] = set(json.loads(kept))
    after = {one for one, is_known in wanted.items() if is_known or one in before}
    for one in sorted(set(wanted) - after):
        sorting.leave(one, NOT_HERE)
    if not here.is_home:
        after |= before
    for one in sorted(before | after):
        sorting.compare(one, "" if one in before else None, "" if one in after else None)
    if before != after:
        found.settings[SPACE, key] = json.dumps(sorted(after)) if after else None
    return sorting.part


def _is_known(id: str, here: Here, renamed: Mapping[str, str]) -> bool:  # noqa: A002 - its name
    """Whether the library here, or what comes along, has a record of that id."""
    return id in renamed if id.startswith(OWN_QUOTE) else here.library.find(id) is not None


def named(scope: str, key: str) -> str:
    """`lookups`, or `lookups general` for that of a channel."""
    return f"{key} {scope}".strip()
