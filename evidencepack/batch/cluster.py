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
from evidencepack.batch.build_notes import digest, hashes_of, note_path, sha256, write_whole
from evidencepack.batch.job import Job, build_one, failed
from evidencepack.errors import EvidencePackError, OutputError
from evidencepack.pack.portfolio import ServiceLine
from evidencepack.pipeline import BuildOptions, open_library
from evidencepack.processes import WorkerLost, prepare_worker, tidily
from evidencepack.shipped import before_ours

if TYPE_CHECKING:
    from distributed import Client

SILENCE = 1200.0  # seconds without any news, after which what is left is given up
_LOOK = 5.0  # seconds between two looks at whether the scheduler is still there
_TRIES = 2
_LOST = WorkerLost("its worker was lost, and so was the one that tried again")
_VERSION = "version of evidencepack"
_TURN = Lock()  # a worker of several threads builds one service at a time: a reader is for one
_DOCS = "See docs/how-to/many-machines.md."


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
) -> Iterator[tuple[Job, ServiceLine | WorkerLost]]:
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
) -> Iterator[tuple[Job, ServiceLine | WorkerLost]]:
    """Answers as they come, until none is left or nothing has been heard for too long."""
    heard = monotonic()
    while left:
        try:
            future = news.get(timeout=min(_LOOK, silence))
        except Empty:
            if connected() and monotonic() - heard < silence:
                continue
            why = f"nothing was heard of the cluster for {silence / 60:.0f} minutes"
            yield from ((job, WorkerLost(why if connected() else "the scheduler was lost")) for job in left.values())
            return
        heard = monotonic()
        yield left.pop(future.key), _answer(future)


def _answer(future: Any) -> ServiceLine | WorkerLost:
    if future.status == "finished":
        answer: ServiceLine | WorkerLost = future.result()
        return answer
    why = type(future.exception()).__name__ if future.status == "error" else future.status
    return _LOST if why == "KilledWorker" else WorkerLost(f"its worker could not go on ({why})")


def build_on_worker(job: Job, expected: WorkerNeeds) -> ServiceLine | WorkerLost:
    """On a worker: the line of a service. What is begun is marked in the shared folder, so that a lost try counts."""
    if expected.quiet:
        _quiet()
    if unlike := differences(expected):
        return failed(job, f"Its worker {unlike}.")
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


def _refuse_open(address: str, where: str) -> None:
    """Refuse to send what people's records say over a wire that anyone may read or write to."""
    scheme, _, rest = address.rpartition("://")
    if scheme == "tls" or (scheme in ("", "tcp") and _here(rest)):
        return
    what = f"{address} is not protected: on it, anyone on the network may read along and have programs run."
    raise EvidencePackError(what, where=where, remedy=f"Use an address that begins with tls://. {_DOCS}")


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
        remedy = 'Install it with: pip install "evidencepack[cluster]"'
        raise EvidencePackError("A cluster needs Dask, which is not installed.", remedy=remedy) from error
    if cluster.local:
        options = {"n_workers": cluster.local, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None}
        with LocalCluster(**options, silence_logs=60) as own, Client(own) as client:
            yield client
        return
    files = {"tls_ca_file": cluster.ca, "tls_client_cert": cluster.cert, "tls_client_key": cluster.key}
    given = {name: str(path) for name, path in files.items() if path}
    try:
        security = Security(require_encryption=cluster.scheduler.startswith("tls://"), **given)
        client = Client(cluster.scheduler, security=security, timeout=30)
    except (OSError, TypeError, ValueError, RuntimeError) as error:
        what = f"There is no connection to the scheduler ({type(error).__name__})."
        remedy = f"Check its address, and for tls:// the files of --tls-ca, --tls-cert and --tls-key. {_DOCS}"
        raise EvidencePackError(what, where=cluster.scheduler, remedy=remedy) from error
    with client:
        yield client


@contextmanager
def _expected(job: Job, quiet: bool) -> Iterator[WorkerNeeds]:
    """What workers must have, and a note in the folder for packs that they must find there."""
    run = secrets.token_hex(4)
    note, service_file = note_path(job.out, run).with_suffix(".run"), job.folder / "service.yaml"
    try:
        write_whole(note, run.encode())
    except OSError as error:
        what = f"Nothing can be written there ({error.strerror})."
        raise OutputError(what, where=str(job.out), remedy="Choose another folder with --out.") from error
    try:
        versions = _versions(job.options)
        yield WorkerNeeds(versions, job.options, service_file, sha256(service_file), note, run, quiet)
    finally:
        note.unlink(missing_ok=True)


def _versions(options: BuildOptions) -> tuple[tuple[str, str], ...]:
    """What must be the same on every worker."""
    templates = [hashes_of(folder) for folder in before_ours("templates", options.templates)]
    return (
        (_VERSION, __version__),
        ("mapping files", digest(sorted(open_library(options.mappings).fingerprints.items()))),
        ("templates", digest(item for found in templates for item in found.items())),
    )


def _check_workers(client: "Client", expected: WorkerNeeds) -> None:
    workers = client.scheduler_info(n_workers=-1)["workers"]
    if not workers:
        raise EvidencePackError("The cluster has no workers.", where="--scheduler", remedy=f"Start some. {_DOCS}")
    for address in sorted(workers):
        _refuse_open(address, "a worker of the cluster")
    for address, found in sorted(client.run(differences, expected, on_error="return").items()):
        unlike = f"cannot use evidencepack ({type(found).__name__})" if isinstance(found, Exception) else found
        if unlike:
            raise EvidencePackError(f"The worker at {address} {unlike}.", remedy=_DOCS)


@lru_cache(maxsize=4)
def differences(expected: WorkerNeeds) -> str:
    """On a worker, once in a run: what keeps it from building as the one who asks would; "" for nothing."""
    try:
        here = _versions(expected.options)
    except EvidencePackError as error:
        return f"cannot read the mapping files or templates: {error.sentence.rstrip('.')}"
    for name, found in [each for each in here if each not in expected.versions]:
        return f"has another {name}: {found}" if name == _VERSION else f"has other {name}"
    if sha256(expected.service_file) != expected.service_hash:
        return "does not see the folder of the services as this machine does; share it under the same path"
    try:
        seen = expected.note.read_bytes() == expected.run.encode()
        tried = expected.note.with_name(f"{expected.run}.{secrets.token_hex(4)}")
        write_whole(tried, b"")
        tried.unlink()
    except OSError:
        seen = False
    return "" if seen else "may not write to the folder for packs; share it under the same path"


def _absolute(job: Job) -> Job:
    """A job whose folders a process elsewhere finds too."""
    mappings, templates = (path and path.resolve() for path in (job.options.mappings, job.options.templates))
    options = replace(job.options, mappings=mappings, templates=templates)
    return replace(job, folder=job.folder.resolve(), out=job.out.resolve(), options=options)
