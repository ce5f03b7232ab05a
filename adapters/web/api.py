"""What the page's script asks for: everything somebody does, and completions.

Decides that each answer carries the entries it made, as the stream would; the page puts every entry in once, whichever
of the two arrives first, so that nothing is lost while the stream connects again.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from adapters.web.addressed import fields_in, reader_of, said, text_in, texts_in
from adapters.web.completing import offers, values
from adapters.web.guard import BODY_LIMIT
from adapters.web.handed import FORM_LIMIT, Uploaded
from adapters.web.reader import Reader
from adapters.web.showing import Showing
from adapters.web.stage import Stage
from adapters.web.talk import Outcome, Talk

Doing = Callable[[Talk, Reader, dict[str, Any]], Awaitable[Outcome]]


def routes(stage: Stage, showing: Showing) -> list[web.RouteDef]:
    """All of it, under `/do` and `/complete`."""

    async def say(talk: Talk, reader: Reader, found: dict[str, Any]) -> Outcome:
        return await talk.say(reader, text_in(found, "line"), text_in(found, "thread", ""))

    async def press(talk: Talk, reader: Reader, found: dict[str, Any]) -> Outcome:
        return await talk.press(reader, text_in(found, "under"), text_in(found, "wire"), texts_in(found, "chosen"))

    async def submit(talk: Talk, reader: Reader, found: dict[str, Any]) -> Outcome:
        files = Uploaded(fields_in(found, "files"))
        fields = fields_in(found, "fields")
        return await talk.submit(reader, text_in(found, "under"), text_in(found, "wire"), fields, files)

    async def act(talk: Talk, reader: Reader, found: dict[str, Any]) -> Outcome:
        return await talk.act(reader, text_in(found, "under"), text_in(found, "command"))

    async def dismiss(talk: Talk, reader: Reader, found: dict[str, Any]) -> Outcome:
        return talk.dismiss(reader, text_in(found, "under"))

    def doing(do: Doing, most: int = BODY_LIMIT) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(request: web.Request) -> web.Response:
            reader, talk = reader_of(request), stage.scene.talk
            room = talk.rooms.room(reader.channel.id)
            before = room.last
            outcome = await do(talk, reader, await said(request, most))
            changes = room.since(before) or []
            return web.json_response(
                {
                    "changes": [one for change in changes if (one := showing.change(change, reader))],
                    "shown": outcome.message.number if outcome.message else 0,
                    "thread": outcome.thread,
                }
            )

        return answer

    async def complete(request: web.Request) -> web.Response:
        reader, found = reader_of(request), await said(request)
        if option := text_in(found, "option", ""):
            command = text_in(found, "command")
            made = await values(command, option, text_in(found, "line"), reader, stage.app.dispatcher)
        else:
            made = await offers(text_in(found, "line"), reader, stage.app.dispatcher)
        return web.json_response([showing.offer(one) for one in made])

    return [
        web.post("/do/say", doing(say)),
        web.post("/do/press", doing(press)),
        web.post("/do/submit", doing(submit, FORM_LIMIT)),
        web.post("/do/act", doing(act)),
        web.post("/do/dismiss", doing(dismiss)),
        web.post("/complete", complete),
    ]
