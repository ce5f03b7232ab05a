"""How the bot answers an interaction: callbacks within three seconds, then edits and follow-ups for fifteen minutes.

Rules: docs.discord.com/developers, interactions/receiving-and-responding. Private or public is fixed by the first
response; a follow-up sent before a deferral was made good takes its place, and its private flag is ignored.
"""

from tests.fakes.discord.commands import check_choices
from tests.fakes.discord.components import check_modal
from tests.fakes.discord.exchange import Exchange
from tests.fakes.discord.messages import Body, apply, check
from tests.fakes.discord.refusal import Json, Refusal, unknown
from tests.fakes.discord.world import EPHEMERAL, LOADING, Message, World

COMMAND, COMPONENT, COMPLETION, MODAL = 2, 3, 4, 5
MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, OPEN_MODAL = 4, 5, 6, 7, 8, 9

FIRST_RESPONSE = 3.0  # seconds
TOKEN_LIFE = 15 * 60.0  # seconds
FOLLOW_UPS_WHEN_USER_INSTALLED = 5

_ALLOWED = {
    COMMAND: {MESSAGE, DEFERRED_MESSAGE, OPEN_MODAL},
    COMPONENT: {MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, OPEN_MODAL},
    COMPLETION: {CHOICES},
    MODAL: {MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE},
}


class Desk:
    """All interactions, by their token."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.exchanges: dict[str, Exchange] = {}

    def callback(self, interaction_id: str, token: str, body: Body) -> None:
        """The first response. Raises what Discord answers when it is late, doubled or of the wrong type."""
        exchange = self.exchanges.get(token)
        if exchange is None or exchange.id != interaction_id or self._age(exchange) > FIRST_RESPONSE:
            raise unknown("Interaction")
        if exchange.response is not None:
            raise Refusal(400, 40060, "Interaction has already been acknowledged.")
        kind, data = body.json.get("type"), body.json.get("data") or {}
        if kind not in _ALLOWED[exchange.kind] or (kind in (UPDATE, DEFERRED_UPDATE) and exchange.pressed is None):
            raise Refusal(400, 50035, "Invalid Form Body", {"type": {"_errors": [{"code": "BASE_TYPE_CHOICES"}]}})
        self._respond(exchange, int(kind), Body(data, body.files))
        exchange.response = int(kind)
        exchange.changed(f"response {kind}")

    def _respond(self, exchange: Exchange, kind: int, body: Body) -> None:
        data = body.json
        if kind == MESSAGE:
            check(body)
            exchange.original = self._say(exchange, body, private=bool((data.get("flags") or 0) & EPHEMERAL))
        elif kind == DEFERRED_MESSAGE:
            if (data.get("flags") or 0) & ~EPHEMERAL:
                raise Refusal(400, 50035, "Invalid Form Body", {"flags": {"_errors": [{"code": "FLAGS_INVALID"}]}})
            private = bool((data.get("flags") or 0) & EPHEMERAL)
            exchange.original = self._new(exchange, private=private)
            exchange.original.flags |= LOADING
            exchange.waiting = True
        elif kind == DEFERRED_UPDATE:
            exchange.original, exchange.waiting = exchange.pressed, True
        elif kind == UPDATE and exchange.pressed is not None:
            exchange.original = exchange.pressed
            self.edit(exchange, exchange.pressed, body)
        elif kind == CHOICES:
            check_choices(data)
            exchange.choices = [(choice["name"], str(choice["value"])) for choice in data.get("choices") or []]
        elif kind == OPEN_MODAL:
            check_modal(data)
            exchange.modal = data

    def alive(self, token: str) -> Exchange:
        """The interaction of a webhook request; refused before the first response and after fifteen minutes."""
        exchange = self.exchanges.get(token)
        if exchange is None or exchange.response is None:
            raise unknown("Webhook")
        if self._age(exchange) > TOKEN_LIFE:
            raise Refusal(401, 50027, "Invalid Webhook Token")
        return exchange

    def follow_up(self, exchange: Exchange, body: Body) -> Message:
        """Another message; one that takes the place of “thinking…” as long as that is not made good."""
        if exchange.waiting and exchange.original and exchange.original is not exchange.pressed:
            return self.edit(exchange, exchange.original, body)
        check(body)
        if exchange.user_installed and len(exchange.followups) >= FOLLOW_UPS_WHEN_USER_INSTALLED:
            raise Refusal(400, 40094, "This interaction has reached the maximum number of follow-up messages.")
        message = self._say(exchange, body, private=bool((body.json.get("flags") or 0) & EPHEMERAL))
        exchange.followups.append(message)
        exchange.waiting = False
        exchange.changed(f"follow-up{' (private)' if message.only_for else ''}")
        return message

    def find(self, exchange: Exchange, message_id: str) -> Message:
        """`@original` or a follow-up of an interaction; 10008 when it is gone."""
        if message_id == "@original":
            if exchange.original is None or exchange.deleted_original:
                raise unknown("Message")
            return exchange.original
        every = [message for message in (exchange.original, *exchange.followups) if message]
        found = next((message for message in every if message.id == message_id), None)
        if found is None:
            raise unknown("Message")
        return found

    def edit(self, exchange: Exchange, message: Message, body: Body) -> Message:
        """Change a message, or make a deferral good."""
        check(body, message)
        apply(body, message, default_parse=("users",))
        message.flags &= ~LOADING
        message.edits += 1
        message.edited = self._world.clock.now()
        if message is exchange.original:
            exchange.waiting = False
        exchange.changed("edit")
        return message

    def delete(self, exchange: Exchange, message: Message) -> None:
        """Take a message away."""
        message.channel.messages.pop(message.id, None)
        if message is exchange.original:
            exchange.deleted_original, exchange.waiting = True, False
        else:
            exchange.followups.remove(message)
        exchange.changed("delete")

    def _say(self, exchange: Exchange, body: Body, *, private: bool) -> Message:
        message = self._new(exchange, private=private)
        apply(body, message, default_parse=("users",))
        return message

    def _new(self, exchange: Exchange, *, private: bool) -> Message:
        message = Message(self._world.new_id(), exchange.channel, self._world.bot, self._world.clock.now())
        message.command = exchange.what
        message.user_installed = exchange.user_installed
        message.only_for = exchange.person.id if private else ""
        message.flags = EPHEMERAL if private else 0
        exchange.channel.messages[message.id] = message
        return message

    def _age(self, exchange: Exchange) -> float:
        return self._world.clock.now() - exchange.at


def callback_response(exchange: Exchange, message: Json | None) -> Json:
    """What `?with_response=1` is answered with."""
    interaction: Json = {"id": exchange.id, "type": exchange.kind}
    if exchange.original is not None:
        interaction |= {
            "response_message_id": exchange.original.id,
            "response_message_loading": exchange.waiting,
            "response_message_ephemeral": bool(exchange.original.only_for),
        }
    if message is None or exchange.response not in (MESSAGE, UPDATE):
        return {"interaction": interaction}
    return {"interaction": interaction, "resource": {"type": exchange.response, "message": message}}
