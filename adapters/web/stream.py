"""The live part: every change of a room, to everybody who has it open, as server-sent events.

Decides for these and against a WebSocket: the browser connects again by itself and says what it saw last, a change
flows one way only, and no second protocol needs guarding. A page from before a restart is told to load anew.
"""

import asyncio
import json
import secrets

from aiohttp import web

from adapters.web.addressed import reader_of
from adapters.web.reader import Reader
from adapters.web.room import Change
from adapters.web.showing import Showing
from adapters.web.stage import Stage

STREAM = "/stream"
ALIVE = 15.0  # seconds of silence after which a comment keeps the connection open
AGAIN = 1000  # milliseconds until a browser connects again
EPOCH = secrets.token_hex(4)  # numbers of another process mean nothing here


def mark(number: int) -> str:
    """How a page says that it has seen the changes up to this number."""
    return f"{EPOCH}-{number}"


def routes(stage: Stage, showing: Showing) -> list[web.RouteDef]:
    """The stream, at `/stream`."""

    async def stream(request: web.Request) -> web.StreamResponse:
        reader = reader_of(request)
        room = stage.rooms.room(reader.channel.id)
        seen = request.headers.get("Last-Event-ID") or request.query.get("after", "")
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        with room.listeners.one() as listener:
            missed = room.since(_number(seen))
            try:
                await response.write(f"retry: {AGAIN}\n\n".encode())
                if missed is None:
                    await response.write(b"event: anew\ndata: {}\n\n")
                else:
                    await _tell(response, missed, listener, reader, showing)
            except ConnectionError:
                pass  # the reader has left
        return response

    return [web.get(STREAM, stream)]


async def _tell(
    response: web.StreamResponse,
    missed: list[Change],
    listener: asyncio.Queue[Change | str | None],
    reader: Reader,
    showing: Showing,
) -> None:
    for change in missed:
        await response.write(_event(change, reader, showing))
    while True:
        try:
            async with asyncio.timeout(ALIVE):
                next_one = await listener.get()
        except TimeoutError:
            await response.write(b":\n\n")
            continue
        if next_one is None:
            return
        await response.write(_event(next_one, reader, showing))


def _event(change: Change | str, reader: Reader, showing: Showing) -> bytes:
    """The change; where the reader is not to know of it, only the mark, which the browser keeps and tells nobody."""
    if isinstance(change, str):
        return f"event: {change}\ndata: {{}}\n\n".encode()
    told = showing.change(change, reader)
    data = f"data: {json.dumps(told)}\n" if told else ""
    return f"id: {mark(change.number)}\n{data}\n".encode()


def _number(seen: str) -> int:
    """The number in what a browser says it saw last; one that is never known where it is not from this process."""
    epoch, _, number = seen.partition("-")
    return int(number) if epoch == EPOCH and number.isascii() and number.isdigit() and len(number) < 16 else 2**63
