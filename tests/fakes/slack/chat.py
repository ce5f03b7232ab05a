"""The methods that write messages: chat.*, pins.*.

Source: the pages of these methods on docs.slack.dev, reference/methods.
"""

from tests.fakes.slack.checks import RefusedError, check_content, check_manner, check_metadata
from tests.fakes.slack.service import Service
from tests.fakes.slack.shapes import Json
from tests.fakes.slack.world import Channel, Message


def post_message(service: Service, given: Json) -> Json:
    """chat.postMessage."""
    channel = writable(service, str(given.get("channel", "")))
    check_content(given.get("text"), given.get("blocks"))
    service.complaints += check_manner(given)
    metadata = check_metadata(given.get("metadata"))
    thread = _thread(service, channel, given)
    message = service.post(channel, _message(service, channel, given, thread, metadata=metadata))
    if metadata and _is_subscribed(service):
        service.events.put_nowait(_metadata_posted(service, message))
    return {"channel": channel.id, "ts": message.ts, "message": message.payload()}


def post_ephemeral(service: Service, given: Json) -> Json:
    """chat.postEphemeral."""
    channel = writable(service, str(given.get("channel", "")))
    person = str(given.get("user", ""))
    if person not in channel.members | {channel.direct}:
        raise RefusedError("user_not_in_channel")
    check_content(given.get("text"), given.get("blocks"))
    message = _message(service, channel, given, str(given.get("thread_ts") or ""), to=person)
    return {"message_ts": service.post(channel, message).ts}


def update(service: Service, given: Json) -> Json:
    """chat.update."""
    message = service.workspace.message(str(given.get("channel")), str(given.get("ts")))
    if message is None or message.to:
        raise RefusedError("message_not_found")
    if not message.by_app:
        raise RefusedError("cant_update_message")
    check_content(given.get("text"), given.get("blocks"))
    if given.get("metadata"):
        message.metadata = check_metadata(given["metadata"])
    service.change(message, str(given.get("text") or ""), given.get("blocks") or [])
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": message.payload()}


def delete(service: Service, given: Json) -> Json:
    """chat.delete."""
    message = service.workspace.message(str(given.get("channel")), str(given.get("ts")))
    if message is None or message.to:
        raise RefusedError("message_not_found")
    if not message.by_app:
        raise RefusedError("cant_delete_message")
    service.remove(message)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(service: Service, given: Json) -> Json:
    """chat.getPermalink."""
    message = service.workspace.message(str(given.get("channel")), str(given.get("message_ts")))
    if message is None:
        raise RefusedError("message_not_found")
    return {"channel": message.channel, "permalink": link_to(service, message)}


def pin(service: Service, given: Json) -> Json:
    """pins.add."""
    message = service.workspace.message(str(given.get("channel")), str(given.get("timestamp")))
    if message is None:
        raise RefusedError("message_not_found")
    if message.pinned:
        raise RefusedError("already_pinned")
    message.pinned = True
    return {}


def unpin(service: Service, given: Json) -> Json:
    """pins.remove."""
    message = service.workspace.message(str(given.get("channel")), str(given.get("timestamp")))
    if message is None:
        raise RefusedError("message_not_found")
    if not message.pinned:
        raise RefusedError("no_pin")
    message.pinned = False
    return {}


def link_to(service: Service, message: Message) -> str:
    """The permanent link of a message."""
    return f"https://{service.workspace.domain}.slack.com/archives/{message.channel}/p{message.ts.replace('.', '')}"


def writable(service: Service, wanted: str) -> Channel:
    """The channel the app may write to; a person's id means the direct message with them."""
    workspace = service.workspace
    if wanted in workspace.members:
        return direct_message(service, wanted)
    channel = workspace.channels.get(wanted)
    if channel is None or (channel.is_private and workspace.bot_user not in channel.members):
        raise RefusedError("channel_not_found")
    if channel.is_archived:
        raise RefusedError("is_archived")
    if workspace.bot_user not in channel.members:
        raise RefusedError("not_in_channel")
    if channel.refuses:
        raise RefusedError(channel.refuses)
    return channel


def direct_message(service: Service, person: str) -> Channel:
    """The direct message between the app and a person, opened when there is none yet."""
    channels = service.workspace.channels
    found = next((channel for channel in channels.values() if channel.direct == person), None)
    if found is None:
        found = Channel(f"D0{person}", "", {person, service.workspace.bot_user}, direct=person)
        channels[found.id] = found
    return found


def _message(
    service: Service, channel: Channel, given: Json, thread: str, *, to: str = "", metadata: Json | None = None
) -> Message:
    return Message(
        "",
        channel.id,
        service.workspace.bot_user,
        str(given.get("text") or ""),
        given.get("blocks") or [],
        thread,
        to,
        metadata or {},
        by_app=True,
    )


def _thread(service: Service, channel: Channel, given: Json) -> str:
    thread = str(given.get("thread_ts") or "")
    parent = service.workspace.message(channel.id, thread) if thread else None
    if thread and (parent is None or parent.to):
        raise RefusedError("thread_not_found")
    return parent.thread_ts or parent.ts if parent else ""


def _is_subscribed(service: Service) -> bool:
    installed = service.workspace.installation
    return installed is not None and "metadata.message:read" in installed.scopes


def _metadata_posted(service: Service, message: Message) -> Json:
    return {
        "type": "message_metadata_posted",
        "app_id": "A0APP",
        "bot_id": "B0APP",
        "user_id": service.workspace.bot_user,
        "team_id": service.workspace.id,
        "channel_id": message.channel,
        "message_ts": message.ts,
        "event_ts": service.stamp(),
        "metadata": message.metadata,
    }
