"""records x framework x day -> findings, flags and where each expectation stands."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from evidencepack.assessment.flags import (
    blocks_shown,
    contradiction,
    expectation_flags,
    finding_flags,
    not_said_flags,
    reused_records,
    too_few_kinds,
)
from evidencepack.assessment.judge import best_of, judge
from evidencepack.assessment.model import Assessment, ExpectationResult, Finding
from evidencepack.assessment.rollup import answer_of, roll_up, supported_level
from evidencepack.assessment.selection import applies
from evidencepack.dates import add_months
from evidencepack.frameworks.framework import Expectation, Framework, Requirement
from evidencepack.frameworks.indicators import Indicator, registers_of
from evidencepack.frameworks.terms import Rules
from evidencepack.measures import Known, Measured, Scope, Unit
from evidencepack.notes import Fact, Note, listed, note
from evidencepack.registers import Records, Service, short_hash
from evidencepack.statuses import Status
from evidencepack.text import grouped

_SILENT = (Status.NOT_SUPPLIED, Status.NOT_RECORDED)


def assess(
    framework: Framework,
    rules: Rules,
    service: Service,
    records: Records,
    on: date,
    known: Known | None = None,
) -> Assessment:
    """Answer every requirement of a framework from the records of one service as they stood on the day.

    `records` must not hold rows after the day (see as_of). `known` holds what was measured for another framework of the
    same service, records and day, and grows. Nothing is rated; every figure keeps its trace.
    """
    known = Known(records, rules.terms) if known is None else known
    found = [
        [_finding(framework, e, r, rules, service, records, on, known) for r in e.requirements]
        for e in framework.expectations
    ]
    reused = reused_records(found, rules.flags.reused_above)
    results = (_result(e, findings, rules, reused) for e, findings in zip(framework.expectations, found, strict=True))
    return Assessment(framework, on, tuple(results))


def indicator_of(requirement: Requirement, rules: Rules) -> Indicator:
    """The indicator a requirement uses; `document` and `example` have one of their own."""
    return rules.indicators[requirement.use or f"{'document' if requirement.document else 'example'}-on-topic"]


def parameters(requirement: Requirement) -> dict[str, str]:
    """What a requirement gives its indicator, as text."""
    asked = requirement.document or requirement.example
    extra = {"topic": asked.topic} if asked else {}
    return {name: str(value) for name, value in {**requirement.with_, **extra}.items()}


def action_ref(requirement: Requirement, rules: Rules) -> str:
    """The ref of the action that closes a gap: the same in every framework that asks for the same thing.

    What only words a sentence is no part of it, so that what people typed stays with an action that is worded anew.
    """
    name = requirement.use or ("document" if requirement.document else "example")
    wording = {*requirement.with_} - indicator_of(requirement, rules).selects_by()
    asked = sorted(item for item in parameters(requirement).items() if item[0] not in wording)
    return "A-" + short_hash(name, *asked, length=6)


def _finding(
    framework: Framework,
    expectation: Expectation,
    requirement: Requirement,
    rules: Rules,
    service: Service,
    records: Records,
    on: date,
    known: Known,
) -> Finding:
    """The answer to a requirement; where its register was not given or is silent, by the one that may answer instead.

    What would close its gap stays the same action, whichever answers.
    """
    found = _answered(framework, expectation, requirement, rules, service, records, on, known)
    other = indicator_of(requirement, rules).instead
    if other is None or found.measured.set_aside not in _SILENT:
        return found
    again = requirement.model_copy(update={"use": other})
    tried = _answered(framework, expectation, again, rules, service, records, on, known)
    return found if tried.measured.set_aside in (*_SILENT, Status.NO_EVIDENCE) else replace(tried, ref=found.ref)


def _answered(
    framework: Framework,
    expectation: Expectation,
    requirement: Requirement,
    rules: Rules,
    service: Service,
    records: Records,
    on: date,
    known: Known,
) -> Finding:
    requirement = for_contract_year(requirement, service.contracts.get(framework.id), on)
    indicator = indicator_of(requirement, rules)
    id_ = f"{framework.id}/{expectation.id}/{requirement.id}"
    title = requirement.title or indicator.title.format_map(rules.terms.as_written(parameters(requirement)))
    title = title[:1].upper() + title[1:]
    given, empty = tuple(parameters(requirement).items()), Measured(Unit.SHARE, registers_of(indicator))
    base = Finding(id_, action_ref(requirement, rules), requirement, title, Status.NOT_APPLICABLE, empty, params=given)
    asked, reason = applies(requirement, expectation, service, records)
    if asked is False:
        return replace(base, reason=reason)
    params, changed = own_parameters(requirement, service)
    few = next((f for f in (requirement.few_below, indicator.few_below) if f is not None), rules.flags.few_below)
    window = requirement.document.within if requirement.document else requirement.window
    scope = Scope(records, known.cells, service, rules.terms, on, window, params, few)
    found = _judged(base, indicator, scope, rules, changed, known)
    return _not_said(found, reason, rules) if asked is None else found


def _not_said(found: Finding, reason: Note | None, rules: Rules) -> Finding:
    """Where nobody has said whether it is asked: what is met, or only told, stands; anything else is unclear."""
    if found.status in (Status.MET, Status.PARTLY_MET, Status.FOR_INFORMATION):
        return found
    flags = not_said_flags(reason, found.requirement.essential, rules.flags)
    return replace(found, status=Status.UNCLEAR, reason=reason, flags=flags, looser_own_policy=None)


def for_contract_year(requirement: Requirement, start: date | None, on: date) -> Requirement:
    """The requirement with the target of the contract year the day is in; the last step holds from then on."""
    if not requirement.by_year or start is None or start > on:
        return requirement
    year = next(n for n in range(1, 200) if add_months(start, 12 * n) > on)
    steps = [n for n in sorted(requirement.by_year) if n <= year]
    return requirement.model_copy(update={"at_least": requirement.by_year[steps[-1]]}) if steps else requirement


def _judged(base: Finding, indicator: Indicator, scope: Scope, rules: Rules, own_policy: bool, known: Known) -> Finding:
    requirement = base.requirement
    measured = known.measure(indicator, scope)
    status = judge(measured, requirement, scope.on, scope.few_below)
    contradicted = contradiction(indicator.contradicted_by, scope) if indicator.contradicted_by else None
    flags = finding_flags(status, measured, requirement, indicator.kind, contradicted, rules)
    looser = _against_sector_practice(measured, indicator, scope, requirement, known) if own_policy else None
    return replace(
        base,
        status=status,
        measured=measured,
        flags=flags,
        best=best_of(measured, requirement, scope.on, scope.few_below) if status is Status.UNCLEAR else status,
        own_policy_used=own_policy,
        params=tuple(scope.params.items()),
        looser_own_policy=looser,
    )


def own_parameters(requirement: Requirement, service: Service) -> tuple[dict[str, str], bool]:
    """The parameters with the service's own policy in place of sector practice, and whether any was used."""
    params = parameters(requirement)
    if not requirement.number_from or requirement.number_from.kind != "sector practice":
        return params, False
    own = {name: service.own_policy[key] for name, key in requirement.own_policy.items() if key in service.own_policy}
    return params | {name: str(value) for name, value in own.items()}, bool(own)


def _against_sector_practice(
    measured: Measured, indicator: Indicator, scope: Scope, requirement: Requirement, known: Known
) -> Note | None:
    """Both figures are printed where the service's own policy is looser than sector practice."""
    usual = known.measure(indicator, replace(scope, params=parameters(requirement)))
    if usual.figure is None or measured.figure is None or usual.figure >= measured.figure:
        return None
    n, of = (_either(usual, name) for name in ("numerator", "denominator"))
    settings = [
        note("setting-times", times=str(value)) if name == "times" else note("setting", name=name, value=str(value))
        for name, value in requirement.with_.items()
    ]
    return note("against-sector-practice", settings=listed(settings), met=n, of=of)


def _either(measured: Measured, name: str) -> Fact:
    """A number of a figure, or the two between which it lies."""
    ends = {getattr(r, name) for r in (measured.least or measured, measured.greatest or measured)}
    least, greatest = grouped(min(ends)), grouped(max(ends))
    return note("least-to-greatest", least=least, greatest=greatest) if least != greatest else least


def _result(expectation: Expectation, findings: Sequence[Finding], rules: Rules, reused: set[str]) -> ExpectationResult:
    kinds = {f.id: indicator_of(f.requirement, rules).evidence_kind for f in findings}
    again = any(row.record in reused for f in findings for row in f.measured.trace)
    flags = expectation_flags(expectation, findings, kinds, again, rules)
    blocked = blocks_shown(findings, flags, rules.flags) or too_few_kinds(expectation, findings, kinds)
    standing, duty = roll_up([answer_of(f) for f in findings], bool(expectation.rests_on_observation), blocked)
    level = supported_level(expectation.tiers, findings)
    return ExpectationResult(expectation, standing, duty, tuple(findings), flags, level)
