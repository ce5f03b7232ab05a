"""A week of prompts in a minute, as somebody watches it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import time

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from adapters.web.people import PLATFORM, SPACE
from bot.app import App
from tests.adapters.web.browser.conftest import Open
from tests.adapters.web.browser.steps import line, log, say
from tests.adapters.web.browser.test_page import WIDER
from tests.daily.conftest import DAILY

pytestmark = pytest.mark.asyncio(loop_scope="session")

NIGHT = replace(DAILY, channel="reading-room", at=time(2, 30), zone="Europe/Berlin", opens_thread=True)


@pytest_asyncio.fixture(loop_scope="session", autouse=True)
async def _prompts(core: App) -> AsyncIterator[None]:
    """A prompt at half past two in the night, in Berlin."""
    stores, now = core.services.stores, core.services.now()
    space = await stores.spaces.ensure(PLATFORM, SPACE, now)
    await stores.schedules.add(space, NIGHT, by="mira", channel="reading-room", now=now)
    yield
    for schedule in await stores.schedules.of(space):
        await stores.schedules.remove(space, schedule.id, by="mira", now=now)


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="The bot's clock")


async def press(page: Page, name: str) -> None:
    await panel(page).get_by_role("button", name=name).click()


async def test_a_week_of_prompts_over_daylight_saving_is_watched_and_left_again(tab: Open) -> None:
    page, other = await tab("/?as=ben"), await tab("/?as=ada&clock=", width=390)
    await page.get_by_role("button", name="The bot's clock").click()

    await press(page, "Before the clocks change")
    await expect(panel(page)).to_contain_text("Looking ahead")
    for count in (1, 2, 3):
        await press(page, "Next prompt")
        await expect(log(page).get_by_role("article")).to_have_count(count)

    await expect(panel(page).get_by_role("listitem").nth(1)).to_contain_text("Sun 28 Mar, 03:30")
    await expect(panel(page)).to_contain_text("The clocks go forward: on this day there is no 02:30.")
    await expect(log(page).locator(".at time").nth(1)).to_have_text("10:30")  # in Tokyo
    await expect(log(other).get_by_role("article")).to_have_count(3)
    await expect(panel(other)).to_contain_text("Looking ahead")
    assert await other.evaluate(WIDER) == 0

    await press(page, "Back to the real time")
    await expect(log(page).get_by_role("article")).to_have_count(0)
    await expect(log(other).get_by_role("article")).to_have_count(0)
    await expect(panel(other)).to_contain_text("Real time")


async def test_a_prompt_that_is_set_up_by_typing_is_listed_at_once(tab: Open) -> None:
    page = await tab("/?as=mira&clock=")
    await say(page, "/daily set margins 09:00 UTC")

    await log(page).get_by_role("button", name="Save").click()

    await expect(panel(page)).to_contain_text("Margins · UTC")


async def test_the_panel_is_used_with_the_keyboard_alone_and_heard(tab: Open) -> None:
    page = await tab()
    toggle = page.get_by_role("button", name="The bot's clock")
    await toggle.focus()
    await page.keyboard.press("Enter")
    await expect(panel(page).get_by_role("button", name="Next prompt")).to_be_focused()

    await page.keyboard.press("Enter")

    await expect(page.get_by_role("status").filter(has_text="The clock says")).to_have_count(1)
    await expect(panel(page).get_by_role("button", name="Next prompt")).to_be_focused()
    await press(page, "Back to the real time")
    await expect(panel(page).get_by_role("button", name="Next prompt")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(panel(page)).to_be_hidden()
    await expect(toggle).to_be_focused()


async def test_a_discussion_that_was_opened_ahead_closes_on_the_way_back(tab: Open) -> None:
    page = await tab("/?clock=")
    await press(page, "Next prompt")
    await log(page).get_by_role("link", name="Discussion").click()
    await expect(line(page)).to_be_hidden()

    await press(page, "Back to the real time")

    await expect(line(page)).to_be_visible()
    await expect(page.locator("[data-discussion]")).to_have_count(0)


# In one step, since the panel is drawn anew whenever something comes.
PLACE_OF_A_DAY = """(panel) => {
  const buttons = [...panel.querySelectorAll("button")];
  const place = buttons.find((one) => one.textContent === "A day").getBoundingClientRect();
  return [place.x, place.y, place.width, place.height];
}"""


async def test_the_buttons_stay_where_they_are(tab: Open) -> None:
    page = await tab("/?clock=")
    before = await panel(page).evaluate(PLACE_OF_A_DAY)

    await press(page, "A day")
    await expect(panel(page)).to_contain_text("Looking ahead")

    assert await panel(page).evaluate(PLACE_OF_A_DAY) == before
    await press(page, "Back to the real time")
    await expect(panel(page)).to_contain_text("Real time")
