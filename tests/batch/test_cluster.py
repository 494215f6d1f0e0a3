"""A batch on a Dask cluster: a real scheduler and real workers as processes of their own, on this machine only."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest
from msgspec.structs import replace

from evidencepack.batch import Cluster
from evidencepack.batch.cluster import _expected, differences, run_on_cluster
from evidencepack.batch.job import Job
from evidencepack.build_options import BuildOptions
from evidencepack.errors import EvidencePackError
from tests.batch.test_batch import ON, small
from tests.outputs import files_of
from tests.words import words

pytest.importorskip("distributed")
ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join((str(ROOT), *filter(None, sys.path))),
    "DASK_DISTRIBUTED__WORKER__DAEMON": "True",
}


@pytest.fixture
def homes(tmp_path: Path) -> Path:
    for id_ in ("ash", "beech", "cedar"):
        small(tmp_path / "homes" / id_, id_)
    return tmp_path / "homes"


@contextmanager
def begun(module: str, *words: str, until: str, **environment: str) -> Iterator[tuple[psutil.Popen, str]]:
    """A program of Dask once it has said a line that matches, and what the pattern's group was; ended with its own."""
    command = [sys.executable, "-m", module, "--no-dashboard", *words]
    with psutil.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env={**ENVIRONMENT, **environment}
    ) as program:
        try:
            assert program.stderr
            said = next((found for line in program.stderr if (found := re.search(until, line))), None)
            assert said, "it ended before it was ready"
            yield program, said[1]
        finally:
            for process in [*program.children(recursive=True), program]:
                process.kill()


@contextmanager
def cluster(*tls: str, workers: int = 1, **environment: str) -> Iterator[tuple[str, psutil.Popen]]:
    """The address of a scheduler with so many workers of one process each, and the last of them."""
    protocol = "tls" if tls else "tcp"
    here = ("--host", "127.0.0.1", "--protocol", protocol, *tls)
    with ExitStack() as stack:
        scheduler = begun("distributed.cli.dask_scheduler", "--port", "0", *here, until=r"Scheduler at:\s+(\S+)")
        _, address = stack.enter_context(scheduler)
        for _ in range(workers):
            words = (address, "--nthreads", "1", "--memory-limit", "0", *here)
            worker = begun("distributed.cli.dask_worker", *words, until=r"Registered to:\s+(\S+)", **environment)
            last, _ = stack.enter_context(worker)
        yield address, last


def batch(homes: Path, out: Path, *words: str) -> "subprocess.Popen[str]":
    options = ["--out", str(out), "--on", ON.isoformat(), "--format", "json", "--format", "html"]
    command = [sys.executable, "-m", "evidencepack", "batch", str(homes), *options, *words]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=ENVIRONMENT
    )


def done(homes: Path, out: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, what was said, and what was complained of."""
    with batch(homes, out, *words) as program:
        said, complained = program.communicate(timeout=120)
    return program.returncode, said, complained


def test_packs_of_a_cluster_are_those_of_this_machine_byte_by_byte(homes: Path, tmp_path: Path) -> None:
    with cluster(workers=2) as (address, _):
        code, said, complained = done(homes, tmp_path / "there", "--scheduler", address)
    assert (code, complained) == (0, "")
    assert "3 services: 3 built." in said
    assert done(homes, tmp_path / "here", "--workers", "1")[0] == 0
    there = {name: data for name, data in files_of(tmp_path / "there").items() if not name.startswith(".built")}
    assert there == {n: data for n, data in files_of(tmp_path / "here").items() if not n.startswith(".built")}
    assert {p.suffix for p in (tmp_path / "there" / ".built").iterdir()} == {".json"}


def test_a_cluster_of_this_machine_needs_no_scheduler_and_says_nothing_of_its_own(homes: Path, tmp_path: Path) -> None:
    code, said, complained = done(homes, tmp_path / "out", "--cluster", "local:2")
    assert (code, complained) == (0, "")
    assert "3 services: 3 built." in said


def test_it_works_over_tls_and_with_templates_of_ones_own(homes: Path, tmp_path: Path) -> None:
    made = pytest.importorskip("distributed").Security.temporary()
    (tmp_path / "ca.pem").write_text(made.tls_ca_file, encoding="utf-8")
    (tmp_path / "key.pem").write_text(made.tls_client_key, encoding="utf-8")
    (tmp_path / "own" / "html").mkdir(parents=True)
    (tmp_path / "own" / "html" / "pack.html.j2").write_text("{{ pack.service.name }}", encoding="utf-8")
    ca, key = str(tmp_path / "ca.pem"), str(tmp_path / "key.pem")
    with cluster("--tls-ca-file", ca, "--tls-cert", ca, "--tls-key", key) as (address, _):
        assert address.startswith("tls://")
        files = ("--tls-ca", ca, "--tls-cert", ca, "--tls-key", key)
        own = ("--templates", str(tmp_path / "own"))
        code, said, complained = done(homes, tmp_path / "out", "--scheduler", address, *files, *own)
        assert (code, complained) == (0, "")
        assert "3 services: 3 built." in said
        code, _, complained = done(homes, tmp_path / "out", "--scheduler", address)
        assert code == 1
        assert "There is no connection to the scheduler" in complained
    assert {p.read_text(encoding="utf-8") for p in tmp_path.glob("out/*/*/*.html")} == {"Ash", "Beech", "Cedar"}


# Each process of a worker waits once, when it has read the records of a home, until it may go on or is killed.
SLOW = """
import os, pathlib, sys, time
begun = []
def wait(event, args):
    if event == "open" and str(args[0]).startswith({home!r}) and not begun:
        begun.append(True)
        (pathlib.Path({told!r}) / str(os.getpid())).touch()
        while not os.path.exists({go!r}):
            time.sleep(0.02)
sys.addaudithook(wait)
"""


def newly_begun(told: Path, known: set[str]) -> str:
    """The process that has begun with the home and was not known to have."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        if new := {path.name for path in told.iterdir()} - known:
            return new.pop()
        time.sleep(0.02)
    raise AssertionError("no worker has begun")


@pytest.mark.parametrize(("killed", "state"), [(1, "built"), (2, "could not be built")])
def test_a_lost_worker_is_one_more_try_and_then_one_failed_line(
    killed: int, state: str, homes: Path, tmp_path: Path
) -> None:
    (told := tmp_path / "told").mkdir()
    slow = SLOW.format(home=str(homes / "ash" / "records"), told=str(told), go=str(tmp_path / "go"))
    (tmp_path / "sitecustomize.py").write_text(slow, encoding="utf-8")
    path = os.pathsep.join((str(tmp_path), ENVIRONMENT["PYTHONPATH"]))
    known: set[str] = set()
    with (
        cluster(PYTHONPATH=path) as (address, _),
        batch(homes, tmp_path / "out", "--scheduler", address) as program,
    ):
        for _ in range(killed):
            known.add(process := newly_begun(told, known))
            psutil.Process(int(process)).kill()
        (tmp_path / "go").touch()
        said, complained = program.communicate(timeout=120)
    assert f"Ash: {state}" in said and "Beech: built" in said and "Cedar: built" in said
    assert (program.returncode, complained) == (killed - 1, "")
    if state != "built":
        assert "its worker was lost, and so was the one that tried again" in " ".join(said.split())


def test_a_worker_with_another_version_is_refused_before_anything_is_built(homes: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import evidencepack._version as module\nmodule.__version__ = '0.0.9'\n", encoding="utf-8"
    )
    path = os.pathsep.join((str(tmp_path), ENVIRONMENT["PYTHONPATH"]))
    with cluster(PYTHONPATH=path) as (address, _):
        code, said, complained = done(homes, tmp_path / "out", "--scheduler", address)
    assert (code, said) == (1, "")
    assert re.search(r"The worker at tcp://127\.0\.0\.1:\d+ has another version of evidencepack: 0\.0\.9\.", complained)
    assert not list((tmp_path / "out").glob("*/*.json"))


def test_a_worker_says_what_it_has_or_sees_otherwise(homes: Path, tmp_path: Path) -> None:
    job = Job(homes / "ash", "ash", "ash", "Ash", tmp_path / "out", BuildOptions(on=ON))
    with _expected(job, quiet=False) as expected:
        assert differences(expected) is None
        (version, mappings, templates) = expected.versions
        old = replace(expected, versions=(version, ("other-mappings", "other"), templates))
        assert words(differences(old)) == "has other mapping files"
        old = replace(expected, versions=(version, mappings, ("other-templates", "other")))
        assert words(differences(old)) == "has other templates"
        elsewhere = replace(expected, service_file=tmp_path / "elsewhere" / "service.yaml")
        assert "does not see the folder of the services as this machine does" in words(differences(elsewhere))
        unwritable = replace(expected, note=tmp_path / "no" / "note")
        assert "may not write to the folder for packs" in words(differences(unwritable))
        own = replace(expected, options=BuildOptions(on=ON, mappings=tmp_path / "gone"))
        assert "cannot read the mapping files or templates" in words(differences(own))
    assert list((tmp_path / "out" / ".built").iterdir()) == []


@pytest.mark.parametrize(
    "address", ["tcp://10.0.0.5:8786", "scheduler:8786", "tcp://scheduler.example:8786", "ws://127.0.0.1:8786"]
)
def test_an_address_elsewhere_without_tls_is_refused_with_the_reason(address: str, tmp_path: Path) -> None:
    job = Job(tmp_path, "a", "a", "A", tmp_path, BuildOptions(on=ON))
    with pytest.raises(EvidencePackError, match=r"(?s)is not protected: .* begins with tls://"):
        next(run_on_cluster([job], Cluster(scheduler=address)))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--cluster", "local:none"), "type it as local:4"),
        (("--cluster", "local:2", "--workers", "2"), "Choose one of --workers, --cluster and --scheduler."),
    ],
)
def test_words_that_make_no_cluster_are_refused(words: Sequence[str], why: str, homes: Path, tmp_path: Path) -> None:
    code, _, complained = done(homes, tmp_path / "out", *words)
    assert code == 2 and why in complained


def test_without_dask_it_is_said_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    job = Job(tmp_path, "a", "a", "A", tmp_path, BuildOptions(on=ON))
    with pytest.raises(EvidencePackError, match=r'pip install "evidencepack\[cluster\]"'):
        next(run_on_cluster([job], Cluster(local=1)))
