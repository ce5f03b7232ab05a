"""Which characters are shown, and how texts are cut."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.clean import _USUAL, clean, clip, split

spaced = st.text(alphabet="ab .!?\n。", max_size=300)


def test_direction_overrides_and_invisible_characters_are_dropped() -> None:
    assert clean("a\u202eb\u200bc\u2066d\ufeff\x00") == "abcd"


def test_at_most_four_marks_sit_on_a_letter() -> None:
    assert clean("e" + "\u0301" * 50) == "e" + "\u0301" * 4


def test_emoji_stay_whole() -> None:
    assert clean("👩‍🔬") == "👩‍🔬"


def test_a_name_is_one_line() -> None:
    assert clean("a\nb\r\nc", lines=False) == "a b c"


@given(st.text(max_size=100))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(max_size=100))
def test_no_control_character_is_left(text: str) -> None:
    assert not [c for c in clean(text) if c not in "\n\u200d" and unicodedata.category(c) in ("Cc", "Cf")]


@given(spaced, st.integers(2, 80))
def test_a_clipped_text_is_within_its_limit_and_says_that_it_was_cut(text: str, limit: int) -> None:
    clipped = clip(text, limit)

    assert len(clipped) <= limit
    assert clipped == text or clipped.endswith("…")


@given(spaced, st.integers(2, 80))
def test_pieces_are_within_the_limit_and_lose_nothing_but_space(text: str, limit: int) -> None:
    pieces = split(text, limit)

    assert all(piece.strip() and len(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_text_is_cut_at_the_end_of_a_sentence() -> None:
    assert clip("One sentence here. Another one there.", 25) == "One sentence here.…"


def test_what_is_taken_as_usual_is_never_dropped() -> None:
    usual = [chr(code) for code in range(0x10000) if _USUAL.fullmatch(chr(code))]

    assert [character for character in usual if clean(character + "\u202e") != character] == []
