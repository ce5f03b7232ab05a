"""The parts of the README that are made from the code; `python -m tests.readme` writes them anew."""

import re
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.chat.command import Command, Kind, Option, Surface
from bot.chat.place import Permission
from bot.commands import COMMANDS
from bot.settings import Settings
from bot.state.retention import TABLE

README = Path(__file__).parent.parent / "README.md"
ENVIRONMENT = Path(__file__).parent.parent / ".env.example"

NO_SECRET = SecretStr("")


def commands() -> str:
    """Every command that can be typed, with its options, and the message actions."""
    lines = ["| command | what it does | for |", "| --- | --- | --- |"]
    lines += [
        f"| `/{command.name}`{_options(command)} | {command.help} | {_audience(command)} |"
        for command in COMMANDS
        if command.surface is Surface.SLASH
    ]
    actions = [f"**{command.title}**" for command in COMMANDS if command.surface is Surface.MESSAGE]
    if actions:
        lines += ["", f"On a message (right click, or its menu): {', '.join(actions)}."]
    return "\n".join(lines)


def settings() -> str:
    """Every setting with its default and meaning."""
    lines = ["| setting | default | meaning |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default in ("", (), None, NO_SECRET) else f"`{field.default}`"
        lines.append(f"| `{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines)


def retention() -> str:
    """How long what is kept."""
    lines = ["| what | is kept | from |", "| --- | --- | --- |"]
    lines += [f"| {kept.what} | {_time(kept.how_long)} | {kept.since} |" for kept in TABLE]
    return "\n".join(lines)


def _time(span: timedelta) -> str:
    hours = span // timedelta(hours=1)
    return f"{hours} hours" if hours < 72 else f"{span.days} days"


def environment() -> str:
    """The example of an environment file, with every setting commented out."""
    lines = ["# Settings of Commonplace. Copy to .env and take away the # where you choose otherwise.", ""]
    for name, field in Settings.model_fields.items():
        default = "" if field.default in ("", (), None, NO_SECRET) else field.default
        lines += [f"# {field.description}", f"#{name.upper()}={default}", ""]
    return "\n".join(lines)


def with_parts(text: str) -> str:
    """The README's text with its made parts as they are today."""
    for name, part in (("commands", commands()), ("settings", settings()), ("retention", retention())):
        text = re.sub(rf"(<!-- {name}:[^\n]*-->\n).*?(<!-- /{name} -->)", rf"\1{_literal(part)}\n\2", text, flags=re.S)
    return text


def _literal(part: str) -> str:
    return part.replace("\\", r"\\")


def _options(command: Command) -> str:
    return "".join(f" `{_shape(option)}`" for option in command.options)


def _shape(option: Option) -> str:
    shape = option.name if option.kind is Kind.FLAG else f"{option.name}:…"
    return shape if option.required else f"[{shape}]"


def _audience(command: Command) -> str:
    return {
        Permission.MEMBER: "everybody",
        Permission.MODERATOR: "moderators",
        Permission.OWNER: "whoever runs the space",
    }[command.permission]


if __name__ == "__main__":
    README.write_text(with_parts(README.read_text(encoding="utf-8")), encoding="utf-8")
    ENVIRONMENT.write_text(environment(), encoding="utf-8")
