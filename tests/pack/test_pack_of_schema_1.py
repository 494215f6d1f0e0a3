"""A pack of the first schema, as 0.1.0 wrote it: read, compared like with like, and nothing typed beside it lost."""

from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from evidencepack.library import Library
from evidencepack.pack import Pack, build_pack
from evidencepack.pack.model import ChangeLine
from evidencepack.pack.typed_model import ManagerView, Typed
from evidencepack.writers.excel.pack_workbook import write_excel
from evidencepack.writers.json import read_pack
from evidencepack.writers.previous_packs import earlier_packs
from tests.outputs import type_into
from tests.people import (
    ago,
    assessed,
    expectation,
    framework,
    material,
    records,
    requirement,
    service,
    supervised,
    team,
    training,
)

EARLIER = Path(__file__).with_name("pack-of-schema-1.json")
BANDS: Any = {"at_least": "90%", "partly_from": "50%", "window": "12 months"}
COURSES = {"dignity-training": "dignity", "safeguarding-training": "safeguarding", "fire-training": "fire safety"}


def earlier() -> Pack:
    return read_pack(EARLIER.read_bytes())


def now(library: Library, previous: Pack, dignity: int, often: int = 6) -> Pack:
    """The same six staff a month later: so many trained in dignity, all in safeguarding, none in fire safety."""
    trained = tuple(
        requirement("training-in-date", {"topic": topic}, id=id_, **BANDS) for id_, topic in COURSES.items()
    )
    supervision = (
        requirement("supervision-often-enough", {"times": 1}, id="often", **BANDS),
        requirement("reviews-involve-person", id="reviews", **BANDS),
        requirement("training-in-date", {"topic": "safeguarding"}, id="safe", **BANDS),
    )
    asked = framework(
        expectation(id="trained", title="Trained staff", requirements=trained),
        expectation(id="supervised", title="Supervised staff", requirements=supervision),
        id="two-things",
    )
    staff = team(6)
    done = [training(s.code, ago(90), course="Dignity in care") for s in staff[:dignity]]
    done += [training(s.code, ago(90), course="Safeguarding adults") for s in staff]
    seen = [row for s in staff[:often] for row in supervised(s.code, 1)]
    rows = records(staff, done, seen)
    return build_pack([assessed(library, asked, rows)], material(library, rows, previous=previous))


def test_words_figures_and_days_of_the_first_schema_are_read() -> None:
    pack = earlier()
    (report,) = pack.reports
    assert [s.status.code for s in report.sections] == ["partly shown", "partly shown"]
    found = report.sections[0].findings[0]
    assert (found.status.code, found.numerator, found.denominator) == ("partly met", 4, 6)
    assert (found.rows_open, found.least, found.greatest, found.open) == (0, None, None, ())
    assert pack.rules == 1 and report.sections[0].profile.counts == ()
    assert pack.registers[0].rows[0][3] == 2


def test_what_changed_by_the_rules_alone_is_said_once_and_not_listed(library: Library) -> None:
    pack = now(library, earlier(), dignity=4)
    assert [s.status.code for s in pack.reports[0].sections] == ["partly shown", "mostly shown"]
    (said,) = pack.changes
    assert said.what == "Where expectations stand" and said.before == "Judged by the rules of an earlier version"
    assert said.now.startswith("Judged by new rules since, so standings are not compared.")
    assert [s.profile.since for s in pack.reports[0].sections] == ["", ""]


def test_a_finding_that_moved_by_its_own_figure_is_listed(library: Library) -> None:
    _, *moved = now(library, earlier(), dignity=6, often=2).changes
    assert moved == [
        ChangeLine(
            what="Trained staff: Training in dignity in date",
            before="Partly met, 4 of 6 (67%)",
            now="Met, 6 of 6 (100%)",
            framework="two-things",
            of="A council",
        ),
        ChangeLine(
            what="Supervised staff: Staff supervised as often as the policy asks",
            before="Met, 6 of 6 (100%)",
            now="Not met, 2 of 6 (33%)",
            framework="two-things",
            of="A council",
        ),
    ]


def test_the_pack_after_is_compared_by_its_standings_again(library: Library) -> None:
    october = now(library, earlier(), dignity=4)
    again = now(library, october, dignity=6)
    assert [c.what for c in again.changes] == ["Trained staff"]
    assert again.reports[0].sections[0].profile.since == "was partly shown on 31 October 2026; 1 more met"


def test_what_was_typed_beside_a_pack_of_the_first_schema_is_kept(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "2026-09-30"
    folder.mkdir()
    (folder / "small-home evidence pack 2026-09-30.json").write_bytes(EARLIER.read_bytes())
    book = folder / "small-home evidence pack 2026-09-30.xlsx"
    pack = earlier()
    first: Any = "evidencepack/pack/1"
    book.write_bytes(write_excel(replace(pack, schema_=first), library.messages))
    ref = pack.actions[0].ref
    type_into(book, {"Gaps and actions": {ref: {"Owner": "Deputy", "Progress": "Booked"}}})
    home = service(id="small-home", name=pack.service.name)
    found = earlier_packs(tmp_path, home, date(2026, 10, 31))
    typed = found.typed
    assert not found.problems and found.last == pack
    assert typed.actions == {ref: Typed(owner="Deputy", progress="Booked")}
    assert typed.views["two-things/trained"] == ManagerView(
        view="Partly shown", why="Two start in October", who="Manager", day="2026-10-02"
    )
