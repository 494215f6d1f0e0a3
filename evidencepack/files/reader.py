"""Files read in a process of their own, with limits on time and memory, so that no file can take the rest with it.

One process reads many files, one after another and ahead of those who ask; it is started anew only when a file ends it.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from evidencepack.files.read_file import document_of
from evidencepack.files.reader_process import MEMORY, TOO_SLOW, Limits, Process
from evidencepack.files.sheet import Document, Read, Unreadable
from evidencepack.notes import Note, note

# A file, whether its lines are wanted as of a document, and of which sheets alone the rows are (() for all).
_Wanted = tuple[Path, bool, tuple[str, ...]]


class Reader:
    """Reads files in a guarded process; for one thread. Close it, or use it in a with statement.

    `ahead` lets the process begin with files while the caller does something else; they are read in that order.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._child: Process | None = None
        self._owner = os.getpid()
        self._asked: deque[_Wanted] = deque()
        self._known: dict[_Wanted, Read] = {}

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the process, so that it is ready when the first file is asked for."""
        with suppress(OSError):  # it is tried again, and told, when an answer is wanted
            self._at_work()

    def process_id(self) -> int:
        """The process that reads, for those who measure it."""
        return self._at_work().process_id

    def limit(self, limits: Limits) -> None:
        """Go on under other limits; what was read ahead under the old ones is forgotten."""
        if limits != self.limits:
            self.close()
            self.limits = limits

    def ahead(self, paths: Iterable[Path]) -> None:
        """Ask for files whose answers are wanted later; what was asked for already is not asked for again."""
        for path in paths:
            self._ask((path, False, ()))

    def read(self, path: Path, only: tuple[str, ...] = ()) -> Read:
        """The sheets of a file, or why there are none; never an error for what the file holds.

        With `only`, the rows of these sheets alone, and nothing but the cells; the others are there without rows.
        """
        return self._answer((path, False, only))

    def read_document(self, path: Path) -> Document:
        """The lines of a Word document (.docx), or why there are none; never an error for what the file holds."""
        return document_of(self._answer((path, True, ())))

    def read_all(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Read]]:
        """Each file and what is in it, in order; the process is always some files ahead."""
        wanted = list(paths)
        self.ahead(wanted)
        for path in wanted:
            yield path, self.read(path)

    def close(self) -> None:
        """End the process; a Reader that is used again starts another."""
        if self._child and self._owner == os.getpid():
            self._child.end()
        self._child = None
        self._asked.clear()
        self._known.clear()

    def _ask(self, wanted: _Wanted) -> None:
        if wanted in self._known or wanted in self._asked:
            return
        self._asked.append(wanted)
        if self._child and self._owner == os.getpid():
            self._child.ask(*wanted)
        else:
            self.start()

    def _answer(self, wanted: _Wanted) -> Read:
        self._ask(wanted)
        while wanted not in self._known:
            self._known[self._asked[0]] = self._next(self._asked[0][1])
            self._asked.popleft()
        return self._known.pop(wanted)

    def _at_work(self) -> Process:
        """The process that reads; after a fork, one of our own."""
        if self._child is None or self._owner != os.getpid():
            self._owner = os.getpid()
            self._child = Process(self.limits)
            for wanted in self._asked:
                self._child.ask(*wanted)
        return self._child

    def _next(self, document: bool) -> Read:
        """The answer about the file that was asked for first; a file that ends a used process is tried in a new one."""
        while True:
            try:
                child = self._at_work()
            except OSError as error:
                return Unreadable(note("reader-not-started", why=error.strerror or note("unknown-reason")))
            used = child.answered > 0
            read = child.answer()
            if read is not None:
                return read
            self._child = None
            if not (used and child.verdict != TOO_SLOW):
                return Unreadable(_verdict(child.verdict, self.limits, document))


def _verdict(why: str, limits: Limits, document: bool) -> Note:
    if why == TOO_SLOW:
        return note("document-too-slow" if document else "too-slow", seconds=f"{limits.seconds:g}")
    if why == MEMORY:
        return note("document-too-much-memory" if document else "too-much-memory", mb=limits.megabytes)
    return note("document-ends-reader" if document else "ends-reader")
