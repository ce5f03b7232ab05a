"""A conversation as people have it in a browser."""

import pytest
from playwright.async_api import FilePayload, expect

from tests.adapters.web.browser.conftest import Open, Site
from tests.adapters.web.browser.steps import beside, line, log, press, say

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_typed_command_is_answered_and_the_line_is_free_again(tab: Open) -> None:
    page = await tab()

    await say(page, "/quote SCA-01")

    await expect(log(page)).to_contain_text("Pre-training will eventually run out of data.")
    await expect(line(page)).to_have_value("")
    await expect(line(page)).to_be_focused()


async def test_an_example_of_the_first_screen_is_answered(tab: Open) -> None:
    page = await tab()

    await page.get_by_role("button", name="/quote scaling").click()

    await expect(log(page).get_by_role("article")).to_have_count(1)


async def test_a_button_leads_on(tab: Open) -> None:
    page = await tab()
    await say(page, "/quote SCA-01")

    await press(page, "Wordings")

    await expect(log(page)).to_contain_text("Wordings of SCA-01")


async def test_a_menu_is_opened_and_chosen_from_with_the_keyboard(tab: Open) -> None:
    page = await tab()
    await say(page, "/everything")
    await log(page).locator("summary", has_text="Pick").focus()

    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")

    await expect(log(page)).to_contain_text("You picked 2")


async def test_escape_closes_a_menu_and_goes_back_to_its_name(tab: Open) -> None:
    page = await tab()
    await say(page, "/everything")
    name = log(page).locator("summary", has_text="Pick")
    await name.click()

    await page.keyboard.press("Escape")

    await expect(log(page).get_by_role("button", name="First")).to_be_hidden()
    await expect(name).to_be_focused()


async def test_an_answer_that_replaces_keeps_its_place_and_the_focus(tab: Open) -> None:
    page = await tab()
    await say(page, "/everything")
    await press(page, "Turn")
    await log(page).get_by_role("button", name="Next").focus()

    await page.keyboard.press("Enter")

    await expect(log(page)).to_contain_text("This is page 3")
    await expect(log(page).get_by_role("article")).to_have_count(1)
    await expect(log(page).get_by_role("button", name="Next")).to_be_focused()


async def test_others_see_it_at_once_and_private_things_never(tab: Open) -> None:
    ada, ben = await tab("/?as=ada"), await tab("/?as=ben")

    await say(ada, "/whisper words:pears")
    await expect(log(ada)).to_contain_text("Only you can see this")
    await say(ada, "Good evening, Ben")

    await expect(log(ben)).to_contain_text("Good evening, Ben")
    await expect(log(ben)).not_to_contain_text("pears")


async def test_a_private_answer_can_be_shared(tab: Open) -> None:
    ada, ben = await tab("/?as=ada"), await tab("/?as=ben")
    await say(ada, "/quote SCA-01 only-me")

    await press(ada, "Share")

    await expect(log(ben)).to_contain_text("Pre-training will eventually run out of data.")


async def test_a_private_answer_can_be_put_away(tab: Open) -> None:
    page = await tab()
    await say(page, "/whisper")

    await press(page, "Dismiss")

    await expect(log(page).get_by_role("article")).to_have_count(0)
    await expect(line(page)).to_be_focused()


async def test_a_discussion_opens_beside_the_room_and_escape_leads_back(tab: Open) -> None:
    page = await tab()
    await say(page, "/everything")
    await press(page, "Discuss")
    answer = beside(page).get_by_role("combobox")
    await expect(answer).to_be_focused()
    await answer.fill("Beauty guides.")
    await answer.press("Enter")
    await expect(beside(page).get_by_role("log")).to_contain_text("Beauty guides.")

    await page.keyboard.press("Escape")

    await expect(beside(page)).to_have_count(0)
    await expect(log(page).get_by_role("link", name="Discussion")).to_be_focused()
    await expect(log(page).get_by_role("link", name="Discussion")).to_contain_text("2 entries")


async def test_others_find_the_discussion_and_can_answer(tab: Open) -> None:
    ada, ben = await tab("/?as=ada"), await tab("/?as=ben")
    await say(ada, "/everything")
    await press(ada, "Discuss")
    await log(ben).get_by_role("link", name="Discussion").click()

    await beside(ben).get_by_role("combobox").fill("I disagree.")
    await ben.keyboard.press("Enter")

    await expect(beside(ada)).to_contain_text("I disagree.")


async def test_an_open_discussion_survives_loading_the_page_again(tab: Open) -> None:
    page = await tab()
    await say(page, "/everything")
    await press(page, "Discuss")
    await expect(beside(page)).to_be_visible()

    await page.reload()

    await expect(beside(page)).to_contain_text("Let us talk about Beauty")


async def test_a_message_can_be_examined_from_its_menu(tab: Open) -> None:
    page = await tab()
    await say(page, "Beauty guides.")
    await log(page).get_by_role("article").hover()
    await log(page).locator("summary", has_text="What can be done with this").click()

    await press(page, "Examine")

    await expect(log(page)).to_contain_text("Examined: Beauty guides. — by Ada")


async def test_a_file_can_be_kept(tab: Open) -> None:
    page = await tab()
    await say(page, "/everything")

    async with page.expect_download() as started:
        await log(page).get_by_role("link", name="minutes.md").click()

    assert (await started.value).suggested_filename == "minutes.md"


async def test_times_are_the_readers_own(tab: Open) -> None:
    page = await tab()

    await say(page, "Good evening")

    await expect(log(page).locator("time")).to_have_text("18:00")  # in Tokyo; the core's clock says 09:00 UTC


async def test_what_somebody_writes_is_shown_and_never_run(tab: Open) -> None:
    page = await tab()
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>"

    await say(page, hostile)

    await expect(log(page)).to_contain_text(hostile)
    await expect(log(page).locator("img, script")).to_have_count(0)


async def test_what_does_not_arrive_is_kept_and_said(tab: Open, site: Site) -> None:
    page = await tab()
    site.stop.set()
    await site.gone.wait()

    await say(page, "Good evening")

    await expect(page.get_by_role("alert")).to_contain_text("That did not arrive.")
    await expect(page.get_by_role("status").filter(has_text="The connection is lost.")).to_be_visible()
    await expect(line(page)).to_have_value("Good evening")


async def test_a_file_is_chosen_and_sent(tab: Open) -> None:
    page = await tab("/?as=mira")
    await say(page, "/take file")
    chosen = FilePayload(name="a.json", mimeType="application/json", buffer='{"é": 1}'.encode())

    await log(page).locator('input[type="file"]').set_input_files(chosen)
    await press(page, "Send")

    await expect(log(page)).to_contain_text('8 characters: {"é": 1}')


async def test_a_file_is_pasted_and_sent(tab: Open) -> None:
    page = await tab("/?as=mira")
    await say(page, "/take file")

    await log(page).get_by_label("Or paste its text here").fill('{"é": 1}')
    await press(page, "Send")

    await expect(log(page)).to_contain_text('8 characters: {"é": 1}')
