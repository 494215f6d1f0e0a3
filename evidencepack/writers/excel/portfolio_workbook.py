"""A portfolio as one workbook: where every service stands, and which gaps they share."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from evidencepack.notes import Messages, Note, note
from evidencepack.pack.files_model import ProblemLine
from evidencepack.pack.portfolio import COUNTED, Cause, ExpectationLine, GapLine, Portfolio, ServiceLine
from evidencepack.pack.sentences import capital
from evidencepack.writers.excel.book import Book, drafts_line
from evidencepack.writers.excel.cells import CellLink, to_document
from evidencepack.writers.excel.lists import HEADER, Column, ListLayout, add_list
from evidencepack.writers.excel.method_sheets import in_parts

HEAT, CAUSES, GAPS, PROBLEMS, SERVICES = "Heat map", "Gaps by cause", "Gaps by service", "Problems", "Services"
_STATES = {"built": note("state-built"), "kept": note("state-kept"), "failed": note("state-failed")}
_HEAT_SCALE = 75  # of the heat map in print: as many pages wide as it needs, each with the names of the services
_NAMED = 150  # services named in one cell; all of them stand in the sheet of gaps by service
Names = dict[str, str]
"""How to call each service, by its folder."""


def write_portfolio_book(portfolio: Portfolio, messages: Messages) -> bytes:
    """The workbook; links in it are relative to the folder that holds it and the packs."""
    title = messages.say("title-portfolio", name=portfolio.title)
    drafts = ((d.title, d.stage_line) for d in portfolio.drafts)
    comments = messages.say("made-with", program=portfolio.made_with)
    known = {"title": f"{title}, {portfolio.on_words}", "comments": comments}
    book, names = Book(title, portfolio.on, messages, drafts_line(drafts), **known), _names(portfolio)
    _add_heat(book, portfolio, names)
    _add_causes(book, portfolio, names)
    _add_gaps(book, portfolio, names)
    _add_problems(book, portfolio, names)
    _add_services(book, portfolio, names)
    return book.close()


def _names(portfolio: Portfolio) -> Names:
    """How to call each service: by its name, with its folder where two go by the same; by its folder."""
    often = Counter(s.name for s in portfolio.services)
    return {s.folder: s.name if often[s.name] == 1 else f"{s.name} ({s.folder})" for s in portfolio.services}


def _of(portfolio: Portfolio) -> dict[str, str]:
    """The facts of every title."""
    return {"name": portfolio.title, "day": portfolio.on_words}


def _add_heat(book: Book, portfolio: Portfolio, names: Names) -> None:
    several = len({e.key.partition("/")[0] for e in portfolio.expectations}) > 1
    given = {(s.folder, line.key): line.status for s in portfolio.services for line in s.standings}

    def column(expected: ExpectationLine) -> Column[ServiceLine]:
        before = f"{expected.framework}: " if several else ""
        return Column(
            f"{before}{expected.number} {expected.title}",
            17,
            f"{expected.framework}: {expected.title}",
            lambda s: given.get(
                (s.folder, expected.key), note("not-built" if s.state == "failed" else "not-asked-of-it")
            ),
        )

    columns: tuple[Column[ServiceLine], ...] = (
        Column("Service", 28, note("heat-service"), lambda s: names[s.folder], "strong"),
        *(_count(standing, 9, note("heat-standing", standing=standing)) for standing in reversed(COUNTED)),
        *map(column, portfolio.expectations),
    )
    layout = ListLayout(
        HEAT, note("title-heat", **_of(portfolio)), note("about-heat"), columns, empty=note("no-service")
    )
    sheet = add_list(book, layout, portfolio.services)
    sheet.set_row(2, 72)
    sheet.set_print_scale(_HEAT_SCALE)
    sheet.repeat_columns(0)
    # Each page has its title at its head; the one above the list would be cut where the first column ends.
    sheet.print_area(HEADER, 0, HEADER + max(len(portfolio.services), 1), len(columns) - 1)


def _count(standing: str, width: float, about: Note) -> Column[ServiceLine]:
    """How many expectations of a service stand so; nothing for one that could not be built."""
    return _number(capital(standing), width, about, lambda s: s.count(standing))


def _number(heading: str, width: float, about: Note, value: Callable[[ServiceLine], int]) -> Column[ServiceLine]:
    return Column(heading, width, about, lambda s: None if s.state == "failed" else value(s), "number")


def _add_causes(book: Book, portfolio: Portfolio, names: Names) -> None:
    called = {s.id: names[s.folder] for s in portfolio.services if s.state != "failed"}
    columns: tuple[Column[Cause], ...] = (
        Column("Ref", 13, note("cause-ref"), lambda c: c.ref, "strong"),
        Column("Cause", 34, note("action-cause"), lambda c: c.cause),
        Column("Action", 48, note("cause-action", sheet=GAPS), lambda c: c.text),
        Column("Services", 10, note("cause-services"), lambda c: len(c.services), "number"),
        Column("Gaps", 9, note("cause-gaps"), lambda c: c.closes, "number"),
        Column("Legal duty", 9, note("cause-legal-duty"), lambda c: "yes" if c.essential else ""),
        Column("Weight", 9, note("action-weight"), lambda c: c.weight, "number"),
        Column("Which services", 60, note("cause-which-services"), lambda c: _which([called[i] for i in c.services])),
    )
    layout = ListLayout(
        CAUSES, note("title-causes", **_of(portfolio)), note("about-causes"), columns, empty=note("no-gap")
    )
    add_list(book, layout, portfolio.causes)


def _which(services: Sequence[str]) -> Note | str:
    which, more = ", ".join(services[:_NAMED]), len(services) - _NAMED
    return note("services-and-more", which=which, more=more, sheet=GAPS) if more > 0 else which


class _Gap(NamedTuple):
    service: str
    gap: GapLine


_GAPS: tuple[Column[_Gap], ...] = (
    Column("Service", 28, note("gap-service"), lambda g: g.service, "strong"),
    Column("Ref", 13, note("gap-ref"), lambda g: g.gap.ref),
    Column("Cause", 34, note("action-cause"), lambda g: g.gap.cause),
    Column("Action", 52, note("gap-action"), lambda g: g.gap.text),
    Column("Gaps", 9, note("gap-gaps"), lambda g: g.gap.closes, "number"),
    Column("Legal duty", 9, note("action-legal-duty"), lambda g: "yes" if g.gap.essential else ""),
)


def _add_gaps(book: Book, portfolio: Portfolio, names: Names) -> None:
    layout = ListLayout(
        GAPS, note("title-gaps", **_of(portfolio)), note("about-gaps"), _GAPS, empty=note("no-gap"), long=True
    )
    add_list(book, layout, [_Gap(names[s.folder], gap) for s in portfolio.services for gap in s.gaps])


class _Problem(NamedTuple):
    service: str
    line: ProblemLine


_PROBLEMS: tuple[Column[_Problem], ...] = (
    Column("Service", 28, note("gap-service"), lambda p: p.service, "strong"),
    Column("File", 34, note("service-file"), lambda p: p.line.place.file),
    Column("Sheet", 18, note("origin-sheet"), lambda p: p.line.place.sheet),
    Column("Row", 8, note("problem-row"), lambda p: p.line.place.row or None, "number"),
    Column("Cells", 24, note("problem-cells"), lambda p: ", ".join(p.line.spans)),
    Column("Column", 20, note("problem-column"), lambda p: p.line.column),
    Column("What is wrong", 50, note("problem-what-is-wrong"), lambda p: p.line.what),
    Column("What to do", 44, note("problem-what-to-do"), lambda p: p.line.remedy),
    Column("Rows", 8, note("problem-rows"), lambda p: p.line.rows, "number"),
)


def _add_problems(book: Book, portfolio: Portfolio, names: Names) -> None:
    layout = ListLayout(
        PROBLEMS,
        note("title-all-problems", **_of(portfolio)),
        note("about-all-problems"),
        _PROBLEMS,
        empty=note("no-problem"),
        long=True,
    )
    lines = ((s, part) for s in portfolio.services for line in s.problems for part in in_parts(line))
    parts = [_Problem(names[s.folder], part) for s, part in lines]
    add_list(book, layout, parts)


def _add_services(book: Book, portfolio: Portfolio, names: Names) -> None:
    failed = len(portfolio.in_state("failed"))
    services = note("services", n=len(portfolio.services))
    told = note("services-failed", failed=failed) if failed else note("services-built")
    about = note("about-services", services=services, told=told, made_with=portfolio.made_with)
    columns = _services(
        names, book.messages.say, max((len(_ending(s, ".docx")) for s in portfolio.services), default=0)
    )
    layout = ListLayout(SERVICES, note("title-services", **_of(portfolio)), about, columns, empty=note("no-service"))
    add_list(book, layout, sorted(portfolio.services, key=lambda s: s.folder))


def _services(names: Names, say: Callable[[str], str], words: int) -> tuple[Column[ServiceLine], ...]:
    """The columns of the list of services; `words` is how many Word files a pack has at most."""
    return (
        Column("Service", 28, note("gap-service"), lambda s: names[s.folder], "strong"),
        Column("Folder", 26, note("service-folder"), lambda s: s.folder),
        Column("Id", 20, note("service-id"), lambda s: s.id),
        Column("Type", 14, note("service-type"), lambda s: s.type),
        Column("Council", 20, note("service-council"), lambda s: s.council),
        Column("This time", 18, note("service-this-time"), lambda s: _STATES[s.state]),
        Column("What to know", 44, note("service-what-to-know"), lambda s: s.sentence or "\n".join(s.notes)),
        *(_count(standing, 8, note("service-standing", standing=standing)) for standing in COUNTED),
        _number("Others", 8, note("service-others"), lambda s: s.others),
        _number("Causes of gaps", 9, note("service-causes-of-gaps"), lambda s: len(s.gaps)),
        _number("Problems", 12, note("service-problems"), lambda s: len(s.problems)),
        *(
            _link(f"Word {n + 1}" if words > 1 else "Word", 13, note("service-word"), say("open-word"), ".docx", n)
            for n in range(words)
        ),
        _link("Workbook", 15, note("service-workbook"), say("open-workbook"), ".xlsx"),
        _link("Web page", 13, note("service-web-page"), say("open-page"), ".html"),
    )


def _link(heading: str, width: float, about: Note, text: str, ending: str, number: int = 0) -> Column[ServiceLine]:
    """A column that leads to a file of each pack, its `number`th (from 0) with this ending."""

    def value(line: ServiceLine) -> CellLink:
        files = _ending(line, ending)[number : number + 1]
        target = to_document(files[0], ".") if files else ""
        return CellLink(text if target else "", target)

    return Column(heading, width, about, value, "link")


def _ending(line: ServiceLine, ending: str) -> list[str]:
    return [file for file in line.files if file.endswith(ending)]
