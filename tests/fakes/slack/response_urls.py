"""Answers sent to a response_url: five in thirty minutes, private unless said otherwise, replacing or deleting.

Source: docs.slack.dev, interactivity/handling-user-interaction. What was private stays private when it is replaced.
"""

from aiohttp import web

from tests.fakes.slack.checks import RefusedError, check_content, check_metadata
from tests.fakes.slack.faults import rate_limited
from tests.fakes.slack.service import RESPONSE_URL_USES, Call, ResponseUrl, Service
from tests.fakes.slack.shapes import Json
from tests.fakes.slack.world import Message

METHOD = "response_url"  # its name in faults, limits and calls
_KEYS = {
    "text",
    "blocks",
    "response_type",
    "replace_original",
    "delete_original",
    "thread_ts",
    "unfurl_links",
    "unfurl_media",
    "metadata",
    "attachments",
    "mrkdwn",
}


async def answer(service: Service, request: web.Request) -> web.StreamResponse:
    """One answer."""
    try:
        given = await request.json()
    except ValueError:
        return _refusal("invalid_payload", 400)
    kind = service.faults.draw(METHOD)
    if (instead := await service.faults.before(kind, request)) is not None:
        return instead
    found = service.response_urls.get(request.match_info["secret"])
    service.calls.append(Call(METHOD, given))
    if found is None:
        return _refusal("expired_url", 404)
    if wait := service.limits.wait(METHOD, found.channel):
        return rate_limited(wait)
    try:
        _carry_out(service, found, given)
    except RefusedError as refused:
        service.complaints.append(f"a response_url was refused: {refused.error} {refused.more}")
        return _refusal(refused.error, 404 if refused.error.endswith("_url") else 400)
    return service.faults.after(kind, request, web.Response(text="ok"))


def _carry_out(service: Service, url: ResponseUrl, given: Json) -> None:
    if service.clock.now() > url.until:
        raise RefusedError("expired_url")
    if url.uses >= RESPONSE_URL_USES:
        raise RefusedError("used_url")
    unknown = set(given) - _KEYS
    if unknown:
        raise RefusedError("invalid_arguments", unknown=sorted(unknown))
    url.uses += 1
    if given.get("delete_original"):
        if url.source is not None:
            service.remove(url.source)
        return
    check_content(given.get("text"), given.get("blocks"))
    if service.refuse_blocks and given.get("blocks"):
        raise RefusedError("invalid_blocks")
    text, blocks = str(given.get("text") or ""), given.get("blocks") or []
    if given.get("replace_original") and url.source is not None:
        service.change(url.source, text, blocks)
        return
    to = "" if given.get("response_type") == "in_channel" else url.person
    if not to and (given.get("unfurl_links") is not False or given.get("unfurl_media") is not False):
        service.complaints.append("links would be unfurled")
    channel = service.workspace.channels[url.channel]
    thread = str(given.get("thread_ts") or "")
    metadata = check_metadata(given.get("metadata"))
    author = service.workspace.bot_user
    service.post(channel, Message("", channel.id, author, text, blocks, thread, to, metadata, by_app=True))


def _refusal(error: str, status: int) -> web.Response:
    return web.json_response({"ok": False, "error": error}, status=status)
