"""Templates filled in by a process of their own: while this one makes the workbook, and ended when one never ends.

For the building of one pack on the command line; a batch and a transition fill templates in themselves.
"""

import pickle
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING

from evidencepack.errors import TemplateError

if TYPE_CHECKING:
    from evidencepack.pack.model import Pack

FROZEN = "--fill-templates"  # how a program packed by PyInstaller and the like is asked to be this process
_START = "import sys; sys.path[:] = sys.argv[1:]; from evidencepack.template_worker import serve; serve()"
_MEGABYTES = 2_000
_GRACE = 5.0
_REMEDY = "Take loops within loops out of your templates, or use those that came with evidencepack."


class TemplateWorker:
    """A process that fills in the templates of one pack; for one thread. Use it in a with statement.

    Start it early: it makes itself ready meanwhile. `seconds` is how long it may take for a pack.
    """

    def __init__(self, seconds: float = 120) -> None:
        self._seconds = seconds
        self._answer = b""
        self._asking: Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "TemplateWorker":
        from evidencepack.files.reader_process import python_command

        with suppress(OSError):  # without it, the templates are filled in by whoever asks
            self._process = subprocess.Popen(
                python_command(FROZEN, _START),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process:
            self._process.kill()
            if self._asking:
                self._asking.join()
            else:
                self._process.communicate()

    def begin(self, pack: "Pack", folders: Mapping[str, Path]) -> None:
        """Let the process fill in the templates of these folders, as `fill_templates` does."""
        job = pickle.dumps((self._seconds, pack, dict(folders)), 5)
        self._asking = Thread(target=self._ask, args=(job,), name="evidencepack-templates", daemon=True)
        self._asking.start()

    def _ask(self, job: bytes) -> None:
        with suppress(OSError, ValueError):  # it has ended
            if self._process:
                self._answer = self._process.communicate(job)[0]

    def files(self) -> dict[str, bytes] | None:
        """What the process has made; None when it could not for a reason that is no template's: then do it here.

        TemplateError when a template can't be filled in, takes too long or, on Linux, takes too much memory.
        """
        from evidencepack.files.protocol import unpacked

        if self._asking:
            self._asking.join(self._seconds)
            if self._asking.is_alive():
                raise TemplateError(f"Filling a template in takes more than {self._seconds:g} seconds.", remedy=_REMEDY)
        try:
            kind, *rest = unpacked(self._answer)
        except Exception:  # cut off, or no answer of ours
            return None
        if kind == "template":
            what, where, remedy = rest
            raise TemplateError(what, where=where, remedy=remedy)
        return dict(rest[0]) if kind == "files" else None


def serve() -> None:
    """Be the process: make ready, take one pack, say what was made of it."""
    import faulthandler
    import gc

    from evidencepack.files.protocol import packed
    from evidencepack.files.reader_child import limit_memory

    gc.disable()
    limit_memory(_MEGABYTES)
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    from evidencepack.writers.formats import fill_templates

    try:
        seconds, pack, folders = pickle.load(sys.stdin.buffer)
    except (EOFError, OSError):
        return
    # If the one who asked is gone, nobody ends us: this does, even while a template never comes to its end.
    faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=2)
    try:
        answer = packed(("files", fill_templates(pack, folders)))
    except TemplateError as error:
        answer = packed(("template", error.what, error.where, error.remedy))
    except MemoryError:
        answer = packed(("template", f"Filling a template in takes more than {_MEGABYTES:,} MB.", "", _REMEDY))
    except Exception:
        answer = packed(("failed",))
    answers.write(answer)
    answers.flush()
