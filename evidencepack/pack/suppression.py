"""Groups of people between packs: no figure of today may tell, beside one of an earlier pack, of one to four people."""

from collections.abc import Sequence

from msgspec.structs import replace

from evidencepack.assessment import Assessment, ExpectationResult, Finding
from evidencepack.dates import Day
from evidencepack.measures import Measured, SubFigure
from evidencepack.measures.make_up import BODIES, SUPPRESSED, TELLING
from evidencepack.notes import Note, note
from evidencepack.pack.listed_model import PrintedGroup
from evidencepack.statuses import Status

Key = tuple[str, str]
_Printed = dict[Key, PrintedGroup]
_SAID = {"leaders": note("leaders"), "workforce": note("workforce"), "people supported": note("people-supported")}


def guarded(
    assessments: Sequence[Assessment], before: Sequence[PrintedGroup], on: Day
) -> tuple[tuple[Assessment, ...], tuple[PrintedGroup, ...]]:
    """The assessments without the groups whose difference from when they were last printed is 1 to 4 people.

    `before` are the groups as earlier packs printed them; returned besides: the same with those that today prints,
    for the pack after this one. A group that is held back keeps its earlier entry, so that waiting a month gives
    nothing away.
    """
    earlier: _Printed = {(g.ref, g.body): g for g in before}
    printed = dict(earlier)

    def result(found: ExpectationResult) -> ExpectationResult:
        return replace(found, findings=tuple(_one(f, earlier, printed, on) for f in found.findings))

    kept = tuple(replace(a, results=tuple(result(r) for r in a.results)) for a in assessments)
    return kept, tuple(printed[key] for key in sorted(printed))


def _one(finding: Finding, earlier: _Printed, printed: _Printed, on: Day) -> Finding:
    groups = [p for p in finding.measured.parts if p.label in BODIES]
    held = [p for p in groups if _tells(p, earlier.get((finding.ref, p.label)))]
    for part in (p for p in groups if p not in held):
        group = PrintedGroup(ref=finding.ref, body=part.label, n=int(part.numerator), of=part.denominator, day=on)
        printed[finding.ref, part.label] = group
    if not held:
        return finding
    day = max(earlier[finding.ref, p.label].day for p in held)
    said = note("held-back", groups=tuple(_SAID[p.label] for p in held), day=day)
    without = replace(finding, measured=_without(finding.measured, held, said))
    return replace(without, status=without.measured.set_aside, flags=()) if without.measured.set_aside else without


def _tells(part: SubFigure, before: PrintedGroup | None) -> bool:
    """Whether the group, the others or all of them differ by 1 to 4 from what was printed before."""
    if before is None:
        return False
    n, of = int(part.numerator) - before.n, part.denominator - before.of
    return any(abs(difference) in TELLING for difference in (n, of, of - n))


def _without(measured: Measured, held: Sequence[SubFigure], said: Note) -> Measured:
    facts = measured.facts | dict.fromkeys((BODIES[p.label] for p in held), SUPPRESSED)
    parts = tuple(p for p in measured.parts if p not in held)
    kept = replace(measured, facts=facts, notes=(*measured.notes, said), parts=parts)
    if all(p.label != "leaders" for p in held):
        return kept
    return replace(kept, numerator=None, denominator=None, figure=None, set_aside=Status.TOO_FEW)
