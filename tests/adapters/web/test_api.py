"""What the page's script sends and is sent."""

import json
from io import BytesIO
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

Client = TestClient[Any, Any]


async def send(client: Client, path: str, said: dict[str, Any]) -> Any:
    """The response to JSON of any size, as the page sends it."""
    headers = {"Origin": f"http://{client.host}:{client.port}", "Content-Type": "application/json"}
    return await client.post(path, data=BytesIO(json.dumps(said).encode()), headers=headers)


async def do(client: Client, what: str, person: str = "ada", **said: Any) -> dict[str, Any]:
    response = await send(client, f"/do/{what}?as={person}", said)
    assert response.status == 200
    found = await response.json()
    assert isinstance(found, dict)
    return found


async def page(client: Client, path: str = "/", **query: str) -> str:
    response = await client.get(path, params=query)
    assert response.status == 200
    return await response.text()


async def event(response: Any) -> dict[str, Any]:
    """The next event of a stream that says something."""
    async for line in response.content:
        if line.startswith(b"data: "):
            found = json.loads(line.removeprefix(b"data: "))
            assert isinstance(found, dict)
            return found
    raise AssertionError("the stream has ended")


async def stream(client: Client, person: str) -> Any:
    """The stream of somebody who has just loaded the page."""
    loaded = await page(client, **{"as": person})
    after = loaded.split('data-after="')[1].split('"')[0]
    return await client.get("/stream", params={"as": person, "after": after})


async def test_an_answer_brings_the_entries_it_made(client: Client) -> None:
    outcome = await do(client, "say", line="/quote SCA-01")

    (change,) = outcome["changes"]
    assert outcome["shown"] == change["number"]
    assert "Pre-training will eventually run out of data." in change["html"]


async def test_everybody_is_told_what_everybody_may_see(client: Client) -> None:
    listening = await stream(client, "ben")

    await do(client, "say", line="/quote SCA-01")

    assert "Pre-training" in (await event(listening))["html"]


async def test_what_is_private_is_told_to_nobody_else(client: Client) -> None:
    listening = await stream(client, "ben")

    await do(client, "say", line="/whisper words:pears")
    await do(client, "say", line="Good evening")

    assert "Good evening" in (await event(listening))["html"]
    assert "pears" not in await page(client, **{"as": "ben"})


async def test_a_private_entry_that_goes_is_told_to_nobody_else(client: Client) -> None:
    private = await do(client, "say", line="/whisper")
    listening = await stream(client, "ben")

    await do(client, "dismiss", under=str(private["shown"]))
    await do(client, "say", line="Good evening")

    assert "gone" not in await event(listening)


async def test_somebody_who_comes_back_is_told_what_they_missed(client: Client) -> None:
    loaded = (await page(client)).split('data-after="')[1].split('"')[0]
    await do(client, "say", line="Good evening")

    again = await client.get("/stream", headers={"Last-Event-ID": loaded})

    assert "Good evening" in (await event(again))["html"]


async def test_a_page_from_before_a_restart_is_told_to_load_anew(client: Client) -> None:
    again = await client.get("/stream", headers={"Last-Event-ID": "00000000-3"})

    assert b"event: anew" in await again.content.read()


async def test_a_page_comes_with_everything_said_so_far(client: Client) -> None:
    await do(client, "say", line="Good evening")

    assert "Good evening" in await page(client, **{"as": "ben"})


async def test_a_discussion_has_a_page_of_its_own(client: Client) -> None:
    first = await do(client, "say", line="/everything")
    opened = await do(client, "press", under=str(first["shown"]), wire="cp1:open:Beauty")

    assert "Let us talk about Beauty" in await page(client, thread=opened["thread"])
    assert "Let us talk about Beauty" in await page(client, f"/discussion/{opened['thread']}")


async def test_a_file_is_kept_and_never_shown_as_a_page(client: Client) -> None:
    first = await do(client, "say", line="/everything")

    response = await client.get(f"/kept/{first['shown']}/file/0")

    assert await response.text() == "# Minutes"
    assert response.headers["Content-Disposition"] == 'attachment; filename="minutes.md"'


async def test_a_picture_is_served_as_one(client: Client) -> None:
    first = await do(client, "say", line="/everything")

    response = await client.get(f"/kept/{first['shown']}/picture/0")

    assert (response.status, response.content_type) == (200, "image/png")


@pytest.mark.parametrize("what", ["file/1", "picture/1", "picture/9"])
async def test_what_an_answer_did_not_bring_is_not_there(client: Client, what: str) -> None:
    first = await do(client, "say", line="/everything")

    assert (await client.get(f"/kept/{first['shown']}/{what}")).status == 404


async def test_a_private_file_is_not_there_for_others(client: Client) -> None:
    first = await do(client, "say", line="/everything only-me")

    assert (await client.get(f"/kept/{first['shown']}/file/0?as=ben")).status == 404


async def test_a_wire_value_that_is_not_ours_is_answered(client: Client) -> None:
    outcome = await do(client, "press", under="1", wire="cp0:<nothing>")

    assert "from an older list" in outcome["changes"][0]["html"]


async def test_completions_are_offered(client: Client) -> None:
    response = await client.post(
        "/complete", json={"line": "/summ"}, headers={"Origin": f"http://{client.host}:{client.port}"}
    )

    assert [one["line"] for one in await response.json()] == ["/summary "]


async def test_what_somebody_says_is_never_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "adapters")

    await do(client, "say", line="/fail canary")
    await do(client, "say", line="canary")

    assert "canary" not in caplog.text
