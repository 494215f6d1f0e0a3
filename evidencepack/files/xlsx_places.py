"""Where the cells of a sheet stand within its XML, searched as bytes."""

import re

_CELL = re.compile(rb"""\sr=["']([A-Z]{1,3})(\d{1,7})["']""")
_ROW = re.compile(rb"""\sr=["'](\d{1,7})["']""")


class Places:
    """Where the cells of a sheet stand: by their address, or counted where a program writes none."""

    def __init__(self, xml: bytes, prefix: bytes) -> None:
        self.xml, self.prefix = xml, prefix
        self._row, self._counted, self._rows = b"<%srow" % prefix, 0, 0

    def of_cell(self, tag: bytes, start: int) -> tuple[int, int]:
        """The row, from 1, and the column, from 0, of the cell whose tag begins at a place."""
        cell = _CELL.search(tag)
        if cell:
            return int(cell[2]), column_of(cell[1])
        begun = self.xml.rfind(self._row, 0, start)
        named = _ROW.search(self.xml[begun : self.xml.find(b">", begun)])
        before = self.xml[begun:start]
        return (
            int(named[1]) if named else self.row(start),
            before.count(b"<%sc " % self.prefix) + before.count(b"<%sc>" % self.prefix),
        )

    def row(self, start: int) -> int:
        """How many rows have begun before a place."""
        if start < self._counted:
            self._counted = self._rows = 0
        self._rows += self.xml.count(self._row, self._counted, start)
        self._counted = start
        return self._rows


def column_of(letters: bytes) -> int:
    """The number of a column from 0: A is 0, Z 25, AA 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
