"""The page around the conversation: who one is, light and dark, small screens, keyboards and screen readers."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.adapters.web.browser.conftest import Open
from tests.adapters.web.browser.steps import line, log, press, say

pytestmark = pytest.mark.asyncio(loop_scope="session")

NAMELESS = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), summary, textarea, select")]
  .filter((one) => !(one.textContent.trim() || one.getAttribute("aria-label") || one.labels?.length))
  .map((one) => one.outerHTML)"""
REPEATED = """() => [...document.querySelectorAll("[id]")].map((one) => one.id)
  .filter((id, at, all) => all.indexOf(id) !== at)"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
HIDE = """() => { Object.defineProperty(document, "hidden", { value: true, configurable: true });
  document.dispatchEvent(new Event("visibilitychange")); }"""
SHOW = HIDE.replace("true,", "false,")
ON_DARK = "() => getComputedStyle(document.documentElement).backgroundColor"

PAPER, NIGHT = "rgb(251, 250, 246)", "rgb(23, 25, 26)"


async def everything(page: Page) -> None:
    """Fill the page with all there is."""
    await say(page, "/everything only-me")
    await expect(log(page)).to_contain_text("A second card")
    await say(page, "/fill word:apple number:x")
    await expect(log(page).get_by_role("form")).to_be_visible()


async def test_somebody_can_be_somebody_else(tab: Open) -> None:
    page = await tab()
    await page.locator("summary", has_text="Ada").click()

    await page.get_by_role("link", name="Mira").click()
    await expect(page.locator("summary", has_text="Mira")).to_be_visible()
    await say(page, "/where")

    await expect(log(page)).to_contain_text("as mira, en")


async def test_light_and_dark_follow_the_device_and_then_the_reader(tab: Open) -> None:
    page = await tab(color_scheme="dark")
    assert await page.evaluate(ON_DARK) == NIGHT

    await page.get_by_role("button", name="Light or dark").click()
    assert await page.evaluate(ON_DARK) == PAPER
    await page.reload()

    assert await page.evaluate(ON_DARK) == PAPER


async def test_the_first_key_leads_past_the_masthead(tab: Open) -> None:
    page = await tab("/library")

    await page.keyboard.press("Tab")

    await expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()


async def test_everything_has_a_name_and_an_id_of_its_own(tab: Open) -> None:
    page = await tab()

    await everything(page)

    assert await page.evaluate(NAMELESS) == []
    assert await page.evaluate(REPEATED) == []


async def test_the_conversation_is_a_log_with_named_entries(tab: Open) -> None:
    page = await tab()

    await say(page, "/where")

    await expect(log(page).get_by_role("article", name="Commonplace answers Ada")).to_be_visible()


async def test_answers_are_read_out_as_they_come(tab: Open) -> None:
    page = await tab()

    await expect(page.locator("[role=log]")).to_have_count(1)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Reading room")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
async def test_nothing_is_wider_than_the_screen(tab: Open, width: int) -> None:
    page = await tab(width=width)

    await everything(page)
    await say(page, "x" * 500)
    await expect(log(page)).to_contain_text("x" * 500)

    assert await page.evaluate(WIDER) == 0


@pytest.mark.parametrize("path", ["/library", "/library/quotes/SCA-01", "/library/sources", "/library?q=beauty"])
async def test_no_page_of_the_library_is_wider_than_a_phone(tab: Open, path: str) -> None:
    page = await tab(path, width=320)

    assert await page.evaluate(WIDER) == 0


async def test_on_a_phone_a_discussion_takes_the_whole_screen(tab: Open) -> None:
    page = await tab(width=390)
    await say(page, "/everything")

    await press(page, "Discuss")

    await expect(page.get_by_role("heading", name="Beauty")).to_be_visible()
    await expect(line(page)).to_be_hidden()


async def test_the_library_is_searched_while_one_types(tab: Open) -> None:
    page = await tab("/library")

    await page.get_by_role("searchbox").press_sequentially("ugliness")

    await expect(page.get_by_role("main")).to_contain_text("“Beauty, simplicity, ugliness.")
    await expect(page).to_have_url(re.compile(r"/library\?q=ugliness$"))


async def test_a_quotation_of_the_library_can_be_taken_into_the_room(tab: Open) -> None:
    page = await tab("/library/quotes/SCA-01")

    await page.get_by_role("link", name="Show it in the reading room").click()

    await expect(line(page)).to_have_value("/quote SCA-01")


@pytest.mark.parametrize("width", [390, 1280])
async def test_a_menu_that_opens_is_wholly_seen(tab: Open, width: int) -> None:
    page = await tab(width=width, height=600)
    await say(page, "/everything")

    await log(page).locator("summary", has_text="Pick").click()

    await expect(log(page).get_by_role("button", name="Second")).to_be_in_viewport(ratio=1)
    assert await page.evaluate(WIDER) == 0


async def test_a_page_that_was_not_seen_catches_up(tab: Open) -> None:
    ada, ben = await tab("/?as=ada"), await tab("/?as=ben")
    await ben.evaluate(HIDE)
    await say(ada, "Good evening, Ben")
    await expect(log(ada)).to_contain_text("Good evening, Ben")

    await ben.evaluate(SHOW)

    await expect(log(ben)).to_contain_text("Good evening, Ben")
