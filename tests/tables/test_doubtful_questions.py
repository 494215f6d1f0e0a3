"""Scores of questions to which agreeing may be bad, in a plain log of feedback: they count once they are settled."""

from datetime import date
from pathlib import Path

import pytest

from evidencepack.library import Library
from evidencepack.registers import Feedback, Records
from evidencepack.statuses import Status
from tests.made_folders import read_made, service, workbook
from tests.people import ask, requirement
from tests.words import read_service

HEADINGS = ["Date", "Who from", "Question", "Theme", "Score", "Out of"]
DAY = date(2026, 5, 1)
RUSHED, DIGNITY = "I often feel rushed by staff", "I am treated with dignity"


def rows(*answers: tuple[str, int, int | None]) -> list[list[object]]:
    return [HEADINGS, *([DAY, "Resident", question, "Dignity", score, top] for question, score, top in answers)]


def settled(folder: Path, how: str, *answers: tuple[str, int, int | None]) -> Records:
    """The records of a service that says how its question runs."""
    workbook(folder / "records" / "f.xlsx", {"Sheet1": rows(*answers)})
    made = service(folder)
    text = (made / "service.yaml").read_text(encoding="utf-8")
    text += "sources:\n  - file: records/f.xlsx\n    map: feedback-answers\n"
    text += f'    values: {{question: {{{how}: ["{RUSHED}"]}}}}\n'
    (made / "service.yaml").write_text(text, encoding="utf-8")
    return read_service(made).records


def scores(found: Records) -> list[float | None]:
    return [r.score for r in found.of("feedback") if isinstance(r, Feedback)]


def test_a_score_is_not_known_until_it_is_said_which_way_the_question_runs(tmp_path: Path) -> None:
    made = rows((RUSHED, 5, 5), ("I sometimes feel unsafe at night", 4, 5), (DIGNITY, 5, 5))
    read = read_made(tmp_path, {"f": ("feedback-answers", made)})
    assert scores(read.records) == [None, None, 5]
    assert [*read.records.unknown.values()] == [{"score"}] * 2
    assert ["high answer may be bad" in p.what for p in read.problems] == [True] * 2


def test_no_such_answer_counts_as_good(tmp_path: Path, library: Library) -> None:
    found = read_made(tmp_path, {"f": ("feedback-answers", rows(*[(RUSHED, 5, 5)] * 12))}).records
    good = requirement("feedback-positive", {"topic": "dignity"}, at_least="90%")
    mean = requirement("feedback-average", {"topic": "dignity"}, at_least=4)
    assert [ask(library, asked, found).status for asked in (good, mean)] == [Status.UNCLEAR] * 2


@pytest.mark.parametrize(
    ("how", "expected"), [("as worded", [5, 2]), ("reversed", [1, 4]), ("leave out", [None, None])]
)
def test_a_question_that_is_named_counts_as_it_is_said(tmp_path: Path, how: str, expected: list[float | None]) -> None:
    found = settled(tmp_path, how, (RUSHED, 5, 5), (RUSHED, 2, 5))
    assert scores(found) == expected
    assert {r.question for r in found.of("feedback") if isinstance(r, Feedback)} == {RUSHED}
    assert not found.unknown


def test_a_question_turned_round_without_a_scale_leaves_its_score_open(tmp_path: Path) -> None:
    found = settled(tmp_path, "reversed", (RUSHED, 5, None), (RUSHED, 10, 10))
    assert scores(found) == [None, 0]
    assert [*found.unknown.values()] == [{"score"}]
