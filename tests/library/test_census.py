"""The numbers of a library."""

from pathlib import Path

import pytest

from bot.library.census import Census, Share, TopicCount
from bot.library.load import load
from tests.library.small_pack import SMALL_PACK


@pytest.fixture
def census(tmp_path: Path) -> Census:
    (tmp_path / "small.yaml").write_text(SMALL_PACK, encoding="utf-8")
    return Census.of(load(tmp_path))


def test_records_are_counted_by_kind(census: Census) -> None:
    assert census.records == {
        "sources": 2,
        "speakers": 3,
        "topics": 2,
        "quotes": 7,
        "prompts": 1,
        "claims": 2,
        "false quotations": 1,
        "plans": 1,
    }


def test_quotations_are_counted_by_status(census: Census) -> None:
    assert census.statuses == {
        "same words in several sources": 1,
        "one source": 4,
        "sources differ": 1,
        "reported, not a quotation": 1,
    }


def test_a_quotation_of_two_topics_counts_in_both(census: Census) -> None:
    assert census.topics == (
        TopicCount("scaling", "Scaling and its limits", 3, 1, 1, 2, 0),
        TopicCount("taste", "Research taste", 4, 0, 0, 0, 0),
    )


def test_sources_and_speakers_have_their_share(census: Census) -> None:
    assert census.sources[1] == Share("essay", "Generalization", 2, 0)
    assert census.speakers[1] == Share("dwarkesh-patel", "Dwarkesh Patel", 1, 0)
