"""Templates filled in by a process of their own: the same files, the same words about a fault, an end to all loops."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from evidencepack.errors import TemplateError
from evidencepack.pack.model import Pack
from evidencepack.pipeline import build_transition
from evidencepack.shipped import shipped
from evidencepack.template_worker import TemplateWorker
from evidencepack.writers import render
from tests.conftest import SAMPLE_DAY
from tests.fake_pack import fake_pack
from tests.words import MESSAGES

FORMATS = ("word", "excel", "html")
LOOPS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


def own_page(folder: Path, text: str) -> Callable[[str], Path]:
    """Templates of one's own, of which only the page differs."""
    shutil.copytree(shipped("templates") / "html", folder / "html")
    (folder / "html" / "pack.html.j2").write_text(text, encoding="utf-8")
    return lambda _name: folder


def ours(_name: str) -> Path:
    return shipped("templates")


def apart(
    pack: Pack, template_for: Callable[[str], Path], formats: tuple[str, ...], seconds: float
) -> dict[str, bytes]:
    with TemplateWorker(seconds) as filling:
        return render(pack, MESSAGES, formats, template_for, filling=filling)


def test_the_files_are_the_same_as_without_it() -> None:
    assert apart(fake_pack(), ours, FORMATS, 60) == render(fake_pack(), MESSAGES, FORMATS, ours)


def test_a_template_of_ones_own_may_ask_for_everything(tmp_path: Path) -> None:
    page = own_page(tmp_path, "{{ pack.traces | length }} {{ pack.registers[0].title }}")
    (made,) = apart(fake_pack(), page, ("html",), 60).files.values()
    assert made.decode() == f"{len(fake_pack().traces)} {fake_pack().registers[0].title}"


def test_a_fault_in_a_template_is_told_in_the_same_words(tmp_path: Path) -> None:
    page = own_page(tmp_path, "\n{{ pack.acions }}")
    with pytest.raises(TemplateError) as here:
        render(fake_pack(), MESSAGES, ("html",), page)
    with pytest.raises(TemplateError) as there:
        apart(fake_pack(), page, ("html",), 60)
    assert str(there.value) == str(here.value)
    assert "line 2" in str(there.value)


def test_a_template_that_never_ends_is_ended(tmp_path: Path) -> None:
    page, begun = own_page(tmp_path, LOOPS), time.monotonic()
    with pytest.raises(TemplateError, match=r"takes more than 0\.5 seconds\. Take loops within loops out"):
        apart(fake_pack(), page, ("html",), 0.5)
    assert time.monotonic() - begun < 60


@pytest.mark.skipif(sys.platform == "win32", reason="a process is ended otherwise there")
def test_it_ends_itself_when_the_one_who_asked_is_gone(tmp_path: Path) -> None:
    own_page(tmp_path, LOOPS)
    script = tmp_path / "script.py"
    script.write_text(
        "import sys, time\n"
        "from pathlib import Path\n"
        "from evidencepack.template_worker import TemplateWorker\n"
        "from tests.fake_pack import fake_pack\n"
        "if __name__ == '__main__':\n"
        "    with TemplateWorker(1, grace=0.5) as filling:\n"
        "        filling.begin(fake_pack(), {'html/pack.html.j2': Path(sys.argv[1])})\n"
        "        while not filling._future.running():\n"
        "            time.sleep(0.01)\n"
        "        print('begun', flush=True)\n"
        "        filling.files()\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(Path(__file__).resolve().parents[2]), *sys.path))}
    with subprocess.Popen(
        [sys.executable, script, tmp_path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        assert process.stdout and process.stdout.readline() == b"begun\n"
        workers = psutil.Process(process.pid).children(recursive=True)
        process.kill()
    _, alive = psutil.wait_procs(workers, timeout=60)
    assert [worker for worker in alive if worker.status() != psutil.STATUS_ZOMBIE] == []


def test_a_macro_that_calls_itself_is_a_fault_of_the_template(tmp_path: Path) -> None:
    page = own_page(tmp_path, "{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}")
    with pytest.raises(TemplateError, match=r"pack\.html\.j2"):
        apart(fake_pack(), page, ("html",), 60)


def test_where_the_process_is_ended_from_outside_another_does_it() -> None:
    with TemplateWorker(60) as filling:
        filling.begin(fake_pack(), {"html/pack.html.j2": shipped("templates")})
        assert filling.files()
        (worker,) = filling._pool._pool_manager.worker_manager.workers.values()
        worker.kill()
        worker.join()
        assert render(fake_pack(), MESSAGES, FORMATS, ours, filling=filling) == render(
            fake_pack(), MESSAGES, FORMATS, ours
        )


def test_where_it_cannot_be_started_the_files_are_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.spawn._python_exe", b"/no/such/python")
    assert apart(fake_pack(), ours, ("html",), 60) == render(fake_pack(), MESSAGES, ("html",), ours)


def test_a_transition_is_filled_in_by_it_too(rowan_house: Path, tmp_path: Path) -> None:
    old, new = "cqc-saf-2023", "cqc-asc-2026-draft"
    here = build_transition(rowan_house, SAMPLE_DAY, from_=old, to=new, out=tmp_path / "here")
    with TemplateWorker() as filling:
        there = build_transition(rowan_house, SAMPLE_DAY, from_=old, to=new, out=tmp_path / "there", filling=filling)
    assert [p.read_bytes() for p in here.written.paths] == [p.read_bytes() for p in there.written.paths]
