"""What people type where nothing is asked of them is on the sheet Kept from before, until they take it off."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from evidencepack.build_options import BuildOptions
from evidencepack.pack.model import Pack
from evidencepack.pack.typed import cell_key, merge
from evidencepack.pipeline import Built, build_service
from tests.made_folders import STAFF, service
from tests.made_folders import workbook as made_workbook
from tests.outputs import book_of, excel_rows, excel_text, one, parts, read_typed, type_into
from tests.story import ACTIONS, EXPECTATIONS, OCTOBER, SEPTEMBER, workbook
from tests.words import words

NOVEMBER = date(2026, 11, 30)
KEPT = "Kept from before"


def build(folder: Path, on: date, **options: Any) -> Built:
    return build_service(folder, BuildOptions(on=on, **({"formats": ("excel",)} | options)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small service with the pack of September; never written to."""
    folder = tmp_path_factory.mktemp("made") / "made"
    made_workbook(folder / "records" / "staff.xlsx", {"Sheet1": STAFF})
    service(folder, [("records/staff.xlsx", "", "staff-list")])
    build(folder, SEPTEMBER)
    return folder


@pytest.fixture
def house(made: Path, tmp_path: Path) -> Path:
    """The same in a copy that a test may build in."""
    return Path(shutil.copytree(made, tmp_path / "made"))


def edited(path: Path, edit: Callable[[Any], None]) -> Path:
    book = load_workbook(path)
    edit(book)
    book.save(path)
    return path


def refs(path: Path) -> list[str]:
    return [row["Ref"] for row in excel_rows(path, ACTIONS)]


def kept(pack: Pack) -> set[tuple[str, str, str, str]]:
    """What was kept: why, sheet, cell and text."""
    return {(line.why, line.sheet, line.cell, line.text) for line in pack.kept.lines}


def said(built: Built) -> list[str]:
    return [words(note) for note in built.written.notes]


def test_what_has_no_place_is_kept_with_where_it_stood_and_why(house: Path) -> None:
    def edit(book: Any) -> None:
        actions = book[ACTIONS]
        last = actions.max_row + 2
        actions.cell(last, 4).value, actions.cell(last, 8).value = "Buy a hoist", "Deputy manager"
        actions.cell(3, 18).value, actions.cell(4, 18).value = "Cost", "£1,200"
        actions["D5"].value = "We think otherwise"
        actions["D6"].comment = Comment("Done in August", "KW")
        book["Summary"]["A9"].value = "Ours"
        book.create_sheet("Ideas").append(["Start at seven"])
        book.create_sheet("Sums")["A1"] = "=1+1"

    path = edited(workbook(house / "packs", SEPTEMBER), edit)
    last = load_workbook(path)[ACTIONS].max_row
    october = build(house, OCTOBER)
    assert kept(october.pack) == {
        ("kept-own-row", ACTIONS, f"D{last}", "Action: Buy a hoist\nOwner: Deputy manager"),
        ("kept-own-column", ACTIONS, "R4", "£1,200"),
        ("kept-over", ACTIONS, "D5", "We think otherwise"),
        ("kept-comment", ACTIONS, "D6", "Done in August"),
        ("kept-typed", "Summary", "A9", "Ours"),
        ("kept-own-sheet", "Ideas", "A1", "Start at seven"),
        ("kept-formula", "Sums", "A1", "=1+1"),
    }
    assert any("7 things" in line and KEPT in line for line in said(october))
    problems = {(p.place.file, p.what) for p in october.pack.problems if p.place.file.startswith("packs/")}
    assert {file for file, _ in problems} == {f"packs/2026-09-30/{path.name}"}
    assert any("7 things" in what and KEPT in what for _, what in problems)
    assert any("no saved result" in what for _, what in problems)
    rows = excel_rows(workbook(house / "packs", OCTOBER), KEPT)
    (cost,) = (row for row in rows if row["What was typed"] == "£1,200")
    assert (cost["Sheet"], cost["Cell"], cost["Its row"], cost["Column"]) == (ACTIONS, "R4", refs(path)[0], "Cost")
    assert cost["File"] == f"packs/2026-09-30/{path.name}" and cost["Pack of"].date() == SEPTEMBER


def test_what_a_person_takes_off_the_list_stays_away_and_the_rest_stays(house: Path) -> None:
    path = workbook(house / "packs", SEPTEMBER)

    def edit(book: Any) -> None:
        book[ACTIONS]["R4"].value, book[ACTIONS]["R5"].value = "take me off", "leave me"

    edited(path, edit)
    build(house, OCTOBER)
    october = workbook(house / "packs", OCTOBER)

    def take_off(book: Any) -> None:
        sheet = book[KEPT]
        rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=4)]
        sheet.delete_rows(4, len(rows))
        for row in rows:
            if row[0] != "take me off":
                sheet.append(row)

    edited(october, take_off)
    november = build(house, NOVEMBER)
    assert [line.text for line in november.pack.kept.lines] == ["leave me"]
    shutil.rmtree(house / "packs" / "2026-09-30")
    shutil.rmtree(house / "packs" / "2026-10-31")
    assert [line.text for line in build(house, date(2026, 12, 31)).pack.kept.lines] == ["leave me"]


def test_what_is_written_over_on_the_list_is_carried_as_it_stands(house: Path) -> None:
    edited(workbook(house / "packs", SEPTEMBER), lambda book: book[ACTIONS]["R4"].__setattr__("value", "as it was"))
    build(house, OCTOBER)

    def edit(book: Any) -> None:
        book[KEPT]["A4"].value = "as it is now"
        book[KEPT]["A9"].value = "a line of our own"

    edited(workbook(house / "packs", OCTOBER), edit)
    lines = build(house, NOVEMBER).pack.kept.lines
    assert {line.text for line in lines} == {"as it is now", "What was typed: a line of our own"}


@pytest.mark.parametrize("ref", [None, "A-OURS22", "the ref of another row"])
def test_a_row_whose_ref_was_cleared_or_changed_keeps_its_typing_at_its_own_action(
    house: Path, ref: str | None
) -> None:
    path = workbook(house / "packs", SEPTEMBER)
    first, second, *_ = refs(path)
    type_into(path, {ACTIONS: {first: {"Owner": "Deputy", "Note": "asked"}}})
    edited(path, lambda book: book[ACTIONS]["A4"].__setattr__("value", second if ref and " " in ref else ref))
    pack = build(house, OCTOBER).pack
    assert (pack.action(first).typed.owner, pack.action(first).typed.note) == ("Deputy", "asked")
    assert pack.action(second).typed.owner == ""
    assert all(line.why == "kept-over" and line.column == "Ref" for line in pack.kept.lines)


def test_a_copied_sheet_fills_what_is_empty_and_the_rest_of_it_is_kept(house: Path) -> None:
    path = workbook(house / "packs", SEPTEMBER)
    first, second, *_ = refs(path)
    type_into(path, {ACTIONS: {first: {"Owner": "Deputy"}}})

    def edit(book: Any) -> None:
        copy = book.copy_worksheet(book[ACTIONS])
        copy["H4"].value, copy["H5"].value = "Cook", "Nurse"

    edited(path, edit)
    pack = build(house, OCTOBER).pack
    assert (pack.action(first).typed.owner, pack.action(second).typed.owner) == ("Deputy", "Nurse")
    assert [(line.text, line.why, line.row) for line in pack.kept.lines] == [("Cook", "kept-twice", first)]


def test_what_two_typed_into_one_cell_in_two_months_is_carried_and_kept(house: Path) -> None:
    path = workbook(house / "packs", SEPTEMBER)
    first, second, *_ = refs(path)
    type_into(path, {ACTIONS: {first: {"Owner": "Deputy"}, second: {"Owner": "Nurse"}}})
    build(house, OCTOBER)
    october = workbook(house / "packs", OCTOBER)
    type_into(october, {ACTIONS: {first: {"Owner": "Cook"}, second: {"Owner": "Senior"}}})
    pack = build(house, NOVEMBER).pack
    assert pack.action(first).typed.owner == "Cook" and not pack.kept.lines  # October knew of the deputy
    type_into(path, {ACTIONS: {second: {"Owner": "Typed late in September"}}})
    pack = build(house, NOVEMBER).pack
    assert pack.action(second).typed.owner == "Senior"
    assert [(line.text, line.why) for line in pack.kept.lines] == [("Typed late in September", "kept-two-months")]


def test_a_copy_of_the_workbook_is_read_whatever_its_name(house: Path) -> None:
    path = workbook(house / "packs", SEPTEMBER)
    first, second, *_ = refs(path)
    copy = Path(shutil.copyfile(path, path.with_name("Copy of action plan.xlsx")))
    type_into(copy, {ACTIONS: {first: {"Owner": "Deputy"}}})
    type_into(path, {ACTIONS: {first: {"Owner": "Cook"}, second: {"Owner": "Nurse"}}})
    pack = build(house, OCTOBER).pack
    assert {pack.action(first).typed.owner, *(line.text for line in pack.kept.lines)} == {"Deputy", "Cook"}
    assert pack.action(second).typed.owner == "Nurse"


def test_a_renamed_folder_is_known_by_what_is_in_it(house: Path) -> None:
    path = workbook(house / "packs", SEPTEMBER)
    first = refs(path)[0]
    type_into(path, {ACTIONS: {first: {"Owner": "Deputy"}}})
    path.parent.rename(house / "packs" / "September pack")
    october = build(house, OCTOBER).pack
    assert october.action(first).typed.owner == "Deputy" and october.changes_since == "30 September 2026"
    shutil.rmtree(house / "packs" / "2026-10-31")
    one(house / "packs" / "September pack", ".json").unlink()
    assert build(house, OCTOBER).pack.action(first).typed.owner == "Deputy"


def test_a_pack_of_another_id_is_left_alone_and_said_until_service_yaml_says_it_is_the_same(house: Path) -> None:
    path = workbook(house / "packs", SEPTEMBER)
    first = refs(path)[0]
    type_into(path, {ACTIONS: {first: {"Owner": "Deputy"}}})
    yaml = house / "service.yaml"
    yaml.write_text(yaml.read_text(encoding="utf-8").replace("id: made", "id: made-anew"), encoding="utf-8")
    strange = build(house, OCTOBER).pack
    assert all(not action.typed.owner for action in strange.actions) and strange.first_pack
    (problem,) = (p for p in strange.problems if "another service" in p.what)
    assert "formerly: [old-id]" in problem.remedy and "Deputy" not in problem.what + problem.remedy
    shutil.rmtree(house / "packs" / "2026-10-31")
    yaml.write_text(yaml.read_text(encoding="utf-8") + "formerly: [made]\n", encoding="utf-8")
    same = build(house, OCTOBER).pack
    assert same.action(first).typed.owner == "Deputy" and not same.first_pack


def test_packs_in_the_service_folder_are_read_where_another_out_is_asked_for(house: Path, tmp_path: Path) -> None:
    path = workbook(house / "packs", SEPTEMBER)
    type_into(path, {ACTIONS: {refs(path)[0]: {"Owner": "Deputy"}}})
    out = tmp_path / "elsewhere"
    pack = build_service(house, BuildOptions(on=OCTOBER, formats=("excel",)), out=out).pack
    assert pack.action(refs(path)[0]).typed.owner == "Deputy"


def test_what_is_kept_is_in_no_file_of_the_edition_to_hand_over(house: Path) -> None:
    path = edited(
        workbook(house / "packs", SEPTEMBER), lambda b: b[ACTIONS]["R4"].__setattr__("value", "Karen Whitlock")
    )
    built = build(house, OCTOBER, edition="evidence", formats=("word", "excel", "html", "json"))
    for file in built.written.paths:
        assert not any(b"Whitlock" in data or b"from before" in data for _, data in parts(file)), file
    assert json.loads(one(house / "packs" / "2026-10-31", ".json").read_bytes())["kept"]["lines"] == []
    assert any("only the working edition" in line for line in said(built))
    working = build(house, OCTOBER)
    assert "Whitlock" not in " ".join([*said(working), *(p.what + p.remedy for p in working.pack.problems)])
    assert "Whitlock" in excel_text(workbook(house / "packs", OCTOBER)) and path.exists()


def test_typing_into_the_edition_to_hand_over_is_said_not_to_be_carried(house: Path) -> None:
    build(house, SEPTEMBER, edition="evidence")
    handed = one(house / "packs" / "2026-09-30", "to hand over.xlsx")
    assert not [p for p in build(house, OCTOBER).pack.problems if p.place.file.endswith(handed.name)]
    edited(handed, lambda book: book["Summary"]["A9"].__setattr__("value", "Ours"))
    (problem,) = (p for p in build(house, OCTOBER).pack.problems if p.place.file.endswith(handed.name))
    assert "edition to hand over" in problem.what and "working edition" in problem.remedy


def test_a_view_of_an_expectation_that_is_not_in_the_pack_is_kept(house: Path) -> None:
    path = workbook(house / "packs", SEPTEMBER)
    view = excel_rows(path, EXPECTATIONS)[0]["Expectation id"]
    type_into(path, {EXPECTATIONS: {view: {"Our view": "Shown", "Why": "New audit"}}})
    pack = build(house, OCTOBER, frameworks=("cqc-saf-2023",)).pack
    assert {(line.text, line.why, line.row) for line in pack.kept.lines} == {
        (text, "kept-no-expectation", view) for text in ("Shown", "New audit")
    }


def test_a_text_table_beside_the_workbook_is_read_as_its_list(house: Path) -> None:
    path = workbook(house / "packs", SEPTEMBER)
    first = refs(path)[0]
    rows = [list(row) for row in book_of(path)[ACTIONS].iter_rows(values_only=True)]
    rows[3][7] = "Deputy"

    def shown(cell: Any) -> str:
        text = f"{cell:%d %b %Y}" if hasattr(cell, "year") else "" if cell is None else str(cell)
        return '"' + text.replace('"', '""') + '"'

    table = path.with_name("action plan.csv")
    table.write_text("\n".join(",".join(map(shown, row)) for row in rows), encoding="utf-8-sig")
    pack = build(house, OCTOBER).pack
    assert pack.action(first).typed.owner == "Deputy" and not pack.kept.lines
    path.unlink()
    shutil.rmtree(house / "packs" / "2026-10-31")
    pack = build(house, OCTOBER).pack
    assert pack.action(first).typed.owner == "Deputy"
    assert any("text file" in p.what for p in pack.problems)


def test_a_column_that_was_renamed_is_known_by_its_place_and_said(house: Path) -> None:
    path = workbook(house / "packs", SEPTEMBER)
    first = refs(path)[0]
    type_into(path, {ACTIONS: {first: {"Note": "asked twice"}}})
    edited(path, lambda book: setattr(next(c for c in book[ACTIONS][3] if c.value == "Note"), "value", "Remarks"))
    pack = build(house, OCTOBER).pack
    assert pack.action(first).typed.note == "asked twice"
    assert [(line.text, line.why) for line in pack.kept.lines] == [("Remarks", "kept-over")]
    assert any("no column 'Note'" in problem.what for problem in pack.problems)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_what_libreoffice_saves_is_told_from_what_people_type(
    kind: str, house: Path, libreoffice: Callable[..., Path]
) -> None:
    path = workbook(house / "packs", SEPTEMBER)
    first = refs(path)[0]
    type_into(path, {ACTIONS: {first: {"Owner": "Deputy", "Due": date(2026, 12, 24)}}})

    def edit(book: Any) -> None:
        book[ACTIONS]["R4"].value = "Cost: 12"
        book[ACTIONS]["D6"].comment = Comment("Done in August", "KW")

    edited(path, edit)
    saved = libreoffice(path, to=kind)
    path.unlink()
    shutil.copyfile(saved, path.with_suffix(f".{kind}"))
    pack = build(house, OCTOBER).pack
    assert (pack.action(first).typed.owner, pack.action(first).typed.due) == ("Deputy", "2026-12-24")
    comments = ["Done in August"] * (kind != "xls")
    assert [line.text for line in pack.kept.lines] == ["Cost: 12", *comments]
    assert any(".xlsx" in problem.remedy for problem in pack.problems) == (kind == "xls")


def test_typing_is_merged_with_what_each_workbook_knew(house: Path) -> None:
    path = workbook(house / "packs", SEPTEMBER)
    first = refs(path)[0]
    type_into(path, {ACTIONS: {first: {"Owner": "Deputy"}}})
    edits = read_typed(path)
    key = cell_key("action", first, "owner")
    assert edits.at[key].text == "Deputy" and not edits.kept
    assert merge([edits, edits]).kept == ()
