"""pack -> bytes, one module a format; and the folder they are put in. Writers do not know each other."""

from evidencepack.writers.folder import Written
from evidencepack.writers.formats import FORMATS, Filling, fill_templates, render, write_pack, write_transition
from evidencepack.writers.turns import Waits, one_builder, refused

__all__ = [
    "FORMATS",
    "Filling",
    "Waits",
    "Written",
    "fill_templates",
    "one_builder",
    "refused",
    "render",
    "write_pack",
    "write_transition",
]
