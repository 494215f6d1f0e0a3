"""Templates filled in by a process of their own: while this one makes the workbook, and ended when one never ends."""

import faulthandler
from collections import deque
from collections.abc import Mapping
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from pebble import ProcessExpired, ProcessPool

from evidencepack.errors import TemplateError
from evidencepack.notes import note
from evidencepack.processes import as_finished, error_of, worker_pool
from evidencepack.shipped import is_shipped

if TYPE_CHECKING:
    from evidencepack.pack.model import Pack
    from evidencepack.pack.transition_model import Transition
    from evidencepack.writers.formats import FilledTemplates

_MEGABYTES = 900
_SECONDS, _OF_OURS = 12.0, 120.0  # for somebody's own templates, and for ours, which end


class TemplateWorker:
    """A process that fills in the templates of one pack after another; for one thread. Use it in a with statement.

    Start it early: it makes itself ready meanwhile. `seconds` is how long somebody's own templates may take for a pack;
    `grace` seconds later it ends itself, should nobody be there any more to end it.
    """

    def __init__(self, seconds: float = _SECONDS, grace: float = 5) -> None:
        self._seconds, self._allowed, self._grace = seconds, seconds, grace
        self._stack = ExitStack()
        self._future: Future[FilledTemplates] = Future()
        self._own = False

    def __enter__(self) -> "TemplateWorker":
        self._pool: ProcessPool = self._stack.enter_context(worker_pool(1, _MEGABYTES))
        self._pool.schedule(_make_ready)
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def begin(self, content: "Pack | Transition", folders: Mapping[str, Path]) -> None:
        """Let the process fill in the templates of these folders, as `fill_templates` does."""
        self._own = not all(map(is_shipped, folders.values()))
        self._allowed = self._seconds if self._own else max(self._seconds, _OF_OURS)
        self._task = (content, dict(folders), self._allowed + self._grace)
        if not self._pool.active:
            self._renew()
        self._future = self._pool.schedule(_fill, self._task, timeout=self._allowed)

    def _renew(self) -> None:
        """Take another process: the one we had was ended from outside while it had nothing to do."""
        self._stack.close()
        self.__enter__()

    def files(self) -> "FilledTemplates | None":
        """What the process has made; None when it could not for a reason that is no template's: then do it here.

        TemplateError when a template can't be filled in, takes too long or, on Linux, takes too much memory.
        """
        error = self._error()
        if isinstance(error, BrokenProcessPool):
            self._renew()
            self._future = self._pool.schedule(_fill, self._task, timeout=self._allowed)
            error = self._error()
        if isinstance(error, TemplateError):
            raise error
        if isinstance(error, TimeoutError):
            raise TemplateError(note("template-takes-long", seconds=f"{self._allowed:g}"))
        if isinstance(error, MemoryError) or (self._own and isinstance(error, ProcessExpired | BrokenProcessPool)):
            raise TemplateError(note("template-takes-memory", megabytes=_MEGABYTES))
        return None if error else self._future.result()

    def _error(self) -> BaseException | None:
        deque(as_finished(self._pool, [self._future]), maxlen=0)
        return error_of(self._future)


def _make_ready() -> None:
    """Import, while nothing is asked for yet, what filling in needs."""
    import evidencepack.writers.word.render  # noqa: F401


def _fill(content: "Pack | Transition", folders: Mapping[str, Path], at_most: float) -> "FilledTemplates":
    """In the process: if the one who asked is gone, nobody ends it; it ends itself, even in a template without end."""
    from evidencepack.writers import fill_templates

    faulthandler.dump_traceback_later(at_most, exit=True, file=2)
    try:
        return fill_templates(content, folders)
    finally:
        faulthandler.cancel_dump_traceback_later()
