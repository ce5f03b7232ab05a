"""discord.py's own requests through the one gate: logging in, registering commands, opening threads.

Decides that they take no turn behind what is posted unasked, since somebody waits for them, but count with it towards
what may leave in a second. Answers to interactions do not: Discord leaves them out of its limit (topics/rate-limits).
What they are refused with counts all the same.
"""

from types import SimpleNamespace

from aiohttp import ClientSession, TraceConfig, TraceRequestEndParams, TraceRequestStartParams
from yarl import URL

from adapters.discord.pacing import Pacer

ANSWERING = ("/interactions/", "/webhooks/")


def gated(pacer: Pacer, address: str) -> TraceConfig:
    """What lets a session's requests to the API at `address` wait for the gate."""
    api = address.rstrip("/")

    def path_of(url: URL) -> str:
        whole = str(url).partition("?")[0]
        return whole.removeprefix(api) if whole.startswith(api + "/") else ""

    async def before(session: ClientSession, context: SimpleNamespace, request: TraceRequestStartParams) -> None:
        path = path_of(request.url)
        if path and not path.startswith(ANSWERING):
            await pacer.leave()

    async def after(session: ClientSession, context: SimpleNamespace, answered: TraceRequestEndParams) -> None:
        if path := path_of(answered.url):
            route = "" if path.startswith(ANSWERING) else f"{answered.method} {path}"
            pacer.saw(answered.response.status, answered.response.headers, route)

    config = TraceConfig()
    config.on_request_start.append(before)
    config.on_request_end.append(after)
    return config
