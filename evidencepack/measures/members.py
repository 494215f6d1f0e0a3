"""Who counts on the day: employed or supported, and who is left out with a reason that is counted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.dates import Span, Window
from evidencepack.frameworks.indicator_base import LeaveOut
from evidencepack.frameworks.indicators import Coverage, Each
from evidencepack.measures.answers import Answer, Check
from evidencepack.measures.cells import open_cell
from evidencepack.measures.conditions import answer_of, checks_of, doubt_of, sift
from evidencepack.measures.measured import Scope, TraceRow, UsedAs, trace_row
from evidencepack.notes import Note, note
from evidencepack.registers import Record

LINK = {"staff": "staff", "people": "person"}
# What a row about a person must say to be counted for certain: until when, and how far it has come.
_SAYS_WHEN = ("completed", "expires", "validity", "state")


_NO_LEAVE: Mapping[str, Any] = dict.fromkeys(("leave_from", "leave_to", "returned"))


class Member(Struct, frozen=True):
    """One person of the denominator: their code in the records, and their row if a register names them.

    `doubt` says why they may not count, where that is open.
    """

    code: str
    record: Record | None
    stand_in: Record
    doubt: Note | None = None

    @property
    def asked(self) -> Answer:
        """Whether they count."""
        return Answer.MAYBE if self.doubt else Answer.YES


class Members(Struct, frozen=True):
    """The people who count or may, and those left out with the reason; `notes` say so where no register names them."""

    counted: tuple[Member, ...]
    left_out: tuple[tuple[Record, Note], ...]
    notes: tuple[Note, ...] = ()

    def left_out_counts(self) -> tuple[tuple[Note, int], ...]:
        """How many were left out for each reason, in the order of their codes."""
        counts = Counter(reason for _, reason in self.left_out)
        return tuple(sorted(counts.items(), key=lambda item: (item[0].code, item[0].facts)))

    def left_out_trace(self) -> tuple[TraceRow, ...]:
        """A trace row for each person left out."""
        return tuple(trace_row(record, UsedAs.LEFT_OUT, reason) for record, reason in self.left_out)


def on_leave(person: Any, on: date) -> bool:
    """On leave on the day, and not noted as returned."""
    if getattr(person, "leave_from", None) is None or person.leave_from > on:
        return False
    if person.returned is not None and person.returned <= on:
        return False
    return person.leave_to is None or person.leave_to >= on


def open_leave(person: Record, scope: Scope) -> Note | None:
    """Why it is open whether somebody is or was on leave; None where the cells say it."""
    name = next((n for n in _NO_LEAVE if person.id in scope.cells.unknown_ids(n)), None)
    return open_cell("maybe-cell", person.register, name) if name else None


def without_leave(person: Any, scope: Scope) -> Any:
    """A person as if never on leave, where that is open: no less can be due of them then."""
    return replace(person, **_NO_LEAVE) if open_leave(person, scope) else person


def _within(day: date | None, span: Span | None, on: date) -> bool:
    return bool(span and day and span.start_of_window(on) <= day <= on)


def _reason_left_out(person: Any, rule: LeaveOut, on: date) -> Note | None:
    if rule.on_leave and on_leave(person, on):
        return note("on-leave")
    if _within(person.start, rule.started_within, on):
        return note("started-within", span=str(rule.started_within))
    if _within(getattr(person, "returned", None), rule.returned_within, on):
        return note("returned-within", span=str(rule.returned_within))
    return None


def members(indicator: Coverage | Each, scope: Scope, started: Window | None = None) -> Members:
    """The people in `of` on the day, of them only those who `started` in a window if one is given.

    Without that register, everyone the register `by` names.
    """
    if indicator.of not in scope.records.supplied:
        return _named_in(indicator, scope)
    kinds = [(n, checks_of({n: wanted}, indicator.of, scope)) for n, wanted in indicator.where.items()]
    post = checks_of({"in_post": True}, indicator.of, scope)
    counted, left = [], []
    for person in _one_each(scope.cells.rows(indicator.of), post, kinds):
        in_post = _in_post(person, post, started)
        if not in_post:
            continue
        asks_of_leave = indicator.leave_out.on_leave or indicator.leave_out.returned_within
        leave = open_leave(person, scope) if asks_of_leave else None
        as_known = without_leave(person, scope)
        if reason := _other_kind(person, kinds) or _reason_left_out(as_known, indicator.leave_out, scope.on):
            left.append((person, reason))
            continue
        doubt = doubt_of(person, post) if in_post is Answer.MAYBE else _doubt_of_kind(person, kinds) or leave
        counted.append(Member(person.code or "", person, person, doubt))  # type: ignore[attr-defined]
    return Members(tuple(counted), tuple(left))


def _one_each(
    people: Sequence[Record], post: tuple[Check, ...], kinds: Sequence[tuple[str, tuple[Check, ...]]]
) -> Sequence[Record]:
    """Of the rows of one person, such as of somebody who came back, the one in post on the day; the newest of several.

    Of two posts the one that is asked about.
    """
    rows: dict[str, list[Record]] = {}
    for person in people:
        rows.setdefault(person.code or person.id, []).append(person)  # type: ignore[attr-defined]
    if len(rows) == len(people):
        return people

    def counts_first(person: Record) -> tuple[Answer, bool, date]:
        return answer_of(person, post), _other_kind(person, kinds) is None, person.day or date.min

    return [max(found, key=counts_first) for found in rows.values()]


def _in_post(person: Any, post: tuple[Check, ...], started: Window | None) -> Answer:
    """Whether somebody is in post on the day, and began in a window if one is given."""
    if started is not None and person.start is not None and person.start not in started:
        return Answer.NO
    return answer_of(person, post)


def _other_kind(person: Record, kinds: Sequence[tuple[str, tuple[Check, ...]]]) -> Note | None:
    """Why a person is not among those asked about; what a register leaves blank keeps nobody out."""
    for name, checks in kinds:
        if answer_of(person, checks) is Answer.NO:
            value = "" if name == "topic" else getattr(person, name)
            return note("of-another-kind", name=name, value=str(value or ""))
    return None


def _doubt_of_kind(person: Record, kinds: Sequence[tuple[str, tuple[Check, ...]]]) -> Note | None:
    return next((doubt_of(person, c) for _, c in kinds if answer_of(person, c) is Answer.MAYBE), None)


def _named_in(indicator: Coverage | Each, scope: Scope) -> Members:
    first: dict[str, Record] = {}
    for record in scope.cells.rows(indicator.by):  # also somebody whose row says that nothing was held
        if code := getattr(record, LINK[indicator.of]):
            first.setdefault(code, record)
    said = note("no-register-of-staff" if indicator.of == "staff" else "no-register-of-people")
    return Members(tuple(Member(code, None, record) for code, record in first.items()), (), (said,))


class Theirs(Struct, frozen=True):
    """The rows about each person by code, for certain and maybe; and maybe rows that do not say whom they are about.

    `kept` is whether any row is of the kind for certain, whatever else of it is open. `ahead` is, by code, the first
    day after the day of the pack on which a row stands.
    """

    sure: dict[str, list[Record]]
    maybe: dict[str, list[tuple[Record, Note]]]
    anybodys: tuple[tuple[Record, Note], ...]
    kept: bool
    ahead: Mapping[str, date] = {}

    def __bool__(self) -> bool:
        return bool(self.sure or self.maybe or self.anybodys)

    def nameless(self, member: Member) -> Note | None:
        """Why the rows of somebody whose code is not known cannot be told; None where it is known, or none are."""
        if member.code or not self:
            return None
        return open_cell("maybe-cell", member.stand_in.register, "code")


def records_by_person(indicator: Coverage | Each, scope: Scope) -> Theirs:
    """The matching rows of the register `by`, by the code of the person they are about."""
    checks, link = checks_of(indicator.match, indicator.by, scope), LINK[indicator.of]
    open_days = frozenset[str]().union(scope.cells.undated_ids(indicator.by), *map(scope.cells.unknown_ids, _SAYS_WHEN))
    sure: dict[str, list[Record]] = {}
    maybe: dict[str, list[tuple[Record, Note]]] = {}
    anybodys: list[tuple[Record, Note]] = []
    certain, open_ = sift(scope.cells.rows(indicator.by), checks)
    doubts = [(r, doubt_of(r, checks)) for r in open_]
    for record in certain:
        code = getattr(record, link)
        if code and (not open_days or record.id not in open_days):
            sure.setdefault(code, []).append(record)
        else:
            doubts.append((record, note("maybe-row", register=record.register)))
    for record, doubt in doubts:
        if code := getattr(record, link):
            maybe.setdefault(code, []).append((record, doubt))
        else:
            anybodys.append((record, doubt))
    later, _ = sift(scope.records.ahead.get(indicator.by, ()), checks)
    days = sorted(((r.day, getattr(r, link)) for r in later if r.day), reverse=True)
    return Theirs(sure, maybe, tuple(anybodys), bool(certain), {code: day for day, code in days})


def together(doubts: Sequence[Note]) -> Note:
    """Why rows of one person are open: the first reason; of words that no list knows, all of them."""
    first, words = doubts[0], dict.fromkeys(dict(d.facts).get("word", "") for d in doubts)
    return Note(first.code, (*first.facts, ("words", tuple(filter(None, words))))) if "" not in words else first


def days_in_post(person: Any, start: date, end: date) -> int:
    """Days between two days, both included, that a person was in post and not on leave."""
    post = Window(max(start, person.start), min(end, person.end or end))
    return post.days - _leave_days(person, post) if post.days else 0


def _leave_days(person: Any, post: Window) -> int:
    if getattr(person, "leave_from", None) is None:
        return 0
    ends = [d for d in (person.leave_to, person.returned and person.returned - timedelta(days=1)) if d]
    return Window(max(post.start, person.leave_from), min([post.end, *ends])).days
