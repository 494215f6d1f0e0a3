"""pack -> bytes, one module a format; and the folder they are put in. Writers do not know each other."""

from evidencepack.writers.folder import Written
from evidencepack.writers.formats import FORMATS, Filling, fill_templates, render, write_pack, write_transition

__all__ = ["FORMATS", "Filling", "Written", "fill_templates", "render", "write_pack", "write_transition"]
