"""Which messages Discord accepts, what it makes of them, and whom it really notifies.

Limits: docs.discord.com/developers, resources/message. A mention counts wherever its characters stand, behind a
backslash too, as long as `allowed_mentions` lets it; that is the stricter reading, and the safe one to test with.
"""

import re
from dataclasses import dataclass, field

from tests.fakes.discord.components import TEXT, check_layout, check_rows, every
from tests.fakes.discord.refusal import Faults, Json, Refusal
from tests.fakes.discord.world import COMPONENTS_V2, EPHEMERAL, Message, Upload

SETTABLE = 1 << 2 | EPHEMERAL | 1 << 12 | 1 << 13 | COMPONENTS_V2  # embeds off, private, silent, voice, layout
UPLOAD_LIMIT = 10 * 1024 * 1024

_EMBED_TEXTS = {"title": 256, "description": 4096}
_PEOPLE = re.compile(r"<@!?(\d+)>")
_ROLES = re.compile(r"<@&(\d+)>")


@dataclass(slots=True)
class Body:
    """A request's JSON with the files that came beside it."""

    json: Json
    files: list[Upload] = field(default_factory=list)

    @property
    def uploads(self) -> set[str]:
        """How components name the files of this request."""
        return {f"attachment://{file.name}" for file in self.files}


def check(body: Body, existing: Message | None = None, *, content_limit: int = 2000) -> None:
    """Refuse what Discord refuses in a new message, or in an edit of an existing one."""
    json, faults = body.json, Faults()
    flags = (json.get("flags") or 0) | (existing.flags if existing else 0)
    components = json.get("components")
    faults.length("content", json.get("content"), most=content_limit)
    faults.count("embeds", json.get("embeds"), most=10)
    faults.count("attachments", json.get("attachments"), most=10)
    if (json.get("flags") or 0) & ~SETTABLE:
        faults.add("flags", "MESSAGE_FLAGS_INVALID", "Only some flags can be set.")
    _embeds(json.get("embeds") or [], faults)
    if flags & COMPONENTS_V2:
        kept = {f"attachment://{file.name}" for file in existing.files} if existing else set()
        if json.get("content") or json.get("embeds") or (existing and existing.content and "content" not in json):
            faults.add("content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "No content, no embeds.")
        check_layout(components or [], body.uploads | kept, faults)
    elif components:
        check_rows(components, faults)
    _mentions(json.get("allowed_mentions") or {}, faults)
    if sum(len(file.content) for file in body.files) > UPLOAD_LIMIT:
        raise Refusal(413, 40005, "Request entity too large")
    faults.refuse()
    if existing is None and not any(json.get(key) for key in ("content", "embeds", "components")) and not body.files:
        raise Refusal(400, 50006, "Cannot send an empty message")


def _embeds(embeds: list[Json], faults: Faults) -> None:
    total = 0
    for at, embed in enumerate(embeds):
        for key, limit in _EMBED_TEXTS.items():
            faults.length(f"embeds.{at}.{key}", embed.get(key), most=limit)
            total += len(embed.get(key) or "")
        faults.length(f"embeds.{at}.footer.text", (embed.get("footer") or {}).get("text"), most=2048)
        faults.count(f"embeds.{at}.fields", embed.get("fields"), most=25)
        for row, entry in enumerate(embed.get("fields") or []):
            faults.length(f"embeds.{at}.fields.{row}.name", entry.get("name"), least=1, most=256)
            faults.length(f"embeds.{at}.fields.{row}.value", entry.get("value"), least=1, most=1024)
            total += len(entry.get("name") or "") + len(entry.get("value") or "")
    if total > 6000:
        faults.add("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000.")


def _mentions(allowed: Json, faults: Faults) -> None:
    faults.count("allowed_mentions.users", allowed.get("users"), most=100)
    faults.count("allowed_mentions.roles", allowed.get("roles"), most=100)
    for kind in ("users", "roles"):
        if kind in (allowed.get("parse") or []) and allowed.get(kind):
            faults.add("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", f"parse and {kind} exclude.")


def texts(message: Message) -> list[str]:
    """Everything that is read in a message, from top to bottom, as Discord's Markdown."""
    found = [message.content] if message.content else []
    for embed in message.embeds:
        found += [embed.get("title") or "", embed.get("description") or ""]
        found += [f"{entry['name']}: {entry['value']}" for entry in embed.get("fields") or []]
        found.append((embed.get("footer") or {}).get("text") or "")
    found += [component["content"] for component in every(message.components) if component["type"] == TEXT]
    return [text for text in found if text]


def apply(body: Body, message: Message, *, default_parse: tuple[str, ...]) -> None:
    """Put what a request says into a message; what it does not name stays."""
    json = body.json
    message.content = (json["content"] or "") if "content" in json else message.content
    message.embeds = (json["embeds"] or []) if "embeds" in json else message.embeds
    message.components = (json["components"] or []) if "components" in json else message.components
    message.flags |= (json.get("flags") or 0) & ~EPHEMERAL
    if "attachments" in json:
        kept = {entry.get("id") for entry in json["attachments"] or []}
        message.files = [file for file in message.files if file.id in kept]
    message.files += body.files
    if not message.only_for:
        message.pings |= pings("\n".join(texts(message)), json.get("allowed_mentions"), default_parse)


def pings(text: str, allowed: Json | None, default_parse: tuple[str, ...]) -> set[str]:
    """Whom a text notifies: ids of people, `@&` ids of roles, `@everyone`, `@here`."""
    allowed = {"parse": list(default_parse)} if allowed is None else allowed
    parse = allowed.get("parse") or []
    people, roles = set(_PEOPLE.findall(text)), set(_ROLES.findall(text))
    found = people if "users" in parse else people & set(map(str, allowed.get("users") or []))
    found |= {
        f"@&{role}" for role in (roles if "roles" in parse else roles & set(map(str, allowed.get("roles") or [])))
    }
    if "everyone" in parse:
        found |= {mass for mass in ("@everyone", "@here") if mass in text}
    return found
