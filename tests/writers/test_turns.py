"""Two builds of one day at once: the second waits, says so, and goes on with what the first has written."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from evidencepack.errors import OutputError
from evidencepack.writers import turns
from evidencepack.writers.turns import one_builder
from tests.killed import NEW, ON, ROOT, put
from tests.outputs import files_of

fcntl = pytest.importorskip("fcntl")
OTHER_DAY = date(2026, 9, 30)
HOLD = """
import sys
from datetime import date
from pathlib import Path
from evidencepack.writers.turns import one_builder
with one_builder(Path(sys.argv[1]), date.fromisoformat(sys.argv[2])):
    print("building", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_SAY_AFTER", 0.05)


@contextmanager
def another_at_work(out: Path, on: date = ON) -> "Iterator[subprocess.Popen[str]]":
    """A process that builds the packs of a day until its input ends."""
    command = [sys.executable, "-c", HOLD, str(out), on.isoformat()]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin and other.stdout
        assert other.stdout.readline() == "building\n"
        yield other
        other.stdin.close()


def end(other: "subprocess.Popen[str]") -> None:
    assert other.stdin
    other.stdin.close()


def test_the_second_waits_until_the_first_is_done_and_says_so_once(tmp_path: Path) -> None:
    put(NEW, tmp_path)
    said: list[str] = []
    with another_at_work(tmp_path) as other:

        def waits() -> None:
            said.append("waits")
            end(other)

        with one_builder(tmp_path, ON, waits):
            assert other.wait() == 0
    assert said == ["waits"]
    assert [path.name for path in tmp_path.iterdir()] == ["2026-10-31"]


def test_who_waits_too_long_is_told_in_one_sentence_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(NEW, tmp_path)
    monkeypatch.setattr(turns, "_LONGEST", 0.2)
    with another_at_work(tmp_path):
        before = files_of(tmp_path)
        with pytest.raises(OutputError) as caught:
            put({"other.docx": b"other"}, tmp_path)
        assert files_of(tmp_path) == before
    said = str(caught.value)
    assert "Another build of this day is still at work." in said and "remove .building-2026-10-31.lock" in said
    assert "\n" not in said


def test_a_builder_that_was_killed_keeps_nobody_waiting(tmp_path: Path) -> None:
    with another_at_work(tmp_path) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
    with one_builder(tmp_path, ON, lambda: pytest.fail("waits for nobody")):
        put(NEW, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["2026-10-31"]


def test_another_day_is_built_meanwhile_and_what_it_has_aside_is_left_to_it(tmp_path: Path) -> None:
    aside, left = (tmp_path / f".building-{day.isoformat()}-x1x1x1x1" for day in (OTHER_DAY, date(2026, 8, 31)))
    for folder in (aside, left):
        (folder / "new").mkdir(parents=True)
    with another_at_work(tmp_path, OTHER_DAY):
        aside.joinpath("new").mkdir(parents=True)  # its own, since it cleared up when it began
        put(NEW, tmp_path)
        assert aside.is_dir() and not left.exists()
    put(NEW, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["2026-10-31"]


def test_two_threads_of_one_process_take_turns(tmp_path: Path) -> None:
    asked: list[str] = []
    errors: list[BaseException] = []

    def second() -> None:
        try:
            with one_builder(tmp_path, ON, lambda: asked.append("waits")):
                asked.append("second")
                put(NEW, tmp_path)
        except BaseException as error:
            errors.append(error)

    with one_builder(tmp_path, ON):
        thread = Thread(target=second)
        thread.start()
        while not asked:
            pass
        asked.append("first")
    thread.join()
    assert (asked, errors) == (["waits", "first", "second"], [])


def test_when_the_first_writes_nothing_and_takes_its_folder_away_the_second_makes_it_anew(tmp_path: Path) -> None:
    out = tmp_path / "service" / "packs"
    with another_at_work(out) as other, one_builder(out, ON, lambda: end(other)):
        put(NEW, out)
    assert [path.name for path in out.iterdir()] == ["2026-10-31"]


def test_a_build_that_fails_leaves_no_folder_that_was_not_there(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), one_builder(tmp_path / "a" / "b", ON):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_vanishes_while_we_build_is_said_and_not_made_anew(tmp_path: Path) -> None:
    with one_builder(tmp_path / "drive" / "packs", ON):
        shutil.rmtree(tmp_path / "drive")
        assert "No such file or directory" in refusal(tmp_path / "drive" / "packs")
    assert list(tmp_path.iterdir()) == []


def test_where_a_shared_drive_knows_no_locks_a_file_stands_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_here(*_: Any) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none_here)
    monkeypatch.setattr(turns, "_LONGEST", 0.2)
    seen: list[str] = []
    with one_builder(tmp_path, ON):
        lock = tmp_path / ".building-2026-10-31.held"
        assert lock.is_file()
        thread = Thread(target=lambda: seen.append(refusal(tmp_path)))
        thread.start()
        thread.join()
        put(NEW, tmp_path)
    assert "Another build" in seen[0]
    assert [path.name for path in tmp_path.iterdir()] == ["2026-10-31"]


def refusal(out: Path) -> str:
    with pytest.raises(OutputError) as caught:
        put(NEW, out)
    return str(caught.value)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="who is root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_named_before_anything_is_read(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "may not be written to" in refusal(tmp_path)
