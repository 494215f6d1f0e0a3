"""What chance alone may give: the interval of 95 % in which a difference lies, of shares, means, pairs and counts.

Every difference is later minus earlier. Where its interval holds 0, the records show no clear change.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import exp, lgamma, log, log1p, sqrt
from statistics import NormalDist

from msgspec import Struct

Interval = tuple[Fraction, Fraction]
Values = Sequence[Fraction]

_OUTSIDE = 0.05
_TINY = 1e-300


class ChangeFound(Struct, frozen=True):
    """Two figures to compare, exact, and the interval of their difference; None where too little was said for one."""

    earlier: Fraction
    later: Fraction
    interval: Interval | None


def of_shares(earlier: tuple[int, int], later: tuple[int, int]) -> Interval:
    """Newcombe's hybrid score interval of a difference of two shares, each given as how many of how many.

    R. G. Newcombe, Interval estimation for the difference between independent proportions: comparison of eleven
    methods, Statistics in Medicine 17 (1998), 873-890, method 10: with l and u the limits of Wilson's score interval
    of each share p, from d - sqrt((p2 - l2)^2 + (u1 - p1)^2) to d + sqrt((u2 - p2)^2 + (p1 - l1)^2), d = p2 - p1.
    """
    first, then = Fraction(*earlier), Fraction(*later)
    (low_1, high_1), (low_2, high_2) = _wilson(*earlier), _wilson(*later)
    down = sqrt((float(then) - low_2) ** 2 + (high_1 - float(first)) ** 2)
    up = sqrt((high_2 - float(then)) ** 2 + (float(first) - low_1) ** 2)
    return then - first - Fraction(down), then - first + Fraction(up)


def _wilson(good: int, of: int) -> tuple[float, float]:
    """Wilson's score interval of one share: (2np + z^2 -+ z sqrt(z^2 + 4np(1 - p))) / (2(n + z^2))."""
    z = NormalDist().inv_cdf(1 - _OUTSIDE / 2)
    half = z * sqrt(z**2 + 4 * good * (of - good) / of)
    return (2 * good + z**2 - half) / (2 * (of + z**2)), (2 * good + z**2 + half) / (2 * (of + z**2))


def of_means(asked: Sequence[tuple[Values, Values]]) -> ChangeFound:
    """Welch's interval of a difference of two means, over questions of which each is compared with itself only.

    `asked` holds for each question the values of the earlier and of the later period, none of them empty.

    B. L. Welch, The generalization of "Student's" problem when several different population variances are involved,
    Biometrika 34 (1947), 28-35: d -+ t sqrt(a1 + a2), a = s^2 / n of each period, with (a1 + a2)^2 / (a1^2 / (n1 - 1) +
    a2^2 / (n2 - 1)) degrees of freedom. Of several questions d is the mean of their differences weighted by n1 n2 /
    (n1 + n2), s^2 of a period is that within its questions, and a question takes one degree of freedom. Where a period
    has each question answered once only, the means of the questions are compared as pairs.
    """
    if len(asked) > 1 and any(sum(map(len, side)) == len(asked) for side in zip(*asked, strict=True)):
        return of_pairs([(_mean(first), _mean(then)) for first, then in asked])
    weights = [Fraction(len(first) * len(then), len(first) + len(then)) for first, then in asked]
    parts = [w / sum(weights) for w in weights]
    sides = [_weighted([pair[side] for pair in asked], parts) for side in (0, 1)]
    (earlier, *_), (later, *_) = sides
    return ChangeFound(earlier, later, _around(later - earlier, [(a, freedom) for _, a, freedom in sides]))


def _weighted(groups: Sequence[Values], parts: Sequence[Fraction]) -> tuple[Fraction, Fraction, int]:
    """The weighted mean of groups, the square of its error, and the degrees of freedom behind it."""
    means = [_mean(g) for g in groups]
    freedom = sum(map(len, groups)) - len(groups)
    spread = sum(((v - m) ** 2 for g, m in zip(groups, means, strict=True) for v in g), Fraction(0))
    share = sum((p**2 / len(g) for p, g in zip(parts, groups, strict=True)), Fraction(0))
    error = spread / freedom * share if freedom else Fraction(0)
    return sum((p * m for p, m in zip(parts, means, strict=True)), Fraction(0)), error, freedom


def of_pairs(pairs: Sequence[tuple[Fraction, Fraction]]) -> ChangeFound:
    """The interval of a mean difference, before and after on the same record: d -+ t s / sqrt(n), n - 1 degrees.

    Student, The probable error of a mean, Biometrika 6 (1908), 1-25, of the differences.
    """
    earlier, later = _mean([first for first, _ in pairs]), _mean([then for _, then in pairs])
    _, error, freedom = _weighted([[then - first for first, then in pairs]], [Fraction(1)])
    return ChangeFound(earlier, later, _around(later - earlier, [(error, freedom)]))


def of_counts(earlier: int, later: int) -> Interval:
    """The exact interval of a difference of two counts over times of the same length, given how many there were in all.

    J. Przyborowski and H. Wilenski, Homogeneity of results in testing samples from Poisson series, Biometrika 31
    (1940), 313-323: given their sum n, the later of two such counts is binomial, of n and a half if nothing changed.
    The limits l and u of its share are those of C. J. Clopper and E. S. Pearson, Biometrika 26 (1934), 404-413; those
    of the difference are n (2l - 1) and n (2u - 1).
    """
    both = earlier + later
    low = beta_quantile(_OUTSIDE / 2, later, earlier + 1) if later else 0.0
    high = beta_quantile(1 - _OUTSIDE / 2, later + 1, earlier) if earlier else 1.0
    return both * (2 * Fraction(low) - 1), both * (2 * Fraction(high) - 1)


def _mean(values: Values) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _around(middle: Fraction, errors: Sequence[tuple[Fraction, int]]) -> Interval | None:
    """The interval around a difference whose squared errors add up; None where one of them is not known."""
    if not all(freedom for _, freedom in errors):
        return None
    total = sum((a for a, _ in errors), Fraction(0))
    if not total:
        return middle, middle
    freedom = total**2 / sum((a**2 / n for a, n in errors), Fraction(0))
    half = Fraction(t_quantile(float(freedom)) * sqrt(total))
    return middle - half, middle + half


def t_quantile(freedom: float, outside: float = _OUTSIDE) -> float:
    """How far Student's t lies from 0 with a chance of `outside`, both tails together: 2.228 for 10 degrees and 0.05.

    P(|t| > q) is the incomplete beta ratio of x = n / (n + q^2) with n/2 and 1/2 (NIST Digital Library of Mathematical
    Functions, 8.17), so that q = sqrt(n (1 - x) / x).
    """
    x = beta_quantile(outside, freedom / 2, 0.5)
    return sqrt(freedom * (1 - x) / x)


def beta_quantile(below: float, a: float, b: float) -> float:
    """Where the beta distribution has a chance of `below` to lie lower, by halving to the last digit of a float."""
    low, high = 0.0, 1.0
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if _beta_ratio(middle, a, b) < below else (low, middle)
    return high


def _beta_ratio(x: float, a: float, b: float) -> float:
    """The incomplete beta ratio I_x(a, b), by the side on which its continued fraction is quick (DLMF 8.17.4)."""
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_ratio(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) if x else 0.0
    return front / a * _beta_fraction(x, a, b)


def _beta_fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of DLMF 8.17.22, by the algorithm of Lentz."""
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1) or _TINY)
    found, factor, m = d, 0.0, 0
    while abs(factor - 1) > 1e-15 and m < 10_000:
        m += 1
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d, c = 1 / (1 + term * d or _TINY), 1 + term / c or _TINY
            factor = d * c
            found *= factor
    return found
