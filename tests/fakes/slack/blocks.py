"""Slack's layout blocks, messages and views, with every documented limit.

Source: docs.slack.dev, reference/block-kit/blocks and reference/views. The length of a whole message is not
documented; slackapi/bolt-js#2509 measured about 13,300 characters, of which each block took about 125 itself.
"""

import json
from collections.abc import Iterator

from tests.fakes.slack.elements import IN_ACTIONS, IN_INPUT, IN_SECTION
from tests.fakes.slack.objects import BLOCK_ID, IMAGE, URL, any_text, plain
from tests.fakes.slack.rich import RICH_TEXT
from tests.fakes.slack.shapes import Check, Json, flag, listing, one_of, record, tagged, text

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MESSAGE_LENGTH, BLOCK_COST = 13_300, 125
VIEW_BYTES = 250_000


def _block(name: str, required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return record({"type": one_of(name), **required}, {"block_id": BLOCK_ID, **(optional or {})})


BLOCK = tagged(
    {
        "actions": _block("actions", {"elements": listing(IN_ACTIONS, 1, 25)}),
        "context": _block(
            "context",
            {
                "elements": listing(
                    tagged({"image": IMAGE, "plain_text": any_text(3000), "mrkdwn": any_text(3000)}), 1, 10
                )
            },
        ),
        "divider": _block("divider", {}),
        "header": _block("header", {"text": plain(150)}),
        "image": _block(
            "image",
            {"alt_text": text(1, 2000)},
            {"image_url": URL, "slack_file": record({}, {"id": text(1, 255), "url": URL}), "title": plain(2000)},
        ),
        "input": _block(
            "input",
            {"label": plain(2000), "element": IN_INPUT},
            {"hint": plain(2000), "optional": flag(), "dispatch_action": flag()},
        ),
        "rich_text": RICH_TEXT,
        "section": _block(
            "section",
            {},
            {
                "text": any_text(3000),
                "fields": listing(any_text(2000), 1, 10),
                "accessory": IN_SECTION,
                "expand": flag(),
            },
        ),
    }
)


def message_problems(blocks: object) -> list[str]:
    """What Slack would refuse about the blocks of a message."""
    return [*listing(BLOCK, 0, MESSAGE_BLOCKS)("blocks", blocks), *_ids(blocks)]


def is_too_long(blocks: list[Json]) -> bool:
    """Whether a message with these blocks is refused for its length as a whole."""
    return sum(BLOCK_COST + _letters(block) for block in blocks) > MESSAGE_LENGTH


_MODAL = record(
    {"type": one_of("modal"), "title": plain(24), "blocks": listing(BLOCK, 1, VIEW_BLOCKS)},
    {
        "close": plain(24),
        "submit": plain(24),
        "private_metadata": text(0, 3000),
        "callback_id": text(0, 255),
        "clear_on_close": flag(),
        "notify_on_close": flag(),
        "external_id": text(1, 255),
    },
)
_HOME = record(
    {"type": one_of("home"), "blocks": listing(BLOCK, 0, VIEW_BLOCKS)},
    {"private_metadata": text(0, 3000), "callback_id": text(0, 255), "external_id": text(1, 255)},
)


def view_problems(view: Json) -> list[str]:
    """What Slack would refuse about a view."""
    found = [*tagged({"modal": _MODAL, "home": _HOME})("view", view), *_ids(view.get("blocks"))]
    inputs = [block for block in view.get("blocks", ()) if isinstance(block, dict) and block.get("type") == "input"]
    if inputs and view.get("type") == "modal" and "submit" not in view:
        found.append("view: submit is required when there are input blocks")
    asking = [block for block in inputs if block.get("element", {}).get("response_url_enabled")]
    if view.get("type") != "modal" and any(block.get("element", {}).get("type") == "file_input" for block in inputs):
        found.append("view: file_input is for modals")
    if len(asking) > 1 or (asking and view.get("type") != "modal"):
        found.append("view: response_url_enabled is for one menu of a modal")
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        found.append("view: view_too_large")
    return found


def _ids(blocks: object) -> Iterator[str]:
    """Ids that stand twice where they may stand once, and sections that say nothing."""
    kept = [block for block in blocks if isinstance(block, dict)] if isinstance(blocks, list) else []
    ids = [block["block_id"] for block in kept if "block_id" in block]
    if len(ids) != len(set(ids)):
        yield "blocks: block_id already exists"
    for block in kept:
        inside = [element.get("action_id") for element in block.get("elements", ()) if isinstance(element, dict)]
        actions = [each for each in inside if each]
        if len(actions) != len(set(actions)):
            yield "blocks: action_id already exists in the block"
        if block.get("type") == "section" and not {"text", "fields"} & block.keys():
            yield "blocks: a section needs text or fields"
        if block.get("type") == "image" and len({"image_url", "slack_file"} & block.keys()) != 1:
            yield "blocks: an image needs image_url or slack_file"


def _letters(value: object) -> int:
    if isinstance(value, dict):
        return sum(
            len(part) if key == "text" and isinstance(part, str) else _letters(part) for key, part in value.items()
        )
    if isinstance(value, list):
        return sum(map(_letters, value))
    return 0
