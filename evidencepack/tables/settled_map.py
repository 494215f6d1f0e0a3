"""A column map with what a person has settled of a sheet: which heading is which field, and what every row is."""

from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.registers import REGISTERS, Settled, field_names
from evidencepack.registers.settled import ASIDE
from evidencepack.tables.headings import plain


def with_settled(column_map: ColumnMap, file: str, sheet: str, settled: Settled) -> ColumnMap:
    """The column map as it reads one sheet: headings that were settled come first, those set aside are no field's."""
    fields = field_names(REGISTERS[column_map.register_])
    where = {"register": column_map.register_, "file": file, "sheet": sheet}
    headings = {plain(a.what): (a.what, settled.means("heading", a.what, **where)) for a in settled.of("heading")}
    said = {key: pair for key, pair in headings.items() if pair[1] in fields or pair[1] == ASIDE}
    rows = {a.field: settled.means("default", a.what, field=a.field, **where) for a in settled.of("default")}
    rows = {field: means for field, means in rows.items() if means and field in fields}
    if not said and not rows:
        return column_map
    columns = {field: tuple(h for h in hs if plain(h) not in said) for field, hs in column_map.columns.items()}
    for heading, field in said.values():
        if field != ASIDE:
            columns[field] = (heading, *columns.get(field, ()))
    return column_map.model_copy(update={"columns": columns, "constants": {**column_map.constants, **rows}})
