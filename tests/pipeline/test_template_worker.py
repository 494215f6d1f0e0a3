"""Templates filled in by a process of their own: the same files, the same words about a fault, an end to all loops."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from evidencepack.errors import TemplateError
from evidencepack.pack.model import Pack
from evidencepack.shipped import shipped
from evidencepack.template_worker import TemplateWorker
from evidencepack.writers import render
from tests.fake_pack import fake_pack

FORMATS = ("word", "excel", "html")


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
        return render(pack, formats, template_for, filling=filling)


def test_the_files_are_the_same_as_without_it() -> None:
    assert apart(fake_pack(), ours, FORMATS, 60) == render(fake_pack(), FORMATS, ours)


def test_a_template_of_ones_own_may_ask_for_everything(tmp_path: Path) -> None:
    page = own_page(tmp_path, "{{ pack.traces | length }} {{ pack.registers[0].title }}")
    (made,) = apart(fake_pack(), page, ("html",), 60).values()
    assert made.decode() == f"{len(fake_pack().traces)} {fake_pack().registers[0].title}"


def test_a_fault_in_a_template_is_told_in_the_same_words(tmp_path: Path) -> None:
    page = own_page(tmp_path, "\n{{ pack.acions }}")
    with pytest.raises(TemplateError) as here:
        render(fake_pack(), ("html",), page)
    with pytest.raises(TemplateError) as there:
        apart(fake_pack(), page, ("html",), 60)
    assert there.value.sentence == here.value.sentence
    assert "line 2" in there.value.sentence


def test_a_template_that_never_ends_is_ended(tmp_path: Path) -> None:
    loops = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    page, begun = own_page(tmp_path, loops), time.monotonic()
    with pytest.raises(TemplateError, match=r"takes more than 3 seconds\. Take loops within loops out"):
        apart(fake_pack(), page, ("html",), 3)
    assert time.monotonic() - begun < 60


@pytest.mark.skipif(sys.platform == "win32", reason="a process is ended otherwise there")
def test_it_ends_itself_when_the_one_who_asked_is_gone(tmp_path: Path) -> None:
    loops = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    page = own_page(tmp_path, loops)
    filling = TemplateWorker(1).__enter__()
    filling.begin(fake_pack(), {"html/pack.html.j2": page("")})
    assert filling._process
    assert filling._process.wait(60) != 0


def test_a_macro_that_calls_itself_is_a_fault_of_the_template(tmp_path: Path) -> None:
    page = own_page(tmp_path, "{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}")
    with pytest.raises(TemplateError, match=r"pack\.html\.j2"):
        apart(fake_pack(), page, ("html",), 60)


def test_where_the_process_is_ended_from_outside_the_files_are_made_here() -> None:
    with TemplateWorker(60) as filling:
        assert filling._process
        os.kill(filling._process.pid, signal.SIGTERM)
        filling._process.wait()
        assert render(fake_pack(), FORMATS, ours, filling=filling) == render(fake_pack(), FORMATS, ours)


def test_where_it_cannot_be_started_the_files_are_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/python")
    monkeypatch.setattr("sys._base_executable", "/no/such/python", raising=False)
    assert apart(fake_pack(), ours, ("html",), 60) == render(fake_pack(), ("html",), ours)


def test_nothing_is_left_of_it_when_it_was_not_needed() -> None:
    with TemplateWorker() as filling:
        process = filling._process
    assert process
    assert process.poll() is not None
