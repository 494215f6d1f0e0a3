"""Several tables on one sheet: a map reads the one that is its own, and the rows of the others are counted."""

from datetime import date

from evidencepack.registers import Audit, Complaint, Training
from tests.made_sheets import DAY, STAFF, read, staff


def test_a_second_table_below_is_set_aside_counted_and_said() -> None:
    found = read(
        "complaints-log",
        ("Log no", "Came in", "Raised by", "Answered on"),
        ("C-1", DAY, "Relative", None),
        (),
        ("Compliments", None, None, None),
        ("Received", "From", "Route", None),
        ("12/01/2026", "Relative", "Card", None),
        ("13/01/2026", "Friend", "Letter", None),
    )
    assert [r.code for r in found.records if isinstance(r, Complaint)] == ["C-1"]
    assert found.account.set_aside == {"heading": 1, "blank": 1, "another table on this sheet": 4}
    assert [(p.origin.row, p.rows) for p in found.problems] == [(4, 4)]


def test_each_map_reads_the_table_whose_headings_match_best() -> None:
    rows = (
        ("Log no", "Came in", "Raised by", "Answered on"),
        ("C-1", DAY, "Relative", None),
        ("C-2", DAY, "Relative", None),
        ("C-3", DAY, "Relative", None),
        (),
        ("Date of audit", "Audit topic", "Score", "Out of"),
        (DAY, "Dignity", 18, 20),
    )
    complaints, audits = read("complaints-log", *rows), read("audit-log", *rows)
    assert [r.code for r in complaints.records if isinstance(r, Complaint)] == ["C-1", "C-2", "C-3"]
    assert [(r.topic, r.score) for r in audits.records if isinstance(r, Audit)] == [("Dignity", 18)]
    assert audits.account.set_aside == {"another table on this sheet": 4, "blank": 1, "heading": 1}


def test_words_over_values_after_a_gap_begin_a_table_whose_headings_nobody_knows() -> None:
    found = read(
        "staff-list",
        STAFF,
        ("0101", "Ama Quartey", "Carer", DAY),
        ("0102", "Bram Oosterhuis", "Carer", DAY),
        (),
        ("Firm", "Contact", "Telephone", "Since"),
        ("77", "Cara Dunn", "Office", date(2019, 1, 1)),
    )
    assert [code for code, *_ in staff(found)] == ["0101", "0102"]
    assert found.problems[-1].what == "Another table seems to begin here, which is not read."
    assert (found.problems[-1].origin.row, found.problems[-1].rows) == (5, 2)


def test_an_entry_without_its_day_after_a_gap_is_an_entry() -> None:
    found = read(
        "staff-list",
        STAFF,
        ("0101", "Ama Quartey", "Carer", DAY),
        ("0102", "Bram Oosterhuis", "Carer", DAY),
        (),
        ("AGY", "Cara Dunn", "Carer", "see file"),
        ("0104", "Dai Evans", "Carer", DAY),
    )
    assert [code for code, *_ in staff(found)] == ["0101", "0102", "0104"]
    assert [(p.origin.cell, p.what) for p in found.problems] == [("D5", "What stands here is not a date.")]


def test_the_same_headings_again_lower_down_go_on_with_the_table() -> None:
    found = read(
        "staff-list", STAFF, ("0101", "A B", "Carer", DAY), (), ("Leavers",), STAFF, ("0102", "C D", "Cook", DAY)
    )
    assert [code for code, *_ in staff(found)] == ["0101", "0102"]


def test_of_two_tables_side_by_side_only_one_is_read_and_no_value_crosses() -> None:
    found = read(
        "staff-list",
        (*STAFF, None, "Name", "Course", "End date"),
        ("0101", "Ama Quartey", "Carer", DAY, None, "Bram Oosterhuis", "Fire", date(2026, 4, 1)),
        (None, None, None, None, None, "Carys Penhaligon", "Fire", date(2026, 4, 1)),
    )
    assert staff(found) == [("0101", "Carer", DAY, None)]
    assert found.account.set_aside == {"heading": 1, "another table on this sheet": 1}
    assert found.account.unused_columns == ("Name", "Course", "End date")


def test_the_table_on_the_right_is_read_where_it_matches_better() -> None:
    found = read(
        "training-log",
        ("Name", "Post", None, "Name", "Course", "Completed"),
        ("Ama", "Carer", None, "Bram", "Fire", DAY),
    )
    assert [(r.staff, r.course) for r in found.records if isinstance(r, Training)] == [("bram", "Fire")]


def test_a_list_of_leavers_below_with_its_own_headings_is_not_read_as_staff_in_post() -> None:
    found = read(
        "staff-list",
        STAFF,
        ("0101", "Ama Quartey", "Carer", DAY),
        (),
        ("Leavers",),
        ("Payroll no", "Name", "Leaving date", "Reason"),
        ("0103", "Cara Dunn", DAY, "Moved"),
        (),
        STAFF,
        ("0104", "Dai Evans", "Cook", DAY),
    )
    assert [code for code, *_ in staff(found)] == ["0101", "0104"]
    assert found.unknown == {}
    assert found.account.set_aside == {"heading": 2, "blank": 2, "section heading": 1, "another table on this sheet": 2}
