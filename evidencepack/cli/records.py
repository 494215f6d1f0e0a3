"""evidencepack records: the registers as understood, with where each row came from."""

import csv
import sys
from pathlib import Path

import click

from evidencepack.cli.console import json_text
from evidencepack.errors import ServiceError
from evidencepack.pack.model import RegisterSheet
from evidencepack.pack.privacy import Scrubber
from evidencepack.pack.registers import register_sheets
from evidencepack.pipeline import open_library, read_service

_PLACE = ("record", "file", "sheet", "row")


def run(folder: Path, register: str | None, format_: str, mappings: Path | None) -> None:
    """Print one register or all of them, people as codes."""
    read = read_service(folder, open_library(mappings))
    sheets = register_sheets(read.records, Scrubber(read.names, read.service.privacy_key.get_secret_value()))
    chosen = [s for s in sheets if register in (None, s.register_)]
    if not chosen:
        known = ", ".join(s.register_ for s in sheets) or "none"
        raise ServiceError(f"The service has no register '{register}'.", remedy=f"There are: {known}.")
    (_csv if format_ == "csv" else _json)(chosen)


def _csv(sheets: list[RegisterSheet]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for sheet in sheets:
        writer.writerow(["register", *_PLACE, *(c.field for c in sheet.columns)])
        writer.writerows([sheet.register_, *(_harmless(cell) for cell in row)] for row in sheet.rows)


def _harmless(cell: str) -> str:
    """Text that a spreadsheet would take for a formula is marked as text."""
    if cell.lstrip("+-").replace(".", "", 1).isdigit():
        return cell
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _json(sheets: list[RegisterSheet]) -> None:
    rows = [
        {"register": s.register_, **dict(zip((*_PLACE, *(c.field for c in s.columns)), row, strict=True))}
        for s in sheets
        for row in s.rows
    ]
    click.echo(json_text(rows))
