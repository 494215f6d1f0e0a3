"""The sheets of the starter workbook that hold no register: the first steps, the service, who is the same person."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evidencepack.frameworks.column_map import ColumnMap, StarterSheet
from evidencepack.frameworks.framework import Framework
from evidencepack.model import SERVICE_TYPES
from evidencepack.notes import Note, note
from evidencepack.onboarding.blank_service.starter_workbook import StarterBook
from evidencepack.onboarding.blank_service.styles import TABS, set_page, validation
from evidencepack.service.service_sheet import ANSWER, CHECKED, DOCUMENT, PAIR, SINCE, WORD
from evidencepack.tables.starter_sheets import MARK_HEADING, TITLES
from evidencepack.writers.excel.row_height import height_of

STEPS = (
    *(note("start-service"), note("start-begin"), note("start-rows"), note("start-examples"), note("start-days")),
    *(note("start-people"), note("start-keep"), note("start-run")),
)
MAY = (note("may-change"), note("may-hold"))
_QUESTIONS: tuple[tuple[str, Note, str, Note], ...] = (
    ("name", note("ask-name"), "str", note("hint-printed")),
    ("type", note("ask-type"), "type", note("hint-type")),
    ("location_id", note("ask-location"), "str", note("hint-location")),
    ("council", note("ask-council"), "str", note("hint-council")),
    ("registered", note("ask-registered"), "date", note("hint-registered")),
    ("registered_manager_required", note("ask-manager"), "bool", note("hint-yes")),
    ("services_of_provider", note("ask-services"), "int", note("hint-one")),
    ("rating", note("ask-rating"), "str", note("hint-rating")),
    ("pir_requested", note("ask-pir"), "bool", note("hint-say")),
    ("has_directors", note("ask-directors"), "bool", note("hint-say")),
    ("gives_medicines", note("ask-medicines"), "bool", note("hint-say")),
    ("learning_disability_or_autism", note("ask-disability"), "bool", note("hint-say")),
    ("delegated_health_tasks", note("ask-delegated"), "bool", note("hint-say")),
)
_FRAMEWORKS = 4
_HEAD = 3
_ASKED = 78.0  # the width of what is asked


def add_start(book: StarterBook, maps: Sequence[tuple[ColumnMap, StarterSheet]]) -> None:
    """What to do first, and what each sheet is for."""
    sheet = book.workbook.add_worksheet(TITLES["about"])
    sheet.hide_gridlines(2)
    for column, width in enumerate((4, 24, 14, 62, 62)):
        sheet.set_column(column, column, width)
    book.put(sheet, 0, 0, TITLES["about"], "title")
    sheet.set_row(0, 24)
    row = _contents(book, sheet, _steps(book, sheet, 2) + 1, maps)
    set_page(sheet, row, 4)
    sheet.activate()


def _steps(book: StarterBook, sheet: Any, row: int) -> int:
    for number, text in enumerate(map(book.messages.what, (*STEPS, *MAY)), 1):
        if number <= len(STEPS):
            book.put(sheet, row, 0, f"{number}.", "step")
        sheet.merge_range(row, 1, row, 4, text, book.styles["line"])
        sheet.set_row(row, 15 * (1 + len(text) // 165))
        row += 1
    return row


def _contents(book: StarterBook, sheet: Any, row: int, maps: Sequence[tuple[ColumnMap, StarterSheet]]) -> int:
    for column, heading in enumerate(("Sheet", "", "What a row is", "What it answers"), 1):
        book.put(sheet, row, column, heading, "head")
    say = book.messages.say
    rows = [(TITLES["service"], say("begin-here"), say("sheet-service"), say("sheet-service-answers"))]
    rows += [(s.sheet, say("begin-here") if s.first else "", s.about, s.answers) for _, s in maps]
    rows.append((TITLES["same"], "", say("sheet-same"), say("sheet-same-answers")))
    for name, begin, about, answers in rows:
        row += 1
        quoted = name.replace("'", "''")
        sheet.write_url(row, 1, f"internal:'{quoted}'!A1", book.styles["link"], name)
        book.put(sheet, row, 2, begin, "label")
        book.put(sheet, row, 3, about, "cell")
        book.put(sheet, row, 4, answers, "cell")
        sheet.set_row(row, 14 * (1 + max(len(about), len(answers)) // 66))
    return row


def add_service(book: StarterBook, given: Mapping[str, str], frameworks: Mapping[str, Framework]) -> None:
    """The questions of service.yaml a manager can answer here; `given` are answers known already, by our word."""
    sheet = book.workbook.add_worksheet(TITLES["service"])
    sheet.set_tab_color(TABS["your team"])
    for column, width in enumerate((_ASKED, 38, 14, 18, 44, 28)):
        sheet.set_column(column, column, width)
    book.put(sheet, 0, 0, TITLES["service"], "title")
    book.put(sheet, 1, 0, book.messages.say("about-service"), "about")
    for column, heading in enumerate(("What we ask", ANSWER, SINCE, CHECKED, DOCUMENT, WORD)):
        book.put(sheet, _HEAD, column, heading, "needed head" if heading == ANSWER else "head")
    row = _questions(book, sheet, _HEAD + 1, given)
    row = _chosen(book, sheet, row, given.get("frameworks", "").split(), frameworks)
    row = _facts(book, sheet, row + 1, frameworks.values())
    sheet.freeze_panes(_HEAD + 1, 2)
    set_page(sheet, row, 5)


def _questions(book: StarterBook, sheet: Any, row: int, given: Mapping[str, str]) -> int:
    for word, asked, kind, told in _QUESTIONS:
        label, hint = book.messages.what(asked), book.messages.what(told)
        text = f"{label} ({hint[0].lower() + hint[1:] if hint[1:2].islower() else hint})"
        book.put(sheet, row, 0, text, "cell")
        sheet.set_row(row, height_of([text], [_ASKED]) or 15)
        book.put(sheet, row, 1, given.get(word, ""), "typed day" if kind == "date" else "typed")
        words = list(SERVICE_TYPES) if kind == "type" else None
        sheet.data_validation(row, 1, row, 1, validation(book.messages, kind, label, f"{hint}.", words, False))
        book.put(sheet, row, 5, word, "quiet")
        row += 1
    return row


def _chosen(book: StarterBook, sheet: Any, row: int, chosen: Sequence[str], frameworks: Mapping[str, Framework]) -> int:
    say = book.messages.say
    for framework in (*chosen, *[""] * _FRAMEWORKS)[:_FRAMEWORKS]:
        book.put(sheet, row, 0, say("ask-framework-which"), "cell")
        book.put(sheet, row, 1, framework, "typed")
        ids = book.words(list(frameworks))
        rule = validation(book.messages, "str", say("ask-framework"), say("hint-framework"), ids, False)
        sheet.data_validation(row, 1, row, 1, rule)
        book.put(sheet, row, 5, "frameworks", "quiet")
        row += 1
    return row


def _facts(book: StarterBook, sheet: Any, row: int, frameworks: Iterable[Framework]) -> int:
    """A row for every fact that a framework asks a service to declare."""
    say = book.messages.say
    book.put(sheet, row, 0, say("declare"), "band")
    asked: dict[str, str] = {}
    for requirement in (r for f in frameworks for e in f.expectations for r in e.requirements):
        if "fact" in requirement.with_ and "what" in requirement.with_:
            asked.setdefault(str(requirement.with_["fact"]), str(requirement.with_["what"]))
    for fact, what in sorted(asked.items(), key=lambda pair: pair[1]):
        row += 1
        book.put(sheet, row, 0, what, "cell")
        for column, style in ((1, "typed"), (2, "typed day"), (3, "typed day"), (4, "typed")):
            sheet.write_blank(row, column, None, book.styles[style])
        for column in (2, 3):
            rule = validation(book.messages, "date", say("declared-day"), say("hint-day"), None, False)
            sheet.data_validation(row, column, row, column, rule)
        book.put(sheet, row, 5, fact, "quiet")
    return row


def add_same_person(book: StarterBook) -> None:
    """Pairs of names or codes that mean one person, for what evidencepack does not join by itself."""
    sheet = book.workbook.add_worksheet(TITLES["same"])
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 2, 40, book.styles["cell str"])
    book.put(sheet, 0, 1, TITLES["same"], "title")
    book.put(sheet, 1, 1, book.messages.say("about-same"), "about")
    for column, heading in enumerate((MARK_HEADING, *PAIR)):
        book.put(sheet, _HEAD, column, heading, "mark head" if column == 0 else "head")
    for row, other in enumerate(("EX-01", "Example Maiden-Name"), _HEAD + 1):
        book.put(sheet, row, 0, "Example", "mark")
        book.put(sheet, row, 1, "Example Person One", "example str")
        book.put(sheet, row, 2, other, "example str")
    sheet.freeze_panes(_HEAD + 1, 1)
    set_page(sheet, _HEAD + 30, 2)
