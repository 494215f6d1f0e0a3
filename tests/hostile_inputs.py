# ruff: noqa: E501  (a row of a table of cases reads best in one line)
"""Inputs made to hang the program or to eat its memory: each is put into a copy of the sample home, and asked for."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from docx import Document

from evidencepack.pipeline import open_library
from evidencepack.shipped import shipped
from tests.hostile_packages import EARLIER, FILES, LONG, PAPERS, SERVICES

Args = list[object]
DAY = "2026-10-31"


class Hostile:
    """One input: its name, what makes it, and a word of the line that is said of it."""

    def __init__(self, make: Callable[[Path], Args], said: str, heavy: bool, code: int) -> None:
        self.make, self.said, self.heavy, self.code = make, said, heavy, code


INPUTS: dict[str, Hostile] = {}


def hostile(said: str = "", *, heavy: bool = False, code: int = 0) -> Callable[[Callable[[Path], Args]], None]:
    """Note the maker that follows: what is said of its input, if it is slow to make, and the exit code."""

    def note(make: Callable[[Path], Args]) -> None:
        INPUTS[make.__name__] = Hostile(make, said, heavy, code)

    return note


def house(folder: Path) -> Path:
    """A copy of the sample care home without earlier packs."""
    home = folder / "rowan-house"
    shutil.copytree(shipped("sample_data") / "rowan-house", home, ignore=shutil.ignore_patterns("packs", "*.md"))
    return home


def build(home: Path, *more: object) -> Args:
    return ["build", home, "--on", DAY, *more]


def record(folder: Path, name: str, data: bytes) -> Args:
    """A build with one more file among the records."""
    home = house(folder)
    (home / "records" / name).write_bytes(data)
    return build(home)


def with_sources(home: Path, lines: str) -> None:
    service = home / "service.yaml"
    service.write_text(
        service.read_text(encoding="utf-8").replace("sources:\n", f"sources:\n{lines}"), encoding="utf-8"
    )


@hostile("not understood")
def long_cells(folder: Path) -> Args:
    """Every kind of long cell in every column of every list that has a map."""
    home, lines = house(folder), ""
    for column_map in open_library().column_maps.values():
        heads = [headings[0] for headings in column_map.columns.values() if headings]
        if not heads or column_map.starter:
            continue
        rows = [[f'"{text}"'] * len(heads) for text in LONG.values()]
        text = "\n".join(",".join(row) for row in ([f'"{head}"' for head in heads], *rows))
        (home / "records" / f"{column_map.id} long.csv").write_text(text, encoding="utf-8")
        lines += f"  - {{file: records/{column_map.id} long.csv, map: {column_map.id}}}\n"
    with_sources(home, lines)
    return build(home)


@hostile()
def long_cells_beneath_courses_and_months(folder: Path) -> Args:
    home = house(folder)
    for name, heads in (("training-matrix", ("Name", "Fire safety", "First aid expiry")),
                        ("supervision-tracker", ("Name", "Jan 2026", "Feb 2026", "March 2026"))):  # fmt: skip
        rows = [["Jo", *[f'"{text}"'] * (len(heads) - 1)] for text in LONG.values()]
        text = "\n".join(",".join(row) for row in (heads, *rows))
        (home / "records" / f"{name}.csv").write_text(text, encoding="utf-8")
        with_sources(home, f"  - {{file: records/{name}.csv, map: {name}}}\n")
    return build(home)


@hostile()
def long_headings(folder: Path) -> Args:
    heads = [f'"{text}"' for text in LONG.values()]
    rows = [",".join(heads)] * 30
    return record(folder, "heads.csv", "\n".join(rows).encode())


@hostile("too long for a name")
def name_of_3000_words(folder: Path) -> Args:
    home = house(folder)
    names = ["Jo " * 3_000, "x" * 200_000, "a b " * 10]
    rows = "\n".join(f"{n},{name},Carer,Permanent,2020-01-01" for n, name in enumerate(names))
    (home / "records/staff.csv").write_text(
        f"Payroll no,Name,Job title,Contract,Start date\n{rows}\n", encoding="utf-8"
    )
    with_sources(home, "  - {file: records/staff.csv, map: staff-list}\n")
    return build(home)


def _file(name: str) -> Callable[[Path], Args]:
    return lambda folder: record(folder, name, FILES[name][1]())


for _name, (_said, _, _heavy) in FILES.items():
    INPUTS[_name] = Hostile(_file(_name), _said or _name, _heavy, 0)


@hostile("channel")
def channels_everywhere(folder: Path) -> Args:
    home = house(folder)
    for place in ("notes.txt", "records/pipe.csv", "documents/pipe.docx", "packs/2026-09-30/rowan-house x.xlsx",
                  "packs/2026-09-30/rowan-house x.json", "answers/example-tender/q1.docx"):  # fmt: skip
        (home / place).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(home / place)
    return build(home)


@hostile("channel")
def channels_in_a_batch(folder: Path) -> Args:
    home = house(folder)
    os.mkfifo(home / "notes.txt")
    os.mkfifo(home / "records/pipe.csv")
    return ["batch", folder, "--on", DAY, "--out", folder.with_name(folder.name + "-out")]


@hostile("channel", code=1)
def channel_for_service_yaml(folder: Path) -> Args:
    home = house(folder)
    (home / "service.yaml").unlink()
    os.mkfifo(home / "service.yaml")
    return build(home)


@hostile("channel", code=1)
def channel_among_mappings(folder: Path) -> Args:
    (folder / "mm/columns").mkdir(parents=True)
    os.mkfifo(folder / "mm/columns/x.yaml")
    return ["frameworks", "check", folder / "mm"]


@hostile("link out", code=1)
def endless_mapping(folder: Path) -> Args:
    (folder / "mm/columns").mkdir(parents=True)
    (folder / "mm/columns/x.yaml").symlink_to("/dev/zero")
    return build(house(folder), "--mappings", folder / "mm")


@hostile("larger", code=1)
def sparse_mapping(folder: Path) -> Args:
    (folder / "mm/columns").mkdir(parents=True)
    sparse(folder / "mm/columns/x.yaml")
    return build(house(folder), "--mappings", folder / "mm")


def sparse(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(300_000_000_000)


@hostile("larger")
def sparse_files(folder: Path) -> Args:
    home = house(folder)
    for place in ("records/sparse.xlsx", "documents/Sparse policy 2026-01-01.docx", "notes.txt",
                  "packs/2026-09-30/rowan-house x.xlsx", "packs/2026-09-30/rowan-house x.json",
                  "answers/example-tender/q1.txt"):  # fmt: skip
        sparse(home / place)
    return build(home)


@hostile("", code=0)
def sparse_files_in_a_batch(folder: Path) -> Args:
    home = house(folder)
    for place in ("notes.txt", "records/sparse.xlsx"):
        sparse(home / place)
    return ["batch", folder, "--on", DAY, "--out", folder.with_name(folder.name + "-out")]


def yaml_service(text: str) -> Callable[[Path], Args]:
    def make(folder: Path) -> Args:
        home = house(folder)
        service = home / "service.yaml"
        service.write_text(service.read_text(encoding="utf-8") + text, encoding="utf-8")
        return build(home)

    return make


for _name, _text in SERVICES.items():
    INPUTS[f"service.yaml, {_name}"] = Hostile(yaml_service(_text), "service.yaml", len(_text) > 500_000, 1)
INPUTS["service.yaml, unknown frameworks"].code = 0  # themes of frameworks that this pack is not about


def earlier(name: str, data: Callable[[], bytes]) -> Callable[[Path], Args]:
    def make(folder: Path) -> Args:
        home = house(folder)
        (home / "packs/2026-09-30").mkdir(parents=True)
        (home / "packs/2026-09-30" / name).write_bytes(data())
        return build(home)

    return make


for _name, (_ending, _data, _heavy) in EARLIER.items():
    INPUTS[f"earlier pack, {_name}"] = Hostile(earlier(f"rowan-house x{_ending}", _data), "packs/2026-09-30", _heavy, 0)


def template(file: str, text: str, *command: str) -> Callable[[Path], Args]:
    """A build (or batch, or transition) with somebody's own template that holds this text."""

    def make(folder: Path) -> Args:
        home, own = house(folder), folder / "own"
        path = own / file
        path.parent.mkdir(parents=True)
        if file.endswith(".docx"):
            document = Document()
            document.add_paragraph(text)
            document.save(str(path))
        else:
            path.write_text(text, encoding="utf-8")
        told = ("--on", DAY, "--templates", own)
        if command[:1] == ("batch",):
            return ["batch", folder, *told, "--out", folder.with_name(folder.name + "-out")]
        return [command[0], home, *command[1:], *told]

    return make


ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}"
GREEDY = "{% set a = 'x' * 999999999 %}{{ a }}{{ a ~ a }}"
MOVE = ("transition", "--from", "cqc-saf-2023", "--to", "cqc-asc-2026-draft")
for _name, _file_name, _text, _command in (
    ("endless", "word/pack.docx", ENDLESS, ("build",)),
    ("greedy", "word/pack.docx", GREEDY, ("build",)),
    ("endless page", "html/pack.html.j2", ENDLESS, ("build",)),
    ("greedy page", "html/pack.html.j2", GREEDY, ("build",)),
    ("a page that includes itself", "html/pack.html.j2", "{% include 'pack.html.j2' %}", ("build",)),
    ("endless, in a batch", "word/pack.docx", ENDLESS, ("batch",)),
    ("endless transition", "word/transition.docx", ENDLESS, MOVE),
    ("a power", "word/pack.docx", "{{ 9 ** 9 ** 9 }}", ("build",)),
):
    INPUTS[f"template, {_name}"] = Hostile(template(_file_name, _text, *_command), "", True, -1)


def tender(name: str, data: Callable[[], bytes]) -> Callable[[Path], Args]:
    def make(folder: Path) -> Args:
        (folder / name).write_bytes(data())
        return ["tender", "new", folder / name, "--out", folder / "out.yaml"]

    return make


for _name, (_ending, _data, _heavy) in PAPERS.items():
    INPUTS[f"question paper, {_name}"] = Hostile(tender(f"paper{_ending}", _data), "", _heavy, -1)


@hostile(heavy=True)
def documents_by_the_hundred_thousand(folder: Path) -> Args:
    home = house(folder)
    for n in range(100_000):
        (home / "documents" / f"Policy {n}.txt").touch()
    return build(home)


@hostile()
def folders_in_folders(folder: Path) -> Args:
    home = house(folder)
    for place in ("records", "documents", "answers", "packs"):
        (home / place).mkdir(exist_ok=True)
        at = os.open(home / place, os.O_RDONLY)
        for _ in range(5_000):
            os.mkdir("d", dir_fd=at)
            at, before = os.open("d", os.O_RDONLY, dir_fd=at), at
            os.close(before)
        os.close(at)
    return build(home)


@hostile()
def links_in_circles(folder: Path) -> Args:
    home = house(folder)
    for place in ("records", "documents"):
        (home / place / "again").symlink_to(home, target_is_directory=True)
        (home / place / "self.csv").symlink_to("self.csv")
        (home / place / ("n" * 251 + ".csv")).touch()
    return build(home)


@hostile(heavy=True)
def many_staff_of_one_name(folder: Path) -> Args:
    """Twenty thousand people who share a word of their names, and as many rows that could be any of them."""
    home = house(folder)
    staff = "".join(f"{n},Jo Bloggs{n} Smith,Carer,Permanent,2020-01-01\n" for n in range(20_000))
    log = "".join(f"J Smith{n % 7} Jo,Fire,2026-01-01\n" for n in range(20_000))
    (home / "records/staff.csv").write_text(f"Payroll no,Name,Job title,Contract,Start date\n{staff}", encoding="utf-8")
    (home / "records/log.csv").write_text(f"Name,Course,Completed\n{log}", encoding="utf-8")
    with_sources(
        home, "  - {file: records/staff.csv, map: staff-list}\n  - {file: records/log.csv, map: training-log}\n"
    )
    return build(home)
