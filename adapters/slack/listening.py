"""What happens with everything that comes from Slack, whichever way it came.

Decides the one order for all of it: acknowledge first, since Slack waits three seconds; then ask the inbox whether it
came before; then the work; then the answer. Only where the acknowledgement is the answer does it wait: completions,
and a form whose fields may be wrong. Whatever goes wrong is logged by where it happened, never by what was said.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.slack import home
from adapters.slack.controls import value_of, wire_of
from adapters.slack.desk import Desk
from adapters.slack.encode import plain_of
from adapters.slack.form import suggested, values_in
from adapters.slack.incoming import (
    Installed,
    Way,
    line_of_mention,
    quoted_of,
    way_of_command,
    way_of_event,
    way_of_interaction,
)
from adapters.slack.names import first_words, slash_names, typed_line
from adapters.slack.spoken import Json
from adapters.slack.submitting import Submitting
from bot.chat.action import SHARE, Action
from bot.chat.command import Request
from bot.chat.errors import trace_of
from bot.chat.form import form_of
from bot.chat.place import Audience
from bot.chat.reply import Choice
from bot.dispatch import Answer

_EVERYTHING = re.compile(r"")

Ack = Callable[..., Awaitable[object]]
WayOf = Callable[[Json, Installed], Way]
Work = Callable[[Json, Way, Request], Awaitable[None]]
Removed = Callable[[Json, AsyncBoltContext], Awaitable[None]]

_log = logging.getLogger(__name__)


class Listening:
    """Joins Slack's deliveries to the dispatcher. `removed` is told of workspaces that took the app out."""

    def __init__(self, desk: Desk, submitting: Submitting, removed: Removed) -> None:
        self._desk = desk
        self._dispatcher = desk.dispatcher
        self._removed = removed
        self._submitting = submitting
        self._names = slash_names(first_words(desk.dispatcher.commands))
        self._working: set[asyncio.Task[Any] | None] = set()

    def attach(self, bolt: AsyncApp) -> None:
        """Hear everything that the manifest subscribes to, and acknowledge whatever else comes."""
        bolt.command(_EVERYTHING)(self._heard(way_of_command, self._command))
        bolt.action(_EVERYTHING)(self._heard(way_of_interaction, self._press))
        bolt.global_shortcut(_EVERYTHING)(self._heard(way_of_interaction, self._shortcut))
        bolt.message_shortcut(_EVERYTHING)(self._heard(way_of_interaction, self._on_message))
        bolt.event("app_mention")(self._heard(way_of_event, self._mention))
        bolt.event("app_home_opened")(self._heard(way_of_event, self._home))

        async def submission(ack: Ack, body: Json, context: AsyncBoltContext) -> None:
            way = way_of_interaction(body, _installed(context))
            with self._counted():
                try:
                    await self._submitting.hand_in(ack, body, way)
                except Exception as error:
                    await ack()
                    await self._desk.apologise(error, way)

        async def suggestion(ack: Ack, body: Json, context: AsyncBoltContext) -> None:
            await ack(options=suggested(await self._choices(body, _installed(context)), str(body.get("value", ""))))

        async def removal(body: Json, context: AsyncBoltContext) -> None:
            with self._counted():
                await self._removed(body, context)

        async def ignored(ack: Ack) -> None:
            await ack()

        bolt.view(_EVERYTHING)(submission)
        bolt.options(_EVERYTHING)(suggestion)
        bolt.event("tokens_revoked")(removal)
        bolt.event("app_uninstalled")(removal)
        bolt.event(_EVERYTHING)(ignored)

    async def idle(self, limit: float) -> None:
        """Wait until what was begun is done, `limit` seconds at most."""
        if tasks := {task for task in self._working if task is not None}:
            await asyncio.wait(tasks, timeout=limit)

    def _heard(self, way_of: WayOf, work: Work) -> Callable[..., Awaitable[None]]:
        async def heard(ack: Ack, body: Json, context: AsyncBoltContext) -> None:
            await ack()
            way = way_of(body, _installed(context))
            with self._counted():
                try:
                    if way.installed.token and await self._desk.is_first(way):
                        await work(body, way, await self._desk.request(way))
                except Exception as error:
                    await self._desk.apologise(error, way)

        return heard

    async def _command(self, body: Json, way: Way, request: Request) -> None:
        line = typed_line(str(body["command"]), plain_of(str(body.get("text") or ""), ids=True), self._names)
        await self._desk.answering.give(await self._dispatcher.type(line, request), request, way)

    async def _press(self, body: Json, way: Way, request: Request) -> None:
        pressed = body["actions"][0]
        wire = wire_of(str(pressed.get("action_id", "")))
        chosen = [value_of(pressed["selected_option"])] if pressed.get("selected_option") else []
        action = Action.decode(wire)
        if way.is_in_view and action is not None and action.command == SHARE:
            await self._desk.answering.ask_where(wire, request, way)
            return
        await self._desk.answering.give(await self._dispatcher.press(wire, request, chosen), request, way)
        if way.is_home:
            await home.draw(self._desk.calls, self._dispatcher, request, way)

    async def _shortcut(self, body: Json, way: Way, request: Request) -> None:
        name = str(body.get("callback_id", ""))
        command = next((one for one in self._dispatcher.commands if one.name == name), None)
        if command is not None and command.options:
            form = form_of(command, {}, {}, request.say(command.help))
            answer = Answer(form, Audience.PRIVATE)
        else:
            answer = await self._dispatcher.run(name, request, {})
        await self._desk.answering.give(answer, request, way)

    async def _on_message(self, body: Json, way: Way, request: Request) -> None:
        author = str((body.get("message") or {}).get("user") or "")
        known = await self._desk.people.find(way.installed.space, author, way.installed.token) if author else None
        asked = await self._desk.request(way, quoted_of(body, known.name if known else ""))
        answer = await self._dispatcher.run(str(body.get("callback_id", "")), asked, {})
        await self._desk.answering.give(answer, request, way)

    async def _mention(self, body: Json, way: Way, request: Request) -> None:
        event = body["event"]
        if event.get("bot_id") or event.get("subtype") or not way.person:
            return  # other apps talk to people, not to us: two of them would never stop
        line = line_of_mention(str(event.get("text", "")), way.installed.bot_user)
        await self._desk.answering.give(await self._dispatcher.type(line, request), request, way)

    async def _home(self, body: Json, way: Way, request: Request) -> None:
        if body["event"].get("tab", "home") == "home":
            await home.draw(self._desk.calls, self._dispatcher, request, way)

    async def _choices(self, body: Json, installed: Installed) -> tuple[Choice, ...]:
        try:
            view, option = body.get("view") or {}, str(body.get("block_id", ""))
            action = Action.decode(str(view.get("callback_id", "")))
            if action is None:
                return ()
            request = await self._desk.request(way_of_interaction(body, installed))
            typed = str(body.get("value") or "")
            return await self._dispatcher.suggest(action.command, option, request, typed, values_in(view))
        except Exception as error:
            _log.error("suggestion failed: %s", trace_of(error))
            return ()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Count the running task as work that a shutdown waits for."""
        task = asyncio.current_task()
        self._working.add(task)
        try:
            yield
        finally:
            self._working.discard(task)


def _installed(context: AsyncBoltContext) -> Installed:
    found = context.authorize_result
    team = (found.team_id if found else None) or context.team_id
    space = team or (found.enterprise_id if found else None) or context.enterprise_id or ""
    return Installed(space, (found.bot_token if found else None) or "", (found.bot_user_id if found else None) or "")
