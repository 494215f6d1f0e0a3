"""A commented framework file to begin from, and a framework as YAML text."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from evidencepack.errors import MappingError
from evidencepack.library.faults import nearest
from evidencepack.text_templates import filled_in


def skeleton(id_: str, on: date) -> str:
    """The text of a new framework file with this id, `on` as the day it was checked."""
    return filled_in("framework.yaml", id=id_, today=on)


def framework_text(data: Mapping[str, Any], made_from: str) -> str:
    """A framework as the text of a mapping file; read back, it holds the same values."""
    return filled_in("framework_of_excel.yaml", framework=data, made_from=made_from)


def write_new(path: Path, text: str) -> None:
    """Write a file that must not be there yet; MappingError when it is."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise MappingError((f"{path}: stands there already; choose another name, or move it away.",)) from None
    except OSError as error:
        raise MappingError((f"{path}: cannot be written ({error.strerror or 'unknown reason'}).",)) from None


def file_or_id(wanted: str, known: Mapping[str, Any]) -> Path | None:
    """The path when a file is meant, None when an id is; MappingError when it is neither."""
    path = Path(wanted)
    if path.suffix.lower() in (".yaml", ".yml", ".xlsx") or path.is_file():
        if path.is_file():
            return path
        raise MappingError((f"{wanted}: there is no such file.",))
    if wanted in known:
        return None
    raise MappingError((f"There is no framework '{wanted}'.{nearest(wanted, list(known))}",))
