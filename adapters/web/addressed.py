"""Who a request comes from: its reader, from the address, and what a JSON body says.

Decides that every request names its reader in the address, and that a body is a flat JSON object whose values are
checked one by one before anybody sees them.
"""

import json
from typing import Any

from aiohttp import web

from adapters.web.guard import BODY_LIMIT
from adapters.web.reader import Reader

THEME = "theme"  # the cookie that remembers light or dark


def reader_of(request: web.Request) -> Reader:
    """The reader whom the address names."""
    return Reader.of(
        request.query,
        accepted=request.headers.get("Accept-Language", ""),
        theme=request.cookies.get(THEME, ""),
    )


async def said(request: web.Request, most: int = BODY_LIMIT) -> dict[str, Any]:
    """The JSON object that was sent, of at most so many bytes. Raises HTTPBadRequest, HTTPRequestEntityTooLarge."""
    body = bytearray()
    async for piece in request.content.iter_chunked(BODY_LIMIT):
        body += piece
        if len(body) > most:
            raise web.HTTPRequestEntityTooLarge(most, len(body))
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest(text="That is not JSON.") from None
    if not isinstance(found, dict):
        raise web.HTTPBadRequest(text="A JSON object is needed.")
    return found


def text_in(found: dict[str, Any], name: str, default: str | None = None) -> str:
    """The text of that name. Raises HTTPBadRequest when it is missing, unless there is a default, or no text."""
    value = found.get(name, default)
    if not isinstance(value, str):
        raise web.HTTPBadRequest(text=f"“{name}” must be text.")
    return value


def texts_in(found: dict[str, Any], name: str) -> list[str]:
    """The list of texts of that name; none when it is missing. Raises HTTPBadRequest."""
    values = found.get(name, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise web.HTTPBadRequest(text=f"“{name}” must be a list of texts.")
    return values


def fields_in(found: dict[str, Any], name: str) -> dict[str, str]:
    """The texts by name under that name. Raises HTTPBadRequest."""
    values = found.get(name, {})
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise web.HTTPBadRequest(text=f"“{name}” must hold texts by name.")
    return values
