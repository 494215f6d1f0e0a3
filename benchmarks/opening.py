"""Opening a folder of 20 files: from the command to what is understood of every sheet, and the questions left.

Run: python -m benchmarks.opening [FILES]. Each command runs three times in a process of its own; the least counts, as
others may use the machine.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

ON = date(2026, 10, 31)
MOST_SECONDS = 2.0
_TIMES, _PEOPLE = 3, 40
_COURSES = ("Fire safety", "Moving and handling", "Food hygiene", "Safeguarding adults", "First aid", "Mental capacity")


def _rows(kind: int) -> list[list[Any]]:
    """One of five sheets that homes keep, of people who are invented codes."""
    people = [f"Worker {number:02}" for number in range(_PEOPLE)]
    days = [ON - timedelta(days=7 * number) for number in range(_PEOPLE)]
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct"]
    return [
        [["Name", "Job title", "Start date"], *([p, "Care assistant", d] for p, d in zip(people, days, strict=True))],
        [["Name", *_COURSES], *([p, *([d] * len(_COURSES))] for p, d in zip(people, days, strict=True))],
        [["Name", *months], *([p, *("12/3" for _ in months)] for p in people)],
        [["Date", "Resident", "Type", "CQC notified"], *([d, f"R{n}", "Fall", "N"] for n, d in enumerate(days))],
        [["Zone", "Reading", "Grade"], *([f"Z{n}", n, "b"] for n in range(_PEOPLE))],
    ][kind]


def make(folder: Path, files: int) -> None:
    """The workbooks, the same every time; every fifth is one that nobody recognises."""
    import xlsxwriter

    names = ("Staff list", "Training matrix", "Supervision 2026", "Incident log", "Readings")
    for number in range(files):
        kind = number % len(names)
        path = folder / f"{names[kind]} {number // len(names) + 1}.xlsx"
        with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
            sheet = book.add_worksheet(names[kind])
            for row, cells in enumerate(_rows(kind)):
                sheet.write_row(row, 0, cells)


def seconds(arguments: Sequence[str | Path]) -> float:
    """How long a command takes in a process of its own."""
    start = perf_counter()
    command = [sys.executable, "-m", "evidencepack", *map(str, arguments)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def main(files: int) -> int:
    """Print the least seconds of each command; 1 where one takes longer than it may."""
    with tempfile.TemporaryDirectory() as place:
        theirs = Path(place) / "theirs"
        theirs.mkdir()
        make(theirs, files)
        homes = [Path(place) / f"home-{number}" for number in range(_TIMES)]
        took = {
            "init --from": min(seconds(["init", "--from", theirs, home, "--yes"]) for home in homes),
            "check": min(seconds(["check", home, "--on", str(ON)]) for home in homes),
        }
    for command, least in took.items():
        print(f"{command}, {files} files: {least:.2f} s of at most {MOST_SECONDS:.0f}")
    return int(max(took.values()) > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
