"""pack -> bytes, one module a format; and the folder they are put in. Writers do not know each other."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from msgspec.structs import replace

from evidencepack.pack.model import Pack
from evidencepack.shipped import is_shipped
from evidencepack.writers.excel import write_excel
from evidencepack.writers.folder import Written, write_files
from evidencepack.writers.templated import fill_templates, templates_of

FORMATS = ("word", "excel", "html", "json")
TemplateFor = Callable[[str], Path]


class Filling(Protocol):
    """Somebody else who fills in templates meanwhile."""

    def begin(self, pack: Pack, folders: Mapping[str, Path]) -> None:
        """Begin, as `fill_templates` would."""

    def files(self) -> dict[str, bytes] | None:
        """What was made; None when it has to be made here."""


def render(
    pack: Pack,
    formats: Sequence[str],
    template_for: TemplateFor,
    documents: str = "",
    filling: Filling | None = None,
) -> dict[str, bytes]:
    """The files of a pack by name, JSON apart; `template_for` gives the folder that holds a template file.

    `documents` leads from the workbook to the service folder, for links ("" for no links). `filling` fills templates in
    while the workbook is made.
    """
    folders = {name: template_for(name) for name in templates_of(pack, formats)}
    if filling and folders:
        filling.begin(_for_templates(pack, folders), folders)
    workbook = {f"{pack.file_stem}.xlsx": write_excel(pack, folder=documents)} if "excel" in formats else {}
    filled = filling.files() if filling and folders else None
    return {**(fill_templates(pack, folders) if filled is None else filled), **workbook}


def _for_templates(pack: Pack, folders: Mapping[str, Path]) -> Pack:
    """The pack without what our own templates never ask for, which is most of it; one's own may ask for anything."""
    if not all(map(is_shipped, folders.values())):
        return pack
    return replace(pack, registers=(), traces=())


def write_pack(
    pack: Pack,
    out: Path,
    template_for: TemplateFor,
    formats: Sequence[str] = FORMATS,
    documents: str = "",
    filling: Filling | None = None,
) -> Written:
    """Write a pack below `out`/<day>/: every format asked for, and the JSON always."""
    return write_files(pack, render(pack, formats, template_for, documents, filling), out)


__all__ = ["FORMATS", "Filling", "Written", "render", "write_pack"]
