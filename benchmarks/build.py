"""One process that builds a service's pack several times and prints what each stage cost, as JSON.

Run: python -m benchmarks.build FOLDER [TIMES] [FRAMEWORKS]; so many frameworks of `FOUR`, or those of service.yaml.
"""

import gc
import json
import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

ON = date(2026, 10, 31)
FOUR = (
    "commissioner-cultural-identity",
    "commissioner-culture-and-leadership",
    "council-contract-kpis",
    "cqc-saf-2023",
)


def peak_megabytes() -> float | None:
    """The most memory this process has held; None where that cannot be asked."""
    status = Path("/proc/self/status")
    if status.is_file():
        lines = status.read_text(encoding="utf-8").splitlines()
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), None)
    try:
        import resource
    except ImportError:
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def of_children() -> float:
    """Processor seconds of the processes that this one has started and that have ended."""
    used = os.times()
    return used.children_user + used.children_system


def measure(folder: Path, times: int, frameworks: tuple[str, ...] = ()) -> dict[str, Any]:
    """Processor seconds by stage for the first build (imports apart) and the best of the later ones.

    "its files" is what the process that reads the files takes, at the same time as this one; "all" is the processor's
    for both, "by the clock" what a person waits.
    """
    # As the command line sets it, whose process builds one pack.
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    begun, start = perf_counter(), process_time()
    from evidencepack.build_options import BuildOptions
    from evidencepack.pipeline import build_service

    imports = process_time() - start
    waited = perf_counter() - begun
    from benchmarks.stopwatch import watching

    runs, built, after_first = [], None, None
    for _ in range(times):
        with tempfile.TemporaryDirectory() as out, watching() as watch:
            begun, start, child = perf_counter(), process_time(), of_children()
            built = build_service(folder, BuildOptions(on=ON, frameworks=frameworks), out=Path(out))
            own, child, clock = process_time() - start, of_children() - child, perf_counter() - begun
        runs.append({**watch.seconds, "its files": child, "all": own + child, "by the clock": clock})
        after_first = after_first or peak_megabytes()
    assert built is not None
    later, first = runs[1:] or runs, runs[0]
    cold = {"imports": imports, **first, "all": imports + first["all"], "by the clock": waited + first["by the clock"]}
    return {
        "cold": cold,
        "warm": {stage: min(run[stage] for run in later) for stage in first},
        "peak": after_first,
        "peak later": peak_megabytes(),
        "frameworks": len(built.pack.reports),
        "findings": sum(len(s.findings) for r in built.pack.reports for s in r.sections),
        "records": sum(len(sheet.rows) for sheet in built.pack.registers),
    }


if __name__ == "__main__":
    _, place, *rest = sys.argv
    often, many = [*map(int, rest), *(6, 0)[len(rest) :]]
    print(json.dumps(measure(Path(place), often, FOUR[:many])))
