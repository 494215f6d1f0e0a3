"""evidencepack init --from: trackers of several kinds, and surveys as Forms exports them, told apart or asked about."""

from pathlib import Path
from typing import Any

import pytest

from evidencepack.library import Library, read_service_file
from evidencepack.onboarding.proposal.model import Confidence, SheetProposal
from evidencepack.onboarding.proposal.propose import propose
from tests.made_folders import Rows, workbook
from tests.onboarding.test_proposal import PEOPLE, init
from tests.words import MESSAGES

MONTHS = ["Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026"]
TRACKER: Rows = [["Staff name", *MONTHS], *([p, "12/01/2026", "", "10/03/2026", "03/04/2026"] for p in PEOPLE)]
SAYING: Rows = [["Staff name", *MONTHS], *([p, "Sup 12/01/2026", "", "App 10/03/2026", ""] for p in PEOPLE)]
QUESTIONS = ["I am treated with dignity", "My faith is respected", "I have a say in my support", "Any other comments?"]
AGREED = ("Strongly agree", "Agree", "Neutral", "Disagree")


def sheets(library: Library, folder: Path, name: str, rows: dict[str, Rows]) -> dict[str, SheetProposal]:
    workbook(folder / name, rows)
    return {s.sheet: s for s in propose(folder, library.column_maps, library.rules.terms).sheets}


def answers(*, numbers: bool = False, heading: str = "Timestamp") -> Rows:
    """A form as it is exported, eight answers to three questions and a comment each."""
    rows: list[list[Any]] = [[heading, *QUESTIONS]]
    for n in range(1, 9):
        given = [n % 5 + 1, 4, 5] if numbers else [AGREED[n % 4], AGREED[(n + 1) % 4], AGREED[0]]
        rows.append([f"{n}/03/2026 10:05:00", *given, "Kind staff"])
    return rows


def test_the_name_of_a_sheet_says_which_tracker_it_is_before_the_name_of_its_file(
    library: Library, tmp_path: Path
) -> None:
    rows = dict.fromkeys(("Supervision", "Appraisals", "1-1s", "PDR", "Spot checks"), TRACKER)
    found = sheets(library, tmp_path, "Supervision and appraisal tracker.xlsx", rows)
    assert {name: s.chosen.map for name, s in found.items() if s.chosen} == {
        "Supervision": "supervision-tracker", "Appraisals": "appraisal-tracker", "1-1s": "supervision-tracker",
        "PDR": "appraisal-tracker", "Spot checks": "spot-check-tracker",
    }  # fmt: skip


def test_the_title_above_a_tracker_or_its_headings_say_it_too(library: Library, tmp_path: Path) -> None:
    heads = ["Staff name", *(f"Appraisal {month}" for month in MONTHS)]
    titled: Rows = [["Appraisal tracker 2026"], [], *TRACKER]
    found = sheets(library, tmp_path, "Supervision.xlsx", {"Titled": titled, "Headed": [heads, *list(TRACKER)[1:]]})
    assert {s.chosen and s.chosen.map for s in found.values()} == {"appraisal-tracker"}


def test_a_tracker_whose_cells_say_what_was_held_needs_no_name(library: Library, tmp_path: Path) -> None:
    sheet = sheets(library, tmp_path, "Tracker.xlsx", {"2026": SAYING})["2026"]
    assert (sheet.confidence, sheet.chosen and sheet.chosen.register) == (Confidence.LIKELY, "supervision")


def test_a_tracker_called_by_both_is_asked_about_and_the_two_are_told_apart(library: Library, tmp_path: Path) -> None:
    sheet = sheets(library, tmp_path / "in", "Supervisions and appraisals.xlsx", {"2026": TRACKER})["2026"]
    assert (sheet.confidence, sheet.chosen) == (Confidence.UNSURE, None)
    assert MESSAGES.all(sheet.why) == "it could be read as appraisal tracker or as supervision tracker"
    told = init(tmp_path / "in", tmp_path / "new", typed="2\n\n\ny\n")
    assert "(appraisal-tracker)" in told.output and "(supervision-tracker)" in told.output
    assert [s.map for s in read_service_file(tmp_path / "new").sources] == ["supervision-tracker"]


@pytest.mark.parametrize(
    ("name", "group"),
    [("Residents survey.xlsx", "person"), ("Staff survey 2026.xlsx", "staff"), ("Relatives survey.xlsx", "family")],
)
def test_a_form_without_a_column_for_who_answered_is_of_those_it_is_called_after(
    library: Library, tmp_path: Path, name: str, group: str
) -> None:
    sheet = sheets(library, tmp_path, name, {"Form Responses 1": answers()})["Form Responses 1"]
    assert sheet.confidence is Confidence.LIKELY, sheet
    assert sheet.chosen and (sheet.chosen.map, sheet.chosen.constants) == ("survey-export", {"group": group})


def test_a_form_that_does_not_say_who_answered_is_asked_about(library: Library, tmp_path: Path) -> None:
    sheet = sheets(library, tmp_path / "in", "Untitled form.xlsx", {"Form1": answers()})["Form1"]
    assert (sheet.confidence, MESSAGES.all(sheet.why)) == (Confidence.UNSURE, "nothing says who answered it")
    told = init(tmp_path / "in", tmp_path / "new", typed="2\n\n\ny\n")
    assert "Feedback and survey answers (group: family)" in told.output
    assert [s.constants for s in read_service_file(tmp_path / "new").sources] == [{"group": "family"}]
    assert "1 sheet: 1 read, 0 set aside, 0 not read Rows: 8 of 9 read" in " ".join(told.output.split())


def test_a_form_with_bare_numbers_is_asked_about(library: Library, tmp_path: Path) -> None:
    sheet = sheets(library, tmp_path, "Family survey.xlsx", {"Form1": answers(numbers=True)})["Form1"]
    assert (sheet.confidence, MESSAGES.all(sheet.why)) == (
        Confidence.UNSURE,
        "nothing says what its answers are out of; 5 is a guess",
    )
    assert sheet.candidates[0].constants == {"group": "family", "out_of": "5"}


@pytest.mark.parametrize("numbers", [True, False])
def test_a_chart_kept_day_by_day_is_no_survey(library: Library, tmp_path: Path, numbers: bool) -> None:
    sheet = sheets(library, tmp_path, "Chart.xlsx", {"Mood": answers(numbers=numbers, heading="Date")})["Mood"]
    assert sheet.confidence is Confidence.NOT, sheet
