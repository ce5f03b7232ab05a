"""Slack's rich text block and its limits.

Source: docs.slack.dev, reference/block-kit/blocks/rich-text-block.
"""

from tests.fakes.slack.objects import BLOCK_ID, URL
from tests.fakes.slack.shapes import flag, listing, number, one_of, record, tagged, text

_ID = text(1, 64, r"[A-Z0-9]+")
_STYLE = record({}, {"bold": flag(), "italic": flag(), "strike": flag(), "code": flag()})

TEXT = record({"type": one_of("text"), "text": text(1, 100_000)}, {"style": _STYLE})
LINK = record({"type": one_of("link"), "url": URL}, {"text": text(1, 3000), "unsafe": flag(), "style": _STYLE})

_INLINE = tagged(
    {
        "text": TEXT,
        "link": LINK,
        "user": record({"type": one_of("user"), "user_id": _ID}, {"style": _STYLE}),
        "channel": record({"type": one_of("channel"), "channel_id": _ID}, {"style": _STYLE}),
        "usergroup": record({"type": one_of("usergroup"), "usergroup_id": _ID}, {"style": _STYLE}),
        "emoji": record({"type": one_of("emoji"), "name": text(1, 100)}, {"unicode": text(1, 100), "style": _STYLE}),
        "broadcast": record({"type": one_of("broadcast"), "range": one_of("here", "channel", "everyone")}),
        "date": record(
            {"type": one_of("date"), "timestamp": number(0, 99_999_999_999), "format": text(1, 200)},
            {"url": URL, "fallback": text(1, 200), "style": _STYLE},
        ),
    }
)

_SECTION = record({"type": one_of("rich_text_section"), "elements": listing(_INLINE, 1, 1000)})

PART = tagged(
    {
        "rich_text_section": _SECTION,
        "rich_text_quote": record(
            {"type": one_of("rich_text_quote"), "elements": listing(_INLINE, 1, 1000)}, {"border": number(0, 1)}
        ),
        "rich_text_preformatted": record(
            {
                "type": one_of("rich_text_preformatted"),
                "elements": listing(tagged({"text": TEXT, "link": LINK}), 1, 1000),
            },
            {"border": number(0, 1), "language": text(1, 100)},
        ),
        "rich_text_list": record(
            {
                "type": one_of("rich_text_list"),
                "style": one_of("bullet", "ordered"),
                "elements": listing(_SECTION, 1, 1000),
            },
            {"indent": number(0, 8), "offset": number(0, 10_000), "border": number(0, 1)},
        ),
    }
)

RICH_TEXT = record(
    {"type": one_of("rich_text"), "elements": listing(PART, 1, 1000)},
    {"block_id": BLOCK_ID},
)
