"""Look the locked dependencies up among known faults, where a service that knows them can be reached.

Run: python tools/audit.py PIP_AUDIT LOCK_FILE
Exit code 1 when a fault is known. Where no service answers that is said, and nothing fails: not every machine has
a network.
"""

import json
import subprocess
import sys
from typing import Any

_SERVICES = ("osv", "pypi")


def found_by(program: str, lock: str, service: str) -> list[dict[str, Any]]:
    """What a service says of each dependency; nothing when it cannot be reached or knows none of them."""
    command = [program, "--no-deps", "--disable-pip", "--progress-spinner=off", "--timeout=10", "--format=json"]
    try:
        asked = [*command, f"--vulnerability-service={service}", f"--requirement={lock}"]
        done = subprocess.run(asked, check=False, capture_output=True, timeout=300)
        known: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (OSError, ValueError, KeyError, subprocess.TimeoutExpired):
        return []
    return [each for each in known if "skip_reason" not in each]


def main(program: str, lock: str) -> int:
    """Ask one service after another until one answers."""
    for service in _SERVICES:
        if known := found_by(program, lock, service):
            faults = [f"{d['name']} {d['version']}: {v['id']}" for d in known for v in d.get("vulns", ())]
            print(f"{len(known)} dependencies looked up with {service}, {len(faults)} known faults.", *faults, sep="\n")
            return bool(faults)
    print("No audit of dependencies could be run here: no service that knows of faults can be reached.")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
