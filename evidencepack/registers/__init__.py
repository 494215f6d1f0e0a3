"""One small class a register, and the registers by the word used in mapping files."""

from collections.abc import Mapping

from msgspec import Struct

from evidencepack.registers.base import (
    Blank,
    FieldType,
    Holds,
    Record,
    Unread,
    blank_of,
    field_names,
    field_types,
    given_fields,
    holds,
    keyed_hash,
    required_fields,
    short_hash,
    worked_out,
)
from evidencepack.registers.checks import Equipment, StaffCheck
from evidencepack.registers.events import Complaint, Incident, LifeEvent, Notification
from evidencepack.registers.from_outside import AgencyUse, ProfessionalVisit
from evidencepack.registers.outcomes import RiskDecision, Total
from evidencepack.registers.people import Leader, Person, Staff
from evidencepack.registers.quality import Audit, ImprovementAction, Meeting, Policy, exact
from evidencepack.registers.safeguards import Dols, Safeguarding
from evidencepack.registers.service import DeclaredFact, FoundFact, Service, Source
from evidencepack.registers.settled import Answer, Asked, Asks, Question, Settled
from evidencepack.registers.voice import Document, Example, Feedback, Partnership, Review
from evidencepack.registers.workforce import SpotCheck, Supervision, Training

# In the order in which a pack lists them.
_LISTED = (
    "staff leaders people training supervision spot_checks audits complaints incidents safeguarding deaths_dols dols "
    "notifications feedback meetings policies partnerships professionals reviews risk_decisions goals speaking_up "
    "recruitment staff_checks agency actions examples visits totals assurance equipment documents"
)
REGISTERS: Mapping[str, type[Record]] = {
    record.register: record
    for record in sorted(Record.__subclasses__(), key=lambda record: _LISTED.split().index(record.register))
}


class Records(Struct, frozen=True):
    """Everything understood of one service: rows by register, rows that could not be used, registers supplied.

    `partial` are the same unread rows as records, as far as they were understood: what was not is None, and unknown.
    By the id of a row, `unknown` are the fields whose cells could not be read or hold a word that no list knows (which
    is kept as it is), `signs` the first word of ours anywhere in its row that is a sign of a serious event.
    `columns` are, by file and sheet, the fields that the sheet has a column or a constant for: any other is absent.
    `grids` are, by file and sheet, those of training with a cell for each person and course, which thereby say of whom
    each course is asked.
    `ahead` are rows dated after the day of a pack, which do not count for it.
    """

    rows: Mapping[str, tuple[Record, ...]]
    unread: Mapping[str, tuple[Unread, ...]]
    supplied: frozenset[str]
    partial: Mapping[str, tuple[Record, ...]] = {}
    unknown: Mapping[str, frozenset[str]] = {}
    signs: Mapping[str, str] = {}
    columns: Mapping[tuple[str, str], frozenset[str]] = {}
    grids: frozenset[tuple[str, str]] = frozenset()
    ahead: Mapping[str, tuple[Record, ...]] = {}

    def of(self, register: str) -> tuple[Record, ...]:
        """The rows of a register; none when it was not supplied."""
        return self.rows.get(register, ())

    def unread_of(self, register: str) -> tuple[Unread, ...]:
        """The rows of a register that could not be used."""
        return self.unread.get(register, ())


__all__ = [
    "REGISTERS",
    "AgencyUse",
    "Answer",
    "Asked",
    "Asks",
    "Audit",
    "Blank",
    "Complaint",
    "DeclaredFact",
    "Document",
    "Dols",
    "Equipment",
    "Example",
    "Feedback",
    "FieldType",
    "FoundFact",
    "Holds",
    "ImprovementAction",
    "Incident",
    "Leader",
    "LifeEvent",
    "Meeting",
    "Notification",
    "Partnership",
    "Person",
    "Policy",
    "ProfessionalVisit",
    "Question",
    "Record",
    "Records",
    "Review",
    "RiskDecision",
    "Safeguarding",
    "Service",
    "Settled",
    "Source",
    "SpotCheck",
    "Staff",
    "StaffCheck",
    "Supervision",
    "Total",
    "Training",
    "Unread",
    "blank_of",
    "exact",
    "field_names",
    "field_types",
    "given_fields",
    "holds",
    "keyed_hash",
    "required_fields",
    "short_hash",
    "worked_out",
]
