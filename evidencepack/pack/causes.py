"""What several gaps have in common, through all findings and frameworks: what one action would settle."""

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from evidencepack.assessment import Finding
from evidencepack.measures import TraceRow, UsedAs
from evidencepack.notes import Fact, Note
from evidencepack.registers import short_hash
from evidencepack.statuses import Status

# Of a maybe row: whether its word or its column is what keeps it open; else it is a cell, or the row as a whole.
_KINDS: Mapping[str, Literal["word", "column"]] = {"maybe-word": "word", "maybe-absent": "column"}


class GapCause(Struct, frozen=True):
    """A register that was not supplied, a column it lacks, cells or words that leave it open, or what nobody has said.

    `about` is the register, and the field where there is one; or what was to be said.
    """

    kind: Literal["supply", "column", "cell", "word", "say"]
    about: tuple[str, ...]

    @property
    def ref(self) -> str:
        """The ref of its action: the same whatever the words and rows are, so that what people typed stays with it."""
        return "A-" + short_hash(self.kind, *self.about, length=6)


def missing_register(finding: Finding) -> str:
    """The register that a finding would rest on and that was not given; "" where none is missing."""
    return str(finding.measured.facts.get("missing_register", ""))


def causes_behind(finding: Finding) -> Mapping[GapCause, Sequence[TraceRow]]:
    """The causes that a finding may share with others, with the rows that each leaves open; none where it has none."""
    if finding.status is Status.NOT_SUPPLIED and (register := missing_register(finding)):
        return {GapCause("supply", (register,)): ()}
    if finding.status is Status.NOT_RECORDED:
        lacking = finding.measured.facts.get("lacking", ())
        return {GapCause("column", _about(field)): () for field in lacking} if isinstance(lacking, tuple) else {}
    if finding.status is not Status.UNCLEAR:
        return {}
    if finding.reason:
        return {GapCause("say", _about(said)): () for _, said in finding.reason.facts}
    found: dict[GapCause, list[TraceRow]] = {}
    for row in finding.measured.trace:
        if row.used_as is UsedAs.MAYBE:
            found.setdefault(_cause_of(row), []).append(row)
    return found


def _about(said: Fact) -> tuple[str, ...]:
    """The register and the field that a note stands for, or what is to be said."""
    return tuple(said.code.split(".")) if isinstance(said, Note) else ()


def _cause_of(row: TraceRow) -> GapCause:
    facts = dict(row.because.facts)
    about = _about(facts.get("field", "")) or (str(facts.get("register", row.register)),)
    return GapCause(_KINDS.get(row.because.code, "cell"), about)
