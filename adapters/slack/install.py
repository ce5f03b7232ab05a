"""Which workspaces installed the app, with their tokens.

Decides that tokens are encrypted before they are written and that who installed is not kept; that a `state` of the
installation is used up by the first who brings it back, whatever the number of processes; that a code which Slack
refuses, and which is good for ten more minutes, is not logged; that a workspace is read from the store once a minute at
most; and that one that removed the app is forgotten at once, in whatever order Slack tells of it. The tables are made
by our migrations; slack_sdk's stores write them on our engine.
"""

from collections.abc import Awaitable, Callable, Sequence
from copy import copy
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.calls import QUIET, Calls, LostError, RefusedError
from adapters.slack.manifest import INSTALL_PATH, REDIRECT_PATH
from adapters.slack.modes import Distributed
from adapters.slack.refusing import error_of
from adapters.slack.scopes import OPTIONAL, REQUIRED
from bot.chat.errors import UserError

BOTS, STATES = "installed_bots", "installation_states"  # tables of our migrations
STATE_LIFE = 600  # seconds to say yes in
REMEMBERED = 60.0  # seconds that a workspace is not read again

Authorize = Callable[..., Awaitable[AuthorizeResult]]


class Installations(AsyncInstallationStore):
    """The workspaces. Wraps slack_sdk's store, so that what it writes is encrypted."""

    def __init__(self, client_id: str, engine: Any, keys: Sequence[str]) -> None:
        self._inner = AsyncSQLAlchemyInstallationStore(client_id, engine, bots_table_name=BOTS, logger=QUIET)
        self._safe = _safe(keys)
        self._read: dict[tuple[str | None, str | None], tuple[float, Bot | None]] = {}

    async def async_save(self, installation: Installation) -> None:
        """Keep a workspace that installed the app, in place of what was kept of it."""
        await self.async_save_bot(installation.to_bot())

    async def async_save_bot(self, bot: Bot) -> None:
        """Keep a workspace; its tokens are encrypted."""
        await self.async_delete_bot(enterprise_id=bot.enterprise_id, team_id=bot.team_id)
        kept = copy(bot)
        kept.bot_token = self._locked(bot.bot_token) or ""
        kept.bot_refresh_token = self._locked(bot.bot_refresh_token)
        await self._inner.async_save_bot(kept)

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """A workspace with its tokens; None when it has not installed the app, or its tokens cannot be read."""
        key = (enterprise_id, None if is_enterprise_install else team_id)
        at, bot = self._read.get(key, (float("-inf"), None))
        if monotonic() - at < REMEMBERED:
            return bot
        bot = await self._inner.async_find_bot(
            enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=is_enterprise_install
        )
        if bot is not None:
            bot.bot_token = self._opened(bot.bot_token) or ""
            bot.bot_refresh_token = self._opened(bot.bot_refresh_token)
            self._read[key] = (monotonic(), bot)
        return bot

    async def token_of(self, space: str) -> str | None:
        """The token of a workspace, or of an organisation as a whole; None when the app is not installed there."""
        column = self._inner.bots.c
        whole = (column.enterprise_id == space) & column.is_enterprise_install
        found = self._inner.bots.select().where((column.team_id == space) | whole)
        async with self._inner.engine.connect() as connection:
            row = (await connection.execute(found.order_by(column.installed_at.desc()).limit(1))).mappings().first()
        if row is None:
            return None
        bot = await self.async_find_bot(
            enterprise_id=row["enterprise_id"],
            team_id=row["team_id"],
            is_enterprise_install=row["is_enterprise_install"],
        )
        return bot.bot_token or None if bot else None

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget a workspace."""
        self._read.clear()
        await self._inner.async_delete_bot(enterprise_id=enterprise_id, team_id=team_id)

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Nothing: who installed is not kept."""

    def _locked(self, token: str | None) -> str | None:
        return self._safe.encrypt(token.encode()).decode() if token else None

    def _opened(self, token: str | None) -> str | None:
        try:
            return self._safe.decrypt(token.encode()).decode() if token else None
        except InvalidToken:
            return None


class States(AsyncSQLAlchemyOAuthStateStore):
    """What proves that an installation was begun here."""

    async def async_issue(self, *args: object, **kwargs: object) -> str:
        """A new state; expired ones are dropped."""
        async with self.engine.begin() as connection:
            await connection.execute(self.oauth_states.delete().where(self.oauth_states.c.expire_at < _now()))
        return str(await super().async_issue())

    async def async_consume(self, state: str) -> bool:
        """Use a state up; False when it is unknown, expired or was used. slack_sdk's own lets two at once through."""
        column = self.oauth_states.c
        used = self.oauth_states.delete().where(column.state == state, column.expire_at > _now())
        async with self.engine.begin() as connection:
            return (await connection.execute(used)).rowcount == 1


class Exchange(AsyncWebClient):
    """A client that raises RefusedError and LostError; of what slack_sdk raises, Bolt logs the words, with the code."""

    async def api_call(self, *args: Any, **given: Any) -> AsyncSlackResponse:
        """One call."""
        try:
            return await super().api_call(*args, **given)
        except SlackApiError as error:
            code = error_of(error)
            raise RefusedError(code) if code and error.response.status_code < 500 else LostError("no_answer") from None


def flow_of(mode: Distributed, calls: Calls, installations: Installations, engine: Any) -> AsyncOAuthFlow:
    """The pages that install the app in a workspace."""
    settings = AsyncOAuthSettings(
        client_id=mode.client_id,
        client_secret=mode.client_secret,
        scopes=[*REQUIRED, *OPTIONAL],
        user_scopes=[],
        redirect_uri=mode.public_url.rstrip("/") + REDIRECT_PATH,
        install_path=INSTALL_PATH,
        redirect_uri_path=REDIRECT_PATH,
        install_page_rendering_enabled=False,
        installation_store=installations,
        installation_store_bot_only=True,
        state_store=States(STATE_LIFE, engine, logger=QUIET, table_name=STATES),
        state_expiration_seconds=STATE_LIFE,
        logger=QUIET,
    )
    return AsyncOAuthFlow(client=calls.client(kind=Exchange), logger=QUIET, settings=settings)


def authorize_one(result: AuthorizeResult) -> Authorize:
    """For one workspace with a token of its own: always the same."""

    async def authorize(context: AsyncBoltContext) -> AuthorizeResult:
        return result

    return authorize


def token_of_one(result: AuthorizeResult) -> Callable[[str], Awaitable[str | None]]:
    """The token of one workspace, by the name its space has; None for any other."""
    home = result.team_id or result.enterprise_id

    async def token_of(space: str) -> str | None:
        return result.bot_token if space == home else None

    return token_of


def authorize_many(installations: Installations) -> Authorize:
    """For every workspace the one that installed the app there; without a token when there is none.

    Bolt would answer by itself where there is none, with a client that posts twice after a dropped connection.
    """

    async def authorize(context: AsyncBoltContext, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        bot = await installations.async_find_bot(
            enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=context.is_enterprise_install
        )
        if bot is None:
            return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)
        return AuthorizeResult(
            enterprise_id=bot.enterprise_id,
            team_id=bot.team_id,
            bot_token=bot.bot_token,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
        )

    return authorize


def _safe(keys: Sequence[str]) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError:
        wrong = "SLACK_TOKEN_KEY: that is no key. `Fernet.generate_key()` of the package cryptography makes one."
        raise UserError(wrong) from None


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
