"""The daily prompt on Discord: set up by a form, looked at, received, changed, and put right."""

from pathlib import Path

from tests.adapters.discord.running import Running, running
from tests.conversation import Clock
from tests.fakes.discord.local import LocalDiscord
from tests.fakes.discord.messages import texts
from tests.fakes.discord.world import SEND_MESSAGES, Message


async def pass_(bot: Running, **span: float) -> None:
    """Time passes, and the sender looks."""
    clock = bot.app.services.now
    assert isinstance(clock, Clock)
    clock.forward(**span)
    await bot.app.sender.turn()


def posted(local: LocalDiscord) -> list[Message]:
    """What everybody sees in the channel."""
    return [message for message in local.channel.messages.values() if not message.only_for]


async def test_a_prompt_is_set_up_by_a_form_and_comes_with_its_thread(discord: LocalDiscord, tmp_path: Path) -> None:
    async with running(discord, tmp_path) as bot:
        await bot.posting()
        mo, ada = discord.moderator("Mo"), discord.member("Ada")

        form = await discord.slash("daily set", as_=mo)
        shown = await discord.submit(form, time="9.30", zone="Europe/Lisbon", topics="scaling")
        assert shown.is_private
        assert f"<#{discord.channel.id}>" in shown.text
        assert "<t:1795253400:f>" in shown.text  # 9:30 in Lisbon, in each reader's own zone
        assert "lack" not in shown.text
        saved = await discord.press(shown, "Save it", as_=mo)
        assert saved.message is shown.message
        preview = await discord.press(saved, "Preview", as_=mo)
        assert preview.is_private

        await pass_(bot, minutes=31)

        (prompt,) = posted(discord)
        assert prompt.thread is not None
        assert prompt.pings == set()
        assert "\n".join(texts(prompt)).splitlines()[0] in preview.text
        assert "set up by Mo" in "\n".join(texts(prompt))
        why = await discord.press(prompt, "Why this?", as_=ada)
        assert (why.is_private, "every day at 09:30" in why.text) == (True, True)
    assert discord.server.refusals == []


async def test_options_are_completed_while_somebody_types(local: LocalDiscord) -> None:
    mo = local.moderator("Mo")

    assert "09:00" in [value for _, value in await local.complete("daily set", "time", "9", as_=mo)]
    assert "Europe/Berlin" in [value for _, value in await local.complete("daily set", "zone", "berl", as_=mo)]
    assert await local.complete("daily set", "zone", "berl", as_=local.member("Ada")) == []


async def test_the_coming_days_are_changed_by_buttons_menus_and_forms(discord: LocalDiscord, tmp_path: Path) -> None:
    async with running(discord, tmp_path) as bot:
        await bot.posting()
        mo = discord.moderator("Mo")
        await discord.press(await discord.slash("daily set", time="10", as_=mo), "Save it", as_=mo)

        upcoming = await discord.slash("daily upcoming", as_=mo)
        day = await discord.choose(upcoming, "2026-11-21", as_=mo)
        assert day.message is upcoming.message
        form = await discord.press(day, "Our own question", as_=mo)
        assert "Who decides?" in (await discord.submit(form, question="Who decides?")).text
        await pass_(bot, minutes=1)
        paused = await discord.slash("daily pause", until="2026-11-21", as_=mo)
        assert "The next one comes <t:1795341600:f>." in paused.text  # ten o'clock on Sunday
        await pass_(bot, minutes=1)
        await discord.press(paused, "Undo", as_=mo)

        await pass_(bot, hours=1)

        (prompt,) = posted(discord)
        assert "Who decides?" in "\n".join(texts(prompt))


async def test_a_missing_permission_is_told_and_what_is_mended_goes_on(discord: LocalDiscord, tmp_path: Path) -> None:
    async with running(discord, tmp_path) as bot:
        await bot.posting()
        mo, desk = discord.moderator("Mo"), discord.add_channel("desk")
        discord.channel.denied = SEND_MESSAGES
        here = discord.channel.id

        shown = await discord.slash("daily set", channel=here, time="10", late=300, as_=mo, in_=desk)
        assert f"In <#{here}> I lack “Send Messages”." in shown.text
        await discord.press(shown, "Save it", as_=mo)
        await pass_(bot, hours=1)
        await pass_(bot, minutes=11)

        (notice,) = [message for message in desk.messages.values() if not message.only_for]
        assert "I lack “Send Messages” in that channel." in "\n".join(texts(notice))
        still = await discord.press(notice, "Check again", as_=mo)
        assert "Something is still missing" in still.text
        discord.channel.denied = 0
        mended = await discord.press(notice, "Check again", as_=mo)
        assert "Nothing is missing" in mended.text
        assert len(posted(discord)) == 1
    discord.server.refusals.clear()  # Discord refused the posts, as it should
