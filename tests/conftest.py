"""Programs that some tests need. Without its program a test is skipped and says so; CI requires them all.

A test asks for a program by naming its fixture (`libreoffice`, `chromium`, `node`, `ooxml_validator`) or by a
mark (`needs_libreoffice`, `needs_chromium`, `needs_node`, `needs_validator`).
"""

import gc
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from evidencepack.build_options import BuildOptions
from evidencepack.cache import SWITCH
from evidencepack.library import Library
from evidencepack.pack.model import Pack
from evidencepack.pipeline import make_pack, open_library
from evidencepack.shipped import shipped

if TYPE_CHECKING:
    from tests.story import Story

ROOT = Path(__file__).resolve().parent.parent
_installed = (ROOT / ".ci/tools/node_modules/@xarsh").glob("ooxml-validator-*/ooxml-validator*")
VALIDATORS = (os.environ.get("OOXML_VALIDATOR", ""), *sorted(map(str, _installed)))
# fixture: mark, what a person would install, what it may be called on this machine
PROGRAMS = {
    "libreoffice": ("needs_libreoffice", "LibreOffice", ("soffice", "libreoffice")),
    "chromium": ("needs_chromium", "Chromium", ("chromium", "chromium-browser", "google-chrome")),
    "node": ("needs_node", "Node.js", ("node",)),
    "ooxml_validator": ("needs_validator", "Microsoft's Open XML validator (.ci/package.json)", VALIDATORS),
}
# The same hundred examples in CI each time; other thirty each time while somebody works.
CI = "CI" in os.environ
settings.register_profile("house", deadline=None, max_examples=100 if CI else 30, derandomize=CI)
settings.load_profile("house")


_KEPT = pytest.StashKey[tempfile.TemporaryDirectory[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """What is kept between runs is kept for these tests only, and goes with them."""
    folder = tempfile.TemporaryDirectory(prefix="evidencepack-kept-")
    config.stash[_KEPT] = folder
    os.environ[SWITCH] = folder.name


def pytest_collection_finish() -> None:
    """What is loaded by now stays; to look through all of it for rubbish again and again takes a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if _KEPT in config.stash:
        config.stash[_KEPT].cleanup()


def _program(fixture: str) -> str | None:
    return next((found for name in PROGRAMS[fixture][2] if (found := shutil.which(name))), None)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what names a fixture below, so that `-m "not needs_chromium"` leaves it out."""
    for item in items:
        for fixture in PROGRAMS.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(PROGRAMS[fixture][0])


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is missing, or fail it where EVIDENCEPACK_REQUIRE_TOOLS=1."""
    for fixture, (mark, name, _) in PROGRAMS.items():
        if item.get_closest_marker(mark) and not _program(fixture):
            stop = pytest.fail if os.environ.get("EVIDENCEPACK_REQUIRE_TOOLS") == "1" else pytest.skip
            stop(f"{name} is not installed")


def _run(fixture: str, *args: str | Path) -> str:
    command = [_program(fixture) or fixture, *map(str, args)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=180)
    said = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, f"{command} ended with {done.returncode}: {done.stderr!r} {said}"
    return said


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """`libreoffice(document, to="pdf")` -> the converted file, in a folder of its own."""
    profile = tmp_path_factory.mktemp("libreoffice-profile").as_uri()

    def convert(document: Path, to: str = "pdf") -> Path:
        out = tmp_path_factory.mktemp("libreoffice")
        options = (f"-env:UserInstallation={profile}", "--headless", "--convert-to", to, "--outdir", out)
        said = _run("libreoffice", *options, document)
        made = out / f"{document.stem}.{to.partition(':')[0]}"
        assert made.is_file(), f"LibreOffice wrote nothing for {document.name}: {said}"
        return made

    return convert


@pytest.fixture
def chromium(tmp_path: Path) -> Callable[..., str]:
    """`chromium("--dump-dom", page.as_uri())` -> what it prints; a profile of its own, nothing fetched."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    flags += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return lambda *args: _run("chromium", *flags, f"--user-data-dir={tmp_path / 'profile'}", *args)


@pytest.fixture
def node() -> Callable[..., str]:
    """`node(script, ...)` -> what it prints."""
    return lambda *args: _run("node", *args)


@pytest.fixture(scope="session")
def ooxml_validator() -> Callable[[Path], list[str]]:
    """`ooxml_validator(document)` -> a line for each error that Microsoft's Open XML validator finds."""

    def errors(document: Path) -> list[str]:
        found = json.loads(_run("ooxml_validator", document))["errors"]
        return [f"{e['path']} {e['xPath']}: {e['description']}" for e in found]

    return errors


SAMPLE_DAY = date(2026, 10, 31)


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped mapping files, read once."""
    return open_library()


@pytest.fixture(scope="session")
def rowan_house() -> Path:
    """The folder of the sample care home; never written to."""
    return shipped("sample_data") / "rowan-house"


@pytest.fixture(scope="session")
def rowan_pack(library: Library, rowan_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The pack of the sample care home on its day, without earlier packs."""
    return make_pack(rowan_house, BuildOptions(on=SAMPLE_DAY), library=library, out=tmp_path_factory.mktemp("packs"))


@pytest.fixture(scope="session")
def story(rowan_house: Path, tmp_path_factory: pytest.TempPathFactory) -> "Story":
    """Two months of the sample care home, with what people typed between them; never written to."""
    from tests.story import tell

    return tell(rowan_house, tmp_path_factory.mktemp("story"))
