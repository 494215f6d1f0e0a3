"""make_up: a group among leaders beside the workforce, the people supported and a typed area figure."""

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.frameworks.indicators import MakeUp, registers_of
from evidencepack.measures.conditions import checks_of, sift
from evidencepack.measures.matching import not_recorded
from evidencepack.measures.measured import Measured, Scope, SubFigure, Unit, not_supplied
from evidencepack.notes import Fact, note
from evidencepack.registers import Record
from evidencepack.statuses import Status

LEAST_TOTAL = 10
TELLING = range(1, 5)
SUPPRESSED = note("not-printed")
_NOT_GIVEN = note("not-given")
# Each body of people and the plain name that a sentence has for its share.
BODIES = {"leaders": "leaders", "workforce": "workforce", "people supported": "people"}


class _BodyCount(Struct, frozen=True):
    """How many of one body of people belong to the group, of those who said."""

    label: str
    n: int
    of: int

    @property
    def may_be_shown(self) -> bool:
        """Not where the total is under 10, or the group or its remainder is 1 to 4."""
        return self.of >= LEAST_TOTAL and self.n not in TELLING and self.of - self.n not in TELLING

    def words(self) -> Fact:
        """The share as text, or that it is not printed."""
        return f"{float(Fraction(self.n, self.of)):.0%}" if self.may_be_shown else SUPPRESSED


def measure(indicator: MakeUp, scope: Scope) -> Measured:
    """For information only; no trace, since the rows behind a small group could tell who is in it."""
    registers = registers_of(indicator)
    if "leaders" not in scope.records.supplied:
        return not_supplied(Unit.SHARE, registers, "leaders")
    if lacking := not_recorded("leaders", scope, Unit.SHARE, (indicator.by,)):
        return replace(lacking, registers=registers)
    bodies = zip(BODIES, registers, strict=True)
    groups = [_group(label, scope.records.of(register), indicator, scope) for label, register in bodies]
    leaders = groups[0]
    area = scope.service.facts.get(indicator.area_fact)
    facts: dict[str, Fact] = {
        BODIES[group.label]: group.words() if register in scope.records.supplied else _NOT_GIVEN
        for group, register in zip(groups, registers, strict=True)
    }
    facts |= {"area": str(area.value) if area and area.since else _NOT_GIVEN, "group": indicator.group}
    if leaders.of == 0:
        return Measured(Unit.SHARE, registers, set_aside=Status.NO_EVIDENCE, facts=facts)
    parts = tuple(SubFigure(g.label, Fraction(g.n), g.of) for g in groups if g.may_be_shown)
    if not leaders.may_be_shown:
        return Measured(Unit.SHARE, registers, set_aside=Status.TOO_FEW, parts=parts, facts=facts)
    return Measured(
        Unit.SHARE,
        registers,
        numerator=Fraction(leaders.n),
        denominator=leaders.of,
        figure=Fraction(leaders.n, leaders.of),
        parts=parts,
        facts=facts,
    )


def _group(label: str, rows: Sequence[Record], indicator: MakeUp, scope: Scope) -> _BodyCount:
    in_post, _ = sift(rows, checks_of({"in_post": True}, rows[0].register, scope)) if rows else ((), ())
    said = {r.code: getattr(r, indicator.by) for r in in_post if getattr(r, indicator.by)}  # type: ignore[attr-defined]
    return _BodyCount(label, sum(v.casefold() == indicator.group.casefold() for v in said.values()), len(said))
