"""Nothing is mixed or written over: not the files of a service, not the packs of another client, not a real service."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from evidencepack.batch import build_portfolio
from evidencepack.build_options import BuildOptions
from evidencepack.errors import OutputError
from evidencepack.library import Library
from evidencepack.onboarding.blank_service.folder import start_folder
from evidencepack.pipeline import build_service, build_transition, make_pack
from evidencepack.shipped import shipped
from evidencepack.writers import write_pack
from tests.command import run
from tests.conftest import ROOT
from tests.made_folders import STAFF, service, workbook
from tests.outputs import files_of

ON = date(2026, 10, 31)
JSON = BuildOptions(on=ON, formats=("json",))
MOVING = {"from_": "cqc-saf-2023", "to": "cqc-asc-2026-draft"}
KEPT = (
    "records",
    "documents",
    "answers",
    "records/deeper",
    "Records",
    "DOCUMENTS/2026",
    "answers ",
    "packs/../records",
    "",
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return made(tmp_path / "homes" / "rose")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return made(tmp_path / "others" / "lily", "lily", "Lily", "another-key-of-a-few-trials")


def made(folder: Path, id_: str = "rose", name: str = "Rose", key: str = "made-for-a-few-quick-trials") -> Path:
    service(folder, [("records/Staff.xlsx", "Sheet1", "staff-list")], key=key)
    workbook(folder / "records" / "Staff.xlsx", {"Sheet1": STAFF})
    for part in ("documents", "answers"):
        (folder / part).mkdir(exist_ok=True)
    file = folder / "service.yaml"
    text = file.read_text(encoding="utf-8").replace("id: made", f"id: {id_}")
    file.write_text(text.replace("Made for a test", name), encoding="utf-8")
    return folder


def refused(write: Callable[[], object], *folders: Path) -> None:
    before = [files_of(folder) for folder in folders]
    with pytest.raises(OutputError, match="Nothing is written among the files of a service"):
        write()
    assert [files_of(folder) for folder in folders] == before


@pytest.mark.parametrize("place", KEPT)
def test_no_pack_is_written_among_the_files_of_a_service_its_own_or_another(
    place: str, home: Path, other: Path
) -> None:
    for folder in (home, other):
        refused(lambda out=folder / place: build_service(home, JSON, out=out), home, other)  # type: ignore[misc]
        refused(lambda out=folder / place: build_transition(home, ON, **MOVING, out=out), home, other)  # type: ignore[misc]
        refused(lambda out=folder / place: build_portfolio(home.parent, out, JSON, 1), home, other)  # type: ignore[misc]


@pytest.mark.parametrize("place", KEPT)
def test_nor_by_whoever_writes_a_pack_from_python(place: str, home: Path, other: Path, library: Library) -> None:
    pack = make_pack(home, JSON)
    for folder in (home, other):
        out = folder / place
        refused(lambda out=out: write_pack(pack, library.messages, out, lambda _: shipped("templates")), home, other)  # type: ignore[misc]


def test_the_packs_of_a_service_are_for_its_own_packs_alone(home: Path, other: Path) -> None:
    refused(lambda: build_service(home, JSON, out=other / "packs"), home, other)
    refused(lambda: build_service(home, JSON, out=other / "packs" / "mine"), home, other)
    assert build_service(home, JSON, out=home / "packs").written.paths[0].is_file()
    assert build_service(home, JSON, out=home / "." / "documents" / ".." / "packs").written.paths[0].is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="there not everybody may make a link")
def test_a_link_leads_nowhere_that_may_not_be_written_to(home: Path, other: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(home / "records")
    (tmp_path / "door").symlink_to(other)
    shutil.move(home / "documents", tmp_path / "shared")
    (home / "documents").symlink_to(tmp_path / "shared")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    for out in ("link", "link/x", "door", "door/packs", "door/records", "shared", "shared/2026"):
        refused(lambda out=tmp_path / out: build_service(home, JSON, out=out), home, other)  # type: ignore[misc]
    refused(lambda: build_service(home, JSON, out=home / "documents" / "x"), home)
    with pytest.raises(OutputError):
        build_service(home, JSON, out=tmp_path / "round")


def test_a_batch_goes_into_no_folder_of_a_service(home: Path, other: Path, tmp_path: Path) -> None:
    for out in (home, home / "packs", other, other / "packs", other / "x"):
        refused(lambda out=out: build_portfolio(home.parent, out, JSON, 1), home, other)  # type: ignore[misc]
    real = made(tmp_path / "out" / "rose", key="the-real-key-of-somebody")
    before = files_of(real)
    assert "Nothing is written among" in build_portfolio(home.parent, tmp_path / "out", JSON, 1).services[0].sentence
    assert files_of(real) == before


@pytest.mark.parametrize("command", [("frameworks", "new", "mine"), ("tender", "new", "{paper}", "--id", "mine")])
def test_no_mapping_file_is_written_beside_a_service_yaml_or_among_what_it_keeps(
    command: tuple[str, ...], home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "paper.csv").write_text("No.,Question\n1,How do you train staff?\n", encoding="utf-8")
    command = tuple(word.format(paper=tmp_path / "paper.csv") for word in command)
    before = files_of(home)
    for out in ("mine.yaml", "records/mine.yaml", "documents/mine.yaml", "answers/mine.yaml", "packs/mine.yaml"):
        assert "Nothing is written among" in run(*command, "--out", home / out, code=1)[1]
    monkeypatch.chdir(home)
    assert "Nothing is written among" in run(*command, code=1)[1]
    workbook_ = ("frameworks", "to-excel", "cqc-saf-2023", home / "records" / "framework.xlsx")
    assert "Nothing is written among" in run(*workbook_, code=1)[1]
    assert files_of(home) == before
    (home / "mappings").mkdir()
    assert "Written" in run(*command, "--out", home / "mappings" / "mine.yaml")[0]


def test_no_new_service_is_begun_in_another_or_among_what_is_not_of_a_service(
    home: Path, tmp_path: Path, library: Library
) -> None:
    workbook(tmp_path / "in/Staff.xlsx", {"Staff": STAFF})
    before = files_of(home)
    assert "There is already: service.yaml" in run("init", home, code=1)[1]
    for place in ("new", "records/new", "packs"):
        assert "Nothing is written among" in run("init", home / place, code=1)[1]
        assert "Nothing is written among" in run("init", home / place, "--from", tmp_path / "in", "--yes", code=1)[1]
    assert files_of(home) == before
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "Letter.docx").write_bytes(b"mine")
    with pytest.raises(OutputError, match=r"There is already: Letter\.docx"):
        start_folder(tmp_path / "mine", library)
    assert files_of(tmp_path / "mine") == {"Letter.docx": b"mine"}


def test_the_demo_is_never_put_over_a_real_service_nor_into_one(home: Path, tmp_path: Path) -> None:
    real = made(tmp_path / "demo" / "rowan-house", "rowan-house", "Rowan House", "the-real-key-of-somebody")
    before = files_of(real)
    assert "not a copy of the sample" in run("demo", "--out", tmp_path / "demo", code=1)[1]
    assert files_of(real) == before
    (tmp_path / "free" / "rowan-house").mkdir(parents=True)
    (tmp_path / "free" / "rowan-house" / "letter.txt").write_text("mine", encoding="utf-8")
    assert "not a copy of the sample" in run("demo", "--out", tmp_path / "free", code=1)[1]
    before = files_of(home)
    for out in (home, home / "packs", home / "documents"):
        assert "Nothing is written among" in run("demo", "--out", out, code=1)[1]
    assert files_of(home) == before


def test_what_was_changed_in_a_demo_is_kept(tmp_path: Path) -> None:
    copy = tmp_path / "rowan-house"
    shutil.copytree(ROOT / "sample_data" / "rowan-house", copy)
    (copy / "records" / "Staff list.xlsx").write_bytes(b"mine now")
    (copy / "records" / "Audits.xlsx").unlink()
    run("demo", "--out", tmp_path)
    assert (copy / "records" / "Staff list.xlsx").read_bytes() == b"mine now"
    assert (copy / "records" / "Audits.xlsx").is_file()


def test_invented_homes_are_never_put_over_a_real_one(tmp_path: Path) -> None:
    real = made(tmp_path / "real" / "alder-house", "alder-house", "A real home", "my-own-key-not-to-be-lost")
    before = files_of(tmp_path / "real")
    command = [sys.executable, str(ROOT / "tools" / "invent.py"), str(tmp_path / "real"), "--services", "2"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": ""}, timeout=120)
    assert (done.returncode, files_of(tmp_path / "real")) == (1, before) and str(real) in done.stderr


def linked(place: Path, to: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("there not everybody may make a link")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(to)


@pytest.mark.parametrize("inside", ["packs/2026-10-31", "documents", "packs", "."])
def test_a_day_folder_that_is_a_link_puts_no_pack_among_what_another_has(inside: str, home: Path, other: Path) -> None:
    build_service(other, JSON)
    linked(home / "packs" / "2026-10-31", other / inside)
    linked(home.parent.parent / "out" / "2026-10-31", other / inside)
    before = files_of(other)
    for out in (None, home.parent.parent / "out"):
        with pytest.raises(OutputError, match="link"):
            build_service(home, JSON, out=out)
        with pytest.raises(OutputError, match="link"):
            build_transition(home, ON, **MOVING, out=out)  # type: ignore[arg-type]
    assert files_of(other) == before


@pytest.mark.parametrize("place", ["rose", "rose/2026-10-31", ".built", "rose/.building-2026-10-31.lock"])
def test_a_batch_follows_no_link_among_what_it_writes(place: str, home: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "out" / "lily" / "2026-10-31"
    theirs.mkdir(parents=True)
    (theirs / "rose 2026-10-31.json").write_bytes(b"mine")
    (theirs / "portfolio 2026-10-31.json").write_bytes(b"mine")
    linked(tmp_path / "out" / place, theirs / "rose 2026-10-31.json" if ".lock" in place else theirs)
    line = " ".join(run("batch", home.parent, "--out", tmp_path / "out", "--on", ON, "--workers", 1, code=1))
    assert "It is a link" in " ".join(line.split()) and set(files_of(theirs).values()) == {b"mine"}


def test_a_portfolio_that_is_a_link_is_not_written_over(home: Path, tmp_path: Path) -> None:
    linked(tmp_path / "out" / "portfolio 2026-10-31.xlsx", tmp_path / "nowhere.xlsx")
    run("batch", home.parent, "--out", tmp_path / "out", "--on", ON, "--workers", 1)
    assert (tmp_path / "out" / "portfolio 2026-10-31.xlsx").is_symlink()
    assert (tmp_path / "out" / "portfolio 2026-10-31 (2).xlsx").is_file() and not (tmp_path / "nowhere.xlsx").exists()


def test_the_portfolio_of_other_services_is_kept(home: Path, other: Path, tmp_path: Path) -> None:
    for folder in (home, other, home):
        run("batch", folder.parent, "--out", tmp_path / "out", "--on", ON, "--workers", 1)
    assert len(list((tmp_path / "out").glob("portfolio*.xlsx"))) == 2
