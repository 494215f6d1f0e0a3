"""What people typed into an earlier workbook, wherever they moved it: to its place where that is known, else kept.

A sheet, row or column is known by what it holds, so that sorting, copying and renaming lose nothing.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from msgspec.structs import replace

from evidencepack.files.sheet import CannotReadError
from evidencepack.notes import Note, note
from evidencepack.pack.typed import TypedEdits, cell_key, kept_line
from evidencepack.pack.typed_model import KeptLine, ManagerView, Typed
from evidencepack.writers.excel.as_written import Grid, number_of
from evidencepack.writers.excel.beside_cells import Beside, beside_cells, grouped
from evidencepack.writers.excel.cells import alike, text_of
from evidencepack.writers.excel.compare import grid_of
from evidencepack.writers.excel.hidden_sheet import Hidden, Sheets
from evidencepack.writers.excel.kept import KEY as KEPT_KEY
from evidencepack.writers.excel.kept import READ_BACK, carried_line
from evidencepack.writers.excel.links import HIDDEN, KEPT
from evidencepack.writers.excel.lists import HEADER
from evidencepack.writers.excel.look import Look, is_list
from evidencepack.writers.excel.typed_lists import (
    KINDS,
    Kind,
    Laid,
    laid_by_grid,
    laid_by_headings,
    rows_elsewhere,
    told,
    typed_columns,
)

_DAYS = ("due", "day")
_MOST_LINES = 2_000  # that are kept of one workbook
BESIDE = ("beside-unread", "too-much-typed")
"""Faults that leave what was typed where it was asked for as it is."""
_Cells = dict[tuple[str, str], str]  # (ref, field): text


def edits_in(sheets: Sheets, hidden: Hidden, file: str, *, whole: bool = True) -> TypedEdits:
    """What people typed into a workbook: into our cells, and all else, which is kept; `file` is how it is named there.

    Not `whole`: what was typed elsewhere has been found before, and only our own lists are looked at.
    """
    reading = _Reading(hidden)
    reading.read(list(_looks(sheets, hidden, whole=whole)))
    beside: tuple[Note, ...] = ()
    if whole and hidden.grids:
        try:
            sheets.try_whole()
            reading.keep_beside(grouped(beside_cells(sheets.data)))
        except CannotReadError as error:
            beside = (note("beside-unread", why=error.why),)
    return reading.edits(file, beside)


def as_handed(sheets: Sheets, hidden: Hidden) -> TypedEdits:
    """The same of a workbook that nobody has touched."""
    reading = _Reading(hidden)
    reading.cells = {kind: dict(wrote) for kind, wrote in hidden.wrote.items()}
    if KEPT in sheets.names:
        reading.read_kept(_look(sheets, hidden, KEPT))
    return reading.edits("", ())


def has_lists(sheets: Sheets, hidden: Hidden) -> bool:
    """Whether a file without a hidden sheet holds a list that people type into."""
    looks = [Look(name, *sheets.placed(name)) for name in sheets.names]
    found = ((kind, {ref for ref, _ in hidden.wrote[kind.name]}) for kind in KINDS)
    return any((laid := laid_by_headings(kind, looks, refs)) and laid.refs for kind, refs in found)


def _looks(sheets: Sheets, hidden: Hidden, *, whole: bool) -> Iterator[Look]:
    """The sheets to look at; our own lists first, so that a copy of one comes after it."""
    first = [kind.sheet for kind in KINDS]
    for name in sorted(sheets.names, key=lambda name: name not in first):
        if name.startswith(HIDDEN) or (not whole and name in hidden.grids.keys() - {*first, KEPT}):
            continue
        yield _look(sheets, hidden, name)


def _look(sheets: Sheets, hidden: Hidden, name: str) -> Look:
    days = frozenset(chain.from_iterable(grid.held for grid in hidden.grids.values())) if sheets.is_text else ()
    look = Look(name, *sheets.placed(name), days)
    grid = grid_of(name, look.numbers, hidden.grids)
    if grid:
        kind = next((kind for kind in KINDS if kind.sheet == grid.name), None)
        key = kind.key if kind else KEPT_KEY if grid.name == KEPT else ""
        look.is_of(grid, tuple(kind.headings.values()) if kind else (), key)
    return look


class _Reading:
    """What has been found in one workbook so far."""

    def __init__(self, hidden: Hidden) -> None:
        self.hidden = hidden
        self.cells: dict[str, _Cells] = {kind.name: {} for kind in KINDS}
        self.at: dict[str, KeptLine] = {}
        self.lines: list[KeptLine] = []
        self.carried: list[KeptLine] = []
        self.faults: list[Note] = []
        self.looks: dict[str, Look] = {}
        self._everywhere: set[tuple[int, ...]] = set()
        self._elsewhere: dict[tuple[int, ...], tuple[Kind, Grid, int]] = {}

    def read(self, looks: list[Look]) -> None:
        """Take in the sheets: what stands in the cells that people type into first, then what stands elsewhere."""
        self.looks = {look.name: look for look in looks}
        for kind in KINDS:
            if refs := list(dict.fromkeys(ref for ref, _ in self.hidden.wrote[kind.name])):
                self._read_list(kind, refs, looks)
        for look in looks if self.hidden.grids else ():
            if look.grid and look.grid.name == KEPT:
                self.read_kept(look)
            self._keep_cells(look)
            self._keep_rows(look)

    def _read_list(self, kind: Kind, refs: list[str], looks: list[Look]) -> None:
        ours = [look for look in looks if look.grid and look.grid.name == kind.sheet]
        ours.sort(key=lambda look: look.name != kind.sheet)
        by_headings = laid_by_headings(kind, ours or looks, refs)
        laid = [laid_by_grid(kind, look, refs) for look in ours] or ([by_headings] if by_headings else [])
        if by_headings is None:
            self.faults.append(note("typed-list-gone", sheet=kind.sheet, column=kind.key))
        else:
            gone = (kind.headings[field] for field, columns in by_headings.fields.items() if not columns)
            self.faults += (note("typed-column-gone", sheet=kind.sheet, column=heading) for heading in gone)
        for each in laid:
            self._place_all(each)
        if by_headings and not ours:
            self._keep_unknown(by_headings)

    def _place_all(self, laid: Laid) -> None:
        look = laid.look
        # Rows that hold their ref come before those in which somebody changed it.
        keyed = look.column_of.get(look.key, -1)
        ordered = sorted(laid.refs, key=lambda found: look.grid is not None and look.text(found[0], keyed) != found[1])
        for row, ref in ordered:
            for field, columns in laid.fields.items():
                filled = (n for n in columns if look.text(row, n, day=field in _DAYS))
                self._place(laid.kind, ref, field, look, row, next(filled, columns[0] if columns else -1))

    def _place(self, kind: Kind, ref: str, field: str, look: Look, row: int, column: int) -> None:
        """One cell that people type into; where it says something else than another for the same cell, it is kept."""
        cells, at = self.cells[kind.name], (ref, field)
        text, was = look.text(row, column, day=field in _DAYS), self.hidden.wrote[kind.name].get(at, "")
        before = cells.get(at)
        if before is not None and (not text or text in (before, was)):
            return
        line = replace(look.line(row, column, "kept-twice", day=field in _DAYS), row=ref)
        if before is None or before in ("", was):
            cells[at] = text
            if text != was:
                self.at[cell_key(kind.name, ref, field)] = line
        else:
            self.lines.append(line)

    def _keep_unknown(self, laid: Laid) -> None:
        """Keep the rows of a list whose ref is not ours, where nothing but headings and refs is known."""
        known = {row for row, _ in laid.refs}
        for row in range(laid.look.heads_at + 1, len(laid.look.rows)):
            if row not in known:
                self.lines += laid.look.row_lines(row, "kept-own-row")

    def read_kept(self, look: Look) -> None:
        """The lines that still stand on the sheet of things kept."""
        if not look.grid:
            return
        refs, seen = {number_of(alike(ref)): ref for ref in self.hidden.kept}, dict[str, KeptLine]()
        for row, which in enumerate(look.compared.rows):
            if which is None or which <= HEADER:
                continue
            ref = refs.get(look.grid.rows[which][look.key], "")
            texts = {look.heading(n): look.text(row, n, day=True) for n in look.compared.columns}
            line = carried_line(ref, self.hidden.kept.get(ref, ""), texts) if ref else None
            if line and ref in seen and line.text != seen[ref].text:
                self.lines += look.row_lines(row, "kept-own-row")
            elif line and ref not in seen:
                seen[ref] = line
                self.carried.append(line)

    def _keep_cells(self, look: Look) -> None:
        """What stands over ours, and in columns of one's own."""
        filled = {column for row, column in look.compared.own if row != look.head}
        over = look.compared.over
        if look.grid and look.grid.name == KEPT:  # what stands over ours there is carried with its line
            over = tuple((r, c) for r, c in over if r <= look.head or look.heading(c) not in READ_BACK)
        self.lines += (look.line(row, column, "kept-over") for row, column in over)
        for row, column in look.compared.own:
            if row != look.head or column not in filled:
                self.lines.append(look.line(row, column, "kept-own-column"))

    def _keep_rows(self, look: Look) -> None:
        listed = look.grid and is_list(look.grid)
        why = "kept-own-row" if listed else "kept-typed" if look.grid else "kept-own-sheet"
        for row, which in enumerate(look.compared.rows):
            if which is None and any(look.numbers[row]) and not self._is_elsewhere(look, row):
                self.lines += look.row_lines(row, why)

    def _is_elsewhere(self, look: Look, row: int) -> bool:
        """Whether a row is one of ours that was moved or copied to another sheet; what is typed into it is placed."""
        if not self._everywhere:
            self._index()
        numbers = look.numbers[row]
        if tuple(filter(None, numbers)) in self._everywhere:
            return True
        for kind in KINDS:
            grid = self.hidden.grids.get(kind.sheet)
            if grid and len(grid.rows) > HEADER and not any(numbers[len(grid.rows[0]) :]):
                found = self._elsewhere.get(told(numbers, typed_columns(kind, grid), len(grid.rows[0])))
                if found and found[0] is kind:
                    self._place_moved(look, row, found)
                    return True
        return False

    def _index(self) -> None:
        rows = chain.from_iterable(grid.rows for grid in self.hidden.grids.values())
        self._everywhere = {tuple(filter(None, row)) for row in rows} | {()}
        for kind in KINDS:
            grid = self.hidden.grids.get(kind.sheet)
            if grid and len(grid.rows) > HEADER:
                self._elsewhere |= {told_: (kind, grid, which) for told_, which in rows_elsewhere(kind, grid)}

    def _place_moved(self, look: Look, row: int, found: tuple[Kind, Grid, int]) -> None:
        kind, grid, which = found
        heads, refs = grid.rows[HEADER], {number_of(alike(ref)): ref for ref, _ in self.hidden.wrote[kind.name]}
        key = heads.index(number_of(kind.key)) if number_of(kind.key) in heads else 0
        ref = refs.get(grid.rows[which][key], "")
        for field, heading in kind.headings.items() if ref else ():
            if number_of(heading) in heads:
                self._place(kind, ref, field, look, row, heads.index(number_of(heading)))

    def keep_beside(self, sheets: Mapping[str, Iterable[Beside]]) -> None:
        """Comments, boxes and formulas that are not ours."""
        for name, found in sheets.items():
            look = self.looks.get(name)
            remarks = look.grid.remarks if look and look.grid else frozenset[int]()
            for each in found:
                if look and number_of(alike(each.text)) not in remarks:
                    row, column = look.place_of(each.cell)
                    inside = 0 <= row < len(look.rows) and column >= 0
                    line = look.line(row, column, each.why) if inside else KeptLine(ref="", text="", why=each.why)
                    sheet = look.grid.name if look.grid else name
                    self.lines.append(replace(line, text=text_of(each.text), sheet=sheet, cell=each.cell))

    def edits(self, file: str, more: tuple[Note, ...]) -> TypedEdits:
        """All that was found."""
        on, times = self.hidden.facts.get("on", ""), Counter[tuple[str, ...]]()

        def named(line: KeptLine) -> KeptLine:
            line = replace(line, on=on, file=file)
            told_ = (line.sheet, line.row, line.column, line.text)
            times[told_] += 1
            return kept_line(line, times[told_] - 1)

        filled = [line for line in self.lines if line.text]
        if len(filled) > _MOST_LINES:
            more = (*more, note("too-much-typed", most=_MOST_LINES, n=len(filled)))
        wrote = {cell_key(k, *at): text for k, cells in self.hidden.wrote.items() for at, text in cells.items() if text}
        placed = {cell_key(k, *at): text for k, cells in self.cells.items() for at, text in cells.items()}
        touched = frozenset(key for key, text in placed.items() if text != wrote.get(key, ""))
        return TypedEdits(
            actions={ref: Typed(**texts) for ref, texts in _by_ref(self.cells["action"], KINDS[0].headings)},
            views={key: ManagerView(**texts) for key, texts in _by_ref(self.cells["view"], KINDS[1].headings)},
            touched=touched,
            wrote=wrote,
            at={key: named(line) for key, line in self.at.items() if key in touched},
            kept=tuple(named(line) for line in filled[:_MOST_LINES]),
            carried=tuple(self.carried),
            given=frozenset(self.hidden.kept),
            examined=self.hidden.examined,
            faults=(*self.faults, *more),
        )


def _by_ref(cells: _Cells, fields: Collection[str]) -> Iterator[tuple[str, dict[str, str]]]:
    for ref in sorted({ref for ref, _ in cells}):
        texts = {field: cells.get((ref, field), "") for field in fields}
        if any(texts.values()):
            yield ref, texts
