"""From one framework to another: what a service carries over, what is newly asked, what no longer."""

from datetime import date
from pathlib import Path

from msgspec import Struct

from evidencepack.build import make_pack, open_library
from evidencepack.errors import EvidencePackError
from evidencepack.frameworks.crosswalk import counterparts
from evidencepack.library import Library, read_service_file
from evidencepack.pack.transition import build_transition as transition_of
from evidencepack.pack.transition_values import Transition
from evidencepack.shipped import first_with
from evidencepack.writers import Written
from evidencepack.writers.transition import write_transition


class BuiltTransition(Struct, frozen=True):
    """A transition and where it was written."""

    transition: Transition
    written: Written


def make_transition(
    folder: Path, on: date, from_: str, to: str, library: Library, out: Path | None = None
) -> Transition:
    """What moving from one framework to another means for a service on a day, in no format yet.

    EvidencePackError when the two are one, or nobody has linked them; MappingError when there is no such framework.
    """
    old, new = library.framework(from_), library.framework(to)
    if old.id == new.id:
        raise EvidencePackError(f"Both are {old.id}.", remedy="Name another framework with --to.")
    links = counterparts(new.id, old.id, library.frameworks, library.crosswalks)
    if not links:
        raise EvidencePackError(
            f"Nobody has said yet what of {old.id} goes with what of {new.id}.",
            remedy="Add a file to the crosswalks folder of your mappings.",
        )
    themes = [theme.id for framework in (old, new) for theme in framework.themes]  # both whole, whatever a pack narrows
    pack = make_pack(folder, on, frameworks=(old.id, new.id), themes=themes, library=library, out=out)
    asked = (library.framework(id_) for id_ in read_service_file(folder).frameworks if id_ not in (old.id, new.id))
    return transition_of(pack, old, new, links, library.rules, library.words.sentences, tuple(asked))


def build_transition(
    folder: Path,
    on: date,
    *,
    from_: str,
    to: str,
    out: Path | None = None,
    mappings: Path | None = None,
    templates: Path | None = None,
) -> BuiltTransition:
    """Make a transition and write it as Word and Excel below `out` (the service's packs/ folder when not given)."""
    packs = out or folder / "packs"
    transition = make_transition(folder, on, from_, to, open_library(mappings), packs)
    written = write_transition(transition, packs, lambda file: first_with("templates", file, templates))
    return BuiltTransition(transition, written)


__all__ = ["BuiltTransition", "build_transition", "make_transition"]
