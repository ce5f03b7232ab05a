"""Pictures and files that an answer brought along, for as long as the answer is there."""

from collections.abc import Callable

from aiohttp import web

from adapters.web.addressed import reader_of
from adapters.web.message import Message
from adapters.web.stage import Stage
from bot.chat.clean import clean
from bot.chat.reply import Picture, Reply


def routes(stage: Stage) -> list[web.RouteDef]:
    """They are at `/kept/<entry>/picture/<card>` and `/kept/<entry>/file/<place>`."""

    def of(kind: Callable[[Reply, int], web.Response | None]) -> Callable[[web.Request], object]:
        async def answer(request: web.Request) -> web.Response:
            reader = reader_of(request)
            message = stage.rooms.room(reader.channel.id).get(request.match_info["entry"], reader.person.id)
            found = _in(message, int(request.match_info["place"]), kind)
            if found is None:
                raise web.HTTPNotFound(text="This is not kept any more.")
            return found

        return answer

    return [
        web.get(r"/kept/{entry:\d{1,15}}/picture/{place:\d{1,3}}", of(_picture)),  # type: ignore[arg-type]
        web.get(r"/kept/{entry:\d{1,15}}/file/{place:\d{1,3}}", of(_file)),  # type: ignore[arg-type]
    ]


def _in(message: Message | None, place: int, kind: Callable[[Reply, int], web.Response | None]) -> web.Response | None:
    return kind(message.content, place) if message and isinstance(message.content, Reply) else None


def _picture(reply: Reply, place: int) -> web.Response | None:
    picture = reply.cards[place].picture if place < len(reply.cards) else None
    if not isinstance(picture, Picture) or not isinstance(picture.source, bytes):
        return None
    return web.Response(body=picture.source, content_type="image/png")


def _file(reply: Reply, place: int) -> web.Response | None:
    if place >= len(reply.files):
        return None
    file = reply.files[place]
    # “octet-stream” and “attachment”: the browser keeps it and never shows it as a page of ours.
    response = web.Response(body=file.content.encode(), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{_ascii(file.name)}"'
    return response


def _ascii(name: str) -> str:
    return "".join(one if one.isascii() and (one.isalnum() or one in "-_. ") else "_" for one in clean(name))
