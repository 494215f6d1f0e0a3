"""Many services: built together over all cores, a failing one reported, an unchanged one left as it is."""

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from evidencepack._version import __version__
from evidencepack.batch.build_notes import note_path, prints_of, sha256, write_whole
from evidencepack.batch.discover import Found, discover
from evidencepack.batch.job import Job, build_one, failed
from evidencepack.batch.workers import Lost, spread
from evidencepack.errors import OutputError, ServiceError
from evidencepack.library import Library
from evidencepack.pack.portfolio import Portfolio, ServiceLine, portfolio_of
from evidencepack.pipeline import BuildOptions, open_library
from evidencepack.shipped import before_ours

Progress = Callable[[int, int, ServiceLine], None]
"""Called after each service: how many are done, of how many, and what became of this one."""


def build_portfolio(
    folder: Path,
    out: Path,
    options: BuildOptions,
    workers: int | None = None,
    again: bool = False,
    progress: Progress | None = None,
) -> Portfolio:
    """Build the pack of every service below a folder into `out`/<service id>/<day>/.

    A service that cannot be built is told in the result and stops nothing. One whose files and options are as they
    were, with its packs as we wrote them, is kept as it is unless `again`. MappingError when mappings or a named
    framework cannot be used, ServiceError when there is no service at all or no framework has a named theme.
    """
    shared = _shared_print(options, _that_knows(options))

    def job_of(found: Found) -> Job:
        return Job(found.folder, found.place, found.id, found.name, out, options, shared, again)

    lines: list[ServiceLine] = []
    services = discover(folder, out)

    def tell(line: ServiceLine) -> None:
        lines.append(line)
        if progress:
            progress(len(lines), len(services), line)

    _build([(job_of(found), found.fault) for found in services], workers or cores(), tell)
    return portfolio_of(folder.resolve().name, options.on, f"evidencepack {__version__}", lines)


def _shared_print(options: BuildOptions, library: Library) -> str:
    """The fingerprint of all that the packs have in common."""
    asked = (options.on.isoformat(), options.frameworks, sorted(options.themes), sorted(options.formats))
    said = [__version__, *map(repr, asked), options.edition]
    return _print_of(said, [library.fingerprints, *map(prints_of, before_ours("templates", options.templates))])


def _that_knows(options: BuildOptions) -> Library:
    """The mappings, which must hold every framework and theme that is named."""
    library = open_library(options.mappings)
    for framework in options.frameworks:
        library.framework(framework)
    _known_themes(library, options.themes)
    return library


def _build(found: Sequence[tuple[Job, str]], workers: int, tell: Callable[[ServiceLine], None]) -> None:
    """Build each service, spread over so many processes; one that has a fault already is only told."""
    for job, fault in found:
        if fault:
            tell(failed(job, fault))
    jobs = [job for job, fault in found if not fault]
    for job, answer in spread(build_one, jobs, min(workers, max(len(jobs), 1))):
        tell(failed(job, _lost(answer)) if isinstance(answer, Lost) else answer)


def _known_themes(library: Library, themes: Sequence[str]) -> None:
    """Refuse a theme that no framework has before the first service is built; a service may still lack it."""
    known = {theme.id for framework in library.frameworks.values() for theme in framework.themes}
    for theme in themes:
        if theme not in known:
            remedy = f"Choose from: {', '.join(sorted(known))}."
            raise ServiceError(f"no framework has a theme '{theme}'.", where="--theme", remedy=remedy)


def _print_of(common: Sequence[str], prints: Sequence[Mapping[str, str]]) -> str:
    """One fingerprint of what all services of a run share: how it was asked for, mappings and templates."""
    lines = [*common, *(f"{name}={told}" for found in prints for name, told in found.items())]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()


def cores() -> int:
    """How many processes can work at once here."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows
        return os.cpu_count() or 1


def write_portfolio(portfolio: Portfolio, out: Path) -> Path:
    """Write the workbook of a portfolio into `out`; one that a person changed is kept, and ours gets the next name."""
    from evidencepack.writers.excel.portfolio_workbook import write_portfolio_book

    stem = f"portfolio {portfolio.on.isoformat()}"
    note, data = note_path(out, stem), write_portfolio_book(portfolio)
    try:
        ours = note.read_text(encoding="utf-8") if note.is_file() else ""
        for path in (out / f"{stem}.xlsx", *(out / f"{stem} ({n}).xlsx" for n in range(2, 100))):
            if path.exists() and sha256(path) not in ours.split():
                continue
            try:
                write_whole(path, data)
            except PermissionError:  # open in Excel
                if not path.exists():
                    raise
                continue
            write_whole(note, f"{ours}{hashlib.sha256(data).hexdigest()}\n".encode())
            return path
    except OSError as error:
        what = f"The workbook could not be written ({error.strerror or 'unknown reason'})."
        raise OutputError(what, where=str(out), remedy="Check the folder and try again.") from error
    raise OutputError("No free name was left for the workbook.", where=str(out), remedy="Tidy the folder.")


def _lost(lost: Lost) -> str:
    return f"Building it came to nothing: {lost.why}. Build it by itself to see why: evidencepack build FOLDER"


__all__ = ["Portfolio", "Progress", "build_portfolio", "cores", "write_portfolio"]
