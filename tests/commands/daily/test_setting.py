"""`/daily set`: what is shown before anything is saved, and what is saved then."""

from dataclasses import replace
from datetime import time

import pytest

from bot.chat.outbox import PlaceGone, Unknown
from bot.state.schedule import Schedule
from tests.conversation import ADA, BEN, Chat
from tests.daily.conftest import Morning


async def schedules(morning: Morning) -> tuple[Schedule, ...]:
    return await morning.chat.app.services.stores.schedules.of(morning.space)


async def test_members_set_up_nothing(empty: Morning) -> None:
    assert "Only moderators" in await empty.chat.say("/daily set time:9")


async def test_nothing_is_saved_before_it_was_shown(empty: Morning, moderator: Chat) -> None:
    answer = await moderator.say("/daily set time:10 zone:Europe/Berlin days:mon-fri")

    assert "A new daily prompt" in answer
    assert "When: Monday to Friday at 10:00 (Europe/Berlin)" in answer
    assert "Where: #general" in answer
    assert "all topics (12 prompts), in a shuffled order" in answer
    assert "with a thread, not pinned, pinging nobody; 180 minutes late at most." in answer
    assert await schedules(empty) == ()


async def test_that_no_plan_has_begun_is_said_where_the_prompts_are_to_follow_it(
    empty: Morning, moderator: Chat
) -> None:
    assert "A moderator begins one with /plan begin." in await moderator.say("/daily set time:10 order:plan")

    await moderator.say("/plan begin")

    assert "/plan begin" not in await moderator.say("/daily set time:10 order:plan")


async def test_the_next_three_runs_are_shown_as_points_in_time(empty: Morning, moderator: Chat) -> None:
    answer = await moderator.say("/daily set time:10 days:mon-fri")

    assert "- Monday 2026-11-23, 10:00 (UTC)\n- Tuesday 2026-11-24, 10:00 (UTC)\n- Wednesday 2026-11-25" in answer
    assert "(moment:1795428000)" in dict(moderator.reply.cards[0].fields)["The next three"]


async def test_what_was_shown_is_saved_and_comes(empty: Morning, moderator: Chat) -> None:
    await moderator.say("/daily set time:10 pin:yes late:60")
    answer = await moderator.press("Save it")

    assert "The next prompt comes in #general: Saturday 2026-11-21, 10:00 (UTC)." in answer
    (saved,) = await schedules(empty)
    assert (saved.chosen.at, saved.chosen.pins, saved.chosen.late, saved.set_by) == (time(10), True, 60, "mo")
    await empty.chat.app.sender.turn()
    await empty.pass_(hours=1)
    assert len(empty.prompts) == 1


async def test_a_prompt_says_who_set_it_up_until_that_person_has_it_erased(empty: Morning, moderator: Chat) -> None:
    await moderator.say("/daily set time:10")
    await moderator.press("Save it")
    assert "every day at 10:00 (UTC); set up by Mo." in await moderator.say("/daily preview")

    await moderator.say("/mydata erase")
    await moderator.press("Yes, erase it")

    assert "every day at 10:00 (UTC). The next one" in await moderator.say("/daily preview")


async def test_a_new_prompt_pings_the_role_of_the_settings_and_one_that_is_there_keeps_its_own(
    empty: Morning, moderator: Chat
) -> None:
    await moderator.say("/daily set time:10")
    await moderator.press("Save it")
    await moderator.say("/manage settings ping 77")

    assert "pinging nobody" in await moderator.say("/daily set time:11")
    assert "pinging 77" in await moderator.say("/daily set time:10 channel:hosts")


async def test_pressing_save_twice_sets_up_one(empty: Morning, moderator: Chat) -> None:
    await moderator.say("/daily set time:10")
    wire = moderator.reply.controls[0].does.encode()

    await moderator.send(wire)
    await moderator.send(wire)

    assert len(await schedules(empty)) == 1


async def test_with_nothing_typed_a_form_asks_with_what_holds_filled_in(empty: Morning, moderator: Chat) -> None:
    await moderator.say("/manage settings zone Asia/Tokyo")
    await moderator.say("/daily set")

    filled = {field.name: field.value for field in moderator.form.fields}
    assert filled == {"channel": "general", "time": "", "zone": "Asia/Tokyo", "days": "every day", "topics": ""}
    assert "every day at 09:30 (Asia/Tokyo)" in await moderator.fill(channel="general", time="9.30", zone="Asia/Tokyo")


async def test_what_a_form_leaves_empty_is_none_or_all(morning: Morning, moderator: Chat) -> None:
    await morning.change(topics=("taste",), pins=True, opens_thread=True, ping="readers")
    await moderator.say("/daily set")
    await moderator.fill(channel="general", time="10:00", zone="UTC")
    await moderator.choose("Change", "how")

    answer = await moderator.fill(late="60")

    assert "all topics" in answer
    assert "without a thread, not pinned, pinging nobody; 60 minutes" in answer


async def test_a_form_keeps_what_it_does_not_ask_for(empty: Morning, moderator: Chat) -> None:
    await moderator.say("/daily set time:7 topics:taste")
    await moderator.choose("Change", "what")
    assert [field.value for field in moderator.form.fields] == ["taste", "shuffled", "reshuffle"]

    answer = await moderator.fill(topics="taste, scaling", order="listed", **{"at-end": "stop"})

    assert "every day at 07:00" in answer
    assert (
        "Research taste, Scaling and its limits (12 prompts), in the listed order. When every prompt has come: stop."
        in answer
    )


@pytest.mark.parametrize(
    ("typed", "understood"),
    [("9", "09:00"), ("9am", "09:00"), ("9 p.m.", "21:00"), ("21:30", "21:30"), ("9.30", "09:30"), ("9h30", "09:30")],
)
async def test_times_are_understood_as_people_write_them(
    empty: Morning, moderator: Chat, typed: str, understood: str
) -> None:
    assert f"every day at {understood}" in await moderator.say(f'/daily set time:"{typed}"')


async def test_what_is_wrong_is_asked_again_with_what_was_typed(empty: Morning, moderator: Chat) -> None:
    answer = await moderator.say("/daily set time:9 zone:Europe/Berlni days:someday topics:cheese")

    wrong = {field.name: field.error for field in moderator.form.fields if field.error}
    assert "Close: Europe/Berlin" in wrong["zone"]
    assert "“someday” are no weekdays. Try: mon-fri" in wrong["days"]
    assert "“cheese”" in wrong["topics"]
    assert {field.name: field.value for field in moderator.form.fields}["zone"] == "Europe/Berlni"
    assert wrong["zone"] in answer


async def test_a_time_that_is_none_says_what_may_be_given(empty: Morning, moderator: Chat) -> None:
    assert "“25:99” is not a time of day. Try: 09:00, 9 am or 17:30." in await moderator.say("/daily set time:25:99")


async def test_times_zones_days_and_topics_are_completed(empty: Morning, moderator: Chat) -> None:
    await moderator.say("/manage settings zone Asia/Tokyo")

    assert await moderator.suggested("daily set", "time", "9") == ["09:00", "09:30"]
    assert (await moderator.suggested("daily set", "time", "1"))[:4] == ["01:00", "01:30", "10:00", "10:30"]
    assert await moderator.suggested("daily set", "time", "9:3") == ["09:30"]
    assert (await moderator.suggested("daily set", "zone", ""))[0] == "Asia/Tokyo, where it is 18:00"
    assert "Europe/Berlin, where it is 10:00" in await moderator.suggested("daily set", "zone", "berl")
    assert await moderator.suggested("daily set", "days", "week") == ["weekends"]
    assert await moderator.suggested("daily set", "topics", "taste, scal") == ["taste, Scaling and its limits"]


async def test_what_is_lacking_is_said_before_it_is_saved(empty: Morning, moderator: Chat) -> None:
    empty.outbox.lacks = ("Create Public Threads",)

    answer = await moderator.say("/daily set time:9")

    assert "In #general I lack “Create Public Threads”.\nWhoever runs this space can give it to me" in answer
    assert "You can save it all the same" in answer


async def test_a_channel_that_the_bot_cannot_see_says_what_to_do(empty: Morning, moderator: Chat) -> None:
    empty.outbox.fail("missing", PlaceGone("gone"))

    assert "I cannot see #attic, or it does not exist" in await moderator.say("/daily set channel:attic time:9")


async def test_topics_without_any_prompt_are_told(empty: Morning, moderator: Chat) -> None:
    await moderator.say("/manage hide SCA-P1")
    await moderator.say("/daily set time:9 topics:scaling")

    (error,) = [field.error for field in moderator.form.fields if field.error]
    assert "There is no prompt on these topics yet." in error


async def test_a_role_that_does_not_exist_is_told(empty: Morning, moderator: Chat) -> None:
    empty.outbox.roles = frozenset({"77"})

    assert "There is no role readers here" in await moderator.say("/daily set time:9 ping:readers")
    assert "There is no role" not in await moderator.say("/daily set time:9 ping:77")


async def test_a_paused_one_says_that_its_runs_wait(morning: Morning, moderator: Chat) -> None:
    await moderator.say("/daily pause")

    assert "It is paused: these come once somebody types /daily resume." in await moderator.say("/daily set time:11")


async def test_a_platform_that_does_not_answer_is_no_obstacle(empty: Morning, moderator: Chat) -> None:
    empty.outbox.fail("missing", Unknown("time-out"))

    assert "did not tell me whether I may post in #general" in await moderator.say("/daily set time:9")
    assert "Saved" in await moderator.press("Save it")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2:30", "On Sunday 2027-03-28 the clocks go forward over 02:30; the prompt comes at Sunday 2027-03-28, 03:30"),
        ("2:30", "On Sunday 2027-10-31 the clocks go back and 02:30 comes twice; the prompt comes the first time"),
    ],
)
async def test_what_changes_of_clocks_do_is_said(empty: Morning, moderator: Chat, typed: str, says: str) -> None:
    assert says in await moderator.say(f"/daily set time:{typed} zone:Europe/Berlin")


async def test_nothing_is_said_of_clocks_where_they_change_nothing(empty: Morning, moderator: Chat) -> None:
    assert "Daylight saving" not in await moderator.say("/daily set time:9 zone:Europe/Berlin")


async def test_a_change_keeps_seed_locks_and_pauses(morning: Morning, moderator: Chat) -> None:
    day = morning.clock().date()
    await morning.change(locks={day: "TAS-P1"}, pauses=((day, day),))

    answer = await moderator.say("/daily set time:11")
    await moderator.press("Save it")

    assert "Change this daily prompt" in answer
    (saved,) = await schedules(morning)
    assert saved.id == morning.schedule.id
    assert saved.chosen == replace((await morning.standing()).chosen, at=time(11))
    assert (saved.chosen.seed, saved.chosen.locks, saved.chosen.pauses) == ("s", {day: "TAS-P1"}, ((day, day),))


async def test_what_was_not_typed_stays_as_it_was(morning: Morning, moderator: Chat) -> None:
    await morning.change(topics=("taste",), pins=True)

    await moderator.say("/daily set late:30")
    await moderator.press("Save it")

    chosen = (await morning.standing()).chosen
    assert (chosen.topics, chosen.pins, chosen.opens_thread, chosen.late) == (("taste",), True, False, 30)


async def test_another_channel_gets_a_prompt_of_its_own(morning: Morning, moderator: Chat) -> None:
    assert "A new daily prompt" in await moderator.say("/daily set channel:margins time:9")
    await moderator.press("Save it")

    assert [one.chosen.channel for one in await schedules(morning)] == ["margins", "general"]


async def test_a_prompt_moves_to_another_channel_where_that_is_meant(morning: Morning, moderator: Chat) -> None:
    await moderator.say("/daily set channel:margins time:9")
    assert "Change this daily prompt" in await moderator.choose("Set this up for another one", morning.schedule.id)
    await moderator.press("Save it")

    assert [one.chosen.channel for one in await schedules(morning)] == ["margins"]


async def test_a_second_prompt_can_come_in_the_same_channel(morning: Morning, moderator: Chat) -> None:
    await moderator.say("/daily set time:18")
    assert "A new daily prompt" in await moderator.choose("Set this up for another one", "new")
    await moderator.press("Save it")

    assert [one.chosen.at for one in await schedules(morning)] == [time(10), time(18)]


async def test_what_another_moderator_changed_meanwhile_is_not_overwritten(morning: Morning, moderator: Chat) -> None:
    await moderator.say("/daily set time:11")
    await morning.change(at=time(12))

    assert "Another moderator changed it meanwhile." in await moderator.press("Save it")
    assert (await morning.standing()).chosen.at == time(12)


async def test_a_change_can_be_undone_at_once(morning: Morning, moderator: Chat) -> None:
    morning.clock.forward(minutes=1)
    await moderator.say("/daily set time:11")
    await moderator.press("Save it")
    morning.clock.forward(minutes=1)
    await moderator.press("Undo")

    assert (await morning.standing()).chosen.at == time(10)


async def test_everybody_is_never_pinged(empty: Morning, moderator: Chat) -> None:
    for everybody in ("club", "everyone", "here"):
        await moderator.say(f"/daily set time:9 ping:{everybody}")

        (error,) = [field.error for field in moderator.form.fields if field.error]
        assert "I never ping everybody" in error


async def test_a_form_that_a_member_sends_is_refused(empty: Morning, moderator: Chat) -> None:
    await moderator.say("/daily set time:9")
    wire = moderator.reply.controls[0].does.encode()

    assert "Only moderators" in await empty.chat.seat(BEN).send(wire)
    assert "Only moderators" in await empty.chat.seat(ADA).send("cp1:daily.form")
    assert await schedules(empty) == ()


async def test_it_says_before_saving_that_all_its_topics_lie_further_on_in_the_plan(
    empty: Morning, moderator: Chat
) -> None:
    await moderator.say("/plan begin")

    answer = await moderator.say("/daily set time:10 topics:taste")

    assert "Nothing comes on these days." in answer
    assert "All that is chosen lies further on in the reading plan than the group is then." in answer
    assert "lies further on" not in await moderator.say("/daily set time:10 topics:scaling")


async def test_it_says_before_saving_until_when_its_topics_lie_further_on(empty: Morning, moderator: Chat) -> None:
    await moderator.say("/plan begin on:2026-11-21 days:2")

    assert "Nothing comes through Sunday 2026-11-22." in await moderator.say("/daily set time:10 topics:taste")
