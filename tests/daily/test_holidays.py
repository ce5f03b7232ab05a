"""Days without prompts, held against a plain set of days."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.daily.holidays import Pauses, added, ended, is_paused

TODAY = date(2026, 11, 21)
HORIZON = 40


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


spans = st.tuples(st.integers(-5, 30), st.integers(0, 8)).map(lambda one: (day(one[0]), day(one[0] + one[1])))


def after(chosen: list[tuple[date, date]]) -> Pauses:
    pauses: Pauses = ()
    for first, last in chosen:
        pauses = added(pauses, first, last, TODAY)
    return pauses


def paused_days(pauses: Pauses) -> set[date]:
    return {day(number) for number in range(HORIZON) if is_paused(pauses, day(number))}


@given(st.lists(spans, max_size=6))
def test_pauses_are_the_days_that_were_named_and_no_others(chosen: list[tuple[date, date]]) -> None:
    named = {day(number) for number in range(HORIZON) if any(one[0] <= day(number) <= one[1] for one in chosen)}

    assert paused_days(after(chosen)) == named


@given(st.lists(spans, max_size=6))
def test_they_are_in_order_apart_from_each_other_and_not_over(chosen: list[tuple[date, date]]) -> None:
    pauses = after(chosen)

    assert all(first <= last >= TODAY for first, last in pauses)
    assert all(one[1] + timedelta(days=1) < other[0] for one, other in pairwise(pauses))


@given(st.lists(spans, max_size=6), st.integers(0, 30))
def test_the_day_on_which_prompts_come_again_has_one(chosen: list[tuple[date, date]], on: int) -> None:
    assert not is_paused(ended(after(chosen), day(on), TODAY), day(on))


@given(st.lists(spans, max_size=6), st.integers(0, 30))
def test_ending_a_pause_leaves_other_pauses_alone(chosen: list[tuple[date, date]], on: int) -> None:
    pauses = after(chosen)
    ended_ones = [one for one in pauses if one[0] <= day(on) <= one[1] or is_paused((one,), TODAY)]
    others = {one for one in pauses if one not in ended_ones and one[0] > day(on)}

    assert others <= set(ended(pauses, day(on), TODAY))


@given(st.lists(spans, max_size=6), st.integers(1, 30))
def test_where_it_is_paused_today_it_stays_so_until_then(chosen: list[tuple[date, date]], on: int) -> None:
    pauses = added(after(chosen), TODAY, TODAY, TODAY)

    assert {day(number) for number in range(on)} <= paused_days(ended(pauses, day(on), TODAY))
