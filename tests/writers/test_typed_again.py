"""Nothing typed is lost when a month is built again, a workbook cannot be read, or the text is unruly."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.json import encode
from openpyxl import Workbook

from evidencepack.build_options import BuildOptions
from evidencepack.pipeline import build_service
from tests.outputs import book_of, cell_of, copy_of, excel_rows, files_of, locked, one, plain, text_of, type_into
from tests.story import ACTIONS, OCTOBER, SEPTEMBER, Story, workbook
from tests.words import words


@pytest.fixture
def again(story: Story, tmp_path: Path) -> Path:
    """The service folder of the story after October, in a copy that a test may build in."""
    return Path(shutil.copytree(story.packs.parent, tmp_path / "house"))


def test_october_built_again_keeps_the_workbook_typed_into_and_carries_its_text(again: Path, story: Story) -> None:
    packs = again / "packs"
    theirs = workbook(packs, OCTOBER)
    type_into(theirs, {ACTIONS: {story.late: {"Progress": "Done", "Note": None}, story.unowned: {"Owner": "Chef"}}})
    left = theirs.read_bytes()
    built = build_service(again, BuildOptions(on=OCTOBER, formats=("excel",)))
    ours = theirs.with_name(f"{theirs.stem} (2).xlsx")
    assert theirs.read_bytes() == left and ours in built.written.paths
    (note,) = built.written.notes
    assert ours.name in words(note)
    rows = {row["Ref"]: row for row in excel_rows(ours, ACTIONS)}
    assert (rows[story.late]["Owner"], rows[story.late]["Progress"]) == ("Deputy Manager", "Done")
    assert rows[story.late]["Note"] == ""  # what was emptied stays empty, though September's workbook has it
    assert rows[story.unowned]["Owner"] == "Chef"
    type_into(ours, {ACTIONS: {story.unowned: {"Owner": "Cook"}}})
    third = build_service(again, BuildOptions(on=OCTOBER, formats=("excel",)))
    assert third.pack.action(story.unowned).typed.owner == "Cook"
    assert theirs.read_bytes() == left and theirs.with_name(f"{theirs.stem} (3).xlsx").exists()


def test_october_built_again_without_typing_changes_no_byte(again: Path) -> None:
    before = files_of(again / "packs")
    assert build_service(again, BuildOptions(on=OCTOBER)).written.notes == ()
    assert files_of(again / "packs") == before


def test_september_built_later_takes_nothing_from_october(again: Path, story: Story) -> None:
    type_into(workbook(again / "packs", OCTOBER), {ACTIONS: {story.late: {"Owner": "Typed in October"}}})
    built = build_service(again, BuildOptions(on=SEPTEMBER, formats=("excel",)))
    assert built.pack.first_pack
    assert built.pack.action(story.late).typed.owner == "Deputy Manager"
    assert "Typed in October" not in encode(built.pack).decode()
    assert workbook(again / "packs", SEPTEMBER).read_bytes() == story.left[workbook(again / "packs", SEPTEMBER).name]


def broken(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 cut short")


def foreign(path: Path) -> None:
    book = Workbook()
    book["Sheet"]["A1"] = "Rota"
    book.save(path)


@pytest.mark.parametrize(("harm", "says"), [(broken, "damaged"), (foreign, "not a workbook written by evidencepack")])
def test_a_workbook_that_cannot_be_read_is_a_problem_and_the_pack_is_built(
    harm: Callable[[Path], None], says: str, again: Path, story: Story
) -> None:
    harm(workbook(again / "packs", SEPTEMBER))
    (again / "packs" / "2026-09-30" / "~$lock.xlsx").write_bytes(b"lock")
    built = build_service(again, BuildOptions(on=OCTOBER, formats=("json",)))
    (problem,) = (p for p in built.pack.problems if p.place.file.startswith("packs/"))
    assert says in problem.what and problem.remedy
    assert problem.place.file == f"packs/2026-09-30/{workbook(again / 'packs', SEPTEMBER).name}"
    assert built.pack.action(story.late).typed.owner == "Deputy Manager"  # October's own workbook has it too


def test_a_locked_workbook_is_a_problem_and_the_pack_is_built(
    again: Path, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked(workbook(again / "packs", SEPTEMBER), monkeypatch)
    built = build_service(again, BuildOptions(on=OCTOBER, formats=("json",)))
    assert any("locked" in p.what and "Close it in Excel" in p.remedy for p in built.pack.problems)


def test_a_damaged_json_of_september_does_not_stop_october(again: Path) -> None:
    one(again / "packs" / "2026-09-30", ".json").write_bytes(b'{"schema": "evidencepack/pack/1"')
    assert build_service(again, BuildOptions(on=OCTOBER, formats=("json",))).pack.changes == ()


HARD = {
    "a formula": "=1+1",
    "an at sign": "@x and +44 20 7946 0000",
    "several lines": "first line\nsecond & last <line>\n\n- a point",
    "emoji": "well done 👩🏽\u200d⚕️ 🎉 – naïve, שלום",
    "two thousand characters": "evidence " * 222 + "at last.",
}


def test_whatever_was_typed_survives_two_months_as_text(rowan_house: Path, tmp_path: Path) -> None:
    house = copy_of(rowan_house, tmp_path / "house")
    september = build_service(house, BuildOptions(on=SEPTEMBER, formats=("excel",)))
    refs = [a.ref for a in september.pack.actions][: len(HARD)]
    typed = dict(zip(refs, HARD.values(), strict=True))
    fields = {ref: {"Note": text, "Owner": text[:30].strip()} for ref, text in typed.items()}
    type_into(workbook(house / "packs", SEPTEMBER), {ACTIONS: fields})
    for on in (OCTOBER, date(2026, 11, 30)):
        built = build_service(house, BuildOptions(on=on))
        assert {ref: built.pack.action(ref).typed.note for ref in refs} == typed
        day = house / "packs" / on.isoformat()
        sheet = book_of(workbook(house / "packs", on))[ACTIONS]
        assert {ref: cell_of(sheet, ref, "Note").value for ref in refs} == typed
        assert {cell_of(sheet, ref, field).data_type for ref in refs for field in ("Note", "Owner")} == {"s"}
        for suffix in (".docx", ".html"):
            text = text_of(one(day, suffix))
            assert [name for name, note in HARD.items() if plain(note) not in text] == []
