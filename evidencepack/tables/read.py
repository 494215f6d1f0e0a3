"""One sheet -> records, unread rows and problems, by the layout its column map names."""

from evidencepack.files import Sheet
from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.registers import REGISTERS, Settled
from evidencepack.tables.cells.convert import constants_of
from evidencepack.tables.layout_reader import NOTHING_SETTLED, LayoutReader, SheetRead
from evidencepack.tables.people import People
from evidencepack.tables.settled_map import with_settled


def read_sheet(
    file: str,
    sheet: Sheet,
    column_map: ColumnMap,
    people: People,
    signs: tuple[str, ...] = (),
    settled: Settled = NOTHING_SETTLED,
) -> SheetRead:
    """One sheet as its column map understands it; each row is read or set aside with a reason.

    `signs` are the words that show that a serious event may lie behind a row, `settled` what a person has answered.
    """
    column_map = with_settled(column_map, file, sheet.name, settled) if settled.answers else column_map
    if column_map.constants:
        constants = constants_of(REGISTERS[column_map.register_], column_map.constants)
        column_map = column_map.model_copy(update={"constants": constants})
    return _reader(file, sheet, column_map, people, signs, settled).read()


def _reader(
    file: str, sheet: Sheet, column_map: ColumnMap, people: People, signs: tuple[str, ...], settled: Settled
) -> LayoutReader:
    """What reads sheets of a layout; each is imported when a sheet has it."""
    given = file, sheet, column_map, people, signs, settled
    match column_map.layout:
        case "matrix":
            from evidencepack.tables.layouts.matrix_readers import matrix_reader

            return matrix_reader(*given)
        case "months":
            from evidencepack.tables.layouts.tracker import TrackerReader

            return TrackerReader(*given)
        case "measures":
            from evidencepack.tables.layouts.measures_across import AcrossReader
            from evidencepack.tables.layouts.measures_down import DownReader

            across, down = AcrossReader(*given), DownReader(*given)
            return across if across.size >= down.size else down
        case "survey":
            from evidencepack.tables.layouts.survey import SurveyReader
            from evidencepack.tables.layouts.survey_totals import TotalsReader

            totals = TotalsReader(*given)
            return totals if totals.size else SurveyReader(*given)
        case "sections":
            from evidencepack.tables.layouts.audit_sections import SectionsReader

            return SectionsReader(*given)
    from evidencepack.tables.layouts.long import LongReader

    return LongReader(*given)
