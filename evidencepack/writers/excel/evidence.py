"""The sheets that lead back to the files: evidence, one for each register, and the traces."""

from collections.abc import Callable, Iterator, Sequence

from evidencepack.pack.model import EvidenceItem, Pack, RegisterColumn, RegisterSheet, TraceLine
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.cells import CellLink, Value, as_day, as_number, to_document
from evidencepack.writers.excel.links import EVIDENCE, Links, SheetPart, register_rows
from evidencepack.writers.excel.lists import Column, ListLayout, add_list

_PLACE = (
    Column("File", 28, "The file it came from."),
    Column("Sheet", 16, "The sheet of that file."),
    Column("Row", 8, "The row of that sheet.", "number"),
)
_EVIDENCE = (
    Column("No.", 8, "The number of this evidence, the same through the whole pack.", "strong"),
    Column("Kind", 13, "A register, a document, an operational example, or a fact the service declared."),
    Column("Evidence", 46, "What it is called."),
    Column("Where", 48, "File, sheet and row in the service folder."),
    Column(
        "Go to",
        20,
        "Its records in this workbook, or the document where this workbook lies in its pack.",
        "link",
    ),
    Column("Records", 9, "How many records it holds; a wide sheet may hold many in a row.", "number"),
    Column("Newest", 20, "The day of its newest record that has come, or of the document."),
    Column("Kinds of evidence", 22, "Which of the six kinds of evidence it is used as."),
    Column("Used by", 36, "The findings that rest on it, by number, for each framework."),
    Column("Fingerprint", 70, "SHA-256 of the document: the same file gives the same fingerprint."),
)
_TRACES = (
    Column("Finding id", 60, "The finding, as in the last column of the Findings sheet."),
    Column("Record", 25, "The record, as in the first column of its register's sheet."),
    Column("Register", 16, "The register it stands in."),
    Column("Used as", 13, "Counted above the line, below it, or left out."),
    Column("Because", 38, "Why it counted so."),
    Column("By which records", 22, "The records that decided it."),
    *_PLACE,
)
_ORIGIN = (
    Column("Record", 25, "The lasting id of the record, made from its key, never from its row.", "strong"),
    *_PLACE,
)
_LOOKS = {"text": (22, "text"), "date": (14, "day"), "number": (12, "number"), "yes/no": (11, "text")}


def add_evidence(book: Book, pack: Pack, places: Links, folder: str) -> None:
    """A row a register, document, example or declared fact."""
    about = "Everything the findings rest on, under one numbering."
    layout = ListLayout(EVIDENCE, f"Evidence: {pack.service.name}", about, _EVIDENCE, printed=len(_EVIDENCE) - 1)
    add_list(book, layout, (_evidence(item, places, folder) for item in pack.evidence))


def add_registers(book: Book, places: Links) -> None:
    """A sheet for each register, a row a record."""
    for sheet, parts in places.registers:
        about = "One row for each record, as it was understood. People appear as codes; free text is left out."
        columns = (*_ORIGIN, *(_column(column) for column in sheet.columns))
        for part in parts:
            layout = ListLayout(part.name, sheet.title, about, columns, empty="No records.", long=True)
            add_list(book, layout, _records(sheet, part))


def add_traces(book: Book, pack: Pack, places: Links) -> None:
    """A row for each record in each figure."""
    about = "How every record counted in every figure, and why. Filter the first column by a finding."
    for part in places.traces:
        layout = ListLayout(part.name, f"Traces: {pack.service.name}", about, _TRACES, frozen=2, long=True)
        add_list(book, layout, (_trace(line) for line in pack.traces[part.start : part.stop]))


def _evidence(item: EvidenceItem, places: Links, folder: str) -> tuple[Value, ...]:
    return (
        item.number,
        item.kind,
        item.title,
        "\n".join(place.words for place in item.places),
        _destination(item, places, folder),
        item.rows,
        item.newest,
        ", ".join(item.evidence_kinds),
        places.numbers(item.used_by),
        item.fingerprint,
    )


def _destination(item: EvidenceItem, places: Links, folder: str) -> CellLink:
    if item.kind == "document" and len(item.places) == 1:
        target = to_document(item.places[0].file, folder)
        return CellLink("Open the document" if target else "", target)
    return places.register(item.register_)


def _column(column: RegisterColumn) -> Column:
    width, style = _LOOKS[column.kind]
    return Column(column.heading, max(width, min(len(column.heading) + 3, 26)), style=style)


def _records(sheet: RegisterSheet, part: SheetPart) -> Iterator[Sequence[Value]]:
    read = {"date": as_day, "number": as_number}
    kinds = (str, str, str, as_number, *(read.get(column.kind, str) for column in sheet.columns))
    columns = zip(*register_rows(sheet, part), strict=True)
    return zip(*map(_read, kinds, columns), strict=True)


def _read(kind: Callable[[str], Value], column: Sequence[str]) -> Sequence[Value]:
    """The values of a column; what stands there often is read once."""
    if kind is str:
        return column
    known = {text: kind(text) for text in set(column)}
    return [known[text] for text in column]


def _trace(line: TraceLine) -> tuple[Value, ...]:
    return (
        line.finding,
        line.record,
        line.register,
        line.used_as,
        line.because,
        line.by,
        line.file,
        line.sheet,
        line.row or "",
    )
