"""coverage: people with at least one good record, of the people who count on the day."""

from collections import Counter
from datetime import date
from fractions import Fraction

from msgspec import Struct

from evidencepack.dates import Span, Window, day_words
from evidencepack.frameworks.indicators import Coverage
from evidencepack.measures.conditions import fulfilling, unread_matching
from evidencepack.measures.matching import unread_note
from evidencepack.measures.measured import Measured, TraceRow, Unit, UsedAs
from evidencepack.measures.members import Member, members, people_note, records_by_person, trace_row, unread_people
from evidencepack.measures.scope import Scope
from evidencepack.registers import Record, Training
from evidencepack.text import count_of


class _Answer(Struct, frozen=True):
    """What a person's records come to: good, none, expired, booked, undated or not required."""

    word: str
    because: str
    by: tuple[str, ...] = ()


def last_good_day(record: Training) -> date | None:
    """Until when training is in date: the typed expiry, else completed + validity - 1 day; None when neither."""
    if record.expires:
        return record.expires
    if record.completed and record.validity:
        return Span(months=record.validity).last_day_from(record.completed)
    return None


def _training_good(record: Training, window: Window, on: date) -> bool:
    if record.completed is None:  # done, the day of completion unknown, and in date until a typed expiry
        return record.state == "undated" and record.expires is not None and record.expires >= on
    if record.completed > on:
        return False
    last = last_good_day(record)
    if last is not None:
        return last >= on
    if record.validity == 0:
        return True
    return record.completed in window


def _since(record: Training) -> str:
    if record.completed:
        return f"completed {day_words(record.completed)}"
    return f"until {day_words(record.expires)}, day of completion not given" if record.expires else ""


def _training_answer(records: list[Training], window: Window, on: date) -> _Answer:
    good = [r for r in records if _training_good(r, window, on)]
    if good:
        newest = max(good, key=lambda r: r.completed or date.min)
        return _Answer("good", f"in date: {_since(newest)}", (newest.id,))
    booked = [r for r in records if r.state == "booked"]
    done = [r for r in records if r.completed and r.completed <= on]
    ids = tuple(r.id for r in records)
    if done:
        newest = max(done, key=lambda r: r.completed or date.min)
        words = f"out of date: completed {day_words(newest.completed or on)}"
        return _Answer("booked again" if booked else "expired", words + (", booked again" if booked else ""), ids)
    if any(r.state == "undated" and r.expires for r in records):  # the expiry has passed, or it would be good
        return _Answer("booked again" if booked else "expired", "out of date by its expiry date", ids)
    if any(r.state == "undated" for r in records):
        return _Answer("undated", "ticked as done, without a day", ids)
    if booked:
        return _Answer("booked", "booked, not yet done", ids)
    if any(r.state == "not required" for r in records):
        return _Answer("not required", "not required of this person", ids)
    if any(r.state == "in progress" for r in records):
        return _Answer("none", "started, not completed", ids)
    if any(r.state == "not yet due" for r in records):
        return _Answer("none", "not yet due, and not done", ids)
    if records:
        return _Answer("none", "left blank: required and not done", ids)
    return _Answer("none", "no record")


def _dated_answer(records: list[Record], window: Window) -> _Answer:
    good = [r for r in records if r.day is not None and r.day in window]
    if good:
        newest = max(good, key=lambda r: r.day or date.min)
        return _Answer("good", f"recorded {day_words(newest.day or date.min)}", (newest.id,))
    if records:
        return _Answer("expired", "recorded before the window only", tuple(r.id for r in records))
    return _Answer("none", "no record")


def measure(indicator: Coverage, scope: Scope) -> Measured:
    """Count the people who have a good record; nobody is dropped without a counted reason."""
    registers = (indicator.of, indicator.by)
    if indicator.by not in scope.records.supplied:
        return Measured(Unit.SHARE, registers, set_aside="not supplied", facts={"missing_register": indicator.by})
    if indicator.started_within_window and indicator.of not in scope.records.supplied:
        return Measured(Unit.SHARE, registers, set_aside="not supplied", facts={"missing_register": indicator.of})
    window = scope.window_of(indicator.by)
    started = window if indicator.started_within_window else None
    found = members(indicator.of, indicator.by, indicator.where, indicator.leave_out, scope, started)
    theirs = records_by_person(indicator.of, indicator.by, indicator.match, scope)
    answers = [(m, _answer(theirs.get(m.code, []), window, scope.on)) for m in found.counted]
    return _count(indicator, scope, window, answers, found.left_out_trace(), found.left_out_counts(),
                  people_note(found, indicator.of))  # fmt: skip


def _answer(records: list[Record], window: Window, on: date) -> _Answer:
    training = [r for r in records if isinstance(r, Training)]
    return _training_answer(training, window, on) if training else _dated_answer(records, window)


def _count(
    indicator: Coverage,
    scope: Scope,
    window: Window,
    answers: list[tuple[Member, _Answer]],
    left_trace: tuple[TraceRow, ...],
    left_counts: tuple[tuple[str, int], ...],
    notes: tuple[str, ...],
) -> Measured:
    kinds = Counter(a.word for _, a in answers)
    n, of = kinds["good"], len(answers) - kinds["not required"]
    used = {"good": UsedAs.NUMERATOR, "not required": UsedAs.LEFT_OUT}
    trace = tuple(trace_row(m.stand_in, used.get(a.word, UsedAs.DENOMINATOR), a.because, a.by) for m, a in answers)
    left = left_counts + ((("who need not have it", kinds["not required"]),) if kinds["not required"] else ())
    unread = unread_people(indicator.of, indicator.where, scope)
    entries = _none_notes(indicator, scope) if n == 0 and of else ""
    return Measured(
        Unit.SHARE,
        (indicator.of, indicator.by),
        numerator=Fraction(n),
        denominator=of,
        figure=Fraction(n, of) if of else None,
        window=_period(indicator, window, scope),
        set_aside="no evidence" if entries else _set_aside(kinds, n, of, unread, scope, indicator),
        trace=trace + left_trace,
        left_out=left,
        unread=unread,
        facts={"empty_register": indicator.by, "missing": str(of - n)} | ({"entries": entries} if entries else {}),
        notes=notes + _notes(kinds, of - n) + unread_note(indicator.by, indicator.match, scope),
    )


def _period(indicator: Coverage, window: Window, scope: Scope) -> Window | None:
    # Training has its own validity; the window is only the fallback for a course without one.
    in_date_only = indicator.by == "training" and not indicator.started_within_window
    return None if in_date_only or not scope.window else window


def _set_aside(kinds: Counter[str], n: int, of: int, unread: int, scope: Scope, indicator: Coverage) -> str:
    if of == 0:
        return "unclear" if unread else "none due"
    if n == 0 and kinds["undated"] and not kinds["expired"] + kinds["booked again"]:
        return "unclear"
    if n == 0 and not any(map(fulfilling(indicator.match, scope), scope.records.of(indicator.by))):
        return "unclear" if unread_matching(indicator.by, indicator.match, scope) else "no evidence"
    return ""


def _none_notes(indicator: Coverage, scope: Scope) -> str:
    """How many rows there are, where a yes-or-no field that is asked about stands empty in all of them; else ""."""
    asked = [name for name, wanted in indicator.match.items() if isinstance(wanted, bool)]
    rows = scope.records.of(indicator.by)
    empty = any(all(getattr(r, name) is None for r in rows) for name in asked)
    return count_of(len(rows), "entry", "entries") if rows and empty else ""


def _notes(kinds: Counter[str], missing: int) -> tuple[str, ...]:
    notes = []
    booked = kinds["booked"] + kinds["booked again"]
    if missing and booked:
        notes.append(f"Of the {missing} without it in date, {booked} {_have(booked)} a booking.")
    if kinds["undated"]:
        notes.append(f"{kinds['undated']} ticked as done without a day; a tick without a day does not count.")
    return tuple(notes)


def _have(count: int) -> str:
    return "has" if count == 1 else "have"
