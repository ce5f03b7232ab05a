"""`/daily preview`, `/daily now` and “Why this?”."""

from bot.chat.outbox import NotAllowed, Unknown
from bot.chat.place import Audience
from bot.state.standing import State
from tests.conversation import Chat
from tests.daily.conftest import TODAY, Morning


async def test_a_preview_is_the_message_that_comes(morning: Morning, moderator: Chat) -> None:
    preview = await moderator.say("/daily preview")
    _, *rest = moderator.reply.cards
    await morning.pass_(hours=1)

    assert preview.startswith("This comes Saturday 2026-11-21, 10:00 (UTC) in #general.")
    assert moderator.answer.audience is Audience.PRIVATE
    (posted,) = morning.outbox.seen
    assert tuple(rest) == posted.reply.cards
    assert moderator.reply.controls == posted.reply.controls


async def test_a_preview_pings_nobody_and_says_who_will_be(morning: Morning, moderator: Chat) -> None:
    await morning.change(ping="readers")

    assert "It pings readers; this preview does not." in await moderator.say("/daily preview")
    assert moderator.reply.mentions == ()


async def test_a_preview_leaves_out_days_on_which_nothing_comes(morning: Morning, moderator: Chat) -> None:
    await morning.change(locks={TODAY: ""})

    assert "This comes Sunday 2026-11-22" in await moderator.say("/daily preview")


async def test_now_posts_todays_prompt_and_it_counts_as_todays(morning: Morning, moderator: Chat) -> None:
    answer = await moderator.say("/daily now")

    assert "Posted" in answer
    assert "It counts as today's. The next one comes Sunday 2026-11-22, 10:00 (UTC)." in answer
    await morning.pass_(hours=5)
    assert len(morning.prompts) == 1


async def test_the_prompt_of_tomorrow_comes_also_after_a_late_now(morning: Morning, moderator: Chat) -> None:
    await morning.pass_(hours=5)
    morning.clock.forward(hours=9)

    assert "The next one comes Sunday 2026-11-22, 10:00 (UTC)." in await moderator.say("/daily now")
    await morning.change(late=60)
    await morning.pass_(hours=11)

    assert len(morning.prompts) == 2
    assert "The next one: Sunday 2026-11-22" in morning.prompts[0]


async def test_now_posts_on_a_day_that_has_no_prompt_otherwise(morning: Morning, moderator: Chat) -> None:
    await morning.change(days=frozenset({0}))

    assert "Posted" in await moderator.say("/daily now")
    assert (await morning.today()).state is State.SENT


async def test_now_does_not_post_a_second_time(morning: Morning, moderator: Chat) -> None:
    await morning.pass_(hours=1)

    assert "Today's prompt has come already" in await moderator.say("/daily now")
    assert len(morning.prompts) == 1


async def test_now_says_what_is_not_known(morning: Morning, moderator: Chat) -> None:
    morning.outbox.drops_seconds = False
    morning.outbox.lose(Unknown("reset"))

    assert "may have arrived; I am finding out" in await moderator.say("/daily now")


async def test_now_says_what_the_platform_refused(morning: Morning, moderator: Chat) -> None:
    morning.outbox.fail("post", NotAllowed("I may not write in that channel.", "Send Messages"))

    answer = await moderator.say("/daily now")

    assert "Today's prompt is on its way" in answer
    assert "not posted yet, tried again Saturday 2026-11-21, 09:10 (UTC). I may not write in that channel." in answer


async def test_now_is_refused_while_it_is_paused_or_left_out(morning: Morning, moderator: Chat) -> None:
    await morning.change(is_paused=True)
    assert "It is paused today. /daily resume" in await moderator.say("/daily now")

    await morning.change(is_paused=False, locks={TODAY: ""})
    assert "Today is left out." in await moderator.say("/daily now")
    assert morning.prompts == []


async def test_of_several_one_is_chosen(morning: Morning, moderator: Chat) -> None:
    second = await morning.set_up(channel="margins", topics=("taste",))

    assert "There are several daily prompts here." in await moderator.say("/daily preview")
    assert "in #margins" in await moderator.choose("Which one?", second.id)


async def test_without_any_it_says_how_to_set_one_up(empty: Morning, moderator: Chat) -> None:
    assert "/daily set sets one up" in await moderator.say("/daily preview")


async def test_everybody_may_ask_why_a_prompt_is_there(morning: Morning) -> None:
    await morning.pass_(hours=1)
    (posted,) = morning.outbox.seen
    wire = next(one.does.encode() for one in posted.reply.controls if one.label == "Why this?")

    answer = await morning.chat.send(wire)

    assert "It is the daily prompt of Saturday 2026-11-21: every day at 10:00 (UTC), in #general." in answer
    assert "It was drawn by the seed s, in round 1: no prompt comes twice in a round." in answer
    assert "The next one comes Sunday 2026-11-22, 10:00 (UTC)." in answer
    assert morning.chat.answer.audience is Audience.PRIVATE


async def test_why_says_what_moderators_chose(morning: Morning) -> None:
    await morning.change(locks={TODAY: "TAS-P5"})
    await morning.pass_(hours=1)

    assert "The moderators chose it for that day." in await morning.chat.send(await why(morning))


async def test_why_says_that_it_is_the_moderators_own_question(morning: Morning) -> None:
    await morning.change(locks={TODAY: "=What now?"})
    await morning.pass_(hours=1)

    assert "a question of their own" in await morning.chat.send(await why(morning))


async def test_why_is_answered_also_when_the_schedule_is_gone(morning: Morning) -> None:
    await morning.pass_(hours=1)
    store = morning.chat.app.services.stores.schedules
    await store.remove(morning.space, morning.schedule.id, by="mo", now=morning.clock())

    assert "has been switched off since" in await morning.chat.send(await why(morning))


async def test_why_of_what_nobody_knows(morning: Morning) -> None:
    assert "I keep nothing of that post any more" in await morning.chat.send("cp1:daily.why:AAAA")


async def why(morning: Morning) -> str:
    return f"cp1:daily.why:{(await morning.today()).token}"
