"""Which requests are answered at all, and with which headers.

Decides that this page answers to its own address alone. It has no login, so another web page must not be able to use
it through somebody's browser: a foreign `Host` is refused (DNS rebinding), a foreign or missing `Origin` too where
something is done (cross-site posts), and what comes back may not be read, framed or scripted from elsewhere.
"""

from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Middleware

BODY_LIMIT = 64 * 1024  # bytes of one request, unless it brings a file
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def names_of(host: str, port: int) -> frozenset[str]:
    """The `Host` headers that mean a page bound to this address: its own name and loopback's."""
    own = f"[{host}]" if ":" in host else host
    return frozenset({f"{name}:{port}" for name in (*LOOPBACK, own.lower())})


def guard(names: Callable[[], frozenset[str]]) -> Middleware:
    """The check of every request; `names` gives the hosts that are ours, once the port is known."""

    @web.middleware
    async def checked(request: web.Request, handler: Handler) -> web.StreamResponse:
        if refusal := _refusal(request, names()):
            raise refusal
        return await handler(request)

    return checked


async def headed(request: web.Request, response: web.StreamResponse) -> None:
    """Puts our headers on every response before it is sent, errors included."""
    response.headers.update(HEADERS)
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.pop("Server", None)


def _refusal(request: web.Request, names: frozenset[str]) -> web.HTTPException | None:
    if request.host.lower() not in names:
        return web.HTTPMisdirectedRequest(text="This page answers only to its own address.")
    origin = request.headers.get("Origin")
    ours = {f"http://{name}" for name in names}
    if origin is not None and origin.lower() not in ours:
        return web.HTTPForbidden(text="This page takes nothing from other pages.")
    if request.method in ("GET", "HEAD"):
        return None
    if origin is None or request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return web.HTTPForbidden(text="This page takes nothing from other pages.")
    if request.content_type != "application/json":
        return web.HTTPUnsupportedMediaType(text="Only JSON is taken here.")
    return None
