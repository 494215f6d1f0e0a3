"""A workbook of xlsxwriter that gives its parts instead of a zip: they are mended first, and packed once."""

from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager


class _Taken(Packager):  # type: ignore[misc]
    """Keeps the parts, and leaves none to be packed."""

    def _create_package(self) -> list[Any]:
        made = super()._create_package()
        self.parts = {name: part.getvalue() if binary else part.getvalue().encode() for part, name, binary in made}
        return []


class Unpacked(Workbook):  # type: ignore[misc]
    """A workbook in memory whose parts can be had by name."""

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(BytesIO(), {"in_memory": True, **options})
        self._taken = _Taken()

    def _get_packager(self) -> Packager:
        return self._taken

    def parts(self) -> dict[str, bytes]:
        """What the package holds; the workbook is closed by it."""
        self.close()
        parts: dict[str, bytes] = self._taken.parts
        return parts
