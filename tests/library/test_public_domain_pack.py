"""The worked example of content/README.md: another subject, without a line of code."""

from pathlib import Path

from bot.library.load import builtin_folder, load

PACK = Path(__file__).parents[1] / "fixtures" / "public_domain_pack"


def printed(line: int) -> str:
    return (PACK / "texts" / "walden.txt").read_text(encoding="utf-8").splitlines()[line - 1]


def test_a_library_of_ten_quotations_stands_alone() -> None:
    assert len(load(PACK).quotes) == 10


def test_its_quotations_stand_word_for_word_in_the_text() -> None:
    wordings = [wording for quote in load(PACK).quotes.values() for wording in quote.wordings]

    assert [wording.text for wording in wordings] == [printed(wording.line) for wording in wordings]


def test_it_can_be_read_together_with_the_built_in_library() -> None:
    both = load(builtin_folder(), PACK)

    assert {"DEL-01", "GEN-01"} <= set(both.quotes)
