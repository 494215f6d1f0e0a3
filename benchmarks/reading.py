"""100,000 training rows of 10 columns, from a workbook to checked records: ours beside pandas with openpyxl.

Run: python -m benchmarks.reading [ROWS]. Every way runs in a process of its own. Without pandas, which is no
dependency of ours, it says so and shows ours. One row in a hundred holds a cell that is no date, one an error.
"""

import gc
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks.build import peak_megabytes

HEADINGS = (
    "Staff ID", "Name", "Course", "Date completed", "Expiry date", "Provider", "Method", "Score", "Result", "Notes",
)  # fmt: skip
COURSES = ("Fire safety", "Moving and handling", "Food hygiene", "Safeguarding adults", "Cultural awareness")


def make(path: Path, rows: int) -> None:
    """The workbook; the same every time, whose people are invented codes."""
    import xlsxwriter

    chance = random.Random(1)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Training")
        sheet.write_row(0, 0, HEADINGS)
        for number in range(1, rows + 1):
            done = date(2024, 1, 1) + timedelta(days=chance.randrange(900))
            sheet.write_row(number, 0, [f"W{number % 4000:04}", f"Worker {number % 4000:04}", chance.choice(COURSES)])
            if number % 100 == 50:
                sheet.write_string(number, 3, "31/02/2026")
            else:
                sheet.write_datetime(number, 3, done)
            if number % 100 == 0:
                sheet.write_formula(number, 4, "=NA()", None, "#N/A")
            else:
                sheet.write_datetime(number, 4, done + timedelta(days=365))
            method = chance.choice(("E-learning", "Classroom"))
            sheet.write_row(number, 5, ["In house", method, chance.randrange(50, 101), "Pass", f"note {number}"])


def ours_read(path: Path) -> dict[str, Any]:
    """The guarded reader alone, its process apart."""
    from evidencepack.files import Reader

    start, used = perf_counter(), process_time()
    with Reader() as reader:
        read = reader.read(path)
        child = _peak_of(reader.process_id())
    assert isinstance(read, tuple), read
    took = {"seconds": perf_counter() - start, "processor": process_time() - used + _children(), "child": child}
    return {**took, "rows": len(read[0].rows), "bad": 0}


def ours_records(path: Path) -> dict[str, Any]:
    """The guarded reader and the column map: checked records, and a problem for every cell that is not understood."""
    from evidencepack.files import Reader
    from evidencepack.pipeline import open_library
    from evidencepack.tables import People, read_sheet

    column_map = open_library().column_maps["training-log"]
    start, used = perf_counter(), process_time()
    with Reader() as reader:
        read = reader.read(path)
        child = _peak_of(reader.process_id())
    assert isinstance(read, tuple), read
    result = read_sheet(path.name, read[0], column_map, People())
    took = {"seconds": perf_counter() - start, "processor": process_time() - used + _children(), "child": child}
    named = sum(bool(problem.origin.column) for problem in result.problems)
    return {**took, "rows": len(result.records) + len(result.unread), "bad": named}


def pandas_records(path: Path) -> dict[str, Any]:
    """What a script would do: pandas with openpyxl, dates as pandas finds them, a dict a row."""
    import pandas  # type: ignore[import-not-found, import-untyped, unused-ignore]

    start, used = perf_counter(), process_time()
    table = pandas.read_excel(path, engine="openpyxl", dtype={"Staff ID": str})
    for heading in ("Date completed", "Expiry date"):
        table[heading] = pandas.to_datetime(table[heading], errors="coerce", dayfirst=True)
    bad = int(table["Date completed"].isna().sum() + table["Expiry date"].isna().sum())
    rows = table.to_dict("records")
    return {"seconds": perf_counter() - start, "processor": process_time() - used, "rows": len(rows), "bad": bad}


WAYS: dict[str, tuple[str, Callable[[Path], dict[str, Any]]]] = {
    "ours_read": ("ours: the rows", ours_read),
    "ours_records": ("ours: records and problems", ours_records),
    "pandas_records": ("pandas and openpyxl: dicts", pandas_records),
}


def _peak_of(process: int) -> float | None:
    status = Path(f"/proc/{process}/status")
    if not status.is_file():
        return None
    lines = status.read_text(encoding="utf-8").splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), None)


def _children() -> float:
    """Processor seconds of the processes that have ended."""
    try:
        import resource
    except ImportError:
        return 0.0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure each way in a process of its own, and print."""
    if len(sys.argv) == 3 and sys.argv[1] in WAYS:
        gc.set_threshold(200_000, 50, 100)  # as our command line does; for pandas as well
        print(json.dumps({**WAYS[sys.argv[1]][1](Path(sys.argv[2])), "peak": peak_megabytes()}))
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "training.xlsx"
        make(path, rows)
        print(f"{rows:,} rows of {len(HEADINGS)} cells, {path.stat().st_size / 1e6:.1f} MB")
        print(f"{'':30}{'seconds':>9}{'processor':>11}{'MB':>7}{'MB child':>10}{'rows':>10}{'bad cells':>11}")
        for way, (title, _) in WAYS.items():
            if way == "pandas_records" and find_spec("pandas") is None:
                print("pandas is not installed: python -m pip install pandas, in an environment of its own")
                continue
            command = [sys.executable, "-m", "benchmarks.reading", way, str(path)]
            found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            child = f"{found['child']:.0f}" if found.get("child") else "-"
            peak = f"{found['peak']:.0f}" if found["peak"] else "-"
            print(f"{title:30}{found['seconds']:9.2f}{found['processor']:11.2f}{peak:>7}{child:>10}"
                  f"{found['rows']:10,}{found['bad']:11,}")  # fmt: skip


if __name__ == "__main__":
    main()
