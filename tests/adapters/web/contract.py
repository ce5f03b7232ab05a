"""The contract of the adapters, in the web chat: what the page's script sends, and what is put into the page then."""

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from adapters.web.guard import names_of
from adapters.web.room import Rooms
from adapters.web.server import application
from adapters.web.stage import Stage
from bot.app import App
from bot.chat.command import Command, Surface
from tests.adapters.contract import Role, Shown
from tests.adapters.web.markup import Element, Markup

PEOPLE = {Role.MEMBER: "ada", Role.OWNER: "mira"}
FIELDS = {"input", "textarea", "select"}


class InBrowser:
    """Every command as the page sends it."""

    exceptions: Mapping[str, str] = {}
    somebody = "ben"
    somewhere = "margins"

    def __init__(self, client: "TestClient[Any, Any]") -> None:
        self._client = client
        self._offered: list[str] = []

    async def look(self) -> None:
        """Take in what completion and the menu beside a message offer."""
        completions = await self._post("/complete", Role.OWNER, line="/")
        said = await self._do("say", Role.OWNER, line="Scaling is over.")
        menu = [str(one.attributes["data-act"]) for one in said.elements if "data-act" in one.attributes]
        self._offered = [*(str(one["line"]).strip("/ ") for one in completions), *menu]

    def hand(self, text: str) -> str:
        """A word: nothing can be attached to a typed line, so that the form asks for the file."""
        return "file.json"

    def offered(self) -> Collection[str]:
        """The names of the commands that are offered."""
        return self._offered

    async def use(self, command: Command, given: Mapping[str, str], role: Role) -> Shown:
        """Type a command; use a message command on a message."""
        if command.surface is Surface.MESSAGE:
            return _shown(await self._do("act", role, under=await self._message(), command=command.name))
        spelt = " ".join(f'{name}:"{value}"' for name, value in given.items())
        return _shown(await self._do("say", role, line=f"/{command.name} {spelt}"))

    async def send(self, wire: str, role: Role) -> Shown:
        """Press a button of a message."""
        return _shown(await self._do("press", role, under=await self._message(), wire=wire))

    async def _message(self) -> str:
        said = await self._do("say", Role.OWNER, line="Scaling is over.")
        return str(said.one("article").attributes["data-number"])

    async def _do(self, what: str, role: Role, **said: str) -> Markup:
        outcome = await self._post(f"/do/{what}", role, **said)
        return Markup(next(one["html"] for one in outcome["changes"] if one["number"] == outcome["shown"]))

    async def _post(self, path: str, role: Role, **said: str) -> Any:
        ours = f"http://{self._client.host}:{self._client.port}"
        response = await self._client.post(f"{path}?as={PEOPLE[role]}", json=said, headers={"Origin": ours})
        assert response.status == 200
        return await response.json()


def _shown(entry: Markup) -> Shown:
    is_private = "private" in str(entry.one("article").attributes["class"]).split()
    if entry.all("form"):
        fields = [one for one in entry.elements if one.name in FIELDS and "name" in one.attributes]
        return Shown(entry.spaced, is_private, asks=[_name(one) for one in fields])
    buttons = [one.words for one in entry.all("button") if "data-wire" in one.attributes]
    return Shown(entry.spaced, is_private, buttons)


def _name(field: Element) -> str:
    return str(field.attributes["name"])


@asynccontextmanager
async def meet(app: App) -> AsyncIterator[InBrowser]:
    """The web chat with nothing said in it."""
    names: set[str] = set()
    server = TestServer(application(Stage(app, Rooms()), lambda: frozenset(names)))
    async with TestClient(server) as client:
        names |= names_of("127.0.0.1", server.port or 0)
        platform = InBrowser(client)
        await platform.look()
        yield platform
