"""Layout measures: a sheet of monthly figures, with measures down the side and months across, or the other way round.

Only measures the column map knows are read. Targets, ratings, totals and all else are set aside and listed; a
percentage is no sum, so it is set aside and said.
"""

from evidencepack.files import Sheet
from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.notes import note
from evidencepack.tables.layouts.grid import SheetReading
from evidencepack.tables.layouts.measure_cells import Figures
from evidencepack.tables.layouts.measures_across import Across
from evidencepack.tables.layouts.measures_down import Down
from evidencepack.tables.people import People
from evidencepack.tables.reading import SheetRead


def read_measures(file: str, sheet: Sheet, column_map: ColumnMap, people: People) -> SheetRead:
    """Read a sheet of monthly figures; each row is read or set aside, each figure counts, is said, or is a problem."""
    reading = SheetReading(file, sheet, column_map)
    figures = Figures(reading)
    across, down = Across(reading, figures), Down(reading, figures)
    if not across.size and not down.size:
        known = ", ".join(list(column_map.values.get("measure", {}))[:4])
        return reading.nothing(note("no-months-beside-figures", wanted=known))
    return (across if across.size >= down.size else down).read()
