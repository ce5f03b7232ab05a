"""HTML as a type of its own: the only place where characters become markup.

Decides that everything is rendered here, on the server, and never in the browser: one typed, property-tested path
serves the page, the live stream and the pages that work without a script. A plain `str` put anywhere into a `tag` is
cleaned and escaped; only `Html` passes as it is, and only this file makes it.
"""

from collections.abc import Iterable
from html import escape

from bot.chat.clean import clean

Attribute = str | int | bool | None

_EXACT = frozenset({"data-wire", "data-chosen", "value"})  # what the page hands back to the server
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


class Html(str):
    """Markup that is safe to put into a page."""

    __slots__ = ()


NOTHING = Html("")


def text(raw: str) -> Html:
    """`raw` as it is to be read: invisible and reordering characters dropped, all others shown as themselves."""
    return Html(escape(clean(raw)))


def tag(name: str, /, *children: str, **attributes: Attribute) -> Html:
    """An element. Children that are not `Html` are text.

    `data_wire` is written `data-wire`, `class_` is written `class`; True gives a bare attribute, False and None give
    none. What `_EXACT` names goes back to the server and is kept to the character; all other values are cleaned.
    """
    opening = Html(f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>")
    return opening if name in _VOID else Html(f"{opening}{join(children)}</{name}>")


def join(parts: Iterable[str]) -> Html:
    """Parts one after the other; those that are not `Html` are text. A single text is one part, not its characters."""
    parts = (parts,) if isinstance(parts, str) else parts
    return Html("".join(part if isinstance(part, Html) else text(part) for part in parts))


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    raw = str(value)
    return f' {name}="{escape(raw if name in _EXACT else clean(raw))}"'
