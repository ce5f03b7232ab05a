"""Posts that nobody asked for in that moment, on Slack.

Decides that our token travels as the message's metadata, since Slack knows no key that would keep a second one from
appearing; that nothing is ever repeated here; and that Slack's own word that such a message was posted settles what is
unknown. The history is read where the app was given that scope, and as rarely as Slack asks of apps that many
workspaces install: once a minute, fifteen messages.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import Calls
from adapters.slack.metadata import metadata_of, token_in
from adapters.slack.posting import Gates
from adapters.slack.refusing import INVITE, error_of, failure_of
from adapters.slack.render import GROUP, Post, posts_of
from adapters.slack.spoken import Json
from bot.chat.clean import clean, clip
from bot.chat.outbox import NotAllowed, Removed, TryLater, Unknown, Use
from bot.chat.place import Person, Place
from bot.chat.reply import Reply

PAGE = 15  # messages; more are not given to apps that many workspaces install
PAGES = 4
LANDS = timedelta(minutes=10)  # after the first attempt nothing of it can still arrive
ONE_MESSAGE = 3000  # characters of a post that would not fit into one message
HISTORY_APART_MANY, HISTORY_APART_ONE = 60.0, 1.5  # seconds between two looks into a history

TokenOf = Callable[[str], Awaitable[str | None]]


class SlackOutbox:
    """The port's outbox. `token_of` gives a workspace's token, None when the app is not installed there.

    `history_apart` is how many seconds lie between two looks into the history of one workspace.
    """

    def __init__(
        self, calls: Calls, token_of: TokenOf, gates: Gates, history_apart: float = HISTORY_APART_MANY
    ) -> None:
        self._calls = calls
        self._token_of = token_of
        self._gates = gates
        self._history_apart = history_apart

    async def repeats_safely(self, place: Place) -> bool:
        """Never."""
        return False

    async def turn(self, place: Place) -> None:
        """Wait for the channel's and the workspace's own pace."""
        await self._gates.turn(place.space, place.channel)

    async def post(self, place: Place, reply: Reply, token: str) -> str:
        """Post, once; a message's id is its time."""
        client = await self._client(place)
        made = _only(reply)
        answer = await _tried(
            client.chat_postMessage(
                channel=place.channel,
                thread_ts=place.thread,
                text=made.text,
                blocks=list(made.blocks),
                metadata=metadata_of(token),
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        return str(answer["ts"])

    async def edit(self, place: Place, message: str, reply: Reply) -> None:
        """Put something else in the place of a message."""
        client, made = await self._client(place), _only(reply)
        await _tried(client.chat_update(channel=place.channel, ts=message, text=made.text, blocks=list(made.blocks)))

    async def find(self, place: Place, token: str, since: datetime) -> str | None:
        """Our message with the token, if it is there and the history may be read."""
        client = await self._client(place)
        if (wait := self._gates.wait(place.space, "history", self._history_apart)) > 0:
            raise TryLater("Slack gives the history only now and then.", wait)
        within = {"oldest": str(since.timestamp()), "latest": str((since + LANDS).timestamp()), "limit": PAGE}
        cursor = ""
        try:
            for _ in range(PAGES):
                page = await self._page(client, place, within, cursor)
                for message in page.get("messages") or ():
                    if token_in(message) == token:
                        return str(message["ts"])
                cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
                if not page.get("has_more") or not cursor:
                    return None
        except NotAllowed as lacking:
            raise Unknown(f"Slack has not told that it arrived, and I may not look. {lacking}") from None
        raise Unknown("So much was written in that channel since that I cannot see whether it arrived.")

    async def open_thread(self, place: Place, message: str, name: str) -> Place:
        """A thread is there as soon as somebody answers; nothing is to be opened."""
        return place if place.thread else replace(place, thread=message)

    async def pin(self, place: Place, message: str) -> None:
        """Pin it."""
        client = await self._client(place)
        await _tried(client.pins_add(channel=place.channel, timestamp=message), "already_pinned")

    async def unpin(self, place: Place, message: str) -> None:
        """Take the pin away."""
        client = await self._client(place)
        gone = ("no_pin", "not_pinned", "message_not_found")
        await _tried(client.pins_remove(channel=place.channel, timestamp=message), *gone)

    async def missing(self, place: Place, uses: Collection[Use]) -> tuple[str, ...]:
        """What is missing, as far as Slack lets the app ask."""
        client = await self._client(place)
        try:
            found = await _tried(client.conversations_info(channel=place.channel))
        except NotAllowed:
            return ()  # it may not look; a post will tell
        channel = found.get("channel") or {}
        is_in = bool(channel.get("is_member") or channel.get("is_im"))
        return () if is_in else (INVITE,)

    async def has_role(self, place: Place, role: str) -> bool | None:
        """Slack tells of user groups only with a scope that the app does not ask for; a mere name is never one."""
        return None if GROUP.fullmatch(role) else False

    async def visit(self, place: Place) -> datetime | None:
        """Let Slack say whose token it is."""
        client = await self._client(place)
        try:
            answer: Any = await client.auth_test()
        except Exception as error:
            raise failure_of(error) from None
        return date_of(answer.headers)

    async def direct(self, place: Place, person: Person) -> Place:
        """The conversation of the app with somebody. Where it may not be opened, Slack does so with the first post."""
        client = await self._client(place)
        try:
            opened = await _tried(client.conversations_open(users=person.id))
        except NotAllowed:
            return replace(place, channel=person.id, thread=None)
        return replace(place, channel=str(opened["channel"]["id"]), thread=None)

    async def _client(self, place: Place) -> AsyncWebClient:
        token = await self._token_of(place.space)
        if not token:
            raise Removed("I am not in this workspace any more.")
        return self._calls.client(token)

    async def _page(self, client: AsyncWebClient, place: Place, within: dict[str, Any], cursor: str) -> Json:
        more = {**within, "include_all_metadata": True, "cursor": cursor or None}
        if place.thread:
            return await _tried(client.conversations_replies(channel=place.channel, ts=place.thread, **more))
        return await _tried(client.conversations_history(channel=place.channel, **more))


async def _tried(call: Awaitable[Any], *but: str) -> Json:
    """The answer to a call, made once; the errors named are as good as an answer."""
    try:
        return dict((await call).data)
    except Exception as error:
        if error_of(error) in but:
            return {}
        raise failure_of(error) from None


def date_of(headers: Mapping[str, str]) -> datetime | None:
    """When Slack answered, by its own clock and to the second; None where the answer does not say."""
    try:
        return parsedate_to_datetime(headers.get("Date", ""))
    except ValueError:
        return None


def _only(reply: Reply) -> Post:
    """The reply as one message; one that is too long says less, and ends in “…”."""
    posts = posts_of(reply)
    if len(posts) == 1:
        return posts[0]
    return posts_of(Reply(clip(clean(reply.text), ONE_MESSAGE), controls=reply.controls, mentions=reply.mentions))[0]
