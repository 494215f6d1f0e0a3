"""CQC's directory of locations and copies of it: one location a row, of which only the service's own is taken."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import product

from evidencepack.day_reader import Order, ThreeNumbers, read_day
from evidencepack.files import Cell, Row, Sheet
from evidencepack.notes import note
from evidencepack.origin import Origin
from evidencepack.systems.export import ExportTable, Headings, heading_key, text_of
from evidencepack.systems.location import Location, day_of, location_id_of, rating_of, types_of
from evidencepack.tables.cells.day_order import orders_in
from evidencepack.tables.headings import plain

KIND = "CQC directory"
# The headings a field goes by, as `heading_key` compares them; the first that stands there counts.
_HEADINGS = {
    "id": ("CQCLOCATIONIDFOROFFICEUSEONLY", "CQCLOCATIONFOROFFICEUSEONLY", "CQCLOCATIONID", "LOCATIONID", "CQCID"),
    "name": ("NAME", "LOCATIONNAME"),
    "postcode": ("POSTCODE", "LOCATIONPOSTALCODE", "POSTALCODE"),
    "types": ("SERVICETYPES", "SERVICETYPE", "TYPE"),
    "council": ("LOCALAUTHORITY", "LOCATIONLOCALAUTHORITY", "AREANAME"),
    "rating": ("LOCATIONLATESTOVERALLRATING", "LATESTOVERALLRATING", "OVERALLRATING", "LATESTRATING", "RATING"),
    "rated": ("PUBLICATIONDATE", "REPORTPUBLICATIONDATE"),
    "registered": ("LOCATIONHSCASTARTDATE", "HSCASTARTDATE", "REGISTRATIONDATE"),
    "ended": ("LOCATIONHSCAENDDATE", "HSCAENDDATE", "DEREGISTRATIONDATE"),
}
_ABOUT = " ".join({*_HEADINGS["types"], *_HEADINGS["council"], *_HEADINGS["rating"]} - {"RATING", "TYPE"})
_COUNCIL_LIST = Headings("NAME TYPE ADDRESS POSTCODE AREANAME")
_YES_COLUMNS = (
    "Care home service with nursing",
    "Care home service without nursing",
    "Domiciliary care service",
    "Supported living service",
    "Shared Lives",
    "Extra Care housing services",
)
_DAYS = {"registered": note("registration"), "ended": note("deregistration"), "rated": note("last-report")}
_NOTHING = frozenset({"", "na", "n/a", "null", "-"})


def table_of(rows: tuple[dict[str, int], ...]) -> ExportTable | None:
    """Where the headings of a directory stand; None when it is none."""
    for needed in product(_HEADINGS["id"], _HEADINGS["name"], _HEADINGS["postcode"]):
        if table := Headings(" ".join(needed), _ABOUT, at_least=1).find(rows):
            return table
    return _COUNCIL_LIST.find(rows)


def location_in(file: str, sheet: Sheet, table: ExportTable, location_id: str, name: str) -> Location | None:
    """What the directory says of one location, found by its number, else by name if only one row has it."""
    index = _row_of(sheet, table, location_id, name)
    if index is None:
        return None
    row = sheet.rows[index]
    days = {field: _day(sheet, table, field, row) for field in ("registered", "ended", "rated")}
    return Location(
        kind=KIND,
        origin=Origin(file, sheet.name, index + 1),
        location_id=location_id_of(_cell(table, row, "id")),
        name=" ".join(text_of(_cell(table, row, "name")).split()),
        types=types_of(_type_words(table, row)),
        council=text_of(_cell(table, row, "council")).strip(),
        registered=days["registered"],
        deregistered=days["ended"],
        active=False if days["ended"] else None,
        rating=rating_of(_cell(table, row, "rating")),
        rated_on=days["rated"],
        unclear=tuple(_DAYS[f] for f, day in days.items() if day is None and _cell(table, row, f) is not None),
    )


def _row_of(sheet: Sheet, table: ExportTable, location_id: str, name: str) -> int | None:
    rows = range(table.head + 1, len(sheet.rows))
    if location_id and _column(table, "id") is not None:
        found = [i for i in rows if location_id_of(_cell(table, sheet.rows[i], "id")) == location_id]
        return found[0] if found else None
    wanted = plain(name)
    if not wanted:
        return rows[0] if len(rows) == 1 else None
    found = [i for i in rows if plain(_cell(table, sheet.rows[i], "name")) == wanted]
    return found[0] if len(found) == 1 else None


def _column(table: ExportTable, field: str) -> str | None:
    return next((h for h in _HEADINGS[field] if h in table.columns), None)


def _cell(table: ExportTable, row: Row, field: str) -> Cell:
    heading = _column(table, field)
    cell = table.of(row, heading) if heading else None
    return None if text_of(cell).strip().casefold() in _NOTHING else cell


def _type_words(table: ExportTable, row: Row) -> Iterable[str]:
    """The kinds of service: a list in one cell, or a Y under a column for each kind."""
    yield from re.split(r"[|,;]", text_of(_cell(table, row, "types")))
    for words in _YES_COLUMNS:
        if text_of(table.of(row, heading_key(f"Service type - {words}"))).strip().casefold() in ("y", "yes"):
            yield words


def _day(sheet: Sheet, table: ExportTable, field: str, row: Row) -> date | None:
    """A day in its column: where it could be either way round, the rest of the column may settle the order."""
    cell = _cell(table, row, field)
    day = day_of(cell)
    says = read_day(text_of(cell))
    if day is not None or not isinstance(says, ThreeNumbers):
        return day
    orders = orders_in(text_of(_cell(table, other, field)) for other in sheet.rows[table.head + 1 :])
    if len(orders) != 1:
        return None
    return says.day_first if Order.DAY in orders else says.month_first
