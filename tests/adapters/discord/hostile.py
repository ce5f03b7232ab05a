"""Texts that want to be more than text on Discord, and the rules that none of them may break."""

import re

from hypothesis import strategies as st

TRICKS = (
    "@everyone",
    "@here",
    "<@123456789012345678>",
    "<@!123456789012345678>",
    "<@&123456789012345678>",
    "<#123456789012345678>",
    "</quote:123456789012345678>",
    "<t:1700000000:R>",
    "<id:customize>",
    "<:smile:123456789012345678>",
    "<a:smile:123456789012345678>",
    "[bank](https://evil.example)",
    "[bank](<https://evil.example>)",
    "<https://evil.example>",
    "https://evil.example/@everyone",
    "https://a_b.example/_c_",
    "](https://evil.example)",
    "**bold**",
    "__under__",
    "~~gone~~",
    "||hidden||",
    "```\ncode\n```",
    "`code`",
    "# huge",
    "-# small",
    "> quoted",
    ">>> quoted",
    "- item",
    "1. item",
    "\\",
    "\u202eright to left",
    "@\u200beveryone",
    "<\u200b@123456789012345678>",
    "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
    "\u200d\u200d\u200d",
    "泛化的鸿沟。",
    "👩‍👩‍👧‍👦",
    "\n",
    "\n\n\n\n",
    "\r\n",
    "\t",
    " ",
)

texts = st.lists(st.one_of(st.sampled_from(TRICKS), st.text(max_size=40)), min_size=1, max_size=30).map("".join)
lines = texts.map(lambda text: " ".join(text.split()) or "x")

MENTION = re.compile(r"<@|<#|</|<t:|<id:|<a?:\w+:\d|@everyone|@here")
MASKED = re.compile(r"(?<!\\)\[[^\]\n]*(?<!\\)\]\(")
FORMATTED = re.compile(r"(?<!\\)(?:\\\\)*[*_~|`](?!\S*://)")


def without_addresses(shown: str) -> str:
    """The text without bare addresses, in which marks mean nothing."""
    return re.sub(r"https?://\S+", "", shown)
