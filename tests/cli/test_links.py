"""Nothing outside the folder that was named is read through a link, and the line that says so tells nothing of it."""

import json
import sys
from pathlib import Path

import pytest

from tests.command import run
from tests.made_folders import STAFF, csv_bytes, service

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
ON = ("--on", "2026-10-31", "--framework", "cqc-saf-2023", "--format", "html")
SECRET = "Zenobia Outside"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A service folder, and beside it a folder of somebody else."""
    folder, outside = tmp_path / "home", tmp_path / "outside"
    (folder / "records").mkdir(parents=True)
    (folder / "documents").mkdir()
    service(folder, [("records/*.csv", "", "staff-list")])
    outside.mkdir()
    (outside / "Staff.csv").write_bytes(csv_bytes([*STAFF, ["0109", SECRET, "Zookeeper", "Permanent", "01/02/2020"]]))
    (outside / "secret.yaml").write_text(f"{SECRET}: [\n'{SECRET}", encoding="utf-8")
    (outside / "secret.j2").write_text(f"{{% {SECRET} %}}", encoding="utf-8")
    return folder


def told(*args: object, code: int = 0) -> str:
    out, err = run(*args, code=code)
    assert SECRET not in out + err and "Zookeeper" not in out + err
    return " ".join((out + err).split())


@pytest.mark.parametrize("place", ["records/Staff.csv", "documents/Policy 2026-01-01.csv", "records", "documents"])
def test_a_link_out_of_the_service_folder_is_said_and_not_followed(place: str, home: Path) -> None:
    link = home / place
    if link.is_dir():
        link.rmdir()
    link.symlink_to(home.parent / "outside" / ("Staff.csv" if "." in place else ""))
    assert place in told("check", home) and "it is a link" in told("check", home)
    told("build", home, *ON)
    pack = next((home / "packs").rglob("*.json")).read_text(encoding="utf-8")
    assert "Zookeeper" not in pack and not any(register["rows"] for register in json.loads(pack)["registers"])


def test_a_link_that_leads_nowhere_is_said(home: Path) -> None:
    (home / "records" / "gone.csv").symlink_to(home / "records" / "nothing.csv")
    (home / "documents" / "gone.pdf").symlink_to(home.parent / "nothing.pdf")
    assert "records/gone.csv" in told("check", home) and "documents/gone.pdf" in told("check", home)


def test_links_may_lead_to_a_folder_that_service_yaml_names(home: Path) -> None:
    (home / "records" / "Staff.csv").symlink_to(home.parent / "outside" / "Staff.csv")
    with (home / "service.yaml").open("a", encoding="utf-8") as file:
        file.write("linked_folders: [../outside]\n")
    assert "4 rows read" in told("check", home) and "it is a link" not in told("check", home)


def test_a_link_inside_the_folder_is_followed(home: Path) -> None:
    (home / "kept").mkdir()
    (home / "kept" / "Staff.csv").write_bytes(csv_bytes(STAFF))
    (home / "records" / "Staff.csv").symlink_to(home / "kept" / "Staff.csv")
    assert "3 rows read" in told("check", home)


def test_a_service_yaml_that_is_a_link_out_is_refused(home: Path) -> None:
    (home / "service.yaml").unlink()
    (home / "service.yaml").symlink_to(home.parent / "outside" / "secret.yaml")
    assert "it is a link out of this folder" in told("check", home, code=1)


@pytest.mark.parametrize("file", ["../outside/Staff.csv", "{outside}/Staff.csv", "records/../../outside/Staff.csv"])
def test_a_source_cannot_name_a_file_outside(file: str, home: Path) -> None:
    service(home, [(file.replace("{outside}", str(home.parent / "outside")), "", "staff-list")])
    assert "There is no such file in the service folder." in told("check", home)


@pytest.mark.parametrize("place", ["terms.yaml", "frameworks/x.yaml", "frameworks"])
def test_a_mapping_that_is_a_link_out_is_refused_without_a_line_of_it(place: str, home: Path) -> None:
    own = home.parent / "mappings"
    (own / place).parent.mkdir(parents=True, exist_ok=True)
    (own / place).symlink_to(home.parent / "outside" / ("secret.yaml" if "." in place else ""))
    line = told("build", home, *ON, "--mappings", own, code=1)
    assert f"{place}: a link out of the folder of mappings" in line
    assert f"{place}: a link out of the folder of mappings" in told("frameworks", "check", own, code=1)


@pytest.mark.parametrize("place", ["html/pack.html.j2", "html/other.j2", "html", "word/pack.docx"])
def test_a_template_that_is_a_link_out_is_refused_without_a_line_of_it(place: str, home: Path) -> None:
    own = home.parent / "templates"
    (own / place).parent.mkdir(parents=True, exist_ok=True)
    if place == "html/other.j2":
        (own / "html" / "pack.html.j2").write_text('{% include "other.j2" %}', encoding="utf-8")
    if place == "html":
        (home.parent / "outside" / "pack.html.j2").write_text(f"{{% {SECRET} %}}", encoding="utf-8")
    (own / place).symlink_to(home.parent / "outside" / ("secret.j2" if "." in place else ""))
    line = told("build", home, *ON, "--format", "word", "--templates", own, code=1)
    assert "It is a link out of the folder of templates." in line
    assert not list((home / "packs").rglob("*.html"))


@pytest.mark.parametrize(("option", "inside"), [("--templates", "pack.docx"), ("--mappings", "notes.txt")])
def test_a_folder_with_nothing_in_it_that_would_be_used_is_refused(option: str, inside: str, home: Path) -> None:
    own = home.parent / "own"
    own.mkdir()
    told("build", home, *ON, option, own, code=1)
    (own / inside).write_bytes(b"")
    assert "The folder holds no" in told("build", home, *ON, option, own, code=1)


def test_init_copies_nothing_through_a_link_out_of_the_folder_it_begins_with(home: Path) -> None:
    (home / "records" / "Ours.csv").write_bytes(csv_bytes(STAFF))
    (home / "records" / "Staff.csv").symlink_to(home.parent / "outside" / "Staff.csv")
    assert "Staff.csv: it is a link out of this folder" in told("init", home.parent / "new", "--from", home, "--yes")
    assert not (home.parent / "new" / "records" / "Staff.csv").exists()


def test_a_batch_says_what_holds_records_and_is_no_service_and_what_is_linked(home: Path) -> None:
    portfolio = home.parent / "portfolio"
    (portfolio / "no yaml" / "records").mkdir(parents=True)
    (portfolio / "no yaml" / "records" / "Staff.csv").write_bytes(csv_bytes(STAFF))
    (portfolio / "not a service").mkdir()
    home.rename(portfolio / "home")
    elsewhere = home.parent / "elsewhere"
    (elsewhere / "records").mkdir(parents=True)
    service(elsewhere)
    (portfolio / "linked").symlink_to(elsewhere)
    line = told("batch", portfolio, "--out", home.parent / "out", *ON, "--workers", 1, code=1)
    assert "no yaml: It holds records but no service.yaml." in line
    assert "linked: It is a link to a folder outside this one" in line
    assert "not a service" not in line


@pytest.mark.parametrize("part", ["documents", "records"])
def test_a_service_within_another_is_said_and_nothing_of_it_taken(part: str, home: Path) -> None:
    inner = service(home / part / "deeper" / "other")
    (inner / "records" / "Staff.csv").write_bytes(
        csv_bytes([*STAFF, ["0109", SECRET, "Zookeeper", "Bank", "01/02/2020"]])
    )
    line = told("check", home)
    assert f"{part}/deeper/other" in line and "a service of its own" in line and "other/records" not in line


def test_init_says_which_linked_folders_it_passed_over(home: Path) -> None:
    (home / "records" / "Ours.csv").write_bytes(csv_bytes(STAFF))
    (home / "more").symlink_to(home.parent / "outside")
    assert "more: it is a link to a folder" in told("init", home.parent / "new", "--from", home, "--yes")


@pytest.mark.parametrize(
    "out", [" ", "-", "--x", "https://x.org/y", "~/x", "$HOME/x", "${HOME}", "a\nb", "nul", "x/con.d"]
)
def test_an_out_that_is_a_slip_is_wrong_use(out: str, home: Path) -> None:
    before = sorted(home.parent.rglob("*"))
    assert "--out" in told("build", home, *ON, f"--out={out}", code=2)
    assert sorted(home.parent.rglob("*")) == before
