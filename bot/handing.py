"""From what was handed over to text, or the sentence that says why not.

Decides that a file is opened only once everything else about a command is in order, that it is UTF-8, and that what is
wrong with it stands at its field like anything else that is wrong there.
"""

from collections.abc import Mapping

from bot.chat.command import Command, Kind, Request
from bot.chat.handed import HANDED_LIMIT, Unreadable, Why
from bot.values import Value


async def opened(
    command: Command, values: Mapping[str, Value], request: Request
) -> tuple[dict[str, Value], dict[str, str]]:
    """The values with the texts of files in place of their references, and the errors by option name."""
    read, errors = dict(values), dict[str, str]()
    for option in command.options:
        name = option.name.replace("-", "_")
        if option.kind is Kind.FILE and name in read:
            try:
                read[name] = await _text(request, str(read[name]))
            except Unreadable as wrong:
                errors[option.name] = _told(wrong, request)
    return read, errors


async def _text(request: Request, reference: str) -> str:
    content = await request.files.read(reference)
    if len(content) > HANDED_LIMIT:
        raise Unreadable(Why.TOO_LARGE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(Why.NOT_TEXT) from None


def _told(wrong: Unreadable, request: Request) -> str:
    match wrong.why:
        case Why.NOT_HANDED:
            return request.say("A file cannot be typed. Choose it in the form.")
        case Why.TOO_LARGE:
            return request.say("The file is larger than {most} KiB. Leave something out.", most=HANDED_LIMIT // 1024)
        case Why.GONE:
            return request.say("The file cannot be opened. Choose it again.")
        case Why.FOREIGN:
            return request.say("The file does not come from where files are kept here, so I did not open it.")
        case Why.NOT_ALLOWED:
            return request.say(
                "I may not read files here. Whoever installed me can allow it: {permission}.",
                permission=wrong.permission,
            )
        case Why.NOT_TEXT:
            return request.say("The file is not UTF-8 text. Save it as UTF-8.")
