"""How somebody installs the app in a workspace, with a browser."""

from aiohttp import ClientSession
from yarl import URL

from tests.fakes.slack.acting import Acting


async def begin(slack: Acting) -> tuple[URL, dict[str, str]]:
    """Open the page to install: where it leads, and the cookie it sets."""
    page = slack.request_url.replace("/events", "/install")
    async with ClientSession() as session, session.get(page, allow_redirects=False) as answer:
        assert answer.status == 302
        return URL(answer.headers["Location"]), {name: one.value for name, one in answer.cookies.items()}


async def come_back(slack: Acting, back: str, cookies: dict[str, str]) -> tuple[int, str]:
    """Be sent back to the bot, which listens here and not at its public address: the page's status and text."""
    here = URL(slack.request_url).with_path(URL(back).path).with_query(URL(back).query)
    header = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    async with ClientSession() as session, session.get(here, headers=header) as answer:
        return answer.status, await answer.text()


async def install(slack: Acting) -> tuple[int, str]:
    """Say yes; what is shown then."""
    leads_to, cookies = await begin(slack)
    return await come_back(slack, slack.oauth.consent(str(leads_to), "U0MO"), cookies)
