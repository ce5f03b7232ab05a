"""Whole conversations with the bot as it is: what a person types, presses, chooses, fills in and reads."""

from pathlib import Path

from tests.adapters.discord.running import running
from tests.fakes.discord.local import LocalDiscord
from tests.fakes.discord.world import CREATE_PUBLIC_THREADS, EVERYDAY, SEND_MESSAGES_IN_THREADS


async def test_a_command_is_answered_in_the_channel(local: LocalDiscord) -> None:
    answer = await local.slash("quote", about="generalization")

    assert "generalize" in answer.text
    assert not answer.is_private
    assert "Another" in answer.buttons


async def test_options_are_completed_while_somebody_types(local: LocalDiscord) -> None:
    offered = await local.complete("quote", "about", "general")

    assert "Generalization gap" in [label for label, _ in offered]


async def test_nothing_typed_yet_is_completed_too(local: LocalDiscord) -> None:
    assert 0 < len(await local.complete("summary", "topic", "")) <= 25


async def test_a_button_goes_on_where_the_answer_ended(local: LocalDiscord) -> None:
    first = await local.slash("quote", about="generalization")

    second = await local.press(first, "Another", as_=local.member("Ben"))

    assert second.text != first.text
    assert "Discuss" in second.buttons


async def test_a_menu_shows_what_was_chosen(local: LocalDiscord) -> None:
    topics = await local.slash("topics")

    answer = await local.choose(topics, "Generalization gap")

    assert answer.text.startswith("### Generalization gap")


async def test_the_next_page_takes_the_place_of_the_first(local: LocalDiscord) -> None:
    topics = await local.slash("topics")

    second = await local.press(topics, "More ▶")

    assert second.message is topics.message
    assert "page 2" in topics.text


async def test_only_the_person_who_asked_sees_a_private_answer(local: LocalDiscord) -> None:
    ada, ben = local.member("Ada"), local.member("Ben")

    answer = await local.slash("quote", about="generalization", only_me=True, as_=ada)

    assert answer.is_private
    assert (len(local.seen_by(ada)), len(local.seen_by(ben))) == (1, 0)


async def test_a_private_answer_can_be_shared(local: LocalDiscord) -> None:
    answer = await local.slash("quote", about="GEN-01", only_me=True)

    shared = await local.press(answer, "Share")

    assert not shared.is_private
    assert "GEN-01" in shared.text


async def test_discuss_opens_a_thread_with_a_prompt_in_it(local: LocalDiscord) -> None:
    answer = await local.slash("quote", about="GEN-01")

    told = await local.press(answer, "Discuss")

    thread = answer.message.thread
    assert thread is not None
    assert thread.name == "Generalization gap"
    assert "For discussion" in local.seen_by(local.somebody, thread)[0]
    assert (told.is_private, thread.id in told.text) == (True, True)


async def test_the_second_discussion_goes_into_the_same_thread(local: LocalDiscord) -> None:
    answer = await local.slash("quote", about="GEN-01")
    await local.press(answer, "Discuss")

    await local.press(answer, "Discuss", as_=local.member("Ben"))

    assert answer.message.thread is not None
    assert len(answer.message.thread.messages) == 2
    local.server.refusals.clear()  # Discord says that there is a thread already; that is how it is found


async def test_discuss_on_a_private_answer_opens_a_thread_of_its_own(local: LocalDiscord) -> None:
    answer = await local.slash("quote", about="GEN-01", only_me=True)

    told = await local.press(answer, "Discuss")

    assert "The discussion is open" in told.text


async def test_discuss_without_permission_answers_here_and_says_which_is_missing(local: LocalDiscord) -> None:
    local.channel.denied = CREATE_PUBLIC_THREADS | SEND_MESSAGES_IN_THREADS
    answer = await local.slash("quote", about="GEN-01")

    told = await (await local.begin_press(answer, "Discuss")).answered(messages=2)

    prompt, why = told.messages
    assert (prompt.only_for, why.only_for) == ("", local.somebody.id)
    assert "“Create Public Threads” and “Send Messages in Threads”" in told.text


async def test_in_a_thread_discuss_answers_there(local: LocalDiscord) -> None:
    first = await local.slash("quote", about="GEN-01")
    await local.press(first, "Discuss")
    assert first.message.thread is not None
    inside = await local.slash("quote", about="GEN-01", in_=first.message.thread)

    told = await local.press(inside, "Discuss")

    assert "For discussion" in told.text


async def test_a_form_asks_for_a_value_and_keeps_it(local: LocalDiscord) -> None:
    mo = local.moderator("Mo")
    form = await local.slash("manage settings", name="zone", as_=mo)

    answer = await local.submit(form, value="Europe/Berlin")

    assert "Europe/Berlin" in answer.text


async def test_a_form_with_a_mistake_opens_again_with_what_was_typed(local: LocalDiscord) -> None:
    mo = local.moderator("Mo")
    form = await local.slash("manage settings", name="zone", as_=mo)

    refused = await local.submit(form, value="Berlinn")
    again = await local.press(refused, "Open the form", as_=mo)

    assert refused.is_private
    assert again.modal is not None
    assert "Berlinn" in str(again.modal)


async def test_what_is_for_moderators_is_refused_to_members_in_private(local: LocalDiscord) -> None:
    answer = await local.slash("manage settings", as_=local.member("Ada"))

    assert answer.is_private
    assert "Only moderators" in answer.text


async def test_a_button_of_an_older_version_says_what_to_do(local: LocalDiscord) -> None:
    answer = await local.press_wire(local.say("An old list."), "cp0:quote:generalization")

    assert answer.is_private
    assert "Ask again" in answer.text


async def test_a_direct_message_is_answered(local: LocalDiscord) -> None:
    ada = local.member("Ada")

    answer = await local.slash("quote", about="GEN-01", as_=ada, in_=local.direct_channel(ada))

    assert "GEN-01" in answer.text


async def test_somebody_who_installed_the_app_uses_it_on_a_server_without_the_bot(local: LocalDiscord) -> None:
    elsewhere = local.world.add_guild("Elsewhere")
    channel = local.add_channel("general", elsewhere)
    elsewhere.has_bot = False

    answer = await local.slash("quote", about="GEN-01", in_=channel, user_installed=True)
    discussed = await local.press(answer, "Discuss")

    assert "GEN-01" in answer.text
    assert "For discussion" in discussed.text


async def test_moderator_commands_are_offered_to_moderators_only(local: LocalDiscord) -> None:
    manage = next(command for command in local.rest.commands if command["name"] == "manage")

    assert not EVERYDAY & int(manage["default_member_permissions"])
    assert (manage["contexts"], manage["integration_types"]) == ([0], [0])


async def test_everything_still_works_after_a_restart(discord: LocalDiscord, tmp_path: Path) -> None:
    async with running(discord, tmp_path):
        before = await discord.slash("quote", about="generalization")
        form = await discord.slash("manage settings", name="zone", as_=discord.moderator("Mo"))

    async with running(discord, tmp_path):
        pressed = await discord.press(before, "Another")
        sent = await discord.submit(form, value="Europe/Berlin")

    assert "Discuss" in pressed.buttons
    assert "Europe/Berlin" in sent.text


async def test_commands_are_registered_once_for_all_starts(discord: LocalDiscord, tmp_path: Path) -> None:
    for _ in range(3):
        async with running(discord, tmp_path):
            pass

    assert discord.rest.overwrites == 1


async def test_nothing_is_kept_in_memory_of_what_can_be_pressed(discord: LocalDiscord, tmp_path: Path) -> None:
    async with running(discord, tmp_path) as bot:
        await discord.slash("quote", about="generalization")
        await discord.slash("manage settings", name="zone", as_=discord.moderator("Mo"))

        assert bot.remembered == 0
