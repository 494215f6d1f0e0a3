"""Where nothing may be written: among what a service keeps, in its folder itself, or in the packs of another one."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from evidencepack.errors import OutputError
from evidencepack.notes import note
from evidencepack.origin import SERVICE_FILE

_KEPT = ("records", "documents", "answers")
_PACKS = "packs"


def must_be_ours(out: Path, services: Iterable[Path] = ()) -> None:
    """OutputError where output into a folder would mix with what is not ours, however the folder is spelt or linked.

    That is: a folder that holds a service.yaml; the records, documents or answers of any service, those of `services`
    also where they are links; the packs of a service that is not among `services`.
    """
    own = [_real(folder) for folder in services]
    places = (Path(os.path.abspath(out)), real := _real(out))  # noqa: PTH100 - as it is spelt, before links
    for place in places:
        for folder in _service_folders(place):
            inside = _folded(place.relative_to(folder).parts[:1])
            if not inside or inside in _KEPT or (inside == _PACKS and _real(folder) not in own):
                raise OutputError(note("place-of-a-service"), str(out))
    linked = (_real(folder / kept) for folder in own for kept in _KEPT)
    if any(real.is_relative_to(kept) for kept in linked):
        raise OutputError(note("place-of-a-service"), str(out))


def must_be_outside(out: Path) -> None:
    """OutputError where a folder lies in that of a service, or is one: no service is kept in another."""
    for place in (Path(os.path.abspath(out)), _real(out)):  # noqa: PTH100
        if any(True for _ in _service_folders(place)):
            raise OutputError(note("place-of-a-service"), str(out))


def must_not_be_linked(place: Path) -> None:
    """OutputError where what we are to write into, or over, is a link."""
    if os.path.islink(place):  # noqa: PTH114 - never an error
        raise OutputError(note("place-is-linked"), str(place))


def must_not_lead_out(day: Path) -> None:
    """OutputError where the folder of a day is a link out of its packs folder, or of the service whose packs it holds.

    What another client's pack is written into was perhaps handed over already.
    """
    if os.path.islink(day):  # noqa: PTH114
        own = packs_of(day.parent)
        if not _real(day).is_relative_to(_real(own[0] if own else day.parent)):
            must_not_be_linked(day)
        must_be_ours(_real(day), own)


def packs_of(out: Path) -> tuple[Path, ...]:
    """The service folder whose own packs these would be."""
    return (out.parent,) if _folded((out.name,)) == _PACKS else ()


def _service_folders(place: Path) -> Iterator[Path]:
    """The folder itself and those above it that hold a service.yaml."""
    return (folder for folder in (place, *place.parents) if os.path.lexists(folder / SERVICE_FILE))


def _real(path: Path) -> Path:
    """Where a path leads, though nothing need be there; OutputError where its links go in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise OutputError(note("place-not-found"), str(path)) from error


def _folded(parts: tuple[str, ...]) -> str:
    """A name as Windows and macOS take it: capitals, accents in two signs, stops and spaces at its end are nothing."""
    return unicodedata.normalize("NFC", "".join(parts)).casefold().rstrip(" .")
