"""What DATABASE_URL means."""

from pathlib import Path
from traceback import format_exception

import pytest

from bot.state.address import PostgresServer, SqliteFile, address_of, sqlite_file
from bot.state.refusals import AddressError

DATA = Path("/data")


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("", "/data/commonplace.sqlite3"),
        ("  ", "/data/commonplace.sqlite3"),
        ("sqlite:////srv/books.db", "/srv/books.db"),
        ("sqlite+aiosqlite:////srv/books.db", "/srv/books.db"),
    ],
)
def test_an_address_of_a_file(url: str, path: str) -> None:
    assert address_of(url, DATA) == SqliteFile(Path(path))


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg", "postgresql+psycopg"])
def test_an_address_of_a_server(scheme: str) -> None:
    address = address_of(f"{scheme}://anna:secret@host:5433/books", DATA)

    assert isinstance(address, PostgresServer)
    assert address.url.render_as_string(hide_password=False) == "postgresql+asyncpg://anna:secret@host:5433/books"


def test_the_way_hosting_services_ask_for_encryption_is_understood() -> None:
    address = address_of("postgres://host/books?sslmode=require", DATA)

    assert isinstance(address, PostgresServer)
    assert dict(address.url.query) == {"ssl": "require"}


def test_what_is_asked_for_and_not_understood_is_named() -> None:
    with pytest.raises(AddressError, match=r"channel_binding, pool\. Leave it out\."):
        address_of("postgres://host/books?sslmode=require&pool=3&channel_binding=require", DATA)


@pytest.mark.parametrize("url", ["mysql://host/books", "books.db", "://", "sqlite://", "sqlite:///:memory:"])
def test_an_address_that_means_nothing_is_refused_by_its_name(url: str) -> None:
    with pytest.raises(AddressError, match=r"^DATABASE_URL "):
        address_of(url, DATA)


@pytest.mark.parametrize("url", ["mysql://anna:secret@host/books", "postgresql://anna:secret", "postgres://h:secret/x"])
def test_a_refusal_does_not_repeat_the_password(url: str) -> None:
    with pytest.raises(AddressError) as raised:
        address_of(url, DATA)

    assert "secret" not in "".join(format_exception(raised.value))


def test_an_address_is_printed_without_its_password() -> None:
    assert "secret" not in repr(address_of("postgres://anna:secret@host/books", DATA))


def test_backing_up_a_server_is_left_to_its_tools() -> None:
    with pytest.raises(AddressError, match="pg_dump"):
        sqlite_file("postgres://host/books", DATA)
