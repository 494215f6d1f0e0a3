"""repeat: records whose theme was there before within a time."""

from datetime import date

from evidencepack.frameworks.indicators import Repeat
from evidencepack.measures.answers import Answer
from evidencepack.measures.cells import open_cell
from evidencepack.measures.matching import Matches, find, nothing, unanswerable
from evidencepack.measures.measured import Measured, Scope, Unit, UsedAs, trace_row
from evidencepack.measures.tally import Row, tally, traces
from evidencepack.notes import Note, note
from evidencepack.registers import Record
from evidencepack.statuses import Status


def measure(indicator: Repeat, scope: Scope) -> Measured:
    """Count the records of the window that repeat a theme recorded not longer ago than `within`."""
    window, register = scope.window_of(indicator.of), indicator.of
    found = find(register, indicator.where, scope, dated_only=True)
    inside = find(register, indicator.where, scope, window)
    same = (indicator.same,) if found else ()
    if missing := unanswerable(register, scope, Unit.SHARE, window, indicator.where, same):
        return missing
    without = [r for r in inside.sure if _says_none(r, indicator.same, scope)]
    if not inside.maybe and len(inside.sure) == len(without):
        return nothing(indicator, register, Unit.SHARE, scope, window)
    earlier, history = _earlier(found.sure, indicator), _History(found, indicator, scope)
    rows = [_row(r, earlier.get(r.id), history, indicator) for r in inside.sure if r not in without]
    rows += [Row(m.record, Answer.MAYBE, Answer.MAYBE, m.doubt, m.doubt) for m in inside.maybe]
    unthemed = note("without-field", field=indicator.same)
    return Measured(
        Unit.SHARE,
        (register,),
        window=window,
        trace=(*(trace_row(row, UsedAs.LEFT_OUT, unthemed) for row in without), *traces(rows)),
        left_out=((unthemed, len(without)),) if without else (),
        facts={"within": str(indicator.within)},
        **tally(rows).figures(Status(indicator.when_none)),
    )


def _says_none(record: Record, name: str, scope: Scope) -> bool:
    return not getattr(record, name) and not scope.cells.open_blank(record, name)


def _row(record: Record, last: Record | None, history: "_History", indicator: Repeat) -> Row:
    if last and last.day:
        return Row(record, Answer.YES, Answer.YES, note("the-same-before", day=last.day))
    doubt_before = history.may_precede(record)
    answer = Answer.MAYBE if doubt_before else Answer.NO
    return Row(record, Answer.YES, answer, note("first-of-theme"), doubt_before)


class _History:
    """The rows that may be an earlier one of the same theme: those whose day, theme or place among them is open."""

    def __init__(self, found: Matches, indicator: Repeat, scope: Scope) -> None:
        same = indicator.same
        self.unread = {*scope.cells.unknown_ids(same), *(r.id for r in found.sure if scope.cells.open_blank(r, same))}
        self.indicator, self.sure = indicator, found.sure
        self.open = [(m.record, m.doubt) for m in found.maybe]
        self.open += [(r, open_cell("maybe-cell", r.register, indicator.same))
                      for r in found.sure if r.id in self.unread]  # fmt: skip

    def may_precede(self, record: Record) -> Note | None:
        """Why a row that seems the first of its theme may not be."""
        theme = str(getattr(record, self.indicator.same) or "").casefold()
        for row, doubt in self._others(record):
            other = str(getattr(row, self.indicator.same) or "").casefold()
            alike = other in ("", theme) or not {row.id, record.id}.isdisjoint(self.unread)
            if row.id != record.id and alike and self._before(row.day, record.day):
                return doubt
        return None

    def _others(self, record: Record) -> list[tuple[Record, Note]]:
        """The rows that may be of the same theme: those that are open, and all where this one does not say its own."""
        if record.id not in self.unread:
            return self.open
        doubt = open_cell("maybe-cell", record.register, self.indicator.same)
        return self.open + [(row, doubt) for row in self.sure]

    def _before(self, day: date | None, then: date | None) -> bool:
        return day is None or then is None or day <= then <= self.indicator.within.after(day)


def _earlier(rows: tuple[Record, ...], indicator: Repeat) -> dict[str, Record]:
    """By the id of a row the last one of its theme before it, where that is not longer ago than `within`."""
    last: dict[str, Record] = {}
    found: dict[str, Record] = {}
    for row in rows:
        theme = str(getattr(row, indicator.same) or "").casefold()
        if row.day is None or not theme:
            continue
        before = last.get(theme)
        if before and before.day and indicator.within.after(before.day) >= row.day:
            found[row.id] = before
        last[theme] = row
    return found
