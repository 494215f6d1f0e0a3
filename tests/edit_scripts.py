"""What people do to a workbook in a month, by chance: typed into, sorted, copied, renamed, taken apart."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.comments import Comment

LISTS = {"Gaps and actions": ("Ref", ("Owner", "Due", "Progress", "Note")),
         "Expectations": ("Expectation id", ("Our view", "Why", "Who", "Day"))}  # fmt: skip
HIDDEN = "_pack"


@dataclass
class Script:
    """One workbook in the hands of a person; `places` are the words typed where we ask for them, by ref and heading."""

    chance: random.Random
    path: Path
    mark: str
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    harmed: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    count: int = 0

    def __post_init__(self) -> None:
        self.book: Any = load_workbook(self.path)

    def word(self) -> str:
        """A word that nobody has typed before."""
        self.count += 1
        return f"zq{self.mark}x{self.count}q"

    def sheet(self, name: str = "") -> Any:
        """A sheet that people see, by chance or by name."""
        seen = [s for s in self.book.worksheets if s.title != HIDDEN]
        return next((s for s in seen if s.title == name), None) if name else self.chance.choice(seen)

    def play(self, steps: int) -> None:
        """So many edits one after another, and the workbook saved."""
        for _ in range(steps):
            self.chance.choice(EDITS)(self)
        self.left = self._words_left()
        self.book.save(self.path)

    def _words_left(self) -> set[str]:
        """The words that are still there to be read when the workbook is opened again."""
        held = []
        for sheet in self.book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    held += [str(cell.value or ""), cell.comment.text if cell.comment else ""]
            held.append(sheet.title)
        text = "\n".join(held)
        return {word for n in range(1, self.count + 1) if (word := f"zq{self.mark}x{n}q") in text}


def _put(cell: Any, text: Any) -> None:
    if type(cell).__name__ != "MergedCell":
        cell.value = text
        if isinstance(text, str):
            cell.data_type = "s"


def _row_of_list(script: Script) -> tuple[Any, int, dict[str, int], str] | None:
    """A row of a list that people type into that still holds its ref, and where its headings are."""
    name = script.chance.choice(list(LISTS))
    sheet = script.sheet(name)
    for head in range(1, 12) if sheet else ():
        heads = {c.value: c.column for c in sheet[head] if c.value}
        if LISTS[name][0] in heads and set(LISTS[name][1]) <= set(heads):
            column = heads[LISTS[name][0]]
            rows = [r for r in range(head + 1, sheet.max_row + 1) if sheet.cell(r, column).value]
            rows = [r for r in rows if "zq" not in str(sheet.cell(r, column).value)]
            return (sheet, script.chance.choice(rows), heads, name) if rows else None
    return None


def type_where_asked(script: Script) -> None:
    if found := _row_of_list(script):
        sheet, row, heads, name = found
        key, headings = LISTS[name]
        ref = str(sheet.cell(row, heads[key]).value)
        heading, word = script.chance.choice(headings), script.word()
        _put(sheet.cell(row, heads[heading]), word)
        if ref not in script.harmed:
            script.places[word] = (ref, heading)


def type_anywhere(script: Script) -> None:
    sheet = script.sheet()
    row, column = script.chance.randint(1, sheet.max_row + 2), script.chance.randint(1, sheet.max_column + 2)
    _put(sheet.cell(row, column), script.word())


def add_a_row(script: Script) -> None:
    sheet = script.sheet()
    row = sheet.max_row + script.chance.randint(1, 3)
    for column in script.chance.sample(range(1, sheet.max_column + 1), min(3, sheet.max_column)):
        _put(sheet.cell(row, column), script.word())


def add_a_column(script: Script) -> None:
    sheet = script.sheet()
    if script.chance.random() < 0.5 or sheet.merged_cells.ranges:
        column = sheet.max_column + 1
    else:
        column = script.chance.randint(1, sheet.max_column)
        sheet.insert_cols(column)
    _put(sheet.cell(3, column), script.chance.choice(("Our own", "Note", script.word())))
    for row in script.chance.sample(range(4, max(sheet.max_row, 6) + 1), 2):
        _put(sheet.cell(row, column), script.word())


def comment(script: Script) -> None:
    sheet = script.sheet()
    cell = sheet.cell(script.chance.randint(4, sheet.max_row + 4), script.chance.randint(1, sheet.max_column))
    if type(cell).__name__ != "MergedCell":
        cell.comment = Comment(script.word(), "Somebody")


def harm_a_ref(script: Script) -> None:
    if found := _row_of_list(script):
        sheet, row, heads, name = found
        key = heads[LISTS[name][0]]
        other = sheet.cell(script.chance.randint(4, sheet.max_row), key).value
        script.harmed |= {str(other), str(sheet.cell(row, key).value)}
        _put(sheet.cell(row, key), script.chance.choice((None, script.word(), other)))


def copy_a_sheet(script: Script) -> None:
    if len(script.book.worksheets) < 30:
        sheet = script.book.copy_worksheet(script.sheet())
        _put(
            sheet.cell(script.chance.randint(1, sheet.max_row), script.chance.randint(1, sheet.max_column)),
            script.word(),
        )


def rename_a_sheet(script: Script) -> None:
    script.sheet().title = script.chance.choice(("Action plan", "Ours", "Sheet1", "Findings old")) + str(script.count)


def delete_a_sheet(script: Script) -> None:
    if len(script.book.worksheets) > 8:
        del script.book[script.sheet().title]


def reorder_sheets(script: Script) -> None:
    script.book.move_sheet(script.sheet(), script.chance.randint(-3, 3))


def hide_a_sheet(script: Script) -> None:
    script.sheet().sheet_state = "hidden"


def add_a_sheet(script: Script) -> None:
    sheet = script.book.create_sheet(f"Ours {script.count} {len(script.book.worksheets)}")
    for _ in range(3):
        sheet.append([script.word(), "Deputy manager", script.chance.choice((None, script.word()))])


def sort_rows(script: Script) -> None:
    sheet = script.sheet(script.chance.choice(list(LISTS))) or script.sheet()
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=4)]
    if not sheet.merged_cells.ranges:
        script.chance.shuffle(rows)
        for number, values in enumerate(rows, 4):
            for column, value in enumerate(values, 1):
                sheet.cell(number, column).hyperlink = None
                _put(sheet.cell(number, column), value)


def hide_rows(script: Script) -> None:
    sheet = script.sheet()
    for row in range(4, sheet.max_row + 1, 2):
        sheet.row_dimensions[row].hidden = True


def insert_a_row(script: Script) -> None:
    sheet = script.sheet()
    if not sheet.merged_cells.ranges:
        sheet.insert_rows(script.chance.randint(1, 6))


def move_a_row(script: Script) -> None:
    if found := _row_of_list(script):
        sheet, row, _, _ = found
        other = script.sheet()
        values = [c.value for c in sheet[row]]
        last = other.max_row + 2
        for column, value in enumerate(values, 1):
            if other is not sheet:
                _put(other.cell(last, column), value)
                _put(sheet.cell(row, column), None)


def formula(script: Script) -> None:
    sheet = script.sheet()
    cell = sheet.cell(script.chance.randint(4, sheet.max_row + 2), script.chance.randint(1, sheet.max_column))
    if type(cell).__name__ != "MergedCell":
        cell.value = f'="{script.word()}"&A1'


EDITS: tuple[Callable[[Script], None], ...] = (
    *(type_where_asked,) * 5, *(type_anywhere,) * 4, add_a_row, add_a_row, add_a_column, comment, comment, harm_a_ref,
    copy_a_sheet, rename_a_sheet, delete_a_sheet, reorder_sheets, hide_a_sheet, add_a_sheet, sort_rows, hide_rows,
    insert_a_row, move_a_row, formula,
)  # fmt: skip
