"""A folder of YAML becomes a library, or every problem in it is told with file, line and field."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.library.load import ContentError, builtin_folder, load
from bot.library.yaml_reader import _Reader, read_file, read_yaml
from tests.library.small_pack import SMALL_PACK

HEAD = """\
sources:
  - {id: article, title: An article, kind: a long article, carries: the words}
speakers:
  - {id: ilya, name: Ilya, role: guest, about: the guest}
topics:
  - id: scaling
    name: Scaling
    summary: About scale.
    key_points: [{text: It has limits, cites: [SCA-01]}]
"""
QUOTE = """\
quotes:
  - id: SCA-01
    speaker: ilya
    topics: [scaling]
    wordings:
      - {text: Data is finite., source: article, place: Chapter 2, line: 49}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    content = tmp_path / "content"
    content.mkdir()
    return content


def problems_of(*folders: Path) -> list[str]:
    with pytest.raises(ContentError) as raised:
        load(*folders)
    return [str(problem) for problem in raised.value.problems]


def test_the_files_of_a_folder_make_one_library(folder: Path) -> None:
    (folder / "head.yaml").write_text(HEAD)
    (folder / "more").mkdir()
    (folder / "more" / "quotes.yml").write_text(QUOTE)
    library = load(folder)
    assert [quote.id for quote in library.quotes_about("scaling")] == ["SCA-01"]


def test_several_folders_make_one_library(folder: Path, tmp_path: Path) -> None:
    (folder / "head.yaml").write_text(HEAD)
    other = tmp_path / "other"
    other.mkdir()
    (other / "quotes.yaml").write_text(QUOTE)
    assert "SCA-01" in load(folder, other).quotes


def test_a_file_reached_twice_is_read_once(folder: Path) -> None:
    (folder / "all.yaml").write_text(HEAD + QUOTE)
    assert len(load(folder, folder).quotes) == 1


def test_hidden_files_are_left_alone(folder: Path) -> None:
    (folder / "all.yaml").write_text(HEAD + QUOTE)
    (folder / ".draft.yaml").write_text("what: ever")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.yaml").write_text("what: ever")
    assert len(load(folder).quotes) == 1


def test_what_looks_like_a_number_or_an_answer_stays_text(folder: Path) -> None:
    (folder / "all.yaml").write_text(HEAD + QUOTE.replace("Chapter 2", "010").replace("Data is finite.", "NO"))
    wording = load(folder).quotes["SCA-01"].wordings[0]
    assert (wording.text, wording.place, wording.line) == ("NO", "010", 49)


def test_null_is_a_word_where_text_is_meant(folder: Path) -> None:
    (folder / "all.yaml").write_text(HEAD + QUOTE.replace("Chapter 2", "null"))
    assert load(folder).quotes["SCA-01"].wordings[0].place == "null"


def test_null_is_nothing_where_a_value_may_be_left_out(folder: Path) -> None:
    (folder / "all.yaml").write_text(HEAD.replace("carries:", "author: null, url: ~, date: null, carries:") + QUOTE)
    source = load(folder).sources["article"]
    assert (source.author, source.url, source.date) == (None, None, None)


def test_all_problems_are_told_with_file_line_and_field(folder: Path) -> None:
    (folder / "head.yaml").write_text(HEAD.replace("role: guest", "role: gest").replace("name: Scaling", "nme: x"))
    (folder / "quotes.yaml").write_text(
        QUOTE.replace("line: 49", "line: 1e3").replace("SCA-01", "sca1").replace("topics: [scaling]", "topics: []")
    )
    assert problems_of(folder) == [
        (
            "content/head.yaml:4: speakers[0].role: “gest” is none of guest, interviewer, critic or other."
            " Did you mean “guest”?"
        ),
        "content/head.yaml:6: topics[0].name: This field is missing. Add it.",
        "content/head.yaml:7: topics[0].nme: There is no such field. Did you mean “name”?",
        (
            "content/quotes.yaml:2: quotes[0].id: “sca1” is no id."
            " Write 2 to 5 capitals, a hyphen and a number: GEN-01, GEN-P03."
        ),
        "content/quotes.yaml:4: quotes[0].topics: The list is empty. It needs at least one.",
        "content/quotes.yaml:6: quotes[0].wordings[0].line: “1e3” is not a line number. Write a whole number from 1.",
    ]


def test_a_name_of_nothing_is_told_with_what_is_close(folder: Path) -> None:
    (folder / "all.yaml").write_text(HEAD + QUOTE.replace("[scaling]", "[scalling]").replace("ilya", "article"))
    assert problems_of(folder) == [
        "content/all.yaml:12: quotes[0].speaker: “article” is a source; a speaker is meant here.",
        "content/all.yaml:13: quotes[0].topics[0]: There is no topic “scalling”. Did you mean “scaling”?",
    ]


def test_an_id_given_twice_names_both_places(folder: Path) -> None:
    (folder / "a.yaml").write_text(HEAD + QUOTE)
    (folder / "b.yaml").write_text(QUOTE)
    assert problems_of(folder) == [
        (
            "content/b.yaml:2: quotes[0].id: SCA-01 is already given in content/a.yaml:11."
            " Ids are never used twice: choose a free one."
        )
    ]


def test_ids_that_differ_by_zeros_only_are_refused(folder: Path) -> None:
    (folder / "a.yaml").write_text(HEAD + QUOTE)
    (folder / "b.yaml").write_text(QUOTE.replace("SCA-01", "SCA-1"))
    assert problems_of(folder) == [
        (
            "content/b.yaml:2: quotes[0].id: SCA-1 is too like SCA-01 in content/a.yaml:11:"
            " people type either. Choose a free one."
        )
    ]


def test_topics_that_are_each_others_parent_are_refused(folder: Path) -> None:
    topics = (
        "topics:\n"
        "  - {id: a, name: A, summary: A., key_points: [{text: A}], parent: b}\n"
        "  - {id: b, name: B, summary: B., key_points: [{text: B}], parent: a}\n"
    )
    (folder / "all.yaml").write_text(topics)
    assert problems_of(folder)[0] == (
        "content/all.yaml:2: topics[0].parent: a is its own parent, 2 steps up. Change one of them."
    )


def test_a_missing_folder_says_what_to_do(folder: Path) -> None:
    assert problems_of(folder / "nowhere") == [
        (
            "content/nowhere: There is no such folder. Name a folder with content files (*.yaml) in CONTENT_DIR,"
            " or leave it out for the built-in library."
        )
    ]


def test_an_empty_folder_says_what_to_do(folder: Path) -> None:
    assert "There are no records in it. Name a folder" in problems_of(folder)[0]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &x 1", "f:1: “&x” is an anchor. Delete it, and write the value out where it is used."),
        ("a: 1\nb: *x", "f:2: “*x” is an alias. Write the value out."),
        ("a: !!int 1", "f:1: “tag:yaml.org,2002:int” is a tag. Delete it: every value's type follows from its field."),
        ("a: 1\nb: 2\na: 3", "f:3: “a” was given before, in line 1. Keep one of the two."),
        ("a: 1\n---\nb: 2", "f:2: A second document begins here. Make it a file of its own."),
        ("\n" + "[" * 21, "f:2: More than 20 levels deep. Content files need six; check the brackets."),
        ("a: b\n\x07", "f:2: There is a control character in this line. Delete it."),
        ("? [a]\n: b", "f:1: A field's name must be a word, not a list. Check the brackets and dashes."),
        ("a:\n\t- b", "f:2: This is not YAML: found character that cannot start any token, while scanning for the next token."),  # noqa: E501
        ("#" * 1_000_001, "f: The file is larger than 1 MB. Split it in two."),
    ],
)  # fmt: skip
def test_yaml_that_could_surprise_is_refused_with_its_line(text: str, problem: str) -> None:
    _, problems = read_yaml(text.encode(), "f")
    assert [str(each) for each in problems] == [problem]


@pytest.mark.parametrize("path", sorted(builtin_folder().rglob("*.yaml")), ids=lambda path: path.name)
def test_the_built_in_content_reads_the_same_without_the_c_library(path: Path) -> None:
    reader = _Reader("f")

    assert read_file(path, "f") == (reader.document(yaml.parse(path.read_text(), yaml.SafeLoader)), ())


def test_a_file_that_is_not_utf_8_is_refused_with_the_line() -> None:
    _, problems = read_yaml("a: b\nc: ü".encode("latin-1"), "f")
    assert [str(each) for each in problems] == ["f:2: This is not UTF-8 text. Save the file as UTF-8."]


yaml_bytes = st.binary(max_size=60) | st.text(max_size=60).map(str.encode) | st.lists(
    st.sampled_from([*"ab:-[]{},&*!?|>#'\"\n \t", "sources", "quotes", "id", "- ", ": ", "null"]), max_size=30
).map(lambda parts: "".join(parts).encode())  # fmt: skip


@given(data=yaml_bytes)
def test_no_bytes_raise_anything_but_a_content_error(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "small.yaml").write_text(SMALL_PACK)
    (folder / "any.yaml").write_bytes(data)
    try:
        load(folder)
    except ContentError as error:
        assert error.problems  # noqa: PT017 - either outcome is allowed, and nothing else
