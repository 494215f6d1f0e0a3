"""The sample home care agency: exactly the gaps and faults that its README names, from files the generator makes."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from evidencepack.assessment.model import Finding
from evidencepack.build_options import BuildOptions
from evidencepack.library import Library
from evidencepack.pack.listed_model import FlagLine
from evidencepack.pack.model import FindingLine, Pack
from evidencepack.pipeline import assess_service, make_pack
from evidencepack.pipeline import read_service as read_whole
from evidencepack.shipped import shipped
from evidencepack.writers.word.render import write_word
from tests.conftest import SAMPLE_DAY
from tests.outputs import copy_of, word_text
from tests.samples.told import figure_told
from tests.words import read_service

ROOT = Path(__file__).resolve().parents[2]
AGENCY = ROOT / "sample_data" / "harbour-homecare"
FRAMEWORKS = ("commissioner-culture-and-leadership", "cqc-saf-2023")
SHOWN = re.compile(r"\d+ [A-Z][a-z]+ \d{4}|\d+\.\d%?")
SEPTEMBER = "packs/2026-09-30"
NOT_RAISED = {"OVER_LIMIT", "NOT_SAID", "MAY_BE_CONTRADICTED"}

pytestmark = pytest.mark.skipif(not AGENCY.is_dir(), reason="the second sample is in the checkout, not in the wheel")

# where, and how what is said begins
PROBLEMS = (
    ("records/Documents.csv 9", "The document list names a file"),
    ("records/Recruitment.csv 51", "The row has no 'First shift'"),
    ("records/Supervisions.xlsx 143 Held on", "'31.09.26' is not a date"),
    ("records/Survey answers.csv 27 Answer (of 5)", "What stands here is not a number"),
)
# where a person is asked once: whom a name means, or what a word does
ASKED = {
    ("person", "records/Training export 2026-10-31.csv", 202),
    ("person", "records/Supervisions.xlsx", 67),
    ("person", "records/Spot checks.tsv", 33),
    ("person", "records/Reviews.csv", 19),
    ("person", "records/Goals.xlsx", 51),
    ("word", "records/Incident log.xlsx", 10),
    *(("word", "records/Assurance.xlsx", row) for row in (8, 9, 10, 11, 20)),
}


def readme_rows(columns: int, first: str = "expectation") -> Iterator[tuple[str, list[str]]]:
    """The body rows of the README's tables of so many columns with this first heading, under their framework."""
    framework, inside = "", False
    text = (AGENCY / "README.md").read_text(encoding="utf-8") if AGENCY.is_dir() else ""
    for line in text.splitlines():
        framework = line.removeprefix("### ") if line.startswith("#") else framework
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) != columns:
            inside = False
        elif cells[0] == first:
            inside = True
        elif inside and set(cells[0]) != {"-"}:
            yield framework, cells


README_FINDINGS = {f"{framework}/{row[0]}/{row[1]}": row[2:5] for framework, row in readme_rows(6)}
README_EXPECTATIONS = {f"{framework}/{row[0]}": row[1:] for framework, row in readme_rows(3)}


@pytest.fixture(scope="session")
def agency_pack(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The pack of the sample agency on its day, without earlier packs."""
    alone = copy_of(AGENCY, tmp_path_factory.mktemp("alone") / AGENCY.name)
    return make_pack(alone, BuildOptions(on=SAMPLE_DAY), library=library)


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
    assert {(a.ask, a.origin.file, a.origin.row) for a in read.asked} == ASKED
    assert all(a.map and a.rows_seen == a.rows_read + sum(a.set_aside.values()) for a in read.accounts)
    assert "audits" not in read.records.supplied
    assert "speaking_up" in read.records.supplied and not read.records.of("speaking_up")


def codes(flags: tuple[FlagLine, ...]) -> str:
    return ", ".join(flag.code for flag in flags)


def test_the_pack_holds_exactly_the_planted_gaps(findings: dict[str, FindingLine]) -> None:
    found = {id_: [f.status.code, codes(f.flags)] for id_, f in findings.items()}
    assert found == {id_: row[1:] for id_, row in README_FINDINGS.items()}


def test_where_each_expectation_stands(agency_pack: Pack) -> None:
    sections = [(r.framework, s) for r in agency_pack.reports for s in r.sections]
    found = {f"{framework}/{s.id}": [s.status.code, codes(s.flags)] for framework, s in sections}
    assert found == README_EXPECTATIONS
    assert tuple(framework for framework, _ in groupby(id_.split("/")[0] for id_ in found)) == FRAMEWORKS


@pytest.fixture(scope="module")
def measured(library: Library) -> dict[str, Finding]:
    """Every finding as it was measured, by id."""
    done = assess_service(read_whole(AGENCY, library), library, SAMPLE_DAY)
    return {f.id: f for assessment in done for result in assessment.results for f in result.findings}


@pytest.mark.parametrize("finding", README_FINDINGS)
def test_the_figure_in_the_readme(findings: dict[str, FindingLine], measured: dict[str, Finding], finding: str) -> None:
    told = README_FINDINGS[finding][0]
    assert told.startswith(figure_told(measured[finding]))
    for shown in SHOWN.findall(told.partition(", ")[2]):
        assert shown in findings[finding].sentence


@pytest.fixture(scope="module")
def next_month(library: Library) -> Pack:
    """The pack of the sample agency on its day, beside the one of the month before."""
    return make_pack(AGENCY, BuildOptions(on=SAMPLE_DAY), library=library)


def raised(pack: Pack) -> set[str]:
    """Every flag of a pack: of findings, of expectations, of actions."""
    sections = [section for report in pack.reports for section in report.sections]
    found = [s.flags for s in sections] + [f.flags for s in sections for f in s.findings]
    return {flag.code for flags in (*found, *(a.flags for a in pack.actions)) for flag in flags}


def test_over_the_two_samples_every_flag_is_raised_but_those_of_a_tender_and_of_what_nobody_said(
    library: Library, rowan_pack: Pack, next_month: Pack
) -> None:
    assert raised(rowan_pack) | raised(next_month) == set(library.rules.flags.by_code) - NOT_RAISED


def test_only_the_pack_of_the_month_before_makes_the_flags_of_the_plan(agency_pack: Pack, next_month: Pack) -> None:
    assert raised(next_month) - raised(agency_pack) == {"NO_OWNER", "ACTION_MISSING"}
    said = {a.ref: {"NO_OWNER", "ACTION_MISSING"} & {f.code for f in a.flags} for a in next_month.actions}
    assert {ref: codes for ref, codes in said.items() if codes} == {
        row[0]: {row[2]} for _, row in readme_rows(4, "action") if row[2] != "–"
    }
    taken = next(a for a in next_month.actions if a.ref == "A-SUEDSN")
    assert (taken.state, taken.typed.owner, taken.typed.due) == ("accepted", "Registered Manager", "2026-11-06")


def test_what_the_month_before_printed_of_a_group_holds_back_what_would_tell(next_month: Pack) -> None:
    lines = {f.id: f for r in next_month.reports for s in r.sections for f in s.findings}
    women = lines[f"{FRAMEWORKS[0]}/leaders-resemble-people/women"]
    assert (women.numerator, women.denominator) == (7, 12)
    assert "among people supported not printed" in women.sentence
    assert women.notes[0].startswith("Held back this time: people supported.")


def test_what_is_met_by_happening_seldom_is_said_with_its_figure(agency_pack: Pack) -> None:
    sections = {s.id: s for r in agency_pack.reports for s in r.sections if r.framework == "cqc-saf-2023"}
    met = sections["responding-to-immediate-needs"].standing
    assert "Planned visits that were missed, 48 of 12,790 (0.4%)" in met


def test_a_column_of_checks_or_of_deprivation_of_liberty_goes_by_its_usual_name(agency_pack: Pack) -> None:
    headings = {c.heading for sheet in agency_pack.registers for c in sheet.columns}
    assert {"DBS", "DoLS"} <= headings and not {"Dbs", "Dols"} & headings


def test_a_group_that_could_tell_of_one_leader_is_nowhere_printed(findings: dict[str, FindingLine]) -> None:
    for name in ("ethnic-groups", "disabled-people"):
        line = findings[f"{FRAMEWORKS[0]}/leaders-resemble-people/{name}"]
        assert line.numerator is None
        assert "11 of 12" not in line.sentence and "92%" not in line.sentence
    women = findings[f"{FRAMEWORKS[0]}/leaders-resemble-people/women"]
    assert (women.numerator, women.denominator) == (7, 12)


@pytest.fixture(scope="module")
def words_of(next_month: Pack, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What stands in the Word file of each framework."""
    folder, template = tmp_path_factory.mktemp("word"), shipped("templates") / "word" / "pack.docx"
    for report in next_month.reports:
        (folder / f"{report.framework}.docx").write_bytes(write_word(next_month, report, template)[0])
    return {file.stem: word_text(file) for file in folder.iterdir()}


def test_a_word_file_counts_the_gaps_of_its_own_framework(next_month: Pack, words_of: dict[str, str]) -> None:
    for report in next_month.reports:
        gaps = sum(bool(f.action) for section in report.sections for f in section.findings)
        assert f"{gaps} gaps in the findings lead to" in words_of[report.framework]
    for framework in FRAMEWORKS:
        assert "Closes 1 gap here, 2 in the whole pack" in words_of[framework]
        assert "Closes 1 gap here; expectation" in words_of[framework]


def test_a_word_file_tells_what_changed_in_its_own_framework_only(next_month: Pack, words_of: dict[str, str]) -> None:
    for change in next_month.changes:
        for framework, text in words_of.items():
            assert (f"{change.what} {change.before} {change.now}" in text) is (framework == change.framework)


def test_of_the_counts_only_those_that_changed_are_told(next_month: Pack) -> None:
    (change,) = (c for c in next_month.changes if c.what == "Listening to and involving people")
    assert (change.before, change.now) == ("Mostly shown (1 partly met; 2 not met)", "Mostly shown (3 not met)")


def test_an_account_is_told_once_in_each_framework(agency_pack: Pack) -> None:
    for report in agency_pack.reports:
        cards = [card for section in report.sections for card in section.examples]
        told: set[str] = set()
        for card in cards:
            assert bool(card.parts) is (card.evidence not in told)
            assert card.parts or card.note == f"{card.evidence} is told in full further up."
            told.add(card.evidence)
        assert len(told) < len(cards)


def test_an_action_with_a_day_and_no_owner_is_not_given_one(words_of: dict[str, str]) -> None:
    assert "No owner yet 30 November 2026" in words_of[FRAMEWORKS[0]]
    assert "2026-11-30" not in words_of[FRAMEWORKS[0]]
    assert "Registered Manager 6 November 2026" in words_of[FRAMEWORKS[1]]
