"""One process that builds a service's pack several times and prints what each stage cost, as JSON.

Run: python -m benchmarks.build FOLDER [TIMES]
"""

import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

ON = date(2026, 10, 31)


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


def measure(folder: Path, times: int) -> dict[str, Any]:
    """Processor seconds by stage for the first build (imports apart) and the best of the later ones."""
    start = process_time()
    from evidencepack.build import build_service

    imports = process_time() - start
    from benchmarks.stopwatch import watching

    runs, built, after_first = [], None, None
    for _ in range(times):
        with tempfile.TemporaryDirectory() as out, watching() as watch:
            start = process_time()
            built = build_service(folder, ON, out=Path(out))
            whole = process_time() - start
        runs.append({**watch.seconds, "all": whole})
        after_first = after_first or peak_megabytes()
    assert built is not None
    later = runs[1:] or runs
    return {
        "cold": {"imports": imports, **runs[0], "all": imports + runs[0]["all"]},
        "warm": {stage: min(run[stage] for run in later) for stage in runs[0]},
        "peak": after_first,
        "peak later": peak_megabytes(),
        "findings": sum(len(s.findings) for r in built.pack.reports for s in r.sections),
        "records": sum(len(sheet.rows) for sheet in built.pack.registers),
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 6)))
