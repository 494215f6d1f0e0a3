"""What the command line keeps apart: heavy libraries from help, our faults from the user's files, output from noise."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.made_folders import STAFF, service, workbook

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "docx",
    "docxtpl",
    "xlsxwriter",
    "openpyxl",
    "jinja2",
    "pydantic",
    "lxml",
    "yaml",
    "python_calamine",
    "pebble",
    "distributed",
)


def python(script: str, *args: object, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, *map(str, args)]
    settings = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | (env or {})
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=settings, timeout=120)


def test_importing_the_package_imports_neither_pydantic_nor_click() -> None:
    done = python("import sys, evidencepack; print([m for m in ('pydantic', 'click', 'yaml') if m in sys.modules])")
    assert done.stdout == "[]\n", done.stderr


@pytest.mark.parametrize(
    "args", [["--help"], ["--version"], ["build", "--help"], ["frameworks", "--help"]], ids=" ".join
)
def test_help_imports_no_heavy_library(args: list[str]) -> None:
    script = (
        "import sys, atexit\n"
        f"atexit.register(lambda: print('loaded', [m for m in {HEAVY!r} if m in sys.modules]))\n"
        f"sys.argv = ['evidencepack', *{args!r}]\n"
        "from evidencepack.cli import main; main()"
    )
    done = python(script)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("loaded []\n")


def test_a_public_name_is_loaded_when_it_is_used_and_a_wrong_one_is_an_attribute_error() -> None:
    done = python("import evidencepack as e; print(callable(e.build_service), sorted(e.__all__) == dir(e)); e.nothing")
    assert done.stdout == "True True\n"
    assert done.stderr.rstrip().endswith("AttributeError: module 'evidencepack' has no attribute 'nothing'")


def with_a_fault(folder: Path, where: str, raised: str, *args: str) -> subprocess.CompletedProcess[str]:
    workbook(folder / "records" / "Staff.xlsx", {"Staff": STAFF})
    service(folder, [("records/Staff.xlsx", "Staff", "staff-list")])
    module, _, name = where.rpartition(".")
    script = (
        f"import sys, {module} as m\n"
        f"def broken(*args, **kwargs): raise {raised}\n"
        f"m.{name} = broken\n"
        "sys.argv = ['evidencepack', *sys.argv[1:]]\n"
        "from evidencepack.cli import main; main()"
    )
    return python(script, *args)


FAULTS = [
    "ValueError('Ama Quartey 943 476 5919')",
    "KeyError('Ama Quartey')",
    "RuntimeError('Ama Quartey')",
    "MemoryError()",
    "RecursionError('Ama Quartey')",
    "UnicodeEncodeError('ascii', 'Ama Quartey', 0, 1, 'no')",
    "AssertionError('Ama Quartey')",
]


@pytest.mark.parametrize("raised", FAULTS)
def test_a_fault_of_ours_says_where_and_repeats_no_value(tmp_path: Path, raised: str) -> None:
    done = with_a_fault(tmp_path, "evidencepack.tables.read._reader", raised, "check", str(tmp_path))
    if "fault of evidencepack" not in done.stderr:
        done = with_a_fault(tmp_path, "evidencepack.service.read.read_sheet", raised, "check", str(tmp_path))
    assert done.returncode == 3
    assert done.stderr.startswith("This is a fault of evidencepack, not of your files. Please report these lines:\n")
    assert raised.partition("(")[0] in done.stderr
    assert "service/read.py, line " in done.stderr
    for word in ("Quartey", "943", "Staff.xlsx", str(tmp_path), str(ROOT), sys.prefix, "Traceback"):
        assert word not in done.stdout + done.stderr


def test_a_fault_in_a_writer_leaves_no_half_written_pack(tmp_path: Path) -> None:
    raised = "ValueError('Ama Quartey')"
    done = with_a_fault(
        tmp_path, "evidencepack.writers.html.write_html", raised, "build", str(tmp_path), "--on", "2026-10-31"
    )
    packs = tmp_path / "packs"
    if done.returncode == 3:
        assert [p for p in packs.rglob("*") if p.suffix in (".docx", ".xlsx", ".json", ".html")] == []
        assert "Quartey" not in done.stdout + done.stderr


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path) -> None:
    service(tmp_path)
    (tmp_path / "out").write_text("a file where a folder should be", encoding="utf-8")
    script = "import sys; from evidencepack.cli import main; main()"
    done = python(script, "build", tmp_path, "--on", "2026-10-31", "--out", tmp_path / "out")
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith("Could not do that.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is told otherwise on Windows")
def test_a_reader_that_stops_early_is_no_fault(rowan_house: Path) -> None:
    command = f'"{sys.executable}" -m evidencepack records "{rowan_house}" | head -1'
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.stdout.startswith("register,record,file,sheet,row")
    assert done.stderr == ""
