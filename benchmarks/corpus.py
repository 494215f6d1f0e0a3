"""Read every file of a folder, however odd, through the guarded reader, and print what became of each.

Run: python -m benchmarks.corpus FOLDER [--memory]. Ends with 1 when a file took more than the limits, or gave neither
rows nor one line. With --memory each file is read a second time, in processes of its own, to see what it takes.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from evidencepack.files import Limits, Read, Reader, Unreadable
from evidencepack.notes import Messages
from evidencepack.pipeline import open_library

WIDTH = 100


def told(read: Read, messages: Messages) -> str:
    """What became of a file, in one line."""
    if isinstance(read, Unreadable):
        return f"{messages.what(read.why)}. {messages.remedy(read.why)}"
    cells = sum(cell is not None for sheet in read for row in sheet.rows for cell in row)
    rows = sum(len(sheet.rows) for sheet in read)
    said = dict.fromkeys(messages.what(line) for sheet in read for line in sheet.notes)
    return f"{len(read)} sheets, {rows:,} rows, {cells:,} cells. {' '.join(said)}"


def faults(read: Read, line: str, seconds: float, megabytes: float, limits: Limits) -> Iterator[str]:
    """What must not be: more than the limits, a line that is none, an answer about nothing."""
    if seconds > limits.seconds + 2:
        yield "too slow"
    if megabytes > limits.megabytes:
        yield "too much memory"
    if isinstance(read, Unreadable) and (line.startswith(".") or line.endswith(". ") or "\n" in line):
        yield "not one line"
    if isinstance(read, tuple) and not read:
        yield "neither rows nor a line"


def peak_of(path: Path) -> float:
    """The most memory, in MB, that the process that reads one file held."""
    script = (
        "import resource, sys; from pathlib import Path; from evidencepack.files import Reader\n"
        "with Reader() as reader: reader.read(Path(sys.argv[1]))\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    return int(done.stdout) / 1000


def main() -> None:
    """Parse, read, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--memory", action="store_true")
    chosen = parser.parse_args()
    paths = sorted(path for path in chosen.folder.rglob("*") if not path.is_dir())
    limits, bad, begun = Limits(), 0, perf_counter()
    messages = open_library().messages
    with Reader(limits) as reader:
        for path in paths:
            start = perf_counter()
            read = reader.read(path)
            seconds = perf_counter() - start
            megabytes = peak_of(path) if chosen.memory else 0.0
            line = told(read, messages)
            wrong = list(faults(read, line, seconds, megabytes, limits))
            bad += bool(wrong)
            memory = f"{megabytes:5.0f} MB  " if chosen.memory else ""
            name = str(path.relative_to(chosen.folder))[-52:]
            print(f"{name:52}  {seconds:6.3f} s  {memory}{', '.join(wrong).upper()}{line[:WIDTH]}")
    print(f"{len(paths)} files in {perf_counter() - begun:.1f} s, {bad} not as they should be")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
