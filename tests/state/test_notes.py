"""What the installation remembers as a whole."""

from bot.state.stores import Stores


async def test_nothing_was_noted_at_first(stores: Stores) -> None:
    assert await stores.notes.get("discord.commands") == ""


async def test_a_note_replaces_the_one_before(stores: Stores) -> None:
    await stores.notes.put("discord.commands", "first")
    await stores.notes.put("discord.commands", "second")

    assert await stores.notes.get("discord.commands") == "second"


async def test_a_note_can_be_made_from_the_one_before(stores: Stores) -> None:
    await stores.notes.put("discord.starts", "1")

    assert await stores.notes.change("discord.starts", lambda before: before + "2") == "12"
