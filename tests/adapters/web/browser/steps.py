"""What somebody does in the page, and what they see."""

from playwright.async_api import Locator, Page


def log(page: Page) -> Locator:
    """The room's conversation."""
    return page.get_by_role("log", name="Conversation")


def line(page: Page) -> Locator:
    """Where one types."""
    return page.get_by_role("combobox", name="Ask the book, or say something")


def beside(page: Page) -> Locator:
    """The discussion that is open."""
    return page.get_by_role("complementary")


async def say(page: Page, words: str) -> None:
    """Type a line and send it."""
    await line(page).fill(words)
    await line(page).press("Enter")


async def press(page: Page, name: str) -> None:
    """Press the last button of that name."""
    await log(page).get_by_role("button", name=name, exact=True).last.click()
