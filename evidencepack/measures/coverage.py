"""coverage: people with at least one good record, of the people who count on the day."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from msgspec import Struct

from evidencepack.dates import Span, Window
from evidencepack.frameworks.indicators import Coverage, registers_of
from evidencepack.measures.matching import never_noted, unread_note
from evidencepack.measures.measured import Measured, Scope, Unit, UsedAs, not_supplied, trace_row
from evidencepack.measures.members import Member, Members, members, records_by_person, why_no_figure
from evidencepack.notes import Fact, Note, note
from evidencepack.registers import Record, Training
from evidencepack.statuses import Status


class _PersonAnswer(Struct, frozen=True):
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
    return record.validity == 0 or record.completed in window


# What training comes to that was never completed on a known day, by the first of these states that any of it has.
_UNDONE = {
    "undated": ("undated", note("ticked-undated")),
    "booked": ("booked", note("booked")),
    "not required": ("not required", note("not-required")),
    "in progress": ("none", note("not-completed")),
    "not yet due": ("none", note("not-yet-due")),
}


def _training_answer(records: list[Training], window: Window, on: date) -> _PersonAnswer:
    good = [r for r in records if _training_good(r, window, on)]
    if good:
        newest = max(good, key=lambda r: r.completed or date.min)
        day, expires = newest.completed, newest.expires or ""
        because = note("in-date", completed=day) if day else note("in-date-until", expires=expires)
        return _PersonAnswer("good", because, (newest.id,))
    ids, states = tuple(r.id for r in records), {r.state for r in records}
    lapsed = "booked again" if "booked" in states else "expired"
    done = [r.completed for r in records if r.completed and r.completed <= on]
    if done:
        code = "out-of-date-booked" if "booked" in states else "out-of-date"
        return _PersonAnswer(lapsed, note(code, completed=max(done)), ids)
    if any(r.state == "undated" and r.expires for r in records):  # the expiry has passed, or it would be good
        return _PersonAnswer(lapsed, note("expired"), ids)
    word, because = next((said for s, said in _UNDONE.items() if s in states), ("none", note("left-blank")))
    return _PersonAnswer(word, because, ids)


def _dated_answer(records: list[Record], window: Window) -> _PersonAnswer:
    good = [r for r in records if r.day is not None and r.day in window]
    if good:
        newest = max(good, key=lambda r: r.day or date.min)
        return _PersonAnswer("good", note("recorded", day=newest.day or date.min), (newest.id,))
    if records:
        return _PersonAnswer("expired", note("before-the-window"), tuple(r.id for r in records))
    return _PersonAnswer("none", note("no-record"))


def measure(indicator: Coverage, scope: Scope) -> Measured:
    """Count the people who have a good record; nobody is dropped without a counted reason."""
    needed = (indicator.by, indicator.of) if indicator.started_within_window else (indicator.by,)
    for register in needed:
        if register not in scope.records.supplied:
            return not_supplied(Unit.SHARE, registers_of(indicator), register)
    window = scope.window_of(indicator.by)
    found = members(indicator, scope, window if indicator.started_within_window else None)
    theirs = records_by_person(indicator, scope)
    answers = [(m, _answer(theirs.get(m.code, []), window, scope.on)) for m in found.counted]
    return _count(indicator, scope, window, found, answers)


def _answer(records: list[Record], window: Window, on: date) -> _PersonAnswer:
    training = [r for r in records if isinstance(r, Training)]
    return _training_answer(training, window, on) if training else _dated_answer(records, window)


def _count(
    indicator: Coverage, scope: Scope, window: Window, found: Members, answers: list[tuple[Member, _PersonAnswer]]
) -> Measured:
    kinds = Counter(a.word for _, a in answers)
    n, of = kinds["good"], len(answers) - kinds["not required"]
    used = {"good": UsedAs.NUMERATOR, "not required": UsedAs.LEFT_OUT}
    trace = tuple(trace_row(m.stand_in, used.get(a.word, UsedAs.DENOMINATOR), a.because, a.by) for m, a in answers)
    need_not = ((note("need-not-have"), kinds["not required"]),) if kinds["not required"] else ()
    set_aside = why_no_figure(indicator, scope, n, of, found.unread)
    if n == 0 and of and kinds["undated"] and not kinds["expired"] + kinds["booked again"]:
        set_aside = Status.UNCLEAR
    facts: dict[str, Fact] = {"empty_register": indicator.by, "missing": str(of - n)}
    rows = scope.records.of(indicator.by)
    if n == 0 and of and rows and never_noted(rows, indicator.match):
        set_aside, facts["entries"] = Status.NO_EVIDENCE, note("entries", n=len(rows))
    return Measured(
        Unit.SHARE,
        registers_of(indicator),
        numerator=Fraction(n),
        denominator=of,
        figure=Fraction(n, of) if of else None,
        window=_period(indicator, window, scope),
        set_aside=set_aside,
        trace=trace + found.left_out_trace(),
        left_out=found.left_out_counts() + need_not,
        unread=found.unread,
        facts=facts,
        notes=(*found.notes, *_notes(kinds, of - n), *unread_note(indicator.by, indicator.match, scope)),
    )


def _period(indicator: Coverage, window: Window, scope: Scope) -> Window | None:
    # Training has its own validity; the window is only the fallback for a course without one.
    in_date_only = indicator.by == "training" and not indicator.started_within_window
    return None if in_date_only or not scope.window else window


def _notes(kinds: Counter[str], missing: int) -> Iterator[Note]:
    booked = kinds["booked"] + kinds["booked again"]
    if missing and booked:
        yield note("booked-of-missing", n=booked, missing=missing)
    if kinds["undated"]:
        yield note("ticks-without-day", n=kinds["undated"])
