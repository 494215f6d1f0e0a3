"""A pack on disk: whole or not at all, and nothing that a person changed is overwritten."""

import errno
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from evidencepack.cli.main import cli
from evidencepack.errors import OutputError, ServiceError
from evidencepack.library import read_service_file
from evidencepack.pack.model import Pack
from evidencepack.shipped import shipped
from evidencepack.writers import FORMATS, folder, render
from evidencepack.writers.folder import Written, write_files
from tests.outputs import copy_of, files_of, locked, one
from tests.words import MESSAGES, each

DAY = "2026-10-31"
ALL = (".docx", ".xlsx", ".html", ".json")
FULL = OSError(errno.ENOSPC, "No space left on device")
GONE = OSError(errno.EIO, "Input/output error")
RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10))}


@pytest.fixture(scope="module")
def files(rowan_pack: Pack) -> Mapping[str, bytes]:
    """The sample's files, JSON apart."""
    return render(rowan_pack, MESSAGES, FORMATS, lambda _: shipped("templates")).files


@pytest.fixture
def write(rowan_pack: Pack, files: Mapping[str, bytes], tmp_path: Path) -> Callable[..., Written]:
    """`write()` puts the sample's files below tmp_path/packs; `write({".docx": b"..."})` others instead."""

    def put(other: Mapping[str, bytes] = {}) -> Written:
        named = {name: other.get(Path(name).suffix, data) for name, data in files.items()}
        return write_files(rowan_pack, named, tmp_path / "packs")

    return put


def refuse(monkeypatch: pytest.MonkeyPatch, method: str, refusal: OSError, when: Callable[[Path, Any], bool]) -> None:
    """Let the operating system refuse a method of Path; of what is written, half has reached the disk by then."""
    real = getattr(Path, method)

    def refused(self: Path, *args: Any, **kwargs: Any) -> Any:
        if not when(self, args[0] if args else None):
            return real(self, *args, **kwargs)
        if method == "write_bytes":
            real(self, args[0][: len(args[0]) // 2])
        raise refusal

    monkeypatch.setattr(Path, method, refused)


def hashes(packs: Path) -> dict[str, str]:
    """What the JSON notes of the files beside it."""
    (mark,) = (packs / DAY).glob("*.json")
    return dict(json.loads(mark.read_bytes())["files"])


def hashes_on_disk(packs: Path) -> dict[str, str]:
    found = (p for p in (packs / DAY).iterdir() if p.suffix != ".json")
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in found}


NEW = {".docx": b"new word", ".xlsx": b"new excel", ".html": b"new html"}


@pytest.mark.parametrize("suffix", ALL)
def test_a_disk_that_fills_up_leaves_no_file_behind(
    suffix: str, write: Callable[..., Written], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    refuse(monkeypatch, "write_bytes", FULL, lambda path, _: path.suffix == suffix)
    with pytest.raises(OutputError) as caught:
        write()
    assert str(tmp_path / "packs" / DAY) in str(caught.value)
    assert "The disk is full. Make room and build again" in str(caught.value)
    assert files_of(tmp_path) == {}
    assert list((tmp_path / "packs").glob(".building-*")) == []


@pytest.mark.parametrize("suffix", ALL)
def test_a_disk_that_fills_up_leaves_the_earlier_pack_as_it_was(
    suffix: str, write: Callable[..., Written], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write()
    before = files_of(tmp_path)
    refuse(monkeypatch, "write_bytes", FULL, lambda path, _: path.suffix == suffix)
    with pytest.raises(OutputError):
        write(NEW)
    assert files_of(tmp_path) == before


def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a file is open on Windows: a folder can neither change places with another nor get another name."""
    monkeypatch.setattr(folder, "exchange", lambda one, other: False)
    refuse(monkeypatch, "rename", PermissionError(errno.EACCES, "in use"), lambda path, _: path.name == DAY)
    monkeypatch.setattr(folder, "_WAIT", 0)


@pytest.mark.parametrize("suffix", ALL)
def test_a_drive_that_goes_away_between_two_files_changes_nothing(
    suffix: str, write: Callable[..., Written], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write()
    before = files_of(tmp_path)
    one_by_one(monkeypatch)
    refuse(monkeypatch, "replace", GONE, lambda path, to: path.name == "next" and Path(to).suffix == suffix)
    with pytest.raises(OutputError) as caught:
        write(NEW)
    assert "Input/output error" in str(caught.value) and "Check the folder" in str(caught.value)
    assert files_of(tmp_path) == before


def test_a_drive_that_goes_away_before_the_first_pack_is_in_its_place_leaves_nothing(
    write: Callable[..., Written], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    refuse(monkeypatch, "rename", GONE, lambda _, to: Path(to).name == DAY)
    with pytest.raises(OutputError, match="Input/output error"):
        write(NEW)
    assert list(tmp_path.iterdir()) == []


def test_what_a_broken_run_left_is_removed_at_the_next_start(write: Callable[..., Written], tmp_path: Path) -> None:
    for name in (".building-2026-10-31-a1b2c3_4", ".building-2026-09-30-a1b2c3_4"):
        (tmp_path / "packs" / name / "new").mkdir(parents=True)
        (tmp_path / "packs" / name / "next.docx").write_bytes(b"half")
    write()
    assert [p.name for p in (tmp_path / "packs").iterdir()] == [DAY]


def test_the_json_comes_last_with_the_hashes_of_the_files_on_disk(
    write: Callable[..., Written], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write()
    one_by_one(monkeypatch)
    order: list[str] = []
    refuse(monkeypatch, "replace", FULL, lambda _, to: order.append(Path(to).suffix) is not None)
    written = write(NEW)
    assert order[-1] == written.paths[-1].suffix == ".json"
    assert sorted(order) == sorted(ALL) and sorted(p.suffix for p in written.paths) == sorted(ALL)
    assert hashes(tmp_path / "packs") == hashes_on_disk(tmp_path / "packs")
    assert written.notes == ()


def test_files_nobody_touched_are_overwritten_without_a_note(write: Callable[..., Written], tmp_path: Path) -> None:
    write()
    written = write(NEW)
    assert written.notes == ()
    assert {p.suffix: p.read_bytes() for p in written.paths[:-1]} == NEW
    assert len(files_of(tmp_path)) == 4
    assert hashes(tmp_path / "packs") == hashes_on_disk(tmp_path / "packs")


def test_a_pack_of_json_only_is_replaced_and_not_kept_beside_the_new_one(rowan_pack: Pack, tmp_path: Path) -> None:
    for name in ("Rowan House", "Rowan House by the sea"):
        pack = replace(rowan_pack, service=replace(rowan_pack.service, name=name))
        (path,) = write_files(pack, {}, tmp_path).paths
        assert [file.name for file in path.parent.iterdir()] == [path.name] and name in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", ALL[:3])
def test_a_file_that_a_person_changed_is_kept_and_ours_gets_a_number(
    suffix: str, write: Callable[..., Written], tmp_path: Path
) -> None:
    write()
    theirs = one(tmp_path / "packs" / DAY, suffix)
    theirs.write_bytes(b"changed by a person")
    written = write(NEW)
    ours = theirs.with_name(f"{theirs.stem} (2){suffix}")
    assert theirs.read_bytes() == b"changed by a person" and ours.read_bytes() == NEW[suffix]
    (note,) = each(written.notes)
    assert theirs.name in note and ours.name in note and "kept" in note
    assert ours in written.paths and theirs not in written.paths
    assert theirs.name not in hashes(tmp_path / "packs") and ours.name in hashes(tmp_path / "packs")

    assert write().paths == written.paths  # ours is overwritten the next time
    ours.write_bytes(b"changed as well")
    assert f"{theirs.stem} (3){suffix}" in {path.name for path in write().paths}
    assert (theirs.read_bytes(), ours.read_bytes()) == (b"changed by a person", b"changed as well")


def test_a_file_of_the_same_name_that_is_not_ours_is_kept(write: Callable[..., Written], tmp_path: Path) -> None:
    names = [path.name for path in write().paths]
    (tmp_path / "packs" / DAY / names[-1]).unlink()  # without the JSON nobody knows whose the others are
    before = files_of(tmp_path)
    assert len(write(NEW).notes) == 3
    assert before.items() <= files_of(tmp_path).items()


@pytest.mark.parametrize("suffix", ALL[:3])
def test_a_file_open_elsewhere_is_kept_and_ours_gets_a_number(
    suffix: str, write: Callable[..., Written], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    one_by_one(monkeypatch)
    write()
    theirs = one(tmp_path / "packs" / DAY, suffix)
    before = theirs.read_bytes()
    refuse(monkeypatch, "replace", PermissionError(errno.EACCES, "in use"), lambda _, to: Path(to) == theirs)
    written = write(NEW)
    (note,) = each(written.notes)
    assert "is open" in note and f"{theirs.stem} (2){suffix}" in note
    assert theirs.read_bytes() == before
    assert theirs.with_name(f"{theirs.stem} (2){suffix}").read_bytes() == NEW[suffix]


def test_a_file_that_is_free_again_after_a_moment_keeps_its_name(
    write: Callable[..., Written], monkeypatch: pytest.MonkeyPatch
) -> None:
    one_by_one(monkeypatch)
    write()
    tries: list[Path] = []

    def twice(path: Path, to: Any) -> bool:
        tries.append(path)
        return Path(to).suffix == ".docx" and len(tries) <= 2

    refuse(monkeypatch, "replace", PermissionError(errno.EACCES, "in use"), twice)
    written = write(NEW)
    assert written.notes == () and written.paths[0].read_bytes() == NEW[".docx"]


def test_a_file_that_may_not_even_be_read_is_kept_and_ours_gets_a_number(
    write: Callable[..., Written], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write()
    theirs = one(tmp_path / "packs" / DAY, ".xlsx")
    locked(theirs, monkeypatch)
    written = write(NEW)
    assert [path.name for path in written.paths if path.suffix == ".xlsx"] == [f"{theirs.stem} (2).xlsx"]
    assert len(written.notes) == 1


def test_a_json_open_elsewhere_is_never_passed_over_in_silence(
    write: Callable[..., Written], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    one_by_one(monkeypatch)
    write()
    before = files_of(tmp_path)
    refuse(monkeypatch, "replace", PermissionError(errno.EACCES, "in use"), lambda _, to: Path(to).suffix == ".json")
    with pytest.raises(OutputError, match=r"\.json.*open"):
        write(NEW)
    assert files_of(tmp_path) == before


@pytest.mark.parametrize("method", ["mkdir", "write_bytes"])
def test_a_folder_that_may_not_be_written_to_is_named_with_what_to_do(
    method: str, write: Callable[..., Written], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    refuse(monkeypatch, method, PermissionError(errno.EACCES, "Permission denied"), lambda *_: True)
    with pytest.raises(OutputError) as caught:
        write()
    said = str(caught.value)
    assert str(tmp_path / "packs") in said and "may not be written to" in said and "--out" in said


def test_a_file_in_the_way_of_the_folder_is_an_error_with_a_sentence(rowan_pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "packs").write_bytes(b"a file")
    with pytest.raises(OutputError, match=re.escape(str(tmp_path / "packs"))):
        write_files(rowan_pack, {}, tmp_path / "packs")
    assert files_of(tmp_path) == {"packs": b"a file"}


def command(house: Path, *formats: str) -> str:
    options = [each for name in formats for each in ("--format", name)]
    done = CliRunner().invoke(cli, ["build", str(house), "--on", DAY, *options])
    assert done.exit_code == 0, done.output
    return done.output


def test_format_word_writes_word_and_json_only_and_disturbs_nothing(rowan_house: Path, tmp_path: Path) -> None:
    house = copy_of(rowan_house, tmp_path / "house")
    day = house / "packs" / DAY
    command(house, "word")
    assert sorted(Path(name).suffix for name in files_of(day)) == [".docx", ".json"]
    command(house)
    assert sorted(Path(name).suffix for name in files_of(day)) == sorted(ALL)
    whole = files_of(day)
    command(house, "word")
    assert "Note:" not in command(house)
    assert sorted(files_of(day)) == sorted(whole)


def test_names_are_ascii_and_none_is_reserved_by_windows(rowan_house: Path, tmp_path: Path) -> None:
    house = copy_of(rowan_house, tmp_path / "house")
    service = house / "service.yaml"
    text = service.read_text(encoding="utf-8").replace("id: rowan-house", "id: con")
    own = re.sub("privacy_key: .*", "privacy_key: 71fd2c9a5be04e63a8c4d0b7f2e91836", text)
    service.write_text(own, encoding="utf-8")
    command(house)
    for name in files_of(house / "packs" / DAY):
        assert name.isascii() and not re.search(r'[<>:"/\\|?*]', name) and name == name.strip(" .")
        assert name.partition(".")[0].strip().upper() not in RESERVED
        assert name.startswith("con ")


@pytest.mark.parametrize("id_", ["Rowan House", "rowan/house", "..", "rowan.house", "røwan", "a" * 61, "", "CON"])
def test_a_service_id_that_is_no_slug_of_at_most_60_characters_is_refused(
    id_: str, rowan_house: Path, tmp_path: Path
) -> None:
    text = (rowan_house / "service.yaml").read_text(encoding="utf-8")
    (tmp_path / "service.yaml").write_text(text.replace("id: rowan-house", f'id: "{id_}"'), encoding="utf-8")
    with pytest.raises(ServiceError, match=r"service\.yaml"):
        read_service_file(tmp_path)


def test_a_service_id_of_60_characters_makes_names_that_fit(rowan_pack: Pack, tmp_path: Path) -> None:
    longest = "a" * 60
    (report,) = rowan_pack.reports
    named = report.file_stem.replace(rowan_pack.service.id, longest)
    assert len(named.encode("utf-8")) < 200
    (tmp_path / f"{named} (99).docx").write_bytes(b"")
