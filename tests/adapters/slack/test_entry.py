"""The door for deliveries over HTTP: who is let in, and what is said to the others."""

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from adapters.slack.entry import Entry
from adapters.slack.install import authorize_one
from tests.adapters.slack.talking import HTTP, bot_in, settings_for
from tests.fakes.slack.acting import Acting
from tests.fakes.slack.posting import signature, signed

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
async def slack(group: Acting, tmp_path: Path) -> AsyncIterator[Acting]:
    """A workspace with the bot behind HTTP."""
    async with bot_in(group, settings_for(group, tmp_path, HTTP)):
        yield group


async def status_of(slack: Acting, body: bytes, headers: dict[str, str]) -> int:
    async with ClientSession() as session, session.post(slack.request_url, data=body, headers=headers) as answer:
        return answer.status


def headers_of(secret: str, body: str, *, at: float) -> dict[str, str]:
    stamp = str(int(at))
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature(secret, stamp, body)}


async def test_what_nobody_signed_is_refused(slack: Acting) -> None:
    assert await status_of(slack, b"command=/quote", {"Content-Type": FORM}) == 401


async def test_what_another_signed_is_refused(slack: Acting) -> None:
    assert await status_of(slack, b"command=/quote", signed("another", "command=/quote", FORM)) == 401


async def test_what_was_signed_long_ago_is_refused(slack: Acting) -> None:
    headers = headers_of(slack.signing_secret, "x", at=time.time() - 301)

    assert await status_of(slack, b"x", headers) == 401


async def test_a_body_over_the_limit_is_not_read(slack: Acting) -> None:
    body = "x" * (256 * 1024 + 1)

    assert await status_of(slack, body.encode(), signed(slack.signing_secret, body, FORM)) == 413


async def test_slacks_question_for_the_address_is_answered(slack: Acting) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc"})
    headers = signed(slack.signing_secret, body, "application/json")

    async with ClientSession() as session, session.post(slack.request_url, data=body, headers=headers) as answer:
        assert await answer.json() == {"challenge": "abc"}


NONSENSE = ["", "{", "[1]", "null", '"text"', "payload={", "payload=[]", "payload=null", "{}", '{"type": 1}']


@pytest.mark.parametrize("body", NONSENSE)
async def test_signed_nonsense_is_refused_without_an_error(slack: Acting, body: str) -> None:
    for kind in ("application/json", FORM):
        assert await status_of(slack, body.encode(), signed(slack.signing_secret, body, kind)) in (200, 400)


HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=80)
NEARLY = st.sampled_from(["abc", "-1", "1" * 400, "１７９５", "1e9", "0x10", "", "nan", str(int(time.time()))])
SIGNATURES = st.sampled_from(["v0=", "é", "v0=" + "g" * 64, "v0=" + "A" * 64, "v1=" + "a" * 64, "v0=" + "a" * 64])


@given(
    timestamp=HEADER | NEARLY,
    sign=HEADER | SIGNATURES,
    body=st.binary(max_size=200) | st.sampled_from([b"payload=%7B%7D", b"{}", b"\xff\xfe", b"payload=" + b"[" * 5000]),
    kind=st.sampled_from(["application/json", FORM, "text/plain", "multipart/form-data"]),
    really=st.booleans(),
)
@settings(max_examples=120, deadline=None)
def test_whatever_comes_is_answered_with_200_400_or_401(
    timestamp: str, sign: str, body: bytes, kind: str, really: bool
) -> None:
    headers = {"Content-Type": kind, "X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": sign}
    if really:
        headers |= signed("secret", body.decode(errors="replace"), kind)

    assert asyncio.run(_answered(body, headers)) in (200, 400, 401)


async def _answered(body: bytes, headers: dict[str, str]) -> int:
    token = AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1")
    bolt = AsyncApp(signing_secret="secret", authorize=authorize_one(token), name="test", logger=logging.getLogger("x"))
    async with TestClient(TestServer(Entry(bolt, "secret").application())) as client:
        answer = await client.post("/slack/events", data=body, headers=headers)
        return answer.status
