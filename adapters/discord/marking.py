"""How our token can be read off a message that Discord shows again.

Decides on two places, since the nonce is in the answer to the post alone: the custom id of a button that carries the
token, and the number of the first component, which is made from it and is there also where nothing can be pressed.
Both are readable without the intent for the content of messages, since they are the bot's own.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from discord import ui


def mark(items: Sequence[ui.Item[Any]], token: str) -> None:
    """Give the first component the token's number."""
    if items:
        items[0].id = number_of(token)


def carries(message: dict[str, Any], token: str) -> bool:
    """Whether the message, as Discord gives it, has the token."""
    return any(
        one.get("id") == number_of(token) or token in str(one.get("custom_id", ""))
        for one in _every(message.get("components") or [])
    )


def number_of(token: str) -> int:
    """A component's id: 31 bits and not 0 (components/reference); small ones are what Discord gives by itself."""
    return int.from_bytes(hashlib.sha256(token.encode()).digest()[:4], "big") >> 1 | 1 << 20


def _every(components: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in components:
        yield one
        yield from _every(one.get("components") or [])
        if isinstance(accessory := one.get("accessory"), dict):
            yield accessory
