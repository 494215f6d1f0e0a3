"""A workbook back into a framework file: what stands where, every fault with its sheet and row."""

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from evidencepack.errors import MappingError
from evidencepack.files import Row, Sheet, blank_row
from evidencepack.frameworks.framework import Framework
from evidencepack.library.excel.cells import as_value
from evidencepack.library.excel.shape import EXPECTATION, FRAMEWORK, SHEETS, FrameworkColumn, parts_of
from evidencepack.library.faults import nearest
from evidencepack.library.yaml_file import Located, Where

_Item = dict[str, Any]


def framework_from(file: str, sheets: Sequence[Sheet]) -> Located:
    """The framework a workbook holds, as its mapping file would; `lines` are rows of the sheet an item stands on.

    Raises MappingError with a sentence for every sheet, heading or cell that is not understood.
    """
    return _FrameworkBook(file, sheets).read()


class _FrameworkBook:
    """One workbook while it is being read; thrown away afterwards."""

    def __init__(self, file: str, sheets: Sequence[Sheet]) -> None:
        self.file = file
        self.sheets = {sheet.name.strip().casefold(): sheet for sheet in sheets}
        self.faults: list[str] = []
        self.lines: dict[Where, int] = {}

    def read(self) -> Located:
        data = self._first()
        for field in ("themes", "expectations", "not_asked"):
            rows = list(self._items(field))
            if rows:
                data[field] = [item for _, item in rows]
                self.lines.update({(field, i): row for i, (row, _) in enumerate(rows)})
        self._requirements(data.get("expectations", []))
        if self.faults:
            raise MappingError(tuple(self.faults))
        return Located(self.file, data, self.lines)

    def _first(self) -> _Item:
        sheet = self._sheet(FRAMEWORK)
        parts = {part.heading: part for part in parts_of(Framework)}
        data: _Item = {}
        for number, row in enumerate(sheet.rows if sheet else (), 1):
            word = str(row[0]).strip() if row and row[0] is not None else ""
            cell = row[1] if len(row) > 1 else None
            if number == 1 or not word or _blank(cell):
                continue
            if word not in parts:
                self._fault(FRAMEWORK, number, f"'{word}' is not a word used here.{nearest(word, list(parts))}")
                continue
            self._put(data, parts[word], cell, FRAMEWORK, number)
            self.lines[parts[word].path] = number
        return data

    def _items(self, field: str) -> Iterator[tuple[int, _Item]]:
        name, model = SHEETS[field]
        sheet = self._sheet(name, needed=field != "not_asked")
        if sheet is None or not sheet.rows:
            return
        columns = self._columns(name, sheet.rows[0], model)
        for number, row in enumerate(sheet.rows[1:], 2):
            if blank_row(row):
                continue
            item: _Item = {}
            for index, part in columns.items():
                if index < len(row) and not _blank(row[index]):
                    self._put(item, part, row[index], name, number)
            yield number, item

    def _columns(self, name: str, head: Row, model: type[BaseModel]) -> dict[int, FrameworkColumn]:
        """The columns by the first row, known to the letter: no other heading is taken for one of ours."""
        parts = {part.heading: part for part in parts_of(model)}
        found: dict[int, FrameworkColumn] = {}
        for index, cell in enumerate(head):
            word = "" if cell is None else str(cell).strip()
            if word in parts:
                found[index] = parts[word]
            elif word:
                self._fault(name, 1, f"'{word}' is not a heading used here.{nearest(word, list(parts))}")
        return found

    def _requirements(self, expectations: list[_Item]) -> None:
        places = {item.get("id"): i for i, item in enumerate(expectations)}
        for number, item in self._items("requirements"):
            owner = item.pop(EXPECTATION, None)
            if owner not in places:
                known = nearest(str(owner), [str(id_) for id_ in places])
                self._fault("Requirements", number, f"there is no expectation '{owner or ''}'.{known}")
                continue
            held = expectations[places[owner]].setdefault("requirements", [])
            self.lines[("expectations", places[owner], "requirements", len(held))] = number
            held.append(item)

    def _put(self, item: _Item, part: FrameworkColumn, cell: Any, sheet: str, number: int) -> None:
        try:
            value = as_value(cell, part)
        except ValueError as error:
            self._fault(sheet, number, f"{part.heading}: {error}.")
            return
        for key in part.path[:-1]:
            item = item.setdefault(key, {})
        item[part.path[-1]] = value

    def _sheet(self, name: str, needed: bool = True) -> Sheet | None:
        found = self.sheets.get(name.casefold())
        if found is None and needed:
            self.faults.append(f"{self.file}: there is no sheet '{name}'. frameworks to-excel writes one to copy.")
        return found

    def _fault(self, sheet: str, row: int, what: str) -> None:
        self.faults.append(f"{self.file}, sheet {sheet}, row {row}: {what}")


def _blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
