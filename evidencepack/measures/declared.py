"""declared: a fact that the service states, or a public register of it, borne out by a day or a document."""

from datetime import date
from fractions import Fraction

from evidencepack.frameworks.indicators import Declared
from evidencepack.measures.measured import Measured, Scope, TraceRow, Unit, UsedAs
from evidencepack.notes import Fact, Note, listed, note
from evidencepack.origin import Origin
from evidencepack.registers import DeclaredFact, FoundFact
from evidencepack.statuses import Status

_DECLARED = note("declared-by-service")


def measure(indicator: Declared, scope: Scope) -> Measured:
    """1 of 1 when the fact is declared and borne out; a bare claim is unclear, a vacancy with an application half."""
    name = scope.fill(indicator.fact)
    fact = scope.service.facts.get(name)
    if fact is None:
        return Measured(
            Unit.YES,
            ("facts",),
            set_aside=Status.NOT_SUPPLIED,
            facts={"value": "", "borne_out": note("not-declared"), "said_by": _DECLARED},
        )
    figure = _figure(fact, scope.on)
    origin = fact.origin if isinstance(fact, FoundFact) else Origin("service.yaml", column=name)
    bare = figure == 1 and not (fact.since or fact.checked or fact.document or _published_in(fact))
    used = UsedAs.LEFT_OUT if bare else UsedAs.NUMERATOR if figure == 1 else UsedAs.DENOMINATOR
    return Measured(
        Unit.YES,
        ("facts",),
        numerator=None if bare else figure,
        denominator=1,
        figure=None if bare else figure,
        set_aside=Status.UNCLEAR if bare else None,
        trace=(TraceRow(f"fact-{name}", "facts", used, _because(fact), origin),),
        facts=_facts(fact),
    )


def _figure(fact: DeclaredFact, on: date) -> Fraction:
    if not _is_no(fact) and (fact.since is None or fact.since <= on):
        return Fraction(1)
    return Fraction(1, 2) if fact.application_sent and fact.application_sent <= on else Fraction(0)


def _is_no(fact: DeclaredFact) -> bool:
    return str(fact.value).strip().casefold() in ("", "no", "false")


def _because(fact: DeclaredFact) -> Note:
    if _is_no(fact):
        sent = fact.application_sent
        return note("application-sent", day=sent) if sent else note("not-in-place")
    parts = [note("fact-since", day=fact.since)] if fact.since else []
    parts += [note("fact-checked", day=fact.checked)] if fact.checked else []
    parts += [note("fact-file")] if _published_in(fact) else []
    parts += [note("fact-document")] if fact.document else []
    return listed(parts) if parts else note("fact-bare")


def _facts(fact: DeclaredFact) -> dict[str, Fact]:
    published = _published_in(fact)
    return {
        "value": fact.value if isinstance(fact.value, str) else "",
        "borne_out": _because(fact),
        "said_by": note("taken-from", published=published) if published else _DECLARED,
        "published_in": published,
    }


def _published_in(fact: DeclaredFact) -> str:
    """The public file that the fact is from; "" where the service says it."""
    return fact.published_in if isinstance(fact, FoundFact) else ""
