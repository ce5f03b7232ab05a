"""What a line typed at the console means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.console.lines import Line, Pressed, Submitted, Typed, Used, read_fields, read_line, spell_fields


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("/quote generalization", Typed("/quote generalization")),
        ("quote press", Typed("quote press")),
        ("pressed for time", Typed("pressed for time")),
        ("press cp1:topics:2", Pressed("cp1:topics:2")),
        ("  press   cp1:topics:2  ", Pressed("cp1:topics:2")),
        ("press cp1:topics.open scaling", Pressed("cp1:topics.open", ("scaling",))),
        ("press cp1:topics.open value function", Pressed("cp1:topics.open", ("value function",))),
        ('press cp1:topics.open "value function"', Pressed("cp1:topics.open", ("value function",))),
        ("press", Pressed("")),
        ("submit cp1:summary", Submitted("cp1:summary", {})),
        ('submit cp1:summary topic:"a b" only-me:yes', Submitted("cp1:summary", {"topic": "a b", "only-me": "yes"})),
        (
            'use verify.line "Data is finite."',
            Used("verify.line", "Data is finite.", 'use verify.line "Data is finite."'),
        ),
        ("use verify.line Data is", Used("verify.line", "Data is", "use verify.line Data is")),
    ],
)
def test_a_line_is_a_command_a_press_or_a_form(line: str, meaning: Line) -> None:
    assert read_line(line) == meaning


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        (r'line:"He said \"no\"."', {"line": 'He said "no".'}),
        (r'line:"one\ntwo"', {"line": "one\ntwo"}),
        (r'line:"C:\temp"', {"line": r"C:\temp"}),
        ('line:"never closed', {"line": "never closed"}),
        ('line:""', {"line": ""}),
        ("line:", {"line": ""}),
        ("stray words line:x", {"line": "x"}),
        ("Topic:x", {"topic": "x"}),
        ("line:价值函数", {"line": "价值函数"}),
    ],
)
def test_fields_are_named_and_quoted(typed: str, fields: dict[str, str]) -> None:
    assert read_fields(typed) == fields


@given(st.dictionaries(st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True), st.text(max_size=20), max_size=4))
def test_spelled_fields_are_read_back(fields: dict[str, str]) -> None:
    assert read_fields(spell_fields(fields)) == fields


@given(st.text())
def test_no_line_fails(line: str) -> None:
    assert read_line(line) is not None
    assert read_line(f"press {line}") is not None
    assert read_line(f"submit cp1:quote {line}") is not None
    assert read_line(f"use quote {line}") is not None
