"""A whole export and import by the real client: attach, look, press."""

from bot.export.records import VERSION
from tests.export.files import text_with
from tests.fakes.discord.local import LocalDiscord


async def test_an_export_goes_into_another_server(local: LocalDiscord) -> None:
    mira = local.moderator("Mira")
    await local.slash("manage settings", name="lookups", value="private", as_=mira)
    exported = await local.slash("manage export", as_=mira)
    files = {file.name: file.content for message in exported.messages for file in message.files}
    elsewhere = local.add_channel("lounge", local.world.add_guild("Another group"))

    shown = await local.slash(
        "manage import", file=local.attach("a.json", files["commonplace.json"]), as_=mira, in_=elsewhere
    )
    told = shown.text
    done = await local.press(shown, "Import", as_=mira)

    assert exported.is_private
    assert shown.is_private
    assert "lookups: private" in told
    assert done.message is shown.message
    assert "Imported." in done.text
    assert done.buttons == []
    settings = await local.slash("manage settings", as_=mira, in_=elsewhere)
    assert "private" in settings.text
    assert f'"version": {VERSION}'.encode() in files["commonplace.json"]


async def test_a_channel_can_be_named_for_what_has_none_here(local: LocalDiscord) -> None:
    mira, text = local.moderator("Mira"), text_with()
    file = local.attach("a.json", text.encode())

    shown = await local.slash("manage import", file=file, channel=local.channel.id, as_=mira)

    assert f"<#{local.channel.id}>" in shown.text


async def test_a_wrong_file_is_refused_in_private_with_its_place(local: LocalDiscord) -> None:
    file = local.attach("a.json", b'{"a": 1, "a": 2}')

    answer = await local.slash("manage import", file=file, as_=local.moderator("Mira"))

    assert "Line 1, column 10" in answer.text
    assert answer.is_private
