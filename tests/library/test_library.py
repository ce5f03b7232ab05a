"""The library answers every question of a command from what it gathered beforehand."""

from pathlib import Path

import pytest

from bot.library.library import Library
from bot.library.load import load
from bot.library.records import Pack, Record, Relation
from tests.library.small_pack import SMALL_PACK


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "small.yaml").write_text(SMALL_PACK)
    return load(tmp_path)


def test_records_come_in_reading_order(library: Library) -> None:
    assert list(library.quotes) == ["SCA-01", "SCA-02", "SCA-03", "SCA-04", "TAS-01", "TAS-02", "TAS-03"]


def test_quotes_whose_main_topic_it_is_come_first(library: Library) -> None:
    assert [quote.id for quote in library.quotes_about("taste")] == ["SCA-04", "TAS-01", "TAS-02", "TAS-03"]
    assert [quote.id for quote in library.quotes_about("scaling")] == ["SCA-01", "SCA-02", "SCA-03", "SCA-04"]


def test_prompts_and_claims_are_found_by_topic(library: Library) -> None:
    assert [prompt.id for prompt in library.prompts_about("scaling")] == ["SCA-P1"]
    assert [claim.id for claim in library.claims_about("scaling")] == ["SCA-C1", "SCA-C2"]


def test_an_unknown_topic_has_nothing(library: Library) -> None:
    assert library.quotes_about("nothing") == ()


def test_quotes_are_found_by_speaker_and_by_source(library: Library) -> None:
    assert [quote.id for quote in library.quotes_by("zvi-mowshowitz")] == ["TAS-03"]
    assert [quote.id for quote in library.quotes_from("essay")] == ["SCA-01", "SCA-02"]


def test_a_link_is_seen_from_both_ends(library: Library) -> None:
    assert library.links_of("SCA-02") == ((Relation.SUPPORTS, library.quotes["SCA-01"]),)
    assert library.links_of("SCA-01") == ((Relation.SUPPORTS, library.quotes["SCA-02"]),)


def test_speaker_and_source_of_a_quote_are_records(library: Library) -> None:
    quote = library.quotes["TAS-02"]
    assert library.speaker_of(quote).name == "Dwarkesh Patel"
    assert library.source_of(quote.wordings[0]).id == "article"


@pytest.mark.parametrize("typed", ["SCA-01", "sca-1", "SCA 01", " sca01 ", "sca–001"])
def test_an_id_is_found_however_it_is_typed(library: Library, typed: str) -> None:
    assert library.find(typed) is library.quotes["SCA-01"]


def test_every_kind_of_record_is_found_by_its_id(library: Library) -> None:
    found: list[Record | None] = [
        library.find(typed) for typed in ("sca-p1", "SCA-C01", "Taste", "ESSAY", "ilya-sutskever")
    ]
    assert found == [
        library.prompts["SCA-P1"],
        library.claims["SCA-C1"],
        library.topics["taste"],
        library.sources["essay"],
        library.speakers["ilya-sutskever"],
    ]


def test_nothing_is_found_by_what_is_no_id(library: Library) -> None:
    assert library.find("generalization, please") is None


def test_the_edition_is_the_same_for_the_same_records(tmp_path: Path, library: Library) -> None:
    (tmp_path / "small.yaml").write_text(f"# A comment changes nothing.\n{SMALL_PACK}")
    assert load(tmp_path).edition == library.edition


def test_the_edition_changes_with_a_single_word(tmp_path: Path, library: Library) -> None:
    (tmp_path / "small.yaml").write_text(SMALL_PACK.replace("very clearly", "quite clearly"))
    assert load(tmp_path).edition != library.edition


def test_the_edition_has_twelve_hexadecimal_digits() -> None:
    assert int(Library.of(Pack()).edition, 16) < 16**12
    assert len(Library.of(Pack()).edition) == 12
