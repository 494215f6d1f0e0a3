"""The training file of an ASC-WDS bulk upload, with the headings of today and of before November 2025.

Where a training record stands on a day, by the rule of ASC-WDS and by ours.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from msgspec.structs import replace

from evidencepack.dates import Span
from evidencepack.day_reader import to_date
from evidencepack.files import Cell, Sheet, blank_row
from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.notes import Note, note
from evidencepack.registers import Training
from evidencepack.systems.asc_wds_staff import worker_code
from evidencepack.systems.export import (
    CrossFile,
    ExportTable,
    Headings,
    RecognisedExport,
    counted,
    day_first,
    text_of,
    with_cells,
)
from evidencepack.tables.headings import plain

MAP = "asc-wds-training"
CATEGORIES = "asc-wds-training-categories"
HEADINGS = Headings(
    "UNIQUEWORKERID CATEGORY", "TRAININGNAME DESCRIPTION DATECOMPLETED EXPIRYDATE ACCREDITED VALIDITY NOTES", at_least=2
)
_NOTHING = frozenset({"", "-"})
DOES_NOT_EXPIRE = "0"
_SOON_DAYS = 90


def read_training(sheet: Sheet, table: ExportTable, labels: Mapping[str, str], around: CrossFile) -> RecognisedExport:
    """The training file as its column map reads it; `labels` are the names of categories by code or word."""
    width = max(len(row) for row in sheet.rows)
    name = next((table.columns[n] for n in ("TRAININGNAME", "DESCRIPTION") if n in table.columns), width)
    state = max(width, name + 1)
    rows, counts = list(sheet.rows), Counter[str]()
    for index in range(table.head + 1, len(rows)):
        row = rows[index]
        if blank_row(row):
            continue
        done, expires = said_day(table.of(row, "DATECOMPLETED")), said_day(table.of(row, "EXPIRYDATE"))
        validity = validity_of(table.of(row, "VALIDITY"))
        count_validity(counts, done, expires, validity)
        course = course_of(table.of(row, "CATEGORY"), row[name] if name < len(row) else None, labels)
        changes: dict[int, Cell] = {name: course} if done else {name: course, state: "undated"}
        changes[table.columns["UNIQUEWORKERID"]] = worker_code(table, row, around)
        cells = {"VALIDITY": validity, "DATECOMPLETED": done, "EXPIRYDATE": expires, "NOTES": None}
        changes.update({table.columns[heading]: cell for heading, cell in cells.items() if heading in table.columns})
        rows[index] = with_cells(row, changes)
    added: dict[int, Cell] = {name: "TRAININGNAME"} if name == width else {}
    added |= {state: "STATE"} if counts["no-completion-day"] else {}
    rows[table.head] = with_cells(rows[table.head], added)
    notes = (note("training-records", n=counts["records"]), *validity_notes(counts))
    return RecognisedExport(MAP, replace(sheet, rows=tuple(rows)), notes)


def said_day(cell: Cell) -> Cell:
    """A cell that should hold a day, None where it holds nothing or a dash."""
    return None if text_of(cell).strip() in _NOTHING else day_first(cell)


def validity_of(cell: Cell) -> str | None:
    """Months a record lasts: "none" is 0, it does not expire; None where nothing is said."""
    text = text_of(cell).strip()
    return DOES_NOT_EXPIRE if text.casefold() == "none" else None if text in _NOTHING else text


def course_of(category: Cell, name: Cell, labels: Mapping[str, str]) -> str | None:
    """What a course is called: its category and its own name, "Fire safety: Fire marshal"; None when it has neither."""
    code, own = text_of(category).strip(), " ".join(text_of(name).split())
    own = "" if own in _NOTHING else own
    code = code.lstrip("0") if code.isdigit() else code
    label = labels.get(plain(code), "" if code.isdigit() or code in _NOTHING else code)
    if label == "Other" and own:
        return own
    if not own or plain(own) == plain(label):
        return label or None
    return f"{label}: {own}" if label else own


def count_validity(counts: Counter[str], done: Cell, expires: Cell, validity: str | None) -> None:
    """Add one record to what is said of how long records last."""
    counts["records"] += 1
    if done is None:
        counts["no-completion-day"] += 1
    if expires is not None:
        counts["expiry-differs"] += _differs(done, expires, validity)
    elif validity == DOES_NOT_EXPIRE:
        counts["not-expiring"] += 1
    else:
        counts["by validity" if validity and done is not None else "no end"] += 1


def _differs(done: Cell, expires: Cell, validity: str | None) -> bool:
    """Whether the expiry typed is another day than the validity gives."""
    if done is None or not validity or not validity.isdigit() or validity == DOES_NOT_EXPIRE:
        return False
    try:
        return Span(months=int(validity)).last_day_from(to_date(done)) != to_date(expires)
    except (ValueError, OverflowError):
        return False


def validity_notes(counts: Counter[str]) -> tuple[Note, ...]:
    """How long the records last by the rule of ASC-WDS and by ours; nothing when the two agree."""
    differ = []
    by_validity, no_end = counts["by validity"], counts["no end"]
    if by_validity or no_end:
        parts = [note("end-by-validity", records=by_validity)] if by_validity else []
        parts += [note("end-not-stated", records=no_end)] if no_end else []
        of_these = parts[0] if len(parts) == 1 else note("either-end", first=parts[0], second=parts[1])
        differ.append(note("rules-differ", n=by_validity + no_end, of_these=of_these))
    return (*differ, *counted(counts, "expiry-differs", "not-expiring", "no-completion-day"))


def labels_in(maps: Mapping[str, ColumnMap]) -> dict[str, str]:
    """Names of training categories by what the export calls them, from the values of their column map."""
    courses = maps[CATEGORIES].values.get("course", {}) if CATEGORIES in maps else {}
    return {plain(theirs): ours for ours, words in courses.items() for theirs in (ours, *words)}


class TrainingValidity(StrEnum):
    """Where a training record stands on a day."""

    EXPIRED = "expired"
    EXPIRING = "expiring soon"
    IN_DATE = "in date"
    FOR_EVER = "does not expire"
    OPEN = "no expiry stated"


def training_status(record: Training, on: date, *, by_validity: bool = True) -> TrainingValidity:
    """Where a record stands on a day.

    By ASC-WDS only a typed expiry ends a record, so that OPEN is up to date there (`by_validity=False`). By ours the
    stated validity ends it too, on the day before the months have passed; what is still OPEN is judged by the window
    of each measure.
    """
    last = record.expires
    if last is None and record.validity and record.completed and by_validity:
        last = Span(months=record.validity).last_day_from(record.completed)
    if last is None:
        return TrainingValidity.FOR_EVER if record.validity == 0 else TrainingValidity.OPEN
    if last < on:
        return TrainingValidity.EXPIRED
    return TrainingValidity.EXPIRING if last <= on + timedelta(days=_SOON_DAYS) else TrainingValidity.IN_DATE
