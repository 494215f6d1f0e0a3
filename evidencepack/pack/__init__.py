"""What the reader gets: the pack, in no format yet."""

from evidencepack.pack.build import build_pack
from evidencepack.pack.edition import to_hand_over
from evidencepack.pack.inputs import Material
from evidencepack.pack.typed import TypedEdits
from evidencepack.pack.values import Pack

__all__ = ["Material", "Pack", "TypedEdits", "build_pack", "to_hand_over"]
