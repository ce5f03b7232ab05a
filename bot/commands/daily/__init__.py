"""The daily prompt as moderators and members meet it: one file for each thing that can be done with it."""

from bot.chat.command import Command
from bot.commands.daily import checking, days, ending, pausing, previewing, setting, showing, upcoming, why

COMMANDS: tuple[Command, ...] = (
    *setting.COMMANDS,
    *showing.COMMANDS,
    *upcoming.COMMANDS,
    *days.COMMANDS,
    *previewing.COMMANDS,
    *pausing.COMMANDS,
    *ending.COMMANDS,
    *why.COMMANDS,
    *checking.COMMANDS,
)
