"""Every cell of a service's records is known, blank, unknown or absent, and rows that could not be used are kept."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from evidencepack.registers import Complaint, Incident, Records, Training
from tests.made_folders import STAFF, Rows, read_made, service, workbook
from tests.words import read_service

INCIDENTS = ["Incident no", "Date", "Resident", "Incident type", "Harm", "Notifiable"]
COMPLAINTS = ["Ref", "Date received", "Type", "Theme", "Date closed"]


def records(folder: Path, **registers: tuple[str, Rows]) -> Records:
    return read_made(folder, registers).records


def by_code(found: Records, register: str) -> dict[str, frozenset[str]]:
    """The unknown fields of each row, by the code it goes by."""
    rows: dict[str, Any] = {row.code: row for row in found.of(register)}  # type: ignore[attr-defined]
    return {code: found.unknown.get(row.id, frozenset()) for code, row in rows.items()}


def incidents(*rows: list[Any]) -> tuple[str, Rows]:
    return "incident-log", [INCIDENTS, *rows]


def test_a_cell_that_cannot_be_read_is_unknown_and_an_empty_one_is_blank(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        log=incidents(
            ["I1", date(2026, 5, 1), "R1", "Fall", "Low", "see notes"],
            ["I2", date(2026, 5, 2), "R1", "Fall", "Low", None],
            ["I3", date(2026, 5, 3), "R1", "Fall", "Low", "Yes"],
        ),
    )
    assert by_code(found, "incidents") == {"I1": {"notifiable"}, "I2": frozenset(), "I3": frozenset()}


def test_every_row_with_a_word_that_no_list_knows_is_unknown_in_it_and_keeps_the_word(tmp_path: Path) -> None:
    rows = [[f"I{n}", date(2026, 5, n), "R1", "Odd event", "Low", "No"] for n in range(1, 4)]
    found = records(tmp_path, log=incidents(["I9", date(2026, 5, 9), "R1", "Fall", "Low", "No"], *rows))
    assert by_code(found, "incidents") == {"I9": frozenset(), **{key: {"type"} for key in ("I1", "I2", "I3")}}
    assert {row.type for row in found.of("incidents") if isinstance(row, Incident)} == {"fall", "Odd event"}


def test_words_for_not_yet_and_not_known_are_unknown_where_yes_or_no_is_asked_and_n_a_is_blank(tmp_path: Path) -> None:
    words = {"I1": "TBC", "I2": "Pending", "I3": "Not known", "I4": "N/A", "I5": "?", "I6": "Yes?"}
    found = records(
        tmp_path, log=incidents(*([code, date(2026, 5, 1), "R1", "Fall", "Low", w] for code, w in words.items()))
    )
    unknown = {code for code, fields in by_code(found, "incidents").items() if fields == {"notifiable"}}
    assert unknown == {"I1", "I2", "I3", "I5", "I6"}


def test_none_and_n_a_in_a_column_of_days_are_blank_and_a_word_that_is_no_day_is_unknown(tmp_path: Path) -> None:
    words = {"C1": "n/a", "C2": "None", "C3": "ongoing", "C4": "last week", "C5": None}
    rows = [[code, date(2026, 5, 1), "Complaint", "Food", word] for code, word in words.items()]
    found = records(tmp_path, log=("complaints-log", [COMPLAINTS, *rows]))
    assert [code for code, fields in by_code(found, "complaints").items() if fields] == ["C4"]


def test_an_empty_cell_in_the_column_that_names_the_kind_is_not_taken_for_a_complaint(tmp_path: Path) -> None:
    rows = [["C1", date(2026, 5, 1), None, "Food", None], ["C2", date(2026, 5, 1), "Concern", "Food", None]]
    found = records(tmp_path, log=("complaints-log", [COMPLAINTS, *rows]))
    assert by_code(found, "complaints") == {"C1": {"kind"}, "C2": frozenset()}
    assert [row.kind for row in found.of("complaints") if isinstance(row, Complaint)] == ["", "concern"]


def test_without_a_column_for_the_kind_all_are_complaints_and_the_sheet_gives_it(tmp_path: Path) -> None:
    log = [["Ref", "Date received", "Theme"], ["C1", date(2026, 5, 1), "Food"]]
    found = records(tmp_path, log=("complaints-log", log))
    assert found.unknown == {}
    assert found.columns["records/log.xlsx", "Sheet1"] == {"code", "received", "theme", "kind"}


def test_training_with_a_day_and_no_word_for_its_state_is_completed(tmp_path: Path) -> None:
    log = [
        ["Name", "Course", "Status", "Date completed"],
        ["Ama Quartey", "Fire safety", None, date(2026, 3, 1)],
        ["Bram Oosterhuis", "Fire safety", "Completed", date(2026, 3, 1)],
    ]
    found = records(tmp_path, staff=("staff-list", STAFF), log=("training-export", log))
    assert [row.state for row in found.of("training") if isinstance(row, Training)] == ["completed", "completed"]
    assert not found.unknown


def test_a_field_that_another_row_of_the_same_key_fills_is_known(tmp_path: Path) -> None:
    first = [["I1", date(2026, 5, 1), "R1", "Fall", "Low", "??x"], ["I2", date(2026, 5, 1), "R1", "Fall", "Low", "TBC"]]
    second = [["I1", date(2026, 5, 1), "R1", "Fall", "Low", "Yes"], ["I2", date(2026, 5, 1), "R1", "Fall", "Low", None]]
    for name, order in (("a", (first, second)), ("b", (second, first))):
        found = records(tmp_path / name, one=incidents(*order[0]), two=incidents(*order[1]))
        assert by_code(found, "incidents") == {"I1": frozenset(), "I2": {"notifiable"}}, name


def test_a_row_that_could_not_be_used_is_kept_with_what_it_does_not_say(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        log=incidents(
            ["I1", "early May", "R1", "Fall", "Low", "No"],
            ["I2", None, "R1", "Fall", "Low", "No"],
            ["I3", date(2026, 5, 1), "R1", None, "Low", "TBC"],
        ),
    )
    partial: Mapping[str, Any] = {row.code: row for row in found.partial["incidents"]}  # type: ignore[attr-defined]
    assert [(p.code, p.date, p.type, p.harm) for p in partial.values()] == [
        ("I1", None, "fall", "low"),
        ("I2", None, "fall", "low"),
        ("I3", date(2026, 5, 1), None, "low"),
    ]
    unknown = {code: found.unknown[row.id] for code, row in partial.items()}
    assert unknown == {"I1": {"date"}, "I2": {"date"}, "I3": {"type", "notifiable"}}
    assert not found.of("incidents")


def test_a_field_that_the_sheet_has_no_column_for_is_absent_and_not_unknown(tmp_path: Path) -> None:
    log = [["Incident no", "Date", "Resident"], ["I1", date(2026, 5, 1), "R1"], ["I2", "??", "R2"]]
    found = records(tmp_path, log=("incident-log", log))
    assert found.columns["records/log.xlsx", "Sheet1"] == {"code", "date", "person"}
    assert [found.unknown[row.id] for row in found.partial["incidents"]] == [frozenset(), {"date"}]


def test_rows_of_one_place_that_could_not_be_used_have_ids_of_their_own_and_keep_them(tmp_path: Path) -> None:
    log = incidents(*([None, "??", "R1", "Fall", "Low", "No"] for _ in range(3)))
    ids = [[row.id for row in records(tmp_path / name, log=log).partial["incidents"]] for name in ("a", "b")]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 3


def test_a_matrix_gives_the_fields_of_training_and_a_cell_that_is_not_understood_leaves_them_open(
    tmp_path: Path,
) -> None:
    matrix = [["Name", "Fire safety", "First aid"], ["Ama Quartey", "31/02/2026", date(2026, 3, 1)]]
    found = records(tmp_path, staff=("staff-list", STAFF), grid=("training-matrix", matrix))
    given = {"staff", "course", "state", "completed", "booked", "expires"}
    assert found.columns["records/grid.xlsx", "Sheet1"] == given
    (row,) = found.partial["training"]
    assert (row.staff, row.course, row.state) == ("0101", "Fire safety", None)  # type: ignore[attr-defined]
    assert found.unknown == {row.id: given - {"staff", "course"}}


def test_a_booking_whose_day_is_not_understood_is_a_booking_on_a_day_that_is_not_known(tmp_path: Path) -> None:
    matrix = [["Name", "Fire safety", "First aid"], ["Ama Quartey", "Booked 45/13/26", date(2026, 3, 1)]]
    found = records(tmp_path, staff=("staff-list", STAFF), grid=("training-matrix", matrix))
    (booked,) = [row for row in found.of("training") if isinstance(row, Training) and row.state == "booked"]
    assert found.unknown == {booked.id: {"booked"}}


def test_a_file_below_documents_has_the_fields_of_a_file_and_of_the_list_that_names_it(tmp_path: Path) -> None:
    folder = service(tmp_path, [("records/list.xlsx", "", "document-list")])
    rows = [["File", "Title", "Date"], ["Plan.txt", "A plan", "soon"], ["Other 2026-05-01.txt", "Other", "soon"]]
    workbook(folder / "records" / "list.xlsx", {"Sheet1": rows})
    (folder / "documents").mkdir()
    for name in ("Plan.txt", "Other 2026-05-01.txt", "Alone.txt"):
        (folder / "documents" / name).write_text("text", encoding="utf-8")
    found = read_service(folder).records
    of_a_file = {"path", "title", "fingerprint", "date"}
    assert {fields for (file, _), fields in found.columns.items() if file.startswith("documents/")} == {
        frozenset(of_a_file)
    }
    # The list could not say the day of either; the name of one does.
    names = {row.id: row.path for row in found.of("documents")}  # type: ignore[attr-defined]
    assert {names[id_]: fields for id_, fields in found.unknown.items()} == {"documents/Plan.txt": {"date"}}


def test_no_row_goes_without_an_entry_of_the_columns_of_its_sheet(rowan_house: Path) -> None:
    found = read_service(rowan_house).records
    rows = [row for rows in (*found.rows.values(), *found.partial.values()) for row in rows]
    assert {(row.origin.file, row.origin.sheet) for row in rows} <= found.columns.keys()
    assert len({row.id for row in rows}) == len(rows)
    assert found.unknown.keys() <= {row.id for row in rows}
