"""What people can ask for: one file per capability. The list below is the whole registry; nothing is discovered."""

from bot.chat.command import Command
from bot.commands import (
    claims,
    evidence,
    guide,
    hiding,
    history,
    manage,
    moderating,
    mydata,
    prompt,
    quote,
    saved,
    sources,
    summary,
    topics,
    verify,
)

COMMANDS: tuple[Command, ...] = (
    *quote.COMMANDS,
    *evidence.COMMANDS,
    *verify.COMMANDS,
    *summary.COMMANDS,
    *topics.COMMANDS,
    *claims.COMMANDS,
    *prompt.COMMANDS,
    *sources.COMMANDS,
    *saved.COMMANDS,
    *guide.COMMANDS,
    *mydata.COMMANDS,
    *manage.COMMANDS,
    *moderating.COMMANDS,
    *hiding.COMMANDS,
    *history.COMMANDS,
)
