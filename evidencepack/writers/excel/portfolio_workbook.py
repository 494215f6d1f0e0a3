"""A portfolio as one workbook: where every service stands, and which gaps they share."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from evidencepack.pack.portfolio import Cause, Expected, Portfolio, ServiceLine
from evidencepack.text import count_of
from evidencepack.writers.excel.actions import DUTY_NOTE
from evidencepack.writers.excel.book import Book, drafts_line
from evidencepack.writers.excel.cells import CellLink, Value, to_document
from evidencepack.writers.excel.lists import HEADER, Column, ListLayout, add_list

HEAT, CAUSES, GAPS, PROBLEMS, SERVICES = "Heat map", "Gaps by cause", "Gaps by service", "Problems", "Services"
STATES = {"built": "Built", "kept": "Kept: nothing has changed", "failed": "Could not be built"}
_HEAT_SCALE = 75  # of the heat map in print: as many pages wide as it needs, each with the names of the services
_NAMED = 150  # services named in one cell; all of them stand in the sheet of gaps by service


def write_portfolio_book(portfolio: Portfolio) -> bytes:
    """The workbook; links in it are relative to the folder that holds it and the packs."""
    book, names = _book(portfolio), _names(portfolio)
    _add_heat(book, portfolio, names)
    _add_causes(book, portfolio, names)
    _add_gaps(book, portfolio, names)
    _add_problems(book, portfolio, names)
    _add_services(book, portfolio, names)
    return book.close()


def _book(portfolio: Portfolio) -> Book:
    title = f"Portfolio: {portfolio.title}"
    return Book(
        title,
        portfolio.on,
        drafts_line((draft.title, draft.stage_line) for draft in portfolio.drafts),
        title=f"{title}, {portfolio.on_words}",
        comments=f"Made with {portfolio.made_with}",
    )


def _names(portfolio: Portfolio) -> dict[str, str]:
    """How to call each service: by its name, with its folder where two go by the same; by its folder."""
    often = Counter(s.name for s in portfolio.services)
    return {s.folder: s.name if often[s.name] == 1 else f"{s.name} ({s.folder})" for s in portfolio.services}


def _title(what: str, portfolio: Portfolio) -> str:
    return f"{what}: {portfolio.title}, {portfolio.on_words}"


def _add_heat(book: Book, portfolio: Portfolio, names: dict[str, str]) -> None:
    several = len({e.key.partition("/")[0] for e in portfolio.expectations}) > 1
    columns = (
        Column("Service", 28, "The services with most expectations not shown come first.", "strong"),
        Column("Not shown", 9, "How many expectations are not shown.", "number"),
        Column("Partly shown", 9, "How many expectations are partly shown.", "number"),
        Column("Shown", 9, "How many expectations are shown.", "number"),
        *(_heading(expected, several) for expected in portfolio.expectations),
    )
    about = "A row a service, a column an expectation. Symbol and word say it; colour only repeats them."
    layout = ListLayout(HEAT, _title("Where each service stands", portfolio), about, columns, empty="No service.")
    sheet = add_list(book, layout, (_standings(s, portfolio.expectations, names) for s in portfolio.services))
    sheet.set_row(2, 72)
    sheet.set_print_scale(_HEAT_SCALE)
    sheet.repeat_columns(0)
    # Each page has its title at its head; the one above the list would be cut where the first column ends.
    sheet.print_area(HEADER, 0, HEADER + max(len(portfolio.services), 1), len(columns) - 1)


def _heading(expected: Expected, several: bool) -> Column:
    before = f"{expected.framework}: " if several else ""
    return Column(f"{before}{expected.number} {expected.title}", 17, f"{expected.framework}: {expected.title}")


def _standings(line: ServiceLine, expectations: Sequence[Expected], names: dict[str, str]) -> tuple[Value, ...]:
    given: dict[str, Value] = {s.key: s.status for s in line.standings}
    otherwise = "Not built" if line.state == "failed" else "Not asked of it"
    counts: tuple[Value, ...] = ("", "", "")
    if line.state != "failed":
        counts = (line.count("not shown"), line.count("partly shown"), line.count("shown"))
    return (names[line.folder], *counts, *(given.get(expected.key, otherwise) for expected in expectations))


_CAUSES = (
    Column("Ref", 13, "The lasting number of this action, the same in every pack.", "strong"),
    Column("Cause", 34, "What lies behind the gap."),
    Column("Action", 48, f"What would close it. The cause itself where that differs: see {GAPS} for each service."),
    Column("Services", 10, "How many services have it.", "number"),
    Column("Gaps", 9, "How many gaps it would close, over all services and frameworks.", "number"),
    Column("Legal duty", 9, f"{DUTY_NOTE} It may be so in one service only."),
    Column("Weight", 9, "How much the frameworks make of it.", "number"),
    Column("Which services", 60, "The services that have it, by folder."),
)
_GAPS = (
    Column("Service", 28, "The service.", "strong"),
    Column("Ref", 13, "The lasting number of this action. Filter by it to see every service that has it."),
    Column("Cause", 34, "What lies behind the gap."),
    Column("Action", 52, "What would close it, in the words of this service's pack."),
    Column("Gaps", 9, "How many gaps it would close in this service.", "number"),
    Column("Legal duty", 9, DUTY_NOTE),
)
_PROBLEMS = (
    Column("Service", 28, "The service.", "strong"),
    Column("File", 34, "The file to look at, in the folder of the service."),
    Column("Sheet", 18, "The sheet of that file."),
    Column("Row", 8, "The row of that sheet; empty for the whole sheet or file.", "number"),
    Column("Column", 20, "The heading, as the service wrote it."),
    Column("What is wrong", 50, "What could not be read or understood."),
    Column("What to do", 44, "How to mend it in the file itself, for the next pack."),
    Column("Rows", 8, "How many rows it concerns.", "number"),
)


def _add_causes(book: Book, portfolio: Portfolio, names: dict[str, str]) -> None:
    about = "Legal duties first, then the causes that most services share: one effort may close them all."
    layout = ListLayout(CAUSES, _title("Gaps by cause", portfolio), about, _CAUSES, empty="No gap calls for action.")
    called = {s.id: names[s.folder] for s in portfolio.services if s.state != "failed"}
    add_list(book, layout, (_cause(cause, called) for cause in portfolio.causes))


def _cause(cause: Cause, called: dict[str, str]) -> tuple[Value, ...]:
    more = len(cause.services) - _NAMED
    which = ", ".join(called[id_] for id_ in cause.services[:_NAMED])
    return (
        cause.ref,
        cause.cause,
        cause.text,
        len(cause.services),
        cause.closes,
        "yes" if cause.essential else "",
        cause.weight,
        f"{which} and {more:,} more (see {GAPS})" if more > 0 else which,
    )


def _add_gaps(book: Book, portfolio: Portfolio, names: dict[str, str]) -> None:
    about = "A row for each cause in each service; filter by a service or by a ref."
    layout = ListLayout(
        GAPS, _title("Gaps by service", portfolio), about, _GAPS, empty="No gap calls for action.", long=True
    )
    rows = [
        (names[s.folder], g.ref, g.cause, g.text, g.closes, "yes" if g.essential else "")
        for s in portfolio.services
        for g in s.gaps
    ]
    add_list(book, layout, rows)


def _add_problems(book: Book, portfolio: Portfolio, names: dict[str, str]) -> None:
    about = "What could not be read or understood. Mend it in the service's own files; the next run picks it up."
    layout = ListLayout(
        PROBLEMS, _title("Problems", portfolio), about, _PROBLEMS, empty="No problem was found in the files.", long=True
    )
    rows = [
        (names[s.folder], p.place.file, p.place.sheet, p.place.row or "", p.column, p.what, p.remedy, p.rows)
        for s in portfolio.services
        for p in s.problems
    ]
    add_list(book, layout, rows)


def _add_services(book: Book, portfolio: Portfolio, names: dict[str, str]) -> None:
    words = max((len(_ending(s, ".docx")) for s in portfolio.services), default=0)
    columns = (
        Column("Service", 28, "The service.", "strong"),
        Column("Folder", 26, "Its folder, below that of the portfolio."),
        Column("Id", 20, "Its id, as service.yaml states it."),
        Column("Type", 14, "What kind of service it is."),
        Column("Council", 20, "The council it belongs to."),
        Column("This time", 18, "Built, kept because nothing has changed, or could not be built."),
        Column("What to know", 44, "Why it could not be built, or what to know about its files."),
        Column("Shown", 8, "Expectations shown.", "number"),
        Column("Partly shown", 8, "Expectations partly shown.", "number"),
        Column("Not shown", 8, "Expectations not shown.", "number"),
        Column("Others", 8, "Expectations not supplied, not applicable and the like.", "number"),
        Column("Causes of gaps", 9, "How many different actions it needs.", "number"),
        Column("Problems", 12, "How many problems there are in its files.", "number"),
        *(Column(f"Word {n + 1}" if words > 1 else "Word", 13, "The pack in Word.", "link") for n in range(words)),
        Column("Workbook", 15, "The pack in Excel.", "link"),
        Column("Web page", 13, "The pack as a web page.", "link"),
    )
    failed = len(portfolio.in_state("failed"))
    told = f"{failed:,} could not be built" if failed else "each has its pack"
    about = f"{count_of(len(portfolio.services), 'service')}; {told}. Made with {portfolio.made_with}."
    sheet: Any = add_list(
        book,
        ListLayout(SERVICES, _title("Services", portfolio), about, columns, empty="No service."),
        (tuple(_service(s, words, names)) for s in sorted(portfolio.services, key=lambda s: s.folder)),
    )
    sheet.set_row(2, 32)


def _service(line: ServiceLine, words: int, names: dict[str, str]) -> Iterator[Value]:
    yield from (names[line.folder], line.folder, line.id, line.type, line.council, STATES[line.state])
    yield line.sentence or "\n".join(line.notes)
    if line.state == "failed":
        yield from ("",) * 6
    else:
        yield from (line.count("shown"), line.count("partly shown"), line.count("not shown"), line.others)
        yield from (len(line.gaps), len(line.problems))
    documents = _ending(line, ".docx")
    for file in [*documents, *[""] * (words - len(documents))]:
        yield _link("Open Word", file)
    for text, ending in (("Open workbook", ".xlsx"), ("Open page", ".html")):
        yield _link(text, next(iter(_ending(line, ending)), ""))


def _link(text: str, file: str) -> CellLink:
    target = to_document(file, ".") if file else ""
    return CellLink(text if target else "", target)


def _ending(line: ServiceLine, ending: str) -> list[str]:
    return [file for file in line.files if file.endswith(ending)]
