"""What each space sees of the library: everything, unless its moderators hid something.

Decides that most spaces share one edition at no cost, and that a space which differs has its own, made once in a thread
and kept until its choices or the library change.
"""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from bot.preferences import HIDDEN, SOURCES_OFF
from bot.services import Edition, Shelf
from bot.state.stores import Stores

KEPT = 256  # editions of spaces that differ; the least recently used goes first


@dataclass(frozen=True, slots=True)
class Choices:
    """What makes a space's edition differ."""

    hidden: frozenset[str]
    sources_off: frozenset[str]

    @classmethod
    def of(cls, chosen: Mapping[str, str]) -> "Choices":
        """As they stand in the settings of a space."""
        return cls(ids_in(chosen.get(HIDDEN, "")), ids_in(chosen.get(SOURCES_OFF, "")))

    def __bool__(self) -> bool:
        return bool(self.hidden or self.sources_off)


def ids_in(value: str) -> frozenset[str]:
    """The ids in the value of a setting that is a list."""
    return frozenset(json.loads(value)) if value else frozenset()


class Views:
    """The editions of all spaces."""

    def __init__(self, shelf: Shelf, stores: Stores) -> None:
        self._shelf = shelf
        self._stores = stores
        self._kept: OrderedDict[str, tuple[Edition, Choices, Edition]] = OrderedDict()

    async def of(self, space: str) -> Edition:
        """The edition that this space sees."""
        base = self._shelf.edition
        choices = Choices.of(await self._stores.settings.effective(space, ""))
        if not choices:
            return base
        kept = self._kept.get(space)
        if kept is None or kept[:2] != (base, choices):
            made = await asyncio.to_thread(base.without, choices.hidden, choices.sources_off)
            kept = (base, choices, made)
        self._kept[space] = kept
        self._kept.move_to_end(space)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return kept[2]
