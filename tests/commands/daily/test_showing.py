"""`/daily show`, “Check again”, and notices that could not be posted anywhere."""

from dataclasses import replace

from bot.chat.outbox import NotAllowed, PlaceGone, Unknown
from bot.state.standing import State
from tests.conversation import BEN, Chat
from tests.daily.conftest import TODAY, Morning


async def test_all_is_said_of_the_only_one(morning: Morning, moderator: Chat) -> None:
    answer = await moderator.say("/daily show")

    assert "How it fares: the next one comes Saturday 2026-11-21, 10:00 (UTC)." in answer
    assert "What comes next: What is question number" in answer
    assert "When: every day at 10:00 (UTC)" in answer
    assert moderator.labels == ["Preview", "The next 14", "Change", "Pause", "Check again"]


async def test_what_became_of_the_last_five_is_said_with_the_reason(morning: Morning, moderator: Chat) -> None:
    morning.outbox.fail("post", *[NotAllowed("I may not write there.", "Send Messages")] * 2)
    await morning.pass_(hours=1)
    await morning.pass_(minutes=10)
    await morning.pass_(hours=23, minutes=50)
    await morning.pass_(hours=29)

    answer = await moderator.say("/daily show")

    assert "- Monday 2026-11-23: not posted: its time limit had passed\n" in answer
    assert "- Sunday 2026-11-22: posted Sunday 2026-11-22, 10:00 (UTC)\n" in answer
    assert "- Saturday 2026-11-21: could not be posted. I may not write there." in answer


async def test_what_fails_says_since_when_and_what_to_do(morning: Morning, moderator: Chat) -> None:
    morning.outbox.fail("post", PlaceGone("gone"))
    await morning.pass_(hours=1)

    answer = await moderator.say("/daily show")

    assert "it could not be posted on 1 day, since Saturday 2026-11-21." in answer
    assert "The channel does not exist any more or is archived." in answer


async def test_days_without_a_prompt_are_listed(morning: Morning, moderator: Chat) -> None:
    await moderator.say("/daily pause start:2026-12-24 until:2027-01-06")

    assert "Days without a prompt: 2026-12-24 – 2027-01-06" in await moderator.say("/daily show")


async def test_several_are_a_line_each_and_one_can_be_opened(morning: Morning, moderator: Chat) -> None:
    second = await morning.set_up(channel="margins", days=frozenset({0}))

    answer = await moderator.say("/daily show")

    assert "- every day at 10:00 (UTC), #general: the next one comes Saturday" in answer
    assert "- Monday at 10:00 (UTC), #margins: the next one comes Monday" in answer
    assert "Where: #margins" in await moderator.choose("Open one", second.id)


async def test_without_any_one_can_be_set_up(empty: Morning, moderator: Chat) -> None:
    assert "There is no daily prompt here yet." in await moderator.say("/daily show")
    await moderator.press("Set one up")
    assert moderator.form.title == "When and where"


async def test_each_button_leads_where_it_says(morning: Morning, moderator: Chat) -> None:
    await morning.set_up(channel="margins")
    for label, says in (
        ("Preview", "This comes"),
        ("The next 14", "What comes next"),
        ("Change", "When and where"),
        ("Pause", "Paused"),
        ("Check again", "Nothing is missing"),
    ):
        await moderator.say(f"/daily show {morning.schedule.id}")
        assert says in await moderator.press(label)
    await moderator.say(f"/daily show {morning.schedule.id}")
    assert "Resumed" in await moderator.press("Resume")


async def test_a_notice_that_nobody_took_comes_with_the_next_answer_to_a_moderator_and_once(
    morning: Morning, moderator: Chat
) -> None:
    morning.outbox.fail("post", *[PlaceGone("gone")] * 3)
    await morning.pass_(hours=1)

    assert "did not come" not in await morning.chat.seat(BEN).say("/manage settings")
    first = await moderator.say("/manage settings")
    second = await moderator.say("/manage settings")

    assert "Settings of this space" in first
    assert "The prompt of Saturday 2026-11-21 could not be posted." in first
    assert moderator.labels == ["Change a setting"]
    assert "could not be posted" not in second


async def test_it_leads_to_the_daily_prompts(morning: Morning, moderator: Chat) -> None:
    morning.outbox.fail("post", *[PlaceGone("gone")] * 3)
    await morning.pass_(hours=1)
    await moderator.say("/manage log")

    assert "it could not be posted on 1 day" in await moderator.press("Daily prompts")


async def test_it_stands_first_in_show(morning: Morning, moderator: Chat) -> None:
    morning.outbox.fail("post", *[PlaceGone("gone")] * 3)
    await morning.pass_(hours=1)

    assert (await moderator.say("/daily show")).startswith("The daily prompt did not come")
    assert (await moderator.say("/daily show")).startswith("The daily prompt\n")


async def test_no_member_and_no_lookup_is_shown_it(morning: Morning, moderator: Chat) -> None:
    morning.outbox.fail("post", *[PlaceGone("gone")] * 3)
    await morning.pass_(hours=1)

    assert "could not be posted" not in await moderator.say("/topics only-me")
    assert "could not be posted" not in await morning.chat.say("/topics")
    assert "could not be posted" in await moderator.say("/manage log")


async def test_a_list_of_discussions_that_failed_is_no_notice(morning: Morning, moderator: Chat) -> None:
    stores, means = morning.chat.app.services.stores, morning.chat.app.sender.means
    await stores.settings.set(morning.space, "digest", "weekly", by="mo", now=morning.clock())
    await morning.change(opens_thread=True)
    await morning.pass_(hours=1)
    await morning.pass_(days=1)
    morning.outbox.fail("post", *[PlaceGone("gone")] * 2)
    await morning.pass_(days=1)

    assert means.stores is stores
    assert all(one.kind != "digest" for one in await stores.deliveries.untold(morning.space))


async def notice(morning: Morning) -> str:
    """What the button of the last notice carries."""
    (posted,) = [one for one in morning.outbox.seen if one.place.channel != "general"][-1:]
    return next(one.does.encode() for one in posted.reply.controls if one.label == "Check again")


async def test_check_again_says_what_is_still_missing(morning: Morning, moderator: Chat) -> None:
    morning.outbox.fail("post", *[NotAllowed("no", "Send Messages")] * 2)
    await morning.pass_(hours=1)
    await morning.pass_(minutes=10)
    morning.outbox.lacks = ("Send Messages",)

    answer = await moderator.send(await notice(morning))

    assert "Something is still missing" in answer
    assert "In #general I lack “Send Messages”." in answer
    assert (await morning.today()).state is State.FAILED


async def test_check_again_posts_todays_prompt_where_nothing_is_missing_any_more(
    morning: Morning, moderator: Chat
) -> None:
    morning.outbox.fail("post", *[NotAllowed("no", "Send Messages")] * 2)
    await morning.pass_(hours=1)
    await morning.pass_(minutes=10)

    answer = await moderator.send(await notice(morning))

    assert "Nothing is missing" in answer
    assert "Today's prompt in #general: posted Saturday 2026-11-21, 10:10 (UTC)." in answer
    assert len(morning.prompts) == 1
    assert (await morning.standing()).failing == 0


async def test_check_again_does_not_post_what_is_too_late(morning: Morning, moderator: Chat) -> None:
    morning.outbox.fail("post", *[NotAllowed("no", "Send Messages")] * 2)
    await morning.pass_(hours=1)
    await morning.pass_(minutes=10)
    await morning.pass_(hours=4)

    answer = await moderator.send(await notice(morning))

    assert "The next one comes Sunday 2026-11-22" in answer
    assert morning.prompts == []


async def test_check_again_resumes_what_failing_days_paused(morning: Morning, moderator: Chat) -> None:
    morning.outbox.fail("post", PlaceGone("gone"))
    await morning.pass_(hours=1)
    for _ in range(2):
        morning.outbox.fail("post", PlaceGone("gone"))
        await morning.pass_(days=1)
    await morning.pass_(hours=12)
    assert (await morning.standing()).chosen.is_paused

    answer = await moderator.send(await notice(morning))

    assert "It was paused after failing days; it goes on." in answer
    assert not (await morning.standing()).chosen.is_paused
    await morning.pass_(hours=12)
    assert len(morning.prompts) == 1


async def test_check_again_leaves_paused_what_a_moderator_paused(morning: Morning, moderator: Chat) -> None:
    await morning.change(opens_thread=True)
    morning.outbox.fail("open_thread", NotAllowed("no", "Create Public Threads"))
    await morning.pass_(hours=1)
    await moderator.say("/daily pause")

    answer = await moderator.send(await notice(morning))

    assert "A moderator has paused it; /daily resume starts it again." in answer
    assert (await morning.standing()).chosen.is_paused


async def test_check_again_finds_out_what_was_not_known(morning: Morning, moderator: Chat) -> None:
    morning.outbox.drops_seconds = False
    morning.outbox.lose(Unknown("reset"))
    morning.outbox.fail("find", *[Unknown("the history may not be read")] * 6)
    await morning.pass_(hours=1)
    for _ in range(6):
        await morning.pass_(minutes=10)

    answer = await moderator.send(await notice(morning))

    assert "The prompt of Saturday 2026-11-21 has arrived after all." in answer
    assert (await morning.today()).state is State.SENT


async def test_check_again_says_that_it_still_cannot_tell(morning: Morning, moderator: Chat) -> None:
    morning.outbox.drops_seconds = False
    morning.outbox.fail("post", Unknown("reset"))
    morning.outbox.fail("find", *[Unknown("The history may not be read.")] * 7)
    await morning.pass_(hours=1)
    for _ in range(6):
        await morning.pass_(minutes=10)
    wire = await notice(morning)

    assert "I still cannot tell. The history may not be read." in await moderator.send(wire)
    assert "is not there. /prompt asks a question now." in await moderator.send(wire)


async def test_check_again_counts_what_is_left(morning: Morning, moderator: Chat) -> None:
    await morning.change(topics=("TAS-P1", "TAS-P2", "TAS-P3"))
    await morning.pass_(hours=1)

    assert "2 prompts of 3 are left." in await moderator.send(await notice(morning))


async def test_check_again_of_what_is_gone(morning: Morning, moderator: Chat) -> None:
    morning.outbox.fail("post", PlaceGone("gone"))
    await morning.pass_(hours=1)
    wire = await notice(morning)
    await moderator.say("/daily off")
    await moderator.press("Yes, switch it off")

    assert "has been switched off since" in await moderator.send(wire)
    assert "From here I cannot see that notice, or it is too old." in await moderator.send("cp1:daily.check:AAAA")
    assert "Only moderators" in await morning.chat.send(wire)


async def test_another_space_reaches_none_of_it(morning: Morning, moderator: Chat) -> None:
    stranger = moderator.seat(moderator.person, place=replace(moderator.place, space="elsewhere"))

    for name in ("show", "preview", "now", "upcoming", "pause", "resume", "off"):
        answer = await stranger.say(f"/daily {name} schedule:{morning.schedule.id}")
        assert "not there any more" in answer, name
    assert (await morning.today(TODAY)).state is State.PLANNED
