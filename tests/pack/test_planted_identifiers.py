"""Names and identifiers planted all over both samples: none is found in what is printed, written or left behind.

A few of them by default; all two hundred, in every command, with EVIDENCEPACK_TRIAL=200 in the environment.
"""

import os
from pathlib import Path

import pytest

from tests.pack.trial import SAMPLES, told, trial

ALL = int(os.environ.get("EVIDENCEPACK_TRIAL") or 0)
FEW = 40


@pytest.mark.parametrize("sample", SAMPLES if ALL else ["rowan-house"])
def test_nothing_planted_is_found_again(sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVIDENCEPACK_CACHE", str(tmp_path / "out" / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "out" / "temporary"))
    (tmp_path / "out" / "temporary").mkdir(parents=True)
    planted, leaks = trial(sample, ALL or FEW, tmp_path, all_of_them=bool(ALL))
    assert len(planted) > (ALL or FEW)
    assert told(leaks) == ""
