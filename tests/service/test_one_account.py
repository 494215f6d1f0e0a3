"""Every sheet of a folder is read, set aside or unread, and whoever counts problems and questions counts the same."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from evidencepack.onboarding.questions.of_folder import questions
from tests.command import run
from tests.made_folders import STAFF, Rows, workbook

ON = date(2026, 10, 31)
SHEETS: Mapping[str, Rows] = {
    "Staff list": STAFF,
    "Training": [["Name", "Fire safety", "Food hygiene"], ["Ama Quartey", "12/03/2026", "\u2713"], ["Nobody", "x", ""]],
    "Incidents": [
        ["Incident no", "When", "What kind", "Notifiable?"],
        ["I-1", "31/02/2026", "Fall", "N"],
        ["I-2", "32/02/2026", "Zorbing", "perhaps"],
        ["I-3", "04/03/2026", "Fall", ""],
    ],
    "Weights": [["Room", "Kilograms", "Inches"], ["4", 61.5, 66], ["5", 70, 70]],
    "Scores": [["Quartey", "Zz", "Qq"], ["Penhaligon", "abc", "def"]],
    "Empty": [],
}
FILES = st.lists(st.lists(st.sampled_from(sorted(SHEETS)), min_size=1, max_size=3, unique=True), min_size=1, max_size=3)


def opened(folder: Path, files: list[list[str]]) -> Path:
    """A service folder begun from workbooks with these sheets."""
    for number, names in enumerate(files, 1):
        workbook(folder / "theirs" / f"Book {number}.xlsx", {name: SHEETS[name] for name in names})
    run("init", "--from", folder / "theirs", folder / "home", "--yes")
    return folder / "home"


def told(home: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What check and what the pack say of the files."""
    check = json.loads(run("check", home, "--on", ON, "--json")[0])
    run("build", home, "--on", ON)
    pack = json.loads(next((home / "packs").rglob("*.json")).read_text(encoding="utf-8"))
    return check, pack


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(FILES)
@example([["Staff list", "Scores", "Empty"], ["Incidents", "Training"]])
def test_sheets_add_up_and_check_build_and_the_list_of_questions_count_the_same(files: list[list[str]]) -> None:
    with TemporaryDirectory() as place:
        home = opened(Path(place), files)
        check, pack = told(home)
        intake = check["intake"]
        assert intake == pack["intake"]
        assert intake["sheets"] == intake["read"] + intake["set_aside"] + intake["unread"]
        assert intake["unread"] == len(intake["unread_sheets"])
        theirs = [s for s in check["sources"] if Path(s["place"]["file"]).name.startswith("Book")]
        assert len(theirs) == sum(map(len, files))
        assert all(s["state"] in ("read", "set aside", "unread") for s in theirs)
        for source in check["sources"]:
            aside = sum(rows for _, rows in source["set_aside"])
            assert source["rows_seen"] == source["rows_read"] + aside
        assert len(check["problems"]) == len(pack["problems"]) == intake["problems"]
        assert sum(line["places"] for line in check["problems"]) == intake["places"]
        assert len(questions(home, on=ON)) == intake["questions"]


def test_a_sheet_that_nobody_recognises_is_offered_with_its_first_rows_and_without_names(tmp_path: Path) -> None:
    home = opened(tmp_path, [["Staff list"], ["Weights", "Scores"]])
    text, _ = run("check", home, "--on", ON)
    first = text.split("Sheet by sheet")[0]
    assert "2 of 3 sheets were not read: Book 2.xlsx (Scores) and Book 2.xlsx (Weights)." in " ".join(first.split())
    assert "Row 2: 4, 61.5, 66" in text
    assert "3 not shown that may be names" in text and "Row 2: (not shown)" in text, text
    assert not [name for name in ("Quartey", "Penhaligon") if name in text]
