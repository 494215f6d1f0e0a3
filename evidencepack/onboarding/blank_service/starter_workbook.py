"""The starter workbook: a sheet a register, written from the column maps that read it back."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from msgspec import Struct, field

from evidencepack.frameworks.column_map import ColumnMap, StarterSheet
from evidencepack.notes import Messages
from evidencepack.onboarding.blank_service.styles import LAST_ROW, STYLES, TABS, set_page, validation, width_of
from evidencepack.registers import REGISTERS, Record, field_types, required_fields
from evidencepack.tables.headings import letter_of
from evidencepack.tables.starter_sheets import MARK_HEADING, NIL_CHECK, TITLES, Typed, typed_value
from evidencepack.writers.xml_parts import same_bytes

TITLE_ROW, ABOUT_ROW, NIL_ROW, HINT_ROW, HEAD_ROW = range(5)
_TEXT_STAYS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FONT = {"font_name": "Arial", "font_size": 10, "font_scheme": "none"}
_INLINE = 200  # characters of a drop-down that may stand in the cell itself (Excel allows 255)


class StarterBook(Struct):
    """The workbook while it is being written; thrown away afterwards."""

    workbook: Any
    made: BytesIO
    messages: Messages
    styles: dict[str, Any]
    lists: dict[tuple[str, ...], str] = field(default_factory=dict)

    def put(self, sheet: Any, row: int, column: int, value: Typed, style: str) -> None:
        """One cell; text stays text, whatever it looks like."""
        look = self.styles[style]
        if isinstance(value, bool):
            sheet.write_string(row, column, "Yes" if value else "No", look)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, look)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, look)
        else:
            sheet.write_datetime(row, column, value, look)

    def words(self, words: Sequence[str]) -> str | list[str]:
        """The source of a drop-down: the words themselves, or their place on the sheet of words when they are long."""
        key = tuple(words)
        if len(",".join(key)) <= _INLINE and not any("," in word for word in key):
            return list(key)
        if key not in self.lists:
            letter = f"${letter_of(len(self.lists))}"
            self.lists[key] = f"='{TITLES['lists']}'!{letter}$3:{letter}${len(key) + 2}"
        return self.lists[key]


def new_book(messages: Messages, title: str = "Registers") -> StarterBook:
    """An empty workbook with its styles."""
    import xlsxwriter

    made = BytesIO()
    workbook = xlsxwriter.Workbook(made, {"in_memory": True, "default_format_properties": _FONT, **_TEXT_STAYS_TEXT})
    workbook.set_size(28_000, 16_000)
    # A fixed day, as the same folder should give the same bytes.
    workbook.set_properties({"title": title, "created": datetime(2026, 1, 1)})  # noqa: DTZ001 (a day, not an instant)
    return StarterBook(workbook, made, messages, {name: workbook.add_format(look) for name, look in STYLES.items()})


def finished(book: StarterBook) -> bytes:
    """The workbook as bytes, the same for the same input."""
    add_lists(book)
    book.workbook.close()
    return same_bytes(book.made.getvalue())


def starter_maps(maps: Sequence[ColumnMap]) -> list[tuple[ColumnMap, StarterSheet]]:
    """The column maps that make the workbook, in the order of their sheets."""
    found = [(m, m.starter) for m in maps if m.starter]
    return sorted(found, key=lambda pair: (pair[1].place, pair[0].id))


def add_register(book: StarterBook, column_map: ColumnMap, starter: StarterSheet) -> None:
    """One sheet: title, what a row is, what goes into each column, headings, examples, and room to type."""
    record = REGISTERS[column_map.register_]
    kinds = field_types(record)
    sheet = book.workbook.add_worksheet(starter.sheet)
    book.put(sheet, TITLE_ROW, 1, starter.sheet, "title")
    book.put(sheet, ABOUT_ROW, 1, starter.about, "about")
    if starter.nil_check:
        _nil_line(book, sheet)
    sheet.set_column(0, 0, 10, book.styles["mark cell"])
    book.put(sheet, HINT_ROW, 0, book.messages.say("example-not-counted"), "hint")
    book.put(sheet, HEAD_ROW, 0, MARK_HEADING, "mark head")
    for column, name in enumerate(column_map.columns, 1):
        _column(book, sheet, column, name, column_map, record)
    for row, example in enumerate(starter.examples, HEAD_ROW + 1):
        book.put(sheet, row, 0, column_map.aside[0], "mark")
        for column, name in enumerate(column_map.columns, 1):
            if typed := example.get(name):
                book.put(sheet, row, column, typed_value(typed, name, column_map), f"example {kinds[name]}")
            else:
                sheet.write_blank(row, column, None, book.styles["example str"])
    _set_up(book, sheet, starter, len(column_map.columns))


def _nil_line(book: StarterBook, sheet: Any) -> None:
    book.put(sheet, NIL_ROW, 1, NIL_CHECK, "ask")
    sheet.write_blank(NIL_ROW, 4, None, book.styles["typed day"])
    say = book.messages.say
    rule = validation(book.messages, "date", say("nil-day"), say("nil-hint"), None, False)
    sheet.data_validation(NIL_ROW, 4, NIL_ROW, 4, rule)


def _column(book: StarterBook, sheet: Any, column: int, name: str, column_map: ColumnMap, record: type[Record]) -> None:
    heading, kind = column_map.columns[name][0], field_types(record)[name]
    starter, hint = column_map.starter, hint_of(name, column_map)
    book.put(sheet, HINT_ROW, column, hint, "hint")
    book.put(sheet, HEAD_ROW, column, heading, "needed head" if name in required_fields(record) else "head")
    sheet.set_column(column, column, width_of(kind, heading, hint), book.styles[f"cell {kind}"])
    words = choices_of(name, column_map)
    source = book.words(words) if words else None
    own_words = bool(starter and name in starter.suggests)
    rule = validation(book.messages, kind, heading, hint, source, own_words)
    sheet.data_validation(HEAD_ROW + 1, column, LAST_ROW, column, rule)


def choices_of(name: str, column_map: ColumnMap) -> list[str]:
    """The words of a drop-down: those that are counted, else those that are suggested."""
    if name in column_map.values:
        return list(dict.fromkeys(words[0] for words in column_map.values[name].values()))
    return list(column_map.starter.suggests.get(name, ())) if column_map.starter else []


def hint_of(name: str, column_map: ColumnMap) -> str:
    """What goes into a column: needed or not, the form of it, and whether it is personal."""
    record = REGISTERS[column_map.register_]
    kind = field_types(record)[name]
    forms = {"date": "A day: 31/12/2026.", "bool": "Yes or No.", "int": "A whole number.", "float": "A number."}
    parts = [
        "NEEDED." if name in required_fields(record) else "",
        f"{column_map.starter.hints.get(name, '')}." if column_map.starter else "",
        forms.get(kind, ""),
        "Personal." if name in record.personal else "",
    ]
    return " ".join(part for part in parts if part.strip("."))


def _set_up(book: StarterBook, sheet: Any, starter: StarterSheet, columns: int) -> None:
    sheet.set_tab_color(TABS.get(starter.group, "#6B7280"))
    for row, height in ((TITLE_ROW, 24), (ABOUT_ROW, 18), (NIL_ROW, 18)):
        sheet.set_row(row, height, book.styles["line"])
    sheet.set_row(HINT_ROW, 66)
    sheet.set_row(HEAD_ROW, 32)
    for row in range(HEAD_ROW + 1, HEAD_ROW + 1 + len(starter.examples)):
        sheet.set_row(row, 28)
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + 1 + len(starter.examples), columns)
    set_page(sheet, HEAD_ROW + 26, columns)
    sheet.repeat_rows(HINT_ROW, HEAD_ROW)
    sheet.set_footer(f"&L&9 {starter.sheet.replace('&', '&&')}&R&9 Page &P of &N")


def add_lists(book: StarterBook) -> None:
    """The words that do not fit into a drop-down itself, on a sheet that is out of the way."""
    if not book.lists:
        return
    sheet = book.workbook.add_worksheet(TITLES["lists"])
    book.put(sheet, 0, 0, TITLES["lists"], "title")
    for column, words in enumerate(book.lists):
        sheet.set_column(column, column, 30)
        for row, word in enumerate(words, 2):
            book.put(sheet, row, column, word, "line")
    sheet.hide()
