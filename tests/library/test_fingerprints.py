"""A source's words are recognised line by line, without its text being kept."""

from pathlib import Path

from bot.library.fingerprints import Trace, Traces, fingerprint_of, fingerprints_yaml
from bot.library.folding import words
from bot.library.library import Library
from bot.library.load import load
from bot.library.records import Pack, Source
from tests.library.small_pack import SMALL_PACK

TEXT = "A title\n\nThe room has no oxygen, and everyone does the same.\nNobody has an answer to that."


def trace(line: str) -> Trace | None:
    return Traces([fingerprint_of("article", TEXT)]).of(words(line))


def test_a_sentence_is_found_on_its_line() -> None:
    assert trace("“And everyone does the SAME!”") == Trace("article", 3, 1.0, 2, 2)


def test_a_sentence_with_a_changed_word_is_found_in_part() -> None:
    assert trace("the room has no air, and everyone does the same") == Trace("article", 3, 3 / 7, 3, 7)


def test_other_words_are_not_found() -> None:
    assert trace("In the beginning was the word") is None


def test_three_words_are_too_few() -> None:
    assert trace("has no oxygen") is None


def test_a_line_of_few_words_leaves_no_fingerprint() -> None:
    assert list(fingerprint_of("article", TEXT).lines) == [3, 4]


def test_fingerprints_are_written_as_content(tmp_path: Path) -> None:
    content, texts = tmp_path / "content", tmp_path / "texts"
    content.mkdir()
    texts.mkdir()
    (texts / "article.txt").write_text(TEXT)
    (content / "small.yaml").write_text(SMALL_PACK.replace("id: article,", "id: article, file: article.txt,"))

    (content / "fingerprints.yaml").write_text(fingerprints_yaml(load(content), texts))

    assert load(content).fingerprints == (fingerprint_of("article", TEXT),)


def test_no_file_outside_of_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(TEXT)
    (tmp_path / "texts").mkdir()
    source = Source(id="article", title="A", kind="an article", carries="words", file="../secret.txt")

    assert "article" not in fingerprints_yaml(Library.of(Pack(sources=(source,))), tmp_path / "texts")
