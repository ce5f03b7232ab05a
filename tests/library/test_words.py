"""Folding and cutting text into words."""

from hypothesis import given
from hypothesis import strategies as st

from bot.library.words import fold, runs, words


def test_case_accents_and_typographic_marks_do_not_matter() -> None:
    assert fold("  Café — “Naïve”  Straße ’s") == "cafe “naive” strasse"


def test_a_thousands_comma_does_not_matter() -> None:
    assert fold("10,000 hours, 1,234,567 tries") == "10000 hours, 1234567 tries"


def test_a_possessive_does_not_matter() -> None:
    assert runs(fold("Ilya’s socks don’t")) == ["ilya", "socks", "dont"]


def test_full_width_letters_are_letters() -> None:
    assert runs(fold("ＡＧＩ")) == ["agi"]


def test_a_chinese_run_gives_its_characters_and_its_pairs() -> None:
    assert words(fold("价值函数")) == ["价", "值", "函", "数", "价值", "值函", "函数"]


def test_chinese_and_latin_words_in_one_run_are_told_apart() -> None:
    assert runs(fold("有意识AI的对齐")) == ["有意识", "ai", "的对齐"]


def test_accents_of_other_scripts_are_put_together_again() -> None:
    assert fold("한국") == "한국"


def test_emoji_and_punctuation_are_no_words() -> None:
    assert words(fold("🤖🔥 … ?!* -- ()")) == []


def test_traditional_characters_are_the_simplified_ones() -> None:
    assert fold("價值函數與對齊") == "价值函数与对齐"


@given(st.text(max_size=400))
def test_folding_twice_changes_nothing_for_the_words(text: str) -> None:
    assert runs(fold(fold(text))) == runs(fold(text))
