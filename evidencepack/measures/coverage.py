"""coverage: people with at least one good record, of the people who count on the day."""

from collections import Counter
from datetime import date
from fractions import Fraction

from msgspec import Struct

from evidencepack.dates import Span, Window
from evidencepack.frameworks.indicators import Coverage
from evidencepack.measures.conditions import fulfilling, unread_matching
from evidencepack.measures.matching import unread_note
from evidencepack.measures.measured import Measured, TraceRow, Unit, UsedAs, not_supplied
from evidencepack.measures.members import Member, members, people_note, records_by_person, trace_row, unread_people
from evidencepack.measures.scope import Scope
from evidencepack.notes import Fact, Note, note
from evidencepack.registers import Record, Training
from evidencepack.statuses import Status


class _Answer(Struct, frozen=True):
    """What a person's records come to: good, none, expired, booked, undated or not required."""

    word: str
    because: Note
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


def _in_date(record: Training) -> Note:
    if record.completed:
        return note("in-date", completed=record.completed)
    return note("in-date-until", expires=record.expires or "")


def _training_answer(records: list[Training], window: Window, on: date) -> _Answer:
    good = [r for r in records if _training_good(r, window, on)]
    if good:
        newest = max(good, key=lambda r: r.completed or date.min)
        return _Answer("good", _in_date(newest), (newest.id,))
    booked = [r for r in records if r.state == "booked"]
    done = [r for r in records if r.completed and r.completed <= on]
    ids = tuple(r.id for r in records)
    if done:
        newest = max(done, key=lambda r: r.completed or date.min)
        because = note("out-of-date-booked" if booked else "out-of-date", completed=newest.completed or on)
        return _Answer("booked again" if booked else "expired", because, ids)
    if any(r.state == "undated" and r.expires for r in records):  # the expiry has passed, or it would be good
        return _Answer("booked again" if booked else "expired", note("expired"), ids)
    if any(r.state == "undated" for r in records):
        return _Answer("undated", note("ticked-undated"), ids)
    if booked:
        return _Answer("booked", note("booked"), ids)
    if any(r.state == "not required" for r in records):
        return _Answer("not required", note("not-required"), ids)
    if any(r.state == "in progress" for r in records):
        return _Answer("none", note("not-completed"), ids)
    if any(r.state == "not yet due" for r in records):
        return _Answer("none", note("not-yet-due"), ids)
    if records:
        return _Answer("none", note("left-blank"), ids)
    return _Answer("none", note("no-record"))


def _dated_answer(records: list[Record], window: Window) -> _Answer:
    good = [r for r in records if r.day is not None and r.day in window]
    if good:
        newest = max(good, key=lambda r: r.day or date.min)
        return _Answer("good", note("recorded", day=newest.day or date.min), (newest.id,))
    if records:
        return _Answer("expired", note("before-the-window"), tuple(r.id for r in records))
    return _Answer("none", note("no-record"))


def measure(indicator: Coverage, scope: Scope) -> Measured:
    """Count the people who have a good record; nobody is dropped without a counted reason."""
    registers = (indicator.of, indicator.by)
    if indicator.by not in scope.records.supplied:
        return not_supplied(Unit.SHARE, registers, indicator.by)
    if indicator.started_within_window and indicator.of not in scope.records.supplied:
        return not_supplied(Unit.SHARE, registers, indicator.of)
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
    left_counts: tuple[tuple[Note, int], ...],
    notes: tuple[Note, ...],
) -> Measured:
    kinds = Counter(a.word for _, a in answers)
    n, of = kinds["good"], len(answers) - kinds["not required"]
    used = {"good": UsedAs.NUMERATOR, "not required": UsedAs.LEFT_OUT}
    trace = tuple(trace_row(m.stand_in, used.get(a.word, UsedAs.DENOMINATOR), a.because, a.by) for m, a in answers)
    left = left_counts + (((note("need-not-have"), kinds["not required"]),) if kinds["not required"] else ())
    unread = unread_people(indicator.of, indicator.where, scope)
    entries = _none_notes(indicator, scope) if n == 0 and of else None
    facts: dict[str, Fact] = {"empty_register": indicator.by, "missing": str(of - n)}
    return Measured(
        Unit.SHARE,
        (indicator.of, indicator.by),
        numerator=Fraction(n),
        denominator=of,
        figure=Fraction(n, of) if of else None,
        window=_period(indicator, window, scope),
        set_aside=Status.NO_EVIDENCE if entries else _set_aside(kinds, n, of, unread, scope, indicator),
        trace=trace + left_trace,
        left_out=left,
        unread=unread,
        facts=facts | ({"entries": entries} if entries else {}),
        notes=notes + _notes(kinds, of - n) + unread_note(indicator.by, indicator.match, scope),
    )


def _period(indicator: Coverage, window: Window, scope: Scope) -> Window | None:
    # Training has its own validity; the window is only the fallback for a course without one.
    in_date_only = indicator.by == "training" and not indicator.started_within_window
    return None if in_date_only or not scope.window else window


def _set_aside(kinds: Counter[str], n: int, of: int, unread: int, scope: Scope, indicator: Coverage) -> Status | None:
    if of == 0:
        return Status.UNCLEAR if unread else Status.NONE_DUE
    if n == 0 and kinds["undated"] and not kinds["expired"] + kinds["booked again"]:
        return Status.UNCLEAR
    if n == 0 and not any(map(fulfilling(indicator.match, scope), scope.records.of(indicator.by))):
        return Status.UNCLEAR if unread_matching(indicator.by, indicator.match, scope) else Status.NO_EVIDENCE
    return None


def _none_notes(indicator: Coverage, scope: Scope) -> Note | None:
    """How many rows there are, where a yes-or-no field that is asked about stands empty in all of them."""
    asked = [name for name, wanted in indicator.match.items() if isinstance(wanted, bool)]
    rows = scope.records.of(indicator.by)
    empty = any(all(getattr(r, name) is None for r in rows) for name in asked)
    return note("entries", n=len(rows)) if rows and empty else None


def _notes(kinds: Counter[str], missing: int) -> tuple[Note, ...]:
    notes = []
    booked = kinds["booked"] + kinds["booked again"]
    if missing and booked:
        notes.append(note("booked-of-missing", n=booked, missing=missing))
    if kinds["undated"]:
        notes.append(note("ticks-without-day", n=kinds["undated"]))
    return tuple(notes)
