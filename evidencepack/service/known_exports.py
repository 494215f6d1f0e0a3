"""The exports of known systems in a service folder: recognised once, together, and who is whose staff list."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from evidencepack.columns import ColumnMap
from evidencepack.columns.exports import ASC_WDS_STAFF, Known, around_of, recognise
from evidencepack.columns.people import plain_name
from evidencepack.sources import Read, Sheet, Unreadable

Exports = Mapping[tuple[str, str], Known]


def sheets_of(contents: Mapping[str, Read]) -> Iterator[tuple[str, Sheet]]:
    """Every sheet that could be read, with its file."""
    for file, read in contents.items():
        for sheet in () if isinstance(read, Unreadable) else read:
            yield file, sheet


def exports_in(contents: Mapping[str, Read], maps: Mapping[str, ColumnMap]) -> Exports:
    """Every recognised sheet by file and sheet name; what the files say together is known to each."""
    around = around_of(sheet for _, sheet in sheets_of(contents))
    found = ((file, sheet, recognise(file, sheet, maps, around)) for file, sheet in sheets_of(contents))
    return {(file, sheet.name): known for file, sheet, known in found if known}


def who_is_who(contents: Mapping[str, Read], staff_maps: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Worker references beside the names they stand for, where the service has a staff list of its own.

    A name that two workers of the ASC-WDS file share is left out: it says nothing for certain.
    """
    if not any(map_ != ASC_WDS_STAFF for map_ in staff_maps):
        return ()
    pairs = {(c.strip(), n.strip()) for c, n in around_of(s for _, s in sheets_of(contents)).people if c and n}
    shared = Counter(plain_name(name) for _, name in pairs)
    return tuple(sorted((code, name) for code, name in pairs if shared[plain_name(name)] == 1))
