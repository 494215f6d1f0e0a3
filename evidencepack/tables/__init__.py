"""headings -> fields, layouts, cells -> values: rows become records, unread rows or problems."""

from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.tables.layout_reader import SheetRead
from evidencepack.tables.notes import SAME
from evidencepack.tables.people import People, people_index
from evidencepack.tables.read import read_sheet

__all__ = ["SAME", "ColumnMap", "People", "SheetRead", "people_index", "read_sheet"]
