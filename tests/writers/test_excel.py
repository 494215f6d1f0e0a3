"""The workbook: everything of the pack in rows, text that stays text, computed cells locked, the same each time."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from evidencepack.pack.listed_model import RegisterColumn, RegisterSheet
from evidencepack.pack.model import Pack
from evidencepack.pack.typed_model import Typed
from evidencepack.registers import REGISTERS
from evidencepack.writers.excel.cells import CUT, clean, sheet_name, to_document
from evidencepack.writers.excel.pack_workbook import write_excel
from tests.fake_pack import fake_pack
from tests.words import MESSAGES

ROOT = Path(__file__).resolve().parents[2]
FIXED = ["Summary", "Expectations", "Findings", "Gaps and actions", "Evidence"]
LAST = ["Traces", "What was read", "Problems", "Method", "_pack"]
TYPED = {"Our view", "Why", "Who", "Day", "Owner", "Due", "Progress", "Note"}
FORMULAS = ("=1+1", "+44 20 7946 0000", "-not yet", "@SUM(A1)", '=HYPERLINK("http://x.invalid","click")')


def opened(pack: Pack) -> Any:
    return load_workbook(BytesIO(write_excel(pack, MESSAGES)))


def rows(sheet: Any) -> list[dict[str, Any]]:
    """The list of a sheet, by heading; blank cells as empty text."""
    heads = [cell.value for cell in sheet[3]]
    found = sheet.iter_rows(min_row=4, values_only=True)
    return [dict(zip(heads, ["" if v is None else v for v in row], strict=True)) for row in found]


def one_register(*values: tuple[str, Any], title: str = "Incident log") -> RegisterSheet:
    """A register of one row; each value with its kind."""
    columns = tuple(
        RegisterColumn(field=f"f{n}", heading=f"Field {n}", kind=kind)  # type: ignore[arg-type]
        for n, (kind, _) in enumerate(values)
    )
    row = ("r-1", "records/a.xlsx", "Log", 7, *(value for _, value in values))
    return RegisterSheet(register_="incidents", title=title, columns=columns, rows=(row,))


def blank(value: Any) -> Any:
    return "" if value is None else value


def test_sheets_stand_in_one_order_and_the_last_is_very_hidden() -> None:
    book = opened(fake_pack())
    assert book.sheetnames == [*FIXED, "Incident log", "Staff list", *LAST]
    assert [sheet.sheet_state for sheet in book.worksheets if sheet.sheet_state != "visible"] == ["veryHidden"]
    assert book["_pack"].sheet_state == "veryHidden"


def test_every_finding_is_a_row_with_the_same_words_and_figures() -> None:
    pack = fake_pack()
    told = rows(opened(pack)["Findings"])
    findings = [f for report in pack.reports for section in report.sections for f in section.findings]
    for row, finding in zip(told, findings, strict=True):
        assert row["Finding id"] == finding.id
        assert row["What the records show"] == finding.sentence
        assert row["Status"] == f"{finding.status.symbol} {finding.status.word}"
        assert (row["Figure"], row["Target"], row["Action"]) == (finding.figure, finding.target, finding.action)
        assert row["Numerator"] == blank(finding.numerator)
        assert row["Denominator"] == blank(finding.denominator)
        assert row["Flag codes"] == ", ".join(flag.code for flag in finding.flags)
        assert row["Evidence"] == ", ".join(finding.evidence)


def test_every_expectation_and_every_action_is_a_row() -> None:
    pack, book = fake_pack(), opened(fake_pack())
    assert [(row["Framework"], row["No."], row["Expectation"]) for row in rows(book["Expectations"])] == [
        (report.title, section.number, section.title) for report in pack.reports for section in report.sections
    ]
    for action, row in zip(pack.actions, rows(book["Gaps and actions"]), strict=True):
        assert (row["Ref"], row["Action"], row["Closes"]) == (action.ref, action.text, action.closes)
        assert row["Proposed due"].date() == action.proposed_due
        assert [row[name] for name in ("Owner", "Progress", "Note")] == [
            action.typed.owner,
            action.typed.progress,
            action.typed.note,
        ]


def test_where_no_essential_duty_is_open_nothing_is_said_of_duties() -> None:
    pack, sheet = fake_pack(), opened(fake_pack())["Gaps and actions"]
    assert {a.essential for a in pack.actions} == {True, False}
    assert [row["Legal duty"] for row in rows(sheet)] == ["yes" if a.essential else "" for a in pack.actions]
    (heading,) = (cell for cell in sheet[3] if cell.value == "Legal duty")
    assert "that the framework calls essential" in heading.comment.text


def test_every_trace_and_every_register_row_is_there() -> None:
    pack, book = fake_pack(), opened(fake_pack())
    assert [tuple(row.values()) for row in rows(book["Traces"])] == [
        (t.finding, t.record, t.register, t.used_as, t.because, t.by, t.file, t.sheet, t.row) for t in pack.traces
    ]
    for register in pack.registers:
        told = rows(book[register.title])
        assert [row["Record"] for row in told] == [row[0] for row in register.rows]
    first = rows(book["Incident log"])[0]
    assert (first["Date"], first["Days to review"], first["Row"]) == (datetime(2026, 10, 31), 0, 4)


def test_rows_written_at_once_look_like_rows_written_cell_by_cell() -> None:
    sheet = opened(fake_pack())["Incident log"]
    for column in range(1, sheet.max_column + 1):
        assert {sheet.cell(row, column).style_id for row in range(4, sheet.max_row + 1)} == {
            sheet.cell(4, column).style_id
        }
    assert sheet.dimensions == f"A1:H{3 + 131}"
    assert sheet.auto_filter.ref == sheet.dimensions.replace("A1", "A3")


def test_rows_seen_are_rows_read_and_rows_set_aside() -> None:
    pack = fake_pack()
    told = [row for row in rows(opened(pack)["What was read"]) if row["Register"]]
    assert len(told) == len(pack.sources)
    for row in told:
        assert row["Rows seen"] == row["Rows read"] + row["Set aside"]


def test_the_summary_counts_each_status_and_has_a_chart_with_words_for_each_framework() -> None:
    pack = fake_pack()
    data = write_excel(pack, MESSAGES)
    sheet = load_workbook(BytesIO(data))["Summary"]
    told = [(row[0].value, row[1].value) for row in sheet.iter_rows() if isinstance(row[1].value, int)]
    assert told == [
        (f"{count.status.symbol} {count.status.word}", count.count)
        for report in pack.reports
        for count in (*report.counts, *report.requirement_counts)
    ]
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        drawing = package.read("xl/drawings/drawing1.xml").decode()
        charts = [package.read(name).decode() for name in names]
    assert len(names) == len(pack.reports) == drawing.count('descr="Bar chart of ')
    assert all("<c:showVal" in chart and "Summary!$B$" in chart for chart in charts)


def test_links_lead_to_the_row_of_the_action_and_to_the_first_record_counted() -> None:
    pack, book = fake_pack(), opened(fake_pack())
    sheet = book["Findings"]
    heads = {cell.value: cell.column for cell in sheet[3]}
    finding = pack.reports[0].sections[0].findings[0]
    assert book["Gaps and actions"]["A9"].value == finding.action
    assert sheet.cell(4, heads["Action"]).hyperlink.location == "'Gaps and actions'!A9"
    assert sheet.cell(4, heads["Figure"]).hyperlink.location == "'Traces'!A4"
    assert sheet.cell(5, heads["Figure"]).hyperlink is None


def test_only_typed_columns_are_unlocked_and_every_sheet_is_protected_without_a_password() -> None:
    for sheet in opened(fake_pack()).worksheets:
        protection = sheet.protection
        assert protection.sheet and not protection.password
        assert not (protection.autoFilter or protection.sort or protection.formatColumns or protection.formatRows)
        heads = [cell.value for cell in sheet[3]]
        for row in sheet.iter_rows(min_row=4):
            open_ones = {heads[cell.column - 1] for cell in row if not cell.protection.locked}
            assert open_ones in (set(), TYPED & set(heads)), sheet.title
    assert not opened(fake_pack())["Gaps and actions"]["H4"].protection.locked


def test_progress_offers_a_list_and_still_takes_other_words() -> None:
    found = opened(fake_pack())["Gaps and actions"].data_validations.dataValidation
    assert [(v.type, v.errorStyle, str(v.sqref)) for v in found] == [("list", "warning", "J4:J18")]
    assert found[0].formula1 == '"Not started,In progress,Done,Will not do"'


def test_every_list_prints_on_a4_across_with_its_header_on_each_page_and_explains_its_columns() -> None:
    book = opened(fake_pack())
    lists = [name for name in book.sheetnames if name not in ("Summary", "Method", "_pack")]
    for name in lists:
        sheet = book[name]
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize), setup.fitToHeight) == ("landscape", 9, 0), name
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.freeze_panes[1:] == "4"
        assert sheet.oddFooter.right.text.endswith("Page &P of &N")
        assert sheet.oddFooter.left.text.strip() == "31 October 2026"
        assert sheet["A3"].comment.text
    assert "Rowan House" in book["Findings"].oddHeader.left.text
    assert "not in force" in book["Findings"].oddFooter.center.text


def test_text_that_looks_like_a_formula_stays_text_everywhere() -> None:
    pack = fake_pack()
    action = replace(
        pack.actions[0], text=FORMULAS[0], cause=FORMULAS[1], typed=Typed(owner=FORMULAS[2], note=FORMULAS[4])
    )
    register = one_register(*(("text", text) for text in FORMULAS), ("number", "=2"), ("date", "@x"))
    register = replace(register, rows=register.rows * 2)  # the second row is written another way
    book = opened(replace(pack, actions=(action,), registers=(register,)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "inlineStr"}
    first = rows(book["Gaps and actions"])[0]
    assert [first[name] for name in ("Action", "Cause", "Owner", "Note")] == [*FORMULAS[:3], FORMULAS[4]]
    for row in rows(book["Incident log"]):
        assert list(row.values())[4:] == [*FORMULAS, "=2", "@x"]


def test_control_characters_become_spaces_and_long_text_is_cut_visibly() -> None:
    pack = fake_pack()
    notes = ("a\x00b\x0bc\x1b\ud800\ufffed", "x" * 40_000, "😀" * 20_000, "_x0041_ <&> \tend")
    register = one_register(*(("text", note) for note in notes))
    register = replace(register, rows=register.rows * 2)
    for row in rows(opened(replace(pack, registers=(register,)))["Incident log"]):
        plain, long, wide, odd = list(row.values())[4:]
        assert plain == "a b c \ufffd d"
        assert long == "x" * (32_767 - len(CUT)) + CUT
        assert len(wide.encode("utf-16-le")) <= 2 * 32_767 and wide.endswith("😀" + CUT)
        assert odd.replace("_x005F_", "_") == "_x0041_ <&> \tend"  # Excel reads _x005F_ as an underscore


def test_numbers_and_days_are_real_and_what_would_change_is_text() -> None:
    values = [("number", 1.5), ("number", 12.0), ("number", 1234567890123456), ("number", -3), ("number", None)]
    values += [("date", date(2026, 2, 28)), ("date", date(1899, 12, 31)), ("date", None)]
    values += [("text", "2026-02-28"), ("text", "007"), ("yes/no", True), ("yes/no", False), ("yes/no", None)]
    register = one_register(*values)
    twice = replace(register, rows=register.rows * 2)  # the first cell by cell, the second in one go
    for row in rows(opened(replace(fake_pack(), registers=(twice,)))["Incident log"]):
        assert list(row.values())[4:9] == [1.5, 12, "1234567890123456", -3, ""]
        assert list(row.values())[9:12] == [datetime(2026, 2, 28), "1899-12-31", ""]
        assert list(row.values())[12:] == ["2026-02-28", "007", "yes", "no", ""]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Incidents", "Incidents"),
        ("a[b]c:d*e?f/g\\h", "a b c d e f g h"),
        ("'quoted'", "quoted"),
        ("History", "History register"),
        ("", "Register"),
        ("summary", "summary (2)"),
        ("Deaths, deprivation of liberty and other events", "Deaths, deprivation of liberty"),
        ("Supervision and appraisal register", "Supervision and appraisal"),
        ("Complaints, concerns and compliments", "Complaints, concerns"),
        ("Falls and fractures in the house and the garden", "Falls and fractures"),
        ("Pneumonoultramicroscopicsilicovolcanoconiosis log", "Pneumonoultramicroscopicsilicov"),
        ("😀" * 20, "😀" * 15),
        ("=1+1", "=1+1"),
    ],
)
def test_a_sheet_name_is_one_excel_accepts(title: str, name: str) -> None:
    assert sheet_name(title, {"summary"}) == name


def test_two_long_titles_cut_to_the_same_words_are_told_apart_by_a_number() -> None:
    taken: set[str] = set()
    names = [
        sheet_name(f"Supervision and appraisal {end}", taken) for end in ("register", "RECORDS of all", "checklists")
    ]
    assert names == ["Supervision and appraisal", "Supervision and appraisal (2)", "Supervision and appraisal (3)"]


def test_no_register_of_ours_is_cut_in_the_middle_of_a_word() -> None:
    for record in REGISTERS.values():
        name = sheet_name(record.label, set())
        assert f"{record.label} ".replace(",", " ").startswith(f"{name} ".replace(",", " "))
        assert name.split()[-1] not in ("and", "or", "of")


def test_registers_with_hostile_titles_each_get_a_sheet_and_links_to_it_work() -> None:
    titles = ["Traces", "TRACES", "it's [all]/:*?", "x" * 60, "x" * 61, "History", "", "_pack"]
    registers = tuple(replace(one_register(("text", t), title=t), register_=t) for t in titles)
    pack = replace(fake_pack(), registers=registers)
    item = pack.evidence[0]
    items = tuple(replace(item, register_=title) for title in titles)
    book = opened(replace(pack, evidence=items))
    assert len(book.sheetnames) == len({name.casefold() for name in book.sheetnames}) == 10 + len(titles)
    assert max(map(len, book.sheetnames)) <= 31
    for title, row in zip(titles, book["Evidence"].iter_rows(min_row=4, min_col=5, max_col=5), strict=True):
        target = row[0].hyperlink.location.removesuffix("!A1")[1:-1].replace("''", "'")
        assert book[target]["E4"].value == (title or None)


@pytest.mark.parametrize(
    ("file", "target"),
    [
        ("documents/a.pdf", "external:../../documents/a.pdf"),
        ("documents/100% #1 & more.pdf", "external:../../documents/100%25%20%231%20&%20more.pdf"),
        ("documents/café.pdf", "external:../../documents/café.pdf"),
        ("../secret.pdf", ""),
        ("/etc/passwd", ""),
        ("C:/a.pdf", ""),
        ("http://x.invalid/a", ""),
        ("\\\\server\\share", ""),
        ("documents/S-2ABCD appraisal.pdf", ""),
    ],
)
def test_only_safe_relative_files_are_linked(file: str, target: str) -> None:
    assert to_document(file, "../..") == target
    assert not to_document(file, "")


def test_the_title_and_the_day_of_the_pack_are_in_the_properties() -> None:
    about = opened(fake_pack()).properties
    assert about.title == "Evidence pack: Rowan House, 31 October 2026"
    assert about.created == about.modified == datetime(2026, 10, 31)


def test_a_pack_with_nothing_in_it_makes_a_workbook() -> None:
    names = "reports actions evidence problems sources registers traces changes not_used method"
    nothing: dict[str, Any] = dict.fromkeys(names.split(), ())
    book = opened(replace(fake_pack(), **(nothing | {"first_pack": True})))
    assert book["Problems"]["A4"].value == "No problem was found in the files."
    assert book["Traces"]["A4"].value == "Nothing to list."


def test_traces_too_many_for_one_sheet_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidencepack.writers.excel.links.MOST_ROWS", 25)
    pack = fake_pack()
    last = pack.reports[1].sections[0].findings[0].id
    line = replace(pack.traces[0], finding=last)
    book = opened(replace(pack, traces=(*pack.traces[:59], line)))
    assert [len(rows(book[name])) for name in ("Traces", "Traces (2)", "Traces (3)")] == [25, 25, 10]
    links = {cell.hyperlink.location for cell in book["Findings"]["F"] if cell.hyperlink}
    assert links == {"'Traces'!A4", "'Traces (3)'!A13"}


def test_two_writes_give_the_same_bytes() -> None:
    assert write_excel(fake_pack(), MESSAGES) == write_excel(fake_pack(), MESSAGES)


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import hashlib; from tests.fake_pack import fake_pack; from tests.words import MESSAGES;"
        "from evidencepack.writers.excel.pack_workbook import write_excel;"
        "print(hashlib.sha256(write_excel(fake_pack(), MESSAGES)).hexdigest())"
    )
    digests = {
        subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_every_entry_of_the_package_has_one_fixed_time() -> None:
    with zipfile.ZipFile(BytesIO(write_excel(fake_pack(), MESSAGES))) as package:
        entries = package.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert entries[0].filename == "[Content_Types].xml"


def test_no_name_of_this_machine_is_in_the_workbook() -> None:
    with zipfile.ZipFile(BytesIO(write_excel(fake_pack(), MESSAGES))) as package:
        parts = b"".join(package.read(name) for name in package.namelist())
    assert str(ROOT).encode() not in parts
    assert str(Path.home()).encode() + b"/" not in parts


def test_clean_text_is_left_as_it_is() -> None:
    text = "Mrs O’Neill’s plan: £5, 100% – naïve 😀\nsecond line\ttab"
    assert clean(text) == text
    assert clean("a\r\nb\rc") == "a\nb\nc"


def test_microsofts_validator_finds_no_error(tmp_path: Path, ooxml_validator: Callable[[Path], list[str]]) -> None:
    odd = one_register(*(("text", text) for text in FORMULAS), ("date", "2026-01-01"), title="it's & <odd>")
    register = replace(odd, rows=odd.rows * 3)
    for n, pack in enumerate((fake_pack(), replace(fake_pack(), registers=(register,)))):
        path = tmp_path / f"{n}.xlsx"
        path.write_bytes(write_excel(pack, MESSAGES))
        assert ooxml_validator(path) == []


def test_days_are_days_of_the_pack_and_not_of_the_clock() -> None:
    later = replace(fake_pack(), on=date(2027, 1, 31))
    assert opened(later).properties.created == datetime(2027, 1, 31)
