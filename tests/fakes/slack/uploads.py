"""The upload of a file: ask for an address, send the bytes there, say where it belongs.

Source: docs.slack.dev, messaging/working-with-files (the way that replaced files.upload).
"""

from uuid import uuid4

from aiohttp import web

from tests.fakes.slack.chat import writable
from tests.fakes.slack.checks import RefusedError
from tests.fakes.slack.service import Service
from tests.fakes.slack.shapes import Json
from tests.fakes.slack.world import Message

FORM_LIMIT = 10 * 1024 * 1024  # bytes (docs.slack.dev, reference/block-kit/block-elements/file-input-element)


def chosen(service: Service, name: str, content: bytes, person: str) -> Json:
    """A file that somebody chose in a form, as a file object (docs.slack.dev, reference/objects/file-object)."""
    assert len(content) <= FORM_LIMIT, "Slack's client takes no file of that size."
    file = f"F{uuid4().hex[:10].upper()}"
    path = f"/files-pri/{service.workspace.id}-{file}"
    service.workspace.files[file] = {"name": name, "content": content}
    return {
        "id": file,
        "created": int(service.clock.now()),
        "name": name,
        "title": name,
        "mimetype": "application/json",
        "filetype": "json",
        "user": person,
        "size": len(content),
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "url_private": f"{service.address}{path}/{name}",
        "url_private_download": f"{service.address}{path}/download/{name}",
    }


async def handed_out(service: Service, request: web.Request) -> web.Response:
    """The bytes of a file; for a token that may not have them, the way to the login page."""
    file = service.workspace.files.get(request.match_info["file"].partition("-")[2])
    installed = service.workspace.installation
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if installed is None or token != installed.token or "files:read" not in installed.scopes:
        return web.Response(status=302, headers={"Location": f"{service.address}/signin"})
    if file is None:
        return web.Response(status=404)
    return web.Response(body=file["content"], content_type="application/json")


class Uploads:
    """Files on their way. `contents` are the bytes of finished ones, by name."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._expected: dict[str, Json] = {}
        self.contents: dict[str, bytes] = {}

    def get_url(self, service: Service, given: Json) -> Json:
        """files.getUploadURLExternal."""
        length = int(given.get("length") or 0)
        if not given.get("filename") or length < 1:
            raise RefusedError("invalid_arguments")
        file = f"F{uuid4().hex[:10].upper()}"
        self._expected[file] = {"name": given["filename"], "length": length, "bytes": None}
        return {"file_id": file, "upload_url": f"{service.address}/upload/{file}"}

    async def receive(self, request: web.Request) -> web.Response:
        """The bytes."""
        expected = self._expected.get(request.match_info["file"])
        content = await request.read()
        if expected is None or len(content) != expected["length"]:
            return web.Response(status=400, text="length mismatch")
        expected["bytes"] = content
        return web.Response(text=f"OK - {len(content)}")

    def complete(self, service: Service, given: Json) -> Json:
        """files.completeUploadExternal."""
        files = given.get("files")
        if not isinstance(files, list) or not files:
            raise RefusedError("invalid_arguments")
        done = [self._finished(str(file.get("id")), file.get("title")) for file in files]
        if given.get("channel_id"):
            channel = writable(service, str(given["channel_id"]))
            text = str(given.get("initial_comment") or "")
            thread = str(given.get("thread_ts") or "")
            author = service.workspace.bot_user
            service.post(channel, Message("", channel.id, author, text, [], thread, files=done))
        return {"files": done}

    def _finished(self, file: str, title: object) -> Json:
        expected = self._expected.get(file)
        if expected is None or expected["bytes"] is None:
            raise RefusedError("file_not_found")
        self.contents[expected["name"]] = expected["bytes"]
        return {"id": file, "title": title or expected["name"], "name": expected["name"]}
