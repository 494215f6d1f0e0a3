"""Measure, and print a table; with --write, put it into docs/explanation/speed.md.

Seconds are those of the processor, so that a busy machine changes them little.
"""

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.build import FOUR, ON

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "explanation" / "speed.md"
MARK = re.compile(r"(<!-- measured: python -m benchmarks --write -->\n).*?(<!-- end -->)", re.DOTALL)
WIDTHS = (46, 10, 10, 10)


def fresh(arguments: Sequence[str], times: int) -> float:
    """The median processor seconds of a fresh Python process with these arguments."""
    taken = []
    for _ in range(times):
        start = _spent()
        subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
        taken.append(_spent() - start)
    return statistics.median(taken)


def _spent() -> float:
    """What ended child processes have used of the processor; time by the clock where that is not known (Windows)."""
    if os.name == "nt":
        return perf_counter()
    used = os.times()
    return used.children_user + used.children_system


def child(module: str, *words: object) -> dict[str, Any]:
    """What a measuring module prints in a process of its own."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def typical(folder: Path, times: int, processes: int, frameworks: int = 0) -> dict[str, Any]:
    """Of several processes, the one whose first build took the median time."""
    runs = (child("build", folder, times, frameworks) for _ in range(processes))
    found = sorted(runs, key=lambda each: each["cold"]["all"])
    return found[len(found) // 2]


def line(what: str, *cells: str) -> str:
    """One line of the table, at most 80 columns."""
    padded = (*cells, *[""] * (len(WIDTHS) - 1 - len(cells)))
    return (what.ljust(WIDTHS[0]) + "".join(c.rjust(w) for c, w in zip(padded, WIDTHS[1:], strict=True))).rstrip()


def seconds(value: float | None) -> str:
    """Seconds to the millisecond."""
    return "" if value is None else f"{value:.3f}"


def megabytes(value: float | None) -> str:
    """Megabytes, whole."""
    return "not known" if value is None else f"{value:.0f}"


def compiled() -> None:
    """Have Python compile the program beforehand and keep it, as it does where the program is installed."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([sys.executable, "-m", "compileall", "-q", "evidencepack"], cwd=ROOT, check=False)


def machine() -> str:
    """What it was measured on, in general terms, and how busy it was (the load of the last minute)."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    where = f"CPython {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores"
    return f"{where}, {date.today():%d.%m.%Y}{load}"


def start_lines(times: int) -> Iterator[str]:
    """How long a command takes that does nothing."""
    yield line("A fresh process, median", "seconds")
    yield line("  python -c pass", seconds(fresh(["-c", "pass"], times)))
    yield line("  evidencepack --help (aim 0.120)", seconds(fresh(["-m", "evidencepack", "--help"], times)))


def build_lines(title: str, found: dict[str, Any]) -> Iterator[str]:
    """What each stage of a build costs."""
    many = "4 frameworks" if found["frameworks"] == 4 else "1 framework"
    yield line(f"{title}: {found['records']:,} records, {many}", "cold s", "warm s")
    cold, warm = found["cold"], found["warm"]
    yield from (line(f"  {stage}", seconds(cold[stage]), seconds(warm.get(stage))) for stage in cold)
    per = (f"{run['all'] / found['findings'] * 1000:.1f}" for run in (cold, warm))
    yield line(f"  a finding ({found['findings']}), milliseconds", *per)
    yield line("  peak memory, MB (first build; all of them)", megabytes(found["peak"]), megabytes(found["peak later"]))


def command_lines(folder: Path, times: int) -> Iterator[str]:
    """What a person waits for the command itself, and what the processor does meanwhile in all its processes."""
    waited, spent = [], []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as out:
            named = [word for id_ in FOUR for word in ("--framework", id_)]
            command = ["-m", "evidencepack", "build", str(folder), "--on", ON.isoformat(), "--out", out, *named]
            begun, before = perf_counter(), _spent()
            subprocess.run([sys.executable, *command], cwd=ROOT, check=True, capture_output=True)
            waited.append(perf_counter() - begun)
            spent.append(_spent() - before)
    yield line("The command itself: 60 staff, 4 frameworks", "seconds")
    yield line("  by the clock (aim 1.000)", seconds(statistics.median(waited)))
    yield line("  of the processor, all processes", seconds(statistics.median(spent)))


def hand_lines(found: dict[str, Any]) -> Iterator[str]:
    """Ours beside a plain script, each from a fresh process."""
    ours, theirs = found["ours"], found["by hand"]
    yield line("60 staff, 4 frameworks, side by side", "ours s", "by hand s", "cells")
    yield line("  read", seconds(ours["read"] + ours["its files"]), seconds(theirs["read"]))
    for what in ("word", "excel"):
        yield line(f"  {what}", seconds(ours[what]), seconds(theirs[what]), f"{theirs['cells'][what]:,}")
    rest = ours["all"] - ours["read"] - ours["its files"] - ours["word"] - ours["excel"]
    yield line("  importing, mappings, judging, HTML, JSON", seconds(rest), "none")
    yield line("  all", seconds(ours["all"]), seconds(theirs["all"]))
    yield line(f"  ours takes {ours['all'] / theirs['all']:.0%} of the script's time (aim 50%)")
    yield line("  peak memory, MB", megabytes(ours["peak"]), megabytes(theirs["peak"]))


def report(times: int, processes: int, services: int, say: Callable[[str], None]) -> None:
    """Measure everything and say each line as it is known."""
    from benchmarks import batch, growth
    from evidencepack.shipped import shipped
    from tools.invented.homes import make_home

    def block(lines: Iterator[str]) -> None:
        for each in lines:
            say(each)
        say("")

    say(machine())
    say("")
    block(start_lines(times))
    sample = shipped("sample_data") / "rowan-house"
    block(build_lines("Rowan House", typical(sample, times, processes)))
    with tempfile.TemporaryDirectory() as temporary:
        bigger = Path(temporary)
        make_home(bigger, "measured-house")
        block(build_lines("60 staff", typical(bigger, times, processes)))
        block(build_lines("60 staff", typical(bigger, times, processes, len(FOUR))))
        block(command_lines(bigger, processes))
        block(hand_lines(child("by_hand", bigger, processes)))
    say("As records grow, 4 frameworks, cold")
    block(growth.table())
    block(batch.report(services, 2))


def write(lines: Sequence[str]) -> None:
    """Put the table between the marks of the page."""
    text = "\n".join(lines).strip()
    page = PAGE.read_text(encoding="utf-8")
    made = MARK.sub(lambda found: f"{found[1]}\n```text\n{text}\n```\n\n{found[2]}", page)
    PAGE.write_text(made, encoding="utf-8", newline="\n")


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into docs/explanation/speed.md")
    parser.add_argument("--quick", action="store_true", help="fewer repeats")
    parser.add_argument("--services", type=int, default=200, help="how many services a batch builds")
    chosen = parser.parse_args()
    compiled()
    lines: list[str] = []

    def say(text: str) -> None:
        print(text, flush=True)
        lines.append(text)

    report(3 if chosen.quick else 7, 1 if chosen.quick else 3, chosen.services, say)
    if chosen.write:
        write(lines)


if __name__ == "__main__":
    main()
