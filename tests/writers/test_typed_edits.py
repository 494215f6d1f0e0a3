"""Nothing typed is lost: what people type into the workbook is there again in the next one."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from evidencepack.errors import OutputError
from evidencepack.pack.model import Pack
from evidencepack.pack.typed import TypedEdits, merge
from evidencepack.pack.typed_model import ManagerView, Typed
from evidencepack.writers.excel.pack_workbook import write_excel
from tests.fake_pack import fake_pack
from tests.outputs import locked, read_typed
from tests.words import MESSAGES, remedy, words

ACTIONS = "Gaps and actions"
VIEW = "northshire-quality-2026/learning-when-things-go-wrong"
NOTE = "=1+1\n£5 for cake – 😀 'quoted' <&>"


def untyped() -> Pack:
    """The fake pack before anyone has typed."""
    pack = fake_pack()
    reports = tuple(
        replace(report, sections=tuple(replace(s, manager_view=None) for s in report.sections))
        for report in pack.reports
    )
    actions = tuple(replace(action, typed=Typed()) for action in pack.actions)
    return replace(pack, reports=reports, actions=actions)


def with_edits(pack: Pack, edits: TypedEdits) -> Pack:
    """The pack as it is built again next time."""
    actions = tuple(replace(a, typed=edits.actions.get(a.ref, Typed())) for a in pack.actions)
    reports = tuple(
        replace(
            report,
            sections=tuple(
                replace(s, manager_view=edits.views.get(f"{report.framework}/{s.id}")) for s in report.sections
            ),
        )
        for report in pack.reports
    )
    return replace(pack, actions=actions, reports=reports)


def written(pack: Pack, path: Path) -> Path:
    path.write_bytes(write_excel(pack, MESSAGES))
    return path


def cell(sheet: Any, ref: str, heading: str, head_row: int = 3) -> Any:
    """The cell of a row, found by its ref, under a heading."""
    heads = {c.value: c.column for c in sheet[head_row]}
    key = heads.get("Ref") or heads["Expectation id"]
    row = next(r for r in range(head_row + 1, sheet.max_row + 1) if sheet.cell(r, key).value == ref)
    return sheet.cell(row, heads[heading])


def typed_into(path: Path) -> Path:
    """The workbook as a person leaves it after an afternoon: typed, sorted, with a column added and a row gone."""
    book: Any = load_workbook(path)
    sheet = book[ACTIONS]
    for heading, value in (("Owner", "  Ann "), ("Due", date(2026, 12, 24)), ("Progress", "Half way"), ("Note", NOTE)):
        cell(sheet, "A-Q6XS5R", heading).value = value
        if value == NOTE:
            cell(sheet, "A-Q6XS5R", heading).data_type = "s"
    cell(sheet, "A-9XWD4E", "Due").value = "by Easter"
    view = book["Expectations"]
    for heading, value in (("Our view", "Shown"), ("Why", "New audit"), ("Who", "Manager"), ("Day", date(2026, 11, 2))):
        cell(view, VIEW, heading).value = value
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=4)]
    kinds = [[c.data_type for c in row] for row in sheet.iter_rows(min_row=4)]
    for n, (values, types) in enumerate(zip(reversed(rows), reversed(kinds), strict=True), 4):
        for column, (value, kind) in enumerate(zip(values, types, strict=True), 1):
            target = sheet.cell(n, column)
            target.hyperlink, target.value = None, value
            target.data_type = kind
    sheet.insert_cols(5)
    sheet["E3"] = "Our own column"
    sheet.delete_rows(next(r for r in range(4, 30) if sheet.cell(r, 1).value == "A-W9AW8W"))
    sheet.insert_rows(1)
    book.save(path)
    return path


EXPECTED = Typed(owner="Ann", due="2026-12-24", progress="Half way", note=NOTE)
EXPECTED_VIEW = ManagerView(view="Shown", why="New audit", who="Manager", day="2026-11-02")


def test_a_workbook_nobody_touched_is_unchanged_and_holds_what_we_wrote(tmp_path: Path) -> None:
    pack = fake_pack()
    edits = read_typed(written(pack, tmp_path / "pack.xlsx"))
    assert not edits.touched
    assert edits.actions == {a.ref: a.typed for a in pack.actions if a.typed != Typed()}
    assert edits.views["northshire-quality-2026/complaints-and-feedback"].who == "Registered Manager"
    assert with_edits(untyped(), edits) == pack


def test_typed_values_survive_sorting_an_added_column_and_a_deleted_row(tmp_path: Path) -> None:
    edits = read_typed(typed_into(written(untyped(), tmp_path / "first.xlsx")))
    assert edits.actions == {"A-Q6XS5R": EXPECTED, "A-9XWD4E": Typed(due="by Easter")}
    assert edits.views == {VIEW: EXPECTED_VIEW}
    assert f"view {VIEW} why" in edits.touched and "action A-Q6XS5R note" in edits.touched

    again = read_typed(written(with_edits(untyped(), merge([edits])), tmp_path / "second.xlsx"))
    assert not again.touched
    assert (again.actions, again.views) == (edits.actions, edits.views)


def test_typed_text_is_text_in_the_next_workbook_and_a_day_is_a_day() -> None:
    pack = with_edits(untyped(), TypedEdits(actions={"A-Q6XS5R": EXPECTED}))
    sheet = load_workbook(BytesIO(write_excel(pack, MESSAGES)))[ACTIONS]
    note, due = cell(sheet, "A-Q6XS5R", "Note"), cell(sheet, "A-Q6XS5R", "Due")
    assert (note.data_type, note.value) == ("s", NOTE)
    assert due.is_date and due.value.date() == date(2026, 12, 24)


def test_typed_values_survive_libreoffice(tmp_path: Path, libreoffice: Callable[..., Path]) -> None:
    first = typed_into(written(untyped(), tmp_path / "first.xlsx"))
    saved = libreoffice(first, to="xlsx")
    edits = read_typed(saved)
    assert edits.actions == {"A-Q6XS5R": EXPECTED, "A-9XWD4E": Typed(due="by Easter")}
    assert edits.views == {VIEW: EXPECTED_VIEW}


def test_saving_in_libreoffice_without_typing_touches_nothing(tmp_path: Path, libreoffice: Callable[..., Path]) -> None:
    edits = read_typed(libreoffice(written(fake_pack(), tmp_path / "pack.xlsx"), to="xlsx"))
    assert not edits.touched
    assert edits.actions == {a.ref: a.typed for a in fake_pack().actions if a.typed != Typed()}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2027, 1, 5), "2027-01-05"),
        (46_392, "2027-01-05"),
        ("  next week\r\nor so ", "next week\nor so"),
        (12.5, "12.5"),
        (3, "3"),
        (True, "yes"),
        ("   ", ""),
        ("#N/A yet", "#N/A yet"),
    ],
)
def test_whatever_is_typed_as_due_comes_back_as_text(tmp_path: Path, value: Any, text: str) -> None:
    path = written(untyped(), tmp_path / "pack.xlsx")
    book = load_workbook(path)
    due = cell(book[ACTIONS], "A-Q6XS5R", "Due")
    due.value = value
    if isinstance(value, int | float):
        due.number_format = "General"
    book.save(path)
    assert read_typed(path).actions.get("A-Q6XS5R", Typed()).due == text


def test_sorted_rows_alone_change_nothing(tmp_path: Path) -> None:
    path = written(fake_pack(), tmp_path / "pack.xlsx")
    book = load_workbook(path)
    sheet = book[ACTIONS]
    sheet.move_range("A4:Q4", rows=100)
    book.save(path)
    edits = read_typed(path)
    assert not edits.touched and edits.actions == read_typed(written(fake_pack(), path)).actions


def edits(owner: str = "", *, note: str = "", touched: tuple[str, ...] = ()) -> TypedEdits:
    said = Typed(owner=owner, note=note)
    actions = {"A-AAAAAA": said} if said != Typed() else {}
    keys = frozenset(f"action A-AAAAAA {field}" for field in touched)
    return TypedEdits(actions=actions, touched=keys)


def test_the_newest_value_that_is_not_empty_wins_field_by_field() -> None:
    merged = merge([edits("", note="new"), edits("Jo", note="old"), edits("Ann")])
    assert merged.actions == {"A-AAAAAA": Typed(owner="Jo", note="new")}
    assert merge([]) == TypedEdits()


def test_what_a_person_emptied_does_not_come_back() -> None:
    emptied = edits("", touched=("owner",))
    assert merge([emptied, edits("Jo", touched=("owner",))]).actions == {}
    assert merge([edits(""), emptied, edits("Jo", touched=("owner",))]).actions == {}


def test_typing_late_into_an_older_workbook_wins_over_what_we_carried_forward() -> None:
    assert merge([edits("Jo"), edits("Ann", touched=("owner",))]).actions["A-AAAAAA"].owner == "Ann"
    both = [edits("Bob", touched=("owner",)), edits("Ann", touched=("owner",))]
    assert merge(both).actions["A-AAAAAA"].owner == "Bob"


def test_views_are_merged_as_actions_are() -> None:
    new = TypedEdits(views={"f/s": ManagerView(view="", why="because")})
    old = TypedEdits(views={"f/s": ManagerView(view="Shown", why="old")})
    assert merge([new, old]).views == {"f/s": ManagerView(view="Shown", why="because")}


def test_emptying_a_cell_in_the_workbook_is_noticed(tmp_path: Path) -> None:
    path = written(fake_pack(), tmp_path / "pack.xlsx")
    book = load_workbook(path)
    cell(book[ACTIONS], "A-7TRB2C", "Progress").value = None
    book.save(path)
    found = read_typed(path)
    assert found.touched == {"action A-7TRB2C progress"}
    assert merge([found, read_typed(written(fake_pack(), path))]).actions["A-7TRB2C"].progress == ""


def refused(path: Path) -> str:
    with pytest.raises(OutputError) as caught:
        read_typed(path)
    assert caught.value.where == path.name and words(caught.value.said) and remedy(caught.value.said)
    return f"{words(caught.value.said)} {remedy(caught.value.said)}"


def test_what_is_no_workbook_of_ours_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "pack.xlsx"
    assert "not there" in refused(path)
    path.write_bytes(b"not a zip")
    assert "damaged" in refused(path)
    path.write_bytes(write_excel(fake_pack(), MESSAGES)[:5000])
    assert "damaged" in refused(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    assert "password" in refused(path)
    path.write_bytes(b"")
    assert "damaged" in refused(path)
    (tmp_path / "folder.xlsx").mkdir()
    assert refused(tmp_path / "folder.xlsx")


def test_another_workbook_is_refused(tmp_path: Path) -> None:
    path = written(fake_pack(), tmp_path / "pack.xlsx")
    book = load_workbook(path)
    del book["_pack"]
    book.save(path)
    assert "not a workbook written by evidencepack" in refused(path)


@pytest.mark.parametrize(
    ("schema", "says"), [("evidencepack/pack/3", "another version"), ("", "hidden sheet of this workbook is damaged")]
)
def test_a_newer_or_damaged_workbook_is_refused(tmp_path: Path, schema: str, says: str) -> None:
    path = written(fake_pack(), tmp_path / "pack.xlsx")
    book = load_workbook(path)
    book["_pack"]["D1"] = schema
    book.save(path)
    assert says in refused(path)


def test_a_locked_workbook_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(fake_pack(), tmp_path / "pack.xlsx")
    locked(path, monkeypatch)
    assert "Close it in Excel" in refused(path)


@pytest.mark.parametrize(("heading", "says"), [("Note", "no column 'Note'"), ("Ref", "column 'Ref' is not there")])
def test_a_column_that_is_gone_is_refused_rather_than_lost(tmp_path: Path, heading: str, says: str) -> None:
    path = written(fake_pack(), tmp_path / "pack.xlsx")
    book = load_workbook(path)
    next(c for c in book[ACTIONS][3] if c.value == heading).value = "Renamed"
    book.save(path)
    assert says in refused(path)


def test_a_renamed_sheet_is_still_found(tmp_path: Path) -> None:
    path = written(fake_pack(), tmp_path / "pack.xlsx")
    book = load_workbook(path)
    book[ACTIONS].title = "Action plan"
    book.save(path)
    assert read_typed(path).actions["A-7TRB2C"].owner == "Deputy Manager"
