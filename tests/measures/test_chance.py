"""What chance may give: held against published tables and examples, and against what must be so of any interval."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.measures.chance import Interval, of_counts, of_means, of_pairs, of_shares, t_quantile

# D. S. Moore and others, and every table of Student's t: two-sided 5 and 1 per cent points.
TABLE = {
    1: (12.7062, 63.6567),
    2: (4.3027, 9.9248),
    3: (3.1824, 5.8409),
    4: (2.7764, 4.6041),
    5: (2.5706, 4.0321),
    7: (2.3646, 3.4995),
    10: (2.2281, 3.1693),
    15: (2.1314, 2.9467),
    20: (2.0860, 2.8453),
    30: (2.0423, 2.7500),
    60: (2.0003, 2.6603),
    120: (1.9799, 2.6174),
    1_000_000: (1.9600, 2.5758),
}
# R. G. Newcombe, Statistics in Medicine 17 (1998), table II, method 10: later, earlier, interval.
NEWCOMBE = {
    ((56, 70), (48, 80)): (0.0524, 0.3339),
    ((9, 10), (3, 10)): (0.1705, 0.8090),
    ((6, 7), (2, 7)): (0.0582, 0.8062),
    ((5, 56), (0, 29)): (-0.0381, 0.1926),
    ((0, 10), (0, 20)): (-0.1611, 0.2775),
    ((0, 10), (0, 10)): (-0.2775, 0.2775),
    ((10, 10), (0, 20)): (0.6791, 1.0000),
    ((10, 10), (0, 10)): (0.6075, 1.0000),
}
# Student, Biometrika 6 (1908): hours of sleep gained with two drugs by the same ten patients.
DEXTRO = ("0.7", "-1.6", "-0.2", "-1.2", "-0.1", "3.4", "3.7", "0.8", "0.0", "2.0")
LAEVO = ("1.9", "0.8", "1.1", "0.1", "-0.1", "4.4", "5.5", "1.6", "4.6", "3.4")
SCORES = st.lists(st.integers(0, 5).map(Fraction), min_size=2, max_size=30)
COUNTS = st.integers(0, 300)
SHARES = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def numbers(texts: tuple[str, ...]) -> list[Fraction]:
    return [Fraction(t) for t in texts]


def ends(interval: Interval | None) -> tuple[float, float]:
    assert interval
    return float(interval[0]), float(interval[1])


@pytest.mark.parametrize("freedom", TABLE)
def test_the_t_quantile_is_that_of_the_tables(freedom: int) -> None:
    assert [round(t_quantile(freedom, outside), 4) for outside in (0.05, 0.01)] == list(TABLE[freedom])


def test_degrees_of_freedom_need_not_be_whole() -> None:
    assert t_quantile(3) < t_quantile(2.5) < t_quantile(2)


@pytest.mark.parametrize(("later", "earlier"), NEWCOMBE)
def test_the_interval_of_shares_is_that_of_newcombe(later: tuple[int, int], earlier: tuple[int, int]) -> None:
    assert ends(of_shares(earlier, later)) == pytest.approx(NEWCOMBE[later, earlier], abs=5e-5)


def test_student_s_own_example_as_pairs_and_by_welch() -> None:
    pairs = of_pairs(list(zip(numbers(DEXTRO), numbers(LAEVO), strict=True)))
    assert pairs.later - pairs.earlier == Fraction("1.58")
    assert ends(pairs.interval) == pytest.approx((0.7001, 2.4599), abs=5e-5)  # t.test(extra ~ group, paired) of R
    means = of_means([(numbers(DEXTRO), numbers(LAEVO))])
    assert ends(means.interval) == pytest.approx((-0.2055, 3.3655), abs=5e-5)  # t.test(extra ~ group) of R


def test_five_against_none_may_be_chance_and_six_may_not() -> None:
    # None or all of five has a chance of 2 in 32 at a half, none or all of six one of 2 in 64.
    assert of_counts(5, 0)[0] < 0 < of_counts(5, 0)[1]
    assert of_counts(6, 0)[1] < 0 < of_counts(0, 6)[0]


def test_of_one_value_on_a_side_no_interval_is_known() -> None:
    assert of_means([([Fraction(1)], numbers(DEXTRO))]).interval is None
    assert of_pairs([(Fraction(1), Fraction(2))]).interval is None


def test_questions_answered_once_each_are_compared_as_pairs() -> None:
    asked = [([first], [then]) for first, then in zip(numbers(DEXTRO), numbers(LAEVO), strict=True)]
    assert of_means(asked) == of_pairs(list(zip(numbers(DEXTRO), numbers(LAEVO), strict=True)))


def test_a_question_that_differs_from_another_does_not_widen_the_interval() -> None:
    low, high = numbers(("1", "2", "3")), numbers(("41", "42", "43"))
    apart = ends(of_means([(low, low), (high, high)]).interval)
    together = ends(of_means([([*low, *high], [*low, *high])]).interval)
    assert together[0] < apart[0] < 0 < apart[1] < together[1]


@given(SCORES, SCORES)
def test_swapped_means_turn_the_sign(first: list[Fraction], then: list[Fraction]) -> None:
    there, back = of_means([(first, then)]), of_means([(then, first)])
    assert there.interval and back.interval
    assert there.interval == (-back.interval[1], -back.interval[0])
    assert there.interval[0] <= there.later - there.earlier <= there.interval[1]


@given(SHARES, SHARES)
def test_swapped_shares_turn_the_sign(first: tuple[int, int], then: tuple[int, int]) -> None:
    low, high = ends(of_shares(first, then))
    assert (-high, -low) == pytest.approx(ends(of_shares(then, first)))
    assert -1 - 1e-9 <= low <= high <= 1 + 1e-9


@given(COUNTS, COUNTS)
def test_swapped_counts_turn_the_sign(first: int, then: int) -> None:
    low, high = ends(of_counts(first, then))
    assert (-high, -low) == pytest.approx(ends(of_counts(then, first)), abs=1e-6)
    assert low <= then - first <= high


@given(SCORES, SCORES, st.integers(2, 4))
def test_more_answers_of_the_same_shape_never_widen_an_interval(
    first: list[Fraction], then: list[Fraction], times: int
) -> None:
    low, high = ends(of_means([(first, then)]).interval)
    closer = ends(of_means([(first * times, then * times)]).interval)
    assert closer[1] - closer[0] <= high - low + 1e-9


@given(SHARES, SHARES, st.integers(2, 4))
def test_more_cases_in_the_same_shares_never_widen_an_interval(
    first: tuple[int, int], then: tuple[int, int], times: int
) -> None:
    low, high = ends(of_shares(first, then))
    closer = ends(of_shares((first[0] * times, first[1] * times), (then[0] * times, then[1] * times)))
    assert closer[1] - closer[0] <= high - low + 1e-9
