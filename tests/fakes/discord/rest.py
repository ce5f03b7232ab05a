"""The REST routes that a bot uses, each under the path that the official description gives it.

Decides which routes there are; one that is missing here is answered with 404, as Discord answers it.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.fakes.discord import commands, payloads
from tests.fakes.discord.answering import Desk, callback_response
from tests.fakes.discord.channels import Channels, Parts
from tests.fakes.discord.messages import Body
from tests.fakes.discord.refusal import Json
from tests.fakes.discord.servers import Servers
from tests.fakes.discord.world import Message, World

Handler = Callable[[Parts, Body, Parts], Awaitable[tuple[int, Any]]]


class Rest:
    """All routes. `routes` maps `POST /path` to a handler of path parts, body and query."""

    def __init__(self, world: World, desk: Desk, application_id: str) -> None:
        self.world = world
        self.desk = desk
        self.application_id = application_id
        self.channels = Channels(world)
        self.servers = Servers(world)
        self.commands: list[Json] = []
        self.creations: int = 0
        self.overwrites: int = 0
        self.routes: dict[str, Handler] = {
            "GET /users/@me": self.me,
            "GET /oauth2/applications/@me": self.application,
            "GET /applications/@me": self.application,
            "GET /applications/{application_id}/commands": self.list_commands,
            "PUT /applications/{application_id}/commands": self.overwrite_commands,
            "GET /channels/{channel_id}": self.channels.get_channel,
            "PATCH /channels/{channel_id}": self.channels.edit_channel,
            "GET /channels/{channel_id}/messages": self.channels.history,
            "POST /channels/{channel_id}/messages": self.channels.post,
            "GET /channels/{channel_id}/messages/pins": self.channels.pins,
            "GET /channels/{channel_id}/messages/{message_id}": self.channels.get_message,
            "PATCH /channels/{channel_id}/messages/{message_id}": self.channels.edit_message,
            "DELETE /channels/{channel_id}/messages/{message_id}": self.channels.delete_message,
            "PUT /channels/{channel_id}/messages/pins/{message_id}": self.channels.pin,
            "DELETE /channels/{channel_id}/messages/pins/{message_id}": self.channels.unpin,
            "POST /channels/{channel_id}/messages/{message_id}/threads": self.channels.thread_from_message,
            "POST /channels/{channel_id}/threads": self.channels.thread,
            "POST /users/@me/channels": self.servers.direct,
            "GET /guilds/{guild_id}/roles": self.servers.roles,
            "GET /guilds/{guild_id}/members/{user_id}": self.servers.member,
            "GET /guilds/{guild_id}/threads/active": self.servers.threads,
            "POST /interactions/{interaction_id}/{interaction_token}/callback": self.callback,
            "POST /webhooks/{webhook_id}/{webhook_token}": self.follow_up,
            "GET /webhooks/{webhook_id}/{webhook_token}/messages/@original": self.get_answer,
            "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original": self.edit_answer,
            "DELETE /webhooks/{webhook_id}/{webhook_token}/messages/@original": self.delete_answer,
            "GET /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}": self.get_answer,
            "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}": self.edit_answer,
            "DELETE /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}": self.delete_answer,
        }

    def json_of(self, message: Message) -> Json:
        """A message as Discord sends it."""
        return self.channels.json_of(message)

    async def me(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        return 200, {**payloads.user(self.world.bot), "mfa_enabled": False, "locale": "en-US"}

    async def application(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        return 200, payloads.application(self.world, self.application_id)

    async def list_commands(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        return 200, self.commands

    async def overwrite_commands(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        given: list[Json] = list(body.json)  # type: ignore[arg-type]
        commands.check(given)
        self.overwrites += 1
        known = {(command["type"], command["name"]): command["id"] for command in self.commands}
        self.commands = [self._registered(command, known) for command in given]
        return 200, self.commands

    def _registered(self, command: Json, known: dict[tuple[int, str], str]) -> Json:
        kind = command.get("type") or commands.CHAT
        command_id = known.get((kind, command["name"]))
        self.creations += command_id is None
        permissions = command.get("default_member_permissions")
        return {
            "description": "",
            "contexts": None,
            **command,
            "id": command_id or self.world.new_id(),
            "type": kind,
            "application_id": self.application_id,
            "version": self.world.new_id(),
            "default_member_permissions": None if permissions is None else str(permissions),
            "dm_permission": True,
        }

    async def callback(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        self.desk.callback(parts["interaction_id"], parts["interaction_token"], body)
        exchange = self.desk.exchanges[parts["interaction_token"]]
        if query.get("with_response", "").lower() not in ("1", "true"):
            return 204, None
        return 200, callback_response(exchange, self.json_of(exchange.original) if exchange.original else None)

    async def follow_up(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        return 200, self.json_of(self.desk.follow_up(self.desk.alive(parts["webhook_token"]), body))

    async def get_answer(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        exchange = self.desk.alive(parts["webhook_token"])
        return 200, self.json_of(self.desk.find(exchange, parts.get("message_id", "@original")))

    async def edit_answer(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        exchange = self.desk.alive(parts["webhook_token"])
        message = self.desk.find(exchange, parts.get("message_id", "@original"))
        return 200, self.json_of(self.desk.edit(exchange, message, body))

    async def delete_answer(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        exchange = self.desk.alive(parts["webhook_token"])
        self.desk.delete(exchange, self.desk.find(exchange, parts.get("message_id", "@original")))
        return 204, None
