"""How a pasted line may be read: which part of it is the quotation, and whose it claims to be.

People paste `“…” — Ilya Sutskever`, `Ilya: …`, `As Sutskever says, “…”`, or the bare words. The same marks also
occur inside quotations, so every way to read the line is offered, and `verify` keeps the one that fits the library.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.library.folding import plain, words
from bot.library.library import Library

LONGEST = 6000  # characters that are read; four times the longest wording that the library may hold
MOST_READINGS = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a line."""

    body: str
    """What would be the quotation."""
    claimed: str = ""
    """The name it gives, as typed; empty if it gives none."""


_OPENING, _CLOSING = '“„«「『"', '”“»」』"'
_QUOTED = re.compile(f"[{_OPENING}]([^{_OPENING}{_CLOSING}]{{2,}})[{_CLOSING}]")
_AROUND = " \t\r\n>*_~`•·“”„«»「」『』\"‘’'"
_NAME = r"[^\W\d_][\w.’'-]*(?:[ ][^\W\d_][\w.’'-]*){0,3}"
_VERB = (
    r"(?:once|also|has|famously|just|recently)?\s*(?:says?|said|saying|writes?|wrote|puts? it|asks?|asked|argues?"
    r"|argued|thinks?|believes?|believed|notes?|noted|claims?|claimed|warns?|warned|replie[sd]|answer(?:s|ed)"
    r"|insist(?:s|ed)|states?|stated|declare[sd]?|tweeted|called it|propose[sd]?|predict(?:s|ed)|suggest(?:s|ed)"
    r"|estimate[sd]?|describe[sd]?|divide[sd]?|point(?:s|ed) out|explain(?:s|ed)|acknowledge[sd]?|admit(?:s|ted)"
    r"|expect(?:s|ed)|holds|held|offer(?:s|ed))\b(?:\s+(?:once|on|in) [\w ]{1,40}?)?(?:\s+that\b)?"
)
_BEFORE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:as\s+)?(?P<name>{_NAME}),?\s*{_VERB}\s*[,:–—-]?\s*",
        rf"(?:according to|in the words of|quoting|quote (?:from|by)|from)\s+(?P<name>{_NAME})\s*[,:–—-]\s*",
        rf"(?P<name>{_NAME})(?:\s*\([^)]{{1,40}}\))?\s*[:：]\s*",
    )
)
_AFTER = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[.,!?”\"’»\s]\s*(?:[—–―~]+|--?)\s*(?P<name>[^—–―~\d][^—–―~]{1,80})$",
        r"\s*[(\[](?P<name>[^()\[\]]{2,80})[)\]]\s*$",
        rf"[,.”\"]\s*(?:as\s+)?(?P<name>{_NAME})\s+{_VERB}(?:\s+[\w ]{{1,40}})?[.!]?\s*$",
        rf"[,.”\"]\s*(?:as\s+)?{_VERB}\s+(?P<name>{_NAME})[.!]?\s*$",
        rf"[,.”\"]\s*according to\s+(?P<name>{_NAME})[.!]?\s*$",
        rf"\n\s*(?P<name>{_NAME})[.]?\s*$",
    )
)
_NOT_NAMES = frozenset(
    words(
        "he she they i we it you who someone somebody everyone quote quotation note q a question answer source"
        " verify is this real did really say the an and but so as if in on at one that what remember wow yes no"
    )
)
_NEAR = 120  # characters at either end in which a name is looked for


def readings(line: str, names: "Names") -> tuple[Reading, ...]:
    """Every way to read a line, the whole of it first; `MOST_READINGS` at most."""
    whole = line[:LONGEST].strip(_AROUND)
    found = [Reading(whole)]
    quoted = _QUOTED.findall(line[:LONGEST])
    if quoted:
        outside = _QUOTED.sub(" ", line[:LONGEST])
        found += [
            Reading(" ".join(quoted), names.named_in(outside)),
            Reading(max(quoted, key=len), names.named_in(outside)),
        ]
    for reading in _without_frame(line[:LONGEST].strip(), names):
        found.append(reading)
        # “Ilya says: … — Dwarkesh Podcast”: a name at one end may leave a frame at the other.
        found += (Reading(inner.body, reading.claimed) for inner in _without_frame(reading.body, names))
    return tuple(dict.fromkeys(reading for reading in found if reading.body))[:MOST_READINGS]


def _without_frame(line: str, names: "Names") -> Iterator[Reading]:
    for pattern in _BEFORE:
        match = pattern.match(line.lstrip(_AROUND)[:_NEAR])
        if match and (claimed := names.claimed(match["name"])) is not None:
            yield Reading(line.lstrip(_AROUND)[match.end() :].strip(_AROUND), claimed)
    tail = max(len(line) - _NEAR, 0)
    for pattern in _AFTER:
        match = pattern.search(line, tail)
        if match and (claimed := names.claimed(match["name"])) is not None:
            yield Reading(line[: match.start() + 1].strip(_AROUND), claimed)


class Names:
    """The names by which a library's speakers are known."""

    def __init__(self, library: Library) -> None:
        self._full = {speaker.id: words(speaker.name) for speaker in library.speakers.values()}
        self._titles = frozenset(
            words(title) for source in library.sources.values() for title in (source.title, source.author or "")
        )
        parts: dict[str, set[str]] = {}
        for speaker in library.speakers.values():
            # “Speaker unclear” is no name: a name has capitals throughout.
            if all(part[0].isupper() for part in speaker.name.split()):
                for part in words(speaker.name):
                    parts.setdefault(part, set()).add(speaker.id)
        self._parts = {part: next(iter(ids)) for part, ids in parts.items() if len(ids) == 1 and len(part) > 2}

    def speaker(self, claimed: str) -> str | None:
        """The id of the speaker that a claimed name means; a letter or two may be wrong. None: somebody else."""
        row = words(claimed)
        for speaker, name in self._full.items():
            if name and any(row[start : start + len(name)] == name for start in range(len(row))):
                return speaker
        for word in row:
            if word in self._parts:
                return self._parts[word]
        for word in row[:6]:
            for part, speaker in self._parts.items():
                if len(word) > 4 and fuzz.ratio(word, part) >= 85:
                    return speaker
        return None

    def claimed(self, typed: str) -> str | None:
        """What a possible name claims: itself, nothing (`he`, a source's title), or None when it is no name."""
        typed = typed.strip(_AROUND + ",.;:–—-")
        if self.speaker(typed) is not None:
            return typed
        row = words(typed)
        if not row or row in self._titles:
            return "" if row else None
        if all(word in _NOT_NAMES for word in row):
            return ""
        first = re.split(r"[,(;]", typed)[0].strip()
        given = first.split()
        if not given:
            return None
        is_name = len(given) <= 4 and all(
            part[0].isupper() for part in given if part.lower() not in {"de", "van", "von"}
        )
        return first if is_name and not first.isupper() and plain(given[0]) not in _NOT_NAMES else None

    def named_in(self, text: str) -> str:
        """The first known name in the words around a quotation, or a claimed one; empty if there is none."""
        known = self.speaker(text[:_NEAR]) or self.speaker(text[-_NEAR:])
        if known is not None:
            return " ".join(part.capitalize() for part in self._full[known])
        return self.claimed(text.strip()) or ""
