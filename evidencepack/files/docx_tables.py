"""The tables of a Word document, each as a sheet: what a home keeps in Word because it was once a form."""

from collections.abc import Iterator
from itertools import groupby

from evidencepack.files.docx_document import word_lines
from evidencepack.files.sheet import CannotReadError, RawSheet, SheetMetadata
from evidencepack.notes import note


def read_word_tables(data: bytes) -> Iterator[RawSheet]:
    """A sheet a table of more than one row and column, in order; CannotReadError for a document that has none."""
    rows = (line for line in word_lines(data) if line.kind == "table")
    tables = [(of, [line.cells for line in lines]) for of, lines in groupby(rows, key=lambda line: line.of)]
    wide = [(of, lines) for of, lines in tables if len(lines) > 1 and max(map(len, lines)) > 1]
    if not wide:
        raise CannotReadError(note("is-word"))
    for of, lines in wide:
        yield RawSheet(f"Table {of}", lines, SheetMetadata())
