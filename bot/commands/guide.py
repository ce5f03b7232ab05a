"""`/help`: what there is to type, made from the declarations alone.

Decides what a person sees of the commands: those they may use, each with an example of its form.
"""

from collections.abc import Sequence

from bot.chat.command import Command, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.markdown import Markdown, bold, bullets, code, escape, paragraphs
from bot.chat.place import Audience
from bot.chat.reply import Card, Choice, Reply
from bot.services import Services


async def guide(services: Services, request: Request, command: str = "") -> Reply:
    """All commands that the person may use, or one with its options."""
    usable = _usable(services, request)
    if not command:
        lines = (Markdown(f"{code('/' + usage(one))} {escape(request.say(one.help))}") for one in usable)
        opening = request.say(
            "I keep this group's quotations, with where they come from. Type a command; on Slack each also answers as "
            "/commonplace followed by its name."
        )
        return Reply(cards=(Card(request.say("What you can ask"), paragraphs(opening, bullets(lines))),))
    name = command.strip().lstrip("/").lower()
    one = next((one for one in usable if one.name == name), None)
    if one is None:
        names = ", ".join(f"/{one.name}" for one in usable)
        raise UserError(request.say("There is no /{name}. There are: {names}.", name=name[:40], names=names))
    return Reply(cards=(Card(f"/{usage(one)}", paragraphs(request.say(one.help), bullets(_options(one, request)))),))


def usage(command: Command) -> str:
    """`quote [about] [speaker]`: the form of a command, with what may be left out in brackets."""
    return " ".join([command.name, *(f"<{o.name}>" if o.required else f"[{o.name}]" for o in command.options)])


def _options(command: Command, request: Request) -> list[Markdown]:
    return [Markdown(f"{bold(one.name)}: {escape(request.say(one.help))}{_choices(one)}") for one in command.options]


def _choices(option: Option) -> str:
    return f" ({escape(', '.join(choice.value for choice in option.choices))})" if option.choices else ""


def _usable(services: Services, request: Request) -> Sequence[Command]:
    return [one for one in services.commands if one.surface is Surface.SLASH and one.permission <= request.permission]


async def _suggest(services: Services, request: Request, typed: str) -> Sequence[Choice]:
    begun = typed.strip().lstrip("/").lower()
    return [Choice.clipped(f"/{one.name}", one.name) for one in _usable(services, request) if begun in one.name]


COMMANDS = (
    Command(
        "help",
        "What you can ask, and how",
        guide,
        (Option("command", "One command, to see its options", suggest=_suggest),),
        audience=Audience.PRIVATE,
    ),
)
