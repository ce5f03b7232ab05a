"""Completions for what is typed so far."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.suggest import Label, Suggestions

TOPICS = Suggestions.of(
    [
        Label("Value functions", "value-functions", ("价值函数与情感",)),
        Label("Generalization gap", "generalization", ("泛化鸿沟",)),
        Label("The problem of imagination", "imagination"),
    ]
)


def test_nothing_typed_offers_all_in_their_order() -> None:
    assert [label.value for label in TOPICS.complete("")] == [
        "value-functions",
        "generalization",
        "imagination",
    ]


def test_a_label_that_begins_with_what_is_typed_is_offered() -> None:
    assert TOPICS.complete("gen")[0].value == "generalization"


def test_the_words_may_be_begun_in_any_order() -> None:
    assert TOPICS.complete("func val")[0].value == "value-functions"


def test_a_misspelt_beginning_is_forgiven() -> None:
    assert TOPICS.complete("genralizat")[0].value == "generalization"


def test_chinese_characters_complete() -> None:
    assert TOPICS.complete("鸿")[0].value == "generalization"


def test_no_more_than_the_limit_is_offered() -> None:
    assert len(TOPICS.complete("", limit=2)) == 2


@pytest.mark.parametrize("typed", ["genreal", "gneral", "geneal", "genetal", "value fumct", "imaginatoin"])
def test_one_slip_is_forgiven_wherever_it_is(typed: str) -> None:
    assert len(TOPICS.complete(typed)) == 1


def test_a_label_that_begins_so_comes_before_one_with_a_word_that_does() -> None:
    labels = Suggestions.of([Label("The age of scaling", "eras"), Label("Scaling", "scaling")])

    assert [label.value for label in labels.complete("sca")] == ["scaling", "eras"]


def test_other_words_for_a_label_complete_it() -> None:
    labels = Suggestions.of([Label("Emotions", "emotions", ("feelings",))])

    assert labels.complete("feel")[0].value == "emotions"


@given(st.text(max_size=200))
def test_whatever_is_typed_is_completed_or_not(typed: str) -> None:
    assert len(TOPICS.complete(typed)) <= 3
