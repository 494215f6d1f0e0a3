"""evidencepack: from the records a care provider already keeps to a pack that can be checked.

>>> from pathlib import Path
>>> import evidencepack
>>> sorted(evidencepack.__all__)[:3]
['BuildOptions', 'EvidencePackError', '__version__']
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from evidencepack._version import __version__

if TYPE_CHECKING:
    from evidencepack.batch import build_portfolio
    from evidencepack.build_options import BuildOptions
    from evidencepack.errors import EvidencePackError
    from evidencepack.onboarding.questions.of_folder import questions, settle, settled, take_back
    from evidencepack.pipeline import (
        assess_service,
        build_service,
        build_transition,
        load_framework,
        make_pack,
        open_library,
        read_service,
    )
    from evidencepack.writers import write_pack

_ELSEWHERE = {
    "EvidencePackError": "evidencepack.errors",
    "build_portfolio": "evidencepack.batch",
    "questions": "evidencepack.onboarding.questions.of_folder",
    "settle": "evidencepack.onboarding.questions.of_folder",
    "settled": "evidencepack.onboarding.questions.of_folder",
    "take_back": "evidencepack.onboarding.questions.of_folder",
    "write_pack": "evidencepack.writers",
}

__all__ = [
    "BuildOptions",
    "EvidencePackError",
    "__version__",
    "assess_service",
    "build_portfolio",
    "build_service",
    "build_transition",
    "load_framework",
    "make_pack",
    "open_library",
    "questions",
    "read_service",
    "settle",
    "settled",
    "take_back",
    "write_pack",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used (PEP 562), so that importing the package costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'evidencepack' has no attribute '{name}'")
    return getattr(import_module(_ELSEWHERE.get(name, "evidencepack.pipeline")), name)


def __dir__() -> list[str]:
    return sorted(__all__)
