"""Slack's composition objects and their limits: texts, options, the confirmation.

Source: docs.slack.dev, reference/block-kit/composition-objects.
"""

from tests.fakes.slack.shapes import Check, flag, listing, one_of, record, tagged, text

ACTION_ID = text(1, 255)
BLOCK_ID = text(1, 255)
URL = text(1, 3000, r"https?://\S+")


def plain(most: int) -> Check:
    """A plain text object."""
    return record({"type": one_of("plain_text"), "text": text(1, most)}, {"emoji": flag()})


def mrkdwn(most: int) -> Check:
    """A mrkdwn text object."""
    return record({"type": one_of("mrkdwn"), "text": text(1, most)}, {"verbatim": flag()})


def any_text(most: int) -> Check:
    """Either text object."""
    return tagged({"plain_text": plain(most), "mrkdwn": mrkdwn(most)})


def option(*, marked: bool = False) -> Check:
    """An option of a menu; those of checkboxes and radio buttons may be `marked` up."""
    shown = any_text(75) if marked else plain(75)
    return record({"text": shown, "value": text(1, 150)}, {"description": shown, "url": URL})


OPTION_GROUP = record({"label": plain(75), "options": listing(option(), 1, 100)})

CONFIRM = record(
    {"title": plain(100), "text": any_text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)

IMAGE = record(
    {"type": one_of("image"), "alt_text": text(1, 2000)},
    {"image_url": URL, "slack_file": record({}, {"id": text(1, 255), "url": URL})},
)

FILTER = record(
    {},
    {
        "include": listing(one_of("im", "mpim", "private", "public"), 1, 4),
        "exclude_external_shared_channels": flag(),
        "exclude_bot_users": flag(),
    },
)
