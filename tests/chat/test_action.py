"""The wire form of an action."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.action import Action

names = st.from_regex(r"[a-z]{1,8}([ .][a-z]{1,8})?", fullmatch=True)
values = st.lists(st.text(max_size=8), max_size=4).map(tuple)


@given(names, values)
def test_what_was_encoded_is_decoded(name: str, given_values: tuple[str, ...]) -> None:
    action = Action(name, given_values)

    assert not action.fits or Action.decode(action.encode()) == action


@given(st.text(max_size=120))
def test_any_text_is_decoded_or_refused_without_an_error(wire: str) -> None:
    decoded = Action.decode(wire)

    assert decoded is None or isinstance(decoded.command, str)


def test_a_wire_form_reads_as_it_is_documented() -> None:
    assert Action("quote", ("generalization", "2")).encode() == "cp1:quote:generalization:2"


def test_an_action_that_is_too_long_says_so() -> None:
    action = Action("quote", ("x" * 100,))

    assert not action.fits
    with pytest.raises(ValueError, match="100 is the limit"):
        action.encode()


@pytest.mark.parametrize("wire", ["", "cp1", "cp1:", "cp2:quote", "quote", ":quote", "x" * 101])
def test_what_this_version_did_not_write_is_not_ours(wire: str) -> None:
    assert Action.decode(wire) is None


def test_a_chosen_value_comes_last() -> None:
    assert Action("summary", ("",)).with_value("power") == Action("summary", ("", "power"))
