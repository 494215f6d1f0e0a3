"""The export of a survey tool: a row a respondent, a column a question; answers become numbers, the rest is said."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.files import ErrorCell, Sheet
from evidencepack.pipeline import open_library
from evidencepack.registers import Feedback, Source
from evidencepack.service.own_headings import with_own_headings
from evidencepack.tables import ColumnMap, People, SheetRead
from tests.made_folders import sheet_of, workbook
from tests.made_sheets import rows_of
from tests.words import read_sheet

MAP = open_library().column_maps["survey-export"]
DAY = datetime(2026, 4, 1, 9, 30)
NAMES = ("ama@example.org", "Ama Quartey", "Gillian")


def map_with(**own: Any) -> ColumnMap:
    """The shipped map with what service.yaml says of one sheet."""
    return with_own_headings(MAP, Source(file="s.xlsx", map="survey-export", **own))


def survey(*rows: list[Any], constants: Any = {"group": "person"}, **own: Any) -> SheetRead:  # noqa: B006
    sheet = Sheet("Form1", tuple(map(tuple, rows)))
    return read_sheet("records/Survey.xlsx", sheet, map_with(constants=constants, **own), People())


def scores(read: SheetRead) -> list[tuple[str, float | None, float | None]]:
    return [(r.question, r.score, r.out_of) for r in read.records if isinstance(r, Feedback)]


def asked(question: str, *answers: Any, **own: Any) -> SheetRead:
    """One question and its answers."""
    return survey(["Timestamp", question], *[[DAY, a] for a in answers], **own)


def given_to(question: str, *answers: Any, **own: Any) -> list[float | None]:
    return [score for _, score, _ in scores(asked(question, *answers, **own))]


def no_name_in(read: SheetRead) -> bool:
    texts = [p.what + p.remedy for p in read.problems] + list(read.account.notes)
    return not any(name in text for name in NAMES for text in texts)


def test_an_export_of_microsoft_forms(tmp_path: Path) -> None:
    head = ["ID", "Start time", "Completion time", "Email", "Name", "Staff treat me with dignity", "I feel safe here",
            "How satisfied are you with the food?", "What could we do better?"]  # fmt: skip
    rows: list[list[Any]] = [
        head,
        [1, DAY, datetime(2026, 4, 1, 9, 40), NAMES[0], NAMES[1], "Strongly agree", "Agree", "Very satisfied",
         "Ask Gillian"],
        [2, DAY, datetime(2026, 4, 2, 9, 40), NAMES[0], NAMES[1], "Disagree", "Don't know", "Neutral", None],
        [3, DAY, datetime(2026, 4, 3, 9, 40), NAMES[0], NAMES[1], None, None, None, "Gillian is kind"],
    ]  # fmt: skip
    path = workbook(tmp_path / "Survey.xlsx", {"Form1": rows})
    read = read_sheet(path.name, sheet_of(path), map_with(constants={"group": "family"}), People())
    found = [r for r in read.records if isinstance(r, Feedback)]
    assert [(r.date, r.group, r.method, r.question, r.score, r.out_of) for r in found] == [
        (date(2026, 4, 1), "family", "survey", head[5], 5, 5),
        (date(2026, 4, 1), "family", "survey", head[6], 4, 5),
        (date(2026, 4, 1), "family", "survey", head[7], 5, 5),
        (date(2026, 4, 2), "family", "survey", head[5], 2, 5),
        (date(2026, 4, 2), "family", "survey", head[7], 3, 5),
    ]  # fmt: skip
    account = read.account
    assert (account.rows_seen, account.rows_read, read.problems) == (4, 2, ())
    assert account.set_aside == {"heading": 1, "no answer that can be counted": 1}
    assert account.unused_columns == ("ID", "Start time", "What could we do better?")
    assert account.notes == (
        "Left out to protect privacy, never read: Email, Name.",
        "1 answer such as Don't know or N/A is left out.",
        "Not scored, as the answers are comments or choices: 1 question.",
    )
    assert not any(name in str(r) for r in read.records for name in NAMES)


def test_an_export_of_google_forms_with_a_grid_and_who_answered() -> None:
    read = survey(
        ["Timestamp", "Email Address", "I am a...", "Please rate [Staff are kind]", "Please rate [The rooms]"],
        ["01/04/2026 10:11:12", NAMES[0], "Relative", "5 - Strongly agree", "Excellent"],
        ["02/04/2026 10:11:12", NAMES[0], "Resident", "4 - Agree", "Very good"],
        ["02/04/2026 10:11:12", NAMES[0], "Gillian's sister", "2 - Disagree", "Fair"],
        constants={},
    )
    assert [(r.group, r.score) for r in read.records if isinstance(r, Feedback)] == [
        ("family", 5), ("family", 5), ("person", 4), ("person", 4), ("other", 2), ("other", 2),
    ]  # fmt: skip
    assert "1 respondent is of a group that is not in the list; counted as other." in read.account.notes
    assert no_name_in(read)


def test_an_export_of_surveymonkey_with_its_two_heading_rows() -> None:
    read = survey(
        ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "How far do you agree?", None,
         "Overall, how good is your care?", None, None, None, "Any comments?"],
        [None, None, None, None, None, "I am valued", "I am listened to",
         "Excellent", "Good", "Fair", "Don't know", "Open-Ended Response"],
        [11, 22, "03/04/2026", "03/04/2026", "192.0.2.1", "Agree", "Strongly disagree", "Excellent", None, None,
         None, "No"],
        [12, 22, "03/04/2026", "03/04/2026", "192.0.2.1", "Neutral", None, None, 1, None, None, "Good"],
        [13, 22, "03/04/2026", "03/04/2026", "192.0.2.1", None, "Agree", None, None, None, "Don't know", None],
        [14, 22, "03/04/2026", "03/04/2026", "192.0.2.1", "Agree", None, "Excellent", "Good", None, None, None],
    )  # fmt: skip
    valued, heard = "How far do you agree? I am valued", "How far do you agree? I am listened to"
    overall = "Overall, how good is your care?"
    assert scores(read) == [
        (valued, 4, 5), (heard, 1, 5), (overall, 5, 5), (valued, 3, 5), (overall, 3, 5), (heard, 4, 5), (valued, 4, 5),
    ]  # fmt: skip
    assert [(p.origin.cell, p.origin.column) for p in read.problems] == [("H6", overall)]  # two answers ticked
    assert read.account.set_aside == {"heading": 2}
    assert "never read: IP Address." in read.account.notes[0]


@pytest.mark.parametrize(
    ("answers", "numbers"),
    [
        (("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"), (5, 4, 3, 2, 1)),
        (("Strongly agree", "Agree", "Disagree"), (5, 4, 2)),
        (("Very satisfied", "Satisfied", "Dissatisfied", "Very dissatisfied"), (5, 4, 2, 1)),
        (("Excellent", "Very good", "Good", "Fair", "Poor"), (5, 4, 3, 2, 1)),
        (("Very good", "Good", "Fair", "Poor", "Very poor"), (5, 4, 3, 2, 1)),
        (("Always", "Usually", "Sometimes", "Rarely", "Never"), (5, 4, 3, 2, 1)),
        (("Yes, definitely", "Yes, to some extent", "No"), (2, 1, 0)),
        (("Yes", "Sometimes", "No"), (2, 1, 0)),
        (("5 - Strongly agree", "1 - Strongly disagree"), (5, 1)),
        (("Strongly agree (5)", "Disagree (2)"), (5, 2)),
        (("STRONGLY AGREE", "  agree "), (5, 4)),
        (("4/5", "2 out of 5"), (4, 2)),
    ],
    ids=str,
)
def test_words_to_numbers(answers: tuple[str, ...], numbers: tuple[int, ...]) -> None:
    assert given_to("Are you treated with dignity", *answers) == list(numbers)


def test_good_alone_is_taken_at_its_lower_meaning_unless_the_other_questions_show_which() -> None:
    read = asked("The food", "Good", "Poor")
    assert scores(read) == [("The food", 3, 5), ("The food", 1, 5)]
    told = "The answers in column B could be of two sets; the one with the lower figures is taken."
    assert told in read.account.notes
    both = survey(["Timestamp", "The food", "The rooms"], [DAY, "Good", "Very good"], [DAY, "Poor", "Very poor"])
    assert scores(both)[0] == ("The food", 4, 5)
    assert not any("two sets" in line for line in both.account.notes)


@pytest.mark.parametrize(
    ("question", "answers", "expected"),
    [
        ("The food (1-5)", (4, "5", 1), [(4, 5), (5, 5), (1, 5)]),
        ("How likely are you to recommend us? 0 to 10", (9, "10 - Extremely likely", 0), [(9, 10), (10, 10), (0, 10)]),
        ("Marks out of 5", (4.0, 3), [(4, 5), (3, 5)]),
        ("Food (1 = excellent, 5 = poor) 1-5", (1, 4), [(5, 5), (2, 5)]),
        ("Food (1-5, 1 = poor)", (1, 4), [(1, 5), (4, 5)]),
    ],
    ids=str,
)
def test_numbers_on_the_scale_that_the_question_states(question: str, answers: Any, expected: Any) -> None:
    assert [(score, out_of) for _, score, out_of in scores(asked(question, *answers))] == expected


def test_numbers_without_a_scale_are_not_scored_until_somebody_says_what_they_are_out_of() -> None:
    read = asked("The food", 4, 5, 3)
    assert read.records == ()
    assert "out of" in read.problems[0].what
    assert [out_of for *_, out_of in scores(asked("The food", 4, 5, constants={"group": "person", "out_of": 5}))] == [
        5,
        5,
    ]


def test_a_number_beyond_the_scale_is_a_problem_and_not_counted() -> None:
    read = asked("The food (1-5)", 4, 9)
    assert [score for _, score, _ in scores(read)] == [4]
    assert [p.origin.cell for p in read.problems] == ["B3"]


def test_yes_and_no_are_scored_only_when_somebody_says_which_is_good() -> None:
    read = asked("Have you ever felt ignored", "Yes", "No")
    assert read.records == ()
    assert "which of them is good" in read.problems[0].what
    assert given_to("Do you feel safe", "Yes", "No", values={"question": {"as worded": ["Do you feel safe"]}}) == [1, 0]
    assert given_to("Felt ignored", "Yes", "No", values={"question": {"reversed": ["Felt ignored"]}}) == [0, 1]


def test_agreeing_with_what_sounds_bad_is_not_guessed_at() -> None:
    read = asked("I often feel rushed", "Agree", "Strongly disagree")
    assert read.records == ()
    assert [p.origin.column for p in read.problems] == ["I often feel rushed"]
    turned = {"question": {"reversed": ["I often feel rushed"]}}
    assert given_to("I often feel rushed", "Agree", "Strongly disagree", values=turned) == [2, 5]
    left = asked("I often feel rushed", "Agree", values={"question": {"leave out": ["I often feel rushed"]}})
    assert (left.records, left.problems) == ((), ())


def test_being_dissatisfied_needs_no_such_care_as_the_words_say_which_is_good() -> None:
    assert given_to("How satisfied are you with how late visits are handled", "Satisfied") == [4]


def test_a_question_may_be_put_to_a_theme() -> None:
    read = asked("The staff are polite", "Agree", values={"theme": {"dignity": ["The staff are polite"]}})
    assert [r.theme for r in read.records if isinstance(r, Feedback)] == ["dignity"]


def test_an_answer_of_another_scale_is_a_problem_without_what_it_says() -> None:
    read = asked("I am listened to", "Agree", "Agree", "mostly, ask Gillian", ErrorCell("#N/A"))
    assert len(read.records) == 2
    assert [p.origin.cell for p in read.problems] == ["B4", "B5"]
    assert no_name_in(read)
    assert [u.values["question"] for u in read.unread] == ["I am listened to"] * 2


def test_a_column_of_names_or_comments_is_never_scored_nor_read() -> None:
    read = asked("What do you like?", "Good", "Good", "Yes")
    assert read.records == ()
    assert asked("Your keyworker", "Ama Quartey", "Gillian").records == ()


def test_without_a_group_nothing_counts_and_the_line_to_write_is_said() -> None:
    read = asked("I am listened to", "Agree", constants={})
    assert read.account.set_aside == {"could not be used": 2}
    assert "constants: {group: person}" in read.problems[0].remedy


def test_days_with_the_month_first_are_read_so_where_only_that_fits() -> None:
    read = survey(["Timestamp", "I am heard"], ["4/3/2026 10:00:00 AM", "Agree"], ["4/23/2026 9:00:00 PM", "Agree"])
    assert [r.date for r in read.records if isinstance(r, Feedback)] == [date(2026, 4, 3), date(2026, 4, 23)]
    assert "The days are typed with the month first, and are read like that." in read.account.notes


def test_a_row_without_a_day_is_a_problem_and_a_day_may_be_given_for_the_whole_sheet() -> None:
    read = survey(["Timestamp", "I am heard"], [DAY, "Agree"], [None, "Agree"])
    assert (len(read.records), read.account.set_aside) == (1, {"heading": 1, "could not be used": 1})
    assert read.problems[0].origin.cell == "A3"
    own = {"group": "person", "date": "2026-05-01"}
    sheet = survey(["ID", "I am heard"], [1, "Agree"], constants=own)
    assert [r.date for r in sheet.records if isinstance(r, Feedback)] == [date(2026, 5, 1)]


WORDS = [
    "Timestamp",
    "I am a",
    "Email",
    "Agree",
    "Strongly agree",
    "Good",
    "Yes",
    "Don't know",
    "5",
    "4/5",
    "(1-5)",
    "Response",
    "",
]
SHEETS = rows_of(WORDS, 7, 15)
HEADS = [("Timestamp", "I am heard", "The food (1-5)", "Email"), ("ID", "End date", "Agree?", None, "Why?")]


@given(SHEETS, st.integers(0, 14), st.sampled_from([None, *HEADS]), st.sampled_from([{}, {"group": "staff"}]))
def test_whatever_a_survey_holds_every_row_is_read_or_set_aside(rows: Any, above: int, head: Any, own: Any) -> None:
    if head:
        rows = (*rows[:above], head, *rows[above:])
    read = read_sheet("made.xlsx", Sheet("S", rows), map_with(constants=own), People())
    account = read.account
    assert account.rows_seen == account.rows_read + sum(account.set_aside.values())
    assert account.records == len(read.records)
    assert all(p.what and p.remedy and p.origin.row <= len(rows) for p in read.problems)
    assert all(0 <= (r.score or 0) <= (r.out_of or 0) for r in read.records if isinstance(r, Feedback))


def test_a_row_of_dashes_is_nobodys_answer_and_stops_nothing() -> None:
    read = survey(["Timestamp", "I feel safe"], [DAY, "Strongly agree"], ["-", "–"], [DAY, "Agree"])
    assert read.account.set_aside == {"heading": 1, "nothing but marks such as hyphens": 1}
