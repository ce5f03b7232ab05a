"""Typing: completion, what was sent before, and forms."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.adapters.web.browser.conftest import Open
from tests.adapters.web.browser.steps import line, log, press, say

pytestmark = pytest.mark.asyncio(loop_scope="session")


def offered(page: Page) -> Locator:
    """The completions that are shown."""
    return page.get_by_role("option")


async def test_commands_are_offered_and_taken_with_the_keyboard(tab: Open) -> None:
    page = await tab()
    await line(page).press_sequentially("/summ")
    await expect(offered(page)).to_contain_text(["/summary"])

    await line(page).press("ArrowDown")
    await line(page).press("Enter")

    await expect(line(page)).to_have_value("/summary ")
    await expect(log(page).get_by_role("article")).to_have_count(0)


async def test_values_are_offered_after_the_command(tab: Open) -> None:
    page = await tab()

    await line(page).press_sequentially("/summary tas")

    await expect(offered(page).first).to_contain_text("Research taste")


async def test_the_list_says_which_of_it_is_chosen(tab: Open) -> None:
    page = await tab()
    await line(page).fill("/s")
    await expect(line(page)).to_have_attribute("aria-expanded", "true")

    await line(page).press("ArrowUp")

    chosen = page.get_by_role("option", selected=True)
    await expect(chosen).to_have_count(1)
    await expect(line(page)).to_have_attribute("aria-activedescendant", await chosen.get_attribute("id") or "")


async def test_enter_sends_what_is_typed_although_a_list_is_open(tab: Open) -> None:
    page = await tab()
    await line(page).press_sequentially("/summary taste")
    await expect(offered(page).first).to_contain_text("Research taste")

    await line(page).press("Enter")

    await expect(log(page)).to_contain_text("What to work on is a question of beauty.")
    await expect(offered(page)).to_have_count(0)


async def test_escape_closes_the_list_and_keeps_what_is_typed(tab: Open) -> None:
    page = await tab()
    await line(page).press_sequentially("/s")
    await expect(offered(page).first).to_be_visible()

    await line(page).press("Escape")

    await expect(offered(page)).to_have_count(0)
    await expect(line(page)).to_have_value("/s")


async def test_a_completion_can_be_clicked(tab: Open) -> None:
    page = await tab()
    await line(page).press_sequentially("/summ")

    await offered(page).get_by_text("/summary", exact=True).click()

    await expect(line(page)).to_have_value("/summary ")
    await expect(line(page)).to_be_focused()


async def test_the_arrow_brings_back_what_was_sent(tab: Open) -> None:
    page = await tab()
    await say(page, "Good evening")
    await expect(log(page)).to_contain_text("Good evening")

    await line(page).press("ArrowUp")

    await expect(line(page)).to_have_value("Good evening")


async def test_a_form_with_an_error_keeps_what_was_typed_and_leads_to_the_error(tab: Open) -> None:
    page = await tab()
    await say(page, "/fill")
    await expect(page.get_by_label("Word")).to_be_focused()
    await page.get_by_label("Word").fill("apple")
    await page.get_by_label("Number").fill("many")
    await page.get_by_label("Note").fill("two\nlines")

    await press(page, "Send")

    number = page.get_by_label("Number")
    await expect(number).to_have_attribute("aria-invalid", "true")
    await expect(number).to_be_focused()
    await expect(number).to_have_value("many")
    await expect(page.get_by_label("Note")).to_have_value("two\nlines")
    await expect(log(page)).to_contain_text("“many” is not a whole number.")


async def test_a_form_that_is_right_gives_way_to_its_answer(tab: Open) -> None:
    page = await tab()
    await say(page, "/fill")
    await page.get_by_label("Word").fill("apple")
    await page.get_by_label("Number").fill("3")
    await page.get_by_label("Loud").check()

    await page.get_by_label("Number").press("Enter")

    await expect(log(page)).to_contain_text("apple × 3!")
    await expect(log(page).get_by_role("form")).to_have_count(0)


async def test_a_field_is_completed(tab: Open) -> None:
    page = await tab()
    await say(page, "/fill")
    await page.get_by_label("Word").press_sequentially("apr")

    await offered(page).get_by_text("Apricot").click()

    await expect(page.get_by_label("Word")).to_have_value("apricot")


async def test_a_form_can_be_left(tab: Open) -> None:
    page = await tab()
    await say(page, "/fill")

    await press(page, "Cancel")

    await expect(log(page).get_by_role("article")).to_have_count(0)
