"""The printed manifest: as Slack takes it, and as it was when somebody last looked at the difference."""

import json
import os
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]  # it has no types of its own
import pytest

from adapters.slack.manifest import EVENTS, manifest
from adapters.slack.names import first_words, slash_names, typed_line
from adapters.slack.scopes import OPTIONAL, REQUIRED
from bot.chat.command import SLACK_BUILT_IN, Command, Request, Surface
from bot.chat.reply import Reply
from bot.commands import COMMANDS
from bot.services import Services
from tests.adapters.slack import declared

GOLDEN = Path(__file__).parent / "manifest.json"


def printed() -> str:
    """The manifest of commands that stay as they are, as it is printed."""
    return json.dumps(manifest(declared.COMMANDS), ensure_ascii=False, indent=2) + "\n"


async def _nothing(services: Services, request: Request) -> Reply:
    return Reply("…")


def test_the_manifest_is_the_one_that_was_read() -> None:
    assert printed() == GOLDEN.read_text(encoding="utf-8"), "Run `python -m tests.adapters.slack.test_manifest`."


@pytest.mark.parametrize("address", ["", "https://books.example.org"])
def test_the_manifest_is_as_slacks_schema_wants_it(address: str) -> None:
    folder = os.environ.get("CONFORMANCE_DIR")
    if not folder:
        pytest.skip("CONFORMANCE_DIR does not point at Slack's schema")
    schema = json.loads((Path(folder) / "slack-manifest.schema.json").read_text(encoding="utf-8"))

    jsonschema.validate(manifest((*COMMANDS, *declared.COMMANDS), address), schema)


def test_every_command_has_its_slash_command_with_escaped_names() -> None:
    slash = {each["command"]: each for each in manifest(COMMANDS)["features"]["slash_commands"]}

    assert slash.keys() == {f"/{word}" for word in first_words(COMMANDS)} | {"/commonplace"}
    assert all(each["should_escape"] for each in slash.values())


def test_a_command_says_how_it_is_used() -> None:
    slash = {each["command"]: each for each in manifest(COMMANDS)["features"]["slash_commands"]}

    assert slash["/quote"]["usage_hint"] == "[about] [speaker] [source] [only-me]"
    assert slash["/mydata"]["usage_hint"] == "show | export | erase"


def test_a_message_command_is_a_message_shortcut() -> None:
    shortcuts = {(each["name"], each["type"]) for each in manifest(COMMANDS)["features"]["shortcuts"]}

    assert ("Verify quote", "message") in shortcuts
    assert ("Quote", "global") in shortcuts


def test_over_http_everything_comes_to_one_address() -> None:
    made = manifest(COMMANDS, "https://books.example.org/")

    urls = {each["url"] for each in made["features"]["slash_commands"]}
    assert urls == {"https://books.example.org/slack/events"} == {made["settings"]["interactivity"]["request_url"]}
    assert made["oauth_config"]["redirect_urls"] == ["https://books.example.org/slack/oauth_redirect"]


def test_the_app_may_do_what_has_a_reason_and_no_more() -> None:
    assert manifest(COMMANDS)["oauth_config"]["scopes"] == {
        "bot": ["commands", "chat:write", "app_mentions:read", "metadata.message:read", "users:read"],
        "bot_optional": ["channels:read", "pins:write", "files:write", "files:read", "im:write"],
    }
    assert all(reason.endswith(".") for reason in (*REQUIRED.values(), *OPTIONAL.values()))


def test_the_app_hears_nothing_that_others_say() -> None:
    events = manifest(COMMANDS)["settings"]["event_subscriptions"]

    assert [event for event in EVENTS if event.startswith("message")] == ["message_metadata_posted"]
    assert events["metadata_subscriptions"] == [{"app_id": "*", "event_type": "commonplace_post"}]


@pytest.mark.parametrize("word", sorted(SLACK_BUILT_IN))
def test_a_word_that_slack_keeps_for_itself_gets_another_name(word: str) -> None:
    (name,) = slash_names([word])

    assert name == f"/cp-{word}"
    assert typed_line(name, "x", {name: word}) == f"/{word} x"


def test_a_word_that_is_too_long_is_cut_and_still_found() -> None:
    word = "w" * 32
    (name,) = slash_names([word])

    assert len(name) == 32
    assert typed_line(name, "x", slash_names([word])) == f"/{word} x"


def test_two_words_never_come_to_the_same_name() -> None:
    with pytest.raises(ValueError, match="would both be"):
        slash_names(["w" * 31 + "a", "w" * 31 + "b"])


def test_more_words_than_slack_takes_answer_behind_the_umbrella() -> None:
    names = slash_names([f"word{number}" for number in range(60)])

    assert len(names) == 49
    assert typed_line("/commonplace", "word59 x", names) == "/word59 x"


def test_more_message_commands_than_slack_takes_are_refused() -> None:
    many = [Command(f"m{n}.do", "Do it", _nothing, surface=Surface.MESSAGE) for n in range(11)]

    with pytest.raises(ValueError, match="10 shortcuts"):
        manifest([*COMMANDS, *many])


if __name__ == "__main__":
    GOLDEN.write_text(printed(), encoding="utf-8")
