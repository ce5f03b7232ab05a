"""Completions for what is typed so far."""

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
