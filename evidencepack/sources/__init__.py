"""path -> plain rows. Knows files, and nothing of what stands in them."""

from pathlib import Path

from evidencepack.sources.csv_file import blank_row, read_csv
from evidencepack.sources.values import Cell, ErrorCell, Merged, Read, Row, Sheet, Unreadable
from evidencepack.sources.workbook import read_workbook

READERS = {".xlsx": read_workbook, ".xlsm": read_workbook, ".csv": read_csv, ".tsv": read_csv, ".txt": read_csv}
LOCK_MARKS = ("~$", ".~lock")


def read_file(path: Path) -> Read:
    """The sheets of a file; a file that cannot be read gives the reason and what to do, never an error."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        return Unreadable(f"files of type {path.suffix or 'none'} are not read", "Save it as .xlsx or .csv.")
    try:
        return reader(path)
    except FileNotFoundError:
        return Unreadable("there is no such file", "Check its name in service.yaml.")
    except PermissionError:
        return Unreadable("it may not be opened", "Close it in other programs, or check who may read it.")
    except OSError as error:
        remedy = "If it is in OneDrive, choose 'Always keep on this device' and try again."
        return Unreadable(f"it cannot be opened ({error.strerror or 'unknown reason'})", remedy)


__all__ = [
    "LOCK_MARKS",
    "READERS",
    "Cell",
    "ErrorCell",
    "Merged",
    "Read",
    "Row",
    "Sheet",
    "Unreadable",
    "blank_row",
    "read_file",
]
