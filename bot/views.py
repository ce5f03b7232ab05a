"""What each space sees of the library: everything, without what its moderators hid, and with what its members added.

Decides that most spaces share one edition at no cost, and that a space which differs has its own, made once in a thread
and kept until its choices or the library change.
"""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.library.origin import Origin
from bot.library.own import OwnItem
from bot.library.records import PromptKind
from bot.preferences import HIDDEN, SOURCES_OFF
from bot.services import Edition, Shelf
from bot.state.stores import Stores
from bot.state.submission import Submission

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
        self._kept: OrderedDict[str, tuple[Edition, Choices, int, Edition]] = OrderedDict()

    async def of(self, space: str) -> Edition:
        """The edition that this space sees."""
        base = self._shelf.edition
        choices = Choices.of(await self._stores.settings.effective(space, ""))
        version = await self._stores.submissions.version(space)
        if not (choices or version):
            return base
        kept = self._kept.get(space)
        if kept is None or kept[:3] != (base, choices, version):
            items = own_items(await self._stores.submissions.approved(space)) if version else ()
            kept = (base, choices, version, await asyncio.to_thread(_made, base, choices, items))
        self._kept[space] = kept
        self._kept.move_to_end(space)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return kept[3]


def own_items(approved: Iterable[Submission]) -> tuple[OwnItem, ...]:
    """What moderators approved, as the library takes it in."""
    return tuple(
        OwnItem(
            id=one.item,
            words=one.content.words,
            topic=one.content.topic,
            origin=Origin("" if one.anonymous else one.name, one.sent_at.date() if one.raised else None),
            speaker=one.content.speaker,
            source=one.content.source,
            kind=PromptKind(one.content.asks),
        )
        for one in approved
        if one.item is not None
    )


def _made(base: Edition, choices: Choices, items: Sequence[OwnItem]) -> Edition:
    chosen = base.without(choices.hidden, choices.sources_off) if choices else base
    shown = [item for item in items if item.id not in choices.hidden]
    return chosen.merged(shown) if shown else chosen
