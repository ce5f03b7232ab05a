"""Where a group is on a day, whatever it did with the days of its plan before."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.records import Plan, Reading, Section
from bot.library.timetable import END, NOT_BEGUN, Timetable, steps_of

MONDAY = date(2026, 11, 2)
WEEK = timedelta(days=7)


def plan_of(sections: int) -> Plan:
    """A plan with so many sections: s0, s1, …"""
    read = (Reading(source="article", part="All"),)
    return Plan(
        id="plan",
        title="Plan",
        about="",
        sections=tuple(Section(id=f"s{n}", title=f"S {n}", about="", readings=read) for n in range(sections)),
    )


FOUR = plan_of(4)

days = st.integers(0, 120).map(lambda ahead: MONDAY + timedelta(days=ahead))
acts = st.lists(
    st.one_of(
        st.tuples(st.just("next"), st.none(), days),
        st.tuples(st.just("move"), st.integers(0, 4), days),
        st.tuples(st.just("undate"), st.integers(0, 4), days),
    ),
    max_size=12,
)


def after(table: Timetable, what: str, place: int | None, day: date) -> Timetable:
    """The timetable after one act; the same one where the act is refused."""
    step = table.steps[place or 0]
    match what:
        case "next":
            return table.advanced(day) or table
        case "move":
            return table.moved(step, day) or table
        case _:
            return table.undated(step) or table


@st.composite
def timetables(draw: st.DrawFn) -> Timetable:
    """What a group can have made of a plan."""
    table = Timetable.begun(plan_of(draw(st.integers(1, 4))), MONDAY, draw(st.integers(0, 14)))
    for what, place, day in draw(acts):
        if place is None or place < len(table.steps):
            table = after(table, what, place, day)
    return table


def dated(table: Timetable) -> Sequence[date]:
    return [table.dates[step] for step in table.steps if step in table.dates]


def on(table: Timetable, step: str) -> date | str:
    """When a step begins; a step without a day is alike to itself only."""
    return table.dates.get(step, step)


@given(timetables())
def test_the_days_of_a_plan_never_go_backwards(table: Timetable) -> None:
    assert dated(table) == sorted(dated(table))
    assert table.steps[0] in table.dates


@given(timetables(), days, days)
def test_a_group_never_falls_back_by_itself(table: Timetable, one: date, other: date) -> None:
    assert table.at(min(one, other)) <= table.at(max(one, other))


@given(timetables(), days)
def test_going_on_is_one_step_on_that_day_and_changes_no_day_before(table: Timetable, day: date) -> None:
    before = table.at(day)
    gone_on = table.advanced(day)
    following = table.steps[before + 1 :]
    together = [step for step in following if step == following[0] or on(table, step) == on(table, following[0])]

    assert (gone_on is None) == (not following)
    assert gone_on is None or before + 1 <= gone_on.at(day) <= before + len(together)
    assert gone_on is None or gone_on.at(day - timedelta(days=1)) == table.at(day - timedelta(days=1))


@given(timetables(), st.integers(0, 4), days)
def test_moving_a_section_back_undoes_the_move(table: Timetable, place: int, day: date) -> None:
    step = table.steps[min(place, len(table.steps) - 1)]
    moved = table.moved(step, day) if step in table.dates else None

    assert moved is None or moved.moved(step, table.dates[step]) == table


@given(timetables(), st.integers(0, 4), days)
def test_whoever_moves_a_section_moves_those_behind_it_by_as_much(table: Timetable, place: int, day: date) -> None:
    step = table.steps[min(place, len(table.steps) - 1)]
    moved = table.moved(step, day) if step in table.dates else None
    behind = [one for one in table.steps[table.steps.index(step) :] if one in table.dates]

    assert moved is None or {moved.dates[one] - table.dates[one] for one in behind} == {day - table.dates[step]}


def test_a_plan_with_a_week_for_each_section_goes_on_by_itself_to_its_end() -> None:
    weekly = Timetable.begun(FOUR, MONDAY, 7)

    assert [weekly.at(MONDAY + at * WEEK) for at in range(-1, 6)] == [NOT_BEGUN, 0, 1, 2, 3, 4, 4]
    assert weekly.dates[END] == MONDAY + 4 * WEEK


def test_a_plan_without_days_stays_where_it_is_until_somebody_goes_on() -> None:
    by_hand = Timetable.begun(FOUR, MONDAY)

    assert by_hand.at(MONDAY + 52 * WEEK) == 0


def test_a_group_that_goes_on_early_is_early_all_the_way() -> None:
    weekly = Timetable.begun(FOUR, MONDAY, 7)

    early = weekly.advanced(MONDAY + timedelta(days=5))

    assert early is not None
    assert [early.dates[step] - MONDAY for step in early.steps] == [timedelta(days=days) for days in (0, 5, 12, 19, 26)]


@pytest.mark.parametrize("day", [MONDAY - WEEK, MONDAY - timedelta(days=1)])
def test_no_section_begins_before_the_one_before_it(day: date) -> None:
    assert Timetable.begun(FOUR, MONDAY, 7).moved("s1", day) is None


def test_a_section_that_gets_a_day_cannot_come_after_one_behind_it_that_has_one() -> None:
    table = Timetable(steps_of(FOUR), {"s0": MONDAY, "s2": MONDAY + WEEK})

    assert table.moved("s1", MONDAY + 2 * WEEK) is None


def test_days_of_sections_that_the_plan_no_longer_has_mean_nothing() -> None:
    table = Timetable(steps_of(FOUR), {"s0": MONDAY, "dropped": MONDAY + 9 * WEEK})

    assert table.at(MONDAY + 10 * WEEK) == 0
