"""How packs are asked for."""

from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import force_setattr

from evidencepack.errors import UsageError, known_path, known_words
from evidencepack.library import first_with
from evidencepack.notes import note
from evidencepack.writers import FORMATS

EDITIONS = ("working", "evidence")


class BuildOptions(Struct, frozen=True, kw_only=True):
    """How packs are asked for: one value from the command line to the worker that builds them.

    `frameworks` and `themes` are ids, () for those of service.yaml; `mappings` and `templates` are a consultant's
    folders, before ours; `edition` is working or evidence. With `strict_privacy` an edition to hand over is refused
    where a name or an identifier would have to be taken out of it.
    """

    on: date
    frameworks: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    edition: str = "working"
    mappings: Path | None = None
    templates: Path | None = None
    strict_privacy: bool = False

    def __post_init__(self) -> None:
        if type(self.on) is not date:
            raise UsageError(note("not-a-date", given=repr(self.on)[:60]), "on")
        known_words("edition", [self.edition], EDITIONS)
        for name, allowed in (("frameworks", ()), ("themes", ()), ("formats", FORMATS)):
            force_setattr(self, name, known_words(name, getattr(self, name), allowed))
        for name in ("mappings", "templates"):
            if getattr(self, name) is not None:
                force_setattr(self, name, known_path(name, getattr(self, name)))

    def template_folder(self, file: str) -> Path:
        """The folder that holds a template file: one's own, or ours."""
        return first_with("templates", file, self.templates)
