"""The sheets on the making of the pack: what was read, problems, and the method."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from evidencepack.notes import Messages, Note, note
from evidencepack.pack.files_model import ProblemLine, SourceLine
from evidencepack.pack.model import Pack, Report
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.links import METHOD, PROBLEMS, READ
from evidencepack.writers.excel.lists import Column, ListLayout, add_list, first_row
from evidencepack.writers.excel.row_height import height_of

_READ: tuple[Column[SourceLine], ...] = (
    Column("File", 34, note("read-file"), lambda s: s.place.file, "strong"),
    Column("Sheet", 18, note("origin-sheet"), lambda s: s.place.sheet),
    Column("Column map", 20, note("read-column-map"), lambda s: s.map),
    Column("Register", 20, note("read-register"), lambda s: s.register_),
    Column("Rows seen", 9, note("read-rows-seen"), lambda s: s.rows_seen, "number"),
    Column("Rows read", 9, note("read-rows-read"), lambda s: s.rows_read, "number"),
    Column("Set aside", 9, note("read-set-aside"), lambda s: sum((rows for _, rows in s.set_aside)), "number"),
    Column(
        "Why set aside",
        34,
        note("read-why-set-aside"),
        lambda s: "\n".join((f"{why}: {rows:,}" for why, rows in s.set_aside)),
    ),
    Column("Records", 9, note("read-records"), lambda s: s.records, "number"),
    Column("Columns not used", 34, note("read-columns-not-used"), lambda s: ", ".join(s.unused_columns)),
    Column("How it was read", 44, note("read-how-it-was-read"), lambda s: "\n".join(s.said)),
)
_PROBLEMS: tuple[Column[ProblemLine], ...] = (
    Column("File", 34, note("problem-file"), lambda p: p.place.file, "strong"),
    Column("Sheet", 18, note("origin-sheet"), lambda p: p.place.sheet),
    Column("Row", 8, note("problem-row"), lambda p: p.place.row or None, "number"),
    Column("Cell", 8, note("problem-cell"), lambda p: p.cell),
    Column("Cells", 24, note("problem-cells"), lambda p: ", ".join(p.spans)),
    Column("Column", 22, note("problem-column"), lambda p: p.column),
    Column("What is wrong", 52, note("problem-what-is-wrong"), lambda p: p.what),
    Column("What to do", 46, note("problem-what-to-do"), lambda p: p.remedy),
    Column("Rows", 8, note("problem-rows"), lambda p: p.rows, "number"),
)
_MOST_SPANS = 300  # in one cell of Excel, which holds 32,767 characters
_METHOD_WIDTHS = (38, 100)


def add_sources(book: Book, pack: Pack) -> None:
    """A row a sheet that was read, every row of it accounted for; what was not used stands below."""
    sheet = add_list(
        book, ListLayout(READ, note("title-read", name=pack.service.name), note("about-read"), _READ), pack.sources
    )
    below = first_row(max(len(pack.sources), 1)) + 1
    for row, line in enumerate((book.messages.say("not-used"), *pack.not_used) if pack.not_used else (), below):
        book.put(sheet, row, 0, line, "label" if row == below else "about")


def add_problems(book: Book, pack: Pack) -> None:
    """A row for each thing a person must look at."""
    layout = ListLayout(
        PROBLEMS,
        note("title-problems", name=pack.service.name),
        note("about-problems"),
        _PROBLEMS,
        empty=note("no-problem"),
    )
    add_list(book, layout, [part for line in pack.problems for part in in_parts(line)])


def in_parts(line: ProblemLine) -> Iterator[ProblemLine]:
    """A problem of very many cells in as many rows as hold them all; the rows it concerns are counted in the first."""
    yield replace(line, spans=line.spans[:_MOST_SPANS])
    for start in range(_MOST_SPANS, len(line.spans), _MOST_SPANS):
        yield replace(line, spans=line.spans[start : start + _MOST_SPANS], rows=0)


def add_method(book: Book, pack: Pack) -> None:
    """How the pack was made: definitions, frameworks, what was not asked, fingerprints."""
    sheet = book.add_sheet(METHOD)
    for column, width in enumerate(_METHOD_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 24)
    book.put(sheet, 0, 0, book.messages.say("title-method", name=pack.service.name), "title")
    row = 2
    for heading, lines in _blocks(pack, book.messages):
        row = _write_block(book, sheet, row, book.messages.what(heading), lines) + 1


def _write_block(book: Book, sheet: Any, row: int, heading: str, lines: list[tuple[str, str]]) -> int:
    book.put_row(sheet, row, (heading, ""), ("head", "head"))
    for row, line in enumerate(lines, row + 1):  # noqa: B020
        book.put_row(sheet, row, line, ("strong", "text"))
        if height := height_of(line, _METHOD_WIDTHS):
            sheet.set_row(row, height)
    return row + 1


def _blocks(pack: Pack, messages: Messages) -> Iterator[tuple[Note, list[tuple[str, str]]]]:
    yield note("method-definitions"), [(paragraph.title, paragraph.text) for paragraph in pack.method]
    yield note("label-frameworks"), [(report.title, _framework(report, messages)) for report in pack.reports]
    not_asked = [(report.title, line) for report in pack.reports for line in report.not_asked]
    if not_asked:
        yield note("method-not-asked"), not_asked
    yield note("method-files"), [(f.name, f.keyed) for f in pack.inputs]
    yield note("method-mappings"), [(f.name, f.sha256) for f in pack.mappings]
    yield note("method-made-with"), [(pack.made_with, messages.say("pack-id", id=pack.id, schema=pack.schema_))]


def edition_of(report: Report) -> Note:
    """Who publishes a framework, which version it is, and whether it is in force."""
    return note("edition-of", publisher=report.publisher, version=report.version, stage=report.stage_line)


def _framework(report: Report, messages: Messages) -> str:
    published = messages.what(edition_of(report))
    return "\n".join(line for line in (report.about, published, report.published_in) if line)
