"""Which known words a typed word may stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.library.search.vocabulary import Vocabulary

KNOWN = [
    "generalization",
    "generalize",
    "superintelligence",
    "beauty",
    "winner",
    "shallow",
    "theory",
    "theories",
    "scale",
]
VOCABULARY = Vocabulary({word: [1] for word in KNOWN})
LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("generalizaton", "generalization"),
        ("generalisaton", "generalization"),
        ("beuaty", "beauty"),
        ("superinteligence", "superintelligence"),
        ("suprinteligence", "superintelligence"),
    ],
)
def test_a_misspelt_word_stands_for_the_word_that_is_near(typed: str, meant: str) -> None:
    near = VOCABULARY.near(typed)

    assert max(near, key=near.__getitem__) == meant


def test_a_short_word_is_not_corrected() -> None:
    assert VOCABULARY.near("scl") == {}


def test_another_first_letter_makes_a_slip_less_likely() -> None:
    assert VOCABULARY.near("dinner")["winner"] < VOCABULARY.near("winnar")["winner"]


@given(st.sampled_from([word for word in KNOWN if len(word) > 5]), st.data())
def test_one_slip_is_never_missed(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    slips = [word[:at] + word[at + 1 :], word[:at] + data.draw(LETTERS) + word[at:]]
    slips.append(word[:at] + data.draw(LETTERS) + word[at + 1 :])
    slips.append(word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :])
    typed = data.draw(st.sampled_from(slips))

    assert OSA.distance(typed, word) == 0 or word in VOCABULARY.near(typed)


def test_a_word_stands_for_its_family() -> None:
    assert VOCABULARY.kin("scaling") == {"scale": 0.95}
    assert set(VOCABULARY.kin("theoretical")) == {"theory", "theories"}


def test_a_word_that_was_not_typed_to_its_end_stands_for_those_that_begin_so() -> None:
    assert set(VOCABULARY.begun("generali")) == {"generalization", "generalize"}


def test_two_words_typed_as_one_are_parted() -> None:
    assert VOCABULARY.parts("scaletheory") == ("scale", "theory")
