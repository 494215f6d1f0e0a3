"""Names, text and options as odd as they come: the right exit code, lines that steer no terminal, files whole."""

import json
import os
import re
import shutil
import sys
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree, html

from evidencepack.library import read_yaml
from evidencepack.text import visible
from tests.command import run
from tests.made_folders import STAFF, csv_bytes, service

ON = ("--on", "2026-10-31")
TYPED = "made-for-one-test-of-many"
NAMES = {
    "not UTF-8": b"Staff \xe9\xff.csv",
    "half a character": b"Staff \xed\xa0\x80.csv",
    "emoji": "Staff 😀 👩\u200d⚕️.csv".encode(),
    "escape": b"Staff \x1b[31m.csv",
    "a C1 control": "Staff \x9b31m.csv".encode(),
    "right to left": "Staff \u202evsc.csv".encode(),
    "isolates": "Staff \u2066a\u2069.csv".encode(),
    "zero width": "Sta\u200bff\ufeff.csv".encode(),
    "no character": "Staff \ufffe\uffff.csv".encode(),
    "two lines": b"Sta\nff\r.csv",
    "Jinja": b"{{ 7*7 }}{% raw %}.csv",
    "a device of Windows": b"CON.csv",
    "dots": b"Staff....csv",
    "long": b"s" * 240 + b".csv",
}
TEXTS = {
    "escape": "Care\x1b[31m Home",
    "C1": "Care \x9b31mHome",
    "override": "Care \u202eemoH\u202c",
    "isolates": "Care \u2066Home\u2069",
    "zero width": "Ca\u200bre\u2060 \ufeffHome",
    "no character": "Care \ufffe\uffff Home",
    "emoji": "Care 😀 👩\u200d⚕️ Home",
    "another plane": "𝔾raham \U0001f9d1 Home",
    "Jinja": "{{ 'x'|tag }} {% raw %} {{ 7*7 }}",
    "YAML": '- a: "b" # c',
    "two lines": "Care\r\nHome",
}
posix = pytest.mark.skipif(sys.platform != "linux", reason="names that only this system takes")


def unseen(text: str) -> list[str]:
    """What steers a terminal or hides in what was printed."""
    return [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Cn")]


def said(*args: object, code: int = 0) -> str:
    """All that a command prints, which steers nothing."""
    out, err = run(*args, code=code)
    assert unseen(out + err) == [], args
    return out + err


def home(folder: Path, title: str = "Home", cells: str = "Care assistant") -> Path:
    """A service folder with a staff list, in which one cell is as odd as wanted."""
    rows = [*STAFF, ["0104", "Dai Prosser", cells, "Permanent", "05/02/2020"]]
    (folder / "records").mkdir(parents=True)
    (folder / "documents").mkdir()
    (folder / "records" / "Staff.csv").write_bytes(csv_bytes(rows))
    service(folder, [("records/Staff.csv", "", "staff-list")])
    file = folder / "service.yaml"
    file.write_text(titled("name", title, file.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def titled(key: str, text: str, written: str) -> str:
    """YAML with this text under a key, what YAML allows only as an escape written as one."""
    plain = json.dumps(text, ensure_ascii=False)
    escaped = re.sub("[\x7f-\x9f\ufffe\uffff\ufeff]", lambda found: f"\\u{ord(found[0]):04x}", plain)
    return re.sub(f"(?m)^{key}:.*$", lambda _: f"{key}: {escaped}", written)


def whole(packs: Path) -> list[Path]:
    """Every file of a pack, which can be read back and holds nothing that hides."""
    files = sorted(p for p in packs.rglob("*") if p.is_file())
    for file in files:
        if file.suffix == ".json":
            json.loads(file.read_bytes())
        elif file.suffix == ".html":
            html.fromstring(file.read_bytes().decode("utf-8"))
        else:
            with zipfile.ZipFile(file) as package:
                for name in package.namelist():
                    if name.endswith((".xml", ".rels")):
                        etree.fromstring(package.read(name))
    return files


@posix
@pytest.mark.parametrize("where", ["records", "documents"])
@pytest.mark.parametrize("name", NAMES)
def test_an_odd_name_of_a_file_is_printed_plainly_and_kept_in_every_format(
    name: str, where: str, tmp_path: Path
) -> None:
    folder = home(tmp_path / "home")
    shutil.copyfile(folder / "records" / "Staff.csv", folder / where / os.fsdecode(NAMES[name]))
    said("check", folder)
    json.loads(run("check", folder, "--json")[0])
    said("build", folder, *ON, "--framework", "cqc-saf-2023", "--format", "excel", "--format", "html")
    assert len(whole(folder / "packs")) == 3


@posix
@pytest.mark.parametrize("name", NAMES)
def test_init_from_oddly_named_files_writes_a_service_that_reads_them(name: str, tmp_path: Path) -> None:
    folder = home(tmp_path / "given")
    (folder / "records" / "Staff.csv").rename(folder / "records" / os.fsdecode(NAMES[name]))
    said("init", tmp_path / "new", "--from", folder / "records", "--yes")
    told = json.loads(run("check", tmp_path / "new", "--json")[0])
    assert [source["map"] for source in told["sources"] if source["map"]] == ["staff-list"]


@pytest.mark.parametrize("text", TEXTS)
def test_an_odd_name_of_a_service_is_read_back_as_far_as_it_can_be_seen(text: str, tmp_path: Path) -> None:
    said("init", tmp_path / "new", "--name", TEXTS[text])
    read = read_yaml(tmp_path / "new" / "service.yaml").data
    assert read["name"] == " ".join(visible(TEXTS[text]).split())
    assert yaml.safe_load((tmp_path / "new" / "service.yaml").read_text(encoding="utf-8"))["name"] == read["name"]
    said("check", tmp_path / "new")


@posix
def test_a_name_typed_in_letters_that_are_none_is_read_back(tmp_path: Path) -> None:
    said("init", tmp_path / "new", "--name", os.fsdecode(b"Caf\xe9 \xff"))
    assert read_yaml(tmp_path / "new" / "service.yaml").data["name"] == "Caf\ufffd \ufffd"


@pytest.mark.parametrize("text", TEXTS)
def test_odd_text_in_names_and_cells_reaches_no_terminal_and_spoils_no_file(text: str, tmp_path: Path) -> None:
    folder = home(tmp_path / "home", TEXTS[text], TEXTS[text])
    for command in ("check", "records"):
        said(command, folder)
    said("build", folder, *ON, "--framework", "cqc-saf-2023")
    for file in whole(folder / "packs"):
        if file.suffix in (".json", ".html"):
            assert unseen(re.sub(r"[\t\u200d]", "", file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("text", TEXTS)
def test_an_odd_title_of_a_framework_is_cleaned_in_every_command(text: str, tmp_path: Path) -> None:
    said("frameworks", "new", "our-own", "--out", tmp_path / "our-own.yaml")
    written = (tmp_path / "our-own.yaml").read_text(encoding="utf-8")
    file = tmp_path / "mappings" / "frameworks" / "our-own.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(titled("title", TEXTS[text], written), encoding="utf-8")
    said("frameworks", "check", file)
    said("frameworks", "list", "--mappings", tmp_path / "mappings")
    said("frameworks", "show", "our-own", "--mappings", tmp_path / "mappings")
    said("frameworks", "to-excel", file, tmp_path / "book.xlsx")
    said("frameworks", "from-excel", tmp_path / "book.xlsx", "--out", tmp_path / "back.yaml")
    assert read_yaml(tmp_path / "back.yaml").data["title"] == read_yaml(file).data["title"]


WRONG: list[tuple[Any, ...]] = [
    ("build", "{odd}"),
    ("build", "{home}", "--framework", "{odd}"),
    ("build", "{home}", "--templates", "{odd}"),
    ("build", "{home}", "--mappings", "{odd}"),
    ("records", "{home}", "--register", "{odd}"),
    ("transition", "{home}", "--from", "{odd}", "--to", "cqc-saf-2023"),
    ("frameworks", "show", "{odd}"),
    ("frameworks", "check", "{odd}"),
    ("frameworks", "diff", "{odd}", "cqc-saf-2023"),
    ("frameworks", "crosswalk", "{odd}", "cqc-saf-2023"),
    ("tender", "new", "{odd}"),
    ("init", "{home}/new", "--from", "{odd}"),
    ("batch", "{odd}", "--out", "{home}/../out"),
]


@posix
@pytest.mark.parametrize("args", WRONG, ids=" ".join)
def test_what_is_typed_wrongly_is_repeated_without_what_steers_a_terminal(
    args: tuple[str, ...], tmp_path: Path
) -> None:
    odd = os.fsdecode("no\x1b[31m \u202ex\x9b\n".encode() + b"\xff")
    folder = home(tmp_path / "home")
    told = said(*(arg.replace("{odd}", odd).replace("{home}", str(folder)) for arg in args), code=1)
    assert "Could not do that." in told


USAGE: list[tuple[str, ...]] = [
    ("build", ""),
    ("build", "{home}", "--on", "\x1b[2J"),
    ("build", "{home}", "--on", "1066-10-14"),
    ("build", "{home}", "--format", "w\u202eord"),
    ("build", "{home}", "--format", "excel", "--templates", "{home}"),
    ("build", "{home}", "--\x1b[31m"),
    ("batch", "{home}", "--out", "{home}/../o", "--tls-ca", "x"),
    ("batch", "{home}", "--out", "{home}/../o", "--format", "json", "--templates", "{home}"),
    ("init", "{home}/new", "--yes"),
    ("init", "{home}/new", "--json"),
    ("init", "{home}/new", "--type", "\x9bcare"),
    ("frameworks", "show", "cqc-saf-2023", "--json", "--markdown"),
    ("\x1b[31m",),
]


@pytest.mark.parametrize("args", USAGE, ids=ascii)
def test_options_that_make_no_sense_are_wrong_usage(args: tuple[str, ...], tmp_path: Path) -> None:
    folder = home(tmp_path / "home")
    assert "Error: " in said(*(arg.replace("{home}", str(folder)) for arg in args), code=2)


@pytest.mark.parametrize("day", ["1990-01-01", "2099-01-01"])
def test_a_day_far_from_today_is_taken_and_said_on_standard_error(day: str, tmp_path: Path) -> None:
    folder = home(tmp_path / "home")
    out, err = run("build", folder, "--on", day, "--framework", "cqc-saf-2023", "--format", "json")
    assert "is far from today" in err and "is far from today" not in out
    assert run("build", folder, "--framework", "cqc-saf-2023", "--format", "json")[1] == ""


def test_check_strict_ends_with_1_when_there_is_a_problem(tmp_path: Path) -> None:
    folder = home(tmp_path / "home")
    said("check", folder, "--strict")
    (folder / "records" / "Audits.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    said("check", folder)
    assert "Audits.xlsx" in said("check", folder, "--strict", code=1)
    assert json.loads(run("check", folder, "--strict", "--json", code=1)[0])["problems"]


def test_what_is_no_folder_of_records_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = home(tmp_path / "home")
    shutil.rmtree(folder / "records")
    (folder / "records").write_text("a file", encoding="utf-8")
    told = said("check", folder)
    assert "a file stands where a folder should be" in " ".join(told.split())
    assert said("check", folder / "records", code=1).count("\n") == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may look into everything")
def test_a_folder_that_may_not_be_looked_into_is_said(tmp_path: Path) -> None:
    folder = home(tmp_path / "home")
    (folder / "records" / "closed").mkdir(mode=0)
    assert "records/closed" in said("check", folder)


def test_a_misspelt_key_is_told_with_the_word_that_was_meant(tmp_path: Path) -> None:
    folder = home(tmp_path / "home")
    with (folder / "service.yaml").open("a", encoding="utf-8") as file:
        file.write('"linked\\e_folder": [x]\n')
    assert "Did you mean 'linked_folders'?" in said("check", folder, code=1)


def test_a_damaged_cache_is_made_anew_in_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVIDENCEPACK_CACHE", str(tmp_path / "cache"))
    folder = home(tmp_path / "home")
    command = ("build", folder, *ON, "--framework", "cqc-saf-2023", "--format", "html")
    first = said(*command)
    kept = sorted((tmp_path / "cache" / "kept").iterdir())
    assert kept
    for damage in (b"", b"\xff" * 40, b"[[[", b'{"a": 1}', kept[0].read_bytes()[:50]):
        for file in kept:
            file.write_bytes(damage)
        assert said(*command) == first
