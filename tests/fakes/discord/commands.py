"""Which application commands Discord registers, and which input it lets through to the bot.

Limits: docs.discord.com/developers, interactions/application-commands. What a client would never let a person send is
an AssertionError here: the test asks for something that cannot happen.
"""

import unicodedata
from itertools import pairwise
from typing import Any

from tests.fakes.discord.refusal import Faults, Json

CHAT, USER, MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, PERSON, CHANNEL, ATTACHMENT = 1, 2, 3, 4, 5, 6, 7, 11
PER_KIND = {CHAT: 100, USER: 15, MESSAGE: 15}
LENGTH = 8000  # of names, descriptions and values of one command, the longest translation of each

_LOCALES = """
id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko
"""
LOCALES = frozenset(_LOCALES.split())


def check(commands: list[Json]) -> None:
    """Refuse what Discord refuses in a bulk overwrite. Raises 50035."""
    faults = Faults()
    names = [(command.get("type") or CHAT, command.get("name")) for command in commands]
    faults.unique("_", names, "APPLICATION_COMMANDS_DUPLICATE_NAME")
    for kind, limit in PER_KIND.items():
        if sum(kind == found for found, _ in names) > limit:
            faults.add("_", "APPLICATION_COMMANDS_MAX", f"Over {limit} commands of type {kind}.")
    for at, command in enumerate(commands):
        _command(command, str(at), faults)
    faults.refuse()


def _command(command: Json, path: str, faults: Faults) -> None:
    if (command.get("type") or CHAT) == CHAT:
        _named(command, path, faults)
        _options(command.get("options") or [], path, faults)
    else:
        faults.length(f"{path}.name", command.get("name"), least=1, most=32)
        if command.get("description"):
            faults.add(f"{path}.description", "APPLICATION_COMMAND_DESCRIPTION", "Only chat commands have one.")
    if _length(command) > LENGTH:
        faults.add(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({LENGTH}).")


def _named(part: Json, path: str, faults: Faults) -> None:
    for name in (part.get("name") or "", *(part.get("name_localizations") or {}).values()):
        if not 1 <= len(name) <= 32 or name != name.lower() or not all(map(_is_name_character, name)):
            faults.add(f"{path}.name", "APPLICATION_COMMAND_INVALID_NAME", f"“{name}” is no valid name.")
    for text in (part.get("description"), *(part.get("description_localizations") or {}).values()):
        faults.length(f"{path}.description", text, least=1, most=100)
    for key in ("name_localizations", "description_localizations"):
        for locale in set(part.get(key) or {}) - LOCALES:
            faults.add(f"{path}.{key}.{locale}", "BASE_TYPE_CHOICES", "Not a locale of Discord.")


def _is_name_character(character: str) -> bool:
    return character in "-_'" or unicodedata.category(character)[0] in "LN"


def _options(options: list[Json], path: str, faults: Faults) -> None:
    faults.count(f"{path}.options", options, most=25)
    faults.unique(f"{path}.options", [o.get("name") for o in options], "APPLICATION_COMMAND_OPTIONS_NAME_INVALID")
    if any(second.get("required") and not first.get("required") for first, second in pairwise(options)):
        faults.add(f"{path}.options", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required ones come first.")
    if len({option.get("type") in (SUBCOMMAND, GROUP) for option in options}) > 1:
        faults.add(f"{path}.options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Subcommands stand alone.")
    for at, option in enumerate(options):
        _option(option, f"{path}.options.{at}", faults)


def _option(option: Json, path: str, faults: Faults) -> None:
    _named(option, path, faults)
    choices = option.get("choices") or []
    faults.count(f"{path}.choices", choices, most=25)
    if choices and option.get("autocomplete"):
        faults.add(f"{path}.autocomplete", "APPLICATION_COMMAND_AUTOCOMPLETE", "Not together with choices.")
    for at, choice in enumerate(choices):
        faults.length(f"{path}.choices.{at}.name", choice.get("name"), least=1, most=100)
        if isinstance(choice.get("value"), str):
            faults.length(f"{path}.choices.{at}.value", choice["value"], least=1, most=100)
    if not 0 <= (option.get("max_length") or 0) <= 6000 or not 0 <= (option.get("min_length") or 0) <= 6000:
        faults.add(path, "NUMBER_TYPE_MAX", "Lengths are 0 to 6000.")
    _options(option.get("options") or [], path, faults)


def _length(part: Json) -> int:
    length = 0
    for key in ("name", "description"):
        texts = [part.get(key) or "", *(part.get(f"{key}_localizations") or {}).values()]
        length += max(len(str(text)) for text in texts)
    for choice in part.get("choices") or []:
        length += len(choice["name"]) + len(str(choice["value"]))
    return length + sum(map(_length, part.get("options") or []))


def check_choices(data: Json) -> None:
    """What answers a completion: at most 25 choices of at most 100 characters."""
    faults = Faults()
    faults.count("choices", data.get("choices"), most=25)
    for at, choice in enumerate(data.get("choices") or []):
        faults.length(f"choices.{at}.name", choice.get("name"), least=1, most=100)
        if isinstance(choice.get("value"), str):
            faults.length(f"choices.{at}.value", choice["value"], least=1, most=100)
    faults.refuse()


def find(commands: list[Json], name: str, kind: int = CHAT) -> tuple[Json, list[Json]]:
    """The registered command of a (two-word) name, and the options it takes."""
    first, _, second = name.partition(" ")
    top = next((c for c in commands if c["type"] == kind and c["name"] == (first if kind == CHAT else name)), None)
    assert top is not None, f"Nobody finds “{name}”: registered are {[command['name'] for command in commands]}."
    if not second or kind != CHAT:
        return top, top.get("options") or []
    inner = next((option for option in top.get("options") or [] if option["name"] == second), None)
    assert inner is not None, f"/{first} has no “{second}”."
    return top, inner.get("options") or []


def typed(options: list[Json], given: dict[str, Any], *, complete: bool = False) -> list[Json]:
    """The options of an interaction, as a client sends them once it has checked them."""
    declared = {option["name"]: option for option in options}
    for name, value in given.items():
        assert name in declared, f"There is no option “{name}”, only {list(declared)}."
        _let_through(declared[name], value)
    missing = [name for name, option in declared.items() if option.get("required") and name not in given]
    assert complete or not missing, f"Discord asks for {missing} first."
    return [{"name": name, "type": declared[name]["type"], "value": value} for name, value in given.items()]


def _let_through(option: Json, value: Any) -> None:
    types = {STRING: "str", INTEGER: "int", BOOLEAN: "bool", PERSON: "str", CHANNEL: "str", ATTACHMENT: "str"}
    given = type(value).__name__
    assert given == types[option["type"]], f"“{option['name']}” takes no {given}."
    allowed = [choice["value"] for choice in option.get("choices") or []]
    assert not allowed or value in allowed, f"“{value}” is not one of {allowed}."
    if option["type"] == INTEGER:
        least, most = option.get("min_value"), option.get("max_value")
        assert least is None or value >= least, f"{value} is under {least}."
        assert most is None or value <= most, f"{value} is over {most}."
    if option["type"] == STRING:
        assert len(value) <= (option.get("max_length") or 6000), "Discord's own limit is 6,000 characters."
