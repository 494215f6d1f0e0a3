"""evidencepack init: a whole folder or none, over nothing that is there, and what comes of it works at once."""

from pathlib import Path

import pytest

from evidencepack.errors import OutputError, ServiceError
from evidencepack.library import Library, read_service_file
from evidencepack.onboarding.blank_service import folder as starting
from evidencepack.onboarding.blank_service.folder import start_folder
from tests.command import run
from tests.killed import SERVICE, every_kill
from tests.words import read_service

ALL = ["documents/README.txt", "records/Registers.xlsx", "service.yaml"]


def files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_a_new_folder_has_a_service_a_workbook_and_places_for_the_rest(tmp_path: Path, library: Library) -> None:
    start_folder(tmp_path / "rowan-house", library)
    assert files(tmp_path / "rowan-house") == ALL
    assert (tmp_path / "rowan-house" / "packs").is_dir()
    service = read_service_file(tmp_path / "rowan-house")
    assert (service.id, service.name, service.type) == ("rowan-house", "Rowan House", "care home")


@pytest.mark.parametrize("name", ['St Mary\'s "Lodge"', "No", "# one: two", "Tŷ Gwyn", "O'Neill & Sons: care", "12"])
def test_any_name_stands_in_service_yaml_as_it_was_given(tmp_path: Path, library: Library, name: str) -> None:
    start_folder(tmp_path / "x", library, name, "Home Care")
    service = read_service(tmp_path / "x", library).service
    assert (service.name, service.type) == (name, "home care")


def test_each_folder_has_a_key_of_its_own(tmp_path: Path, library: Library) -> None:
    for name in ("a", "b"):
        start_folder(tmp_path / name, library)
    keys = {read_service_file(tmp_path / name).privacy_key.get_secret_value() for name in ("a", "b")}
    assert len(keys) == 2
    assert all(len(key) == 32 for key in keys)


@pytest.mark.parametrize("there", ALL)
def test_what_stands_there_is_said_and_never_written_over(tmp_path: Path, library: Library, there: str) -> None:
    path = tmp_path / "made" / there
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=there):
        start_folder(tmp_path / "made", library)
    assert files(tmp_path / "made") == [there]
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_folder_with_other_files_is_added_to_and_they_stay(tmp_path: Path, library: Library) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "Staff list.xlsx").write_bytes(b"mine")
    start_folder(tmp_path, library, "Made")
    assert (tmp_path / "records" / "Staff list.xlsx").read_bytes() == b"mine"
    assert set(ALL) < set(files(tmp_path))


def test_nothing_is_left_when_the_folder_cannot_be_written_whole(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        if target.name == "README.txt":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    rename = Path.rename
    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OutputError, match="No space left"):
        starting.start_folder(tmp_path / "new" / "made", library)
    assert list(tmp_path.iterdir()) == []


def test_a_kind_of_service_that_there_is_not_is_said(tmp_path: Path, library: Library) -> None:
    with pytest.raises(ServiceError, match="Choose one of: care home, home care"):
        start_folder(tmp_path / "made", library, "Made", "nursing")
    assert not (tmp_path / "made").exists()


def test_check_and_build_work_at_once_and_say_that_nothing_is_filled_in(tmp_path: Path) -> None:
    folder = tmp_path / "rowan-house"
    text, _ = run("init", folder)
    assert "records/Registers.xlsx" in text
    text, complained = run("check", folder)
    assert complained == ""
    assert "Nothing is filled in yet." in text
    assert "Problems: none." in text
    assert len(text.splitlines()) < 36  # with what nobody has said yet, a line each
    assert max(map(len, text.splitlines())) <= 80
    assert "Not supplied" in run("build", folder, "--on", "2026-10-31", "--format", "json")[0]


def test_init_says_what_is_in_the_way_and_ends_with_1(tmp_path: Path) -> None:
    run("init", tmp_path / "made")
    assert "There is already: service.yaml" in run("init", tmp_path / "made", code=1)[1]


def test_the_note_in_documents_is_no_evidence(tmp_path: Path, library: Library) -> None:
    start_folder(tmp_path / "made", library)
    assert read_service(tmp_path / "made", library).records.of("documents") == ()


@pytest.mark.parametrize("empty", [False, True])
def test_killed_at_any_step_there_is_a_whole_service_or_none(empty: bool, tmp_path: Path) -> None:
    place = tmp_path / "start" / "packs" / ("home" if empty else "")
    place.mkdir(parents=True)
    *killed, whole = every_kill("init", tmp_path / "start", tmp_path / "killed")
    assert files(whole / "packs") == sorted(f"home/{name}" for name in SERVICE)
    for folder in killed:
        house = folder / "packs" / "home"
        found = [name for name in files(house) if not name.startswith(".building-")]
        assert "service.yaml" not in found or found == sorted(SERVICE)
        assert empty or found in ([], sorted(SERVICE))
