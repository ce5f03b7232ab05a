"""Which files are read, and where it is told that one is wrong."""

import json
import resource
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.export.reading import read, read_now
from bot.export.records import Export
from bot.export.writing import text_of
from bot.export.wrong import Wrong
from tests.export.files import WHOLE, hostile, text_with

HOSTILE = dict(hostile())
HEAVY = ("deep", "digits", "many", "long", "escape", "open", "marks", "spaces")
LIGHT = [name for name in HOSTILE if not any(one in name for one in HEAVY)]


def is_in(text: str, wrong: Wrong) -> bool:
    """Whether the place that is told is one in the text."""
    lines = text.split("\n")
    return 1 <= wrong.line <= len(lines) and 1 <= wrong.column <= len(lines[wrong.line - 1]) + 1


def refusal(text: str) -> str:
    """Where and why a file is refused."""
    with pytest.raises(Wrong) as refused:
        read_now(text)
    wrong = refused.value
    assert is_in(text, wrong)
    return f"{wrong.line}:{wrong.column} {wrong.path}: {wrong.sentence.format(**wrong.values)}"


def test_a_whole_file_is_read_and_written_again_as_it_was() -> None:
    export = read_now(text_with())

    assert json.loads(text_of(export)) == WHOLE
    assert read_now(text_of(export)) == export


def test_a_file_with_a_few_parts_is_read() -> None:
    parts = dict.fromkeys(["settings", "moderators", "plan", "schedules", "own", "minutes", "votes", "log"])

    export = read_now(text_with(**parts))

    assert (export.hidden, export.own) == (("SCA-01",), None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "1:1 : This is not JSON. Check the commas and brackets before it."),
        ('{\n "a": 1,\n "a": 2}', "3:2 : “a” was given before. Keep one of the two."),
        ('{"a": [1, NaN]}', "1:11 a[1]: Only whole numbers stand in this format."),
        ('{"a": 1 "b": 2}', "1:9 : “,” is missing here."),
        ('{"a": "\u202e"}', "1:7 a: There is a character here that nobody sees (U+202E). Delete it."),
        ('{"format": "rss"}', "1:12 format: This is no export of mine: “format” must be “commonplace”."),
        (text_with(version=2), "1:36 version: I read version 1 of the format, and this is another one."),
        (text_with(colour=1), "1:1890 colour: There is no “colour” in this format."),
        (text_with(home={"platform": "test"}), "1:120 home.id: “id” is missing."),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, told: str) -> None:
    found = refusal(text)

    assert found.partition(" ")[2] == told.partition(" ")[2]
    assert found.startswith(told[:2])


@pytest.mark.parametrize("name", LIGHT)
def test_a_hostile_file_is_refused_with_its_place(name: str) -> None:
    refusal(HOSTILE[name])


def test_names_from_a_file_are_told_short() -> None:
    assert len(refusal(text_with(**{"x" * 100_000: 1}))) < 200


async def test_a_file_is_read_beside_everything_else() -> None:
    assert (await read(text_with())).hidden == ("SCA-01",)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where every value of a JSON value stands."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for step, inner in steps for found in paths_in(inner, (*path, step)))]


PATHS = paths_in(WHOLE)[1:]


@st.composite
def other_values(draw: st.DrawFn) -> str:
    """The whole file with another value in a place, or without it, or with a further name."""
    whole = json.loads(json.dumps(WHOLE))
    *way, last = draw(st.sampled_from(PATHS))
    inner = whole
    for step in way:
        inner = inner[step]
    match draw(st.sampled_from(["put", "drop", "add"])):
        case "put":
            inner[last] = draw(PLAIN)
        case "drop":
            del inner[last]
        case _ if isinstance(inner, dict):
            inner[draw(st.text(max_size=8))] = draw(PLAIN)
        case _:
            inner.append(draw(PLAIN))
    return json.dumps(whole, ensure_ascii=draw(st.booleans()))


@st.composite
def garbled(draw: st.DrawFn) -> str:
    """The whole file with some characters put in, taken out or repeated."""
    text = text_with()
    for _ in range(draw(st.integers(1, 4))):
        at, to = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        to = min(to, at + draw(st.integers(0, 30)))
        put = draw(st.sampled_from(["", text[at:to] * 2, *'{}[]",:0\\\n']) | st.text(max_size=5))
        text = text[:at] + put + text[to:]
    return text


def outcome(text: str) -> Export | Wrong:
    """What a file holds, or what is wrong with it."""
    try:
        return read_now(text)
    except Wrong as wrong:
        return wrong


def reads_or_refuses(text: str) -> None:
    """A file is refused with a place in it, or means the same once it was written again."""
    found = outcome(text)
    if isinstance(found, Wrong):
        assert is_in(text, found)
        assert found.sentence.format(**found.values)
    else:
        assert read_now(text_of(found)) == found


@given(text=other_values() | garbled())
@settings(max_examples=100)
def test_any_file_is_refused_with_a_place_or_means_the_same_once_written_again(text: str) -> None:
    reads_or_refuses(text)


@pytest.mark.soak
@given(text=other_values() | garbled())
@settings(max_examples=20_000)
def test_twenty_thousand_files_are_refused_with_a_place_or_mean_the_same(text: str) -> None:
    reads_or_refuses(text)


PROBE = """
import re, resource, sys
from bot.export.reading import read_now
from bot.export.wrong import Wrong
from tests.export.files import hostile
text = dict(hostile())[sys.argv[1]]
before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
try:
    read_now(text)
    sys.exit("it was read")
except Wrong:
    pass
used = resource.getrusage(resource.RUSAGE_SELF)
peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())  # ru_maxrss counts who started it
print(used.ru_utime - before, peak[1])
"""


def cost(name: str) -> tuple[float, float]:
    """How many seconds of a processor and MiB of memory it takes to refuse a file, in a process of its own."""
    limited = (resource.RLIMIT_CPU, (20, 20))
    command = [sys.executable, "-c", PROBE, name]
    made = subprocess.run(
        command, capture_output=True, text=True, check=True, preexec_fn=lambda: resource.setrlimit(*limited)
    )
    seconds, kibibytes = made.stdout.split()
    return float(seconds), float(kibibytes) / 1024


@pytest.mark.soak
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_under_two_seconds_and_200_mib(name: str) -> None:
    seconds, mebibytes = cost(name)

    print(f"{name[:40]:40} {seconds:6.2f} s {mebibytes:6.0f} MiB")  # noqa: T201 - the figures are what it is for
    assert seconds < 2
    assert mebibytes < 200
