"""A whole export and import in the web chat: the form, the file, the button."""

from base64 import b64encode
from typing import Any

from aiohttp.test_utils import TestClient

from bot.chat.action import Action
from tests.adapters.web.markup import Markup
from tests.adapters.web.test_api import do

Client = TestClient[Any, Any]


async def test_an_export_comes_back(client: Client) -> None:
    await do(client, "say", "mira", line="/manage settings lookups private")
    exported = await do(client, "say", "mira", line="/manage export")
    link = Markup(exported["changes"][0]["html"]).all("a")[0].attributes["href"]
    kept = await (await client.get(str(link))).read()
    await do(client, "say", "mira", line="/manage settings lookups public")

    form = await do(client, "say", "mira", line="/manage import")
    sent = {"under": str(form["shown"]), "wire": Action("manage import").encode(), "fields": {"file": "file"}}
    shown = await do(client, "submit", "mira", **sent, files={"file": b64encode(kept).decode()})
    entry = Markup(next(one["html"] for one in shown["changes"] if one["number"] == shown["shown"]))
    button = next(one for one in entry.all("button") if one.words == "Import")
    done = await do(client, "press", "mira", under=str(shown["shown"]), wire=str(button.attributes["data-wire"]))

    assert "lookups: public → private" in entry.spaced
    assert "Imported." in done["changes"][0]["html"]
