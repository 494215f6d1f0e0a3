"""Packs a minute of many invented services, in one process and in several, and what memory does meanwhile.

Run: python -m benchmarks.batch [--services 200] [--workers 2]
"""

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.build import ON, peak_megabytes

ROOT = Path(__file__).resolve().parent.parent
WIDTHS = (34, 11, 11, 11, 11)
AIM = 150  # packs a minute in one process


def megabytes_now() -> float | None:
    """What this process holds now; None where that cannot be asked."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return None
    lines = status.read_text(encoding="utf-8").splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), None)


def peak_of_children() -> float | None:
    """The most memory that any finished child has held; None where that cannot be asked."""
    try:
        import resource
    except ImportError:
        return None
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def cpu_seconds() -> float:
    """Seconds of processor time of this process and its finished children."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def measured(packs: int, start: float, cpu: float, memory: Sequence[float | None]) -> dict[str, Any]:
    """What every way reports."""
    return {"packs": packs, "seconds": perf_counter() - start, "cpu": cpu_seconds() - cpu, "memory": list(memory)}


def one_process(homes: Path, out: Path, on: date) -> dict[str, Any]:
    """Every service in this process, one after another, with the memory it holds after each."""
    from evidencepack.batch.discover import discover
    from evidencepack.batch.job import Job, build_one
    from evidencepack.build_options import BuildOptions
    from evidencepack.pipeline import open_library

    options = BuildOptions(on=on)
    found = discover(homes, out, open_library().messages)
    jobs = [Job(f.folder, f.place, f.id, f.name, out, options, again=True) for f in found]
    cpu, start = cpu_seconds(), perf_counter()
    memory = []
    gc.disable()
    for job in jobs:
        assert build_one(job).state == "built"
        # As a worker of the command does it.
        gc.collect()
        gc.freeze()
        memory.append(megabytes_now())
    return measured(len(jobs), start, cpu, memory) | {"child": None, "parent": peak_megabytes()}


def batch(homes: Path, out: Path, on: date, workers: int, way: str) -> dict[str, Any]:
    """As the command does it, workbook included, with the memory of the parent after each service."""
    from evidencepack.batch import Cluster, build_portfolio, write_portfolio
    from evidencepack.build_options import BuildOptions
    from evidencepack.pipeline import open_library

    cpu, start = cpu_seconds(), perf_counter()
    memory: list[float | None] = []
    cluster = Cluster(local=workers) if way == "cluster" else None
    portfolio = build_portfolio(
        homes, out, BuildOptions(on=on), workers, way != "kept", lambda *_: memory.append(megabytes_now()), cluster
    )
    write_portfolio(portfolio, open_library().messages, out)
    assert not portfolio.in_state("failed")
    found = measured(len(portfolio.services), start, cpu, memory)
    return found | {"child": peak_of_children(), "parent": peak_megabytes()}


def child(way: str, homes: Path, out: Path, workers: int) -> dict[str, Any]:
    """One way in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.batch", "--way", way, "--workers", str(workers), str(homes), str(out)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def line(what: str, *cells: str) -> str:
    """One line of the table, at most 80 columns."""
    padded = (*cells, *[""] * (len(WIDTHS) - 1 - len(cells)))
    return (what.ljust(WIDTHS[0]) + "".join(c.rjust(w) for c, w in zip(padded, WIDTHS[1:], strict=True))).rstrip()


def megabytes(value: float | None) -> str:
    """Megabytes, whole."""
    return "" if value is None else f"{value:.0f}"


def row(what: str, found: dict[str, Any]) -> str:
    """Packs a minute, processor seconds a pack, memory of the parent and of the biggest child."""
    rate, each = found["packs"] / found["seconds"] * 60, found["cpu"] / found["packs"]
    return line(what, f"{rate:.0f}", f"{each:.3f}", megabytes(found["parent"]), megabytes(found["child"]))


def memory_lines(found: dict[str, Any]) -> Iterator[str]:
    """What one process holds after so many packs."""
    held = found["memory"]
    for after in sorted({1, 10, 25, 50, 100, len(held)}):
        if after <= len(held) and held[after - 1] is not None:
            yield line(f"  after {after} packs", megabytes(held[after - 1]))


def report(services: int, workers: int) -> Iterator[str]:
    """Make the services and measure every way, in processes of their own."""
    from tools.invented.homes import make_homes

    with tempfile.TemporaryDirectory() as temporary:
        homes = Path(temporary) / "homes"
        start = perf_counter()
        records = make_homes(homes, services, 1)
        yield f"Batch: {services} services, {records:,} records; made in {perf_counter() - start:.1f} seconds"
        yield ""
        yield line("", "packs", "CPU s", "parent MB", "child MB")
        yield line("", "a minute", "a pack", "at most", "at most")
        alone = child("alone", homes, Path(temporary) / "alone", 1)
        yield row(f"one process (aim {AIM})", alone)
        found: dict[tuple[str, int], dict[str, Any]] = {}
        for way, words in (("batch", "batch"), ("cluster", "batch, Dask cluster here")):
            for number in (1, workers):
                found[way, number] = child(way, homes, Path(temporary) / f"{way} {number}", number)
                yield row(f"{words}, {number} worker{'s' * (number > 1)}", found[way, number])
        yield row("batch again, nothing changed", child("kept", homes, Path(temporary) / f"batch {workers}", workers))
        yield ""
        for way, words in (("batch", "batch"), ("cluster", "Dask")):
            faster = found[way, 1]["seconds"] / found[way, workers]["seconds"]
            yield f"{workers} workers against 1, {words}: {faster:.2f} times as fast"
        faster = alone["seconds"] / found["batch", workers]["seconds"]
        yield f"{workers} workers against one process: {faster:.2f} times as fast"
        yield ""
        yield line("one process, memory held", "MB")
        yield from memory_lines(alone)


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    parser.add_argument("--services", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--way", choices=("alone", "batch", "cluster", "kept"), help=argparse.SUPPRESS)
    parser.add_argument("folders", nargs="*", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if not chosen.way:
        for each in report(chosen.services, chosen.workers):
            print(each, flush=True)
        return
    homes, out = chosen.folders
    alone = chosen.way == "alone"
    print(json.dumps(one_process(homes, out, ON) if alone else batch(homes, out, ON, chosen.workers, chosen.way)))


if __name__ == "__main__":
    main()
