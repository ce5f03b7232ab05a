"""The databases of the proofs."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.postgres import NoPostgres, Server, running


@pytest.fixture
def postgres() -> Iterator[Server]:
    """A server of the test's own that keeps what it has acknowledged, however it ends."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running(()))
        except NoPostgres as reason:
            pytest.skip(str(reason))
        yield server


@pytest.fixture
def url(request: pytest.FixtureRequest) -> str:
    """What DATABASE_URL says: nothing, or a database on the server."""
    return "" if request.param == "sqlite" else f"{request.getfixturevalue('postgres').address}/postgres"
