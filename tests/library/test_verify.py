"""A pasted line is told from a real quotation, whatever is pasted with it and whatever was done to it."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.library.difference import Change, Piece
from bot.library.fingerprints import fingerprint_of
from bot.library.library import Library
from bot.library.load import load
from bot.library.records import Form, Pack, Role
from bot.library.verify import Finding, Verdict, Witnesses, verify
from tests.library.small_pack import SMALL_PACK

ARTICLE = """\
The Age of Scaling Is Over

Ilya believes that simple systems are useful in a wide range of situations.
Scaling sucked all the oxygen out of the room, and everyone started doing the same thing.
"""


@pytest.fixture
def witnesses(tmp_path: Path) -> Witnesses:
    (tmp_path / "small.yaml").write_text(SMALL_PACK)
    trace = fingerprint_of("article", ARTICLE).lines
    lines = "".join(f"      {number}: {numbers}\n" for number, numbers in trace.items())
    (tmp_path / "trace.yaml").write_text(f"fingerprints:\n  - source: article\n    lines:\n{lines}")
    return Witnesses(load(tmp_path))


def told(verdict: Verdict) -> tuple[Finding, list[str]]:
    return verdict.kind, [quote.id for quote in verdict.quotes]


@pytest.mark.parametrize(
    "line",
    [
        "Data is obviously finite.",
        "PRE-TRAINING WILL EVENTUALLY RUN OUT OF DATA; data is obviously finite; then what do you do",
        "“Data is obviously finite.” — Ilya Sutskever",
        "> *Data is obviously finite* (Ilya Sutskever, 2025)",
        "Ilya: data is obviously finite",
        "As Sutskever says, 'data is obviously finite'",
        "“Pre-training will eventually run out of data,” says Ilya. “Data is obviously finite.”",
        "Ilja Sutskewer: “Data is obviously finite”",
        "the data is very clearly finite",
    ],
)
def test_the_words_of_a_quotation_are_exact_however_they_are_pasted(witnesses: Witnesses, line: str) -> None:
    assert told(verify(line, witnesses)) == (Finding.EXACT, ["SCA-01"])


def test_the_wording_that_was_found_is_named(witnesses: Witnesses) -> None:
    assert verify("The data is very clearly finite.", witnesses).wordings[0].source == "essay"


def test_an_ellipsis_may_leave_words_out_and_they_are_told(witnesses: Witnesses) -> None:
    verdict = verify("Pre-training will eventually run out of data… Then what do you do?", witnesses)

    assert verdict.kind is Finding.EXACT
    assert Piece(Change.REMOVED, "Data is obviously finite.") in verdict.pieces


def test_an_ellipsis_of_the_source_that_is_closed_up_is_told(witnesses: Witnesses) -> None:
    verdict = verify("There are more companies than ideas by quite a bit. If ideas are so cheap, how come?", witnesses)

    assert verdict.kind is Finding.ALTERED
    assert verdict.closes_gap


@pytest.mark.parametrize(
    ("line", "piece"),
    [
        ("Pre-training will eventually run out of models.", Piece(Change.ADDED, "models.")),
        ("We are squarely a decade of research company.", Piece(Change.ADDED, "a decade")),
        ("There’s room for ugliness. It’s just beauty.", Piece(Change.REMOVED, "no")),
        ("Ther’s no rom for uglines. Its just buety, simplicity", Piece(Change.ADDED, "buety,")),
    ],
)
def test_what_was_changed_is_told_word_by_word(witnesses: Witnesses, line: str, piece: Piece) -> None:
    verdict = verify(line, witnesses)

    assert verdict.kind is Finding.ALTERED
    assert piece in verdict.pieces


def test_two_quotations_in_one_line_are_joined(witnesses: Witnesses) -> None:
    verdict = verify("Data is obviously finite. There’s no room for ugliness.", witnesses)

    assert told(verdict) == (Finding.JOINED, ["SCA-01", "TAS-01"])


def test_a_joined_line_with_a_changed_word_is_still_joined(witnesses: Witnesses) -> None:
    line = "The data is very clearly limited. There’s no room for ugliness. It’s just beauty — Ilya"

    assert told(verify(line, witnesses)) == (Finding.JOINED, ["SCA-01", "TAS-01"])


@pytest.mark.parametrize(
    ("line", "who", "claimed"),
    [
        ("What is research taste? — Ilya Sutskever", "Dwarkesh Patel", "Ilya Sutskever"),
        ("What is research taste?", "Dwarkesh Patel", ""),
        ("might look a bit suspicious", "Zvi Mowshowitz", ""),
        ("Dwarkesh: Data is obviously finite.", "Ilya Sutskever", "Dwarkesh Patel"),
        ("“Data is obviously finite.” – Albert Einstein", "Ilya Sutskever", "Albert Einstein"),
        ("Einstein said: data is clearly finite, the data is very clearly finite", "Ilya Sutskever", "Einstein"),
    ],
)
def test_somebody_elses_words_are_told_with_who_said_them(
    witnesses: Witnesses, line: str, who: str, claimed: str
) -> None:
    verdict = verify(line, witnesses)

    assert verdict.speaker is not None
    assert (verdict.kind, verdict.speaker.name, verdict.claimed) == (Finding.OTHER_SPEAKER, who, claimed)


def test_the_interviewers_words_under_his_name_are_exact(witnesses: Witnesses) -> None:
    assert verify("Dwarkesh Patel: What is research taste?", witnesses).kind is Finding.EXACT


def test_a_label_in_quotation_marks_is_nobodys_words(witnesses: Witnesses) -> None:
    verdict = verify("“rush to superintelligence” — Ilya Sutskever", witnesses)

    assert verdict.kind is Finding.ARTICLE_WORDS
    assert verdict.know == "A label for a plan; nobody is quoted as using it."


def test_an_opinion_of_the_article_is_its_own_words(witnesses: Witnesses) -> None:
    verdict = verify("Ilya: the scaling against research dichotomy is overly clean", witnesses)

    assert verdict.kind is Finding.ARTICLE_WORDS
    assert verdict.claim is witnesses.library.claims["SCA-C1"]


def test_a_sentence_of_an_article_is_recognised_with_its_line(witnesses: Witnesses) -> None:
    verdict = verify("everyone started doing the same thing", witnesses)

    assert verdict.source is witnesses.library.sources["article"]
    assert (verdict.kind, verdict.line) == (Finding.ARTICLE_WORDS, 4)


def test_a_title_is_no_quotation(witnesses: Witnesses) -> None:
    assert verify("“The age of scaling is over.” — Ilya Sutskever", witnesses).kind is Finding.ARTICLE_WORDS


def test_what_an_article_reports_of_somebody_is_reported(witnesses: Witnesses) -> None:
    verdict = verify("Ilya believes that simple systems are useful in a wide range of situations.", witnesses)

    assert (verdict.kind, verdict.speaker) == (
        Finding.REPORTED,
        witnesses.library.speakers["ilya-sutskever"],
    )


def test_a_report_is_never_a_quotation(witnesses: Witnesses) -> None:
    line = "“The industry is a room in which scaling has used up all the oxygen” — Ilya"

    assert told(verify(line, witnesses)) == (Finding.REPORTED, ["SCA-03"])


def test_a_view_without_a_quotation_is_reported(witnesses: Witnesses) -> None:
    verdict = verify("Hinton: AI will generate its own training data", witnesses)

    assert (verdict.kind, verdict.claim) == (Finding.REPORTED, witnesses.library.claims["SCA-C2"])


@pytest.mark.parametrize(
    "line",
    [
        "",
        "  …  ",
        "🙂",
        "data is",
        "To be or not to be, that is the question.",
        "Attention is all you need",
        "The only thing that we have to fear is fear itself. — Franklin D. Roosevelt",
        "We are in the room where it happens, and everybody is here",
    ],
)
def test_what_the_library_does_not_have_is_not_in_it(witnesses: Witnesses, line: str) -> None:
    assert verify(line, witnesses) == Verdict(Finding.ABSENT)


def test_without_fingerprints_and_quotes_nothing_is_found() -> None:
    assert verify("anything at all", Witnesses(Library.of(Pack()))).kind is Finding.ABSENT


@cache
def builtin() -> Witnesses:
    return Witnesses(load())


@cache
def printed() -> list[str]:
    """Every verbatim wording of the guest's in the built-in library."""
    library = builtin().library
    quotes = [quote for quote in library.quotes.values() if library.speaker_of(quote).role is Role.GUEST]
    return [wording.text for quote in quotes for wording in quote.wordings if wording.form is Form.VERBATIM]


@pytest.mark.parametrize(
    "line",
    [
        "I have a dream",
        "Attention is all you need",
        "The era of cheap money is over",
        "the power of the dog",
        "More data beats clever algorithms",
        "All models are wrong, but some are useful",
        "What did Ilya say about emotions?",
        "We have but one internet. — Ilya Sutskever",
    ],
)
def test_a_well_known_line_or_turn_of_phrase_is_not_taken_for_a_quotation(line: str) -> None:
    assert verify(line, builtin()).kind is Finding.ABSENT


wordings = st.deferred(lambda: st.sampled_from(printed()))
around = st.sampled_from(["{}", "“{}”", '"{}"', "  {} ", "> {}", "*{}*", "«{}»", "{}!", "{} — Ilya Sutskever"])
cases = st.sampled_from([str, str.upper, str.lower, str.title])


@given(text=wordings, frame=around, case=cases)
def test_a_verbatim_wording_is_exact_in_any_dress(text: str, frame: str, case: Callable[[str], str]) -> None:
    assert verify(frame.format(case(text)), builtin()).kind is Finding.EXACT


@given(text=wordings.filter(lambda text: len(text.split()) >= 5), data=st.data())
def test_a_wording_with_one_changed_word_is_altered(text: str, data: st.DataObject) -> None:
    words = text.split()
    words[data.draw(st.integers(0, len(words) - 1))] = data.draw(st.sampled_from(["xylophone", "zanzibar,"]))

    verdict = verify(" ".join(words), builtin())

    assert verdict.kind is Finding.ALTERED
    assert [piece.kind for piece in verdict.pieces].count(Change.ADDED) == 1


fragments = st.text(max_size=200) | st.lists(
    st.sampled_from([*"“”\"'—:…()>*\n", "Ilya", " says ", "data is finite", "research", "According to ", "，", "泛化"])
).map("".join)


@given(line=fragments)
@example(line="(“00“0")  # brackets around nothing that could be a name
def test_any_text_gets_a_verdict(line: str) -> None:
    assert verify(line, builtin()).kind in Finding
