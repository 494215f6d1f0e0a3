"""batch on the command line: a bar where somebody watches, a line a service where nobody does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.made_folders import STAFF, service, workbook


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """batch over two small services, one of them without a privacy key."""
    for id_ in ("ash", "beech"):
        folder = tmp_path / "homes" / id_
        service(folder, [("records/Staff.xlsx", "Sheet1", "staff-list")])
        workbook(folder / "records" / "Staff.xlsx", {"Sheet1": STAFF})
        path = folder / "service.yaml"
        text = path.read_text(encoding="utf-8").replace("id: made", f"id: {id_}")
        path.write_text(text.replace("Made for a test", f"{id_.title()} House"), encoding="utf-8")
    (tmp_path / "homes" / "beech" / "service.yaml").write_text("format: 1\nid: beech\nname: Beech\n", encoding="utf-8")
    options = ["--out", str(tmp_path / "out"), "--on", "2026-10-31", "--workers", "1", "--format", "json"]
    return [sys.executable, "-m", "evidencepack", "batch", str(tmp_path / "homes"), *options]


def test_without_a_terminal_each_service_is_a_line_and_a_failed_one_makes_the_exit_code_1(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120)
    lines = done.stdout.splitlines()
    assert lines[:2] == ["1 of 2  beech: could not be built", "2 of 2  Ash House: built"]
    assert "2 services: 1 built; 1 could not be built." in lines
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.skipif(sys.platform == "win32", reason="its terminals are made otherwise")
def test_a_terminal_shows_how_many_are_done_and_then_the_same_summary(command: list[str]) -> None:
    ours, theirs = os.openpty()
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm"}) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:  # the other end is closed
            pass
        os.close(ours)
    assert process.returncode == 1
    text = shown.decode()
    assert "2/2" in text and "Ash House" in text and "1 of 2" not in text
    assert "2 services: 1 built; 1 could not be built." in text
