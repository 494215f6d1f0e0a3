"""A framework as a workbook and back again: consultants write mappings in Excel."""

from evidencepack.library.excel.read import framework_from
from evidencepack.library.excel.write import framework_book

__all__ = ["framework_book", "framework_from"]
