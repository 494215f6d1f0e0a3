"""What is handed over holds no row about a person: counts in fives, and the rows of a sheet from first to last."""

import json
from datetime import date
from pathlib import Path

import pytest

from evidencepack.build_options import BuildOptions
from evidencepack.pack.handed_registers import COUNTED, FIVE, handed_sheets, handed_traces
from evidencepack.pack.listed_model import RegisterColumn, RegisterSheet, TraceLine
from evidencepack.pipeline import Built, build_service
from evidencepack.registers import REGISTERS
from tests.conftest import ROOT
from tests.outputs import book_of, copy_of, excel_rows, one, parts

ON, NOVEMBER = date(2026, 10, 31), date(2026, 11, 30)
LISTED = {"audits", "meetings", "policies", "partnerships", "actions", "examples", "totals", "assurance", "documents",
          "equipment"}  # fmt: skip
SAMPLES = ("rowan-house", "harbour-homecare")


@pytest.fixture(scope="module", params=SAMPLES)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Built]:
    """A sample in the working edition, and in that to hand over."""
    house = copy_of(ROOT / "sample_data" / request.param, tmp_path_factory.mktemp("house") / request.param)
    return [build_service(house, BuildOptions(on=ON, edition=edition)) for edition in ("working", "evidence")]


def test_of_every_register_it_is_said_whether_its_rows_are_listed_or_counted() -> None:
    assert LISTED.isdisjoint(COUNTED) and LISTED | COUNTED.keys() == REGISTERS.keys()


def test_each_register_is_counted_by_fields_that_it_has_and_that_say_nothing_of_who_somebody_is() -> None:
    telling = {"first_language", "funder", "start", "contract", "ethnic_group", "sex", "disabled", "from_whom", "harm"}
    for register, fields in COUNTED.items():
        assert set(fields) <= set(REGISTERS[register].__struct_fields__) - telling - REGISTERS[register].personal


def test_no_row_about_a_person_is_handed_over(both: list[Built]) -> None:
    working, handed = (built.pack for built in both)
    assert {s.register_ for s in handed.registers} == {s.register_ for s in working.registers}
    for sheet in handed.registers:
        assert sheet.rows == () or sheet.register_ in {*LISTED, "visits", "feedback"}
    assert {s.register_ for s in handed.registers if s.counted} >= {"staff", "people", "training", "supervision"}


@pytest.mark.parametrize("suffix", [".json", ".xlsx", ".html", ".docx"])
def test_neither_the_codes_of_people_nor_the_ids_of_their_records_stand_anywhere(
    suffix: str, both: list[Built]
) -> None:
    working, handed = both
    people = {row[0] for s in working.pack.registers if s.register_ in COUNTED for row in s.rows}
    listed = {row[0] for s in handed.pack.registers for row in s.rows}
    codes = {c for s in working.pack.registers if s.register_ in ("staff", "people") for c in column(s, "code")}
    folder = handed.written.paths[0].parent
    text = "\n".join(
        data.decode("utf-8", "replace")
        for file in sorted(folder.glob(f"*hand over{suffix}"))
        for _, data in parts(file)
    )
    assert len(codes) > 50 and len(text) > 1000
    assert [id_ for id_ in sorted((people - listed) | codes) if id_ in text] == []
    assert "S- and a code" not in text and "People appear as codes" not in text


def test_what_is_said_of_the_method_is_so_of_the_edition(both: list[Built]) -> None:
    working, handed = ({n.title: n.text for n in built.pack.method} for built in both)
    assert "S- and a code" in working["People"] and "no code stands for anybody" in handed["People"]
    assert "every record that was counted" in working["How a figure is made"]
    assert "its first and last row" in handed["How a figure is made"]


def column(sheet: RegisterSheet, field: str) -> list[str]:
    place = 4 + [each.field for each in sheet.columns].index(field)
    return [row[place] for row in sheet.rows]


def test_every_figure_still_leads_to_its_file_sheet_and_rows(both: list[Built]) -> None:
    working, handed = (built.pack for built in both)
    places = {(t.finding, t.register, t.file, t.sheet): (t.row, t.last or t.row) for t in handed.traces if not t.record}
    for trace in working.traces:
        if trace.record in {t.record for t in handed.traces if t.finding == trace.finding}:
            continue
        first, last = places[trace.finding, trace.register, trace.file, trace.sheet]
        assert first <= trace.row <= last


def test_the_rows_of_a_sheet_are_the_same_for_every_finding_so_that_nothing_can_be_subtracted(
    both: list[Built],
) -> None:
    spans: dict[tuple[str, str, str], set[tuple[int, int]]] = {}
    for trace in both[1].pack.traces:
        if not trace.record:
            assert (trace.used_as, trace.because, trace.by) == ("", "", "")
            spans.setdefault((trace.register, trace.file, trace.sheet), set()).add((trace.row, trace.last))
    assert spans and all(len(found) == 1 for found in spans.values())


def test_counts_are_in_fives_and_fewer_than_five_are_not_named(both: list[Built]) -> None:
    for sheet in (s for s in both[1].pack.registers if s.counted):
        assert all(c.at_least % FIVE == 0 and c.at_least >= FIVE for c in sheet.counts)
        assert all(c.at_most == c.at_least + FIVE - 1 for c in sheet.counts)
    (staff,) = (s for s in both[1].pack.registers if s.register_ == "staff")
    assert staff.counts and "night" not in " ".join(c.what for c in staff.counts if c.at_least < FIVE)


def test_an_action_and_an_audit_do_not_lead_to_the_incident_they_came_from(both: list[Built]) -> None:
    fields = {c.field for s in both[1].pack.registers for c in s.columns}
    assert not {"source_id", "action_ids"} & fields


def test_the_workbook_says_why_people_are_not_listed(both: list[Built]) -> None:
    file = next(p for p in both[1].written.paths if p.suffix == ".xlsx")
    book = book_of(file)
    sheet = book["Staff register"]
    assert str(sheet["A2"].value).startswith("People are not listed in what is handed over.")
    assert [cell.value for cell in sheet[3]] == ["Counted", "What", "Records"]
    rows = excel_rows(file, "Staff register")
    assert rows[0]["Counted"] == "All records" and rows[-1]["Counted"] == "Where they stand"
    assert [c.value for c in book["Traces"][3]][-2:] == ["Row", "To row"]


# What a made register becomes


def sheet_of(register: str, **columns: list[object]) -> RegisterSheet:
    rows = zip(*columns.values(), strict=True)
    return RegisterSheet(
        register_=register,
        title=register,
        columns=tuple(RegisterColumn(field=f, heading=f.capitalize(), kind="text") for f in columns),
        rows=tuple((f"{register}-{n}", "records/Book.xlsx", "Sheet", n + 2, *row) for n, row in enumerate(rows)),
    )


def test_the_one_night_team_leader_is_in_no_count() -> None:
    roles: list[object] = [*["Carer"] * 23, *["Cook"] * 4, "Night team leader"]
    (staff,) = handed_sheets([sheet_of("staff", role=roles, start=["2020-01-01"] * 28)])
    assert [(c.by, c.what, c.at_least, c.at_most) for c in staff.counts] == [("Role", "Carer", 20, 24)]
    assert (staff.records, staff.rows, staff.columns) == (28, (), ())
    assert [(s.file, s.sheet, s.first, s.last) for s in staff.spans] == [("records/Book.xlsx", "Sheet", 2, 29)]


def test_a_month_of_visits_and_a_round_of_a_survey_are_listed_and_single_ones_are_counted() -> None:
    visits = sheet_of("visits", code=["", "V-17", ""], planned=[100, 1, 90])
    feedback = sheet_of("feedback", group=["person", "family"], theme=["food", "food"], answered=[30, None])
    months, single, rounds, answers = handed_sheets([visits, feedback])
    assert [row[4:] for row in months.rows] == [(100,), (90,)] and [c.field for c in months.columns] == ["planned"]
    assert (single.records, single.rows) == (1, ()) and [row[4:] for row in rounds.rows] == [("person", "food", 30)]
    assert (answers.records, answers.counted) == (1, True)


def test_a_listed_record_keeps_its_trace_without_the_records_of_people_behind_it() -> None:
    audits = sheet_of("audits", topic=["Falls"])
    trace = TraceLine("f/e/r", "audits-0", "audits", "numerator", "why", "incidents-7, audits-0", "a.xlsx", "S", 2)
    hidden = TraceLine("f/e/r", "incidents-7", "incidents", "numerator", "fell on", "", "b.xlsx", "S", 9)
    ours, theirs = handed_traces([trace, hidden, hidden], handed_sheets([audits]))
    assert (ours.record, ours.by, ours.row) == ("audits-0", "audits-0", 2)
    assert (theirs.record, theirs.used_as, theirs.because, theirs.row, theirs.last) == ("", "", "", 9, 9)


# From one month to the next


def test_a_share_is_held_back_where_only_the_edition_to_hand_over_was_built_before(
    tmp_path: Path,
) -> None:
    house = copy_of(ROOT / "sample_data" / "harbour-homecare", tmp_path / "house")
    asked = BuildOptions(on=ON, edition="evidence", formats=("json",))
    before = build_service(house, asked).pack
    assert before.groups
    tree = json.loads(one(house / "packs" / "2026-10-31", "hand over.json").read_bytes())
    told = {(g["ref"], g["body"]) for g in tree["groups"]}
    path = house / "records" / "Staff export.csv"
    path.write_bytes(path.read_bytes().replace(b";Female;", b";Male;", 1))
    after = build_service(house, BuildOptions(on=NOVEMBER, edition="evidence", formats=("json",))).pack
    assert {(g.ref, g.body) for g in after.groups} < told
