"""Which fields of a row that is used are blank because their cells could not be read."""

from collections.abc import Iterable, Mapping, Sequence

from evidencepack.columns import SheetRead
from evidencepack.records import Record

_Place = tuple[str, str, int]


def unclear_fields(rows: Mapping[str, Sequence[Record]], reads: Iterable[SheetRead]) -> dict[str, frozenset[str]]:
    """Those fields by the id of the row; what another row of the same key has filled is not among them."""
    found: dict[str, frozenset[str]] = {}
    for register, faults in _faults(reads).items():
        for row in rows.get(register, ()):
            fields = faults.get((row.origin.file, row.origin.sheet, row.origin.row), ())
            blank = frozenset(name for name in fields if getattr(row, name, name) in (None, ""))
            if blank:
                found[row.id] = blank
    return found


def _faults(reads: Iterable[SheetRead]) -> dict[str, dict[_Place, set[str]]]:
    """The fields that a problem names a cell of, by register and row."""
    found: dict[str, dict[_Place, set[str]]] = {}
    for read in reads:
        field_of = dict(read.account.fields)
        for origin in (problem.origin for problem in read.problems):
            if origin.row and origin.column in field_of:
                places = found.setdefault(read.account.register, {})
                places.setdefault((origin.file, origin.sheet, origin.row), set()).add(field_of[origin.column])
    return found
