"""The finished document as bytes: its properties, and a zip without a trace of when or where it was made."""

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from docx.document import Document

from evidencepack.pack.values import Pack, Report
from evidencepack.writers.word.environment import clean
from evidencepack.writers.zips import same_bytes

if TYPE_CHECKING:
    from evidencepack.pack.transition_values import Transition

_LONGEST = 255


def pack_up(document: Document, pack: Pack, report: Report) -> bytes:
    """The document as a docx."""
    return save(document, pack, f"{pack.service.name}: {report.title}, {pack.on_words}")


def save(document: Document, pack: "Pack | Transition", title: str) -> bytes:
    """A document as a docx with this title among its properties."""
    _name(document, pack, title)
    raw = io.BytesIO()
    document.save(raw)
    return same_bytes(raw.getvalue())


def _name(document: Document, pack: "Pack | Transition", title: str) -> None:
    properties = document.core_properties
    day = datetime(pack.on.year, pack.on.month, pack.on.day, tzinfo=UTC)
    properties.title = clean(title)[:_LONGEST]
    properties.author = properties.last_modified_by = clean(pack.service.name)[:_LONGEST]
    properties.identifier = clean(pack.id)[:_LONGEST]
    properties.comments = clean(pack.made_with)[:_LONGEST]
    properties.language = "en-GB"
    properties.created = properties.modified = day
    properties.revision = 1
