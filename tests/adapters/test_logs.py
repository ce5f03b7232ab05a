"""What a log line looks like, and what never stands in one."""

import io
import json
import logging
from typing import Any

import pytest

from adapters import logs

LOG = logging.getLogger("bot.test")
OTHERS = logging.getLogger("slack_sdk.test")
WORDS = "what somebody wrote"


def as_json(level: str = "info") -> io.StringIO:
    stream = io.StringIO()
    logs.set_up(level, stream=stream)
    return stream


def as_text(*, brief: bool = False) -> io.StringIO:
    stream = io.StringIO()
    logs.set_up("info", stream=stream, as_json=False, brief=brief)
    return stream


def line(stream: io.StringIO) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(stream.getvalue())
    return told


def fail() -> None:
    try:
        raise ZeroDivisionError("what somebody wrote")
    except ZeroDivisionError:
        LOG.exception("command failed", extra={"reference": "ab12"})


def test_a_pipe_gets_one_json_object_for_each_event() -> None:
    stream = as_json()

    LOG.info("content replaced", extra={"edition": "3f2a"})

    told = line(stream)
    assert told.pop("time").endswith("Z")
    assert told == {"level": "info", "logger": "bot.test", "event": "content replaced", "edition": "3f2a"}


def test_a_terminal_gets_text() -> None:
    stream = as_text()

    LOG.info("content replaced", extra={"edition": "3f2a"})

    assert stream.getvalue().endswith(" info     content replaced edition=3f2a\n")


def test_an_exception_is_told_by_kind_and_place_and_without_its_words() -> None:
    stream = as_json()

    fail()

    trace = line(stream)["trace"]
    assert "ZeroDivisionError" in trace
    assert "test_logs.py" in trace
    assert "what somebody wrote" not in stream.getvalue().replace('raise ZeroDivisionError(\\"what somebody wrote', "")


def test_at_a_prompt_an_exception_is_one_line() -> None:
    stream = as_text(brief=True)

    fail()

    assert len(stream.getvalue().splitlines()) == 1
    assert "ZeroDivisionError" in stream.getvalue()


def test_the_level_is_the_one_that_was_set() -> None:
    stream = as_json("warning")

    LOG.info("content replaced")

    assert stream.getvalue() == ""


def test_other_peoples_libraries_are_heard_from_warnings_on_whatever_their_level(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = as_json("debug")
    monkeypatch.setattr(OTHERS, "level", logging.DEBUG)

    OTHERS.info("Sending a request with body …")

    assert stream.getvalue() == ""


@pytest.mark.parametrize("say", [OTHERS.error, OTHERS.exception])
@pytest.mark.parametrize("stream", [as_json, as_text])
def test_of_an_exception_that_others_repeat_the_words_are_left_out(say: Any, stream: Any) -> None:
    written = stream()

    try:
        raise LookupError("who", WORDS)
    except LookupError as error:
        say(f"Failed to connect (error: {error}); {error!r}")

    assert "Failed to connect (error: LookupError); LookupError" in written.getvalue()
    assert WORDS not in written.getvalue()


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy",
        "xapp-1-A0123-4567-abcdef",
        "https://hooks.slack.com/commands/T0/123/abcDEF",
        "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs",
        "reader:hunter2",
        "?ticket=5f2c9e77-aa&app_id=A0123",
    ],
)
@pytest.mark.parametrize("stream", [as_json, as_text])
def test_what_looks_like_a_secret_is_blotted_out(secret: str, stream: Any) -> None:
    written = stream()

    OTHERS.warning("request failed: https://%s@host/x" if secret == "reader:hunter2" else "request failed: %s", secret)

    assert "request failed" in written.getvalue()
    assert secret not in written.getvalue()


def test_the_address_of_an_interaction_is_blotted_out() -> None:
    stream = as_text()

    OTHERS.warning("429 for https://discord.com/api/v10/webhooks/123/aW50ZXJhY3Rpb24-token/messages")

    assert "aW50ZXJhY3Rpb24" not in stream.getvalue()


def test_setting_up_twice_says_everything_once() -> None:
    first, second = as_json(), as_json()

    LOG.info("started")

    assert (first.getvalue(), len(second.getvalue().splitlines())) == ("", 1)
