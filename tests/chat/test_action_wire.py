"""The wire form of an action: what it looks like, and that it comes back whole."""

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.chat.action import Action

VALUES = st.lists(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("%:+ 230ABDn\n\r")), max_size=12))


@given(VALUES)
def test_an_action_comes_back_from_the_wire_as_it_was(values: list[str]) -> None:
    action = Action("quote", (*values, "end"))
    assume(action.fits)

    assert Action.decode(action.encode()) == action


@given(VALUES)
def test_a_wire_form_is_one_word_on_one_line(values: list[str]) -> None:
    action = Action("quote", tuple(values))
    assume(action.fits)

    assert not set(" \n\r") & set(action.encode())


def test_a_space_costs_one_character() -> None:
    assert Action("quote", ("value function", "a+b: 100%")).encode() == "cp1:quote:value+function:a%2Bb%3A+100%25"
