"""What a part of rich text says, in words: for notifications, screen readers and the counting of characters.

Decides that a quotation and a list keep their signs, that a link shows where it leads, and that a time is Slack's own
token, so that a notification shows it in the reader's zone too.
"""

from collections.abc import Sequence
from typing import Any

from adapters.slack.encode import Encoded, encode, joined

Json = dict[str, Any]

DATE_FORMAT = "{date_short_pretty} {time}"  # docs.slack.dev, messaging/formatting-message-text: the reader's own zone


def words_of(part: Json) -> Encoded:
    """What a part says, as text for the fallback of a message."""
    match part["type"]:
        case "rich_text_list":
            indent = "  " * part.get("indent", 0)
            return joined([Encoded(f"{indent}• {words(item['elements'])}") for item in part["elements"]])
        case "rich_text_quote":
            # `>` at the start of a line is Slack's sign of a quotation; encoded it is only itself.
            return Encoded("\n".join(f"&gt; {line}" for line in words(part["elements"]).split("\n")))
        case _:
            return words(part["elements"])


def words(elements: Sequence[Json]) -> Encoded:
    """What inline elements say."""
    return Encoded("".join(word(element) for element in elements))


def word(element: Json) -> str:
    """What one inline element says, encoded."""
    match element["type"]:
        case "link":
            label, url = element.get("text", element["url"]), element["url"]
            return encode(label if label == url else f"{label} ({url})")
        case "date":
            return f"<!date^{element['timestamp']}^{DATE_FORMAT}|{encode(element['fallback'])}>"
        case "channel":
            return f"<#{element['channel_id']}>"
        case "user":
            return f"<@{element['user_id']}>"
        case "usergroup":
            return f"<!subteam^{element['usergroup_id']}>"
        case _:
            return encode(element["text"])
