"""Time each stage of a build as it really runs, without changing it: each stage's own time, what it calls apart."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from time import process_time
from typing import Any

# stage: the module in which the function is looked up when it is called, and the function
STAGES = {
    "library": ("evidencepack.pipeline", "open_library"),
    "earlier packs": ("evidencepack.pipeline", "typed_so_far"),
    "read": ("evidencepack.pipeline", "read_service"),
    "assess": ("evidencepack.pipeline", "assess_service"),
    "pack": ("evidencepack.pipeline", "build_pack"),
    "word": ("evidencepack.writers.word.render", "write_word"),
    "excel": ("evidencepack.writers.excel.pack_workbook", "write_excel"),
    "html": ("evidencepack.writers.formats", "write_html"),
    "json": ("evidencepack.writers.folder", "write_json"),
    "write": ("evidencepack.writers.formats", "write_files"),
}


class Stopwatch:
    """Processor seconds by stage; a stage inside another is taken off the outer one."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inner: list[float] = []

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time kept under the stage."""

        def run(*args: Any, **kwargs: Any) -> Any:
            self._inner.append(0.0)
            start = process_time()
            try:
                return function(*args, **kwargs)
            finally:
                took = process_time() - start
                own = took - self._inner.pop()
                self.seconds[stage] = self.seconds.get(stage, 0.0) + own
                if self._inner:
                    self._inner[-1] += took

        return run


@contextmanager
def watching() -> Iterator[Stopwatch]:
    """A stopwatch on every stage that there is, until the end of the block."""
    watch = Stopwatch()
    held = []
    for stage, (module_name, name) in STAGES.items():
        module = import_module(module_name)
        function = getattr(module, name, None)
        if function is not None:
            held.append((module, name, function))
            setattr(module, name, watch.timed(stage, function))
    try:
        yield watch
    finally:
        for module, name, function in held:
            setattr(module, name, function)
