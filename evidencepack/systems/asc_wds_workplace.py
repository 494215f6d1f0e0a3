"""The workplace file of an ASC-WDS bulk upload: what it says of the service, and why it fills no register."""

from collections.abc import Mapping, Sequence
from functools import reduce

from evidencepack.files import Sheet, blank_row
from evidencepack.model import ServiceType
from evidencepack.notes import Note, note
from evidencepack.origin import Origin
from evidencepack.systems.export import ExportTable, Headings, matched, text_of
from evidencepack.systems.location import Location, location_id_of
from evidencepack.tables.headings import plain

KIND = "ASC-WDS workplace file"
_HEADINGS = Headings(
    "LOCALESTID",
    "STATUS ESTNAME ADDRESS1 POSTTOWN ESTTYPE PERMCQC PERMLA SHARELA REGTYPE PROVNUM LOCATIONID MAINSERVICE "
    "ALLSERVICES CAPACITY UTILISATION SERVICEUSERS TOTALPERMTEMP ALLJOBROLES STARTERS LEAVERS VACANCIES "
    "REASONS",
    at_least=6,
)
_NOT_KNOWN = "999"
# MAINSERVICE: the kinds of service we know, by their code.
_TYPES: Mapping[str, ServiceType] = {
    "1": "care home",
    "2": "care home",
    "8": "home care",
    "17": "shared lives",
    "54": "extra care",
    "55": "supported living",
    "73": "home care",
}


def table_of(rows: tuple[dict[str, int], ...]) -> ExportTable | None:
    """Where the headings of a workplace file stand; None when it is none."""
    table = _HEADINGS.find(rows)
    return None if table and "UNIQUEWORKERID" in table.columns else table


def _indexes(sheet: Sheet, table: ExportTable) -> list[int]:
    """The rows that hold a workplace that is not marked for deletion."""
    rows = range(table.head + 1, len(sheet.rows))
    return [i for i in rows if not blank_row(sheet.rows[i]) and matched(table.of(sheet.rows[i], "STATUS")) != "delete"]


def location_in(file: str, sheet: Sheet, table: ExportTable, location_id: str, name: str) -> Location | None:
    """What the file says of one workplace, found by CQC's number, else by name, else the only one."""
    index = _row_of(sheet, table, location_id, name)
    if index is None:
        return None
    row = sheet.rows[index]
    code = text_of(table.of(row, "MAINSERVICE")).strip().lstrip("0")
    return Location(
        kind=KIND,
        origin=Origin(file, sheet.name, index + 1),
        location_id=location_id_of(table.of(row, "LOCATIONID")),
        name=" ".join(text_of(table.of(row, "ESTNAME")).split()),
        types=(_TYPES[code],) if code in _TYPES else (),
    )


def _row_of(sheet: Sheet, table: ExportTable, location_id: str, name: str) -> int | None:
    rows = _indexes(sheet, table)
    if location_id:
        found = [i for i in rows if location_id_of(table.of(sheet.rows[i], "LOCATIONID")) == location_id]
        if found:
            return found[0] if len(found) == 1 else None
    found = [i for i in rows if name and plain(table.of(sheet.rows[i], "ESTNAME")) == plain(name)]
    found = found or (rows if not name and not location_id else [])
    return found[0] if len(found) == 1 else None


def notes_of(sheet: Sheet, table: ExportTable) -> tuple[Note, ...]:
    """What the file holds, and why no figure rests on it."""
    rows = _indexes(sheet, table)
    sums = {name: _sum([text_of(table.of(sheet.rows[i], name)) for i in rows]) for name in _TOTALS}
    stated = [Note(_TOTALS[name], (("n", value),)) for name, value in sums.items() if value is not None]
    notes = [note("workplace-file", n=len(rows))]
    if stated:
        notes.append(note("workplace-states", stated=reduce(lambda a, b: note("and-then", first=a, second=b), stated)))
    return tuple(notes)


_TOTALS = {"STARTERS": "starters", "LEAVERS": "leavers", "VACANCIES": "vacancies"}


def _sum(lists: Sequence[str]) -> int | None:
    """The sum of what is stated in lists such as 1;0;999, in which 999 means not known; None if nothing is."""
    stated = (n.strip() for text in lists for n in text.split(";"))
    numbers = [int(n) for n in stated if n.isdecimal() and len(n) < 10 and n != _NOT_KNOWN]
    return sum(numbers) if numbers else None
