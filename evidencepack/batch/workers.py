"""Processes that do one piece of work after another, and are replaced before their memory grows.

A process that ends badly takes one piece of work with it, and it is known which. The pools of the standard library
and of joblib give up all their work then, or hang, and cannot renew a process on every Python we support.
"""

import gc
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import Any, Generic, TypeVar

from msgspec import Struct

Job = TypeVar("Job")
Answer = TypeVar("Answer")

MOST = 60  # processes; Windows cannot wait for more than 63 things at once
_PIECES_EACH = 50  # of work, before a process is replaced
_LIMIT = 1200.0  # seconds for one piece of work
_GOODBYE = 5.0  # seconds to end in


class Lost(Struct, frozen=True):
    """A piece of work without an answer, and why."""

    why: str


class _Worker(Struct, Generic[Job]):
    """A process, our end of the pipe to it, what it does and how much it has done."""

    process: BaseProcess
    pipe: "Connection[Any, Any]"
    job: Job | None = None
    until: float = 0.0
    done: int = 0


def spread(
    work: Callable[[Job], Answer], jobs: Sequence[Job], workers: int, limit: float = _LIMIT
) -> Iterator[tuple[Job, Answer | Lost]]:
    """Do all the work in so many processes and give each answer as it comes; a lost piece stops nothing.

    `work` must be a function of a module, and must not raise. In a script of your own, start it under
    `if __name__ == "__main__":`, as for everything that starts processes.
    """
    waiting, crew = deque(jobs), _Crew(work, limit)
    try:
        while waiting or crew.busy:
            while waiting and len(crew.busy) < min(max(workers, 1), MOST):
                crew.give(waiting.popleft())
            yield from crew.answers()
    finally:
        crew.dismiss()


class _Crew(Generic[Job, Answer]):
    """The processes at work and those between two pieces."""

    def __init__(self, work: Callable[[Job], Answer], limit: float) -> None:
        self._work, self._limit = work, limit
        self._context = get_context("spawn")  # the same on every system, and safe beside threads
        self._idle: list[_Worker[Job]] = []
        self.busy: list[_Worker[Job]] = []

    def give(self, job: Job) -> None:
        worker = self._idle.pop() if self._idle else self._start()
        worker.job, worker.until = job, monotonic() + self._limit
        self.busy.append(worker)
        with suppress(OSError):  # it ended while it had nothing to do; the pipe says so when asked for the answer
            worker.pipe.send(job)

    def answers(self) -> Iterator[tuple[Job, Answer | Lost]]:
        """The answers there are, after waiting for one at least, or for the limit of one."""
        soonest = min(worker.until for worker in self.busy)
        ready = wait([worker.pipe for worker in self.busy], max(0.0, soonest - monotonic()))
        for worker in [w for w in self.busy if w.pipe in ready or monotonic() > w.until]:
            self.busy.remove(worker)
            answer = self._answer(worker) if worker.pipe in ready else self._overdue(worker)
            assert worker.job is not None
            yield worker.job, answer

    def dismiss(self) -> None:
        for worker in (*self._idle, *self.busy):
            _end(worker, at_once=worker in self.busy)

    def _start(self) -> _Worker[Job]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _answer(self, worker: _Worker[Job]) -> Answer | Lost:
        try:
            answer: Answer = worker.pipe.recv()
        except (EOFError, OSError):
            return Lost(_why(_end(worker)))
        worker.done += 1
        if worker.done < _PIECES_EACH:
            self._idle.append(worker)
        else:
            _end(worker)
        return answer

    def _overdue(self, worker: _Worker[Job]) -> Lost:
        _end(worker, at_once=True)
        return Lost(f"it took longer than {self._limit / 60:.0f} minutes")


def _serve(pipe: "Connection[Any, Any]", work: Callable[[Any], Any]) -> None:
    """In the process: answer until nobody asks any more. An interruption is for the one who asks.

    Rubbish is looked for between two pieces of work only, and not among what has outlived one, such as the library:
    that takes a tenth less time, and memory stays as flat.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(work(job))
        gc.collect()
        gc.freeze()


def _end(worker: _Worker[Any], at_once: bool = False) -> int:
    """The exit code of a process whose work is over."""
    worker.pipe.close()
    if at_once:
        worker.process.kill()
    worker.process.join(_GOODBYE)
    if worker.process.exitcode is None:
        worker.process.kill()
        worker.process.join()
    code = worker.process.exitcode or 0
    worker.process.close()
    return code


def _why(code: int) -> str:
    return f"its process was ended by signal {-code}" if code < 0 else f"its process ended with code {code}"
