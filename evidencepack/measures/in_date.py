"""in_date: policies within their review date; aligned with practice: also tested by an audit and read by staff."""

from datetime import date
from fractions import Fraction

from evidencepack.frameworks.indicators import InDate, registers_of
from evidencepack.measures.conditions import matched_word
from evidencepack.measures.matching import matching, nothing, unread_matching
from evidencepack.measures.measured import Measured, Raised, Scope, Unit, UsedAs, not_supplied, trace_row
from evidencepack.notes import Fact, Note, note
from evidencepack.registers import Audit, Policy

_PAST, _UNTESTED, _UNREAD = note("past-review-date"), note("not-tested"), note("not-read")


def measure(indicator: InDate, scope: Scope) -> Measured:
    """Count the policies in date; only the newest version of each title counts."""
    rows = newest_versions([r for r in matching("policies", indicator.where, scope) if isinstance(r, Policy)])
    if rows and indicator.aligned and "audits" not in scope.records.supplied:
        return not_supplied(Unit.SHARE, registers_of(indicator), "audits")
    if not rows:
        return nothing(Unit.SHARE, "policies", indicator.where, scope, None, indicator.when_none)
    lacks = {p.id: _lacks(p, indicator, scope) for p in rows}
    good = [p for p in rows if not lacks[p.id]]
    late = [p for p in rows if p.next_review < scope.on]
    trace = tuple(
        trace_row(p, UsedAs.DENOMINATOR, note("policy-lacks", faults=tuple(lacks[p.id])))
        if lacks[p.id]
        else trace_row(p, UsedAs.NUMERATOR, note("review-due", day=p.next_review))
        for p in rows
    )
    return Measured(
        Unit.SHARE,
        registers_of(indicator),
        numerator=Fraction(len(good)),
        denominator=len(rows),
        figure=Fraction(len(good), len(rows)),
        trace=trace,
        unread=unread_matching("policies", indicator.where, scope),
        facts={"missing": str(len(rows) - len(good)), "late": str(len(late)), "lacking": _tally(lacks)},
        # Of an aligned policy the tally of what is lacking says it; it is not the only cause.
        raised=() if indicator.aligned else _overdue(late, scope.on),
    )


def newest_versions(policies: list[Policy]) -> list[Policy]:
    """The most recently reviewed version of each policy, in order of title."""
    newest: dict[str, Policy] = {}
    for policy in sorted(policies, key=lambda p: (p.reviewed, p.version)):
        newest[policy.title.casefold()] = policy
    return [newest[title] for title in sorted(newest)]


def _lacks(policy: Policy, indicator: InDate, scope: Scope) -> list[Note]:
    faults = [_PAST] if policy.next_review < scope.on else []
    if indicator.aligned:
        faults += [_UNTESTED] if not _tested(policy, indicator, scope) else []
        faults += [_UNREAD] if not _read(policy, indicator) else []
    return faults


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
