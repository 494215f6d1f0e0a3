"""What people typed into an earlier workbook, found by headings and refs wherever it was moved to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from evidencepack.pack.typed import TypedEdits, cell_key
from evidencepack.pack.values import SCHEMA, ManagerView, Typed
from evidencepack.writers.excel.actions import KEY as ACTION_KEY
from evidencepack.writers.excel.actions import TYPED_HEADINGS
from evidencepack.writers.excel.expectations import KEY as VIEW_KEY
from evidencepack.writers.excel.expectations import VIEW_HEADINGS
from evidencepack.writers.excel.places import ACTIONS, EXPECTATIONS, HIDDEN
from evidencepack.writers.excel.reopened import Rows, read_sheets, refused, seals_of, text_of

Cells = dict[tuple[str, str], str]  # (ref, field): text
_KEEP = "Put it back, or move this workbook out of the packs folder if nothing typed into it is needed."
_HEADS_WITHIN = 50  # rows from the top, in case lines were put above the list


class _Kind(Struct, frozen=True):
    """A list that people type into: where it was, and the headings it is known by."""

    name: str
    sheet: str
    key: str
    headings: Mapping[str, str]


_KINDS = (
    _Kind("action", ACTIONS, ACTION_KEY, TYPED_HEADINGS),
    _Kind("view", EXPECTATIONS, VIEW_KEY, VIEW_HEADINGS),
)
_DAYS = ("due", "day")


def read_typed(path: Path) -> TypedEdits:
    """What people typed; OutputError when the file is not a workbook of ours or cannot be read."""
    sheets = read_sheets(path)
    if HIDDEN not in sheets:
        raise refused(path, "This is not a workbook written by evidencepack.", "Move it out of the packs folder.")
    notes = [[text_of(cell) for cell in row[:4]] + [""] * (4 - len(row)) for row in sheets.pop(HIDDEN)]
    _check_schema(path, notes)
    touched: set[str] = set()
    found: dict[str, Cells] = {}
    for kind in _KINDS:
        wrote = {(ref, field): value for name, ref, field, value in notes if name == kind.name}
        found[kind.name] = cells = _cells(path, sheets, kind, {ref for ref, _ in wrote})
        touched |= {cell_key(kind.name, *at) for at, said in cells.items() if said != wrote.get(at, "")}
    return TypedEdits(
        actions={ref: Typed(**said) for ref, said in _by_ref(found["action"], TYPED_HEADINGS)},
        views={key: ManagerView(**said) for key, said in _by_ref(found["view"], VIEW_HEADINGS)},
        changed=bool(touched) or seals_of(sheets) != {ref: value for name, ref, _, value in notes if name == "sheet"},
        touched=frozenset(touched),
    )


def _check_schema(path: Path, notes: Sequence[Sequence[str]]) -> None:
    said = next((value for name, ref, _, value in notes if (name, ref) == ("pack", "schema")), "")
    if said == SCHEMA:
        return
    if said.startswith(SCHEMA.rpartition("/")[0]):
        raise refused(path, f"The workbook was written by another version ({said}).", "Update evidencepack.")
    raise refused(path, "The hidden sheet of this workbook is damaged.", "Take the workbook from a backup.")


def _cells(path: Path, sheets: Mapping[str, Rows], kind: _Kind, refs: set[str]) -> Cells:
    """The text of every typed cell whose row is still there."""
    if not refs:
        return {}
    rows, head = _list_of(path, sheets, kind)
    keys = _columns(head, kind.key)
    fields = {field: _columns(head, heading) for field, heading in kind.headings.items()}
    missing = [kind.headings[field] for field, columns in fields.items() if not columns]
    if missing:
        raise refused(path, f"Sheet {kind.sheet} has no column '{missing[0]}' any more.", _KEEP)
    cells: Cells = {}
    for row in rows:
        ref = _first(row, keys)
        for field, columns in fields.items() if ref in refs else ():
            said = _first(row, columns, day=field in _DAYS)
            cells[ref, field] = cells.get((ref, field)) or said
    return cells


def _list_of(path: Path, sheets: Mapping[str, Rows], kind: _Kind) -> tuple[Rows, list[str]]:
    """The rows below the list's headings, and the headings; its own sheet first, then any other."""
    wanted = {_folded(heading) for heading in kind.headings.values()}
    for name in sorted(sheets, key=lambda name: name != kind.sheet):
        for n, row in enumerate(sheets[name][:_HEADS_WITHIN]):
            head = [_folded(text_of(cell)) for cell in row]
            if _folded(kind.key) in head and wanted & set(head):
                return sheets[name][n + 1 :], head
    raise refused(path, f"Sheet {kind.sheet} or its column '{kind.key}' is not there any more.", _KEEP)


def _columns(head: Sequence[str], heading: str) -> list[int]:
    return [n for n, text in enumerate(head) if text == _folded(heading)]


def _first(row: Sequence[Any], columns: Iterable[int], *, day: bool = False) -> str:
    texts = (text_of(row[n], day=day) for n in columns if n < len(row))
    return next(filter(None, texts), "")


def _by_ref(cells: Cells, fields: Iterable[str]) -> Iterator[tuple[str, dict[str, str]]]:
    names = list(fields)
    for ref in sorted({ref for ref, _ in cells}):
        said = {field: cells.get((ref, field), "") for field in names}
        if any(said.values()):
            yield ref, said


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
