"""A PostgreSQL server that keeps what it acknowledges: none of the tests' short cuts."""

from collections.abc import Iterator

import pytest

from tests.postgres import NoPostgres, server


@pytest.fixture(scope="session")
def durable_postgres() -> Iterator[str]:
    """The address of its database."""
    running = server(["shared_buffers=256MB", "max_wal_size=4GB"])
    try:
        address = running.__enter__()
    except NoPostgres as reason:
        pytest.skip(str(reason))
    yield f"{address}/postgres"
    running.__exit__(None, None, None)
