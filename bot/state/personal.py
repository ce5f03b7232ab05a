"""What is kept about a person, wherever it is kept.

Decides that every store which holds something about people says in which tables, gives it out and lets it
go; a test holds the tables with a person in them against this. What a person is shown, exported and can
have erased is the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


class KeepsPersonal(Protocol):
    """A store that holds something about people."""

    @property
    def personal(self) -> frozenset[str]:
        """The names of its tables that have a person in them."""
        ...

    async def export_person(self, space: str, person: str) -> list[dict[str, object]]:
        """Everything it holds about the person in this space, as JSON-able values."""
        ...

    async def erase_person(self, space: str, person: str) -> int:
        """Let it go; how many rows were touched."""
        ...


@dataclass(frozen=True, slots=True)
class Personal:
    """All stores that hold something about people, by the word people know them by."""

    stores: Mapping[str, KeepsPersonal]

    async def export(self, space: str, person: str) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """`{"saved": [{…}], "settings": []}`: everything kept about the person in this space."""
        return {name: await store.export_person(space, person) for name, store in self.stores.items()}

    async def erase(self, space: str, person: str) -> Mapping[str, int]:
        """Let go of everything; how many rows of each kind."""
        return {name: await store.erase_person(space, person) for name, store in self.stores.items()}
