"""One service of a portfolio, in a process of its own: looked at, built where something changed, told in one line."""

import os
import traceback
from functools import lru_cache
from multiprocessing.util import Finalize
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.batch.build_notes import (
    BuildNote,
    as_bytes,
    as_written,
    digest,
    earlier_hashes,
    hashes_of,
    note_path,
    read_note,
    sha256,
)
from evidencepack.build_options import BuildOptions
from evidencepack.errors import EvidencePackError, MappingError
from evidencepack.files import Reader
from evidencepack.library import Library
from evidencepack.notes import Note, note
from evidencepack.on_disk import write_whole
from evidencepack.output_place import must_not_be_linked
from evidencepack.pack.edition import ENDING, to_hand_over
from evidencepack.pack.handed_text import said_of
from evidencepack.pack.portfolio import ServiceLine, line_of
from evidencepack.pack.typed import kept_notes
from evidencepack.pipeline import make, open_library
from evidencepack.template_worker import TemplateWorker
from evidencepack.writers import one_builder, write_pack


class Job(Struct, frozen=True):
    """What a process needs to know to build one service; `common` is the fingerprint of what all services share."""

    folder: Path
    place: str
    id: str
    name: str
    out: Path
    options: BuildOptions
    common: str = ""
    again: bool = False


def build_one(job: Job) -> ServiceLine:
    """The line of a service: built, kept because nothing changed, or failed with a sentence. Never raises."""
    try:
        return _build_if_changed(job)
    except MappingError as error:
        return failed(job, str(error))
    except EvidencePackError as error:
        return failed(job, error.in_words(_library(job.options.mappings, job.common).messages))
    except MemoryError:
        return failed(job, _library(job.options.mappings, job.common).messages.say("out-of-memory"))
    except Exception as error:  # one service must not stop the others
        return failed(job, _library(job.options.mappings, job.common).messages.what(_fault(error)))


def failed(job: Job, sentence: str) -> ServiceLine:
    """The line of a service that could not be built; paths of this machine are made relative."""
    for folder in filter(Path.is_absolute, (job.out, job.folder)):
        sentence = sentence.replace(f"{folder}{os.sep}", "").replace(str(folder), job.place)
    return ServiceLine(id=job.id, name=job.name, folder=job.place, state="failed", sentence=sentence)


def _build_if_changed(job: Job) -> ServiceLine:
    must_not_be_linked(job.out / job.id)
    with one_builder(job.out / job.id, job.options.on) as left:
        return _kept_or_built(job, left)


def _kept_or_built(job: Job, left: tuple[Note, ...]) -> ServiceLine:
    ending = ENDING if job.options.edition == "evidence" else ""
    day = job.options.on.isoformat()
    path = note_path(job.out, f"{job.id} {day}{ending}")
    known = read_note(path)
    inputs = digest([job.common, *hashes_of(job.folder).items()])
    earlier = earlier_hashes(job.out / job.id, day)
    if known and not job.again and as_written(known.files, job.out):
        not_ours = {name: told for name, told in earlier.items() if known.files.get(f"{job.id}/{name}") != told}
        if known.fingerprint == digest([inputs, *not_ours.items()]):
            return replace(known.line, state="kept", folder=job.place)
    path.unlink(missing_ok=True)
    line, files = _build(job, left)
    not_ours = {name: told for name, told in earlier.items() if f"{job.id}/{name}" not in files}
    made = BuildNote(fingerprint=digest([inputs, *not_ours.items()]), files=files, line=line)
    write_whole(path, as_bytes(made))
    return line


def _build(job: Job, left: tuple[Note, ...]) -> tuple[ServiceLine, dict[str, str]]:
    """The line of a pack that was made and written, and the fingerprints of its files.

    The line holds the gaps and problems of the service whichever edition is written: it is for those who run it.
    """
    packs, options = job.out / job.id, job.options
    library = _library(options.mappings, job.common)
    made = make(job.folder, options, library=library, out=packs, reader=_reader())
    pack = made.pack
    edition = to_hand_over(pack) if options.edition == "evidence" else pack
    filling = _template_worker() if options.templates else None
    written = write_pack(edition, library.messages, packs, options.template_folder, options.formats, filling=filling)
    notes = (*left, *written.notes, *said_of(made.replaced), *kept_notes(pack, options.edition))
    said = [library.messages.what(n) for n in notes]
    files = {p.relative_to(job.out).as_posix(): sha256(p) for p in written.paths}
    return line_of(pack, job.place, tuple(files), said), files


@lru_cache(maxsize=1)
def _library(mappings: Path | None, _common: str) -> Library:
    """Read once in each process for a run; a worker of a cluster lives longer, and reads them anew when they change."""
    return open_library(mappings)


@lru_cache(maxsize=1)
def _reader() -> Reader:
    """One in each process, for all its services; it ends with the process."""
    return Reader()


@lru_cache(maxsize=1)
def _template_worker() -> TemplateWorker:
    """One in each process, for somebody's own templates, which may never end; it ends with the process."""
    worker = TemplateWorker().__enter__()
    Finalize(worker, worker.__exit__, exitpriority=1)
    return worker


def _fault(error: Exception) -> Note:
    """What to say when we are at fault: the kind of error and our line, and no value of any file."""
    ours = [f for f in traceback.extract_tb(error.__traceback__) if "evidencepack" in f.filename]
    kind = type(error).__name__
    if not ours:
        return note("our-fault", kind=kind)
    file = ours[-1].filename.replace(os.sep, "/").rpartition("evidencepack/")[2]
    return note("our-fault-in", kind=kind, place=f"{file}, line {ours[-1].lineno}")
