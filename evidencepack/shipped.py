"""Where the files we ship are: inside the installed package, or beside it in a checkout."""

from collections.abc import Sequence
from pathlib import Path

from evidencepack.errors import EvidencePackError

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The shipped folder `mappings`, `templates` or `sample_data`."""
    for place in (_PACKAGE / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise EvidencePackError(f"The installation lacks its folder {name}.", remedy="Install evidencepack again.")


def is_shipped(path: Path) -> bool:
    """Whether a template, or a folder of templates, is one that we ship."""
    return path.resolve().is_relative_to(shipped("templates").resolve())


def before_ours(name: str, own: Path | None) -> Sequence[Path]:
    """A consultant's folder, if given, and then ours: the first that has a file wins."""
    if own and not own.is_dir():
        raise EvidencePackError("There is no such folder.", where=str(own), remedy=f"Check the path after --{name}.")
    return (own, shipped(name)) if own else (shipped(name),)


def first_with(name: str, file: str, own: Path | None) -> Path:
    """The folder of `before_ours` that has this file; ours when none has."""
    return next((folder for folder in before_ours(name, own) if (folder / file).exists()), shipped(name))
