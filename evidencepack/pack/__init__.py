"""What the reader gets: the pack, in no format yet."""

from evidencepack.pack.build import build_pack
from evidencepack.pack.edition import to_hand_over
from evidencepack.pack.inputs import PackInputs
from evidencepack.pack.model import Pack
from evidencepack.pack.typed import TypedEdits

__all__ = ["Pack", "PackInputs", "TypedEdits", "build_pack", "to_hand_over"]
