"""The daily prompt as moderators and members meet it: one file for each thing that can be done with it."""

from bot.chat.command import Command
from bot.commands.daily import previewing, setting, why

COMMANDS: tuple[Command, ...] = (
    *setting.COMMANDS,
    *previewing.COMMANDS,
    *why.COMMANDS,
)
