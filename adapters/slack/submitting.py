"""A form that was sent.

Decides that Slack's acknowledgement is the answer where the form stays open: errors stand at their fields with what was
typed, the next form takes its place, and an answer for one person alone is shown where they are. What takes
longer than our patience closes the form and is answered afterwards.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from adapters.slack.desk import Desk
from adapters.slack.form import inputs_of, modal_of, reply_modal, values_in
from adapters.slack.handed import Chosen
from adapters.slack.incoming import Way
from adapters.slack.manifest import NAME
from adapters.slack.render import flat_blocks
from adapters.slack.spoken import Json
from bot.chat.action import PARKED
from bot.chat.clean import clip
from bot.chat.command import Request
from bot.chat.form import Form
from bot.chat.reply import Reply
from bot.dispatch import Answer

ERROR_LENGTH = 300  # characters at a field; ours, Slack names no limit

Ack = Callable[..., Awaitable[object]]


class Submitting:
    """Hands forms in. `patience` is how many seconds a form stays open for its answer."""

    def __init__(self, desk: Desk, patience: float) -> None:
        self._desk = desk
        self._patience = patience

    async def hand_in(self, ack: Ack, body: Json, way: Way) -> None:
        """Run what a form carries, acknowledge it and show the answer."""
        view = body["view"]
        running = asyncio.ensure_future(self._run(view, way))
        await asyncio.wait({running}, timeout=self._patience)
        if not running.done():
            await ack()
            way = replace(way, view="")
        outcome = await running
        if outcome is None:
            return
        request, answer = outcome
        if way.view and (kept := _kept_open(answer, view, request, way)):
            await ack(**kept)
            return
        if way.view:
            await ack()
        await self._desk.answering.give(answer, request, replace(way, view="", trigger=""))

    async def _run(self, view: Json, way: Way) -> tuple[Request, Answer] | None:
        if not await self._desk.is_first(way):
            return None
        chosen = Chosen(view, self._desk.calls, way.installed.token)
        request = replace(await self._desk.request(way), files=chosen)
        return request, await self._desk.dispatcher.submit(str(view.get("callback_id", "")), request, values_in(view))


def _kept_open(answer: Answer, view: Json, request: Request, way: Way) -> Json | None:
    """The acknowledgement that keeps a form open; None when it closes."""
    inputs = inputs_of(view)
    match answer.content:
        case Form() as form:
            wrong = {field.name: field.error for field in form.fields if field.error and field.name in inputs}
            if wrong:
                return _errors(wrong)
            again = modal_of(form, request, can_suggest=form.does.command != PARKED)
            return {"response_action": "update", "view": again}
        case Reply() as reply if reply.is_error and inputs and not reply.controls:
            return _errors({inputs[0]: reply.text})
        case Reply() as reply if not way.response_url:
            return {"response_action": "update", "view": reply_modal(NAME, flat_blocks(reply), request)}
    return None


def _errors(wrong: dict[str, str]) -> Json:
    return {
        "response_action": "errors",
        "errors": {name: clip(sentence, ERROR_LENGTH) for name, sentence in wrong.items()},
    }
