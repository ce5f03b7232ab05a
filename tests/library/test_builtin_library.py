"""The library that comes with the bot: complete, and nothing dressed up as a quotation."""

import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from bot.library.check import check
from bot.library.library import Library
from bot.library.load import load, read
from bot.library.records import ClaimKind, Form, Topic

QUOTATION_MARKS = frozenset('“”"«»')


@cache
def builtin() -> Library:
    return load()


def verbatim_wordings() -> list[str]:
    quotes = builtin().quotes.values()
    return [wording.text for quote in quotes for wording in quote.wordings if wording.form is Form.VERBATIM]


def reported_wordings() -> list[str]:
    quotes = builtin().quotes.values()
    return [wording.text for quote in quotes for wording in quote.wordings if wording.form is Form.REPORTED]


def topics_without(found: Counter[str]) -> list[str]:
    return [topic for topic in builtin().topics if not found[topic]]


def sentences(topic: Topic) -> int:
    return sum(topic.summary.count(mark + " ") for mark in ".?!") + 1


def test_the_library_holds_every_usable_quotation_and_no_more() -> None:
    assert len(verbatim_wordings()) == 56


def test_a_reported_statement_has_no_quotation_marks() -> None:
    assert [text for text in reported_wordings() if QUOTATION_MARKS & set(text)] == []


def test_what_is_only_reported_never_repeats_what_is_quoted() -> None:
    assert set(verbatim_wordings()).isdisjoint(reported_wordings())


def test_nothing_that_only_looks_like_a_quotation_is_shown_as_one() -> None:
    assert {false.text for false in builtin().false_quotations}.isdisjoint(verbatim_wordings())


def test_every_topic_has_something_to_show() -> None:
    assert topics_without(Counter(name for quote in builtin().quotes.values() for name in quote.topics)) == []


def test_every_topic_has_a_question() -> None:
    assert topics_without(Counter(name for prompt in builtin().prompts.values() for name in prompt.topics)) == []


def test_every_topic_has_a_claim() -> None:
    assert topics_without(Counter(name for claim in builtin().claims.values() for name in claim.topics)) == []


def test_every_topic_has_its_week() -> None:
    (plan,) = builtin().plans.values()

    assert topics_without(Counter(name for section in plan.sections for name in section.topics)) == []


@pytest.mark.parametrize("topic", builtin().topics.values(), ids=lambda topic: topic.id)
def test_a_summary_is_five_sentences_at_most(topic: Topic) -> None:
    assert sentences(topic) <= 5


@pytest.mark.parametrize("topic", builtin().topics.values(), ids=lambda topic: topic.id)
def test_a_topic_has_an_opposing_view_or_says_why_not(topic: Topic) -> None:
    assert topic.opposing or topic.no_opposing


def test_every_question_comes_with_two_or_three_follow_ups() -> None:
    assert {len(prompt.follow_ups) for prompt in builtin().prompts.values()} <= {2, 3}


def test_no_question_is_asked_twice() -> None:
    asked = Counter(prompt.question for prompt in builtin().prompts.values())

    assert asked.most_common(1)[0][1] == 1


def test_all_six_fact_checks_are_there() -> None:
    claims = builtin().claims.values()

    assert len([claim for claim in claims if claim.kind is ClaimKind.FACT_CHECK]) == 6


def test_the_interviewers_question_is_not_put_into_the_guests_mouth() -> None:
    assert builtin().quotes["TAS-05"].speaker == "dwarkesh"


def test_a_curator_would_find_nothing_to_mend() -> None:
    assert [str(finding) for finding in check(read())] == []


@pytest.mark.skipif("SOURCES_DIR" not in os.environ, reason="SOURCES_DIR does not name the folder of the four sources")
def test_every_quotation_stands_on_its_line_in_the_sources() -> None:
    assert [str(finding) for finding in check(read(), Path(os.environ["SOURCES_DIR"]))] == []
