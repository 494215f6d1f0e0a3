"""Why a finding or an expectation needs a person's eye; a root flag silences those it causes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from evidencepack.assessment.model import Finding, Flag
from evidencepack.dates import Span
from evidencepack.frameworks.framework import Expectation, Requirement
from evidencepack.frameworks.indicator_base import Compare, Conditions, ContradictedBy
from evidencepack.frameworks.terms import Flags, Rules
from evidencepack.measures import Measured, Scope, UsedAs
from evidencepack.measures.matching import find
from evidencepack.notes import Fact, Note, note
from evidencepack.registers import Audit, Complaint
from evidencepack.statuses import Status
from evidencepack.text import is_reference

_SET_ASIDE = {
    Status.NOT_SUPPLIED: "NOT_SUPPLIED",
    Status.NOT_RECORDED: "NOT_RECORDED",
    Status.NO_EVIDENCE: "NO_EVIDENCE",
    Status.UNCLEAR: "UNDATED",
    Status.TOO_FEW: "SMALL_N",
}
_FALLS_SHORT = {"recent": "STALE", "change": "NO_CHANGE_SHOWN"}
_NOT_SHOWN = (Status.NOT_MET, Status.NOT_SUPPLIED, Status.NOT_RECORDED, Status.NO_EVIDENCE, Status.UNCLEAR)
_VOICES = ("people's experience",)
_PAPER = ("policies", "documents")
_LOOKED_BACK = Span(months=6)
_SCORES = ("score", "out_of", "pass_mark", "reaudit_score")
# Partly upheld does not count, since no register says which part was; open complaints have no answer yet.
_UPHELD: Conditions = {"kind": "complaint", "upheld": "yes", "closed": Compare(given=True)}


def finding_flags(
    status: Status,
    measured: Measured,
    requirement: Requirement,
    kind: str,
    contradicted: Flag | None,
    rules: Rules,
) -> tuple[Flag, ...]:
    """The flags of one requirement, silenced ones left out, in the order of flags.yaml."""
    found = [Flag(*raised) for raised in measured.raised]
    if status in _SET_ASIDE:
        found.append(Flag(_SET_ASIDE[status]))
    # A group too small to print is no gap: nothing that a service could do would close it.
    if kind == "make_up":
        found = [f for f in found if f.code != "SMALL_N"]
    if status in (Status.PARTLY_MET, Status.NOT_MET):
        some_way = kind == "change" and _for_the_better(measured, requirement)
        found.append(Flag("BELOW_TARGET" if some_way else _FALLS_SHORT.get(kind, "BELOW_TARGET")))
    if requirement.essential and status in _NOT_SHOWN:
        found.append(Flag("DUTY_NOT_SHOWN"))
    if contradicted and status in (Status.MET, Status.PARTLY_MET):
        found.append(contradicted)
    return silence(found, rules.flags)


def _for_the_better(measured: Measured, requirement: Requirement) -> bool:
    """Whether a change is in the way that is asked for, though it does not go far enough."""
    figure = measured.figure or 0
    return figure < 0 if requirement.at_most else figure > 0


def not_said_flags(reason: Note | None, essential: bool, rules: Flags) -> tuple[Flag, ...]:
    """The flags of a requirement of which nobody has said whether it is asked of the service."""
    asked = dict(reason.facts).get("whether", "") if reason else ""
    duty = [Flag("DUTY_NOT_SHOWN")] if essential else []
    return silence([*duty, Flag("NOT_SAID", (("whether", asked),))], rules)


def register_in_question(measured: Measured) -> str:
    """The register that was not supplied, or that was and holds nothing; else the one a figure rests on first."""
    facts = measured.facts
    return str(facts.get("missing_register") or facts.get("empty_register") or measured.registers[0])


def silence(flags: Iterable[Flag], rules: Flags) -> tuple[Flag, ...]:
    """Each flag once, without those that another present flag causes, in the order of flags.yaml."""
    by_code = {f.code: f for f in flags}
    silenced = {code for present in by_code for code in rules.by_code[present].silences}
    return tuple(by_code[code] for code in rules.by_code if code in by_code and code not in silenced)


def contradiction(rule: ContradictedBy, scope: Scope) -> Flag | None:
    """CONTRADICTED by the latest audit on a topic, by two upheld complaints on a theme, or by both; else None.

    An audit that may be the latest and may be below its pass mark, as its cells cannot be read, is MAY_BE_CONTRADICTED.
    """
    topic, theme = scope.fill(rule.audit_topic), scope.fill(rule.complaint_theme)
    audit = dict(_failed_audit(topic, scope)) if topic else {}
    complaints = dict(_upheld_complaints(theme, scope)) if theme else {}
    if not audit and not complaints:
        return _open_audit(topic, scope) if topic else None
    about = dict.fromkeys((*([topic] if audit else ()), *([theme] if complaints else ())))
    return Flag("CONTRADICTED", (("topic", tuple(about)), *audit.items(), *complaints.items()))


def _failed_audit(topic: str, scope: Scope) -> Iterator[tuple[str, Fact]]:
    """The facts of the latest audit on a topic if it is below its pass mark without a re-audit that reaches it."""
    audits = [a for a in find("audits", {"topic": topic}, scope, dated_only=True).sure if isinstance(a, Audit)]
    if audits and audits[-1].below_pass_mark:
        latest = audits[-1]
        yield from (("audit_topic", topic), ("day", latest.date))
        yield from (("score", f"{latest.score:g}"), ("mark", f"{latest.pass_mark:g}"))


def _open_audit(topic: str, scope: Scope) -> Flag | None:
    """Whether an audit may speak against a figure: one as late as the latest, whose topic, day or score is open."""
    found = find("audits", {"topic": topic}, scope, dated_only=True)
    latest = max((a.day for a in found.sure if a.day), default=None)
    maybe = [m.record for m in found.maybe if not m.record.day or not latest or m.record.day >= latest]
    unread = {id_ for name in _SCORES for id_ in scope.cells.unknown_ids(name)}
    open_ = [a for a in maybe if a.id in unread or getattr(a, "below_pass_mark", False)]
    open_ += [a for a in found.sure if a.day == latest and a.id in unread]
    return Flag("MAY_BE_CONTRADICTED", (("topic", topic), ("n", str(len(open_))))) if open_ else None


def _upheld_complaints(theme: str, scope: Scope) -> Iterator[tuple[str, Fact]]:
    """The facts of the complaints on a theme if at least two of the last 6 months were upheld."""
    window = scope.window_of("complaints", _LOOKED_BACK)
    found = find("complaints", {**_UPHELD, "topic": theme}, scope, window)
    upheld = [c for c in found.sure if isinstance(c, Complaint)]
    if len(upheld) >= 2:
        latest = tuple(
            note("complaint", code=c.code, day=c.received)
            if is_reference(c.code)
            else note("complaint-without-number", day=c.received)
            for c in upheld[-2:]
        )
        yield from (("complaint_theme", theme), ("upheld", str(len(upheld))), ("complaints", latest))


def has_evidence(finding: Finding) -> bool:
    """Whether anything was found that answers the requirement, well or badly."""
    return finding.status.judged or finding.status in (Status.FOR_INFORMATION, Status.NO_CLEAR_CHANGE)


def expectation_flags(
    expectation: Expectation, findings: Sequence[Finding], kinds: Mapping[str, str], reused: bool, rules: Rules
) -> tuple[Flag, ...]:
    """The flags of an expectation as a whole; `kinds` is the evidence kind of each finding by id."""
    shown = [f for f in findings if has_evidence(f)]
    missing = {kinds[f.id] for f in findings if f.status in (Status.NOT_SUPPLIED, Status.NO_EVIDENCE)}
    found_kinds = {kinds[f.id] for f in shown}
    flags = []
    if shown and all(set(f.measured.registers) <= set(_PAPER) for f in shown):
        flags.append(Flag("POLICY_ONLY"))
    # A kind that is missing because its register is missing is said there, not here as well.
    if len(found_kinds) == 1 and not missing - found_kinds:
        flags.append(Flag("SINGLE_SOURCE", (("kind", next(iter(found_kinds))),)))
    if expectation.voice and shown and not found_kinds & set(_VOICES) and not missing & set(_VOICES):
        flags.append(Flag("NO_PEOPLE_VOICE"))
    if reused:
        flags.append(Flag("REUSED", (("limit", str(rules.flags.reused_above)),)))
    return silence(flags, rules.flags)


def blocks_shown(findings: Sequence[Finding], flags: Sequence[Flag], rules: Flags) -> bool:
    """Whether a flag of an expectation or of one of its findings keeps it from being shown."""
    return any(rules.by_code[f.code].blocks_shown for f in (*flags, *(f for each in findings for f in each.flags)))


def too_few_kinds(expectation: Expectation, findings: Sequence[Finding], kinds: Mapping[str, str]) -> bool:
    """Whether the publisher asks for more kinds of evidence than were found."""
    asked = expectation.breadth.kinds_at_least if expectation.breadth else 0
    return len({kinds[f.id] for f in findings if has_evidence(f)}) < asked


def reused_records(results: Sequence[Sequence[Finding]], limit: int) -> set[str]:
    """Examples and documents that answer more than `limit` expectations of one framework; never a register."""
    seen: dict[str, set[int]] = {}
    rows = ((i, row) for i, findings in enumerate(results) for f in findings for row in f.measured.trace)
    for index, row in rows:
        if row.register in ("examples", "documents") and row.used_as is UsedAs.NUMERATOR:
            seen.setdefault(row.record, set()).add(index)
    return {record for record, where in seen.items() if len(where) > limit}
