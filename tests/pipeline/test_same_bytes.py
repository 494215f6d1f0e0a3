"""The same input on the same day gives the same bytes, wherever, whenever and by whomever it is built."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

import evidencepack
from tests.outputs import FORMATS, copy_of, files_of, one, parts
from tests.story import Story

DAY = "2026-10-31"
WHO, HOST, HOME = "user-qz7x", "host-qz7x", "/home-of-qz7x"
# The real command line, on a machine that goes by a name that can be searched for.
RUN = (
    "import platform, socket\n"
    f"socket.gethostname = platform.node = lambda: {HOST!r}\n"
    "from evidencepack.cli.main import main\n"
    "main()\n"
)


@dataclass(frozen=True)
class Made:
    """One run: where it lay, and the folder of its files."""

    house: Path
    day: Path


def laid_out(house: Path, to: Path, *, backwards: bool, stamp: int) -> Path:
    """A copy whose files are made in another order and carry other times."""
    for name, data in sorted(files_of(house).items(), reverse=backwards):
        if not name.startswith("packs/"):
            path = to / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            os.utime(path, (stamp, stamp))
    return to


def build(house: Path | str, cwd: Path, **env: str) -> None:
    package = str(Path(evidencepack.__file__).parents[1])
    who = dict.fromkeys(("USER", "LOGNAME", "USERNAME"), WHO) | {"HOME": HOME, "HOSTNAME": HOST}
    done = subprocess.run(
        [sys.executable, "-c", RUN, "build", str(house), "--on", DAY],
        cwd=cwd,
        env=os.environ | who | {"PYTHONPATH": package} | env,
        capture_output=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")


@pytest.fixture(scope="session")
def here(rowan_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Built in London in the C locale, by its absolute path."""
    house = laid_out(rowan_house, tmp_path_factory.mktemp("here") / "house", backwards=False, stamp=981_173_106)
    build(house, house.parent, PYTHONHASHSEED="1", TZ="Europe/London", LANG="C", LC_ALL="C")
    return Made(house, house / "packs" / DAY)


@pytest.fixture(scope="session")
def there(rowan_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Built on the other side of the world in Turkish, by a relative path, from a folder with a longer name."""
    folder = tmp_path_factory.mktemp("there") / "Provider & Söhne" / "a rather longer name"
    house = laid_out(rowan_house, folder, backwards=True, stamp=1_893_456_000)
    build(".", house, PYTHONHASHSEED="4242", TZ="Pacific/Kiritimati", LANG="tr_TR.UTF-8", LC_ALL="tr_TR.UTF-8")
    return Made(house, house / "packs" / DAY)


def test_both_runs_write_the_same_four_files(here: Made, there: Made) -> None:
    assert sorted(files_of(here.day)) == sorted(files_of(there.day))
    assert {Path(name).suffix for name in files_of(here.day)} == set(FORMATS)


@pytest.mark.parametrize("suffix", FORMATS)
def test_hash_seed_zone_locale_place_and_file_times_change_no_byte(suffix: str, here: Made, there: Made) -> None:
    first, second = dict(parts(one(here.day, suffix))), dict(parts(one(there.day, suffix)))
    assert [name for name in first if first[name] != second.get(name)] == []
    assert one(here.day, suffix).read_bytes() == one(there.day, suffix).read_bytes()


def test_building_again_on_the_same_day_changes_no_byte(tmp_path: Path, here: Made) -> None:
    house = Path(shutil.copytree(here.house, tmp_path / "house"))
    build(house, tmp_path)
    assert files_of(house / "packs") == files_of(here.day.parent)


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_path_user_or_machine_is_named_in_any_part(suffix: str, here: Made, there: Made) -> None:
    places = [Path(evidencepack.__file__).parents[1], Path(sys.prefix), Path.home(), here.house, there.house]
    words = [WHO, HOST, HOME, *(str(place) for place in places if len(place.parts) > 2)]
    private = re.compile("|".join(re.escape(word) for word in words))
    for made in (here, there):
        for name, data in parts(one(made.day, suffix)):
            found = private.search(data.decode("utf-8", "replace"))
            assert not found, f"{name} holds {found[0]}"


def test_the_month_after_typing_is_the_same_under_every_hash_seed(story: Story, tmp_path: Path) -> None:
    made = [files_of(story.packs / DAY)]
    for seed in ("1", "2"):
        house = copy_of(story.packs.parent, tmp_path / seed)
        shutil.copytree(story.packs / "2026-09-30", house / "packs" / "2026-09-30")
        build(house, tmp_path, PYTHONHASHSEED=seed)
        made.append(files_of(house / "packs" / DAY))
    assert [name for name, data in made[0].items() if {other[name] for other in made} != {data}] == []


def test_a_part_of_a_package_has_no_time_but_the_first_of_1980(here: Made) -> None:
    for suffix in (".docx", ".xlsx"):
        with ZipFile(one(here.day, suffix)) as package:
            assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
