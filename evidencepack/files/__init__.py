"""path -> plain rows. Knows files, and nothing of what stands in them."""

from evidencepack.files.file_access import file_bytes, fingerprint_of, open_file, walk
from evidencepack.files.folder import (
    LOCK_MARKS,
    MOST_FILES,
    begin_with,
    files_below,
    printed,
    read_folder,
    record_files,
    refusal,
)
from evidencepack.files.opens import why_closed
from evidencepack.files.read_file import read_document, read_file
from evidencepack.files.reader import Reader
from evidencepack.files.reader_process import Limits
from evidencepack.files.sheet import (
    Cell,
    Document,
    ErrorCell,
    Line,
    Merged,
    Read,
    Row,
    Sheet,
    Unreadable,
    blank_row,
    marks_only,
)

__all__ = [
    "LOCK_MARKS",
    "MOST_FILES",
    "Cell",
    "Document",
    "ErrorCell",
    "Limits",
    "Line",
    "Merged",
    "Read",
    "Reader",
    "Row",
    "Sheet",
    "Unreadable",
    "begin_with",
    "blank_row",
    "file_bytes",
    "files_below",
    "fingerprint_of",
    "marks_only",
    "open_file",
    "printed",
    "read_document",
    "read_file",
    "read_folder",
    "record_files",
    "refusal",
    "walk",
    "why_closed",
]
