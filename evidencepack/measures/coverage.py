"""coverage: people with at least one good record, of the people who count on the day."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.dates import MonthDay, Span, Window, last_of
from evidencepack.frameworks.indicators import Coverage, registers_of
from evidencepack.measures.answers import Answer
from evidencepack.measures.cells import open_cell
from evidencepack.measures.in_force import life_of, of_training, without_their_course
from evidencepack.measures.matching import none_noted, none_notes, not_recorded
from evidencepack.measures.measured import Measured, Scope, Unit, UsedAs, not_supplied, trace_row
from evidencepack.measures.members import Member, Members, Theirs, members, records_by_person, together
from evidencepack.measures.tally import Row, none_certain, tally, traces, with_anybodys
from evidencepack.notes import Fact, Note, note
from evidencepack.registers import Record, Training


class _PersonAnswer(Struct, frozen=True):
    """What a person's records come to: good, none, expired, booked, undated or not required.

    `doubt` says why somebody who is not good for certain may be; `need_open` why it is open whether they must have it.
    """

    word: str
    because: Note
    by: tuple[str, ...] = ()
    doubt: Note | None = None
    need_open: Note | None = None

    @property
    def answer(self) -> Answer:
        """Whether they count as good; maybe, where `doubt` says why."""
        return Answer.MAYBE if self.doubt else Answer.YES if self.word == "good" else Answer.NO


def last_good_day(record: Training) -> date | None:
    """Until when training is in date: the typed expiry, else completed + validity - 1 day; None when neither."""
    if record.expires:
        return record.expires
    if record.completed and record.validity:
        return Span(months=record.validity).last_day_from(record.completed)
    return None


def _in_date(record: Training, life: Window, on: date) -> Answer:
    """Whether training is in date; maybe, where a month alone is known and part of it would make it so."""
    if record.completed is None:  # done, the day of completion unknown, and in date until a typed expiry
        if record.state == "in date":
            return Answer.YES
        if record.state != "undated" or record.expires is None:
            return Answer.NO
    elif record.completed > on:
        return Answer.NO
    if record.validity == 0 and not record.expires:
        return Answer.YES
    early, late = (_good(each, life, on) for each in (_at(record, _first), _at(record, last_of)))
    return Answer.YES if early and late else Answer.MAYBE if early or late else Answer.NO


def _good(record: Training, life: Window, on: date) -> bool:
    last = last_good_day(record)
    return last >= on if last is not None else record.completed in life


def _first(day: date) -> date:
    return day.first if isinstance(day, MonthDay) else day


def _at(record: Training, which: Callable[[date], date]) -> Training:
    """The same training with one day of each month that alone is known."""
    if not isinstance(record.completed, MonthDay) and not isinstance(record.expires, MonthDay):
        return record
    done, expires = (day and which(day) for day in (record.completed, record.expires))
    return replace(record, completed=done, expires=expires)


# What training comes to that was never completed on a known day, by the first of these states that any of it has.
_UNDONE = {
    "undated": ("undated", open_cell("ticked-undated", "training", "completed")),
    "asked": ("undated", open_cell("maybe-asked", "training", "state")),
    "booked": ("booked", note("booked")),
    "expired": ("none", note("due-without-day")),
    "did not attend": ("none", note("did-not-attend")),
    "away": ("none", note("noted-as-away")),
    "not required": ("not required", note("not-required")),
    "in progress": ("none", note("not-completed")),
    "not yet due": ("none", note("not-yet-due")),
}


def _training_answer(records: list[Training], life: Window, on: date) -> _PersonAnswer:
    judged = [(r, _in_date(r, life, on)) for r in records]
    good = [r for r, answer in judged if answer is Answer.YES]
    if good:
        newest = max(good, key=lambda r: r.completed or date.min)
        day, expires = newest.completed, newest.expires or ""
        until = note("in-date-until", expires=expires) if expires else note("in-date-as-said")
        return _PersonAnswer("good", note("in-date", completed=day) if day else until, (newest.id,))
    ids, states = tuple(r.id for r in records), {r.state for r in records}
    month = any(answer is Answer.MAYBE for _, answer in judged)
    doubt = open_cell("maybe-of-the-month", "training", "expires") if month else None
    lapsed = "booked again" if "booked" in states else "expired"
    done = [r.completed for r in records if r.completed and r.completed <= on]
    if done:
        code = "out-of-date-booked" if "booked" in states else "out-of-date"
        return _PersonAnswer(lapsed, note(code, completed=max(done)), ids, doubt)
    if any(r.state == "undated" and r.expires for r in records):  # the expiry has passed, or it would be good
        return _PersonAnswer(lapsed, note("expired"), ids, doubt)
    word, because = next((said for s, said in _UNDONE.items() if s in states), ("none", note("left-blank")))
    return _PersonAnswer(word, because, ids, because if word == "undated" else None)


def _dated_answer(records: list[Record], window: Window) -> _PersonAnswer:
    good = [r for r in records if r.day is not None and r.day in window]
    if good:
        newest = max(good, key=lambda r: r.day or date.min)
        return _PersonAnswer("good", note("recorded", day=newest.day or date.min), (newest.id,))
    if any(r.day is not None for r in records):
        may = next((r for r in records if r.day and window.may_hold(r.day)), None)  # of its month a part
        doubt = open_cell("maybe-undated", may.register, may.dated_by) if may else None
        return _PersonAnswer("expired", note("before-the-window"), tuple(r.id for r in records), doubt)
    return _PersonAnswer("none", note("no-record"))


def measure(indicator: Coverage, scope: Scope) -> Measured:
    """Count the people who have a good record; nobody is dropped without a counted reason."""
    needed = (indicator.by, indicator.of) if indicator.started_within_window else (indicator.by,)
    for register in needed:
        if register not in scope.records.supplied:
            return not_supplied(Unit.SHARE, registers_of(indicator), register)
    if lacking := not_recorded(indicator.by, scope, Unit.SHARE, indicator.match):
        return lacking
    window = scope.window_of(indicator.by)
    found = members(indicator, scope, window if indicator.started_within_window else None)
    if none_noted(indicator.by, indicator.match, scope):
        return none_notes(Unit.SHARE, indicator.by, len(scope.records.of(indicator.by)), window)
    theirs = records_by_person(indicator, scope)
    life = life_of(indicator, scope, window)
    found = without_their_course(found, theirs, scope) if indicator.by == "training" else found
    answers = [(m, _answer(m, theirs, life.window, scope)) for m in found.counted]
    measured = _count(indicator, scope, window, found, answers, theirs)
    return replace(measured, notes=(*measured.notes, *of_training(indicator, found, theirs, life, scope)))


def _answer(member: Member, theirs: Theirs, window: Window, scope: Scope) -> _PersonAnswer:
    """What a person's rows come to; where those that are certain do not make it good, whether others may."""
    found = _of_records(theirs.sure.get(member.code, []), window, scope.on)
    if found.word == "good" or found.doubt:
        return found
    if member.code in theirs.ahead and found.because.code == "no-record":
        found = replace(found, because=note("lies-ahead", day=theirs.ahead[member.code]))
    if doubt := theirs.nameless(member):
        return replace(found, doubt=doubt)
    maybe = theirs.maybe.get(member.code, ())
    if found.word in ("none", "not required"):
        need_not = [doubt for r, doubt in maybe if found.word == "not required" or _may_need_not(r, scope)]
        found = replace(found, need_open=together(need_not) if need_not else None)
    good = [(record, doubt) for record, doubt in maybe if _may_be_good(record, window, scope)]
    if not good:
        return found
    return replace(found, doubt=together([doubt for _, doubt in good]), by=tuple(record.id for record, _ in good))


def _of_records(records: list[Record], window: Window, on: date) -> _PersonAnswer:
    training = [r for r in records if isinstance(r, Training)]
    return _training_answer(training, window, on) if training else _dated_answer(records, window)


def _may_be_good(record: Record, window: Window, scope: Scope) -> bool:
    """Whether a row that is not certain would make its person good if it were: one without a day may."""
    if isinstance(record, Training) and record.completed is not None:
        open_end = any(record.id in scope.cells.unknown_ids(name) for name in ("expires", "validity"))
        return open_end or _in_date(record, window, scope.on) is not Answer.NO
    return window.may_hold(record.day)


def _may_need_not(record: Record, scope: Scope) -> bool:
    """Whether a row that is not certain may say that its person need not have the training."""
    if not isinstance(record, Training) or record.completed is not None:
        return False
    return record.state in ("not required", "completed") or record.id in scope.cells.unknown_ids("state")


def _count(
    indicator: Coverage,
    scope: Scope,
    window: Window,
    found: Members,
    answers: list[tuple[Member, _PersonAnswer]],
    theirs: Theirs,
) -> Measured:
    aside = [(m, a) for m, a in answers if a.word == "not required" and not a.need_open]
    rows = [_row(m, a) for m, a in answers if a.word != "not required" or a.need_open]
    counts, kinds = tally(rows), Counter(a.word for _, a in answers)
    need_not = ((note("need-not-have"), len(aside)),) if aside else ()
    missing = sum(row.asked is Answer.YES and row.good is Answer.NO for row in rows)
    facts: dict[str, Fact] = {"empty_register": indicator.by, "missing": str(missing)}
    anybodys = [(r, doubt) for r, doubt in theirs.anybodys if _may_be_good(r, window, scope)]
    figures = with_anybodys(counts, len(anybodys), len(anybodys))
    if rows and not theirs.kept:
        figures = none_certain(figures, counts, any_may=bool(theirs))
    return Measured(
        Unit.SHARE,
        registers_of(indicator),
        window=_period(indicator, window, scope),
        trace=(
            *traces(rows),
            *(trace_row(m.stand_in, UsedAs.LEFT_OUT, a.because, a.by) for m, a in aside),
            *(trace_row(record, UsedAs.MAYBE, doubt) for record, doubt in anybodys),
            *found.left_out_trace(),
        ),
        left_out=found.left_out_counts() + need_not,
        facts=facts,
        notes=(*found.notes, *_notes(kinds, missing)),
        **figures,
    )


def _row(member: Member, found: _PersonAnswer) -> Row:
    asked = Answer.MAYBE if member.doubt or found.need_open else Answer.YES
    doubt = member.doubt or found.doubt or found.need_open
    return Row(member.stand_in, asked, found.answer, found.because, doubt, found.by)


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
