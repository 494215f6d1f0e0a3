"""The sample home care agency: exactly the gaps and faults that its README names, from files the generator makes."""

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from evidencepack.build import make_pack, read_service
from evidencepack.library import Library
from evidencepack.pack.values import FindingLine, FlagLine, Pack
from tests.conftest import SAMPLE_DAY

ROOT = Path(__file__).resolve().parent.parent
AGENCY = ROOT / "sample_data" / "harbour-homecare"
FRAMEWORKS = ("commissioner-culture-and-leadership", "cqc-saf-2023")
SHOWN = re.compile(r"\d+ [A-Z][a-z]+ \d{4}|\d+\.\d%?")
RAISED_HERE_FIRST = {"DUTY_NOT_SHOWN", "NOT_SUPPLIED", "POLICY_ONLY", "REUSED", "SILENT_REGISTER", "SMALL_N"}

pytestmark = pytest.mark.skipif(not AGENCY.is_dir(), reason="the second sample is in the checkout, not in the wheel")

# where, and how what is said begins
PROBLEMS = (
    ("records/Documents.csv 9", "The document list names a file"),
    ("records/Goals.xlsx 51", "The person is not in the register of people supported"),
    ("records/Incident log.xlsx 10 Notifiable?", "What stands here is not yes or no"),
    ("records/Recruitment.csv 51", "The row has no start"),
    ("records/Reviews.csv 19", "The person is not in the register of people supported"),
    ("records/Spot checks.tsv 33", "Two people in the staff register go by this name"),
    ("records/Supervisions.xlsx 143 Held on", "'31.09.26' is not a date"),
    ("records/Supervisions.xlsx 67", "The person is not in the staff register"),
    ("records/Survey answers.csv 27 Answer (of 5)", "What stands here is not a number"),
    ("records/Training export 2026-10-31.csv 202", "The person is not in the staff register"),
)


def readme_rows(columns: int) -> Iterator[tuple[str, list[str]]]:
    """The body rows of the README's tables of so many columns that begin with an expectation, under their framework."""
    framework, inside = "", False
    text = (AGENCY / "README.md").read_text(encoding="utf-8") if AGENCY.is_dir() else ""
    for line in text.splitlines():
        framework = line.removeprefix("### ") if line.startswith("#") else framework
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) != columns:
            inside = False
        elif cells[0] == "expectation":
            inside = True
        elif inside and set(cells[0]) != {"-"}:
            yield framework, cells


README_FINDINGS = {f"{framework}/{row[0]}/{row[1]}": row[2:5] for framework, row in readme_rows(6)}
README_EXPECTATIONS = {f"{framework}/{row[0]}": row[1:] for framework, row in readme_rows(3)}


@pytest.fixture(scope="session")
def agency_pack(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The pack of the sample agency on its day, without earlier packs."""
    return make_pack(AGENCY, SAMPLE_DAY, library=library, out=tmp_path_factory.mktemp("packs"))


@pytest.fixture(scope="session")
def findings(agency_pack: Pack) -> dict[str, FindingLine]:
    """Every finding of the pack by id."""
    return {f.id: f for report in agency_pack.reports for section in report.sections for f in section.findings}


def test_every_row_is_accounted_for_and_only_the_planted_faults_are_problems(library: Library) -> None:
    read = read_service(AGENCY, library)
    found = [
        (" ".join(str(part) for part in (p.origin.file, p.origin.row, p.origin.column) if part), p.what)
        for p in read.problems
    ]
    assert sorted(where for where, _ in found) == sorted(where for where, _ in PROBLEMS)
    for where, what in PROBLEMS:
        assert dict(found)[where].startswith(what)
    assert all(a.map and a.rows_seen == a.rows_read + sum(a.set_aside.values()) for a in read.accounts)
    assert "audits" not in read.records.supplied
    assert "speaking_up" in read.records.supplied and not read.records.of("speaking_up")


def codes(flags: tuple[FlagLine, ...]) -> str:
    return ", ".join(flag.code for flag in flags)


def test_the_generator_makes_the_files_again_byte_for_byte(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "make_harbour_homecare.py"), str(tmp_path)],
        capture_output=True,
        timeout=120,
    )
    assert made.returncode == 0, made.stderr.decode("utf-8", "replace")
    assert contents(tmp_path) == contents(AGENCY)


def contents(folder: Path) -> dict[str, bytes]:
    """What the generator writes: everything in records and documents."""
    paths = (path for part in ("records", "documents") for path in sorted((folder / part).rglob("*")))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.is_file()}


def test_the_pack_holds_exactly_the_planted_gaps(findings: dict[str, FindingLine]) -> None:
    found = {id_: [f.status.code, codes(f.flags)] for id_, f in findings.items()}
    assert found == {id_: row[1:] for id_, row in README_FINDINGS.items()}


def test_where_each_expectation_stands(agency_pack: Pack) -> None:
    sections = [(r.framework, s) for r in agency_pack.reports for s in r.sections]
    found = {f"{framework}/{s.id}": [s.status.code, codes(s.flags)] for framework, s in sections}
    assert found == README_EXPECTATIONS
    assert tuple(framework for framework, _ in groupby(id_.split("/")[0] for id_ in found)) == FRAMEWORKS


@pytest.mark.parametrize("finding", README_FINDINGS)
def test_the_figure_in_the_readme(findings: dict[str, FindingLine], finding: str) -> None:
    line = findings[finding]
    figure, *rest = README_FINDINGS[finding][0].split(", ", maxsplit=1)
    counts = f"{line.numerator or '–'} of {line.denominator}" if line.denominator else line.numerator or "–"
    assert figure == counts
    for shown in SHOWN.findall(" ".join(rest)):
        assert shown in line.sentence


def test_the_flags_that_the_first_sample_cannot_show(agency_pack: Pack, findings: dict[str, FindingLine]) -> None:
    raised = {flag.code for f in findings.values() for flag in f.flags}
    raised |= {flag.code for report in agency_pack.reports for section in report.sections for flag in section.flags}
    assert raised >= RAISED_HERE_FIRST


def test_a_group_that_could_tell_of_one_leader_is_nowhere_printed(findings: dict[str, FindingLine]) -> None:
    for name in ("ethnic-groups", "disabled-people"):
        line = findings[f"{FRAMEWORKS[0]}/leaders-resemble-people/{name}"]
        assert not line.numerator
        assert "11 of 12" not in line.sentence and "92%" not in line.sentence
    women = findings[f"{FRAMEWORKS[0]}/leaders-resemble-people/women"]
    assert (women.numerator, women.denominator) == ("7", "12")
