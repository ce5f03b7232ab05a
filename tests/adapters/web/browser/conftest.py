"""A web chat in a real browser: one Chromium and one core for all tests, a server with empty rooms for each.

Everything here runs on the session's event loop, because the browser lives on it.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from adapters.web.server import serve
from bot.app import App
from tests.adapters.web.sampler import sampled
from tests.conversation import conversation
from tests.library.small_pack import SMALL_PACK

CHROMIUM = "/usr/bin/chromium"
SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE = 20_000  # milliseconds until something that should be seen counts as missing


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The browser."""
    if shutil.which(CHROMIUM) is None:
        pytest.skip(f"{CHROMIUM} is not installed")
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*SWITCHES])
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def core(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[App]:
    """A core with a small library and the commands of the sampler."""
    content, data = tmp_path_factory.mktemp("content"), tmp_path_factory.mktemp("data")
    (content / "pack.yaml").write_text(SMALL_PACK, encoding="utf-8")
    async with conversation(data, [content]) as chat:
        yield sampled(chat.app)


class Site:
    """A running web chat."""

    def __init__(self) -> None:
        self.address = ""
        self.stop = asyncio.Event()
        self.gone = asyncio.Event()


@pytest_asyncio.fixture(loop_scope="session")
async def site(core: App) -> AsyncIterator[Site]:
    """A web chat in which nothing has been said."""
    running = Site()
    ready = asyncio.Event()

    def on_ready(address: str) -> None:
        running.address = address.rstrip("/")
        ready.set()

    async def run() -> None:
        await serve(core, host="127.0.0.1", port=0, stop=running.stop, on_ready=on_ready, has_clock=True)
        running.gone.set()

    serving = asyncio.create_task(run())
    await ready.wait()
    yield running
    running.stop.set()
    await serving


Open = Callable[..., Awaitable[Page]]


@pytest_asyncio.fixture(loop_scope="session")
async def tab(chromium: Browser, site: Site) -> AsyncIterator[Open]:
    """Opens a page in a browser of its own: `await tab("/?as=ben", width=390)`. Any complaint of it fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    async def open_(path: str = "/", *, width: int = 1280, height: int = 800, **options: object) -> Page:
        chosen = {"locale": "en-GB", "timezone_id": "Asia/Tokyo", **options}
        context = await chromium.new_context(viewport={"width": width, "height": height}, **chosen)  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(site.address + path)
        await page.locator("html[data-ready]").wait_for()
        return page

    yield open_
    for context in contexts:
        await context.close()
    assert [one for one in complaints if "ERR_CONNECTION_REFUSED" not in one] == []
