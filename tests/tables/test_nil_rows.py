"""A row that says that there was nothing is no incident and no complaint; it is set aside and said."""

import pytest

from tests.made_sheets import DAY, read

INCIDENTS = ("Incident no", "Date", "Resident", "Incident type", "Notifiable")
COMPLAINTS = ("Ref", "Date received", "Type", "Theme", "Date closed")


@pytest.mark.parametrize(
    "words",
    ["Nil return", "NIL", "None", "No incidents this month", "None this month", "No accidents or incidents", "No falls",
     "Nothing to report", "None received", "No incidents reported in this period", "Nil."],
)  # fmt: skip
def test_a_row_that_says_that_there_was_none_is_set_aside_and_counted(words: str) -> None:
    found = read("incident-log", INCIDENTS, [None, DAY, None, words, None], ["I1", DAY, "R1", "Fall", "No"])
    assert [r.code for r in found.records] == ["I1"]  # type: ignore[attr-defined]
    assert (dict(found.account.set_aside)["says that there was none"], found.problems, found.unread) == (1, (), ())


def test_a_nil_return_may_name_the_kind_and_have_a_number() -> None:
    found = read("complaints-log", COMPLAINTS, ["C9", DAY, "Complaint", "None received", None])
    assert (found.records, dict(found.account.set_aside)["says that there was none"]) == ((), 1)


@pytest.mark.parametrize(
    "row",
    [["I1", DAY, "R1", "None", "No"], ["I1", DAY, None, "No harm fall", None], ["I1", DAY, None, "None", "Yes"],
     ["I1", DAY, None, None, None], ["I1", DAY, None, "No staff on duty", None]],
)  # fmt: skip
def test_a_row_that_says_more_is_kept(row: list[object]) -> None:
    found = read("incident-log", INCIDENTS, row)
    assert len(found.records) + len(found.unread) == 1


def test_in_a_list_that_keeps_no_events_none_is_a_word_like_any_other() -> None:
    found = read("audit-log", ("Audit date", "Audit", "Score"), [DAY, "None", None])
    assert len(found.records) + len(found.unread) == 1
