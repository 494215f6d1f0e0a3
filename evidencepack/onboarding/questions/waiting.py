"""Which findings wait for an answer: those that it would let be judged, or judged for certain."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from evidencepack.assessment import Finding
from evidencepack.assessment.selection import ASKED
from evidencepack.measures import UsedAs
from evidencepack.notes import Note
from evidencepack.origin import Origin
from evidencepack.registers import Asked, Question
from evidencepack.service import ServiceRead
from evidencepack.statuses import Status

_ROW = tuple[str, str, int]
_UNANSWERED = (Status.UNCLEAR, Status.NOT_RECORDED, Status.NOT_SUPPLIED, Status.NO_EVIDENCE)


class Waiting:
    """The findings that wait, by what they wait for: a row, a sheet, a field, a register, a fact."""

    def __init__(self, read: ServiceRead, findings: Iterable[Finding]) -> None:
        records = (*read.records.rows.values(), *read.records.partial.values())
        self._origins = {row.id: row.origin for rows in records for row in rows}
        self._rows: dict[_ROW, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._sheets: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._fields: dict[str, set[str]] = defaultdict(set)
        self._registers: dict[str, set[str]] = defaultdict(set)
        self._facts: dict[str, set[str]] = defaultdict(set)
        for finding in findings:
            if finding.status in _UNANSWERED or _is_open(finding):
                self._note(finding)

    def for_(self, question: Question, asked: Sequence[Asked]) -> set[str]:
        """The ids of the findings that wait for the answer to a question."""
        if question.ask == "fact":
            return self._facts[ASKED[question.what].code]
        if question.ask == "heading":
            return {id_ for a in asked for name in a.may_be for id_ in self._fields[f"{question.register}.{name}"]}
        if question.ask == "sheet":
            return self._registers[question.register]
        found = set[str]()
        for place in question.places:
            found |= self._of_row(place, question) if place.row else self._sheets[place.file, place.sheet]
            if question.ask in ("year", "default"):
                found |= self._sheets[place.file, place.sheet] | self._registers[question.register]
        return found

    def _of_row(self, place: Origin, question: Question) -> set[str]:
        by_column = self._rows.get((place.file, place.sheet, place.row), {})
        own = f"{question.register}.{question.field}"
        columns = ("", own) if question.ask == "word" else tuple(by_column)
        return {id_ for column in columns for id_ in by_column.get(column, ())}

    def _note(self, finding: Finding) -> None:
        measured = finding.measured
        if finding.reason:
            for _, said in finding.reason.facts:
                if isinstance(said, Note):
                    self._facts[said.code].add(finding.id)
        if finding.status in (Status.NOT_SUPPLIED, Status.NO_EVIDENCE):
            missing = str(measured.facts.get("missing_register", ""))
            for register in (missing,) if missing else measured.registers:
                self._registers[register].add(finding.id)
        lacking = measured.facts.get("lacking", ())
        for field in lacking if isinstance(lacking, tuple) else ():
            if isinstance(field, Note):
                self._fields[field.code].add(finding.id)
        for row in measured.trace if _is_open(finding) else ():
            if row.used_as is UsedAs.MAYBE:
                column = dict(row.because.facts).get("field", "")
                code = column.code if isinstance(column, Note) else ""
                if row.because.code == "maybe-absent":
                    self._fields[code].add(finding.id)
                for place in (row.origin, *(self._origins[id_] for id_ in row.by if id_ in self._origins)):
                    self._rows[place.file, place.sheet, place.row][code].add(finding.id)
                    self._sheets[place.file, place.sheet].add(finding.id)


def _is_open(finding: Finding) -> bool:
    """Whether the rows of a finding can be read in more than one way, and it makes a difference."""
    m = finding.measured
    return finding.status is Status.UNCLEAR or (m.least is not None and m.least != m.greatest)
