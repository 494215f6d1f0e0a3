"""Whatever people give: no input hangs the program or eats its memory; each gives a line, and the rest still works."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile_inputs import INPUTS, Args, house
from tests.hostile_packages import EARLIER, FILES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the system here holds no process to its memory")
# All with EVIDENCEPACK_HOSTILE=all in the environment; CI takes every eighth, and who works at it the light ones.
EVERY = 1 if os.environ.get("EVIDENCEPACK_HOSTILE") == "all" else 8 if "CI" in os.environ else len(INPUTS) + 1
SECONDS, MEGABYTES = 20, 1_000  # of the processor, and of address space: for each process
DAY = "2026-10-31"
CRASHED = "This is a fault of evidencepack"


def hold() -> None:
    """In the child: a process that goes on or grows is ended by the system."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1_000_000,) * 2)


def held(args: Args) -> tuple[int, str]:
    """The exit code and all that a command says when it is held to the limits."""
    command = [sys.executable, "-m", "evidencepack", *map(str, args)]
    # Only a process that neither works nor ends comes to the timeout, such as one that waits for a channel.
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, preexec_fn=hold, timeout=300)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


@pytest.mark.parametrize("name", list(INPUTS)[EVERY - 1 :: EVERY])
def test_a_hostile_input_is_said_within_the_limits(name: str, tmp_path: Path) -> None:
    hostile, folder = INPUTS[name], tmp_path / "in"
    folder.mkdir()
    code, said = held(hostile.make(folder))
    assert code in ((0, 1) if hostile.code < 0 else (hostile.code,)), said[-2_000:]
    assert CRASHED not in said
    if code == 1:
        assert hostile.said.casefold() in said.casefold() and len(said.splitlines()) < 130


def checked(home: Path) -> str:
    """What is said of a folder that holds many hostile inputs; the rest of it is read as ever."""
    code, said = held(["check", home])
    assert code == 0 and CRASHED not in said, said[-2_000:]
    assert "Staff list.xlsx" in said
    return " ".join(said.split())


def test_every_light_hostile_file_among_the_records_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    home = house(tmp_path)
    light = [name for name, (_, _, heavy) in FILES.items() if not heavy]
    for name in light:
        (home / "records" / name).write_bytes(FILES[name][1]())
    os.mkfifo(home / "records/pipe.csv")
    (home / "records/zero.csv").symlink_to("/dev/zero")
    said = checked(home)
    no_sheet_with_rows = ("deep.xlsx", "attributes.xlsx")
    read = [name for name in light if name not in no_sheet_with_rows and "far away" not in name]
    assert [name for name in (*read, "pipe.csv", "zero.csv") if name not in said] == []


def test_hostile_earlier_packs_and_channels_are_said_and_the_pack_is_built(tmp_path: Path) -> None:
    home = house(tmp_path)
    packs = home / "packs/2026-09-30"
    packs.mkdir(parents=True)
    light = {
        f"rowan-house {DAY} {n}{ending}": make for n, (ending, make, heavy) in enumerate(EARLIER.values()) if not heavy
    }
    for name, make in light.items():
        (packs / name).write_bytes(make())
    os.mkfifo(packs / f"rowan-house {DAY} pipe.xlsx")
    os.mkfifo(packs / f"rowan-house {DAY} pipe.json")
    os.mkfifo(home / "notes.txt")
    code, said = held(["build", home, "--on", DAY])
    assert code == 0 and CRASHED not in said, said[-2_000:]
    (pack,) = (home / "packs" / DAY).glob("*.json")
    written = pack.read_text(encoding="utf-8")
    del light[f"rowan-house {DAY} 9.json"]  # JSON of another program
    assert [
        name for name in (*light, f"rowan-house {DAY} pipe.xlsx", f"rowan-house {DAY} pipe.json") if name not in written
    ] == []
