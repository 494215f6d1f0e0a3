"""Documents and packages of the samples: the same content always gives the same bytes."""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import docx


def docx_file(path: Path, heading: str, paragraphs: Iterable[str], owner: str, made: datetime) -> None:
    """A short Word document, by its owner and made at that time."""
    document = docx.Document()
    document.add_heading(heading, level=1)
    for text in paragraphs:
        document.add_paragraph(text)
    about = document.core_properties
    about.author = about.last_modified_by = owner
    about.title, about.comments = heading, ""
    about.created = about.modified = made
    held = io.BytesIO()
    document.save(held)
    path.write_bytes(steady(held.getvalue(), made))


def text_file(path: Path, heading: str, paragraphs: Iterable[str]) -> None:
    """A plain text note."""
    path.write_bytes("\r\n\r\n".join([heading, *paragraphs, ""]).encode("utf-8"))


def steady(data: bytes, made: datetime) -> bytes:
    """The same package with every entry given the same time."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, made.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            new.writestr(entry, old.read(name))
    return held.getvalue()
