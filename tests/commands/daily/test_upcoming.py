"""`/daily upcoming`: the next 14, and what moderators change about them."""

from datetime import date, timedelta

from bot.chat.reply import Select
from tests.conversation import BEN, MODERATOR, Chat
from tests.daily.conftest import TODAY, Morning

TOMORROW = TODAY + timedelta(days=1)


def listed(chat: Chat) -> list[str]:
    """The questions of the list, in order."""
    (menu,) = [one for one in chat.reply.controls if isinstance(one, Select)]
    return [choice.label[11:] for choice in menu.choices]


async def open_day(chat: Chat, day: date = TOMORROW) -> str:
    await chat.say("/daily upcoming")
    return await chat.choose("Change a day", day.isoformat())


async def test_what_is_listed_is_what_comes(morning: Morning, moderator: Chat) -> None:
    answer = await moderator.say("/daily upcoming")
    questions = listed(moderator)
    await morning.pass_(hours=1)
    for _ in range(4):
        await morning.pass_(days=1)

    assert len(questions) == 14
    assert answer.startswith(f"What comes next\n- Saturday 2026-11-21: {questions[0]}\n- Sunday 2026-11-22")
    assert all(question in prompt for question, prompt in zip(questions, morning.prompts, strict=False))


async def test_two_days_are_swapped(morning: Morning, moderator: Chat) -> None:
    await moderator.say("/daily upcoming")
    before = listed(moderator)
    await open_day(moderator)

    answer = await moderator.choose("Swap with", (TODAY + timedelta(days=3)).isoformat())

    after = listed(moderator)
    assert answer.startswith("What comes next\nSwapped.")
    assert (after[1], after[3]) == (before[3], before[1])
    assert [after[n] for n in (0, 2, 4)] == [before[n] for n in (0, 2, 4)]


async def test_a_day_is_left_out_and_its_prompt_comes_later(morning: Morning, moderator: Chat) -> None:
    await moderator.say("/daily upcoming")
    before = listed(moderator)
    await open_day(moderator, TODAY)

    await moderator.press("Leave out")

    assert listed(moderator)[:3] == ["left out", before[0], before[1]]
    await morning.pass_(hours=1)
    assert morning.prompts == []


async def test_a_prompt_is_bound_to_a_day(morning: Morning, moderator: Chat) -> None:
    await open_day(moderator)
    await moderator.press("Another prompt")

    answer = await moderator.fill(prompt="TAS-P7")

    assert "Sunday 2026-11-22: What is question number 7? (kept for this day)" in answer
    await morning.pass_(hours=1)
    await morning.pass_(days=1)
    assert "What is question number 7?" in morning.prompts[1]


async def test_a_prompt_is_found_by_words_of_its_question(morning: Morning, moderator: Chat) -> None:
    await open_day(moderator)
    await moderator.press("Another prompt")

    assert "What is question number 11?" in (await moderator.fill(prompt="question number 11"))
    assert await moderator.suggested("daily.lock", "prompt", "number 11") == ["TAS-P11 What is question number 11?"]


async def test_a_prompt_that_does_not_exist_is_told(morning: Morning, moderator: Chat) -> None:
    await open_day(moderator)
    await moderator.press("Another prompt")

    assert "No prompt here fits “zzz”." in await moderator.fill(prompt="zzz")


async def test_a_question_of_their_own_comes_on_its_day(morning: Morning, moderator: Chat) -> None:
    await open_day(moderator, TODAY)
    await moderator.press("Our own question")
    answer = await moderator.fill(question="Is  *this* what\nwe meant?")
    await morning.pass_(hours=1)

    assert "Is *this* what we meant? (your own question)" in answer
    assert "Is *this* what we meant?" in morning.prompts[0]
    assert "asked by the moderators" in morning.prompts[0]


async def test_a_question_that_is_too_long_is_told(morning: Morning, moderator: Chat) -> None:
    await open_day(moderator)
    await moderator.press("Our own question")

    assert "A question has 400 characters at most." in await moderator.fill(question="x" * 401)


async def test_shuffling_again_touches_no_bound_day(morning: Morning, moderator: Chat) -> None:
    await open_day(moderator)
    await moderator.press("Keep for this day")
    before = listed(moderator)

    answer = await moderator.press("Shuffle again")

    assert "Shuffled. Days that were bound stay as they were." in answer
    assert listed(moderator)[1] == before[1]
    assert listed(moderator) != before


async def test_a_bound_day_can_be_freed(morning: Morning, moderator: Chat) -> None:
    await moderator.say("/daily upcoming")
    before = listed(moderator)
    await open_day(moderator)
    await moderator.press("Leave out")
    await open_day(moderator)

    await moderator.press("Free this day")

    assert listed(moderator) == before


async def test_each_change_can_be_undone_one_after_the_other(morning: Morning, moderator: Chat) -> None:
    await moderator.say("/daily upcoming")
    before = listed(moderator)
    morning.clock.forward(seconds=1)
    await open_day(moderator)
    await moderator.press("Leave out")
    first = next(one.does.encode() for one in moderator.reply.controls if one.label == "Undo")
    morning.clock.forward(seconds=1)
    await moderator.press("Shuffle again")
    second = next(one.does.encode() for one in moderator.reply.controls if one.label == "Undo")

    for wire in (second, first):
        morning.clock.forward(seconds=1)
        assert "daily prompt, every day at 10:00 (UTC) is what it was before." in await moderator.send(wire)
    await moderator.say("/daily upcoming")
    assert listed(moderator) == before


async def test_the_part_that_was_changed_is_undone_and_not_what_else_was(morning: Morning, moderator: Chat) -> None:
    morning.clock.forward(seconds=1)
    await moderator.say("/daily set late:30")
    await moderator.press("Save it")
    undo = next(one.does.encode() for one in moderator.reply.controls if one.label == "Undo")
    morning.clock.forward(seconds=1)
    await open_day(moderator)
    await moderator.press("Leave out")
    morning.clock.forward(seconds=1)

    assert "is what it was before" in await moderator.send(undo)

    chosen = (await morning.standing()).chosen
    assert (chosen.late, dict(chosen.locks)) == (180, {TOMORROW: ""})


async def test_what_was_changed_twice_is_undone_from_the_later_one_back(morning: Morning, moderator: Chat) -> None:
    undos = []
    for late in (30, 60):
        morning.clock.forward(seconds=1)
        await moderator.say(f"/daily set late:{late}")
        await moderator.press("Save it")
        undos.append(next(one.does.encode() for one in moderator.reply.controls if one.label == "Undo"))

    assert "Undo the later change first" in await moderator.send(undos[0])


async def test_the_log_says_in_words_what_was_changed(morning: Morning, moderator: Chat) -> None:
    morning.clock.forward(seconds=1)
    await moderator.say("/daily set late:30 days:mon-fri pin:yes")
    await moderator.press("Save it")
    morning.clock.forward(seconds=1)
    await open_day(moderator, date(2026, 11, 23))
    await moderator.press("Leave out")

    log = await moderator.say("/manage log")

    name = "daily prompt, Monday to Friday at 10:00 (UTC)"
    assert f"{name}: bound days none more → bound days 2026-11-23 left out, by mo" in log
    assert f"{name}: days every day, late 180, pin no → days mon-fri, late 30, pin yes, by mo" in log
    assert f"{name}: nothing → every day at 10:00 (UTC), by mo" in log


async def test_two_moderators_at_once_lose_nothing(morning: Morning, moderator: Chat) -> None:
    other = morning.chat.seat(MODERATOR)
    await open_day(moderator, TODAY)
    await open_day(other, TOMORROW)

    await moderator.press("Leave out")
    await other.press("Leave out")

    assert dict((await morning.standing()).chosen.locks) == {TODAY: "", TOMORROW: ""}


async def test_a_day_that_has_come_is_not_changed_any_more(morning: Morning, moderator: Chat) -> None:
    await open_day(moderator, TODAY)
    await morning.pass_(hours=1)

    assert "That day has come, or has no prompt any more." in await moderator.press("Leave out")


async def test_days_that_were_bound_long_ago_are_forgotten(morning: Morning, moderator: Chat) -> None:
    await morning.change(locks={TODAY - timedelta(days=60): "TAS-P1", TODAY - timedelta(days=3): "TAS-P2"})
    await open_day(moderator)
    await moderator.press("Leave out")

    assert sorted((await morning.standing()).chosen.locks) == [TODAY - timedelta(days=3), TOMORROW]


async def test_a_paused_prompt_says_that_nothing_of_it_comes(morning: Morning, moderator: Chat) -> None:
    await morning.change(is_paused=True)

    assert "It is paused: nothing of this comes before /daily resume." in await moderator.say("/daily upcoming")


async def test_members_change_no_day(morning: Morning, moderator: Chat) -> None:
    await moderator.say("/daily upcoming")
    menu = moderator.reply.controls[0].does.encode()

    assert "Only moderators" in await morning.chat.seat(BEN).send(menu, [TODAY.isoformat()])
