"""Every service below a folder, built by worker processes here or on a cluster, and told in one portfolio."""

import hashlib
import os
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from evidencepack._version import __version__
from evidencepack.batch.build_notes import FOLDER, hashes_of, note_path, sha256
from evidencepack.batch.cluster import Cluster, run_on_cluster
from evidencepack.batch.discover import discover
from evidencepack.batch.job import Job, build_one, failed
from evidencepack.build_options import BuildOptions
from evidencepack.errors import OutputError, ServiceError, known_path
from evidencepack.library import Library
from evidencepack.library.files import before_ours
from evidencepack.notes import Messages, Note, note
from evidencepack.on_disk import write_whole
from evidencepack.output_place import must_be_outside, must_not_be_linked
from evidencepack.pack.portfolio import Portfolio, ServiceLine, portfolio_of
from evidencepack.pipeline import open_library
from evidencepack.processes import WorkerLost, run_jobs
from evidencepack.writers import one_builder

Progress = Callable[[int, int, ServiceLine], None]
"""Called after each service: how many are done, of how many, and what became of this one."""


def build_portfolio(
    folder: Path,
    out: Path,
    options: BuildOptions,
    workers: int | None = None,
    again: bool = False,
    progress: Progress | None = None,
    cluster: Cluster | None = None,
) -> Portfolio:
    """Build the pack of every service below a folder into `out`/<service id>/<day>/, here or on a cluster.

    A service that cannot be built is told in the result and stops nothing. One whose files and options are as they
    were, with its packs as we wrote them, is kept as it is unless `again`. MappingError when mappings or a named
    framework cannot be used, ServiceError when there is no service at all or no framework has a named theme.
    """
    folder, out, library = known_path("folder", folder), known_path("out", out), _checked_library(options)
    common, messages = _common_fingerprint(options, library), library.messages
    found = discover(folder, out, messages)
    must_not_be_linked(out / FOLDER)
    jobs = [(Job(f.folder, f.place, f.id, f.name, out, options, common, again), f.fault) for f in found]
    lines: list[ServiceLine] = []
    with closing(_lines(jobs, workers or cores(), cluster, messages)) as built:
        for line in built:
            lines.append(line)
            if progress:
                progress(len(lines), len(jobs), line)
    return portfolio_of(folder.resolve().name, options.on, f"evidencepack {__version__}", lines)


def _lines(
    jobs: Sequence[tuple[Job, str]], workers: int, cluster: Cluster | None, messages: Messages
) -> Generator[ServiceLine]:
    """The line of each service as it is done; first of those that have a fault already."""
    yield from (failed(job, fault) for job, fault in jobs if fault)
    sound = [job for job, fault in jobs if not fault]
    answers = run_on_cluster(sound, cluster) if cluster else run_jobs(build_one, sound, min(workers, len(sound)))
    for job, answer in answers:
        said = note("came-to-nothing", why=answer.why) if isinstance(answer, WorkerLost) else answer
        yield failed(job, messages.what(said)) if isinstance(said, Note) else said


def _checked_library(options: BuildOptions) -> Library:
    """The mappings, which must hold every framework and theme that is named, before the first service is built."""
    library = open_library(options.mappings)
    for framework in options.frameworks:
        library.framework(framework)
    known = {theme.id for framework in library.frameworks.values() for theme in framework.themes}
    for theme in options.themes:
        if theme not in known:
            themes = ", ".join(sorted(known))
            raise ServiceError(note("theme-of-no-framework", theme=theme, themes=themes), "--theme")
    return library


def _common_fingerprint(options: BuildOptions, library: Library) -> str:
    """Of what all packs of a run have in common: how they were asked for, mappings and templates."""
    asked = (options.on.isoformat(), options.frameworks, sorted(options.themes), sorted(options.formats))
    hashes: list[Mapping[str, str]] = [library.fingerprints]
    hashes += map(hashes_of, before_ours("templates", options.templates))
    lines = [__version__, *map(repr, asked), options.edition]
    lines += [f"{name}={told}" for found in hashes for name, told in found.items()]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()


def cores() -> int:
    """How many processes can work at once here."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows
        return os.cpu_count() or 1


def write_portfolio(portfolio: Portfolio, messages: Messages, out: Path) -> Path:
    """Write the workbook of a portfolio into `out`; one that a person changed is kept, and ours gets the next name."""
    from evidencepack.writers.excel.portfolio_workbook import write_portfolio_book

    must_be_outside(out)
    must_not_be_linked(out / FOLDER)
    data = write_portfolio_book(portfolio, messages)
    with one_builder(out, portfolio.on):
        return _put_portfolio(f"portfolio {portfolio.on.isoformat()}", _whose(portfolio), data, out)


def _whose(portfolio: Portfolio) -> str:
    """Which services it is of: that of others, perhaps of another client, is not written over."""
    return hashlib.sha256(repr(sorted(s.id for s in portfolio.services)).encode()).hexdigest()[:16]


def _put_portfolio(stem: str, whose: str, data: bytes, out: Path) -> Path:
    written = note_path(out, f"{stem} {whose}")
    try:
        ours = written.read_text(encoding="utf-8").split() if written.is_file() else []
        known = dict.fromkeys((*ours, hashlib.sha256(data).hexdigest()))
        write_whole(written, "".join(f"{sha}\n" for sha in known).encode())  # first, for a run that is killed
        for path in (out / f"{stem}.xlsx", *(out / f"{stem} ({n}).xlsx" for n in range(2, 100))):
            if path.is_symlink() or (path.exists() and sha256(path) not in known):
                continue
            try:
                write_whole(path, data)
            except PermissionError:  # open in Excel
                if not path.exists():
                    raise
                continue
            return path
    except OSError as error:
        why = error.strerror or note("unknown-reason")
        raise OutputError(note("portfolio-not-written", why=why), str(out)) from error
    raise OutputError(note("no-free-workbook"), str(out))
