"""Between Slack's text and ours: what has a meaning in Slack is written so that it has none, and read back.

Decides that `& < >` become entities in every text that goes out, which alone keeps `<!channel>`, `<@U…>` and masked
links from being made, and that `Encoded` is a type of its own, so that raw text does not slip through the type check.
Names of people and channels that come in (`should_escape`) become their ids before the grammar of commands sees them.
"""

import re
from html import unescape

from bot.chat.clean import clean

_ANGLE = re.compile(r"<([@#!][^<>]*|(?:https?|mailto|tel):[^<>]*)>")
_ID = re.compile(r"[A-Z0-9]{2,64}")


class Encoded(str):
    """Text in which nothing is a mention, a link or an entity unless we put it there."""

    __slots__ = ()


def encode(raw: str, *, lines: bool = True) -> Encoded:
    """`raw` as Slack shows it letter by letter, without invisible and piled-up characters."""
    text = clean(raw, lines=lines).replace("&", "&amp;")
    return Encoded(text.replace("<", "&lt;").replace(">", "&gt;"))


def joined(parts: "list[Encoded]", between: str = "\n") -> Encoded:
    """Encoded parts with a plain separator; empty ones are left out."""
    return Encoded(between.join(part for part in parts if part))


def plain_of(text: str, *, ids: bool = False) -> str:
    """What somebody wrote, from the form Slack sends it in; with `ids`, people and channels are their ids.

    `'<@U1|ann> &lt;3 <https://a.example|a>'` -> `'@ann <3 a'`, or `'U1 <3 a'` with `ids`.
    """

    def shown(found: re.Match[str]) -> str:
        target, _, label = found[1].partition("|")
        kind = target[:1]
        name = target.removeprefix("!subteam^") if target.startswith("!subteam^") else target[1:]
        if ids and (kind in "@#" or target.startswith("!subteam^")) and _ID.fullmatch(name):
            return name
        if kind in ("@", "#"):
            return f"{kind}{label or name}"
        if kind == "!":
            return label if label.startswith("@") or "^" in target else f"@{label or name}"
        return label or target

    return unescape(_ANGLE.sub(shown, text))
