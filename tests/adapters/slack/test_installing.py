"""Workspaces that install the app, and that take it out again."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select, text

from adapters.slack.manifest import manifest
from bot.app import App
from bot.commands import COMMANDS
from bot.state.stores import open_state
from bot.state.tables import installation_states, installed_bots, spaces
from tests.adapters.slack.installing import begin, come_back, install
from tests.adapters.slack.talking import PUBLIC_URL, bot_in, settings_for_many
from tests.adapters.slack.test_conversation import as_message
from tests.fakes.slack.acting import Acting

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk's use of aiohttp


@pytest.fixture
async def app(group: Acting, tmp_path: Path) -> AsyncIterator[App]:
    """The bot for many workspaces, which this one has not installed yet."""
    group.workspace.installation = None
    group.workspace.enterprise = "E0GRID"
    async with bot_in(group, settings_for_many(group, tmp_path)) as running:
        yield running


async def test_a_workspace_that_installed_the_app_is_answered(group: Acting, app: App) -> None:
    await install(group)

    assert as_message(await group.slash("/topics")).text


async def test_the_page_asks_for_what_the_manifest_says_and_comes_back_to_our_address(group: Acting, app: App) -> None:
    leads_to, _ = await begin(group)

    wanted = manifest(COMMANDS)["oauth_config"]["scopes"]
    assert leads_to.query["scope"].split(",") == [*wanted["bot"], *wanted["bot_optional"]]
    assert leads_to.query["redirect_uri"] == f"{PUBLIC_URL}/slack/oauth_redirect"


async def test_a_state_is_used_up_by_the_first_who_brings_it(group: Acting, app: App) -> None:
    leads_to, cookies = await begin(group)
    back = group.oauth.consent(str(leads_to), "U0MO")
    await come_back(group, back, cookies)

    assert (await come_back(group, back, cookies))[0] == 401


async def test_somebody_elses_browser_cannot_finish_an_installation(group: Acting, app: App) -> None:
    leads_to, _ = await begin(group)

    assert (await come_back(group, group.oauth.consent(str(leads_to), "U0MO"), {}))[0] == 400


async def test_a_state_that_nobody_was_given_is_refused(group: Acting, app: App) -> None:
    state = "00000000-0000-0000-0000-000000000000"
    back = f"{PUBLIC_URL}/slack/oauth_redirect?code=x&state={state}"

    assert (await come_back(group, back, {"slack-app-oauth-state": state}))[0] == 401


async def test_an_installation_that_slack_refuses_says_why_and_what_to_do(group: Acting, app: App) -> None:
    group.oauth.refuses = "bad_client_secret"

    status, page = await install(group)

    assert (status, "bad_client_secret" in page, "/slack/install" in page) == (400, True, True)


async def test_tokens_are_written_encrypted_and_the_installer_not_at_all(group: Acting, app: App) -> None:
    await install(group)

    assert group.workspace.installation is not None
    async with app.services.stores.database.read() as connection:
        rows = [dict(row) for row in (await connection.execute(select(installed_bots))).mappings()]
    assert [(row["enterprise_id"], row["team_id"]) for row in rows] == [("E0GRID", "T0READERS")]
    assert group.workspace.installation.token not in repr(rows)
    assert "U0MO" not in repr(rows)


async def test_a_workspace_that_installs_again_gets_its_new_token(group: Acting, app: App) -> None:
    await install(group)
    await install(group)

    assert as_message(await group.slash("/topics")).text
    async with app.services.stores.database.read() as connection:
        assert len((await connection.execute(select(installed_bots.c.id))).all()) == 1


@pytest.mark.parametrize("revoked_first", [True, False])
async def test_a_workspace_that_takes_the_app_out_is_forgotten(
    group: Acting, tmp_path: Path, revoked_first: bool
) -> None:
    async with bot_in(group, settings_for_many(group, tmp_path)):
        await install(group)
        await group.slash("/topics")
        await group.uninstall(revoked_first=revoked_first)

    async with open_state("", tmp_path) as stores, stores.database.read() as connection:
        assert (await connection.execute(select(installed_bots.c.id))).all() == []
        (left,) = (await connection.execute(select(spaces.c.left_at).where(spaces.c.platform == "slack"))).scalars()
    assert left is not None


async def test_after_the_app_was_taken_out_and_put_in_again_nothing_of_before_is_there(
    group: Acting, tmp_path: Path
) -> None:
    settings = settings_for_many(group, tmp_path)
    async with bot_in(group, settings):
        await install(group)
        await group.press(await group.slash("/quote", "generalization"), "Save")
        await group.uninstall()

    async with bot_in(group, settings):
        await install(group)

        assert "nothing yet" in as_message(await group.slash("/saved")).text


async def test_a_workspace_without_the_app_gets_no_answer(group: Acting, app: App) -> None:
    await group.send_slash("/topics")

    assert group.service.calls == []


async def test_a_key_that_is_none_stops_the_start(group: Acting, tmp_path: Path) -> None:
    settings = settings_for_many(group, tmp_path).model_copy(update={"slack_token_key": SecretStr("short")})

    with pytest.raises(Exception, match="SLACK_TOKEN_KEY: that is no key"):
        async with bot_in(group, settings):
            pass


async def test_expired_states_are_dropped(group: Acting, app: App) -> None:
    async with app.services.stores.database.write() as connection:
        await connection.execute(
            text("INSERT INTO installation_states (state, expire_at) VALUES ('old', '2020-01-01 00:00:00.000000')")
        )

    await begin(group)

    async with app.services.stores.database.read() as connection:
        states = (await connection.execute(select(installation_states.c.state))).scalars().all()
    assert "old" not in states
