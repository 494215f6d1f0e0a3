"""evidencepack records: the registers as understood, with where each row came from."""

import csv
import io
from pathlib import Path
from typing import Any

from msgspec import to_builtins

from evidencepack.cli.console import put, put_json
from evidencepack.errors import ServiceError
from evidencepack.notes import note
from evidencepack.pack.listed_model import RegisterSheet
from evidencepack.pack.registers import register_sheets
from evidencepack.pipeline import open_library, read_service, shown_of

_PLACE = ("record", "file", "sheet", "row")


def run(folder: Path, register: str | None, format_: str, mappings: Path | None) -> None:
    """Print one register or all of them, people as codes."""
    library = open_library(mappings)
    sheets = register_sheets((read := read_service(folder, library)).records, shown_of(read, library))
    chosen = [s for s in sheets if register in (None, s.register_)]
    if not chosen:
        known = ", ".join(s.register_ for s in sheets) or note("no-registers")
        raise ServiceError(note("no-such-register", register=str(register), registers=known))
    (_csv if format_ == "csv" else _json)(chosen)


def _csv(sheets: list[RegisterSheet]) -> None:
    for sheet in sheets:
        made = io.StringIO()
        writer = csv.writer(made, lineterminator="\n")
        writer.writerow(["register", *_PLACE, *(c.field for c in sheet.columns)])
        writer.writerows([sheet.register_, *map(_printed, row)] for row in sheet.rows)
        put(made.getvalue().rstrip("\n"))


def _printed(cell: Any) -> Any:
    """A cell as CSV can hold it; text that a spreadsheet would take for a formula is marked as text."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if not isinstance(cell, str):
        return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    if cell.lstrip("+-").replace(".", "", 1).isdigit():
        return cell
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _json(sheets: list[RegisterSheet]) -> None:
    rows = [
        {"register": s.register_, **dict(zip((*_PLACE, *(c.field for c in s.columns)), row, strict=True))}
        for s in sheets
        for row in s.rows
    ]
    put_json(to_builtins(rows))
