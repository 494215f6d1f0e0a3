"""How well standings tell services apart: three planted care homes, weak, middling and good, by framework.

Run: python -m benchmarks.standings
"""

import tempfile
from collections import Counter
from pathlib import Path

from evidencepack.assessment import Assessment
from evidencepack.pipeline import assess_service, open_library, read_service
from evidencepack.statuses import Standing
from tools.invented.homes import DAY, make_home

LEVELS = ("weak", "middling", "good")
_WELL = (Standing.SHOWN, Standing.MOSTLY_SHOWN)
# What the planted homes do not keep says nothing of how well they do.
_STANDS = (*_WELL, Standing.PARTLY_SHOWN, Standing.NOT_SHOWN, Standing.LITTLE_TO_GO_ON)


def planted(folder: Path) -> dict[str, dict[str, Assessment]]:
    """The assessments of the three homes, by level and framework, for every framework that fits a care home."""
    library = open_library()
    asked = {id_: [e.applies_to for e in f.expectations] for id_, f in library.frameworks.items()}
    fitting = [id_ for id_, types in asked.items() if any("care home" in (t or ("care home",)) for t in types)]
    found: dict[str, dict[str, Assessment]] = {}
    for level in LEVELS:
        make_home(folder / level, "planted-home", level)
        read = read_service(folder / level, library)
        found[level] = {a.framework.id: a for a in assess_service(read, library, DAY, fitting)}
    return found


def standings(assessment: Assessment) -> Counter[Standing]:
    """How many expectations stand where, of those of which anything was supplied."""
    return Counter(r.standing for r in assessment.results if r.standing in _STANDS)


def well(assessment: Assessment) -> float:
    """The share of these that are shown or mostly shown."""
    counts = standings(assessment)
    return sum(counts[s] for s in _WELL) / max(counts.total(), 1)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        found = planted(Path(folder))
    print("| framework | home | " + " | ".join(s.value for s in _STANDS) + " | shown or mostly |")
    print("| --- | --- |" + " --- |" * (len(_STANDS) + 1))
    for framework in found["good"]:
        for level in LEVELS:
            counts = standings(found[level][framework])
            cells = " | ".join(str(counts[s]) for s in _STANDS)
            print(f"| {framework} | {level} | {cells} | {well(found[level][framework]):.0%} |")


if __name__ == "__main__":
    main()
