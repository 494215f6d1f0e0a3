"""What is kept between runs: it makes the next run quicker, and never wrong."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from evidencepack.cache import SWITCH, cache_folder, keep, recall
from evidencepack.errors import MappingError
from evidencepack.library import Library, load
from evidencepack.pipeline import open_library
from evidencepack.shipped import shipped
from evidencepack.writers.sandbox import Sandbox
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(SWITCH, str(tmp_path / "cache"))
    return tmp_path / "cache" / "kept"


def mappings_of(folder: Path) -> list[Path]:
    return sorted(folder.glob("mappings-*.json"))


def test_a_library_from_what_was_kept_equals_the_one_first_read(folder: Path) -> None:
    first = open_library()
    assert len(mappings_of(folder)) == 1
    assert open_library() == first


def test_a_changed_mapping_file_is_read_anew(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    words = shutil.copy(shipped("mappings") / "words.yaml", own)
    before = open_library(own)
    text = Path(words).read_text(encoding="utf-8")
    Path(words).write_text(text + "# a remark\n", encoding="utf-8")
    after = open_library(own)
    assert after.words == before.words
    assert after.fingerprints != before.fingerprints
    assert len(mappings_of(folder)) == 2


def test_a_fault_is_told_every_time_and_nothing_is_kept_of_it(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "terms.yaml").write_text("topics: [\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(MappingError, match=r"terms\.yaml, line"):
            open_library(own)
    assert not mappings_of(folder)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"terms.yaml": 3}', "null", "[" * 100_000])
def test_damage_to_what_was_kept_is_read_over(damage: str, folder: Path, library: Library) -> None:
    open_library()
    (kept,) = mappings_of(folder)
    kept.write_text(damage, encoding="utf-8")
    assert open_library() == library
    assert kept.stat().st_size > 100_000, "what was kept is whole again"


def test_values_of_the_right_files_with_wrong_content_are_not_believed(folder: Path, library: Library) -> None:
    open_library()
    (kept,) = mappings_of(folder)
    values = json.loads(kept.read_text(encoding="utf-8"))
    values["words.yaml"] = {"no such key": 1}
    kept.write_text(json.dumps(values), encoding="utf-8")
    assert open_library() == library


@pytest.mark.parametrize("place", ["a file/below", ""])
def test_where_nothing_can_be_kept_all_goes_on(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Library
) -> None:
    (tmp_path / "a file").write_text("", encoding="utf-8")
    monkeypatch.setenv(SWITCH, place and str(tmp_path / place))
    assert cache_folder() is None
    keep("x", [1])
    assert recall("x") is None
    assert open_library() == library
    assert Sandbox(cached=True).from_string("{{ 1 + 1 }}").render() == "2"


def test_a_template_is_compiled_once_and_again_when_it_changes(folder: Path) -> None:
    assert Sandbox(cached=True).from_string("{{ n }} days").render(n=3) == "3 days"
    (first,) = folder.glob("template-*")
    when = first.stat().st_mtime_ns
    assert Sandbox(cached=True).from_string("{{ n }} days").render(n=4) == "4 days"
    assert first.stat().st_mtime_ns == when
    assert Sandbox(cached=True).from_string("{{ n }} weeks").render(n=4) == "4 weeks"
    assert len(list(folder.glob("template-*"))) == 2


@pytest.mark.parametrize("cut", [0, 3, 8, 20, 60, -20])
def test_a_compiled_template_that_is_cut_off_is_compiled_anew(cut: int, folder: Path) -> None:
    Sandbox(cached=True).from_string("{{ n }} days").render(n=3)
    (kept,) = folder.glob("template-*")
    whole = kept.read_bytes()
    kept.write_bytes(whole[:cut])
    assert Sandbox(cached=True).from_string("{{ n }} days").render(n=3) == "3 days"


FILL = (
    "import pathlib, sys;"
    "from evidencepack.writers import render;"
    "from tests.fake_pack import fake_pack;"
    "from tests.words import MESSAGES;"
    "render(fake_pack(), MESSAGES, ('word', 'html'), lambda _: pathlib.Path(sys.argv[1]))"
)


def test_nothing_of_a_template_of_ones_own_is_kept_and_ours_are(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(shipped("templates"), own)
    document = Document(str(own / "word" / "pack.docx"))
    document.core_properties.author = "Zebedee Thackthwaite"
    document.save(str(own / "word" / "pack.docx"))
    page = own / "html" / "pack.html.j2"
    page.write_text(page.read_text(encoding="utf-8") + "Zebedee Thackthwaite", encoding="utf-8")
    # In a process of its own: this one has filled templates in before.
    subprocess.run([sys.executable, "-c", FILL, str(own)], check=True, cwd=ROOT)
    assert not list(folder.parent.rglob("template-*")) and not list(folder.parent.rglob("tags-*"))
    subprocess.run([sys.executable, "-c", FILL, str(shipped("templates"))], check=True, cwd=ROOT)
    assert list(folder.glob("template-*")) and list(folder.glob("tags-*"))


def test_a_mapping_that_is_saved_while_it_is_read_is_not_kept(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    words = Path(shutil.copy(shipped("mappings") / "words.yaml", own))
    before, check = words.read_text(encoding="utf-8"), load._check

    def saved_meanwhile(*given: Any) -> None:
        check(*given)
        words.write_text(before + "# a remark\n", encoding="utf-8")

    monkeypatch.setattr(load, "_check", saved_meanwhile)
    open_library(own)
    assert not mappings_of(folder)


def test_files_of_somebody_else_in_the_folder_stay(folder: Path) -> None:
    keep("mappings-0", 0)
    for n in range(150):
        (folder / f"letter {n}.docx").write_text("x", encoding="utf-8")
        (folder.parent / f"letter {n}.docx").write_text("x", encoding="utf-8")
    keep("mappings-1", 1)
    assert len(list(folder.glob("letter*"))) == len(list(folder.parent.glob("letter*"))) == 150


@pytest.mark.parametrize("value", [{1, 2}, "half a character \udce9", float])
def test_what_cannot_be_kept_leaves_nothing_behind(value: Any, folder: Path) -> None:
    keep("mappings-x", value)
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_folder_that_others_can_write_to_is_not_used(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    assert cache_folder() is None


def test_what_has_gathered_is_thrown_away_in_the_end(folder: Path) -> None:
    for n in range(120):
        keep(f"mappings-{n}", n)
    assert len(list(folder.iterdir())) < 100
    assert recall("mappings-119") == 119


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_only_the_person_who_runs_it_may_look_in(folder: Path) -> None:
    keep("x", 1)
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "x.json").stat().st_mode & 0o077 == 0
