"""The page answers to its own address alone, takes JSON from its own pages, and says what a browser may do with it."""

from typing import Any

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

from adapters.web.guard import BODY_LIMIT, HEADERS, names_of


async def post(client: TestClient[Any, Any], path: str = "/do/say", body: Any = None, **headers: str) -> ClientResponse:
    ours = {"Origin": f"http://{client.host}:{client.port}", "Content-Type": "application/json"}
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    sent = body if isinstance(body, bytes) else b'{"line": "Hello"}'
    return await client.post(path, data=sent, headers={k: v for k, v in (ours | given).items() if v})


async def test_our_own_page_may_speak(client: TestClient[Any, Any]) -> None:
    assert (await post(client)).status == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1.evil.example", "[::1]"])
async def test_another_name_for_this_address_is_refused(client: TestClient[Any, Any], host: str) -> None:
    assert (await client.get("/", headers={"Host": host})).status == 421


async def test_localhost_is_this_address(client: TestClient[Any, Any]) -> None:
    assert (await client.get("/", headers={"Host": f"localhost:{client.port}"})).status == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1", "https://127.0.0.1:1"])
async def test_another_page_cannot_post(client: TestClient[Any, Any], origin: str) -> None:
    assert (await post(client, Origin=origin)).status == 403


async def test_a_post_without_an_origin_is_refused(client: TestClient[Any, Any]) -> None:
    assert (await post(client, Origin="")).status == 403


async def test_a_post_from_another_site_is_refused_whatever_its_origin(client: TestClient[Any, Any]) -> None:
    assert (await post(client, Sec_Fetch_Site="same-site")).status == 403


async def test_another_page_cannot_listen(client: TestClient[Any, Any]) -> None:
    assert (await client.get("/stream", headers={"Origin": "http://evil.example"})).status == 403


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
async def test_only_json_is_taken(client: TestClient[Any, Any], kind: str) -> None:
    assert (await post(client, Content_Type=kind)).status == 415


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"line": 3}', b'{"line": null}', b"[" * 60_000, b"\xff"])
async def test_a_body_that_makes_no_sense_is_refused_calmly(client: TestClient[Any, Any], body: bytes) -> None:
    assert (await post(client, body=body)).status == 400


async def test_a_body_that_is_too_large_is_refused(client: TestClient[Any, Any]) -> None:
    assert (await post(client, body=b'{"line": "' + b"x" * BODY_LIMIT + b'"}')).status == 413


@pytest.mark.parametrize(
    "path", ["/", "/static/theme.css", "/favicon.svg", "/nowhere", "/kept/1/file/0", "/discussion/7"]
)
async def test_every_answer_carries_our_headers(client: TestClient[Any, Any], path: str) -> None:
    response = await client.get(path)

    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    assert "Server" not in response.headers


async def test_the_page_allows_no_script_or_style_but_its_own_files(client: TestClient[Any, Any]) -> None:
    policy = (await client.get("/")).headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")


async def test_a_way_out_of_the_static_folder_is_none(client: TestClient[Any, Any]) -> None:
    assert (await client.get("/static/%2e%2e/server.py")).status in (403, 404)


def test_an_address_of_version_6_is_written_in_brackets() -> None:
    assert "[::1]:8600" in names_of("::1", 8600)
