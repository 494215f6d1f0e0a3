"""Zip packages (docx, xlsx) with fixed times and order, so that the same input gives the same bytes."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST = ("[Content_Types].xml", "_rels/.rels")
_TIME = (1980, 1, 1, 0, 0, 0)
_TIGHTNESS = 3  # 6 takes more than twice as long, for a tenth less


def same_bytes(data: bytes, mend: Callable[[str, bytes], bytes] = lambda _name, part: part) -> bytes:
    """The same package with every entry at one time, in one order, packed one way.

    `mend` may change a part, given its name and what it holds.
    """
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w") as new:
        for name in sorted(old.namelist(), key=_place):
            entry = ZipInfo(name, _TIME)
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            new.writestr(entry, mend(name, old.read(name)), ZIP_DEFLATED, _TIGHTNESS)
    return made.getvalue()


def _place(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)
