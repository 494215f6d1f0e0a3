"""declared: a fact in service.yaml, borne out by a day or a document."""

from datetime import date
from fractions import Fraction

from evidencepack.dates import day_words
from evidencepack.frameworks.indicators import Declared
from evidencepack.indicators.measured import Measured, TraceRow, Unit, UsedAs
from evidencepack.indicators.scope import Scope
from evidencepack.origin import Origin
from evidencepack.records import Fact


def measure(indicator: Declared, scope: Scope) -> Measured:
    """1 of 1 when the fact is declared and borne out; a bare claim is unclear, a vacancy with an application half."""
    name = scope.fill(indicator.fact)
    fact = scope.service.facts.get(name)
    origin = Origin("service.yaml", column=name)
    if fact is None:
        return Measured(
            Unit.YES, ("facts",), set_aside="not supplied", facts={"value": "", "borne_out": "not declared"}
        )
    figure = _figure(fact, scope.on)
    bare = figure == 1 and not (fact.since or fact.checked or fact.document)
    used = UsedAs.LEFT_OUT if bare else UsedAs.NUMERATOR if figure == 1 else UsedAs.DENOMINATOR
    return Measured(
        Unit.YES,
        ("facts",),
        numerator=None if bare else figure,
        denominator=1,
        figure=None if bare else figure,
        set_aside="unclear" if bare else "",
        trace=(TraceRow(f"fact-{name}", "facts", used, _because(fact), origin),),
        facts=_facts(fact),
    )


def _figure(fact: Fact, on: date) -> Fraction:
    if _is_no(fact) or (fact.since is not None and fact.since > on):
        return Fraction(1, 2) if fact.application_sent and fact.application_sent <= on else Fraction(0)
    return Fraction(1)


def _is_no(fact: Fact) -> bool:
    return str(fact.value).strip().casefold() in ("", "no", "false")


def _because(fact: Fact) -> str:
    if _is_no(fact):
        return f"application sent {day_words(fact.application_sent)}" if fact.application_sent else "as not in place"
    days = [
        f"since {day_words(fact.since)}" if fact.since else "",
        f"checked {day_words(fact.checked)}" if fact.checked else "",
    ]
    parts = [p for p in (*days, "with a document" if fact.document else "") if p]
    return ", ".join(parts) or "without a day or a document"


def _facts(fact: Fact) -> dict[str, str]:
    return {"value": fact.value if isinstance(fact.value, str) else "", "borne_out": _because(fact)}
