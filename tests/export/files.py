"""A whole file in which every field says something, and files that harm."""

import json
from collections.abc import Iterator
from typing import Any

from bot.chat.handed import HANDED_LIMIT

EDITION = "0123456789ab"
MOMENT = "2026-11-21T09:00:00Z"
WHOLE: dict[str, Any] = {
    "format": "commonplace",
    "version": 1,
    "library": EDITION,
    "exported_at": MOMENT,
    "home": {"platform": "test", "id": "club"},
    "settings": [
        {"name": "lookups", "value": "private"},
        {"name": "lookups", "value": "public", "channel": "general"},
    ],
    "hidden": ["SCA-01"],
    "sources_off": ["essay"],
    "moderators": {"people": ["ben"], "roles": ["42"]},
    "plan": {"plan": "four-weeks", "dates": {"week-1": "2026-11-02"}},
    "schedules": [
        {
            "channel": "general",
            "at": "10:00",
            "zone": "Europe/Berlin",
            "days": "01234",
            "pauses": [{"first": "2026-12-24", "last": "2027-01-06"}],
            "topics": ["taste"],
            "order": "shuffled",
            "at_end": "mix in",
            "opens_thread": True,
            "pins": False,
            "ping": "42",
            "late": 120,
            "on_unknown": "skip",
            "seed": "abcd",
            "locks": {"2026-11-24": "TAS-P1", "2026-11-25": "=What now?"},
            "is_paused": False,
        }
    ],
    "own": {
        "last": 4,
        "approved": [
            {
                "kind": "quote",
                "words": "Beauty guides.",
                "topic": "taste",
                "speaker": "Ben",
                "source": "His notes",
                "asks": "open",
                "raised": False,
                "suggested_by": "Ada",
                "sent_at": MOMENT,
                "id": "OUR-1",
                "approved_at": MOMENT,
            }
        ],
        "waiting": [
            {
                "kind": "prompt",
                "words": "What would you keep?",
                "topic": "",
                "speaker": "",
                "source": "",
                "asks": "steelman",
                "raised": True,
                "sent_at": MOMENT,
            }
        ],
    },
    "minutes": [
        {
            "channel": "general",
            "thread": "",
            "topic": "Taste",
            "started_at": MOMENT,
            "ended_at": "2026-11-21T10:00:00Z",
            "seconds": 3600,
            "present": ["Ada"],
            "agenda": [{"title": "Beauty", "seconds": 600, "is_done": True}],
            "entries": [{"kind": "decision", "at": MOMENT, "text": "We go on.", "name": "Ada", "about": ""}],
        }
    ],
    "votes": [
        {
            "question": "What next?",
            "choices": ["A", "B"],
            "counts": [1, 2],
            "hidden": False,
            "asked_at": MOMENT,
            "closed_at": MOMENT,
        }
    ],
    "log": [
        {
            "at": MOMENT,
            "by": "mo",
            "subject": "setting lookups",
            "before": {"a": None},
            "after": "private",
            "undone": False,
        }
    ],
}


def text_with(**parts: object) -> str:
    """The whole file with other parts; one that is None is left out."""
    return json.dumps({name: part for name, part in (WHOLE | parts).items() if part is not None}, ensure_ascii=False)


def hostile() -> Iterator[tuple[str, str]]:
    """Files that harm a careless reader, each under a name."""
    whole = text_with()
    yield from _of_json(whole)
    yield from _of_size(whole)
    yield from _of_values(whole)


def _of_json(whole: str) -> Iterator[tuple[str, str]]:
    for number, name in enumerate(WHOLE):
        yield f"twice {name}", whole[:-1] + f', "{name}": {json.dumps(WHOLE[name])}}}'
        yield f"cut at {number}", whole[: len(whole) * (number + 1) // (len(WHOLE) + 1)]
    for value in (
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "1.5",
        "1E5",
        "0x10",
        "010",
        "+1",
        "-",
        "1_000",
        "True",
        "nul",
    ):
        yield f"value {value}", text_with(version="@").replace('"@"', value)
    for character in ("\0", "\x1b", "\x7f", "\u202e", "\u2066", "\u200b", "\u2028", "\ufeff", "\ud800"):
        shown = json.dumps(character)[1:-1] if character != "\x7f" else character
        yield f"character {ord(character):x}", whole.replace("We go on.", f"We {shown} go on.")
    for raw in ("\n", "\t", "\0"):
        yield f"raw {ord(raw)}", whole.replace("We go on.", f"We {raw} go on.")
    for text in ("", " ", "null", "[]", "{}", "0", '""', "{]", "[}", "{,}", '{"a"}', '{"a":}', "{'a': 1}", "// a\n{}"):
        yield f"text {text}", text
    for behind in ("x", "{}", ",", "]", "\0"):
        yield f"behind {behind!r}", whole + behind


def _of_size(whole: str) -> Iterator[tuple[str, str]]:
    for depth in (13, 1000, 100_000, HANDED_LIMIT // 2):
        for opening in ("[", '{"a":'):
            yield f"deep {opening} {depth}", (opening * depth)[:HANDED_LIMIT]
    for digits in (16, 5000, 500_000):
        yield f"digits {digits}", text_with(version="@").replace('"@"', "9" * digits)
    many = "x" * 30
    yield "many texts", text_with(hidden=[many] * 25_000)
    yield "many names", text_with(hidden={f"{number}": 1 for number in range(40_000)})
    yield "many values", text_with(hidden=[1] * 60_000)
    yield "many lists", text_with(hidden=[[] for _ in range(60_000)])
    yield "a long text", text_with(library="x" * 900_000)
    yield "escapes", text_with(library="\\" * 400_000)
    yield "an open text", '{"format": "' + "x" * 900_000
    yield "an open escape", '{"format": "' + "\\\\" * 400_000
    yield "marks", text_with(library="e" + "\u0301" * 300_000)
    yield "spaces", whole.replace(" ", " " * 1500)


def _of_values(whole: str) -> Iterator[tuple[str, str]]:
    never: tuple[Any, ...] = ("x", [[]], [{}], [1], [None], {"x": 1})
    others: tuple[Any, ...] = (0, -1, True, "", [], {}, "../../etc/passwd", "9" * 400)
    for name, part in WHOLE.items():
        for value in (*never, *others):
            if value in never or type(value) is not type(part):
                yield f"{name}: {value!r}"[:60], text_with(**{name: value})
    for old, new in (
        ('"OUR-1"', '"../../OUR-1"'),
        ('"OUR-1"', '"OUR-0"'),
        ('"OUR-1"', '"OUR-99999"'),
        ('"OUR-1"', '"OUR-P1"'),
        ('"last": 4', '"last": 0'),
        ('"last": 4', '"last": 10000'),
        ('"last": 4', '"last": true'),
        ('"Beauty guides."', '" "'),
        ('"Beauty guides."', '"x"'),
        ('"Ben"', '""'),
        ('"topic": "taste"', '"topic": "Taste!"'),
        ('"10:00"', '"24:00"'),
        ('"10:00"', '"T1000"'),
        ('"2026-11-24"', '"2026-W47-2"'),
        ('"2026-11-24"', '"2026-02-30"'),
        ('"01234"', '"43210"'),
        ('"01234"', '"7"'),
        ('"late": 120', '"late": 1e9'),
        ('"late": 120', '"late": 99999'),
        ('"counts": [1, 2]', '"counts": [1]'),
        ('"counts": [1, 2]', '"counts": [1, -2]'),
        ('"seconds": 3600', '"seconds": 99999999999'),
        ('"2026-11-21T10:00:00Z"', '"2026-11-20T10:00:00Z"'),
        ('"2026-11-21T10:00:00Z"', '"2026-11-21T10:00:00"'),
        ('"2026-11-21T10:00:00Z"', '"0001-01-01T00:00:00Z"'),
        ('"2026-11-21T10:00:00Z"', '"9999-12-31T23:59:59Z"'),
        ('"2026-11-21T10:00:00Z"', "1763719200"),
        ('"decision"', '"Decision"'),
        ('"decision"', '"__class__"'),
        ('"lookups"', '"__proto__"'),
        ('"test"', '"test/../x"'),
        ('"approved"', '"approoved"'),
    ):
        assert old in whole
        yield f"{old} {new}", whole.replace(old, new, 1)
