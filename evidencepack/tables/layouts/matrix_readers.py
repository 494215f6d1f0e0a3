"""Which reader reads a matrix: by which way round it is kept."""

from evidencepack.files import Sheet
from evidencepack.frameworks.column_map import ColumnMap, MatrixLayout
from evidencepack.registers import Settled
from evidencepack.tables.headings import at, plain, plain_set
from evidencepack.tables.layouts.matrix import MatrixReader
from evidencepack.tables.layouts.matrix_turned import TurnedReader
from evidencepack.tables.layouts.matrix_way import Corner, corner_of
from evidencepack.tables.people import People


def matrix_reader(
    file: str, sheet: Sheet, column_map: ColumnMap, people: People, signs: tuple[str, ...], settled: Settled
) -> MatrixReader:
    """The reader of a sheet with a row a person, or with a row a course."""
    layout = column_map.matrix or MatrixLayout(person=("Name",))
    reader = MatrixReader(file, sheet, column_map, people, signs, settled)
    corner = corner_of(reader.rows, layout, people)
    if corner is None:
        return reader
    if corner.way == "people across":
        return TurnedReader(file, sheet, column_map, people, signs, settled).at_corner(corner)
    if corner.way == "people down" and plain(at(reader.rows[corner.row], corner.column)) not in plain_set(
        layout.person
    ):
        _head(reader, corner, layout.person[0])
    return reader


def _head(reader: MatrixReader, corner: Corner, heading: str) -> None:
    """Give the column of the people its heading, where another word or none stands over it."""
    row = reader.rows[corner.row]
    headed = (*row[: corner.column], heading, *row[corner.column + 1 :])
    reader.rows = (*reader.rows[: corner.row], headed, *reader.rows[corner.row + 1 :])
