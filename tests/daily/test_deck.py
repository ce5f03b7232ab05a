"""Which prompt comes on which day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.daily.deck import SKIPPED, AtEnd, Deck, Order, Pick, deal, freed, left, locked, swapped

START = date(2026, 11, 21)
POOL = tuple(f"GEN-P{n:02}" for n in range(20))
seeds = st.text(min_size=1, max_size=6)
sizes = st.integers(1, 20)


def days(count: int) -> list[date]:
    return [START + timedelta(days=n) for n in range(count)]


def dealt(deck: Deck, count: int, pool: tuple[str, ...] = POOL, locks: dict[date, str] | None = None) -> list[Pick]:
    chosen = days(count)
    return list(deal(deck, chosen, dict.fromkeys(chosen, pool), locks or {}))


def prompts(picks: list[Pick]) -> list[str | None]:
    return [pick.prompt for pick in picks]


@given(seeds, sizes)
def test_nothing_repeats_until_everything_has_come(seed: str, size: int) -> None:
    assert sorted(filter(None, prompts(dealt(Deck(seed), size, POOL[:size])))) == list(POOL[:size])


@given(seeds)
def test_the_same_seed_gives_the_same_order(seed: str) -> None:
    assert dealt(Deck(seed), 14) == dealt(Deck(seed), 14)


def test_another_seed_gives_another_order() -> None:
    assert prompts(dealt(Deck("a"), 14)) != prompts(dealt(Deck("b"), 14))


@given(seeds, st.integers(1, 13))
def test_what_was_previewed_is_what_comes(seed: str, gone: int) -> None:
    preview = prompts(dealt(Deck(seed), 14))

    later = prompts(dealt(Deck(seed, used=tuple(filter(None, preview[:gone]))), 14 - gone))

    assert later == preview[gone:]


@given(seeds)
def test_a_new_round_begins_when_all_have_come_and_not_with_the_latest(seed: str) -> None:
    picks = dealt(Deck(seed), 40)

    assert [pick.round for pick in picks] == [0] * 20 + [1] * 20
    assert sorted(filter(None, prompts(picks[20:]))) == list(POOL)


@given(seeds, st.integers(7, 20), st.integers(0, 6))
def test_what_is_previewed_over_the_end_of_a_round_is_what_comes(seed: str, size: int, gone: int) -> None:
    pool = POOL[:size]
    preview = dealt(Deck(seed), size + 7, pool)
    first, second = preview[:size], preview[size : size + gone]
    deck = Deck(seed, 1, used=prompts(second), before=prompts(first)) if second else Deck(seed, used=prompts(first))  # type: ignore[arg-type]

    assert prompts(dealt(deck, 7 - gone, pool)) == prompts(preview[size + gone :])


@given(seeds, st.integers(10, 20))
def test_a_new_round_does_not_begin_with_what_came_last(seed: str, size: int) -> None:
    picks = prompts(dealt(Deck(seed), size + size // 2, POOL[:size]))

    assert not set(picks[size // 2 : size]) & set(picks[size : size + size // 2])


def test_what_was_locked_has_come_when_the_next_round_begins() -> None:
    picks = prompts(dealt(Deck("a"), 6, POOL[:3], locked({}, START, "GEN-P02")))

    assert sorted(filter(None, picks[:3])) == list(POOL[:3])
    assert sorted(filter(None, picks[3:])) == list(POOL[:3])


def test_the_groups_own_questions_wait_for_the_end_where_it_chose_so() -> None:
    own = ("OUR-1", "OUR-2")

    picks = prompts(dealt(Deck("a", at_end=AtEnd.MIX, own=own), 6, (*own, *POOL[:3])))

    assert set(picks[:3]) == set(POOL[:3])
    assert set(picks[3:5]) == set(own)
    assert picks[5] in POOL[:3]


def test_a_group_that_chose_to_stop_gets_nothing_more() -> None:
    assert prompts(dealt(Deck("a", at_end=AtEnd.STOP), 3, POOL[:2]))[2] is None


def test_an_empty_pool_gives_nothing() -> None:
    assert prompts(dealt(Deck("a"), 2, ())) == [None, None]


def test_a_fixed_list_comes_in_its_order() -> None:
    assert prompts(dealt(Deck("a", order=Order.LISTED), 3)) == list(POOL[:3])


@given(seeds, st.integers(0, 13), st.sampled_from(POOL))
def test_a_locked_day_has_its_prompt_and_no_other_day_has_it(seed: str, n: int, prompt: str) -> None:
    day = START + timedelta(days=n)

    picks = dealt(Deck(seed), 14, locks=locked({}, day, prompt))

    assert [pick.day for pick in picks if pick.prompt == prompt] == [day]
    assert picks[n].is_locked


@given(seeds, seeds, st.integers(0, 13))
def test_a_reshuffle_does_not_touch_a_locked_day(seed: str, other: str, n: int) -> None:
    locks = locked({}, START + timedelta(days=n), "GEN-P07")

    assert dealt(Deck(seed), 14, locks=locks)[n].prompt == dealt(Deck(other), 14, locks=locks)[n].prompt


@given(seeds, st.integers(0, 12))
def test_a_skipped_day_passes_its_prompt_on(seed: str, n: int) -> None:
    before = prompts(dealt(Deck(seed), 14))

    after = prompts(dealt(Deck(seed), 14, locks=locked({}, START + timedelta(days=n), SKIPPED)))

    assert after[:n] == before[:n]
    assert after[n] == SKIPPED
    assert after[n + 1 :] == before[n:-1]


@given(seeds, st.integers(0, 13), st.integers(0, 13))
def test_a_swap_exchanges_two_days_and_nothing_else(seed: str, a: int, b: int) -> None:
    picks = dealt(Deck(seed), 14)
    locks = swapped({}, picks, START + timedelta(days=a), START + timedelta(days=b))

    after = prompts(dealt(Deck(seed), 14, locks=locks))

    expected = prompts(picks)
    expected[a], expected[b] = expected[b], expected[a]
    assert after == expected


@given(seeds, st.integers(0, 13))
def test_taking_a_lock_away_brings_back_what_was(seed: str, n: int) -> None:
    day = START + timedelta(days=n)

    assert freed(locked({}, day, "GEN-P01"), day) == {}


@given(seeds)
def test_a_new_prompt_moves_no_other_past_its_neighbour(seed: str) -> None:
    without = [prompt for prompt in prompts(dealt(Deck(seed), 19, POOL[:19])) if prompt]
    with_new = [prompt for prompt in prompts(dealt(Deck(seed), 20)) if prompt]

    assert [prompt for prompt in with_new if prompt != POOL[19]] == without


@given(seeds, st.sampled_from(POOL))
def test_a_withdrawn_prompt_leaves_the_rest_in_order(seed: str, gone: str) -> None:
    rest = tuple(prompt for prompt in POOL if prompt != gone)

    assert prompts(dealt(Deck(seed), 19, rest)) == [
        prompt for prompt in prompts(dealt(Deck(seed), 20)) if prompt != gone
    ]


def test_each_week_can_have_its_own_pool() -> None:
    first, second = days(14)[:7], days(14)[7:]
    pools = {**dict.fromkeys(first, POOL[:7]), **dict.fromkeys(second, POOL[7:14])}

    picks = deal(Deck("a"), days(14), pools, {})

    assert {pick.prompt for pick in picks[:7]} == set(POOL[:7])
    assert {pick.prompt for pick in picks[7:]} == set(POOL[7:14])


def test_what_is_left_counts_neither_what_came_nor_what_is_kept() -> None:
    assert left(Deck("a", used=POOL[:5]), POOL, {START: POOL[6], START + timedelta(days=1): SKIPPED}) == 14
