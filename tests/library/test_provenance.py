"""The status of a quotation follows from its wordings; the words that differ are shown, not smoothed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.difference import Change, Piece, difference
from bot.library.folding import words
from bot.library.provenance import Kind, Status, shown, status_of
from bot.library.records import Form, Quote, Wording


def a_quote(*wordings: tuple[str, str] | tuple[str, str, Form]) -> Quote:
    return Quote(
        id="GEN-01",
        speaker="ilya",
        topics=("generalization",),
        wordings=tuple(
            Wording(source=source, text=text, place="Chapter 1", line=1, form=form[0] if form else Form.VERBATIM)
            for source, text, *form in wordings
        ),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It’s a “naïve” view – isn’t it?", "it's a naive view; isn't it"),
        ("We are squarely an age of research company. We are making progress.", "squarely an age of research company"),
        ("A superintelligent 15-year-old", "a super intelligent 15 year old"),
        ("First this… then that", "First this. Let me add a word. Then that!"),
    ],
)
def test_sources_agree_when_their_words_do(one: str, other: str) -> None:
    assert status_of(a_quote(("article", one), ("essay", other))) == Status(Kind.SAME, 2)
    assert status_of(a_quote(("article", other), ("essay", one))) == Status(Kind.SAME, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Data is obviously finite.", "The data is very clearly finite."),
        ("get more data, more compute,", "get more data, get more compute."),
        ("then that… first this", "First this. Then that."),
        ("a heart", "art"),
        ("He said this… and that", "He said this and"),
    ],
)
def test_sources_differ_when_a_word_does(one: str, other: str) -> None:
    assert status_of(a_quote(("article", one), ("essay", other))) == Status(Kind.DIFFER, 2)


def test_two_clauses_agree_when_a_third_source_has_the_whole_sentence() -> None:
    quote = a_quote(("a", "It would be helpful."), ("b", "I think it would be helpful, so cap it."), ("c", "so cap it"))
    assert status_of(quote) == Status(Kind.SAME, 3)


def test_one_source_is_one_source_even_when_another_reports_it() -> None:
    quote = a_quote(("article", "Seeking beauty."), ("essay", "He looks for beauty.", Form.REPORTED))
    assert status_of(quote) == Status(Kind.ONE, 1)


def test_a_clause_quoted_again_in_the_same_source_is_one_source() -> None:
    quote = a_quote(("article", "The gap is much smaller."), ("article", "much smaller"))
    assert status_of(quote) == Status(Kind.ONE, 1)


def test_two_different_wordings_in_one_source_differ() -> None:
    quote = a_quote(("article", "that OpenAI don’t also have"), ("article", "that others don’t also have"))
    assert status_of(quote) == Status(Kind.DIFFER, 1)


def test_without_a_verbatim_wording_it_is_reported() -> None:
    quote = a_quote(("article", "He dislikes it.", Form.REPORTED), ("essay", "He likes it.", Form.REPORTED))
    assert status_of(quote) == Status(Kind.REPORTED, 2)


def test_the_first_verbatim_wording_is_shown() -> None:
    assert shown(a_quote(("a", "He seeks it.", Form.REPORTED), ("b", "Seeking beauty."))).text == "Seeking beauty."


def test_without_a_verbatim_wording_the_first_is_shown() -> None:
    assert shown(a_quote(("a", "He seeks it.", Form.REPORTED))).text == "He seeks it."


def test_a_difference_is_told_word_by_word() -> None:
    assert difference("Data is obviously finite.", "The data is very clearly finite!") == (
        Piece(Change.ADDED, "The"),
        Piece(Change.SAME, "Data is"),
        Piece(Change.REMOVED, "obviously"),
        Piece(Change.ADDED, "very clearly"),
        Piece(Change.SAME, "finite."),
    )


def test_words_that_are_only_divided_otherwise_are_the_same() -> None:
    assert difference("I produce a super intelligent 15 year old", "A superintelligent 15-year-old") == (
        Piece(Change.REMOVED, "I produce"),
        Piece(Change.SAME, "a super intelligent 15 year old"),
    )


def test_chinese_is_compared_character_by_character() -> None:
    assert difference("泛化鸿沟", "泛化的鸿沟") == (
        Piece(Change.SAME, "泛化"),
        Piece(Change.ADDED, "的"),
        Piece(Change.SAME, "鸿沟"),
    )


texts = st.lists(st.sampled_from(["a", "b", "B,", "c-d", "cd", "“e”", "é", "…", "–", "没有", "don’t"])).map(" ".join)
texts = texts | st.text(max_size=40)


def joined(pieces: tuple[Piece, ...], *kinds: Change) -> str:
    return "".join("".join(piece.text for piece in pieces if piece.kind in kinds).split())


@given(a=texts, b=texts)
def test_same_and_removed_make_the_first_text(a: str, b: str) -> None:
    assert joined(difference(a, b), Change.SAME, Change.REMOVED) == "".join(a.split())


@given(a=texts, b=texts)
def test_same_and_added_make_the_words_of_the_second_text(a: str, b: str) -> None:
    made = " ".join(piece.text for piece in difference(a, b) if piece.kind is not Change.REMOVED)
    assert "".join(words(made)) == "".join(words(b))


@given(a=texts)
def test_a_text_does_not_differ_from_itself(a: str) -> None:
    assert all(piece.kind is Change.SAME for piece in difference(a, a.upper()))
