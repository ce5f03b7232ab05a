"""An outage of servers is waited for and changes nothing; a removal is for good."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.state.delivery import Delivery
from bot.state.schedule import Arrangement, Schedule
from bot.state.standing import State
from tests.adapters.discord.running import Running, running
from tests.conversation import START, Clock
from tests.fakes.discord.local import LocalDiscord
from tests.fakes.discord.world import Guild


async def scheduled(bot: Running, guild: Guild) -> Schedule:
    """A schedule on a server, due at ten; it is nine."""
    channel = bot.local.add_channel("daily", guild).id
    stores = bot.app.services.stores
    space = await stores.spaces.ensure("discord", guild.id, START)
    chosen = Arrangement(channel, (START + timedelta(hours=1)).time(), "UTC", opens_thread=False)
    return await stores.schedules.add(space, chosen, by="", channel=channel, now=START)


async def pass_(bot: Running, **span: float) -> None:
    """Time passes, and the sender looks."""
    assert isinstance(bot.app.services.now, Clock)
    bot.app.services.now.forward(**span)
    await bot.app.sender.turn()


async def today(bot: Running, schedule: Schedule) -> Delivery:
    """What the ledger says."""
    found = await bot.app.services.stores.deliveries.of_day(schedule.space, schedule.id, START.date())
    assert found is not None
    return found


def posts(bot: Running, schedule: Schedule) -> int:
    return len(bot.local.world.channels[schedule.chosen.channel].messages)


async def test_an_outage_of_all_servers_changes_nothing(discord: LocalDiscord, tmp_path: Path) -> None:
    guilds = [discord.guild, *(discord.world.add_guild(f"Group {number}") for number in range(4))]
    async with running(discord, tmp_path, until_ready=0.1) as bot:
        await bot.posting()
        schedules = [await scheduled(bot, guild) for guild in guilds]
        await pass_(bot)
        for guild in guilds:
            await discord.gateway.remove_guild(guild, outage=True)
        await discord.gateway.arrived()
        asked = len(discord.server.requests)

        await pass_(bot, hours=1)
        await pass_(bot, minutes=30)

        stores = bot.app.services.stores
        assert len(discord.server.requests) == asked
        assert [(await today(bot, one)).state for one in schedules] == [State.RETRY] * 5
        planned = [await stores.schedules.get(one.space, one.id) for one in schedules]
        assert [replace(one, planned_through=START) for one in planned if one] == schedules
        assert [await stores.spaces.find("discord", guild.id) for guild in guilds] == [one.space for one in schedules]
        for guild in guilds:
            await discord.gateway.return_guild(guild)
        await discord.gateway.arrived()
        await pass_(bot, minutes=2)
        assert [posts(bot, one) for one in schedules] == [1] * 5
        assert [await stores.deliveries.untold(one.space) for one in schedules] == [()] * 5


async def test_a_server_that_removed_the_bot_gets_nothing_more(discord: LocalDiscord, tmp_path: Path) -> None:
    async with running(discord, tmp_path, until_ready=0.1) as bot:
        await bot.posting()
        schedule = await scheduled(bot, discord.guild)
        await pass_(bot)
        await discord.gateway.remove_guild(discord.guild, outage=False)
        await bot.heard()

        await pass_(bot, hours=1)

        space = await bot.app.services.stores.spaces.get(schedule.space)
        assert space is not None
        assert space.left_at == START
        assert (await today(bot, schedule)).state is State.CANCELLED
        assert posts(bot, schedule) == 0
