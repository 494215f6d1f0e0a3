"""declared: a fact that a register, the service or a public file states, borne out by a day or a document."""

from fractions import Fraction

from evidencepack.frameworks.indicators import Declared
from evidencepack.measures.declared_register import by_register
from evidencepack.measures.declared_words import Stands, how_it_stands, meaning
from evidencepack.measures.measured import Measured, Scope, TraceRow, Unit, UsedAs
from evidencepack.notes import Fact, note
from evidencepack.origin import Origin
from evidencepack.registers import DeclaredFact, FoundFact
from evidencepack.statuses import Status


def measure(indicator: Declared, scope: Scope) -> Measured:
    """1 of 1 when the fact is stated and borne out; a bare claim is unclear, a vacancy with an application half.

    A register that answers goes before what is declared.
    """
    name = scope.fill(indicator.fact)
    fact = scope.service.facts.get(name)
    stated = meaning(fact, name, indicator, scope.terms) if fact else ""
    if found := by_register(indicator, name, fact, stated, scope):
        return _measured(found, name, scope)
    if fact is None:
        facts: dict[str, Fact] = {
            "value": "",
            "borne_out": note("not-declared"),
            "said_by": note("declared-by-service"),
        }
        facts |= {"thing": name, "says": note("not-declared")}
        return Measured(Unit.YES, ("facts",), set_aside=Status.NOT_SUPPLIED, facts=facts)
    return _measured(_declared(how_it_stands(fact, stated, name, indicator, scope.on), fact, name), name, scope)


def _declared(stands: Stands, fact: DeclaredFact, name: str) -> Stands:
    """With the row of the trace: the line of service.yaml, or the place where another file states the fact."""
    origin = fact.origin if isinstance(fact, FoundFact) else Origin("service.yaml", column=name)
    row = TraceRow(f"fact-{name}", "facts", UsedAs.LEFT_OUT, stands.borne_out, origin)
    return stands.with_rows((row,))


def _measured(stands: Stands, name: str, scope: Scope) -> Measured:
    """In place it is called what the framework calls it; else by its own name, so that no sentence denies itself."""
    aside = stands.answer if isinstance(stands.answer, Status) else None
    figure = stands.answer if isinstance(stands.answer, Fraction) else None
    own = name.replace("-", " ")
    return Measured(
        Unit.YES,
        tuple(dict.fromkeys(row.register for row in stands.trace)),
        numerator=figure,
        denominator=None if aside is Status.NOT_APPLICABLE else 1,
        figure=figure,
        set_aside=aside,
        trace=stands.trace,
        facts={
            "value": stands.value,
            "borne_out": stands.borne_out,
            "said_by": stands.said_by,
            "thing": scope.params.get("what", own) if stands.claimed else own,
            "says": stands.says,
            "reason": stands.says,
            "published_in": stands.published_in,
            "in_register": stands.register,
        },
        notes=stands.notes,
    )
