"""Runs that are killed before each thing they do to a folder; what is there then is kept, a folder a kill.

`python -m tests.killed` runs it: one process that splits for every kill, since to begin Python anew takes longer.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

ON = date(2026, 10, 31)
ROOT = Path(__file__).parent.parent
NEW = {"home 2026-10-31.docx": b"new word", "home 2026-10-31.xlsx": b"new excel", "home 2026-10-31.html": b"new page"}
SERVICE: Mapping[str, bytes | Path] = {"service.yaml": b"id: home", "records/Registers.xlsx": b"workbook"}
_CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.utime")


def mark_of(names: Mapping[str, str]) -> bytes:
    """A mark as the JSON of a pack is one, and the rest of the pack left out."""
    return json.dumps({"files": dict(names)}).encode()


def put(files: Mapping[str, bytes], out: Path, stem: str = "home 2026-10-31") -> Any:
    """Write a pack of made-up files."""
    from evidencepack.writers.folder import put_files

    return put_files(ON, f"{stem}.json", mark_of, files, out)


def every_kill(what: str, start: Path, to: Path, *, system: str = "", some: str = "") -> list[Path]:
    """Copies of `start`, in each of which `what` was killed one step later, and last one where it came to its end.

    `system` can do less: "no-exchange" of folders, or "no-rename" of them, as where a file is open on Windows.
    `some` is "every 7" for every seventh step, or "random 20" for twenty of them; without it, all.
    """
    command = [sys.executable, "-m", "tests.killed", what, str(start), str(to), system, some]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return [to / name for name in json.loads(done.stdout.splitlines()[-1])]


def _steps(event: str, args: tuple[Any, ...], below: str) -> bool:
    """Whether a thing that Python is about to do changes something in the folder."""
    if event == "ctypes.dlsym":
        return "rename" in str(args[1])
    if event == "open" and not (set(str(args[1] or "")) & set("wxa+") or (args[2] or 0) & (os.O_WRONLY | os.O_RDWR)):
        return False
    names = [os.fsdecode(each) for each in args if isinstance(each, str | bytes | Path)]
    if event == "open":
        return bool(names) and names[0].startswith(below)
    return event in _CHANGES and any(name.startswith(below) or not name.startswith("/") for name in names)


def _killed_at(step: int, below: str, act: Callable[[], object]) -> tuple[bool, int]:
    """Act in a process of its own; whether it came to its end, and how many steps it took."""
    here, there = os.pipe()
    if not (child := os.fork()):
        taken = 0

        def count(event: str, args: tuple[Any, ...]) -> None:
            nonlocal taken
            if _steps(event, args, below):
                taken += 1
                if taken == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            act()
            os.write(there, str(taken).encode())
            os._exit(0)
        finally:
            os._exit(1)
    os.close(there)
    with os.fdopen(here) as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return bool(told), int(told or 0)


def _act(what: str, folder: Path) -> Callable[[], object]:
    from evidencepack.batch import write_portfolio
    from evidencepack.errors import our_messages
    from evidencepack.on_disk import write_new, write_whole
    from evidencepack.onboarding.new_folder import write_folder
    from evidencepack.pack.portfolio import portfolio_of

    place = folder / "packs" / "a file"
    portfolio = portfolio_of("new homes", ON, "evidencepack", [])
    short: dict[str, Callable[[], object]] = {
        "put": lambda: put(NEW, folder / "packs"),
        "whole": lambda: write_whole(place, b"new"),
        "portfolio": lambda: write_portfolio(portfolio, our_messages(), folder / "packs"),
        "new": lambda: write_new(place, b"new"),
        "init": lambda: write_folder(folder / "packs" / "home", SERVICE, ("packs",)),
    }
    if what in short:
        return short[what]
    from evidencepack.build_options import BuildOptions
    from evidencepack.pipeline import build_service

    options = BuildOptions(on=ON, formats=("word", "excel", "html"))
    return lambda: build_service(folder, options)


def _limited(system: str) -> None:
    """Take from this process what other systems cannot do."""
    from evidencepack.writers import folder

    if system:
        folder.exchange = lambda one, other: False
    if system == "no-rename":
        real = Path.rename

        def rename(self: Path, target: Any) -> Path:
            if self.name == ON.isoformat():
                raise PermissionError(13, "in use")
            return real(self, target)

        Path.rename = rename  # type: ignore[method-assign]


def _chosen(some: str, steps: int) -> Iterable[int]:
    kind, _, number = some.partition(" ")
    if kind == "every":
        return range(1, steps + 1, int(number))
    if kind == "random":
        chance = random.Random(steps)
        return [chance.randint(1, steps) for _ in range(int(number))]
    return range(1, steps + 1)


def main(what: str, start: str, to: str, system: str, some: str) -> None:
    """Print the names of the copies, one of each kill and last that of the whole run."""
    _limited(system)
    put({}, Path(to) / "warm")  # what is imported late is there before the processes split

    def once(name: str, step: int) -> tuple[bool, int]:
        folder = Path(shutil.copytree(start, Path(to) / name, symlinks=True))
        return _killed_at(step, str(folder / "packs"), _act(what, folder))

    ended, steps = once("whole", 0)
    assert ended
    names = []
    for n, step in enumerate(_chosen(some, steps)):
        names.append(f"{n:03d}-killed-at-{step}")
        assert not once(names[-1], step)[0]
    print(json.dumps([*names, "whole"]))


if __name__ == "__main__":
    main(*sys.argv[1:])
