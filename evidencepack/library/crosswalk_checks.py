"""Checks of crosswalk files: no link into nowhere, none twice."""

from collections.abc import Iterator, Mapping

from evidencepack.frameworks.crosswalk import Crosswalk
from evidencepack.frameworks.framework import Framework
from evidencepack.library.messages import place
from evidencepack.library.nearest import nearest
from evidencepack.library.yaml_file import Located


def check_crosswalk(crosswalk: Crosswalk, found: Located, frameworks: Mapping[str, Framework]) -> Iterator[str]:
    """A sentence for every link that leads nowhere or stands twice."""
    for side, id_ in (("from", crosswalk.from_), ("to", crosswalk.to)):
        if id_ not in frameworks:
            yield f"{place(found, (side,))}: there is no framework '{id_}'.{nearest(id_, list(frameworks))}"
    if crosswalk.from_ not in frameworks or crosswalk.to not in frameworks:
        return
    ends = {"from": _ids(frameworks[crosswalk.from_]), "to": _ids(frameworks[crosswalk.to])}
    seen: set[tuple[str, str]] = set()
    for i, link in enumerate(crosswalk.links):
        for side, id_, framework in (("from", link.from_, crosswalk.from_), ("to", link.to, crosswalk.to)):
            if id_ not in ends[side]:
                what = f"'{id_}' is no expectation of {framework}.{nearest(id_, ends[side])}"
                yield f"{place(found, ('links', i, side))}: {what}"
        if (link.from_, link.to) in seen:
            yield f"{place(found, ('links', i))}: this link stands twice; keep one of them."
        seen.add((link.from_, link.to))


def _ids(framework: Framework) -> list[str]:
    return [e.id for e in framework.expectations]
