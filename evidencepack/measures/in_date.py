"""in_date: policies within their review date; aligned with practice: also tested by an audit and read by staff."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from evidencepack.dates import Window, last_of
from evidencepack.frameworks.indicators import InDate, registers_of
from evidencepack.measures.answers import Answer, matched_word
from evidencepack.measures.cells import open_cell
from evidencepack.measures.matching import Maybe, find, not_recorded, nothing, unanswerable
from evidencepack.measures.measured import Measured, Raised, Scope, Unit, not_supplied
from evidencepack.measures.tally import Row, tally, traces
from evidencepack.notes import Fact, Note, note
from evidencepack.registers import Audit, Policy
from evidencepack.statuses import Status

_ALIGNED = ("tested_by", "staff_required", "staff_read")
_PAST, _UNTESTED, _UNREAD = note("past-review-date"), note("not-tested"), note("not-read")


def measure(indicator: InDate, scope: Scope) -> Measured:
    """Count the policies in date; only the newest version of each title counts."""
    if without := unanswerable("policies", scope, Unit.SHARE, None, indicator.where):
        return without
    found = find("policies", indicator.where, scope)
    policies = [r for r in found.sure if isinstance(r, Policy)]
    if policies and indicator.aligned and "audits" not in scope.records.supplied:
        return not_supplied(Unit.SHARE, registers_of(indicator), "audits")
    if not found:
        return nothing(indicator, "policies", Unit.SHARE, scope, None)
    if indicator.aligned and (lacking := not_recorded("policies", scope, Unit.SHARE, _ALIGNED)):
        return lacking
    named = [p for p in policies if p.title]
    rows = [_of_versions(versions, indicator, scope) for versions in _by_title(named)]
    titles = {p.title.casefold() for p in named}
    untitled = open_cell("maybe-cell", "policies", "title")  # which may be an older version of another
    maybe = [*found.maybe, *(Maybe(p, untitled) for p in policies if not p.title)]
    rows += [_row(m.record, Answer.MAYBE, m.doubt, indicator, scope) for m in maybe
             if isinstance(m.record, Policy) and str(m.record.title or "").casefold() not in titles]  # fmt: skip
    return _measured(rows, indicator, scope)


def _by_title(policies: Iterable[Policy]) -> list[list[Policy]]:
    """The versions of each policy, in order of title."""
    found: dict[str, list[Policy]] = {}
    for policy in policies:
        found.setdefault(policy.title.casefold(), []).append(policy)
    return [found[title] for title in sorted(found)]


def _of_versions(versions: list[Policy], indicator: InDate, scope: Scope) -> Row:
    """The newest version of a policy as it counts; where a day does not say which that is, any may be."""
    unread = scope.cells.unknown_ids("reviewed")
    undated = next((p for p in versions if p.id in unread), None)
    rows = [_row(p, Answer.YES, None, indicator, scope) for p in (versions if undated else newest_versions(versions))]
    if len({row.good for row in rows}) == 1 or undated is None:
        return rows[0]
    doubt = open_cell("maybe-cell", "policies", "reviewed")
    return Row(undated, Answer.YES, Answer.MAYBE, doubt, doubt, tuple(p.id for p in versions))


def _row(policy: Policy, asked: Answer, doubt: Note | None, indicator: InDate, scope: Scope) -> Row:
    """A policy as it counts: where the cell that would show it cannot be read, it may be in date and aligned."""
    if policy.id in scope.cells.unknown_ids("next_review"):
        unread = doubt or open_cell("maybe-cell", "policies", "next_review")
        return Row(policy, asked, Answer.MAYBE, unread, unread)
    if policy.next_review < scope.on <= last_of(policy.next_review):
        some_day = doubt or open_cell("maybe-undated", "policies", "next_review")
        return Row(policy, asked, Answer.MAYBE, some_day, some_day)
    lacks = _lacks(policy, indicator, scope)
    open_ = [_open_fault(fault, policy, indicator, scope) for fault in lacks]
    if open_ and all(open_):
        return Row(policy, asked, Answer.MAYBE, open_[0] or _PAST, doubt or open_[0])
    if lacks:
        return Row(policy, asked, Answer.NO, note("policy-lacks", faults=tuple(lacks)), doubt)
    return Row(policy, asked, Answer.YES, note("review-due", day=policy.next_review), doubt)


def _measured(rows: list[Row], indicator: InDate, scope: Scope) -> Measured:
    counts = tally(rows)
    certain = [r.record for r in rows if not r.open and isinstance(r.record, Policy)]
    lacks = {p.id: _lacks(p, indicator, scope) for p in certain}
    late = [p for p in certain if last_of(p.next_review) < scope.on]
    return Measured(
        Unit.SHARE,
        registers_of(indicator),
        trace=traces(rows),
        facts={"missing": str(sum(map(bool, lacks.values()))), "late": str(len(late)), "lacking": _tally(lacks)},
        # Of an aligned policy the tally of what is lacking says it; it is not the only cause.
        raised=() if indicator.aligned else _overdue(late, scope.on),
        **counts.figures(Status(indicator.when_none)),
    )


def newest_versions(policies: list[Policy]) -> list[Policy]:
    """The most recently reviewed version of each policy, in order of title."""
    newest: dict[str, Policy] = {}
    for policy in sorted(policies, key=lambda p: (p.reviewed, p.version)):
        newest[policy.title.casefold()] = policy
    return [newest[title] for title in sorted(newest)]


def _lacks(policy: Policy, indicator: InDate, scope: Scope) -> list[Note]:
    faults = [_PAST] if last_of(policy.next_review) < scope.on else []
    if indicator.aligned:
        faults += [_UNTESTED] if not _tested(policy, indicator, scope) else []
        faults += [_UNREAD] if not _read(policy, indicator) else []
    return faults


def _open_fault(fault: Note, policy: Policy, indicator: InDate, scope: Scope) -> Note | None:
    """Why a policy may not have a fault that it seems to have; None where its cells and the audits say so."""
    asked = {_UNTESTED: ("tested_by",), _UNREAD: ("staff_required", "staff_read")}.get(fault, ())
    if doubt := next((d for name in asked if (d := scope.cells.doubt_of_empty(policy, name))), None):
        return doubt
    if fault == _UNTESTED and policy.tested_by and indicator.audit_within is not None:
        window = scope.window_of("audits", indicator.audit_within)
        audits = (a for a in scope.cells.rows("audits") if isinstance(a, Audit))
        return next((d for a in audits if (d := _may_test(a, policy, window, scope))), None)
    return None


def _may_test(audit: Audit, policy: Policy, window: Window, scope: Scope) -> Note | None:
    """Why an audit that is not known to test a policy may: its topic or its day is not known."""
    named = audit.topic and scope.cells.knows("audits", "topic", audit.topic)
    if not named or audit.id in scope.cells.unknown_ids("topic"):
        return open_cell("maybe-cell", "audits", "topic")
    some_day = scope.cells.undated(audit) if audit.day is None else window.may_hold(audit.day)
    if some_day and audit.topic and matched_word((policy.tested_by,), (audit.topic,)):
        return open_cell("maybe-undated", "audits", "date")
    return None


def _tested(policy: Policy, indicator: InDate, scope: Scope) -> bool:
    if not policy.tested_by or indicator.audit_within is None:
        return False
    window = scope.window_of("audits", indicator.audit_within)
    audits = [a for a in scope.records.of("audits") if isinstance(a, Audit) and a.date in window]
    return any(matched_word((policy.tested_by,), (a.topic,)) for a in audits if a.topic)


def _read(policy: Policy, indicator: InDate) -> bool:
    if not policy.staff_required or policy.staff_read is None or indicator.read_at_least is None:
        return False
    return Fraction(policy.staff_read, policy.staff_required) >= indicator.read_at_least.value


def _tally(lacks: dict[str, list[Note]]) -> Fact:
    every = [fault for faults in lacks.values() for fault in faults]
    counts = ((every.count(fault), fault) for fault in (_PAST, _UNTESTED, _UNREAD))
    return tuple(note("policies-lacking", n=n, fault=fault) for n, fault in counts if n) or note("none")


def _overdue(late: list[Policy], on: date) -> tuple[Raised, ...]:
    if not late:
        return ()
    oldest = min(p.next_review for p in late)
    since, days = note("overdue-since", n=len(late), day=oldest), note("days", n=(on - oldest).days)
    return (("OVERDUE_REVIEW", (("n", str(len(late))), ("oldest", since), ("days", days))),)
