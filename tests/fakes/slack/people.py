"""The methods that tell who and where: auth.test, users.info, conversations.*.

Source: the pages of these methods on docs.slack.dev, reference/methods.
"""

from tests.fakes.slack.chat import direct_message
from tests.fakes.slack.checks import RefusedError
from tests.fakes.slack.service import Service
from tests.fakes.slack.shapes import Json
from tests.fakes.slack.world import Channel, Message

PAGE_OF_DISTRIBUTED_APPS = 15  # messages; the changelog of 29 May 2025


def auth_test(service: Service, given: Json) -> Json:
    """auth.test."""
    workspace = service.workspace
    found: Json = {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.domain,
        "user": "commonplace",
        "team_id": workspace.id,
        "user_id": workspace.bot_user,
        "bot_id": "B0APP",
        "is_enterprise_install": False,
    }
    return found | ({"enterprise_id": workspace.enterprise} if workspace.enterprise else {})


def auth_revoke(service: Service, given: Json) -> Json:
    """auth.revoke."""
    if service.workspace.installation:
        service.workspace.installation.revoked = True
        service.workspace.installation.state = "token_revoked"
    return {"revoked": True}


def users_info(service: Service, given: Json) -> Json:
    """users.info."""
    member = service.workspace.members.get(str(given.get("user")))
    if member is None:
        raise RefusedError("user_not_found")
    user: Json = {
        "id": member.id,
        "team_id": service.workspace.id,
        "name": member.name,
        "real_name": member.name.title(),
        "profile": {"display_name": member.name, "real_name": member.name.title()},
        "is_admin": member.is_admin,
        "is_owner": False,
        "is_bot": False,
        "deleted": False,
    }
    if given.get("include_locale") in (True, "true", "1"):
        user["locale"] = member.locale
    return {"user": user}


def conversations_info(service: Service, given: Json) -> Json:
    """conversations.info: a public channel can be asked about from outside."""
    channel = service.workspace.channels.get(str(given.get("channel")))
    if channel is None or (channel.is_private and service.workspace.bot_user not in channel.members):
        raise RefusedError("channel_not_found")
    return {
        "channel": {
            "id": channel.id,
            "name": channel.name,
            "is_private": channel.is_private,
            "is_im": bool(channel.direct),
            "is_archived": channel.is_archived,
            "is_member": service.workspace.bot_user in channel.members,
        }
    }


def conversations_open(service: Service, given: Json) -> Json:
    """conversations.open, for one person."""
    person = str(given.get("users"))
    if person not in service.workspace.members:
        raise RefusedError("user_not_found")
    return {"channel": {"id": direct_message(service, person).id}}


def history(service: Service, given: Json) -> Json:
    """conversations.history: the newest first, without ephemeral messages and replies."""
    channel = _readable(service, given)
    return _page(service, given, [each for each in channel.messages if not each.to and not _is_reply(each)])


def replies(service: Service, given: Json) -> Json:
    """conversations.replies: a thread, its parent first."""
    channel, parent = _readable(service, given), str(given.get("ts"))
    thread = [each for each in channel.messages if not each.to and parent in (each.ts, each.thread_ts)]
    if not thread:
        raise RefusedError("thread_not_found")
    return _page(service, given, thread[::-1]) | {"messages": [_full(each, given) for each in thread]}


def _page(service: Service, given: Json, found: list[Message]) -> Json:
    oldest, latest = float(given.get("oldest") or 0), float(given.get("latest") or 1e12)
    inclusive = given.get("inclusive") in (True, "true", "1")
    inside = [
        each for each in found if oldest < float(each.ts) < latest or (inclusive and float(each.ts) in (oldest, latest))
    ]
    most = min(int(given.get("limit") or 100), PAGE_OF_DISTRIBUTED_APPS if _is_distributed(service) else 1000)
    start = int(given.get("cursor") or 0)
    newest = inside[::-1][start : start + most]
    more = start + most < len(inside)
    return {
        "messages": [_full(each, given) for each in newest],
        "has_more": more,
        "response_metadata": {"next_cursor": str(start + most) if more else ""},
    }


def _full(message: Message, given: Json) -> Json:
    found = message.payload()
    if message.metadata:
        whole = given.get("include_all_metadata") in (True, "true", "1")
        found["metadata"] = message.metadata if whole else {"event_type": message.metadata["event_type"]}
    return found


def _readable(service: Service, given: Json) -> Channel:
    channel = service.workspace.channels.get(str(given.get("channel")))
    if channel is None:
        raise RefusedError("channel_not_found")
    if service.workspace.bot_user not in channel.members:
        raise RefusedError("not_in_channel")
    return channel


def _is_reply(message: Message) -> bool:
    return bool(message.thread_ts) and message.thread_ts != message.ts


def _is_distributed(service: Service) -> bool:
    return service.limits.per_minute.get("conversations.history") == 1
