"""A build that is killed, whenever it is: a reader finds the old pack whole or the new one, and the next build works.

Some kills of those that take long are tried here; EVIDENCEPACK_KILLS=all tries every one, and "random 100" so many.
"""

import hashlib
import json
import os
from pathlib import Path

import pytest

from evidencepack.build_options import BuildOptions
from evidencepack.pipeline import Built, build_service
from evidencepack.writers import one_builder
from evidencepack.writers.leftovers import set_aside
from tests.killed import NEW, ON, every_kill, put
from tests.outputs import copy_of, one, type_into

DAY = ON.isoformat()
OLD = {name: data.replace(b"new", b"old") for name, data in NEW.items()}
THEIRS = {
    "notes for the visit.txt": b"mine",
    "photos/fire door.jpg": b"picture",
    "home 2026-10-31 (copy).docx": b"copy",
}
BESIDE = {"home transition 2026-10-31.docx": b"the move"}
ASKED = os.environ.get("EVIDENCEPACK_KILLS", "")
SOME, FEW = ("", "") if ASKED == "all" else (ASKED or "every 4", ASKED or "every 13")
STARTS = ("first", "again", "with what is theirs")


def started(kind: str, house: Path) -> Path:
    """A service folder in which nothing was built yet, or a pack of the day, or one that people have worked in."""
    house.mkdir()
    if kind != "first":
        put(OLD, house / "packs")
    if kind == "with what is theirs":
        put(BESIDE, house / "packs", "home transition 2026-10-31")
        (house / "packs" / DAY / "home 2026-10-31.xlsx").write_bytes(b"typed into by a person")
        for name, data in THEIRS.items():
            place = house / "packs" / DAY / name
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(data)
    return house


def told(folder: Path) -> dict[str, str]:
    """Each file's fingerprint by the JSON of the packs in a folder."""
    marks = [json.loads(mark.read_bytes())["files"] for mark in folder.glob("*.json")]
    return {name: sha for files in marks for name, sha in files.items()}


def is_there(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in told(folder)}


def must_be_whole(house: Path, kind: str) -> None:
    """What a reader meets is one pack whole, or none before the first, and all that people put there."""
    found = day_folders(house / "packs")
    if not found:
        assert kind == "first"
        return
    (folder,) = found
    pack = {name: sha for name, sha in told(folder).items() if "transition" not in name}
    old, new = ({hashlib.sha256(data).hexdigest() for data in files.values()} for files in (OLD, NEW))
    if kind == "with what is theirs":
        assert all((folder / name).read_bytes() == data for name, data in (THEIRS | BESIDE).items())
        assert (folder / "home 2026-10-31.xlsx").read_bytes() == b"typed into by a person"
        pack.pop("home 2026-10-31.xlsx", None)
    assert set(pack.values()) <= old or set(pack.values()) == new
    assert pack.items() <= is_there(folder).items()


def must_build_again(house: Path, kind: str) -> None:
    """The next build succeeds, takes nothing of ours for a person's, and leaves nothing but packs behind."""
    packs = house / "packs"
    written = put(NEW, packs)
    kept = kind == "with what is theirs"
    assert [each.code for each in written.notes] == ["file-kept"] * kept
    names = {path.name for path in written.paths} | {"home 2026-10-31.xlsx"}
    if kept:
        names |= {name.partition("/")[0] for name in THEIRS} | set(BESIDE) | {"home transition 2026-10-31.json"}
    assert {path.name for path in (packs / DAY).iterdir()} == names
    assert told(packs / DAY) == is_there(packs / DAY)
    assert [path.name for path in packs.iterdir()] == [DAY]


@pytest.mark.parametrize("kind", STARTS)
@pytest.mark.parametrize(("system", "some"), [("", ""), ("no-exchange", SOME)])
def test_killed_before_any_step_the_old_pack_or_the_new_one_is_whole(
    system: str, some: str, kind: str, tmp_path: Path
) -> None:
    killed = every_kill("put", started(kind, tmp_path / "start"), tmp_path / "killed", system=system, some=some)
    assert some or len(killed) > (12 if kind == "first" else 20)
    for house in killed:
        must_be_whole(house, kind)
        must_build_again(house, kind)
        must_be_whole(house, kind)


@pytest.mark.parametrize("kind", STARTS[1:])
def test_killed_where_files_are_replaced_one_by_one_the_next_build_first_brings_back_the_old_pack(
    kind: str, tmp_path: Path
) -> None:
    for house in every_kill(
        "put", started(kind, tmp_path / "start"), tmp_path / "killed", system="no-rename", some=SOME
    ):
        put({"other.docx": b"another pack of the day"}, house / "packs", "other")
        (folder,) = day_folders(house / "packs")
        for name in ("other.docx", "other.json"):
            (folder / name).unlink()
        must_be_whole(house, kind)
        must_build_again(house, kind)


def build(house: Path) -> Built:
    return build_service(house, BuildOptions(on=ON, formats=("word", "excel", "html")))


def test_a_build_killed_after_people_typed_loses_nothing_and_the_next_one_goes_on(
    rowan_house: Path, tmp_path: Path
) -> None:
    house = copy_of(rowan_house, tmp_path / "house")
    first = build(house)
    book = one(house / "packs" / DAY, ".xlsx")
    ref = first.pack.actions[0].ref
    type_into(book, {"Gaps and actions": {ref: {"Progress": "Begun on Monday"}}})
    typed = book.read_bytes()
    (house / "packs" / DAY / "notes.txt").write_bytes(b"mine")
    for killed in every_kill("build", house, tmp_path / "killed", some=FEW):
        day = killed / "packs" / DAY
        assert (day / book.name).read_bytes() == typed and (day / "notes.txt").read_bytes() == b"mine"
        assert {name: sha for name, sha in told(day).items() if name != book.name}.items() <= is_there(day).items()
        again = build(killed)
        (action,) = [each for each in again.pack.actions if each.ref == ref]
        assert action.typed.progress == "Begun on Monday"
        assert [each.code for each in again.written.notes] == ["file-kept"]
        assert sorted(path.suffix for path in day.iterdir()) == [".docx", ".html", ".json", ".txt", ".xlsx", ".xlsx"]
        assert (day / book.name).read_bytes() == typed


def day_folders(out: Path) -> list[Path]:
    """The folder of the day as a reader meets it: in its place, or set aside by a build that was killed."""
    return [out / DAY] if (out / DAY).exists() else list(set_aside(out).values())


def test_letters_put_into_what_a_killed_build_left_are_brought_over_and_said(tmp_path: Path) -> None:
    for n, house in enumerate(every_kill("put", started("again", tmp_path / "start"), tmp_path / "killed", some=SOME)):
        left = [each for each in (house / "packs").glob(".building-*") if each.is_dir()]
        for place in [each for top in left for each in (top, *top.glob("*"), *top.glob("*/*")) if each.is_dir()]:
            (place / f"letter {n}.docx").write_bytes(f"to {place.name}".encode())
        letters = sorted(path.read_bytes() for path in (house / "packs").rglob("letter*"))
        with one_builder(house / "packs", ON) as brought:
            assert [each.code for each in brought] == ["left-brought"] * bool(letters)
        put(NEW, house / "packs")
        assert sorted(path.read_bytes() for path in (house / "packs" / DAY).rglob("letter*")) == letters
        assert [path.name for path in (house / "packs").iterdir()] == [DAY]


@pytest.mark.parametrize("name", [f".building-{DAY}", f".building-{DAY}-my minutes", f".building-{DAY}-NOTES123"])
def test_a_folder_that_somebody_made_under_such_a_name_is_left_alone(name: str, tmp_path: Path) -> None:
    mine = tmp_path / "packs" / name / "my minutes.docx"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    put(NEW, tmp_path / "packs")
    assert mine.read_bytes() == b"mine"
