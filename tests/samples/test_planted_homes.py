"""Three planted homes of which every cell is known, weak, middling and good: standings tell them apart."""

import csv
import random
from pathlib import Path

import pytest

from evidencepack.assessment import Assessment
from evidencepack.build_options import BuildOptions
from evidencepack.library import Library
from evidencepack.measures import UsedAs
from evidencepack.pack.model import Pack
from evidencepack.pipeline import assess_service, make_pack, read_service
from evidencepack.statuses import Standing, Status
from tests.unknown_cells import contradicts, findings

# A wheel is tested without the tools of the checkout.
home = pytest.importorskip("tools.invented.homes")
table = pytest.importorskip("benchmarks.standings")

Found = dict[str, dict[str, Assessment]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return table.planted(tmp_path_factory.mktemp("planted"))


def test_more_is_shown_of_the_good_home_than_of_the_middling_one_and_least_of_the_weak(found: Found) -> None:
    assert len(found["good"]) == 12
    for id_ in found["good"]:
        weak, middling, good = (table.well(found[level][id_]) for level in ("weak", "middling", "good"))
        assert weak + 0.1 <= middling and middling + 0.1 <= good, (id_, weak, middling, good)


def test_the_good_home_has_nothing_that_is_not_shown_and_the_weak_one_next_to_nothing_that_is(found: Found) -> None:
    for id_, assessed in found["good"].items():
        assert table.standings(assessed)[Standing.NOT_SHOWN] == 0, id_
        assert table.well(assessed) >= 0.85 and table.well(found["weak"][id_]) <= 0.25, id_


def test_no_row_of_the_good_home_is_open(found: Found) -> None:
    findings = [f for a in found["good"].values() for result in a.results for f in result.findings]
    assert [f.id for f in findings if any(row.used_as is UsedAs.MAYBE for row in f.measured.trace)] == []
    assert [f.id for f in findings if f.status is Status.UNCLEAR] == []


# The good home with a fifth of its words unknown, in the sheets themselves.
ASKED = ("cqc-saf-2023", "commissioner-cultural-identity", "council-quality-monitoring")
NAMING = ("Course", "Kind", "Audit of", "Policy", "Meeting", "About", "What kind")


# Ordinary words, which may be printed, and which say nothing that we ask about.
THINGS = ("Kettle", "Carpet", "Parcel", "Bicycle", "Jacket", "Lamp", "Ladder", "Cushion")


def unknown_words(folder: Path, rng: random.Random) -> list[str]:
    """Put words that mean nothing for a fifth of those beneath headings that name what a row is about; gives them."""
    made: list[str] = []
    for path in sorted((folder / "records").glob("*.csv")):
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
        for column in (i for i, heading in enumerate(rows[0]) if heading in NAMING):
            for word in sorted({row[column] for row in rows[1:] if row[column]}):
                if rng.random() < 0.2:
                    made.append(f"{THINGS[len(made) // len(THINGS)]} {THINGS[len(made) % len(THINGS)].lower()}")
                    for row in rows[1:]:
                        row[column] = made[-1] if row[column] == word else row[column]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return made


def test_with_a_fifth_of_its_words_unknown_it_says_nothing_that_is_not_so_and_what_to_settle_for_what(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "home"
    home.make_home(folder, "planted-home", "good")
    known = findings(assess_service(read_service(folder, library), library, home.DAY, ASKED))
    made = unknown_words(folder, random.Random(1))
    unknown = findings(assess_service(read_service(folder, library), library, home.DAY, ASKED))
    assert len(made) >= 10
    assert [id_ for id_ in known if contradicts(known[id_], unknown[id_])] == []
    pack: Pack = make_pack(folder, BuildOptions(on=home.DAY, frameworks=ASKED), library=library, out=tmp_path / "packs")
    settle = [action for action in pack.actions if any(word.casefold() in action.text.casefold() for word in made)]
    assert settle and all(action.closes for action in settle)
    open_ = {f.id for r in pack.reports for s in r.sections for f in s.findings if f.status.code == "unclear"}
    assert open_ <= {id_ for action in pack.actions for id_ in action.findings}
