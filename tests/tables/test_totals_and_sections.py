"""Survey results kept as totals, audits side by side, and scores whose heading says what they are out of."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.files import Sheet
from evidencepack.pipeline import open_library
from evidencepack.registers import Answer, Settled
from evidencepack.tables import People, SheetRead, read_sheet

MAPS = open_library().column_maps
AGREE = ("Strongly agree", "Agree", "Neither", "Disagree", "Strongly disagree")
TITLE = ("Staff survey Sept 2026 - 15 returned out of 24",)
COUNTS = (6, 6, 2, 1, 0)


def survey(*rows: Any, said: str = "") -> SheetRead:
    column_map = MAPS["survey-export"].model_copy(update={"constants": {"method": "survey", "group": "staff"}})
    settled = Settled((Answer(ask="default", what="Results", means=said, field="date"),) if said else ())
    return read_sheet("records/Results.xlsx", Sheet("Results", rows), column_map, People(), (), settled)


def scores(read: SheetRead) -> Counter[float | None]:
    return Counter(r.score for r in read.records if r.question)  # type: ignore[attr-defined]


def test_each_count_is_that_many_answers_and_the_title_tells_the_round() -> None:
    read = survey(TITLE, (), ("Question", *AGREE), ("I feel supported", *COUNTS))
    assert scores(read) == {5.0: 6, 4.0: 6, 3.0: 2, 2.0: 1}
    (round_,) = (r for r in read.records if not r.question)  # type: ignore[attr-defined]
    assert (round_.asked, round_.answered, round_.date.month) == (24, 15, 9)  # type: ignore[attr-defined]
    assert read.records[0].origin.cell == "B4"
    assert (read.problems, read.cells.seen, read.cells.read) == ((), 5, 5)


def test_answers_down_and_questions_across_are_the_same_answers() -> None:
    rows = [("", "I feel supported", "I am heard"), *zip(AGREE, COUNTS, COUNTS, strict=True)]
    read = survey(TITLE, *rows)
    assert scores(read) == {5.0: 12, 4.0: 12, 3.0: 4, 2.0: 2}
    assert {r.question for r in read.records} - {""} == {"I feel supported", "I am heard"}  # type: ignore[attr-defined]
    assert read.records[0].origin.cell == "B3"


def test_shares_are_no_counts_and_are_said() -> None:
    read = survey(TITLE, ("Question", *AGREE), ("I feel supported", 6, 6, 2, 1, 0), ("I am heard", 0.4, 0.4, 0.2, 0, 0))
    assert (sum(scores(read).values()), [p.origin.row for p in read.problems]) == (15, [4])


def test_more_answers_than_came_back_are_said() -> None:
    read = survey(TITLE, ("Question", *AGREE), ("I feel supported", 16, 6, 2, 1, 0))
    assert [p.what.code for p in read.problems] == ["more-answers-than-returned"]


def test_a_survey_of_no_day_is_asked_about_and_counts_nothing_until_then() -> None:
    rows = (("Question", *AGREE), ("I feel supported", *COUNTS))
    read = survey(*rows)
    assert (read.records, [(a.ask, a.field) for a in read.asked]) == ((), [("default", "date")])
    assert read.cells.asked == 5
    assert sum(scores(survey(*rows, said="05/09/2026")).values()) == 15


def test_the_answers_of_a_row_of_an_export_are_no_totals() -> None:
    head = ("Timestamp", "I feel supported", "I am heard", "I am trained", "I would recommend us")
    read = survey(head, (date(2026, 9, 1), *AGREE[:4]), (date(2026, 9, 2), *AGREE[1:5]))
    assert sum(scores(read).values()) == 8


@given(st.lists(st.lists(st.sampled_from((0, 1, 7, None, "x", 0.5)), min_size=5, max_size=5), max_size=6))
def test_every_cell_of_totals_is_read_set_aside_or_asked(counts: list[list[Any]]) -> None:
    rows = [
        (f"I feel {word}", *row)
        for word, row in zip(("safe", "well", "sure", "glad", "calm", "able"), counts, strict=False)
    ]
    cells = survey(TITLE, ("Question", *AGREE), *rows).cells
    assert cells.seen == cells.read + cells.aside + cells.asked


def audits(*rows: Any, topic: str = "medicines") -> SheetRead:
    column_map = MAPS["audit-sections"].model_copy(update={"constants": {"topic": topic} if topic else {}})
    return read_sheet("records/Audits.xlsx", Sheet("Meds audit 2026", rows), column_map, People())


def found(read: SheetRead) -> list[tuple[int, float | None, float | None]]:
    return [(r.date.month, r.score, r.out_of) for r in read.records]  # type: ignore[attr-defined]


def test_an_audit_scores_what_its_sections_do_out_of_what_they_are_out_of() -> None:
    read = audits(
        ("Medication audit",), ("Section", "out of", "Jan", "Feb", "Mar", "Apr"), ("by", None, "KAB", "DP", "DP", None),
        ("MAR charts", 10, 9, "10/10", 8, None), ("Storage", 5, 5, 4, None, None), ("TOTAL", 15, 14, 14, "not done"),
    )  # fmt: skip
    assert found(read) == [(1, 14, 15), (2, 14, 15), (3, 8, 10)]
    assert (read.problems, [n.code for n in read.account.notes]) == ((), ["audits-of-sections", "audits-in-part"])


def test_of_yes_and_no_the_yes_count_and_what_is_not_asked_does_not() -> None:
    read = audits(
        ("Date", None, date(2026, 2, 17), None, date(2026, 5, 21), None, "to do"),
        ("No", "Question", "Y/N", "Comment", "Y/N", "Comment", "Y/N"), ("HAND HYGIENE",),
        (1, "Gel at door", "Y", None, "N", "ordered"), (2, "Bare below elbow", "Yes", None, "n/a"),
    )  # fmt: skip
    assert found(read) == [(2, 2, 2), (5, 0, 1)]


def test_a_score_that_is_not_understood_leaves_its_audit_out_and_is_said() -> None:
    read = audits(("Section", "Out of", "Jan 2026", "Feb 2026"), ("MAR charts", 10, 9, 11), ("Storage", 5, 5, 5))
    assert (found(read), [p.what.code for p in read.problems]) == ([(1, 14, 15)], ["audit-cells-unread"])


def test_audits_of_nothing_that_is_said_are_no_audits() -> None:
    read = audits(("Section", "Out of", "Jan 2026", "Feb 2026"), ("MAR charts", 10, 9, 9), topic="")
    assert (read.records, [p.what.code for p in read.problems]) == ((), ["no-topic-of-audit"])


@given(st.lists(st.lists(st.sampled_from((0, 3, 9, "3/5", "Y", "n/a", None, "x")), min_size=3, max_size=3), max_size=6))
def test_every_cell_of_audits_side_by_side_is_read_or_set_aside(cells: list[list[Any]]) -> None:
    rows = [(f"Section {n}", 5, *row) for n, row in enumerate(cells)]
    counted = audits(("Section", "Out of", "Jan 2026", "Feb 2026", "Mar 2026"), *rows).cells
    assert counted.seen == counted.read + counted.aside + counted.asked


@pytest.mark.parametrize("heading", ["Total /50", "Score (out of 50)", "Total/50", "Score out of 50"])
def test_a_heading_says_what_its_scores_are_out_of(heading: str) -> None:
    rows = (("Month", "Audit", heading), ("January 2026", "Medicines", 44), ("February 2026", "Medicines", "41"))
    read = read_sheet("A.xlsx", Sheet("Audits", rows), MAPS["audit-log"], People())
    assert [(r.score, r.out_of) for r in read.records] == [(44.0, 50.0), (41.0, 50.0)]  # type: ignore[attr-defined]
