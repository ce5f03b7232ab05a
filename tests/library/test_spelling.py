"""British and American spelling, and words of one family."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.english.light import carries_nothing, is_light
from bot.library.english.spelling import DERIVED, INFLECTED, american, bare, forms, kinship

WORDS = st.text("abcdegilnorstuyz", max_size=14)


@pytest.mark.parametrize(
    ("british", "expected"),
    [
        ("generalisation", "generalization"),
        ("behaviour", "behavior"),
        ("centre", "center"),
        ("practise", "practice"),
        ("sceptical", "skeptical"),
        ("dialogue", "dialog"),
        ("programmes", "programs"),
        ("defence", "defense"),
    ],
)
def test_british_spelling_becomes_american(british: str, expected: str) -> None:
    assert american(british) == expected


@pytest.mark.parametrize("word", ["hours", "four", "rise", "emotion", "价值"])
def test_what_only_looks_british_stays(word: str) -> None:
    assert american(word) == word


@pytest.mark.parametrize(
    ("one", "other"), [("scale", "scaling"), ("cap", "capped"), ("theory", "theories"), ("simple", "simply")]
)
def test_forms_of_one_word_are_close(one: str, other: str) -> None:
    assert kinship(one, other) == INFLECTED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("generalize", "generally"),
        ("emotion", "emotional"),
        ("ugly", "ugliness"),
        ("secret", "secrecy"),
        ("beauty", "beautiful"),
        ("elegant", "elegance"),
    ],
)
def test_words_of_one_family_are_near(one: str, other: str) -> None:
    assert kinship(one, other) == DERIVED


@pytest.mark.parametrize(
    ("one", "other"),
    [("fire", "first"), ("card", "car"), ("prey", "pre"), ("experience", "experiment"), ("pay", "play")],
)
def test_words_that_only_begin_alike_are_strangers(one: str, other: str) -> None:
    assert kinship(one, other) == 0


@given(WORDS, WORDS)
def test_kinship_is_mutual(one: str, other: str) -> None:
    assert kinship(one, other) == kinship(other, one)


def test_irregular_forms_stand_together() -> None:
    assert set(forms("thought")) >= {"think", "thought", "thinking"}


def test_an_inflected_word_is_known_by_its_bare_form() -> None:
    assert {"feeling", "feel"} <= set(bare("feelings")) | set(bare("feeling"))


def test_words_of_asking_carry_nothing() -> None:
    assert all(map(carries_nothing, ["what", "does", "about", "quotes"]))


def test_everyday_words_and_small_numbers_are_light() -> None:
    assert all(map(is_light, ["happens", "things", "3"]))
    assert not is_light("superintelligence")
