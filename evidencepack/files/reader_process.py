"""The process that reads, seen from outside: started, asked, listened to, and ended when it takes too much."""

import atexit
import os
import subprocess
import sys
import tempfile
from collections import deque
from contextlib import suppress
from pathlib import Path
from pickle import dumps
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import IO

from msgspec import Struct

from evidencepack.files.protocol import HEAD, Reply, unpacked
from evidencepack.files.sheet import Read

FROZEN = "--read-files"  # how a program packed by PyInstaller and the like is asked to be the process that reads
TOO_SLOW, MEMORY, CRASH = "slow", "memory", "crash"
_START = (
    "import sys; sys.path[:] = sys.argv[2:]; from evidencepack.files.reader_child import serve; serve(int(sys.argv[1]))"
)
_HELD = sys.platform == "linux"  # the one system that holds a process to its memory itself; elsewhere it is watched
_PIPE = 4_000  # bytes that a pipe takes on every system while nobody reads it


class Limits(Struct, frozen=True):
    """How long one file may take, in seconds, and how much memory, in megabytes, before it is given up."""

    seconds: float = 12.0
    megabytes: int = 800


class Process:
    """The process and what is between us: requests that wait, and messages as they come, kept by a thread."""

    def __init__(self, limits: Limits) -> None:
        self.verdict, self.answered = CRASH, 0
        self._limits = limits
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  (closed when the process has ended)
        try:
            self._process = _started(limits, self._said)
        except OSError:
            self._said.close()
            raise
        self.process_id = self._process.pid

        self._lock = Lock()
        self._waiting: deque[bytes] = deque()
        self._sent: deque[int] = deque()
        self._began = monotonic()
        self._messages: SimpleQueue[bytes | None] = SimpleQueue()
        Thread(target=self._listen, name="evidencepack-reader", daemon=True).start()
        atexit.register(self.end)

    def ask(self, path: Path, document: bool, only: tuple[str, ...]) -> None:
        """Ask for a file, now or when those before it have been read; as Reader.read_document, or Reader.read."""
        with self._lock:
            self._waiting.append(dumps((os.fsencode(path), document, only, self._limits.seconds)))
            self._send()

    def _send(self) -> None:
        """Send requests, but no more than the pipe takes while the process is busy: a write must not wait."""
        assert self._process.stdin
        while self._waiting and (not self._sent or sum(self._sent) + len(self._waiting[0]) < _PIPE):
            request = self._waiting.popleft()
            if not self._sent:
                self._began = monotonic()
            self._sent.append(len(request))
            with suppress(OSError):  # it has ended; whoever waits for the answer learns it
                self._process.stdin.write(request)
                self._process.stdin.flush()

    def _listen(self) -> None:
        """Take what the process says, so that it never waits for us, and send what is next."""
        assert self._process.stdout
        taken, most = 0, self._limits.megabytes * 1_000_000
        with suppress(OSError, ValueError):
            while len(head := _exactly(self._process.stdout, HEAD.size)) == HEAD.size:
                last, size = HEAD.unpack(head)
                taken += size
                if taken > most:
                    self.verdict = MEMORY
                    break
                message = _exactly(self._process.stdout, size)
                if monotonic() > self._began + self._limits.seconds:
                    self.verdict = TOO_SLOW
                    break
                self._messages.put(message)
                if last:
                    taken = 0
                    with self._lock:
                        if self._sent:
                            self._sent.popleft()
                        self._began = monotonic()
                        self._send()
        self._messages.put(None)

    def answer(self) -> Read | None:
        """The answer about the next file; None when the process was ended or ended itself, and `verdict` is why."""
        answer = Reply()
        while True:
            message = self._message()
            if message is None:
                break
            try:
                told = unpacked(message)
                if told == ("memory",):
                    self.verdict = MEMORY
                    break
                done = answer.take(told)
            except Exception:  # no message of ours: a file has taken the process over
                break
            if done:
                self.answered += 1
                return answer.read
        self._over()
        return None

    def _message(self) -> bytes | None:
        """The next message; None when there is none, because of a limit or because the process has ended."""
        while True:
            left = self._began + self._limits.seconds - monotonic()
            try:
                return self._messages.get(timeout=max(0.0, left if _HELD else min(left, 0.05)))
            except Empty:
                if not _HELD and _memory_of(self.process_id) > self._limits.megabytes * 1_000_000:
                    self.verdict = MEMORY
                    return None
                if monotonic() > self._began + self._limits.seconds:
                    self.verdict = TOO_SLOW
                    return None

    def _over(self) -> None:
        """End the process, and see from what it said last whether it ran out of memory."""
        self._process.kill()
        self._process.wait()
        self._said.seek(max(0, self._said.seek(0, os.SEEK_END) - 4_000))
        last = self._said.read()
        if self.verdict == CRASH and (b"memory allocation of" in last or b"MemoryError" in last):
            self.verdict = MEMORY
        self.end()

    def end(self) -> None:
        """End the process; nothing of it stays."""
        atexit.unregister(self.end)
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._said):
            with suppress(OSError):
                if pipe:
                    pipe.close()


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    """So many bytes of a pipe, or fewer where it ends."""
    parts = bytearray()
    while len(parts) < size and (part := pipe.read(size - len(parts))):
        parts += part
    return bytes(parts)


def _started(limits: Limits, said: IO[bytes]) -> "subprocess.Popen[bytes]":
    """The process itself; what libraries print goes where it is looked up only when the process has ended badly."""
    return subprocess.Popen(
        python_command(FROZEN, _START, str(limits.megabytes if _HELD else 0)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=said,
        bufsize=0,
        env={**os.environ, "MALLOC_ARENA_MAX": "1", "RUST_BACKTRACE": "0"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def python_command(frozen: str, start: str, *words: str) -> list[str]:
    """How a process of ours is started: this Python without anything it does not need, or the packed program itself.

    `start` is the Python it runs, whose arguments are `words` and then its search path; a packed program gets `frozen`.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, frozen, *words]
    python = sys.executable
    if sys.platform == "win32":  # in a virtual environment, python.exe only starts the real one
        python = getattr(sys, "_base_executable", python) or python
    ours = str(Path(__file__).resolve().parents[2])
    paths = [ours, *(path for path in sys.path if path and path != ours)]
    return [python, "-I", "-S", "-X", "utf8", "-c", start, *words, *paths]


def _memory_of(pid: int) -> int:
    """The bytes that a process holds; 0 when it has ended."""
    import psutil

    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0
