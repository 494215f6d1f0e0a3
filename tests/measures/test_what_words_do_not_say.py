"""Words that do not say what they seem to: not had yet, taken back, nothing at all, or what may lie behind them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evidencepack.library import Library
from evidencepack.measures.answers import Answer, pattern_of
from evidencepack.measures.cells import Cells
from evidencepack.measures.taken_back import TakenBack
from evidencepack.measures.topic_check import topic_check
from evidencepack.registers import Complaint, Incident, Leader, Staff, Training
from evidencepack.registers.people import Recruit
from evidencepack.statuses import Status
from tests.made_folders import read_made
from tests.people import ask, between, meeting, record, records, requirement, team, training

DAY = date(2026, 5, 1)


def cells_of(library: Library) -> Cells:
    return Cells(records([]), library.rules.terms)


@pytest.mark.parametrize(
    ("said", "had"),
    [
        ("Level 5 Diploma", True), ("RGN", True), ("Level 5 working towards", False), ("Level 5 (in progress)", False),
        ("Starting NVQ Sept 27", False), ("Enrolled on Level 5", False), ("Studying Level 5", False),
        ("Not yet", False), ("Care Certificate", False), ("Level 3, working towards Level 5", None),
        ("RGN, Level 5 in progress", None), ("Level 5 Diploma, in progress", False),
    ],
)  # fmt: skip
def test_a_qualification_is_had_unless_its_words_say_that_it_is_still_to_come(
    library: Library, said: str, had: bool | None
) -> None:
    assert cells_of(library).gives("leaders.qualification", said) is had


def test_the_same_words_within_what_was_learnt_are_a_lesson(library: Library) -> None:
    cells = cells_of(library)
    lessons = [
        "We started a new checklist",
        "Starting each shift with a count",
        "Staff enrolled on Level 5",
        "Walks help",
    ]
    assert [cells.gives("complaints.learning", text) for text in lessons] == [True] * len(lessons)


def test_leaders_who_only_work_towards_a_qualification_are_not_qualified(library: Library) -> None:
    def leader(n: int, words: str) -> Leader:
        return record(Leader, code=f"L{n}", role="team leader", start=DAY, qualification=words)

    rows = [leader(n, w) for n, w in enumerate(["Level 5 (in progress)", "Enrolled", "Level 5 Diploma"])]
    found = ask(library, requirement("leaders-qualified", at_least="75%"), records(rows))
    assert (found.measured.numerator, found.measured.denominator) == (1, 3)


@pytest.mark.parametrize(
    "said", ["None yet", "Ongoing", "No learning", "Nothing learnt.", "No outcome", "No result.", "none", "N/A", "-"]
)
def test_a_cell_whose_words_say_that_there_is_nothing_gives_nothing(library: Library, said: str) -> None:
    assert cells_of(library).gives("partnerships.result", said) is False


def test_a_cell_that_points_elsewhere_is_left_open_and_a_text_gives_something(library: Library) -> None:
    cells = cells_of(library)
    assert [cells.gives("audits.findings", t) for t in ("See report", "as per report.")] == [None, None]
    assert [cells.gives("audits.findings", t) for t in ("No hand gel by the door", "Ongoing damp")] == [True, True]


def topic_answer(library: Library, kind: type[Any], topic: str, **fields: Any) -> Answer:
    terms = library.rules.terms
    return topic_check(kind.register, (topic,), terms, Cells(records([]), terms)).answer(record(kind, **fields))


COURSES = {
    "Safeguarding adults": Answer.YES, "Safeguarding children and adults": Answer.YES,
    "Safeguarding adults - FAILED": Answer.MAYBE, "Safeguarding adults (DNA)": Answer.MAYBE,
    "Safeguarding adults, did not attend": Answer.MAYBE, "Safeguarding (not completed)": Answer.MAYBE,
    "Safeguarding children": Answer.MAYBE, "Safeguarding (children) level 2": Answer.MAYBE,
    "Child safeguarding": Answer.MAYBE, "Safeguarding adults & children": Answer.YES, "Catheter care": Answer.NO,
}  # fmt: skip
TYPES = {
    "Safeguarding - threshold not met": Answer.YES, "Fall, no injury; safeguarding raised": Answer.YES,
    "Not safeguarding - family row": Answer.MAYBE, "No safeguarding concern": Answer.MAYBE,
    "Safeguarding ruled out": Answer.MAYBE, "Verbal abuse": Answer.MAYBE, "Verbal abuse of staff": Answer.MAYBE,
    "Substance abuse": Answer.MAYBE, "Financial abuse": Answer.YES, "Resident on resident altercation": Answer.MAYBE,
    "Peer on peer": Answer.MAYBE, "Assault on staff": Answer.MAYBE, "Skin tear": Answer.NO,
}  # fmt: skip


@pytest.mark.parametrize(("course", "expected"), COURSES.items())
def test_a_course_beside_words_that_take_it_back_may_count_and_may_not(
    library: Library, course: str, expected: Answer
) -> None:
    assert topic_answer(library, Training, "safeguarding", staff="S1", course=course) is expected


@pytest.mark.parametrize(("said", "expected"), TYPES.items())
def test_an_incident_is_on_a_topic_unless_its_words_take_that_back(
    library: Library, said: str, expected: Answer
) -> None:
    assert topic_answer(library, Incident, "safeguarding", date=DAY, type=said) is expected


def test_what_is_behind_a_word_for_one_topic_is_another_thing_for_the_rest(library: Library) -> None:
    assert topic_answer(library, Incident, "pressure ulcers", date=DAY, type="Altercation") is Answer.NO
    assert topic_answer(library, Incident, "falls", date=DAY, type="Fall - no injury") is Answer.YES


def test_a_topic_whose_own_word_is_a_phrase_that_may_mean_something_else_is_not_taken_back() -> None:
    back = TakenBack(["verbal abuse"], {})
    assert back.stands("Verbal abuse", pattern_of(("verbal abuse",)), "incidents.type") is True
    assert back.stands("Verbal abuse", pattern_of(("abuse",)), "incidents.type") is None
    assert back.stands("Fire", pattern_of(("abuse",)), "incidents.type") is False


def test_training_that_was_failed_leaves_open_whether_somebody_is_trained(library: Library) -> None:
    rows = [*team(2), training("S1", DAY, course="Safeguarding", validity=12)]
    rows += [training("S2", DAY, course="Safeguarding - failed", validity=12)]
    asked = requirement("training-in-date", {"topic": "safeguarding"}, at_least="90%")
    found = ask(library, asked, records(rows))
    assert (found.status, between(found)) == (Status.UNCLEAR, ((1, 2), (2, 2)))


@pytest.mark.parametrize("kind", ["LGSCO", "Ombudsman", "MP letter", "Enquiry", "Comment", "Suggestion", "Dispute"])
def test_what_may_be_a_complaint_by_another_road_may_be_one(library: Library, kind: str) -> None:
    rows = [record(Complaint, received=DAY, kind="complaint", code="C1"), record(Complaint, received=DAY, kind=kind)]
    found = ask(library, requirement("complaints-recorded", window="12 months"), records(rows))
    assert between(found) == ((1, 0), (2, 0))


@pytest.mark.parametrize("kind", ["SMT", "Senior management", "Quality", "Board", "Clinical governance"])
def test_governance_may_lie_behind_a_meeting_of_those_who_run_the_home(library: Library, kind: str) -> None:
    asked = requirement("meetings-discuss", {"kind": "governance", "topic": "inclusion"}, at_least="100%")
    rows = records([meeting(date(2026, 5, 5), kind, topics="Inclusion")])
    assert ask(library, asked, rows).status is Status.UNCLEAR


def test_where_there_are_no_gaps_in_employment_they_are_explained(tmp_path: Path) -> None:
    head = ["Ref", "First shift", "References", "Gaps explained"]
    words = ["N/A", "No gaps", "None", "no gaps found", "Yes", "No", None]
    rows = [head, *([str(n), DAY, "None", word] for n, word in enumerate(words))]
    read = read_made(tmp_path, {"r": ("recruitment-log", rows)}).records.of("recruitment")
    assert [r.gaps_explained for r in read if isinstance(r, Recruit)] == [*[True] * 5, False, None]
    assert {r.references for r in read if isinstance(r, Recruit)} == {False}


def test_everyday_words_for_contracts_are_known(tmp_path: Path) -> None:
    head = ["Payroll no", "Name", "Job title", "Contract", "Start date"]
    words = {"F/T": "permanent", "P/T": "permanent", "Full-time": "permanent", "Guaranteed 20": "permanent",
             "Zero hrs": "bank", "Annualised": "permanent", "Relief": "bank", "Part time 16 hrs pw": "permanent",
             "Sponsored": "sponsored"}  # fmt: skip
    rows = [head, *([str(n), f"A {n}", "Carer", word, DAY] for n, word in enumerate(words))]
    read = read_made(tmp_path, {"s": ("staff-list", rows)}).records
    assert [r.contract for r in read.of("staff") if isinstance(r, Staff)] == list(words.values())
    assert not read.unknown
