"""Invented services for many at once: the same for the same seed, readable by the shipped maps, and built by batch."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from evidencepack.cli.main import cli
from tests.outputs import files_of
from tests.words import read_service
from tools.invented.homes import make_home, make_homes

ROOT = Path(__file__).resolve().parents[2]


def command(*args: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(cli, [str(arg) for arg in args])
    return done.exit_code, done.output


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    make_homes(folder, 4, 3)
    return folder


def test_the_same_seed_writes_the_same_bytes_and_another_does_not(homes: Path, tmp_path: Path) -> None:
    make_homes(tmp_path / "same", 4, 3)
    make_homes(tmp_path / "other", 4, 4)
    assert files_of(tmp_path / "same") == files_of(homes)
    assert files_of(tmp_path / "other") != files_of(homes)


def test_a_service_is_the_same_however_many_are_written(homes: Path, tmp_path: Path) -> None:
    make_homes(tmp_path, 2, 3)
    assert files_of(tmp_path).items() <= files_of(homes).items()


def test_every_sheet_is_read_by_a_shipped_map_and_nearly_every_row(homes: Path) -> None:
    for folder in sorted(homes.iterdir()):
        read = read_service(folder)
        assert all(account.map for account in read.accounts)
        rows, used = sum(a.rows_seen for a in read.accounts), sum(a.rows_read for a in read.accounts)
        assert used > 0.95 * rows
        assert {a.register for a in read.accounts} >= {"staff", "people"}


def test_sizes_differ_and_stay_within_sixty_staff_and_five_thousand_records(homes: Path) -> None:
    sizes = []
    for folder in sorted(homes.iterdir()):
        records = read_service(folder).records
        sizes.append(len(records.of("staff")))
        assert len(records.of("staff")) <= 60
        assert sum(len(found) for found in records.rows.values()) <= 5000
    assert len(set(sizes)) > 1


def test_the_tool_writes_the_services_and_says_how_to_build_them(tmp_path: Path) -> None:
    tool = [sys.executable, str(ROOT / "tools" / "invent.py"), str(tmp_path / "homes"), "--services", "2"]
    said = subprocess.run(tool, capture_output=True, text=True, timeout=120, check=True).stdout
    assert len(list((tmp_path / "homes").glob("*/service.yaml"))) == 2
    assert "evidencepack batch" in said


def test_a_home_to_measure_has_five_thousand_records_and_as_many_staff_as_asked_for(tmp_path: Path) -> None:
    make_home(tmp_path / "usual", "measured-house")
    make_home(tmp_path / "small", "measured-house", staff=6, people=5)
    usual, small = (read_service(tmp_path / name) for name in ("usual", "small"))
    assert sum(len(found) for found in usual.records.rows.values()) == 5041
    assert (len(usual.records.of("staff")), len(small.records.of("staff"))) == (60, 6)
    assert usual.problems == ()
    assert all(usual.records.of(a.register) and not a.unused_columns for a in usual.accounts)


def test_batch_tells_each_service_then_sums_up_in_eighty_columns(homes: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    options = ("--out", out, "--on", "2026-10-31", "--workers", "2", "--format", "json")
    code, said = command("batch", homes, *options)
    assert code == 0, said
    assert "4 services: 4 built." in said
    assert [line.partition("  ")[0] for line in said.splitlines()[:4]] == [f"{n} of 4" for n in range(1, 5)]
    assert (out / "portfolio 2026-10-31.xlsx").is_file()
    long = [line for line in said.splitlines() if len(line) > 80 and str(out) not in line]
    assert long == []
    code, said = command("batch", homes, *options)
    assert (code, "4 kept, nothing has changed" in said) == (0, True)
    code, said = command("batch", homes, *options, "--again")
    assert (code, "4 services: 4 built." in said) == (0, True)


def test_batch_ends_with_exit_code_1_and_the_sentence_when_a_service_fails(tmp_path: Path) -> None:
    make_homes(tmp_path / "homes", 2, 3)
    (tmp_path / "homes" / "alder-house" / "service.yaml").write_text("format: 1\n", encoding="utf-8")
    code, said = command("batch", tmp_path / "homes", "--out", tmp_path / "out", "--format", "json")
    assert code == 1
    assert "1 built; 1 could not be built" in said
    assert " - alder-house: service.yaml: has no privacy_key" in said
