"""What travels unseen with a post, and tells it from every other one.

Decides on the form of a message's metadata, which Slack hands back whole to the app that wrote it
(docs.slack.dev, messaging/message-metadata). Every member can look at it: it holds the token and nothing else.
"""

from adapters.slack.spoken import Json

EVENT_TYPE = "commonplace_post"


def metadata_of(token: str) -> Json:
    """The metadata of a post."""
    return {"event_type": EVENT_TYPE, "event_payload": {"id": token}}


def token_in(message: Json) -> str:
    """Our token in a message or in the event of its being posted; empty when there is none."""
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return str(payload.get("id", "")) if metadata.get("event_type") == EVENT_TYPE else ""
