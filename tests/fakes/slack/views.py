"""The methods that open and change views: views.*.

Decides that a trigger_id works once and for three seconds, and that a modal stack is three deep, as on docs.slack.dev.
"""

from uuid import uuid4

from tests.fakes.slack.blocks import view_problems
from tests.fakes.slack.checks import RefusedError
from tests.fakes.slack.service import Service, Trigger
from tests.fakes.slack.shapes import Json
from tests.fakes.slack.shown import ShownView
from tests.fakes.slack.world import View

STACK = 3


def open_view(service: Service, given: Json) -> Json:
    """views.open."""
    asked = _asked(given, "modal")
    _may_ask_for_files(service, asked)
    trigger = _spent(service, given)
    view = _new(trigger, asked)
    service.workspace.views[view.id] = view
    service.show(view.owner, ShownView(view))
    return {"view": payload(service, view)}


def push(service: Service, given: Json) -> Json:
    """views.push: on top of the modal that the trigger_id came from."""
    asked = _asked(given, "modal")
    _may_ask_for_files(service, asked)
    trigger = _spent(service, given)
    below = [view for view in service.workspace.views.values() if view.owner == trigger.person]
    if not below:
        raise RefusedError("not_found")
    if len(below) >= STACK:
        raise RefusedError("push_limit_reached")
    view = _new(trigger, asked)
    view.root, view.previous = below[0].root, below[-1].id
    service.workspace.views[view.id] = view
    service.show(view.owner, ShownView(view))
    return {"view": payload(service, view)}


def update(service: Service, given: Json) -> Json:
    """views.update."""
    view = service.workspace.views.get(str(given.get("view_id")))
    if view is None:
        raise RefusedError("not_found")
    if given.get("hash") and given["hash"] != view.hash:
        raise RefusedError("hash_conflict")
    change(service, view, _asked(given, "modal"))
    return {"view": payload(service, view)}


def publish(service: Service, given: Json) -> Json:
    """views.publish: the Home tab of one person."""
    person = str(given.get("user_id"))
    if person not in service.workspace.members:
        raise RefusedError("invalid_arguments")
    asked = _asked(given, "home")
    view = service.workspace.homes.get(person)
    if view is not None and given.get("hash") and given["hash"] != view.hash:
        raise RefusedError("hash_conflict")
    if view is None:
        view = _new(Trigger(person, "", 0), asked)
        service.workspace.homes[person] = view
    change(service, view, asked)
    return {"view": payload(service, view)}


def change(service: Service, view: View, asked: Json) -> None:
    """Let a view show something else."""
    view.asked = asked
    view.hash = uuid4().hex
    service.show(view.owner, ShownView(view))


def checked(asked: object, kind: str) -> Json:
    """A view as the application sent it. Refuses what Slack refuses."""
    if not isinstance(asked, dict) or asked.get("type") != kind:
        raise RefusedError("invalid_arguments")
    problems = view_problems(asked)
    if problems:
        raise RefusedError("invalid_arguments", response_metadata={"messages": problems}, errors=problems)
    return asked


def payload(service: Service, view: View) -> Json:
    """A view as Slack hands it out, without what was typed into it."""
    return {
        "private_metadata": "",
        "callback_id": "",
        **view.asked,
        "id": view.id,
        "team_id": service.workspace.id,
        "app_id": "A0APP",
        "app_installed_team_id": service.workspace.id,
        "bot_id": "B0APP",
        "hash": view.hash,
        "root_view_id": view.root,
        "previous_view_id": view.previous,
        "state": {"values": {}},
    }


def _asked(given: Json, kind: str) -> Json:
    return checked(given.get("view"), kind)


def _may_ask_for_files(service: Service, asked: Json) -> None:
    """Refuse a file field of an app that may not read files. The page of the element names the scope, not the error."""
    kinds = {block.get("element", {}).get("type") for block in asked["blocks"]}
    installed = service.workspace.installation
    if "file_input" in kinds and not (installed and "files:read" in installed.scopes):
        raise RefusedError("missing_scope", needed="files:read")


def _new(trigger: Trigger, asked: Json) -> View:
    name = f"V{uuid4().hex[:10].upper()}"
    return View(name, trigger.person, asked, uuid4().hex, name, channel=trigger.channel)


def _spent(service: Service, given: Json) -> Trigger:
    trigger = service.triggers.get(str(given.get("trigger_id")))
    if trigger is None:
        raise RefusedError("invalid_trigger_id")
    if trigger.used:
        raise RefusedError("exchanged_trigger_id")
    if service.clock.now() > trigger.until:
        raise RefusedError("expired_trigger_id")
    trigger.used = True
    return trigger
