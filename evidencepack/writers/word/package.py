"""The finished document as bytes: its properties, and a zip without a trace of when or where it was made."""

import io
import zipfile
from datetime import UTC, datetime

from docx.document import Document

from evidencepack.pack.transition_values import Transition
from evidencepack.pack.values import Pack, Report
from evidencepack.writers.word.environment import clean

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_LONGEST = 255


def pack_up(document: Document, pack: Pack, report: Report) -> bytes:
    """The document as a docx."""
    return save(document, pack, f"{pack.service.name}: {report.title}, {pack.on_words}")


def save(document: Document, pack: Pack | Transition, title: str) -> bytes:
    """A document as a docx with this title among its properties."""
    _name(document, pack, title)
    raw = io.BytesIO()
    document.save(raw)
    return _same_zip(raw)


def _name(document: Document, pack: Pack | Transition, title: str) -> None:
    properties = document.core_properties
    day = datetime(pack.on.year, pack.on.month, pack.on.day, tzinfo=UTC)
    properties.title = clean(title)[:_LONGEST]
    properties.author = properties.last_modified_by = clean(pack.service.name)[:_LONGEST]
    properties.identifier = clean(pack.id)[:_LONGEST]
    properties.comments = clean(pack.made_with)[:_LONGEST]
    properties.language = "en-GB"
    properties.created = properties.modified = day
    properties.revision = 1


def _same_zip(raw: io.BytesIO) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(made.namelist(), key=lambda name: (name not in _FIRST, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            package.writestr(entry, made.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
