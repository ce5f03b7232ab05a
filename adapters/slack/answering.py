"""How an answer reaches people.

Decides the way: the response_url where there is one, since it also works where the app is no member; else the channel,
and where that is closed to the app, the person directly. What is asked on the Home tab or in a modal is answered in a
modal. A follow-up goes into the thread of the message that was pressed. A private answer never takes the place of a
message that others see. What was lost is logged and not repeated.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import RATE_LIMITED, Calls, LostError, RefusedError
from adapters.slack.files import not_uploaded
from adapters.slack.form import modal_of, place_modal, reply_modal
from adapters.slack.incoming import Way
from adapters.slack.manifest import NAME
from adapters.slack.render import Post, flat_blocks, posts_of
from adapters.slack.scopes import READS_FILES
from adapters.slack.spoken import Json
from bot.chat.action import PARKED
from bot.chat.command import Kind, Request
from bot.chat.form import Form
from bot.chat.markdown import escape
from bot.chat.place import Audience
from bot.chat.reply import LABEL_LIMIT, Button, Card, File, Reply
from bot.dispatch import Answer

_OUR_FAULT = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_arguments"})
_EVERY_WAY = _OUR_FAULT | {RATE_LIMITED}  # refused by whichever way it goes; another one would only add to the rate

_log = logging.getLogger(__name__)


class Answering:
    """Brings answers to people."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def give(self, answer: Answer, request: Request, way: Way) -> None:
        """Show an answer. What cannot be shown is logged, not raised."""
        try:
            match answer.content:
                case Form():
                    await self._ask(answer.content, request, way)
                case Reply() if way.is_in_view:
                    await self._show(answer.content, request, way)
                case Reply():
                    await self._say(answer.content, answer, request, way)
        except RefusedError as error:
            _log.error("answer refused by Slack", extra={"reason": str(error)})
        except LostError as error:
            _log.warning("answer perhaps lost on the way", extra={"reason": str(error)})

    async def ask_where(self, wire: str, request: Request, way: Way) -> None:
        """Ask for the channel that something is to be shown in."""
        try:
            await self._open(place_modal(wire, request), way)
        except (RefusedError, LostError) as error:
            _log.warning("modal not opened", extra={"reason": str(error)})

    async def _ask(self, form: Form, request: Request, way: Way) -> None:
        """Open a form; where none can be opened any more, or not at all, a button that opens it."""
        if way.trigger:
            try:
                await self._open(modal_of(form, request, can_suggest=form.does.command != PARKED), way)
            except RefusedError as error:
                if "trigger" not in str(error):
                    if not any(field.kind is Kind.FILE for field in form.fields):
                        raise
                    await self._lacks_files(request, way, error)
                    return
            else:
                return
        button = Button(request.say("Fill it in")[:LABEL_LIMIT], form.does)
        reply = Reply(form.text or form.title, controls=(button,))
        await self._say(reply, Answer(reply, Audience.PRIVATE), request, way)

    async def _lacks_files(self, request: Request, way: Way, error: RefusedError) -> None:
        """Say why a form that asks for a file was not opened: Slack opens it only for apps that may read files."""
        _log.warning("form with a file not opened", extra={"reason": str(error)})
        why = request.say(
            "Slack opens this form only where I may read files. Whoever installed me can allow it: {permission}.",
            permission=READS_FILES,
        )
        reply = Reply(why, audience=Audience.PRIVATE, is_error=True)
        await self._say(reply, Answer(reply, Audience.PRIVATE), request, way)

    async def _show(self, reply: Reply, request: Request, way: Way) -> None:
        files = [Card(file.name, escape(file.content)) for file in reply.files]
        shown = replace(reply, cards=(*(reply.cards or (Card(body=escape(reply.text)),)), *files))
        await self._open(reply_modal(NAME, flat_blocks(shown), request), way, over=True)

    async def _open(self, view: Json, way: Way, *, over: bool = False) -> None:
        """Open a modal: in place of the one that was pressed (`over`), else on top of it."""
        client = self._client(way)
        if way.view and over:
            await self._calls.made(lambda: client.views_update(view_id=way.view, view=view))
        elif way.view:
            await self._calls.made(lambda: client.views_push(trigger_id=way.trigger, view=view))
        else:
            await self._calls.made(lambda: client.views_open(trigger_id=way.trigger, view=view))

    async def _say(self, reply: Reply, answer: Answer, request: Request, way: Way) -> None:
        private = answer.audience is Audience.PRIVATE
        left: Sequence[File] = ()
        if reply.files:
            left = await not_uploaded(self._calls, reply.files, way, private=private)
            if private and len(left) < len(reply.files):
                reply = _noted(reply, request.say("The file is in your messages with me."))
        if reply.opens and not private:
            way = replace(way, thread=way.thread or way.message)
        replaces = answer.replaces and not reply.is_error and not (private and way.message)
        for number, post in enumerate(posts_of(reply, left)):
            await self._send(post, way, private=private, replaces=replaces and number == 0)

    async def _send(self, post: Post, way: Way, *, private: bool, replaces: bool) -> None:
        try:
            await self._by_any_way(_body(post), way, private=private, replaces=replaces)
        except RefusedError as error:
            if str(error) not in _OUR_FAULT:
                raise
            _log.error("blocks refused by Slack, text sent instead", extra={"reason": str(error)})
            body = _body(replace(post, blocks=()))
            await self._by_any_way(body, way, private=private, replaces=replaces)

    async def _by_any_way(self, body: Json, way: Way, *, private: bool, replaces: bool) -> None:
        if way.response_url:
            try:
                await self._respond(body, way, private=private, replaces=replaces)
            except RefusedError as error:
                if str(error) in _EVERY_WAY:
                    raise
                _log.info("response_url refused", extra={"reason": str(error)})
            else:
                return
        await self._post(body, way, private=private)

    async def _respond(self, body: Json, way: Way, *, private: bool, replaces: bool) -> None:
        kind = "ephemeral" if private else "in_channel"
        thread = {"thread_ts": way.thread} if way.thread and not replaces else {}
        sent = {**body, "response_type": kind, "replace_original": replaces, **thread}
        await self._calls.respond(way.response_url, sent)

    async def _post(self, body: Json, way: Way, *, private: bool) -> None:
        if way.channel:
            try:
                await self._post_in_channel(body, way, private=private)
            except RefusedError as error:
                if str(error) in _EVERY_WAY:
                    raise
                _log.info("channel is closed to the app", extra={"reason": str(error)})
            else:
                return
        client = self._client(way)
        await self._calls.made(lambda: client.chat_postMessage(channel=way.person, **body))

    async def _post_in_channel(self, body: Json, way: Way, *, private: bool) -> None:
        client, thread = self._client(way), way.thread or None
        if private:
            await self._calls.made(
                lambda: client.chat_postEphemeral(channel=way.channel, user=way.person, thread_ts=thread, **body)
            )
        else:
            await self._calls.made(lambda: client.chat_postMessage(channel=way.channel, thread_ts=thread, **body))

    def _client(self, way: Way) -> AsyncWebClient:
        return self._calls.client(way.installed.token)


def _body(post: Post) -> Json:
    blocks = {"blocks": list(post.blocks)} if post.blocks else {}
    return {"text": post.text, **blocks, "unfurl_links": False, "unfurl_media": False}


def _noted(reply: Reply, note: str) -> Reply:
    if reply.cards:
        return replace(reply, text="", cards=(*reply.cards, Card(body=escape(note))))
    return replace(reply, text=f"{reply.text}\n{note}")
