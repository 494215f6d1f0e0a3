"""A copy of the sample home with a few raw cells spoilt: what each leaves open, worked out from the sheets by hand."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from evidencepack.assessment.model import Finding
from evidencepack.library import Library
from evidencepack.pipeline import assess_service, read_service
from tests.samples.recompute.answers import ANSWERS
from tests.samples.recompute.checks import INCLUSION
from tests.samples.recompute.people import by_name, counted, counted_for_supervision, days_at_work
from tests.samples.recompute.raw import HOUSE, ON, YEAR, about, day, tidy, within
from tests.samples.recompute.supervision import meetings
from tests.samples.recompute.training import log, stands

FRAMEWORK = "commissioner-cultural-identity"
Cells = tuple[Any, ...]


def spoil(folder: Path, sheet: tuple[str, str], column: int, value: object, of: Callable[[Cells], object]) -> None:
    """Write into a column of the first row for which something holds."""
    path = folder / "records" / sheet[0]
    book = openpyxl.load_workbook(path)
    row = next(row for row in book[sheet[1]].iter_rows() if of(tuple(cell.value for cell in row)))
    row[column].value = value  # type: ignore[union-attr]
    book.save(path)


def just_enough() -> set[str]:
    """Who had as many supervisions as were due, and not one more."""
    had = [m.code for m in meetings() if not m.appraisal]
    people = counted_for_supervision()
    return {w.code for w in people if had.count(w.code) == 6 * days_at_work(w) // 365 > 0}


def supervision(row: Cells) -> bool:
    worker, when = by_name().get(tidy(row[0]).casefold()), day(row[1])
    once = worker and [m.code == worker.code and m.when == when for m in meetings()].count(True) == 1
    plain = "appraisal" not in tidy(row[2]).casefold() and not about(("values",), row[4])
    return bool(once and plain and within(when, YEAR) and worker and worker.code in just_enough())


def trained_in_matrix_only(row: Cells) -> bool:
    worker = by_name().get(tidy(row[0]).casefold())
    logged = worker and any(code == worker.code and about(("dignity",), course) for code, course, _, _ in log())
    good = worker and day(row[dignity_column()]) and stands(worker, "dignity") == "good"
    return bool(worker in counted() and not logged and good)


def dignity_column() -> int:
    book = openpyxl.load_workbook(HOUSE / "records" / "Training matrix 2026.xlsx")
    heads = [tidy(cell.value) for cell in book["Matrix"][4]]
    (found,) = (i for i, head in enumerate(heads) if about(("dignity",), head))
    return found


@pytest.fixture(scope="module")
def found(library: Library, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Finding]:
    """Every finding of the spoilt copy, as measured."""
    folder = tmp_path_factory.mktemp("spoilt") / "rowan-house"
    shutil.copytree(HOUSE, folder)
    spoil(folder, ("Supervision log.xlsx", "2026"), 1, "31.02.26", supervision)
    spoil(folder, ("Training matrix 2026.xlsx", "Matrix"), dignity_column(), "✓", trained_in_matrix_only)
    plan = openpyxl.load_workbook(HOUSE / "records" / "Action plan.xlsx")["Action plan"]
    heads = [tidy(cell.value) for cell in plan[3]]
    theme, due, done = (heads.index(name) for name in ("Theme", "Due", "Done on"))
    in_time = lambda row: (  # noqa: E731
        about(INCLUSION, row[theme])
        and within(day(row[due]), YEAR)
        and (day(row[done]) or ON) <= (day(row[due]) or YEAR[0])
    )
    spoil(folder, ("Action plan.xlsx", "Action plan"), done, "31.02.26", in_time)
    reviews = folder / "records" / "Care plan reviews.csv"
    reviews.write_text(reviews.read_text("utf-8").replace("Resident involved", "Column 9", 1), "utf-8")
    (assessment,) = assess_service(read_service(folder, library), library, ON, (FRAMEWORK,))
    return {f.id.removeprefix(f"{FRAMEWORK}/"): f for result in assessment.results for f in result.findings}


def ends(finding: Finding) -> tuple[tuple[Any, Any], ...]:
    found = finding.measured
    assert found.least and found.greatest
    return tuple((r.numerator, r.denominator) for r in (found, found.least, found.greatest))


@pytest.mark.parametrize(
    "finding",
    [
        "workforce-development/supervision-often-enough",
        "dignity-inclusion-respect/dignity-training",
        "inclusive-leadership/inclusion-actions",
    ],
)
def test_what_was_good_may_be_good_where_its_day_cannot_be_read(found: dict[str, Finding], finding: str) -> None:
    answer = ANSWERS[finding]()
    assert answer.numerator is not None
    good, of = answer.numerator, answer.denominator
    assert ends(found[finding]) == ((good - 1, of), (good - 1, of), (good, of))


def test_a_supervision_of_no_day_may_be_of_the_months_and_may_not(found: dict[str, Finding]) -> None:
    answer = ANSWERS["dignity-inclusion-respect/values-in-supervision"]()
    assert answer.denominator is not None and answer.used.maybe == 1
    good, of = answer.numerator, answer.denominator
    assert ends(found["dignity-inclusion-respect/values-in-supervision"]) == (
        (good, of - 1),
        (good, of + 1),
        (good, of - 1),
    )


def test_what_no_column_says_is_not_recorded_and_never_none_of_all(found: dict[str, Finding]) -> None:
    finding = found["dignity-inclusion-respect/involved-in-reviews"]
    assert (finding.status, finding.measured.denominator) == ("not recorded", None)
