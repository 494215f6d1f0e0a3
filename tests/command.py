"""The command line, run in the process of the tests: a process of its own takes a third of a second to begin."""

import gc
import io
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest

from evidencepack.cli import main


def run(*args: object, code: int = 0) -> tuple[str, str]:
    """What a command prints on standard output and on standard error; it must end with this exit code."""
    told, complained, ended = run_any(*args)
    assert ended == code, f"{args}: exit code {ended}\n{told[:300]}\n{complained[:1000]}"
    return told, complained


def run_any(*args: object) -> tuple[str, str, int]:
    """What a command prints on standard output and on standard error, and its exit code."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with pytest.MonkeyPatch.context() as here, redirect_stdout(out), redirect_stderr(err):
        here.setattr(sys, "argv", ["evidencepack", *map(str, args)])
        ended = _ended()
    told, complained = (said.buffer.getvalue().decode("utf-8").replace("\r\n", "\n") for said in (out, err))
    return told, complained, ended


def _ended() -> int:
    """The exit code; what main() does to save time before a process ends is undone."""
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        gc.enable()
        gc.unfreeze()
    return 0
