"""Forms, from the missing value to the answer."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.slack.pace import Pace
from tests.adapters.slack.declared import COMMANDS
from tests.adapters.slack.talking import bot_in, settings_for
from tests.adapters.slack.test_conversation import as_message, as_view
from tests.fakes.slack.acting import Acting
from tests.fakes.slack.shown import FieldErrors

TOPIC = "generalization"


@pytest.fixture
async def slack(group: Acting, transport: str, tmp_path: Path) -> AsyncIterator[Acting]:
    """A workspace with a bot that has commands of every shape."""
    async with bot_in(group, settings_for(group, tmp_path, transport), COMMANDS):
        yield group


async def test_what_is_missing_is_asked_for(slack: Acting) -> None:
    form = as_view(await slack.slash("/summary"))

    assert form.title == "Summary"
    assert list(form.fields) == ["topic", "only-me", "where?"]


async def test_a_filled_in_form_is_answered_in_the_channel_it_came_from(slack: Acting) -> None:
    form = as_view(await slack.slash("/summary"))

    answer = as_message(await slack.submit(form, {"topic": TOPIC}))

    assert not answer.is_private
    assert answer.message.channel == slack.somewhere.id


async def test_the_answer_goes_where_it_is_wanted(slack: Acting) -> None:
    other = slack.add_channel("other", slack.somebody, with_app=False)
    form = as_view(await slack.slash("/summary"))

    answer = as_message(await slack.submit(form, {"topic": TOPIC, "where?": other.id}))

    assert answer.message.channel == other.id


async def test_without_a_place_the_answer_is_shown_in_the_form(slack: Acting) -> None:
    form = as_view(await slack.global_shortcut("Summary"))

    answer = as_view(await slack.submit(form, {"topic": TOPIC}))

    assert "eneralization" in answer.text
    assert slack.seen() == []


async def test_a_menu_that_asks_us_offers_topics_before_anything_is_typed(slack: Acting) -> None:
    form = as_view(await slack.slash("/summary"))

    assert len(await slack.suggestions(form, "topic")) > 5


async def test_a_menu_that_asks_us_narrows_as_one_types(slack: Acting) -> None:
    form = as_view(await slack.slash("/summary"))

    assert next(iter(await slack.suggestions(form, "topic", "generaliz"))).startswith("Generaliz")


async def test_words_that_nothing_fits_can_be_given_all_the_same(slack: Acting) -> None:
    form = as_view(await slack.global_shortcut("Quote"))

    assert "“zzz qqq”" in await slack.suggestions(form, "about", "zzz qqq")


async def test_what_was_typed_stands_in_the_form_already(slack: Acting) -> None:
    form = as_view(await slack.slash("/kinds", "count:9 mood:glad name:ann"))

    assert form.fields["name"]["initial_value"] == "ann"
    assert form.fields["mood"]["initial_option"]["value"] == "=glad"
    assert form.fields["count"]["initial_value"] == "9"
    assert "9" in form.text


async def test_a_value_that_a_picker_cannot_show_stands_in_a_text_field(slack: Acting) -> None:
    form = as_view(await slack.slash("/places", "day:someday hour:25:99 who:nobody!"))

    kept = {name: form.fields[name].get("initial_value") for name in ("who", "day", "hour")}
    assert kept == {"who": "nobody!", "day": "someday", "hour": "25:99"}


async def test_every_kind_of_value_arrives(slack: Acting) -> None:
    form = as_view(await slack.slash("/kinds"))
    filled = {"name": "ann", "note": "two\nlines", "mood": "Sad", "count": "3", "loud": True}

    assert as_message(await slack.submit(form, filled)).text == "ann|two\nlines|sad|3|True"


async def test_people_channels_days_and_times_arrive(slack: Acting) -> None:
    form = as_view(await slack.slash("/places"))
    filled = {"who": "U0BEN", "where": "C0READING", "day": "2026-12-24", "hour": "17:30", "group": "S1"}

    assert as_message(await slack.submit(form, filled)).text == "U0BEN|C0READING|2026-12-24|17:30:00|S1"


async def test_an_error_stands_at_its_field_and_the_form_stays_open(slack: Acting) -> None:
    form = as_view(await slack.slash("/kinds"))

    wrong = await slack.submit(form, {"name": "ann", "count": "9"})

    assert isinstance(wrong, FieldErrors)
    assert list(wrong.errors) == ["count"]
    assert form.view.id in slack.workspace.views


async def test_a_refusal_stands_at_the_first_field(slack: Acting) -> None:
    form = as_view(await slack.slash("/picky", "next"))

    refused = await slack.submit(form, {"line": "that"})

    assert isinstance(refused, FieldErrors)
    assert refused.errors == {"line": "I do not like “that”."}


async def test_a_form_may_be_followed_by_another(slack: Acting) -> None:
    second = as_view(await slack.slash("/picky", "next"))

    third = as_view(await slack.submit(second, {"line": "next"}))

    assert (second.title, third.title) == ("Second", "Second")


async def test_a_form_that_takes_long_closes_and_is_answered_afterwards(
    group: Acting, transport: str, tmp_path: Path
) -> None:
    settings = settings_for(group, tmp_path, transport)
    async with bot_in(group, settings, COMMANDS, pace=Pace(patience=0)):
        form = as_view(await group.slash("/kinds"))

        answer = as_message(await group.submit(form, {"name": "ann"}))

    assert answer.text.startswith("ann|")
    assert group.workspace.views == {}


async def test_a_form_that_slack_will_not_open_any_more_is_offered_as_a_button(slack: Acting) -> None:
    slack.service.trigger_life = -1.0

    answer = as_message(await slack.slash("/summary"))

    assert answer.is_private
    assert answer.buttons == ["Fill it in"]


async def test_private_metadata_holds_ids_only(slack: Acting) -> None:
    form = as_view(await slack.slash("/kinds", "note:secret"))

    assert form.view.asked["private_metadata"] == '{"channel": "C0READING", "thread": ""}'


async def test_the_form_of_a_shortcut_knows_no_channel(slack: Acting) -> None:
    form = as_view(await slack.global_shortcut("Quote"))

    assert form.view.asked["private_metadata"] == '{"channel": "U0ANN", "thread": ""}'
