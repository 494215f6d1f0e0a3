"""path -> plain rows. Knows files, and nothing of what stands in them."""

from evidencepack.files.file_access import fingerprint_of
from evidencepack.files.folder import (
    LOCK_MARKS,
    begin_with,
    files_below,
    printed,
    read_folder,
    record_files,
    refusal,
)
from evidencepack.files.read_file import read_document, read_file
from evidencepack.files.reader import Reader
from evidencepack.files.reader_process import Limits
from evidencepack.files.sheet import Cell, Document, ErrorCell, Line, Merged, Read, Row, Sheet, Unreadable, blank_row

__all__ = [
    "LOCK_MARKS",
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
    "files_below",
    "fingerprint_of",
    "printed",
    "read_document",
    "read_file",
    "read_folder",
    "record_files",
    "refusal",
]
