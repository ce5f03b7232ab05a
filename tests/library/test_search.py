"""Finding what people mean, on a few entries."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library.search import Entry, Index

ENTRIES = (
    Entry("generalization", "topic", "Models learn a task and fail beside it.",
          ("Generalization gap", "泛化鸿沟")),
    Entry("power", "topic", "What to do when one system is very strong.", ("Power and capping it",)),
    Entry("ada", "speaker", "An engineer.", ("Ada Lovelace",)),
    Entry("GEN-01", "quote", "Models generalize dramatically worse than people.",
          ("Generalization gap", "泛化鸿沟", "Ada Lovelace"), topics=("generalization",), speaker="ada"),
    Entry("POW-01", "quote", "The whole problem is the power, said about generalization in passing.",
          ("Power and capping it", "Grace Hopper"), topics=("power",), speaker="grace"),
    Entry("POW-02", "quote", "He says that the strongest system should be capped.",
          ("Power and capping it", "Ada Lovelace"), topics=("power",), speaker="ada", verbatim=False),
)  # fmt: skip
INDEX = Index.of(ENTRIES)


First = Callable[..., str]


@pytest.fixture
def first() -> First:
    return lambda typed, *kinds: INDEX.search(typed, kinds or ("quote",)).hits[0].key


def test_a_misspelt_word_finds(first: First) -> None:
    assert first("dramaticaly worse") == "GEN-01"


def test_a_chinese_topic_name_finds_its_quotes(first: First) -> None:
    assert first("泛化鸿沟") == "GEN-01"


def test_a_topic_name_wins_over_words_in_passing(first: First) -> None:
    assert first("Generalization gap") == "GEN-01"


def test_the_quotation_comes_before_the_report(first: First) -> None:
    assert first("power and capping it") == "POW-01"


def test_words_find_a_topic(first: First) -> None:
    assert first("capping", "topic") == "power"


@pytest.mark.parametrize("typed", ["GEN-01", "gen-1", "gen 01", "Gen–001"])
def test_an_id_names_its_record_however_it_is_typed(typed: str) -> None:
    assert INDEX.resolve(typed) == ENTRIES[3]


@pytest.mark.parametrize("typed", ["generalization", "GENERALIZATION  gap", "泛化鸿沟"])
def test_a_topic_is_named_by_its_slug_and_its_names(typed: str) -> None:
    assert INDEX.resolve(typed) == ENTRIES[0]


def test_words_in_passing_name_nothing() -> None:
    assert INDEX.resolve("whole problem") is None


def test_what_is_not_there_is_refused() -> None:
    found = INDEX.search("chocolate cake recipe")

    assert not found.fits
    assert found.hits == ()


def test_a_close_name_is_offered_where_nothing_fits() -> None:
    near = INDEX.search("Ida Lovelass", kinds=("topic",)).near

    assert [offer.key for offer in near] == ["ada"]


def test_a_groups_own_entries_join() -> None:
    more = Entry("OUR-01", "quote", "Penguins cannot fly.", ("Birds",))

    assert INDEX.merged([more]).search("penguins").hits[0].key == "OUR-01"


@given(st.text(max_size=200))
@settings(max_examples=200)
def test_whatever_is_typed_gets_an_answer(typed: str) -> None:
    found = INDEX.search(typed, ("quote", "topic", "speaker"))

    assert found.fits == bool(found.hits)


def test_capital_letters_are_the_initials_of_a_name(first: First) -> None:
    assert first("GG") == "GEN-01"


def test_an_everyday_word_finds_what_means_the_same() -> None:
    assert INDEX.ranking("restrained", ["topic"])[0][0].key == "power"


def test_two_words_typed_as_one_are_found() -> None:
    assert INDEX.ranking("dramaticallyworse", ["quote"])[0][0].key == "GEN-01"


def test_of_what_belongs_to_a_named_topic_all_fits_alike() -> None:
    scores = {hit.key: hit.score for hit in INDEX.search("power and capping it").hits}

    assert scores["POW-02"] > 0.9 * scores["POW-01"]


def test_what_is_hidden_is_not_found_under_a_name_that_was_asked_for_before() -> None:
    INDEX.search("Generalization gap")

    found = INDEX.without(["GEN-01"]).search("Generalization gap")

    assert "GEN-01" not in [hit.key for hit in found.hits]


def test_an_id_wins_over_words(first: First) -> None:
    assert first("pow-2") == "POW-02"


def test_what_merging_adds_shares_the_rest() -> None:
    merged = INDEX.merged([Entry("OUR-01", "quote", "Power corrupts.", ("Power and capping it",), topics=("power",))])

    assert {"OUR-01", "POW-01"} <= {hit.key for hit in merged.search("power").hits}


@given(st.text(min_size=300, max_size=6000))
@settings(max_examples=50)
def test_however_much_is_typed_gets_an_answer(typed: str) -> None:
    assert len(INDEX.search(typed, limit=2).hits) <= 2


def test_what_a_group_adds_to_a_topic_comes_with_that_topics_name() -> None:
    more = [Entry("OUR-01", "quote", "Lord Acton on corruption.", topics=("power",))]

    assert "OUR-01" in {hit.key for hit in INDEX.merged(more).search("power and capping it").hits}


def test_a_topic_that_is_close_by_name_is_offered_where_nothing_fits() -> None:
    found = INDEX.search("dentist power capping teeth")

    assert not found.fits
    assert [near.key for near in found.near] == ["power"]


def test_nothing_is_offered_where_nothing_is_close() -> None:
    assert INDEX.search("chocolate cake").near == ()
