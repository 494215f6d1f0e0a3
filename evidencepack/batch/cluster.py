"""The same jobs on the workers of a Dask cluster: on this machine, or on many that share the folders."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from evidencepack._version import __version__
from evidencepack.batch.build_notes import digest, hashes_of, note_path, sha256
from evidencepack.batch.job import Job, build_one
from evidencepack.build_options import BuildOptions
from evidencepack.errors import EvidencePackError, OutputError
from evidencepack.library.files import before_ours
from evidencepack.notes import Note, note
from evidencepack.on_disk import write_whole
from evidencepack.origin import SERVICE_FILE
from evidencepack.pack.portfolio import ServiceLine
from evidencepack.pipeline import open_library
from evidencepack.processes import WorkerLost, prepare_worker, tidily

if TYPE_CHECKING:
    from distributed import Client

SILENCE = 1200.0  # seconds without any news, after which what is left is given up
_LOOK = 5.0  # seconds between two looks at whether the scheduler is still there
_TRIES = 2
_LOST = WorkerLost(note("worker-lost"))
_TURN = Lock()  # a worker of several threads builds one service at a time: a reader is for one


class Cluster(Struct, frozen=True, kw_only=True):
    """Where packs are built: by a scheduler at an address, or by so many processes started here (`local`).

    `ca`, `cert` and `key` are the files for TLS; without them, what Dask's own configuration names.
    """

    scheduler: str = ""
    local: int = 0
    ca: Path | None = None
    cert: Path | None = None
    key: Path | None = None


class WorkerNeeds(Struct, frozen=True):
    """What every worker must have and see before it builds: the program, its mapping files, and both shared folders."""

    versions: tuple[tuple[str, str], ...]
    options: BuildOptions
    service_file: Path
    service_hash: str
    note: Path
    run: str
    quiet: bool


def run_on_cluster(
    jobs: Sequence[Job], cluster: Cluster, silence: float = SILENCE
) -> Iterator[tuple[Job, ServiceLine | WorkerLost | Note]]:
    """Build each job on some worker and give each answer as it comes.

    A job whose worker is lost is tried once more. EvidencePackError before the first one when the cluster may not be
    used, cannot be reached, or a worker of it has another version, other mapping files or does not see the folders.
    """
    if not jobs:
        return
    if cluster.scheduler:
        _refuse_open(cluster.scheduler, "--scheduler")
    jobs = [_absolute(job) for job in jobs]
    with _connected(cluster) as client, _expected(jobs[0], quiet=bool(cluster.local)) as expected:
        _check_workers(client, expected)
        news: SimpleQueue[Any] = SimpleQueue()
        futures = {}
        for n, job in enumerate(jobs):
            future = client.submit(build_on_worker, job, expected, key=f"evidencepack-{expected.run}-{n}", pure=False)
            futures[future.key] = job
            future.add_done_callback(news.put)
        yield from _answers(futures, news, lambda: client.status == "running", silence)


def _answers(
    left: dict[Any, Job], news: "SimpleQueue[Any]", connected: Callable[[], bool], silence: float
) -> Iterator[tuple[Job, ServiceLine | WorkerLost | Note]]:
    """Answers as they come, until none is left or nothing has been heard for too long."""
    heard = monotonic()
    while left:
        try:
            future = news.get(timeout=min(_LOOK, silence))
        except Empty:
            if connected() and monotonic() - heard < silence:
                continue
            silent = note("nothing-heard", minutes=f"{silence / 60:.0f}")
            yield from ((job, WorkerLost(silent if connected() else note("scheduler-lost"))) for job in left.values())
            return
        heard = monotonic()
        yield left.pop(future.key), _answer(future)


def _answer(future: Any) -> ServiceLine | WorkerLost | Note:
    if future.status == "finished":
        answer: ServiceLine | WorkerLost | Note = future.result()
        return answer
    why = type(future.exception()).__name__ if future.status == "error" else future.status
    return _LOST if why == "KilledWorker" else WorkerLost(note("worker-stopped", kind=why))


def build_on_worker(job: Job, expected: WorkerNeeds) -> ServiceLine | WorkerLost | Note:
    """On a worker: the line of a service. What is begun is marked in the shared folder, so that a lost try counts."""
    if expected.quiet:
        _quiet()
    if unlike := differences(expected):
        return note("its-worker-unlike", unlike=unlike)
    mark = note_path(job.out, f"{job.id} {expected.run}").with_suffix(".begun")
    with _TURN:
        with mark.open("ab") as file:
            file.write(b".")
            tries = file.tell()
        if tries > _TRIES:
            mark.unlink(missing_ok=True)
            return _LOST
        line = tidily(build_one, job)
    mark.unlink(missing_ok=True)
    return line


@lru_cache(maxsize=1)
def _quiet() -> None:
    prepare_worker()


def _refuse_open(address: str, where: Note | str) -> None:
    """Refuse to send what people's records say over a wire that anyone may read or write to."""
    scheme, _, rest = address.rpartition("://")
    if scheme == "tls" or (scheme in ("", "tcp") and _here(rest)):
        return
    raise EvidencePackError(note("wire-is-open", address=address), where)


def _here(host_and_port: str) -> bool:
    host = host_and_port.rpartition(":")[0].strip("[]") or host_and_port
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def _connected(cluster: Cluster) -> "Iterator[Client]":
    """A client of the cluster; one that was started here ends with the block."""
    try:
        from distributed import Client, LocalCluster, Security
    except ImportError as error:
        raise EvidencePackError(note("no-dask")) from error
    if cluster.local:
        # Any free port of this machine: at Dask's own a second batch would be told of the first.
        quiet = {"dashboard_address": "127.0.0.1:0", "scheduler_kwargs": {"dashboard": False}, "silence_logs": 60}
        options = {"n_workers": cluster.local, "threads_per_worker": 1, "host": "127.0.0.1"}
        with LocalCluster(**options, **quiet) as own, Client(own) as client:
            yield client
        return
    files = {"tls_ca_file": cluster.ca, "tls_client_cert": cluster.cert, "tls_client_key": cluster.key}
    given = {name: str(path) for name, path in files.items() if path}
    try:
        security = Security(require_encryption=cluster.scheduler.startswith("tls://"), **given)
        client = Client(cluster.scheduler, security=security, timeout=30)
    except (OSError, TypeError, ValueError, RuntimeError) as error:
        raise EvidencePackError(note("no-scheduler", kind=type(error).__name__), cluster.scheduler) from error
    with client:
        yield client


@contextmanager
def _expected(job: Job, quiet: bool) -> Iterator[WorkerNeeds]:
    """What workers must have, and a note in the folder for packs that they must find there."""
    run = secrets.token_hex(4)
    mark, service_file = note_path(job.out, run).with_suffix(".run"), job.folder / SERVICE_FILE
    try:
        write_whole(mark, run.encode())
    except OSError as error:
        raise OutputError(note("nothing-written-there", why=str(error.strerror)), str(job.out)) from error
    try:
        versions = _versions(job.options)
        yield WorkerNeeds(versions, job.options, service_file, sha256(service_file), mark, run, quiet)
    finally:
        mark.unlink(missing_ok=True)


def _versions(options: BuildOptions) -> tuple[tuple[str, str], ...]:
    """What must be the same on every worker, by what is said where it is not."""
    templates = [hashes_of(folder) for folder in before_ours("templates", options.templates)]
    return (
        ("other-version", __version__),
        ("other-mappings", digest(sorted(open_library(options.mappings).fingerprints.items()))),
        ("other-templates", digest(item for found in templates for item in found.items())),
    )


def _check_workers(client: "Client", expected: WorkerNeeds) -> None:
    workers = client.scheduler_info(n_workers=-1)["workers"]
    if not workers:
        raise EvidencePackError(note("no-workers"), "--scheduler")
    for address in sorted(workers):
        _refuse_open(address, note("worker-of-cluster"))
    for address, found in sorted(client.run(differences, expected, on_error="return").items()):
        failing = isinstance(found, Exception)
        unlike = note("cannot-use-program", kind=type(found).__name__) if failing else found
        if unlike:
            raise EvidencePackError(note("worker-unlike", address=address, unlike=unlike))


@lru_cache(maxsize=4)
def differences(expected: WorkerNeeds) -> Note | None:
    """On a worker, once in a run: what keeps it from building as the one who asks would; None for nothing."""
    try:
        here = _versions(expected.options)
    except EvidencePackError as error:
        return note("cannot-read-mappings", why=str(error).rstrip("."))
    for code, found in [each for each in here if each not in expected.versions]:
        return note(code, found=found)
    if sha256(expected.service_file) != expected.service_hash:
        return note("sees-no-services")
    try:
        seen = expected.note.read_bytes() == expected.run.encode()
        tried = expected.note.with_name(f"{expected.run}.{secrets.token_hex(4)}")
        write_whole(tried, b"")
        tried.unlink()
    except OSError:
        seen = False
    return None if seen else note("writes-no-packs")


def _absolute(job: Job) -> Job:
    """A job whose folders a process elsewhere finds too."""
    mappings, templates = (path and path.resolve() for path in (job.options.mappings, job.options.templates))
    options = replace(job.options, mappings=mappings, templates=templates)
    return replace(job, folder=job.folder.resolve(), out=job.out.resolve(), options=options)
