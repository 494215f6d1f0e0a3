"""The finished document as bytes: its properties, and a zip without a trace of when or where it was made."""

from datetime import UTC, datetime
from typing import Any, cast

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter

from evidencepack.pack.model import Pack
from evidencepack.pack.transition_model import Transition
from evidencepack.text import visible
from evidencepack.writers.xml_parts import zipped

_LONGEST = 255


def save(document: Document, pack: Pack | Transition, title: str) -> bytes:
    """A document as a docx with this title among its properties."""
    _name(document, pack, title)
    made, writer = _Parts(), cast(Any, PackageWriter)  # without types
    package = document.part.package
    parts = package.parts
    for part in parts:
        part.before_marshal()
    # As PackageWriter.write does, but for the packing, which took as long as all else.
    writer._write_content_types_stream(made, parts)
    writer._write_pkg_rels(made, package.rels)
    writer._write_parts(made, parts)
    return zipped(made.parts)


class _Parts:
    """Takes the parts of a package in place of the zip that python-docx would write."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}

    def write(self, name: PackURI, part: bytes) -> None:
        self.parts[name.membername] = part


def _name(document: Document, pack: Pack | Transition, title: str) -> None:
    properties = document.core_properties
    day = datetime(pack.on.year, pack.on.month, pack.on.day, tzinfo=UTC)
    properties.title = visible(title)[:_LONGEST]
    properties.author = properties.last_modified_by = visible(pack.service.name)[:_LONGEST]
    properties.identifier = visible(pack.id)[:_LONGEST]
    properties.comments = visible(pack.made_with)[:_LONGEST]
    properties.language = "en-GB"
    properties.created = properties.modified = day
    properties.revision = 1
