"""What the garbage collector looks at, and what not."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from adapters.memory import set_aside


class Circle:
    """It refers to itself, so that only the collector can take it away."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _collector_as_it_was() -> Iterator[None]:
    usual = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*usual)


def test_what_stays_is_not_looked_at_again() -> None:
    kept = Circle()

    set_aside()

    assert all(one is not kept for one in gc.get_objects())


def test_what_was_given_up_is_collected_when_it_is_set_aside_anew() -> None:
    old = Circle()
    set_aside()
    gone = weakref.ref(old)
    del old

    set_aside()

    assert gone() is None
