"""Whole conversations with people in Slack, over both transports."""

from typing import TypeVar

from tests.fakes.slack.acting import Acting
from tests.fakes.slack.shown import Shown, ShownMessage, ShownView

Kind = TypeVar("Kind", bound=Shown)


def as_message(shown: Shown) -> ShownMessage:
    assert isinstance(shown, ShownMessage), shown
    return shown


def as_view(shown: Shown) -> ShownView:
    assert isinstance(shown, ShownView), shown
    return shown


async def test_a_command_is_answered_in_the_channel(slack: Acting) -> None:
    answer = as_message(await slack.slash("/quote", "generalization"))

    assert not answer.is_private
    assert answer.buttons[-2:] == ["Discuss", "Save"]
    assert answer.text.split("\n")[0] in answer.fallback


async def test_a_command_of_two_words_is_one_word_and_what_follows(slack: Acting) -> None:
    answer = as_message(await slack.slash("/mydata", "show"))

    assert answer.is_private
    assert "What is kept about you" in answer.text


async def test_every_command_also_answers_behind_the_umbrella(slack: Acting) -> None:
    short, behind = await slack.slash("/sources"), await slack.slash("/commonplace", "sources")

    assert as_message(short).text == as_message(behind).text


async def test_the_bare_umbrella_helps(slack: Acting) -> None:
    assert "What you can ask" in as_message(await slack.slash("/commonplace")).text


async def test_a_slip_of_the_keyboard_is_told_in_private(slack: Acting) -> None:
    answer = as_message(await slack.slash("/commonplace", "quotte taste"))

    assert answer.is_private
    assert "Did you mean /quote?" in answer.text


async def test_only_me_answers_in_private_and_can_be_shared(slack: Acting) -> None:
    private = as_message(await slack.slash("/quote", "generalization only-me"))

    shared = as_message(await slack.press(private, "Share"))

    assert (private.is_private, shared.is_private) == (True, False)
    assert shared.text == private.text


async def test_another_person_does_not_see_a_private_answer(slack: Acting) -> None:
    await slack.slash("/quote", "generalization only-me")

    ben = next(member for member in slack.workspace.members.values() if member.name == "ben")
    assert slack.seen(as_=ben) == []


async def test_a_button_gives_the_next_answer(slack: Acting) -> None:
    first = as_message(await slack.slash("/quote", "generalization"))

    second = as_message(await slack.press(first, "Another"))

    assert second.text != first.text


async def test_a_menu_gives_what_was_chosen(slack: Acting) -> None:
    topics = as_message(await slack.slash("/topics"))
    ((menu, choices),) = topics.menus.items()

    summary = as_message(await slack.choose(topics, menu, choices[0]))

    assert summary.text != topics.text


async def test_an_answer_that_replaces_takes_the_place_of_its_message(slack: Acting) -> None:
    asked = as_message(await slack.slash("/mydata", "erase"))

    done = as_message(await slack.press(asked, "Yes, erase it"))

    assert done.changed
    assert "Erased" in done.text
    assert len(slack.seen()) == 1


async def test_somebody_typed_as_a_mention_arrives_as_an_id(slack: Acting) -> None:
    slack.workspace.members["U0MO"].is_admin = True
    mo = slack.workspace.members["U0MO"]

    answer = as_message(await slack.slash("/quote", "speaker:@ben", as_=mo))

    assert "U0BEN" in answer.text


async def test_a_line_from_a_message_is_verified_where_it_stands(slack: Acting) -> None:
    said = slack.say("We are back in the age of research &amp; wonder")

    verdict = as_message(await slack.shortcut(said, "Verify quote"))

    assert verdict.thread == ""
    assert "research" in verdict.text


async def test_a_message_shortcut_in_a_thread_answers_in_the_thread(slack: Acting) -> None:
    parent = slack.say("What did he say?")
    said = slack.say("we are back to the age of research", thread=parent.message.ts)

    verdict = as_message(await slack.shortcut(said, "Verify quote"))

    assert verdict.thread == parent.message.ts


async def test_a_mention_is_answered_like_a_command(slack: Acting) -> None:
    answer = as_message(await slack.mention("quote generalization"))

    assert not answer.is_private
    assert answer.thread == ""


async def test_a_mention_in_a_thread_is_answered_in_the_thread(slack: Acting) -> None:
    parent = slack.say("What did he say?")

    answer = as_message(await slack.mention("quote generalization", thread=parent.message.ts))

    assert answer.thread == parent.message.ts


async def test_a_bare_mention_helps(slack: Acting) -> None:
    assert "What you can ask" in as_message(await slack.mention("")).text


async def test_a_mention_that_lacks_something_offers_a_form(slack: Acting) -> None:
    answer = as_message(await slack.mention("summary"))

    form = as_view(await slack.press(answer, "Fill it in"))

    assert answer.is_private
    assert "topic" in form.fields


async def test_a_discussion_is_opened_in_the_thread_of_the_message(slack: Acting) -> None:
    quote = as_message(await slack.slash("/quote", "generalization"))

    prompt = as_message(await slack.press(quote, "Discuss"))

    assert prompt.thread == quote.message.ts
    assert not prompt.is_private


async def test_a_discussion_of_a_message_in_a_thread_stays_in_the_thread(slack: Acting) -> None:
    parent = slack.say("What did he say?")
    quote = as_message(await slack.mention("quote generalization", thread=parent.message.ts))

    prompt = as_message(await slack.press(quote, "Discuss"))

    assert prompt.thread == parent.message.ts


async def test_commands_answer_where_the_app_is_no_member(slack: Acting) -> None:
    elsewhere = slack.add_channel("elsewhere", slack.somebody, with_app=False)

    answer = as_message(await slack.slash("/quote", "generalization", in_=elsewhere))

    assert answer.message.channel == elsewhere.id


async def test_a_moderators_command_is_refused_to_members_and_given_to_admins(slack: Acting) -> None:
    mo = slack.workspace.members["U0MO"]

    refused = as_message(await slack.slash("/manage", "settings"))
    given = as_message(await slack.slash("/manage", "settings", as_=mo))

    assert "Only moderators" in refused.text
    assert "Settings of this space" in given.text


async def test_an_old_button_says_what_to_do(slack: Acting) -> None:
    answer = as_message(await slack.slash("/quote", "generalization"))
    answer.blocks[-1]["elements"][0]["action_id"] = "0:cp0:quote:generalization"

    stale = as_message(await slack.press(answer, answer.buttons[0]))

    assert stale.is_private
    assert "older list" in stale.text


async def test_a_private_file_comes_into_ones_own_conversation_with_the_app(slack: Acting) -> None:
    await slack.slash("/mydata", "export")
    answer = as_message(await slack.appears(slack.somebody))

    direct = next(channel for channel in slack.workspace.channels.values() if channel.direct == slack.somebody.id)
    assert [file["name"] for message in direct.messages for file in message.files] == ["mydata.json"]
    assert "The file is in your messages with me." in answer.text


async def test_a_file_is_text_to_copy_where_uploads_are_not_allowed(slack: Acting) -> None:
    assert slack.workspace.installation is not None
    slack.install(slack.workspace.installation.scopes - {"files:write", "im:write"})

    answer = as_message(await slack.slash("/mydata", "export"))

    assert answer.is_private
    assert "mydata.json" in answer.text
