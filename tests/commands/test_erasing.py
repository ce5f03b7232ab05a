"""`/manage erase`: asked once, then everything of the space is gone, and nothing of it comes any more."""

from bot.chat.place import Audience
from tests.commands.test_strangers import furnish
from tests.conversation import ADA, BEN, HERE, MODERATOR, Chat
from tests.fakes.outbox import FakeOutbox
from tests.state.test_tenants import rows_of

YES = "Yes, erase everything"


async def space_of(chat: Chat) -> str:
    """The id under which the space of the conversation keeps its data now."""
    return await chat.app.services.stores.spaces.ensure(HERE.platform, HERE.space, chat.clock())


async def erased(chat: Chat) -> str:
    """Erase the space, as whoever runs it does."""
    owner = chat.seat(MODERATOR)
    await owner.say("/manage erase")
    return await owner.press(YES)


async def test_only_whoever_runs_the_space_may_erase_it(small: Chat) -> None:
    owner, ben = small.seat(MODERATOR), small.seat(BEN)
    await owner.say("/manage moderators")
    await owner.press("Add")
    await owner.fill(person=BEN.id)
    await owner.say("/manage erase")
    button = owner.reply.controls[0].does.encode()

    assert "Only whoever runs this space" in await ben.say("/manage erase")
    assert "Only whoever runs this space" in await ben.send(button)


async def test_it_says_before_what_goes_and_what_stays_for_how_long(small: Chat) -> None:
    owner = small.seat(MODERATOR)

    said = await owner.say("/manage erase")

    assert owner.answer.audience is Audience.PRIVATE
    assert "At once go: settings and moderators, daily prompts" in said
    assert "What I have posted stays until you delete it." in said
    assert "In backups that were made before it lives on for 30 days at most." in said
    assert "It cannot be undone." in said


async def test_backups_that_others_make_are_theirs_to_ask_about(small: Chat) -> None:
    small.app.services.stores.copies.leave_to_others()

    assert "for as long as whoever runs this bot keeps them; ask them." in await small.seat(MODERATOR).say(
        "/manage erase"
    )


async def test_asking_erases_nothing(small: Chat) -> None:
    await furnish(small)
    space = await space_of(small)
    before = await rows_of(small.app.services.stores.database, space)

    await small.seat(MODERATOR).say("/manage erase")

    assert await rows_of(small.app.services.stores.database, space) == before


async def test_every_row_of_the_space_is_gone(small: Chat) -> None:
    await furnish(small)
    space = await space_of(small)

    assert "Everything of this space is erased." in await erased(small)

    left = await rows_of(small.app.services.stores.database, space)
    assert [table for table, rows in left.items() if rows] == []
    assert await small.app.services.stores.spaces.get(space) is None


async def test_another_space_keeps_everything(small: Chat) -> None:
    await furnish(small)
    space = await space_of(small)
    before = await rows_of(small.app.services.stores.database, space)
    elsewhere = small.seat(MODERATOR, place=HERE.__class__(HERE.platform, "elsewhere", "general"))
    await elsewhere.say("/manage settings lookups private")

    await elsewhere.say("/manage erase")
    await elsewhere.press(YES)

    assert await rows_of(small.app.services.stores.database, space) == before


async def test_nothing_of_it_comes_any_more(small: Chat) -> None:
    await furnish(small)
    outbox = FakeOutbox(small.clock)
    small.app.outboxes.open(HERE.platform, outbox)
    await small.app.sender.turn()
    await erased(small)
    await small.app.services.boards.settled()
    outbox.calls.clear()

    for _ in range(80):
        small.clock.forward(hours=1)
        await small.app.sender.turn()
        await small.app.services.boards.look()
    await small.app.services.boards.settled()

    assert outbox.calls == []


async def test_a_post_that_was_made_ready_before_does_not_leave(small: Chat) -> None:
    await furnish(small)
    outbox = FakeOutbox(small.clock)
    small.app.outboxes.open(HERE.platform, outbox)
    small.clock.forward(hours=22, minutes=59, seconds=45)
    await small.app.sender.turn()
    await erased(small)
    outbox.posts.clear()

    small.clock.forward(minutes=1)
    await small.app.sender.turn()

    assert outbox.posts == []


async def test_afterwards_it_works_as_new(small: Chat) -> None:
    await furnish(small)
    await erased(small)
    owner = small.seat(MODERATOR)

    assert "/quote" in await small.say("/help")
    assert "Nothing has been changed here yet." in await owner.say("/manage log")
    assert "All is well" in await owner.say("/manage doctor")
    assert "Nothing is kept about you" in await small.seat(ADA).say("/mydata show")
    assert "lookups: public (the default)" in await owner.say("/manage settings")


async def test_the_same_button_does_not_erase_what_was_begun_anew(small: Chat) -> None:
    owner = small.seat(MODERATOR)
    await owner.say("/manage erase")
    button = owner.reply.controls[0].does.encode()
    await owner.send(button)
    await owner.say("/manage settings lookups private")

    assert "That is erased already." in await owner.send(button)
    assert "lookups: private" in await owner.say("/manage settings")
