"""Which frameworks a service most likely wants answered, until it says so itself."""

from collections.abc import Mapping

from evidencepack.frameworks.framework import Framework

GENERAL = ("commissioner-culture-and-leadership", "cqc-saf-2023")
_OF_TYPE: Mapping[str, tuple[str, ...]] = {"supported living": ("qaf-supported-living",)}


def likely_frameworks(frameworks: Mapping[str, Framework], type_: str, council: str = "") -> tuple[str, ...]:
    """Ids, at least two: those its own council publishes, what every service is asked, what is made for its type."""
    theirs = council.strip().casefold()
    own = tuple(
        id_ for id_, f in frameworks.items() if theirs and f.publisher.name.casefold() == theirs and not f.tender
    )
    return tuple(dict.fromkeys((*own, *GENERAL, *_OF_TYPE.get(type_, ()))))
