"""The addresses of the clock: how it stands, and how it is moved.

Decides that there are none where the clock cannot be moved, so that there is nothing to be tried.
"""

from aiohttp import web

from adapters.web.addressed import reader_of, said, text_in
from adapters.web.clock import panel, toggle
from adapters.web.reader import Reader
from adapters.web.stage import Stage, Step
from bot.chat.errors import UserError


def routes(stage: Stage) -> list[web.RouteDef]:
    """All of them, under `/clock`."""
    if not stage.has_clock:
        return []

    async def stands(reader: Reader) -> web.Response:
        time = await stage.time()
        return web.json_response({"panel": panel(reader, time), "toggle": toggle(reader, time, is_open=True)})

    async def show(request: web.Request) -> web.Response:
        return await stands(reader_of(request))

    async def move(request: web.Request) -> web.Response:
        reader, wanted = reader_of(request), text_in(await said(request), "by")
        step = next((one for one in Step if one.value == wanted), None)
        if step is None:
            raise web.HTTPBadRequest(text="The clock moves by: next, hour, day, change, back.")
        try:
            await stage.move(step)
        except UserError as refused:
            why = reader.say("The clock cannot be moved, because the data cannot be copied: {why}", why=refused)
            return web.json_response({"refused": why})
        return await stands(reader)

    return [web.get("/clock", show), web.post("/clock/move", move)]
