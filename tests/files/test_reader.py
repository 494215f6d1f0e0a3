"""No file takes the reading down: what is too much, too slow or ends the process is one line, and the rest is read."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import psutil
import pytest

from evidencepack.files import ErrorCell, Limits, Reader, Unreadable, read_file
from evidencepack.notes import note
from tests.files.test_workbooks import with_cells, worksheet
from tests.made_folders import csv_bytes, workbook
from tests.words import words

ROOT = Path(__file__).resolve().parents[2]
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return workbook(tmp_path / "good.xlsx", {"One": [["Name", "Days"], ["Ana", 3]]})


@pytest.fixture
def too_much(tmp_path: Path) -> Path:
    """Two cells at the far corners of a sheet, for which calamine would take 400 GB."""
    return with_cells(tmp_path, worksheet(FAR))


def big(folder: Path, rows: int) -> Path:
    """A workbook of so many rows, put together as text, which takes a tenth of the time of writing its cells."""
    text = '<c t="inlineStr"><is><t>{}</t></is></c>'
    cells = text + text.format("Worker") + '<c><v>1.5</v></c><c t="b"><v>1</v></c>' + text
    wrong = '<c t="e"><f>NA()</f><v>#N/A</v></c>'
    made = (cells.format(f"{n:05}", f"note {n}") + wrong * (n % 1000 == 999) for n in range(rows))
    return with_cells(folder, worksheet("".join(f"<row>{row}</row>" for row in made)))


def processes() -> list[psutil.Process]:
    return [p for p in psutil.Process().children(recursive=True) if p.status() != psutil.STATUS_ZOMBIE]


def test_a_guarded_file_is_what_it_is_unguarded(tmp_path: Path, good: Path) -> None:
    text = tmp_path / "a.csv"
    text.write_bytes(csv_bytes([["Name"], [], ["Ana", "", "x"], ["Zoë"]]))
    many = big(tmp_path, 30_000)
    with Reader() as reader:
        assert dict(reader.read_all([good, text, many])) == {p: read_file(p) for p in (good, text, many)}
        read = reader.read(many)
    assert isinstance(read, tuple)
    assert len(read[0].rows) == 30_000
    assert read[0].rows[29_999] == ("29999", "Worker", 1.5, True, "note 29999", ErrorCell("#N/A"))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is watched, not limited")
def test_a_file_that_takes_too_much_memory_is_one_line_and_the_others_are_read(good: Path, too_much: Path) -> None:
    with Reader() as reader:
        reads = dict(reader.read_all([good, too_much, good]))
    assert reads[too_much] == Unreadable(note("too-much-memory", mb=800))
    assert reads[good] == read_file(good)


def test_memory_is_watched_where_the_system_does_not_limit_it(tmp_path: Path, good: Path) -> None:
    """As on Windows and macOS: in a process of its own that believes to be there."""
    many = big(tmp_path, 200_000)
    script = f"""
        import sys
        from pathlib import Path
        import multiprocessing, psutil, subprocess, tempfile
        sys.platform = "elsewhere"
        from evidencepack.files import Limits, Reader
        with Reader(Limits(20, 60)) as reader:
            print(reader.read(Path({str(many)!r})).why.code)
            print(len(reader.read(Path({str(good)!r}))[0].rows))
    """
    assert said_by(script).splitlines() == ["too-much-memory", "2"]


def test_a_file_that_takes_too_long_is_one_line_and_the_others_are_read(tmp_path: Path, good: Path) -> None:
    slow = big(tmp_path, 150_000)
    with Reader(Limits(seconds=0.6)) as reader:
        reader.read(good)
        reads = dict(reader.read_all([slow, good]))
    assert isinstance(reads[slow], Unreadable)
    assert words(reads[slow].why) == "reading it takes more than 0.6 seconds"
    assert reads[good] == read_file(good)


def test_a_process_that_is_killed_is_started_again(good: Path) -> None:
    before = processes()
    with Reader() as reader:
        reader.read(good)
        (child,) = set(processes()) - set(before)
        child.kill()
        child.wait(10)
        assert reader.read(good) == read_file(good)


def test_nothing_is_left_when_the_reader_is_closed(good: Path) -> None:
    before = set(processes())
    with Reader() as reader:
        reader.ahead([good] * 3)
        assert set(processes()) - before
    assert not set(processes()) - before


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_nothing_is_left_when_the_one_who_asks_is_killed(good: Path) -> None:
    script = f"""
        import sys, time
        from pathlib import Path
        from evidencepack.files import Reader
        reader = Reader()
        reader.read(Path({str(good)!r}))
        print(reader.process_id(), flush=True)
        sys.stdin.read()
    """
    asker = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert asker.stdout
    child = psutil.Process(int(asker.stdout.readline()))
    os.kill(asker.pid, signal.SIGKILL)
    asker.communicate()
    child.wait(10)
    assert not child.is_running()


def said_by(script: str, **more: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, timeout=120, cwd=ROOT, **more
    )  # type: ignore[call-overload]
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


def test_it_works_without_standard_streams_and_with_libraries_that_print(good: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    script = f"""
        import os, json
        for number in (0, 1, 2):
            os.close(number)
        from pathlib import Path
        from evidencepack.files import Reader
        with Reader() as reader:
            rows = reader.read(Path({str(good)!r}))[0].rows
        Path({str(out)!r}).write_text(json.dumps(rows))
    """
    said_by(script)
    assert json.loads(out.read_text()) == [["Name", "Days"], ["Ana", 3.0]]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_a_packed_program_starts_itself_as_the_process_that_reads(good: Path, tmp_path: Path) -> None:
    program = tmp_path / "evidencepack-packed"
    program.write_text(f'#!/bin/sh\ncd "{ROOT}" && exec "{sys.executable}" -m evidencepack "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = f"""
        import sys
        from pathlib import Path
        from evidencepack.files import Reader
        sys.frozen, sys.executable = True, {str(program)!r}
        with Reader() as reader:
            print(len(reader.read(Path({str(good)!r}))[0].rows))
    """
    assert said_by(script) == "2\n"


def _rows(path: Path) -> int | str:
    with Reader() as reader:
        read = reader.read(path)
    return len(read[0].rows) if isinstance(read, tuple) else words(read.why)


def test_every_process_of_a_batch_has_its_own(good: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(_rows, [good] * 4) == [2] * 4


def test_the_process_loads_nothing_it_does_not_need(good: Path) -> None:
    script = f"""
        import sys
        from pathlib import Path
        from evidencepack.files import read_file
        read_file(Path({str(good)!r}))
        heavy = {{"pydantic", "yaml", "click", "openpyxl", "asyncio", "evidencepack.registers"}}
        print(*sorted(heavy & set(sys.modules)))
    """
    assert said_by(script) == "\n"


def test_an_answer_holds_no_code(good: Path) -> None:
    import pickle

    from evidencepack.files.protocol import Reply, packed, unpacked

    with pytest.raises(pickle.UnpicklingError):
        unpacked(packed(("done", Path("a"))))
    for wrong in (("rows", [], [([["a list"]], [])]), ("rows", [9], [(["a"], [])]), ("sheet",), ("what",), ()):
        with pytest.raises((ValueError, TypeError)):
            Reply().take(wrong)


@pytest.mark.parametrize(
    "told",
    [
        ("damaged",),
        ("It is damaged.", []),
        ("damaged", [("why", ["a list"])]),
        ("damaged", [(1, "a")]),
        ("damaged", [("a", "b")] * 11),
        ("in-use", [("why", ("in-use", [("why", ("in-use", []))]))]),
    ],
)
def test_a_note_of_the_process_that_reads_is_a_code_and_a_few_plain_facts(told: object) -> None:
    from evidencepack.files.protocol import Reply

    with pytest.raises((ValueError, TypeError)):
        Reply().take(("cannot", told))


def test_a_process_that_cannot_be_started_is_one_line_a_file(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(good.with_name("no-such-python")))
    with Reader() as reader:
        read = reader.read(good)
    assert isinstance(read, Unreadable)
    assert words(read.why) == "the program that reads files could not be started (No such file or directory)"
