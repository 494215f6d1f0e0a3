"""Whatever people do to the workbooks of earlier packs, each word they typed is in its cell, or kept and said.

EVIDENCEPACK_EDIT_SCRIPTS=400 plays so many scripts; 15 else.
"""

import os
import random
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from evidencepack.build_options import BuildOptions
from evidencepack.files import Reader
from evidencepack.library import Library
from evidencepack.pack.model import Pack
from evidencepack.pack.typed import kept_notes
from evidencepack.pipeline import make_pack
from evidencepack.writers import write_pack
from tests.edit_scripts import LISTS, Script
from tests.made_folders import STAFF, service
from tests.made_folders import workbook as made_workbook
from tests.story import workbook

SCRIPTS = int(os.environ.get("EVIDENCEPACK_EDIT_SCRIPTS", "15"))
AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30))
KEPT = "Kept from before"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """One process to read for all."""
    with Reader() as reader:
        yield reader


@pytest.fixture(scope="module")
def two_months(tmp_path_factory: pytest.TempPathFactory, library: Library, reader: Reader) -> Path:
    """A small service with the packs of two months; never written to."""
    folder = tmp_path_factory.mktemp("made") / "made"
    made_workbook(folder / "records" / "staff.xlsx", {"Sheet1": STAFF})
    service(folder, [("records/staff.xlsx", "", "staff-list")])
    for on in (AUGUST, SEPTEMBER):
        build(folder, on, library, reader)
    return folder


def build(folder: Path, on: date, library: Library, reader: Reader) -> Pack:
    options = BuildOptions(on=on, formats=("excel",))
    pack = make_pack(folder, options, library=library, reader=reader)
    write_pack(pack, library.messages, folder / "packs", options.template_folder, options.formats)
    return pack


def typed_cells(path: Path) -> dict[str, set[tuple[str, str]]]:
    """Where each text stands among the cells that people type into: ref and heading."""
    book, found = CalamineWorkbook.from_path(path), dict[str, set[tuple[str, str]]]()
    for name, (key, headings) in LISTS.items():
        rows = book.get_sheet_by_name(name).to_python()[2:]
        for row in rows[1:]:
            texts = dict(zip(rows[0], row, strict=True))
            for heading in headings:
                found.setdefault(str(texts[heading]), set()).add((texts[key], heading))
    return found


def kept_text(path: Path) -> str:
    """All that stands on the sheet of things kept."""
    book = CalamineWorkbook.from_path(path)
    rows = book.get_sheet_by_name(KEPT).to_python() if KEPT in book.sheet_names else ()
    return "\n".join(str(cell) for row in rows for cell in row if cell)


def play(number: int, packs: Path) -> tuple[set[str], dict[str, tuple[str, str]]]:
    """Play scripts on both months; the words that are left to be read, and where those we asked for were typed."""
    chance = random.Random(number)
    left: set[str] = set()
    places: dict[str, tuple[str, str]] = {}
    for on, steps in ((AUGUST, chance.randint(0, 3)), (SEPTEMBER, chance.randint(2, 9))):
        path = workbook(packs, on)
        if steps and chance.random() < 0.2:
            path = Path(shutil.copyfile(path, path.with_name(f"Copy of {path.name}")))
        script = Script(chance, path, f"{number}m{on.month}")
        script.play(steps)
        left |= script.left
        places |= script.places
        if chance.random() < 0.15:
            path.rename(path.with_name(f"our plan {on.month}.xlsx"))
        if chance.random() < 0.2:
            path.parent.rename(packs / f"pack of {on:%B}")
    return left, places


@pytest.mark.parametrize("number", range(SCRIPTS))
def test_each_word_typed_is_in_its_cell_or_kept_and_said(
    number: int, two_months: Path, tmp_path: Path, library: Library, reader: Reader
) -> None:
    folder = Path(shutil.copytree(two_months, tmp_path / "made"))
    left, places = play(number, folder / "packs")
    october = build(folder, OCTOBER, library, reader)
    path = workbook(folder / "packs", OCTOBER)
    placed, kept = typed_cells(path), kept_text(path)
    lost = {word for word in left if word not in placed and word not in kept}
    assert not lost
    strayed = {word: placed[word] for word in left & placed.keys() & places.keys() if placed[word] != {places[word]}}
    assert not strayed
    count = len(october.kept.lines)
    assert [dict(note.facts)["n"] for note in kept_notes(october, "working")] == [count] * bool(count)
    assert bool(count) == bool(kept)
    assert "zq" not in " ".join(f"{p.what} {p.remedy} {p.place.words}" for p in october.problems)
    if number % 3 == 0:
        november = build(folder, NOVEMBER, library, reader)
        assert november.kept.lines == october.kept.lines
        again = typed_cells(workbook(folder / "packs", NOVEMBER))
        assert {word: again.get(word) for word in placed} == placed
