"""`/mydata`: what is said before something is erased, and how far one erasing reaches."""

from bot.chat.action import PARKED
from bot.chat.place import Own, Place
from tests.conversation import ADA, BEN, HERE, Chat

ALONE = Place("test", "user-ada", "1")
DIRECT = Place("test", "club", "direct")
LONG = "taste in research, and what keeps a beautiful idea from being true when nobody has looked at it for very long"


async def test_it_says_before_what_goes_what_stays_and_what_backups_hold(small: Chat) -> None:
    said = await small.say("/mydata erase")

    assert "At once go: your bookmarks" in said
    assert "Without your name stays what is the group's" in said
    assert "In backups that were made before it lives on for 30 days at most." in said
    assert "What you ask me in direct messages, and in other spaces, is seen and erased there" in said
    assert "It cannot be brought back." in said


async def test_it_says_after_what_backups_hold(small: Chat) -> None:
    await small.say("/mydata erase")

    assert "In backups that were made before it lives on" in await small.press("Yes, erase it")


async def test_backups_that_others_make_are_theirs_to_ask_about(small: Chat) -> None:
    small.app.services.stores.copies.leave_to_others()

    assert "for as long as whoever runs this bot keeps them; ask them." in await small.say("/mydata erase")


async def test_direct_messages_that_are_a_space_of_their_own_are_erased_there_as_a_whole(small: Chat) -> None:
    alone = small.seat(ADA, ALONE, own=Own.SPACE)
    await alone.say("/quote taste")
    await alone.press("Save")
    assert "saved: 1" in await alone.say("/mydata show")

    assert "All of it goes" in await alone.say("/mydata erase")
    await alone.press("Yes, erase it")

    assert await small.app.services.stores.spaces.find("test", "user-ada") is None


async def test_erasing_in_a_group_leaves_what_was_kept_alone(small: Chat) -> None:
    alone = small.seat(ADA, ALONE, own=Own.SPACE)
    await alone.say("/quote taste")
    await alone.press("Save")

    await small.send("cp1:mydata.erased")

    assert "saved: 1" in await alone.say("/mydata show")


async def test_what_direct_messages_within_a_space_have_seen_is_erased_there(small: Chat) -> None:
    direct = small.seat(ADA, DIRECT, own=Own.CHANNEL)
    await small.say("/quote taste")
    await direct.say("/quote taste")
    assert "shown, alone: 1" in await direct.say("/mydata show")

    await direct.send("cp1:mydata.erased")

    assert "Nothing is kept about you" in await direct.say("/mydata show")
    stores = small.app.services.stores
    space = await stores.spaces.ensure(HERE.platform, HERE.space, small.clock())
    assert len(await stores.drawn.export_place(space, HERE.channel)) == 1


async def test_a_button_that_somebody_else_presses_keeps_whose_words_it_carries(chat: Chat) -> None:
    await chat.say(f"/quote {LONG}")
    ben = chat.seat(BEN)
    await ben.send(next(one.does.encode() for one in chat.reply.controls if one.does.command == PARKED))
    assert PARKED in [one.does.command for one in ben.reply.controls]

    await chat.send("cp1:mydata.erased")

    assert "Nothing is kept about you" in await ben.say("/mydata show")
