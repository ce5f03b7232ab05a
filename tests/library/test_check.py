"""The curator's lint: what loads and is still not as it should be."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.library.check import check
from bot.library.check.structure import sentences
from bot.library.check.twins import twins
from bot.library.folding import words
from bot.library.load import builtin_folder, read

CONTENT = """\
sources:
  - {id: article, title: An article, kind: an article, carries: the words, file: article.txt}
speakers:
  - {id: ilya, name: Ilya, role: guest, about: the guest}
topics:
  - id: scaling
    name: Scaling
    summary: He holds that “data is finite”, and asks what follows.
    key_points: [{text: Data ends., cites: [SCA-01]}]
    no_opposing: None of the sources has one.
quotes:
  - id: SCA-01
    speaker: ilya
    topics: [scaling]
    lead_in: Of the data he said
    wordings:
      - {text: "Data is finite. Then what do you do?", source: article, place: Chapter 1, line: 3}
      - {text: Wonders what comes after the data., source: article, place: Chapter 1, line: 5, form: reported}
prompts:
  - {id: SCA-P1, kind: open, topics: [scaling], question: "What would you do without data?", cites: [SCA-01]}
claims:
  - {id: SCA-C1, kind: view, claim: Data is limited., who: Ilya, topics: [scaling], passages: ["article:3-4"]}
"""
ARTICLE = """\
A title

He said: “Data is
finite. Then what do you do?”
The article adds that nobody has an answer to that question at all yet.
"""

Checked = Callable[..., list[str]]


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checked:
    """Checks the content above with one thing replaced, against the article above."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "article.txt").write_text(ARTICLE)

    def check_with(old: str = "", new: str = "", more: str = "") -> list[str]:
        (tmp_path / "content" / "all.yaml").write_text(CONTENT.replace(old, new, 1) + more)
        findings = check(read(tmp_path / "content"), tmp_path / "sources")
        return [str(finding).removeprefix("content/all.yaml:") for finding in findings]

    return check_with


def test_a_faithful_library_is_clean(checked: Checked) -> None:
    assert checked() == []


def test_a_wording_with_another_word_does_not_stand_in_the_source(checked: Checked) -> None:
    assert checked('"Data is finite. Then what do you do?"', "Data is limited.")[-1] == (
        "17: error: quotes[0].wordings[0].text: Does not stand on line 3. Closest: “Data is”."
        " Quote it letter by letter."
    )


def test_a_wording_on_another_line_is_told_where_it_stands(checked: Checked) -> None:
    assert checked("Chapter 1, line: 3", "Chapter 1, line: 2") == [
        "17: error: quotes[0].wordings[0].line: Stands on line 3, not on 2. Correct the line."
    ]


def test_a_wording_may_run_on_over_the_next_line_but_not_begin_there(checked: Checked) -> None:
    assert checked('"Data is finite. Then what do you do?"', "Then what do you do?")[-1] == (
        "17: error: quotes[0].wordings[0].line: Stands on line 4, not on 3. Correct the line."
    )


def test_only_spaces_and_curly_marks_may_differ(checked: Checked) -> None:
    assert len(checked("Data is finite. Then", "data is finite. Then")) == 1
    assert checked("Data is finite. Then", "Data  is finite. Then") == []


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("line: 5, form", "line: 99, form", "18: error: quotes[0].wordings[1].line"),
        ("article:3-4", "article:3-99", "22: error: claims[0].passages[0]"),
    ],
)
def test_a_place_beyond_the_end_of_the_source_is_an_error(checked: Checked, old: str, new: str, field: str) -> None:
    message = "Line 99 is beyond the end: the source has 5 lines."

    assert checked(old, new) == [f"{field}: {message}"]


def test_a_report_in_the_words_of_the_source_is_copied(checked: Checked) -> None:
    copied = "Adds that nobody has an answer to that question at all."

    assert checked("Wonders what comes after the data.", copied) == [
        (
            "18: error: quotes[0].wordings[1].text: More than 8 words in a row are those of article, line 5:"
            " “adds that nobody has an answer to that question”. Tell it in our own words, or quote it."
        )
    ]


def test_quotation_marks_need_a_quotation(checked: Checked) -> None:
    assert checked("Of the data he said", "Asked about “the end of data” he said") == [
        (
            "15: error: quotes[0].lead_in: “the end of data” is in quotation marks, and no wording of the library has"
            " these words. Quote exactly, or say it without the marks."
        )
    ]


def test_a_single_word_in_quotation_marks_is_a_term(checked: Checked) -> None:
    assert checked("Of the data he said", "Of the “data” he said") == []


def test_a_topic_with_one_side_only_is_an_error(checked: Checked) -> None:
    assert checked("    no_opposing: None of the sources has one.\n", "") == [
        "6: error: topics[0].opposing: No opposing view. Add one, or say in “no_opposing” why the sources hold none."
    ]


def test_a_key_point_that_cites_nothing_is_an_error(checked: Checked) -> None:
    assert checked(", cites: [SCA-01]}]\n    no_opp", "}]\n    no_opp") == [
        "9: error: topics[0].key_points[0]: Cites nothing. Name the quotes or claims that carry it."
    ]


def test_a_summary_of_more_than_five_sentences_is_an_error(checked: Checked) -> None:
    assert checked("and asks what follows.", "and asks. One. Two. Three. Four. Five.") == [
        "8: error: topics[0].summary: 6 sentences; at most 5 are read. Shorten it."
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One.", 1),
        ("In 2012 A. Krizhevsky et al. had 2 GPUs, i.e. 1.5 more. Dr. B vs. C said so!", 3),
        ("Is it? “It is.” Good… so", 4),
    ],
)
def test_sentences_are_counted_with_care(text: str, count: int) -> None:
    assert sentences(text) == count


def test_what_nobody_uses_is_an_orphan(checked: Checked) -> None:
    zvi = "  - {id: zvi, name: Zvi, role: critic, about: a critic}\n"

    assert checked("topics:\n", f"{zvi}topics:\n") == [
        "5: warning: speakers[1].id: Nothing uses “zvi”. Use it, or delete it."
    ]


def test_a_topic_that_holds_nothing_is_told(checked: Checked) -> None:
    empty = (
        "  - {id: empty, name: Empty, summary: Nothing., key_points: [{text: X, cites: [SCA-01]}], no_opposing: No.}\n"
    )

    assert checked("quotes:\n", f"{empty}quotes:\n") == [
        "11: warning: topics[1].id: No prompt is about this topic. Add one.",
        "11: warning: topics[1].id: No quote is about this topic. Add one, or leave the topic out.",
    ]


@pytest.mark.parametrize(
    ("question", "complaint"),
    [
        ("Is data finite, as he says?", ["Can be answered with yes or no."]),
        ("If data is finite, will scaling end?", ["Can be answered with yes or no."]),
        ("Think about the end of data.", ["Does not end with a question mark."]),
        ("Is data finite, or is it only hard to get?", []),
        ("Do you agree with him, and why?", []),
        ("You are the host. What do you ask?", []),
    ],
)
def test_a_question_keeps_a_discussion_open(checked: Checked, question: str, complaint: list[str]) -> None:
    found = checked("What would you do without data?", question)

    assert [finding.split("question: ")[1].split(". ")[0] + "." for finding in found] == complaint


def test_a_prompt_may_set_a_task_where_its_kind_is_one(checked: Checked) -> None:
    task = 'kind: steelman, topics: [scaling], question: "Make the best case for scaling."'

    assert checked('kind: open, topics: [scaling], question: "What would you do without data?"', task) == []


def test_two_quotes_with_nearly_the_same_words_are_twins(checked: Checked) -> None:
    twin = (
        "  - {id: SCA-02, speaker: ilya, topics: [scaling], wordings: [{text: Data is finite. Then what do you do,"
        " source: article, place: Chapter 1, line: 3}]}\n"
    )

    assert checked("prompts:\n", f"{twin}prompts:\n") == [
        (
            "19: warning: quotes[1].wordings[0].text: 100 % the same words as SCA-01 (content/all.yaml:17)."
            " Keep one, or make it a wording."
        )
    ]


def test_twins_are_found_among_many_texts_that_share_common_words() -> None:
    texts = [words(f"what do you think of number {number} and of what follows") for number in range(200)]
    texts += [words("something else entirely, with other words"), words("something else entirely with the other words")]

    assert (200, 201) in [(one, other) for one, other, _ in twins(texts)]


def test_a_source_whose_file_is_missing_is_an_error(checked: Checked) -> None:
    assert checked("file: article.txt", "file: nowhere.txt")[0].startswith(
        "2: error: sources[0].file: There is no nowhere.txt in "
    )


def test_a_source_file_is_looked_for_in_the_folder_only(checked: Checked) -> None:
    assert checked("file: article.txt", "file: ../content/all.yaml") == [
        "2: error: sources[0].file: A file name is meant, without a folder."
    ]


def test_a_fingerprint_of_another_text_is_told(checked: Checked) -> None:
    stale = "fingerprints:\n  - {source: article, lines: {3: AAAA}}\n"

    assert checked(more=stale) == [
        "24: warning: fingerprints[0].lines: Not made from this text. Make the fingerprints anew."
    ]


def test_the_built_in_library_is_clean() -> None:
    assert check(read(builtin_folder())) == ()


def test_progress_is_told_record_by_record(tmp_path: Path) -> None:
    (tmp_path / "all.yaml").write_text(CONTENT)
    told: list[tuple[int, int]] = []

    check(read(tmp_path), tmp_path, lambda done, whole: told.append((done, whole)))

    assert told == [(1, 6), (2, 6), (3, 6), (4, 6), (5, 6), (6, 6)]
