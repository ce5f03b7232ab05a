"""Whole conversations with everybody's loggers at DEBUG: no token, no reply address and no words come out.

Decides that the proof is held against itself too: in each place a planted canary has to be found, and a canary that no
library carried through a conversation counts as missing, since it was not there to come out.
"""

import base64
import logging
import sys
import traceback
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.health import Health
from bot.app import App
from bot.settings import SECRETS
from bot.state.refusals import StateError
from bot.state.stores import open_state
from tests.adapters.secrecy import on_discord, on_slack
from tests.adapters.secrecy.canaries import PLACES, SET, Secrets, found, leaks, never_there, secrets_of
from tests.adapters.secrecy.hearing import Heard, listening
from tests.adapters.secrecy.running import answers_of, shown_of
from tests.conversation import Chat

Captured = pytest.CaptureFixture[str]

PASSWORD = "kanaripassword7f31"
LOG = logging.getLogger("adapters.planted")


async def test_an_evening_on_discord_leaves_no_trace(tmp_path: Path, capfd: Captured) -> None:
    with listening(capfd) as heard:
        async with on_discord.talked(tmp_path, heard) as discord:
            secrets = secrets_of(discord)

    assert leaks(heard, secrets) == []
    assert never_there(heard, secrets) == []


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk's use of aiohttp
@pytest.mark.parametrize("transport", on_slack.TRANSPORTS)
async def test_an_evening_on_slack_leaves_no_trace(tmp_path: Path, transport: str, capfd: Captured) -> None:
    with listening(capfd) as heard:
        async with on_slack.talked(tmp_path, transport, heard) as slack:
            secrets = secrets_of(slack)

    assert leaks(heard, secrets) == []
    assert never_there(heard, secrets) == []


@pytest.mark.parametrize("rest", ["@127.0.0.1:1/books", "@127.0.0.1:1", "", ":1/books"])
async def test_a_database_that_cannot_be_used_is_told_without_its_password(
    tmp_path: Path, rest: str, capfd: Captured
) -> None:
    with listening(capfd) as heard:
        try:
            async with open_state(f"postgresql://reader:{PASSWORD}{rest}", tmp_path):
                pass
        except StateError as error:
            heard.shown += traceback.format_exception(error)

    assert heard.shown != []
    assert leaks(heard, Secrets({"the password": [PASSWORD]}, {}, {})) == []


def test_every_secret_that_can_be_set_has_a_canary() -> None:
    assert set(SECRETS) - {name.lower() for name in SET} == set()


def test_a_canary_that_nobody_carried_was_not_there() -> None:
    heard = Heard(libraries=["the trigger is T1"])
    secrets = Secrets(set={"a token": ["xoxb"]}, given={"a trigger": ["T1"]}, typed={"a query": ["road"]})

    assert never_there(heard, secrets) == ["a query"]


async def into_the_log(word: str, app: App, heard: Heard) -> None:
    LOG.debug("heard: %s", word)


async def into_an_exception(word: str, app: App, heard: Heard) -> None:
    try:
        raise RuntimeError(word)
    except RuntimeError:
        LOG.exception("failed")


async def into_the_output(word: str, app: App, heard: Heard) -> None:
    print(word)  # noqa: T201 - what the operator sees


async def into_the_errors(word: str, app: App, heard: Heard) -> None:
    print(word, file=sys.stderr)  # noqa: T201 - as a traceback would


async def into_the_health(word: str, app: App, heard: Heard) -> None:
    heard.health += await answers_of(app, Health({word: "stopped"}))


async def into_the_settings(word: str, app: App, heard: Heard) -> None:
    heard.shown += shown_of(replace(app, settings=app.settings.model_copy(update={"web_host": word})))


PLANTS: Mapping[str, Callable[[str, App, Heard], Awaitable[None]]] = {
    "the log as JSON": into_the_log,
    "the log as text": into_the_log,
    "our own records, before anything is blotted out": into_an_exception,
    "standard output": into_the_output,
    "standard error": into_the_errors,
    "what /livez and /readyz answer": into_the_health,
    "what the app and its settings show of themselves": into_the_settings,
}


async def test_what_is_planted_in_a_place_is_found_there(small: Chat, capfd: Captured) -> None:
    words = {place: f"kanariplant{number}x" for number, place in enumerate(PLACES)}
    with listening(capfd) as heard:
        for place, word in words.items():
            await PLANTS[place](word, small.app, heard)

    found_in = leaks(heard, Secrets({place: [word] for place, word in words.items()}, {}, {}))
    assert [place for place in PLACES if f"{place} in {place}" not in found_in] == []


@pytest.mark.parametrize("before", ["", "a", "ab"])
def test_a_secret_inside_a_header_is_found(before: str) -> None:
    header = base64.b64encode(f"{before}kanariplanted7f31:more".encode()).decode()

    assert found(f"Authorization: Basic {header}", {"a secret": ["kanariplanted7f31"]}) == ["a secret"]


def test_others_log_as_before_when_nobody_listens_any_more(capfd: Captured) -> None:
    before = [(logger, logger.level) for logger in (logging.getLogger(), LOG, logging.getLogger("slack_sdk"))]
    with listening(capfd):
        pass

    assert [(logger, logger.level) for logger, _ in before] == before
