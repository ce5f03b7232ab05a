"""What a person reads and can press in a message or a view, and who is pinged by it.

Decides how the local Slack reads mrkdwn: `<!here>` pings, `<url|words>` hides where it leads, and a mrkdwn text that
is not verbatim also turns bare `@here`, channel names and addresses into links. Tests hold renderings to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.fakes.slack.shapes import Json

_ANGLE = re.compile(r"<([^<>]*)>")
_BROADCAST = {"!here", "!channel", "!everyone"}


@dataclass
class Reading:
    """What was understood of a text: the words, who is pinged, and links that hide their address."""

    words: str = ""
    pings: list[str] = field(default_factory=list)
    masked: list[str] = field(default_factory=list)


def read(blocks: list[Json], text: str) -> Reading:
    """All that is shown: the blocks where there are any, else the text."""
    reading = Reading()
    lines = list(_block_lines(blocks, reading)) if blocks else [_mrkdwn(text, reading, verbatim=True)]
    reading.words = "\n".join(line for line in lines if line)
    return reading


def interactive(blocks: list[Json]) -> Iterator[tuple[str, Json]]:
    """Every element that can be used, with the id of its block."""
    for block in blocks:
        inside = [*block.get("elements", ()), block.get("accessory"), block.get("element")]
        for element in inside:
            if isinstance(element, dict) and "action_id" in element:
                yield block.get("block_id", ""), element


def _block_lines(blocks: list[Json], reading: Reading) -> Iterator[str]:
    for block in blocks:
        match block["type"]:
            case "rich_text":
                yield "\n".join(_rich(part, reading) for part in block["elements"])
            case "header" | "section":
                texts = [block["text"]] if "text" in block else []
                yield "\n".join(_text(each, reading) for each in [*texts, *block.get("fields", ())])
            case "context":
                yield " ".join(
                    f"[{each['alt_text']}]" if each["type"] == "image" else _text(each, reading)
                    for each in block["elements"]
                )
            case "image":
                yield f"[{block['alt_text']}]"
            case "input":
                yield _text(block["label"], reading)


def _text(text: Json, reading: Reading) -> str:
    if text["type"] == "plain_text":
        return str(text["text"])
    return _mrkdwn(text["text"], reading, verbatim=bool(text.get("verbatim")))


def _mrkdwn(text: str, reading: Reading, *, verbatim: bool) -> str:
    def shown(found: re.Match[str]) -> str:
        target, _, label = found[1].partition("|")
        if target.startswith(("@", "!subteam^")) or target in _BROADCAST:
            reading.pings.append(target)
            return "@" + (label or target.lstrip("@!"))
        if target.startswith("!date^"):
            return label
        if label and label != target:
            reading.masked.append(f"{label} -> {target}")
        return label or target

    if not verbatim:
        reading.pings += re.findall(r"(?<!\S)@(?:here|channel|everyone)\b", text)
    plain = _ANGLE.sub(shown, text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _rich(part: Json, reading: Reading) -> str:
    match part["type"]:
        case "rich_text_list":
            return "\n".join("• " + _inlines(item["elements"], reading) for item in part["elements"])
        case "rich_text_quote":
            return "\n".join(f"> {line}" for line in _inlines(part["elements"], reading).split("\n"))
        case _:
            return _inlines(part["elements"], reading)


def _inlines(elements: list[Json], reading: Reading) -> str:
    return "".join(_inline(element, reading) for element in elements)


def _inline(element: Json, reading: Reading) -> str:
    match element["type"]:
        case "text":
            return str(element["text"])
        case "link":
            words = str(element.get("text", element["url"]))
            return words if words == element["url"] else f"{words} ({element['url']})"
        case "date":
            return str(element.get("fallback", element["timestamp"]))
        case "user" | "usergroup" | "broadcast":
            who = str(element.get("user_id") or element.get("usergroup_id") or element.get("range"))
            reading.pings.append(f"@{who}")
            return f"@{who}"
        case "channel":
            return f"#{element['channel_id']}"
        case _:
            return ""
