"""What Slack sends to an application: the payload of each kind of interaction and event.

Source: docs.slack.dev, reference/interaction-payloads, interactivity/implementing-slash-commands, apis/events-api.
"""

from uuid import uuid4

from tests.fakes.slack import views
from tests.fakes.slack.service import Service
from tests.fakes.slack.shapes import Json
from tests.fakes.slack.shown import ShownMessage
from tests.fakes.slack.world import Channel, Member, View


def slash(service: Service, member: Member, channel: Channel, command: str, text: str) -> Json:
    """A slash command."""
    found: Json = {
        "token": "legacy-verification-token",
        "team_id": service.workspace.id,
        "team_domain": service.workspace.domain,
        "channel_id": channel.id,
        "channel_name": channel.name or "directmessage",
        "user_id": member.id,
        "user_name": member.name,
        "command": command,
        "text": text,
        "api_app_id": "A0APP",
        "is_enterprise_install": "false",
        "response_url": service.new_response_url(member.id, channel.id),
        "trigger_id": service.new_trigger(member.id, channel.id),
    }
    return found | ({"enterprise_id": service.workspace.enterprise} if service.workspace.enterprise else {})


def shortcut(service: Service, member: Member, callback: str) -> Json:
    """A global shortcut: it knows no channel."""
    return {**_interaction(service, member, "shortcut"), "callback_id": callback, "action_ts": service.stamp()}


def message_action(service: Service, member: Member, shown: ShownMessage, callback: str) -> Json:
    """A message shortcut."""
    channel = service.workspace.channels[shown.message.channel]
    return {
        **_interaction(service, member, "message_action", channel.id),
        "callback_id": callback,
        "action_ts": service.stamp(),
        "message_ts": shown.message.ts,
        "message": shown.message.payload(),
        "channel": _channel(channel),
        "response_url": service.new_response_url(member.id, channel.id),
    }


def press_in_message(service: Service, member: Member, shown: ShownMessage, action: Json) -> Json:
    """An element used in a message. Slack does not repeat the content of an ephemeral one."""
    message = shown.message
    channel = service.workspace.channels[message.channel]
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": shown.is_private,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    found = {
        **_interaction(service, member, "block_actions", channel.id),
        "container": container,
        "channel": _channel(channel),
        "state": {"values": {}},
        "response_url": service.new_response_url(member.id, channel.id, message),
        "actions": [action],
    }
    return found if shown.is_private else found | {"message": message.payload()}


def press_in_view(service: Service, member: Member, view: View, action: Json) -> Json:
    """An element used in a modal or on the Home tab: no channel, no message, no response_url."""
    return {
        **_interaction(service, member, "block_actions", view.channel),
        "container": {"type": "view", "view_id": view.id},
        "view": views.payload(service, view),
        "actions": [action],
    }


def submission(service: Service, member: Member, view: View, values: Json) -> Json:
    """A form that was sent."""
    return {
        **_interaction(service, member, "view_submission", view.channel),
        "view": views.payload(service, view) | {"state": {"values": values}},
        "response_urls": _response_urls(service, member, view, values),
    }


def suggestion(service: Service, member: Member, view: View, block: str, action: str, typed: str) -> Json:
    """What was typed so far into a menu that asks the application."""
    found = {
        **_interaction(service, member, "block_suggestion"),
        "container": {"type": "view", "view_id": view.id},
        "action_id": action,
        "block_id": block,
        "value": typed,
        "view": views.payload(service, view),
    }
    del found["trigger_id"]
    return found


def event(service: Service, content: Json) -> Json:
    """An event, in its envelope."""
    workspace = service.workspace
    return {
        "token": "legacy-verification-token",
        "team_id": workspace.id,
        "enterprise_id": workspace.enterprise or None,
        "api_app_id": "A0APP",
        "event": content,
        "type": "event_callback",
        "event_id": f"Ev{uuid4().hex[:10].upper()}",
        "event_time": int(service.clock.now()),
        "authorizations": [
            {
                "enterprise_id": workspace.enterprise or None,
                "team_id": workspace.id,
                "user_id": workspace.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


def _interaction(service: Service, member: Member, kind: str, channel: str = "") -> Json:
    workspace = service.workspace
    enterprise = {"id": workspace.enterprise, "name": "Grid"} if workspace.enterprise else None
    return {
        "type": kind,
        "token": "legacy-verification-token",
        "user": {"id": member.id, "username": member.name, "name": member.name, "team_id": workspace.id},
        "team": {"id": workspace.id, "domain": workspace.domain},
        "enterprise": enterprise,
        "is_enterprise_install": False,
        "api_app_id": "A0APP",
        "trigger_id": service.new_trigger(member.id, channel),
    }


def _channel(channel: Channel) -> Json:
    return {"id": channel.id, "name": channel.name or "directmessage"}


def _response_urls(service: Service, member: Member, view: View, values: Json) -> list[Json]:
    found = []
    for block in view.asked["blocks"]:
        element = block.get("element", {})
        if element.get("response_url_enabled"):
            chosen = values[block["block_id"]][element["action_id"]].get("selected_conversation")
            if chosen:
                url = service.new_response_url(member.id, chosen)
                found.append(
                    {
                        "block_id": block["block_id"],
                        "action_id": element["action_id"],
                        "channel_id": chosen,
                        "response_url": url,
                    }
                )
    return found
