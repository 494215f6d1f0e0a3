"""A privacy_key that can be guessed is refused: it is all that stands between a pack and the people in it."""

import random
import re
import shutil
import stat
import sys
from pathlib import Path

import pytest

from evidencepack.errors import ServiceError
from evidencepack.library import Library, read_service_file
from evidencepack.onboarding.blank_service.folder import start_folder
from evidencepack.registers.weak_key import can_be_guessed
from tests.command import run
from tests.conftest import ROOT
from tests.made_folders import STAFF, service, workbook
from tests.words import read_service

WEAK = (
    *("changeme-changeme", "Change-Me-Change-Me", "aaaaaaaaaaaaaaaaaaaaaaaa", "test-test-test-test-test"),
    *("abababababababababab", "1234-5678-9012-3456", "0123456789abcdef", "abcdefghijklmnopqrst", "qwertyuiopasdfghjkl"),
    *("password12345678", "my-home-not-secret", "rowan-house-sample-key-not-secret", "this-is-an-example-key"),
    "put-your-privacy-key-here",
)


@pytest.mark.parametrize("key", WEAK)
def test_a_key_that_can_be_guessed_stops_a_service_in_one_line_with_another_to_paste(key: str, tmp_path: Path) -> None:
    folder = service(tmp_path, key=key)
    for command in ("build", "check", "records"):
        told = run(command, folder, code=1)[1]
        assert len(told.strip().splitlines()) == 2 and key not in told  # the first says that it could not be done
        offered = re.findall(r"privacy_key: ([0-9a-f]{32})$", told.strip())
        assert len(offered) == 1
    (folder / "service.yaml").write_text((folder / "service.yaml").read_text().replace(key, offered[0]))
    assert read_service_file(folder).id == "made"


def test_a_key_made_by_chance_is_never_taken_for_one_that_can_be_guessed() -> None:
    chance = random.Random(7)
    assert not any(can_be_guessed(chance.randbytes(16).hex()) for _ in range(20_000))


@pytest.mark.parametrize("name", ["rowan-house", "harbour-homecare"])
def test_the_shipped_samples_are_built_with_their_keys_and_nothing_is_said_of_it(name: str) -> None:
    read = read_service(ROOT / "sample_data" / name)
    assert not [p for p in read.problems if p.origin.file == "service.yaml"]


@pytest.mark.parametrize(
    ("old", "new"), [("id: rowan-house", "id: our-house"), ("name: Rowan House", "name: Our House")]
)
def test_a_sample_put_to_use_under_another_id_or_name_is_refused(old: str, new: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sample_data" / "rowan-house", tmp_path / "ours")
    file = tmp_path / "ours" / "service.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ServiceError, match="that of a sample or can be guessed"):
        read_service_file(tmp_path / "ours")


def test_a_trial_without_a_name_of_its_own_goes_on_and_is_told_first(tmp_path: Path) -> None:
    folder = service(tmp_path, [("records/Staff.xlsx", "", "staff-list")], key="test-test-test-test-test")
    workbook(folder / "records" / "Staff.xlsx", {"Staff": STAFF})
    file = folder / "service.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Made for a test", "made"), encoding="utf-8")
    told = run("build", folder, "--on", "2026-10-31", "--format", "json")[0]
    assert "Everybody in this pack could be found again" in " ".join(told.split())


@pytest.mark.skipif(sys.platform == "win32", reason="there the folder decides who may read")
def test_a_new_folder_is_for_its_owner_alone_what_was_copied_into_it_too(library: Library, tmp_path: Path) -> None:
    start_folder(tmp_path / "new", library)
    workbook(tmp_path / "in/Staff.xlsx", {"Staff": STAFF})
    run("init", tmp_path / "from", "--from", tmp_path / "in", "--yes")
    files = [p for name in ("new", "from") for p in (tmp_path / name).rglob("*") if p.is_file()]
    assert {"service.yaml", "Staff.xlsx", "Registers.xlsx"} <= {p.name for p in files}
    assert {stat.S_IMODE(p.stat().st_mode) for p in files} == {0o600}
