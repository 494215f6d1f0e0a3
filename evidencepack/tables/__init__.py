"""headings -> fields, layouts, cells -> values: rows become records, unread rows or problems."""

from collections.abc import Callable

from evidencepack.files import Sheet
from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.registers import REGISTERS
from evidencepack.tables.layouts.long import read_long
from evidencepack.tables.notes import SAME
from evidencepack.tables.people import People, people_index
from evidencepack.tables.reading import SheetRead, constants_of

Layout = Callable[[str, Sheet, ColumnMap, People], SheetRead]


def _layout(name: str) -> Layout:
    """What reads sheets of a layout; each is imported when a sheet has it."""
    match name:
        case "matrix":
            from evidencepack.tables.layouts.matrix import read_matrix

            return read_matrix
        case "months":
            from evidencepack.tables.layouts.tracker import read_months

            return read_months
        case "measures":
            from evidencepack.tables.layouts.measures import read_measures

            return read_measures
        case "survey":
            from evidencepack.tables.layouts.survey import read_survey

            return read_survey
    return read_long


def read_sheet(file: str, sheet: Sheet, column_map: ColumnMap, people: People) -> SheetRead:
    """One sheet as its column map understands it."""
    if column_map.constants:
        constants = constants_of(REGISTERS[column_map.register_], column_map.constants)
        column_map = column_map.model_copy(update={"constants": constants})
    return _layout(column_map.layout)(file, sheet, column_map, people)


__all__ = ["SAME", "ColumnMap", "People", "SheetRead", "people_index", "read_sheet"]
