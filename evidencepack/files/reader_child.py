"""The process that reads: takes one path after another, tells what is in each, and ends when nobody asks any more.

Its output is kept for its answers; whatever a library prints goes where nobody listens.
"""

import faulthandler
import os
import pickle
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from evidencepack.files.protocol import HEAD, packed
from evidencepack.files.read_file import told

_GRACE = 5.0


def serve(megabytes: int) -> None:
    """Answer until the pipe is closed; `megabytes` is what this process is held to, 0 where it is watched instead."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one who asked
    limit_memory(megabytes)
    sys.setrecursionlimit(2_000)
    while True:
        try:
            path, document, only, seconds = pickle.load(sys.stdin.buffer)
        except (EOFError, OSError):
            return
        # If the one who asked is gone, nobody ends us: this does, even while a library never comes back.
        faulthandler.dump_traceback_later(seconds + _GRACE, exit=True)
        _answer(Path(os.fsdecode(path)), document, only, answers)
        faulthandler.cancel_dump_traceback_later()


def _answer(path: Path, document: bool, only: tuple[str, ...], answers: BinaryIO) -> None:
    try:
        for message in told(path, document, only):
            body = packed(message)
            answers.write(HEAD.pack(message[0] in ("done", "cannot"), len(body)) + body)
    except MemoryError:
        body = packed(("memory",))
        answers.write(HEAD.pack(True, len(body)) + body)
    answers.flush()


def limit_memory(megabytes: int) -> None:
    """Hold this process to so much memory (0: no limit), and let it leave no image of itself when it ends badly."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if megabytes:
            most = megabytes * 1_000_000
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
