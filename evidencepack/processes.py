"""Worker processes: quiet, within limits, renewed before their memory grows; a crash costs one task."""

import faulthandler
import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import current_process
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, TypeVar

from msgspec import Struct
from pebble import CONSTS, ProcessExpired, ProcessPool

from evidencepack.files.reader_child import limit_memory
from evidencepack.notes import Note, note

Job = TypeVar("Job")
Answer = TypeVar("Answer")

MOST = 60  # processes; Windows cannot wait for more than 63 things at once
_TASKS_EACH = 50  # before a worker is renewed
_LIMIT = 1200.0  # seconds for one task
CONSTS.sleep_unit = 0.02  # seconds in which Pebble sees that a process has ended, and in which a pool is closed


class WorkerLost(Struct, frozen=True):
    """A task without an answer, and why."""

    why: Note


class _Worker(SpawnProcess):
    """A process that never hears Ctrl+C, from its first moment: an interruption is for the one who asks."""

    def start(self) -> None:
        """Start it; what this thread does not listen to, its child does not either."""
        current_process()._config.pop("daemon", None)  # type: ignore[attr-defined]  # in Dask's, which may have none
        if not hasattr(signal, "pthread_sigmask"):  # Windows
            super().start()
            return
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            super().start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Context(SpawnContext):
    """Spawn is the same on every system, and safe beside threads."""

    Process = _Worker


@contextmanager
def worker_pool(workers: int, megabytes: int = 0, tasks_each: int = _TASKS_EACH) -> Iterator[ProcessPool]:
    """A pool of processes, each held to so much memory where the system can (0: no limit); none outlives the block."""
    pool = ProcessPool(
        max_workers=min(max(workers, 1), MOST),
        max_tasks=tasks_each,
        initializer=prepare_worker,
        initargs=(megabytes,),
        context=_Context(),
    )
    try:
        yield pool
    finally:
        pool.stop()
        pool.join()


def run_jobs(
    work: Callable[[Job], Answer], jobs: Sequence[Job], workers: int, limit: float = _LIMIT
) -> Iterator[tuple[Job, Answer | WorkerLost]]:
    """Do all jobs in so many processes and give each answer as it comes; a lost job stops nothing.

    `work` must be a function of a module. In a script of your own, start it under `if __name__ == "__main__":`, as
    for everything that starts processes.
    """
    left, last = list(jobs), False
    while left:  # a pool whose idle workers were all ended from outside is broken, and made anew once
        with worker_pool(workers) as pool:
            futures: dict[Future[Any], Job] = {pool.schedule(tidily, (work, job), timeout=limit): job for job in left}
            left = []
            for future in as_finished(pool, futures):
                error = error_of(future)
                if isinstance(error, BrokenProcessPool) and not last:
                    left.append(futures[future])
                else:
                    yield futures[future], WorkerLost(why_lost(error, limit)) if error else future.result()
        last = True


def prepare_worker(megabytes: int = 0) -> None:
    """Make this process a worker: nothing that it or a library prints is shown, as it could name a file or a person."""
    faulthandler.disable()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    limit_memory(megabytes)
    gc.disable()


def tidily(work: Callable[[Job], Answer], job: Job) -> Answer:
    """Rubbish is looked for between two jobs only, and not among what has outlived one, such as the library.

    That takes a tenth less time, and memory stays as flat.
    """
    try:
        return work(job)
    finally:
        gc.collect()
        gc.freeze()


def as_finished(pool: ProcessPool, futures: "Iterable[Future[Any]]") -> "Iterator[Future[Any]]":
    """Each as it is done, and in the end those that a broken pool forgets: nobody waits for one of them for ever."""
    left = set(futures)
    while left and pool.active:
        done, left = wait(left, timeout=0.2, return_when=FIRST_COMPLETED)
        yield from done
    yield from left


def error_of(future: "Future[Any]") -> BaseException | None:
    """What has gone wrong; BrokenProcessPool where the processes ended from outside or could not be started."""
    return future.exception() if future.done() else BrokenProcessPool()


def why_lost(error: BaseException, limit: float) -> Note:
    """Why a task has no answer, in words that name no file."""
    if isinstance(error, TimeoutError):
        return note("took-too-long", minutes=f"{limit / 60:.0f}")
    if isinstance(error, MemoryError):
        return note("not-enough-memory")
    if isinstance(error, ProcessExpired):
        code = int(error.exitcode)
        return note("ended-by-signal", signal=str(-code)) if code < 0 else note("ended-with-code", code=str(code))
    if isinstance(error, BrokenProcessPool):
        return note("no-process")
    return note("process-stopped", kind=type(error).__name__)
