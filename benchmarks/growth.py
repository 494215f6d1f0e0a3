"""What a finding costs as records grow ten times and a hundred times: the same service, with more staff and people.

Run: python -m benchmarks.growth; each size in a fresh process, four frameworks. In proportion means that the cost of
a record stays as it is, or falls.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.build import FOUR

SIZES = (6, 60, 600)  # staff
WIDTHS = (16, 10, 10, 10, 11, 12, 8)


def measured(staff: int) -> dict[str, Any]:
    """The first build of a service of this size, in a process of its own."""
    from tools.invented.homes import make_home

    with tempfile.TemporaryDirectory() as folder:
        make_home(Path(folder), "measured-house", staff=staff, people=staff * 5 // 6)
        command = [sys.executable, "-m", "benchmarks.build", folder, "1", str(len(FOUR))]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def line(*cells: str) -> str:
    """One line of the table, at most 80 columns."""
    return cells[0].ljust(WIDTHS[0]) + "".join(c.rjust(w) for c, w in zip(cells[1:], WIDTHS[1:], strict=True))


def table(sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """A line a size, each said as soon as it is known."""
    yield line("", "records", "findings", "all s", "ms a", "ms a", "MB")
    yield line("", "", "", "", "finding", "record", "")
    for staff in sizes:
        found = measured(staff)
        took, findings, records = found["cold"]["all"], found["findings"], found["records"]
        costs = (f"{took / findings * 1000:.1f}", f"{took / records * 1000:.2f}", f"{found['peak'] or 0:.0f}")
        yield line(f"{staff} staff", f"{records:,}", str(findings), f"{took:.2f}", *costs)


if __name__ == "__main__":
    for each in table():
        print(each, flush=True)
