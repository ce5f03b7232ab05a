"""The clock panel: what it shows, what it moves, and where it is not offered."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters.web.guard import names_of
from adapters.web.people import PLATFORM, SPACE
from adapters.web.room import Rooms
from adapters.web.server import application
from adapters.web.stage import Stage, Step
from tests.adapters.web.conftest import ADA, BEN
from tests.adapters.web.markup import Markup
from tests.conversation import Chat, Clock, conversation
from tests.daily.conftest import DAILY, PROMPTS
from tests.library.small_pack import SMALL_PACK

SPRING = datetime(2026, 3, 27, 12, 0, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 23, 12, 0, tzinfo=UTC)
LATE_NIGHT = replace(DAILY, channel="reading-room", at=time(2, 30), zone="Europe/Berlin", opens_thread=True)


@dataclass
class Group:
    """A web chat with a prompt at half past two in the night, in Berlin."""

    chat: Chat
    stage: Stage
    client: "TestClient[Any, Any]"

    async def move(self, by: str, person: str = "ada") -> Markup:
        """Press a button of the panel; the panel as it is then."""
        response = await self.client.post(f"/clock/move?as={person}&lang=en", json={"by": by}, headers=self.ours)
        assert response.status == 200
        return Markup((await response.json())["panel"])

    @property
    def ours(self) -> dict[str, str]:
        return {"Origin": f"http://{self.client.host}:{self.client.port}"}

    async def panel(self) -> Markup:
        """The panel as somebody opens it."""
        return Markup((await (await self.client.get("/clock?lang=en")).json())["panel"])

    def seen(self) -> list[str]:
        """When each entry of the room came."""
        return [f"{one.at:%d.%m. %H:%M}" for one in self.stage.rooms.room("reading-room").seen_by("ada")]


@asynccontextmanager
async def group(folder: Path, now: datetime = SPRING) -> AsyncIterator[Group]:
    (folder / "pack").mkdir()
    (folder / "pack" / "pack.yaml").write_text(SMALL_PACK, encoding="utf-8")
    (folder / "pack" / "prompts.yaml").write_text(PROMPTS, encoding="utf-8")
    async with conversation(folder, [folder / "pack"], Clock(now)) as chat:
        stores = chat.app.services.stores
        space = await stores.spaces.ensure(PLATFORM, SPACE, now)
        await stores.schedules.add(space, LATE_NIGHT, by="mira", channel="reading-room", now=now)
        stage, names = Stage(chat.app, Rooms(), has_clock=True), set[str]()
        chat.app.outboxes.open(PLATFORM, stage.outbox)
        async with TestClient(TestServer(application(stage, lambda: frozenset(names)))) as client:
            names |= names_of("127.0.0.1", client.port or 0)
            yield Group(chat, stage, client)
            stage.rooms.close()
        await stage.close()


@pytest.fixture
async def spring(tmp_path: Path) -> AsyncIterator[Group]:
    """Two days before the clocks go forward."""
    async with group(tmp_path) as started:
        yield started


def rows(panel: Markup) -> list[str]:
    """The list of prompts, as it is read."""
    return [" ".join(one.words.split()) for one in panel.all("li")]


async def test_the_prompts_come_live_and_the_one_that_daylight_saving_shifts_is_explained(spring: Group) -> None:
    for _ in range(3):
        panel = await spring.move("next")

    assert spring.seen() == ["28.03. 01:30", "29.03. 01:30", "30.03. 00:30"]
    assert rows(panel)[:3] == [
        "2026-03-28 02:30CameUTC+1",
        "2026-03-29 03:30CameUTC+2The clocks go forward: on this day there is no 02:30.",
        "2026-03-30 02:30CameUTC+2",
    ]
    assert [row.split("UTC")[0] for row in rows(panel)[3:]] == [
        f"2026-{day} 02:30To come" for day in ("03-31", "04-01", "04-02")
    ]


async def test_a_time_that_comes_twice_brings_one_prompt(tmp_path: Path) -> None:
    async with group(tmp_path, AUTUMN) as autumn:
        for _ in range(3):
            panel = await autumn.move("next")

    assert rows(panel)[1:3] == [
        "2026-10-25 02:30CameUTC+2The clocks go back: 02:30 comes twice, and this is the first.",
        "2026-10-26 02:30CameUTC+1",
    ]


async def test_an_hour_and_a_day_pass(spring: Group) -> None:
    assert "2026-03-27 14:00" in (await spring.move("hour")).spaced
    assert "2026-03-28 14:00" in (await spring.move("day")).spaced
    assert spring.seen() == ["28.03. 01:30"]


async def test_the_day_before_the_next_change_of_clocks_is_one_press_away(spring: Group) -> None:
    await spring.move("day")

    panel = await spring.move("change")

    assert "2026-10-24 00:00" in panel.spaced
    assert spring.seen() == ["28.03. 01:30"]


async def test_going_back_leaves_nothing_of_it(spring: Group) -> None:
    await spring.stage.scene.talk.say(ADA, "Before")
    await spring.move("day")
    await spring.stage.scene.talk.say(BEN, "Meanwhile")
    await spring.stage.scene.talk.say(ADA, "/session start")

    panel = await spring.move("back")

    room = spring.stage.rooms.room("reading-room")
    assert [one.text for one in room.seen_by("ada")] == ["Before"]
    assert panel.all("button", data_move="back", disabled=None)  # type: ignore[arg-type]
    assert [row.split("UTC")[0] for row in rows(panel)] == [
        "2026-03-28 02:30To come",
        "2026-03-29 03:30To come",
        "2026-03-30 02:30To come",
    ]


async def test_the_days_that_were_looked_at_still_come_once(spring: Group) -> None:
    await spring.move("day")
    await spring.move("day")
    await spring.move("back")

    spring.chat.clock.forward(hours=14)
    await spring.chat.app.sender.turn()

    assert spring.seen() == ["28.03. 02:00"]


async def test_what_is_really_posted_meanwhile_is_there_afterwards(spring: Group) -> None:
    await spring.move("hour")
    spring.chat.clock.forward(hours=14)
    await spring.chat.app.sender.turn()
    assert spring.seen() == []

    await spring.move("back")

    assert spring.seen() == ["28.03. 02:00"]


async def test_every_page_is_told_that_the_clock_was_moved(spring: Group) -> None:
    with spring.stage.rooms.room("margins").listeners.one() as elsewhere:
        await spring.move("hour")
        await spring.move("back")

        assert [elsewhere.get_nowait(), elsewhere.get_nowait()] == ["clock", "clock"]


async def test_those_who_listen_hear_both_ways(spring: Group) -> None:
    with spring.stage.rooms.room("reading-room").listeners.one() as listener:
        await spring.move("next")
        told = [listener.get_nowait() for _ in range(listener.qsize())]
        await spring.move("back")
        back = [listener.get_nowait() for _ in range(listener.qsize())]

    assert [getattr(one, "gone", one) for one in (told[0], told[-1], *back)] == [False, "clock", True, "clock"]


async def test_what_looks_ahead_is_closed_only_once_everybody_is_answered(spring: Group, tmp_path: Path) -> None:
    await spring.move("hour")
    left = spring.stage.scene

    with left.answering():
        await spring.move("back")
        assert (tmp_path / "aside").exists()
        assert "What you can ask" in (await left.app.dispatcher.type("/help", ADA.request())).content.text
    await spring.stage.close()

    assert not (tmp_path / "aside").exists()


async def test_two_who_press_at_once_move_it_twice(spring: Group) -> None:
    await spring.stage.move(Step.HOUR)
    before = spring.stage.app.services.now()

    for _ in range(2):
        await spring.stage.move(Step.HOUR)

    assert spring.stage.app.services.now() - before == timedelta(hours=2)


async def test_a_step_that_there_is_not_is_refused(spring: Group) -> None:
    response = await spring.client.post("/clock/move", json={"by": "a year"}, headers=spring.ours)

    assert response.status == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Host": "evil.example"}, 421), ({"Origin": "http://evil.example"}, 403), ({"Origin": "", "X": ""}, 403)],
)
async def test_another_page_cannot_move_it(spring: Group, headers: dict[str, str], status: int) -> None:
    given = {name: value for name, value in (spring.ours | headers).items() if value}
    response = await spring.client.post("/clock/move", json={"by": "hour"}, headers=given)

    assert response.status == status
    assert spring.stage.app is spring.chat.app


async def test_where_the_data_cannot_be_copied_the_panel_says_so(spring: Group, tmp_path: Path) -> None:
    (tmp_path / "aside").write_text("in the way", encoding="utf-8")

    response = await spring.client.post("/clock/move?lang=en", json={"by": "hour"}, headers=spring.ours)

    refused = (await response.json())["refused"]
    assert refused.startswith("The clock cannot be moved, because the data cannot be copied: ")


async def test_without_a_prompt_the_panel_says_how_to_get_one(client: TestClient[Any, Any]) -> None:
    panel = Markup((await (await client.get("/clock?lang=en")).json())["panel"])

    assert "None is set up here." in panel.spaced
    assert "draft=%2Fdaily+set" in str(panel.one("a").attributes["href"])
    assert panel.all("button", data_move="next", disabled=None)  # type: ignore[arg-type]


async def test_where_it_is_not_offered_there_is_nothing_of_it(small: Chat) -> None:
    names = set[str]()
    async with TestClient(TestServer(application(Stage(small.app, Rooms()), lambda: frozenset(names)))) as client:
        names |= names_of("127.0.0.1", client.port or 0)

        page = await (await client.get("/")).text()
        moved = await client.post(
            "/clock/move", json={"by": "day"}, headers={"Origin": f"http://127.0.0.1:{client.port}"}
        )

    assert "data-clock-toggle" not in page
    assert moved.status == 404


async def test_it_is_not_offered_on_data_that_other_processes_share(small: Chat) -> None:
    small.app.services.stores.database.shared = True

    assert not Stage(small.app, Rooms(), has_clock=True).has_clock
