"""Staff rows of ASC-WDS whose commas were not quoted: put back where only one way fits, else not used.

The export quotes neither the workplace's reference nor the description of an "other" job, so a comma in one of them
moves every later cell of its row. Each column that has a fixed form says where it belongs.
"""

import re
from functools import cache

from msgspec import Struct

from evidencepack.files import Row
from evidencepack.systems.export import matched, text_of
from evidencepack.tables.headings import at

MOST_COMMAS = 6
STATUSES = frozenset({"new", "update", "unchecked", "nochange", "delete"})

_DAY, _YEAR = r"\d{1,2}/\d{1,2}/\d{4}", r"\d{4}"
# What a cell looks like under which headings; a blank cell is right under all. What is not here holds free text.
_FORMS = {
    r"\s*(?:NEW|UPDATE|UNCHECKED|NOCHANGE|DELETE)\s*": "STATUS",
    r"[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-Z]?|ADMIN": "NINUMBER",
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}": "POSTCODE",
    rf"{_DAY}|ADMIN": "DOB",
    _DAY: "STARTDATE",
    _YEAR: "YEAROFENTRY",
    rf"{_YEAR}|999": "STARTINSECT",
    r"\d": "GENDER DISABLED CARECERT EMPLSTATUS",
    rf"\d;?(?:{_YEAR})?": "L2CARECERT",
    r"\d{2}": "ETHNICITY",
    r"\d{1,2}": "RECSOURCE MAINJOBROLE NURSESPEC",
    r"\d{1,3}": "NATIONALITY COUNTRYOFBIRTH CWPCATEGORY",
    r"0?\d": "NMCREG",
    r"[123]|999": "SALARYINT",
    r"1|2|999": "BRITISHCITIZENSHIP HANDCVISA INOUTUK DHA APPRENTICE ZEROHRCONT AMHP",
    r"\d{1,7}(?:\.\d+)?": "DAYSSICK SALARY HOURLYRATE CONTHOURS AVGHOURS",
    r"[12](?:;(?:\d{1,2}|999)?)?|999": "SCQUAL NONSCQUAL",
}
_QUALIFICATION = rf"\d{{1,3}};?(?:{_YEAR})?"
_QUALIFICATION_NAME = re.compile(r"QUALACH\d+")
# A row ends with the cells of so many qualifications at least, each a code and a note.
_QUALIFICATIONS_AT_LEAST = 3


class RepairedRow(Struct, frozen=True):
    """A row with its cells in their columns.

    `moved` is whether they had to be put back, `unsure` whether what follows the description of the job had to be
    left out because more than one way fits it, or none.
    """

    cells: Row
    moved: bool = False
    unsure: bool = False


class StaffColumns(Struct, frozen=True):
    """The headings of a staff file by column ("" for one that is not known), and whether its rows differ in length."""

    names: tuple[str, ...]
    ragged: bool

    def index(self, name: str) -> int | None:
        """The column of a heading; None when there is no such heading."""
        return self.names.index(name) if name in self.names else None


def repair_commas(row: Row, layout: StaffColumns, places: frozenset[str]) -> RepairedRow | None:
    """The row with its cells in their columns; None when it is not certain where they belong.

    `places` are the references of workplaces that are known for sure, as `matched` compares them.
    """
    front = _front(row, layout, places)
    if front is None:
        return None
    cells, moved = front
    described = layout.index("MAINJRDESC")
    if described is None or described >= len(cells) or not text_of(cells[described]).strip():
        return RepairedRow(cells, moved)
    back = _back(cells, described, layout)
    return RepairedRow(back or cells[:described], moved or bool(back and back != cells), unsure=back is None)


def _front(row: Row, layout: StaffColumns, places: frozenset[str]) -> tuple[Row, bool] | None:
    """The row with its workplace's reference in one cell, and whether it had to be joined."""
    place = layout.index("LOCALESTID")
    first, last = (place or 0) + 1, layout.index("MAINJRDESC") or len(layout.names)
    status = layout.index("STATUS")
    ways = []
    for commas in range(MOST_COMMAS + 1 if place is not None else 1):
        cells = _joined(row, place or 0, commas)
        if cells is None or (status is not None and matched(at(cells, status)) not in STATUSES):
            continue
        ways.append((_misfits(cells, layout, first, last), commas, cells))
    if not ways:
        return None
    fewest = min(misfits for misfits, _, _ in ways)
    best = [(commas, cells) for misfits, commas, cells in ways if misfits == fewest]
    if len(best) > 1:
        best = [(n, cells) for n, cells in best if matched(at(cells, place or 0)) in places] or best[:0]
    if len(best) != 1:
        return None
    commas, cells = best[0]
    # The reference of the workplace a worker moves to may hold the comma as well.
    moves = layout.index("TRANSFERSTAFFRECORD")
    doubtful = fewest > 0 or (moves is not None and bool(text_of(at(row, moves)).strip()))
    if commas and doubtful and matched(at(cells, place or 0)) not in places:
        return None
    return cells, bool(commas)


def _joined(row: Row, index: int, commas: int) -> Row | None:
    """The row with a cell and those after it made one again; None where there are not so many."""
    if not commas:
        return row
    parts = [text_of(cell) for cell in row[index : index + commas + 1]]
    return (*row[:index], ",".join(parts), *row[index + commas + 1 :]) if len(parts) > commas else None


def _back(cells: Row, described: int, layout: StaffColumns) -> Row | None:
    """The row with the description of the job in one cell; None when more than one way fits, or none."""
    ways = [way for n in range(MOST_COMMAS + 1) if (way := _joined(cells, described, n)) and _fits_after(way, layout)]
    first = next((i for i, name in enumerate(layout.names) if _QUALIFICATION_NAME.fullmatch(name)), len(cells))
    least = min(first + 2 * _QUALIFICATIONS_AT_LEAST, len(layout.names))
    # A row that a spreadsheet made as long as all others says less by its length.
    long_enough = [w for w in ways if len(w) >= least and not (layout.ragged and (len(w) - first) % 2)]
    if len(long_enough) == 1:
        return long_enough[0]
    return ways[0] if len(ways) == 1 and len(cells) < least else None


def _fits_after(cells: Row, layout: StaffColumns) -> bool:
    start = (layout.index("MAINJRDESC") or 0) + 1
    overflow = any(text_of(cell) for cell in cells[len(layout.names) :])
    return not overflow and not _misfits(cells, layout, start, len(layout.names))


def _misfits(cells: Row, layout: StaffColumns, start: int, stop: int) -> int:
    return sum(not _form(layout.names[i]).fullmatch(text_of(at(cells, i))) for i in range(start, stop))


@cache
def _form(name: str) -> re.Pattern[str]:
    """What a cell under this heading looks like; anything where that is not known."""
    form = next((form for form, names in _FORMS.items() if name in names.split()), ".*")
    form = _QUALIFICATION if _QUALIFICATION_NAME.fullmatch(name) else form
    return re.compile(f"(?:{form})?", re.IGNORECASE | re.DOTALL)
