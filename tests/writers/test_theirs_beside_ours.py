"""What people have in the folder of a day's packs: it stays, whatever it is and whenever they save it."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evidencepack.errors import OutputError
from evidencepack.writers import folder
from evidencepack.writers.json import was_changed
from tests.fake_pack import fake_pack
from tests.killed import NEW, ON, ROOT, put
from tests.outputs import files_of

DAY = ON.isoformat()
OLD = {name: data.replace(b"new", b"old") for name, data in NEW.items()}
BOOK = "home 2026-10-31.xlsx"


@pytest.fixture
def day(tmp_path: Path) -> Path:
    """The folder of a day with a pack in it."""
    put(OLD, tmp_path / "packs")
    return tmp_path / "packs" / DAY


def codes(day: Path) -> list[str]:
    return [note.code for note in put(NEW, day.parent).notes]


def test_folders_links_and_pipes_stay_as_they_are(day: Path) -> None:
    (day / "photos").mkdir()
    (day / "photos" / "door.jpg").write_bytes(b"picture")
    (day / "photos" / "again.jpg").symlink_to("door.jpg")
    (day / "to nowhere").symlink_to("nowhere")
    os.mkfifo(day / "pipe")
    assert codes(day) == []
    assert (day / "photos" / "again.jpg").readlink() == Path("door.jpg") and (day / "pipe").is_fifo()
    assert (day / "photos" / "door.jpg").read_bytes() == b"picture" and (day / "to nowhere").is_symlink()
    assert {name: (day / name).read_bytes() for name in NEW} == NEW
    assert [path.name for path in day.parent.iterdir()] == [DAY]


@pytest.mark.parametrize("name", [BOOK, "home 2026-10-31.json"])
@pytest.mark.parametrize("kind", ["pipe", "endless", "huge", "nested"])
def test_what_stands_under_one_of_our_names_and_cannot_be_read_keeps_nobody_waiting(
    kind: str, name: str, day: Path
) -> None:
    (day / name).unlink()
    if kind == "pipe":
        os.mkfifo(day / name)
    elif kind == "endless":
        (day / name).symlink_to("/dev/zero")
    elif kind == "huge":
        with (day / name).open("wb") as file:
            file.truncate(300_000_000_000)
    else:
        (day / name).write_bytes(b"[" * 200_000)
    put(NEW, day.parent)
    assert b"new excel" in [path.read_bytes() for path in day.glob("*2).xlsx")] or name != BOOK
    assert [path.name for path in day.parent.iterdir()] == [DAY]


def test_who_has_a_file_open_goes_on_writing_in_the_same_one(day: Path) -> None:
    with (day / "notes.txt").open("wb", buffering=0) as notes:
        notes.write(b"before, ")
        codes(day)
        notes.write(b"after")
    assert (day / "notes.txt").read_bytes() == b"before, after"


@pytest.mark.parametrize("in_one_step", [True, False])
def test_what_is_saved_in_the_very_moment_of_the_change_is_kept_beside_ours(
    in_one_step: bool, day: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = folder.exchange

    def save_meanwhile(one: Path, other: Path) -> bool:
        (day / "saving").write_bytes(b"typed just now")
        (day / "saving").replace(day / BOOK)
        (day / "new note.txt").write_bytes(b"just now")
        return in_one_step and real(one, other)

    monkeypatch.setattr(folder, "exchange", save_meanwhile)
    codes(day)
    assert (day / "new note.txt").read_bytes() == b"just now"
    assert (day / BOOK).read_bytes() == b"new excel"
    assert (day / "home 2026-10-31 (2).xlsx").read_bytes() == b"typed just now"
    assert [path.name for path in day.parent.iterdir()] == [DAY]


def test_a_disk_without_links_has_copies_of_what_is_theirs(day: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    (day / "photos").mkdir()
    (day / "photos" / "door.jpg").write_bytes(b"picture")
    monkeypatch.setattr(os, "link", refused)
    assert codes(day) == []
    assert (day / "photos" / "door.jpg").read_bytes() == b"picture" and (day / BOOK).read_bytes() == b"new excel"
    assert len(files_of(day)) == 5 and [path.name for path in day.parent.iterdir()] == [DAY]


def test_a_folder_that_is_a_link_to_another_disk_stays_one(day: Path, tmp_path: Path) -> None:
    day.rename(tmp_path / "elsewhere")
    day.symlink_to(tmp_path / "elsewhere")
    assert codes(day) == [] and day.is_symlink()
    assert {name: (tmp_path / "elsewhere" / name).read_bytes() for name in NEW} == NEW
    assert [path.name for path in day.parent.iterdir()] == [DAY]


def test_who_may_look_into_the_folder_stays_as_it_was(day: Path) -> None:
    day.chmod(0o750)
    codes(day)
    assert day.stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize("name", ["packs/2026-10-31", "x" * 300])
def test_a_place_that_cannot_be_a_folder_of_packs_is_said_in_one_line(name: str, tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    out = tmp_path / "packs"
    if name == "packs/2026-10-31":
        (tmp_path / name).write_bytes(b"a file")
    else:
        out = tmp_path / name
    before = files_of(tmp_path)
    with pytest.raises(OutputError) as caught:
        put(NEW, out)
    assert "Could not be written" in str(caught.value) and "\n" not in str(caught.value)
    assert files_of(tmp_path) == before and len(list(tmp_path.iterdir())) == 1


WRITE = """
import resource, sys
from pathlib import Path
from tests.killed import NEW, put
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
put({name: data * 20_000 for name, data in NEW.items()}, Path(sys.argv[1]))
"""


def test_a_disk_that_takes_no_more_leaves_the_old_pack_whole_and_nothing_half_written(day: Path) -> None:
    before = files_of(day.parent)
    done = subprocess.run([sys.executable, "-c", WRITE, str(day.parent)], cwd=ROOT, capture_output=True, text=True)
    assert "OutputError" in done.stderr and "Could not be written (File too large)" in done.stderr
    assert files_of(day.parent) == before and [path.name for path in day.parent.iterdir()] == [DAY]


@pytest.mark.parametrize("system", ["exchange", "one by one"])
def test_a_json_that_somebody_changed_is_kept_and_said(
    system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if system == "one by one":
        monkeypatch.setattr(folder, "_change_places", lambda *_: False)
    pack = fake_pack()
    first = folder.write_files(pack, {"a.docx": b"old"}, tmp_path)
    mark = first.paths[-1]
    whole = mark.read_bytes()
    assert not folder.write_files(pack, {"a.docx": b"old"}, tmp_path).notes and mark.read_bytes() == whole
    for changed in (whole.replace(b"schema", b"shcema", 1), whole.replace(b" ", b"  ", 1)):
        mark.write_bytes(changed)
        again = folder.write_files(pack, {"a.docx": b"new"}, tmp_path)
        kept = mark.parent / str(dict(next(n for n in again.notes if n.code == "json-kept").facts)["kept"])
        assert kept.read_bytes() == changed and mark in again.paths and not was_changed(mark.read_bytes())
    assert len(list(mark.parent.glob("*.json"))) == 3
