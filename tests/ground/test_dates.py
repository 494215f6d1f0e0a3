"""Days, windows and periods: both ends count, months are clamped, nothing asks the clock."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from evidencepack.dates import (
    Every,
    MonthDay,
    Span,
    Window,
    add_months,
    complete_periods,
    day_words,
    gaps,
    longest,
)
from evidencepack.model import SpanField

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 12, 31))
MONTHS = st.integers(1, 60)
SPANS = st.one_of(st.builds(Span, months=MONTHS), st.builds(Span, days=st.integers(1, 900)))


def starts(span: str, on: date) -> date:
    return Span.parse(span).start_of_window(on)


def ends(span: str, completed: date) -> date:
    return Span.parse(span).last_day_from(completed)


def window(span: str, on: date) -> Window:
    return Window(starts(span, on), on)


@pytest.mark.parametrize(
    ("span", "on", "first"),
    [
        ("12 months", date(2026, 10, 31), date(2025, 11, 1)),
        ("12 months", date(2026, 10, 30), date(2025, 10, 31)),
        ("12 months", date(2024, 2, 29), date(2023, 3, 1)),
        ("12 months", date(2024, 2, 28), date(2023, 2, 28)),
        ("12 months", date(2025, 2, 28), date(2024, 3, 1)),
        ("1 month", date(2026, 2, 28), date(2026, 2, 1)),
        ("1 month", date(2026, 3, 30), date(2026, 2, 28)),
        ("1 month", date(2024, 3, 30), date(2024, 2, 29)),
        ("6 months", date(2026, 8, 30), date(2026, 2, 28)),
        ("1 year", date(2026, 12, 31), date(2026, 1, 1)),
        ("8 weeks", date(2026, 10, 31), date(2026, 9, 6)),
        ("14 days", date(2026, 3, 1), date(2026, 2, 16)),
        ("1 day", date(2026, 10, 31), date(2026, 10, 31)),
    ],
)
def test_a_window_starts_the_day_after_the_day_so_long_ago_clamped_to_the_month(
    span: str, on: date, first: date
) -> None:
    assert starts(span, on) == first


def test_both_ends_of_a_window_count_and_the_days_beside_it_do_not() -> None:
    year = window("12 months", date(2026, 10, 31))
    assert date(2025, 11, 1) in year
    assert date(2026, 10, 31) in year
    assert date(2025, 10, 31) not in year
    assert date(2026, 11, 1) not in year
    assert "2026-01-01" not in year


def test_a_window_that_ends_before_it_starts_holds_no_day() -> None:
    assert Window(date(2026, 11, 1), date(2026, 10, 31)).days == 0
    assert Window(date(2026, 10, 31), date(2026, 10, 31)).days == 1


@pytest.mark.parametrize("weeks", [1, 8, 52])
def test_a_week_is_seven_days(weeks: int) -> None:
    assert window(f"{weeks} weeks", date(2026, 10, 31)).days == 7 * weeks


@pytest.mark.parametrize(
    ("span", "completed", "last"),
    [
        ("12 months", date(2025, 11, 1), date(2026, 10, 31)),
        ("12 months", date(2025, 10, 31), date(2026, 10, 30)),
        ("12 months", date(2024, 2, 29), date(2025, 2, 28)),
        ("48 months", date(2024, 2, 29), date(2028, 2, 28)),
        ("12 months", date(2023, 3, 1), date(2024, 2, 29)),
        ("1 month", date(2026, 1, 31), date(2026, 2, 27)),
        ("1 month", date(2024, 1, 31), date(2024, 2, 28)),
        ("3 years", date(2023, 12, 1), date(2026, 11, 30)),
        ("2 weeks", date(2026, 10, 18), date(2026, 10, 31)),
        ("1 day", date(2026, 10, 31), date(2026, 10, 31)),
    ],
)
def test_what_lasts_so_long_expires_the_day_before_the_same_day_and_a_leap_day_with_february(
    span: str, completed: date, last: date
) -> None:
    assert ends(span, completed) == last


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 10, 31), 0, date(2026, 10, 31)),
    ],
)
def test_months_are_clamped_to_the_last_day_of_the_month(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


@given(DAYS, SPANS)
def test_what_was_completed_on_the_first_day_of_the_window_is_in_date_on_the_day(on: date, span: Span) -> None:
    first = span.start_of_window(on)
    clamped = bool(span.months) and first.day != (on + timedelta(days=1)).day
    lacking = (on - span.last_day_from(first)).days
    # Where the month of the first day is too short, both are clamped, and up to three days lie between them.
    assert 0 < lacking <= 3 if clamped else lacking == 0


@given(DAYS, SPANS)
def test_what_was_completed_before_the_window_is_never_in_date_on_the_day(on: date, span: Span) -> None:
    before = span.start_of_window(on) - timedelta(days=1)
    leap_day = bool(span.months) and (before.month, before.day) == (2, 29)
    assert span.last_day_from(before) < on or (leap_day and span.last_day_from(before) == on)


@given(DAYS, MONTHS)
def test_a_window_that_ends_a_month_holds_exactly_so_many_whole_months(day: date, months: int) -> None:
    on = day.replace(day=monthrange(day.year, day.month)[1])
    first = Span(months=months).start_of_window(on)
    assert first.day == 1
    assert (on.year - first.year) * 12 + on.month - first.month + 1 == months


@given(DAYS, st.integers(1, 10))
def test_a_window_of_years_is_as_long_as_those_years(on: date, years: int) -> None:
    days = Window(Span(months=12 * years).start_of_window(on), on).days
    assert 365 * years <= days <= 365 * years + years // 4 + 1


@given(DAYS, st.integers(1, 900))
def test_a_window_of_days_holds_so_many_days(on: date, days: int) -> None:
    assert Window(Span(days=days).start_of_window(on), on).days == days


@given(SPANS)
def test_a_length_of_time_survives_being_written_and_read(span: Span) -> None:
    assert Span.parse(str(span)) == span
    assert TypeAdapter(SpanField).validate_json(TypeAdapter(SpanField).dump_json(span)) == span


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("1 year", "12 months"),
        (" 2 WEEKS ", "2 weeks"),
        ("7 days", "1 week"),
        ("1month", "1 month"),
        ("1 day", "1 day"),
    ],
)
def test_a_length_of_time_is_read_as_people_write_it(text: str, printed: str) -> None:
    assert str(Span.parse(text)) == printed


@pytest.mark.parametrize("text", ["", "8", "a year", "-1 weeks", "1.5 years", "12 months ago", "6 moons"])
def test_what_is_not_a_length_of_time_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(ValidationError, match="write for example 8 weeks, 12 months or 14 days"):
        TypeAdapter(SpanField).validate_python(text)


def months(on: date, back: int = 12, not_before: date | None = None) -> list[date]:
    return [p.start for p in complete_periods(Every.MONTH, on, back, not_before)]


def test_the_unfinished_month_is_not_counted() -> None:
    assert months(date(2026, 10, 30))[-1] == date(2026, 9, 1)
    assert months(date(2026, 10, 30))[0] == date(2025, 10, 1)


def test_on_its_last_day_a_month_counts() -> None:
    assert months(date(2026, 10, 31))[-1] == date(2026, 10, 1)
    assert months(date(2024, 2, 28))[-1] == date(2024, 1, 1)
    assert months(date(2024, 2, 29))[-1] == date(2024, 2, 1)


def test_no_month_is_counted_that_began_before_the_first_day() -> None:
    assert months(date(2026, 10, 31), not_before=date(2026, 7, 1)) == [date(2026, m, 1) for m in (7, 8, 9, 10)]
    assert months(date(2026, 10, 31), not_before=date(2026, 7, 2)) == [date(2026, m, 1) for m in (8, 9, 10)]
    assert months(date(2026, 10, 31), not_before=date(2026, 10, 2)) == []


@pytest.mark.parametrize(
    ("every", "on", "found"),
    [
        (Every.QUARTER, date(2026, 10, 31), ["2025-10-01", "2026-01-01", "2026-04-01", "2026-07-01"]),
        (Every.QUARTER, date(2026, 9, 30), ["2025-10-01", "2026-01-01", "2026-04-01", "2026-07-01"]),
        (Every.QUARTER, date(2026, 9, 29), ["2025-07-01", "2025-10-01", "2026-01-01", "2026-04-01"]),
        (Every.HALF_YEAR, date(2026, 10, 31), ["2025-07-01", "2026-01-01"]),
        (Every.HALF_YEAR, date(2026, 12, 31), ["2026-01-01", "2026-07-01"]),
        (Every.YEAR, date(2026, 12, 30), ["2025-01-01"]),
        (Every.YEAR, date(2026, 12, 31), ["2026-01-01"]),
    ],
)
def test_quarters_half_years_and_years_are_whole_calendar_ones(every: Every, on: date, found: list[str]) -> None:
    assert [p.start.isoformat() for p in complete_periods(every, on, 12, None)] == found


@given(DAYS, st.sampled_from(Every), st.integers(1, 36))
def test_periods_follow_one_another_and_the_next_would_not_be_over(on: date, every: Every, back: int) -> None:
    periods = complete_periods(every, on, back, None)
    assert len(periods) == max(1, back // every.months)
    for earlier, later in pairwise(periods):
        assert later.start == earlier.end + timedelta(days=1)
    assert periods[-1].end <= on
    assert add_months(periods[-1].end + timedelta(days=1), every.months) - timedelta(days=1) > on


def test_the_longest_gap_runs_from_the_start_and_to_the_end() -> None:
    start, end = date(2026, 1, 1), date(2026, 3, 31)

    def found(*days: date, end: date = end) -> tuple[int, ...]:
        return tuple(map(longest, gaps(days, start, end)))

    assert found() == (89, 89)
    assert found(date(2026, 3, 1), date(2026, 1, 15), date(2026, 1, 15)) == (45, 45)
    assert found(date(2026, 1, 1), date(2026, 1, 31)) == (59, 59)
    assert found(end=start) == (0, 0)
    assert found(MonthDay(2026, 2, 1)) == (31, 58)  # each stretch by itself at its shortest, and at its longest


@given(
    st.lists(st.tuples(st.dates(date(2025, 11, 1), date(2026, 4, 30)), st.booleans(), st.integers(1, 28)), max_size=6)
)
def test_wherever_in_their_months_days_lie_no_gap_is_longer_or_all_shorter_than_said(
    given: list[tuple[date, bool, int]],
) -> None:
    start, end = date(2026, 1, 10), date(2026, 3, 20)
    days = [MonthDay(day.year, day.month, 1) if whole else day for day, whole, _ in given]
    true = [day.replace(day=n) if whole else day for day, whole, n in given]
    points = sorted({start, end, *(day for day in true if start <= day <= end)})
    least, greatest = map(longest, gaps(days, start, end))
    assert least <= max((b - a).days for a, b in pairwise(points)) <= greatest


def test_a_day_is_written_in_english_words() -> None:
    assert day_words(date(2026, 10, 1)) == "1 October 2026"
    assert str(window("1 month", date(2026, 2, 28))) == "1 February 2026 to 28 February 2026"
