"""Files written whole or not at all, and folders that change places."""

import errno
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from evidencepack.on_disk import exchange, sync, write_new, write_whole
from tests.killed import every_kill
from tests.outputs import files_of


def visible(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in files_of(folder).items() if not name.rpartition("/")[2].startswith(".new-")}


@pytest.mark.parametrize("old", [b"", b"old"])
def test_killed_at_any_step_a_file_is_the_old_one_or_the_new_one(old: bytes, tmp_path: Path) -> None:
    (tmp_path / "start" / "packs").mkdir(parents=True)
    if old:
        (tmp_path / "start" / "packs" / "a file").write_bytes(old)
    for folder in every_kill("whole", tmp_path / "start", tmp_path / "killed"):
        assert visible(folder) in ({"packs/a file": b"new"}, {"packs/a file": old} if old else {})
        write_whole(folder / "packs" / "a file", b"again")
        assert visible(folder) == {"packs/a file": b"again"}


def test_killed_at_any_step_a_file_that_must_not_be_there_yet_is_none_or_whole(tmp_path: Path) -> None:
    (tmp_path / "start" / "packs").mkdir(parents=True)
    for folder in every_kill("new", tmp_path / "start", tmp_path / "killed"):
        assert visible(folder) in ({}, {"packs/a file": b"new"})


def test_a_file_that_is_there_is_not_written_over_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    write_new(file, b"first")
    with pytest.raises(FileExistsError):
        write_new(file, b"second")
    assert files_of(tmp_path) == {"mine.yaml": b"first"}


def test_a_link_that_leads_nowhere_is_taken_too(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "mine.yaml", b"first")
    assert not (tmp_path / "nowhere").exists()


def test_where_the_disk_knows_no_links_a_new_file_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    write_new(tmp_path / "mine.yaml", b"first")
    assert files_of(tmp_path) == {"mine.yaml": b"first"}


def test_a_new_file_may_be_read_by_whom_the_folder_lets_read(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_whole(tmp_path / "a", b"")
        write_new(tmp_path / "b", b"")
    finally:
        os.umask(before)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in "ab"] == [0o644, 0o644]


def test_a_name_too_long_leaves_nothing(tmp_path: Path) -> None:
    for write in (write_whole, write_new):
        with pytest.raises(OSError, match="too long"):
            write(tmp_path / ("x" * 300), b"")
    assert files_of(tmp_path) == {}


@pytest.mark.skipif(sys.platform != "linux", reason="asks what Linux can do")
def test_two_folders_change_places_in_one_step(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    sync(tmp_path)
    assert exchange(tmp_path / "one", tmp_path / "other")
    assert sorted(files_of(tmp_path)) == ["one/other", "other/one"]
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "one", tmp_path / "none")
