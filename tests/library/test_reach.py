"""What lies further on in a reading plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.reach import EVERYTHING, Reach, Route
from bot.library.records import Plan, Prompt, PromptKind, Reading, Section, Topic
from tests.editions import builtin_edition

READ = (Reading(source="article", part="All"),)


def prompt(key: str, *topics: str) -> Prompt:
    return Prompt(id=key, kind=PromptKind.OPEN, topics=topics, question="What would you ask of it?")


def section(number: int, *topics: str, named: tuple[str, ...] = ()) -> Section:
    return Section(id=f"s{number}", title=f"S {number}", about="", readings=READ, topics=topics, prompts=named)


PLAN = Plan(
    id="plan",
    title="Plan",
    about="",
    sections=(section(0, "a", "b", named=("NAM-01",)), section(1, "c"), section(2, "d", named=("NAM-01", "NAM-02"))),
)
ROUTE = Route.of(PLAN)


@pytest.mark.parametrize(
    ("record", "place"),
    [
        (prompt("ANY-01", "a"), 0),
        (prompt("ANY-01", "c", "a"), 1),
        (prompt("ANY-01", "a", "d"), 2),
        (prompt("ANY-01", "a", "elsewhere"), 0),
        (prompt("ANY-01", "elsewhere"), None),
        (prompt("NAM-02", "a"), 2),
        (prompt("NAM-01", "a", "d"), 0),
    ],
    ids=["its topic", "the furthest topic", "in any order", "some topic", "no topic", "named", "named twice"],
)
def test_a_record_belongs_to_the_section_that_names_it_or_to_the_furthest_of_its_topics(
    record: Prompt, place: int | None
) -> None:
    assert ROUTE.place_of(record) == place


@given(st.lists(st.sampled_from("abcde"), min_size=1, max_size=4), st.integers(0, 3))
def test_what_is_not_further_on_touches_only_what_was_read(topics: list[str], at: int) -> None:
    record = prompt("ANY-01", *topics)
    read = {key for one in PLAN.sections[: at + 1] for key in one.topics} | {"e"}

    assert (Reach(ROUTE, at).beyond(record) is None) == (set(topics) <= read)


@given(st.lists(st.sampled_from("abcde"), min_size=1, max_size=4), st.integers(0, 2))
def test_nothing_is_further_on_for_whoever_has_come_further(topics: list[str], at: int) -> None:
    record = prompt("ANY-01", *topics)

    assert Reach(ROUTE, at).beyond(record) is not None or Reach(ROUTE, at + 1).beyond(record) is None


def test_without_a_plan_nothing_is_further_on() -> None:
    assert EVERYTHING.within([prompt("ANY-01", "d")]) != []


def test_what_is_further_on_comes_behind_everything_else_and_keeps_its_order() -> None:
    records = [prompt("DDD-01", "d"), prompt("AAA-01", "a"), prompt("CCC-01", "c"), prompt("BBB-01", "b")]

    assert [one.id for one in Reach(ROUTE, 0).nearest_first(records)] == ["AAA-01", "BBB-01", "DDD-01", "CCC-01"]


def test_every_topic_of_the_built_in_library_has_its_section() -> None:
    library = builtin_edition().library
    (plan,) = library.plans.values()
    route = Route.of(plan)

    assert all(isinstance(route.place_of(one), int) for one in library.topics.values())
    assert isinstance(next(iter(library.topics.values())), Topic)


def test_every_section_of_the_built_in_plan_opens_something_to_quote_and_to_ask() -> None:
    library = builtin_edition().library
    (plan,) = library.plans.values()
    route = Route.of(plan)
    placed = [{route.place_of(one) for one in kind.values()} for kind in (library.quotes, library.prompts)]

    assert placed == [{0, 1, 2, 3}, {0, 1, 2, 3}]
