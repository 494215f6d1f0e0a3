"""Word, Excel, HTML and JSON say the same, and every figure leads back to a row of the service's own files."""

import csv
import io
import json
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec.json import encode
from openpyxl import load_workbook

from evidencepack.dates import day_words
from evidencepack.pack.listed_model import RegisterSheet
from evidencepack.pack.model import FindingLine, Pack, Section
from evidencepack.shipped import shipped
from evidencepack.writers import FORMATS, write_pack
from tests.outputs import excel_rows, html_page, html_row, html_text, one, plain, text_of, word_rows, word_text
from tests.words import MESSAGES

READABLE = (".docx", ".xlsx", ".html")
NO_TRACE = {"not applicable", "not supplied", "no evidence"}


@pytest.fixture(scope="module")
def day(rowan_pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the sample's pack in every format."""
    written = write_pack(
        rowan_pack, MESSAGES, tmp_path_factory.mktemp("agree"), lambda _: shipped("templates"), FORMATS
    )
    return written.paths[-1].parent


def sections(pack: Pack) -> Iterator[Section]:
    return (section for report in pack.reports for section in report.sections)


def findings(pack: Pack) -> Iterator[FindingLine]:
    return (finding for section in sections(pack) for finding in section.findings)


def said(finding: FindingLine) -> tuple[str, ...]:
    """What a reader must find beside each other, in whatever format."""
    texts = (finding.title, finding.sentence, finding.status.word, finding.figure, finding.target)
    refs = (*finding.evidence, finding.action)
    return tuple(plain(t) for t in (*texts, *(flag.sentence for flag in finding.flags), *refs) if t)


def missing(texts: tuple[str, ...], row: str) -> list[str]:
    return [text for text in texts if text not in row]


def test_the_row_of_each_finding_in_word_holds_all_of_it(rowan_pack: Pack, day: Path) -> None:
    rows = [" ".join(cells) for cells in word_rows(one(day, ".docx"))]
    for finding in findings(rowan_pack):
        (row,) = (r for r in rows if r.startswith(f"{finding.number} {finding.title}"))
        assert missing(said(finding), row) == []


def test_the_row_of_each_finding_in_excel_holds_all_of_it(rowan_pack: Pack, day: Path) -> None:
    rows = {row["Finding id"]: row for row in excel_rows(one(day, ".xlsx"), "Findings")}
    assert list(rows) == [finding.id for finding in findings(rowan_pack)]
    for finding in findings(rowan_pack):
        row = rows[finding.id]
        assert missing(said(finding), plain(" ".join(str(value) for value in row.values()))) == []
        assert row["Figure"] == finding.figure
        assert row["Status"] == f"{finding.status.symbol} {finding.status.word}"
        assert row["What the records show"] == finding.sentence


def test_the_row_of_each_finding_in_html_holds_all_of_it(rowan_pack: Pack, day: Path) -> None:
    page = html_page(one(day, ".html"))
    for finding in findings(rowan_pack):
        row = html_row(page, "finding-" + finding.id.replace("/", "_2f_"))
        assert missing(said(finding), row) == []


def test_the_json_holds_every_finding_as_the_pack_does(rowan_pack: Pack, day: Path) -> None:
    tree = json.loads(one(day, ".json").read_bytes())
    told = [f for report in tree["reports"] for s in report["sections"] for f in s["findings"]]
    assert told == json.loads(encode(tuple(findings(rowan_pack))))


@pytest.mark.parametrize("suffix", READABLE)
def test_every_expectation_stands_with_its_status_counts_and_flags(suffix: str, rowan_pack: Pack, day: Path) -> None:
    text = text_of(one(day, suffix))
    for section in sections(rowan_pack):
        lines = (section.title, section.status.word, section.count_line, section.headline)
        assert missing(tuple(plain(t) for t in (*lines, *(f.sentence for f in section.flags)) if t), text) == []


def test_the_profile_of_each_expectation_is_the_same_everywhere(rowan_pack: Pack, day: Path) -> None:
    word, page = word_text(one(day, ".docx")), html_text(one(day, ".html"))
    rows = {row["Expectation id"].partition("/")[2]: row for row in excel_rows(one(day, ".xlsx"), "Expectations")}
    for section in sections(rowan_pack):
        row, profile = rows[section.id], section.profile
        assert sum(each.count for each in profile.counts) == len(section.findings) == len(profile.bar)
        assert [row[each.status.word] for each in profile.counts] == [each.count for each in profile.counts]
        assert row["Profile"] == profile.bar and (row["Nearest miss"] or "") == profile.nearest
        assert profile.newest and row["Newest evidence"].date() == profile.newest
        newest, kinds = day_words(profile.newest), ", ".join(profile.kinds)
        assert row["Kinds of evidence"] == kinds
        told = [newest, kinds, *filter(None, [profile.nearest])]
        assert [t for t in told for text in (word, page) if plain(t) not in text] == []
        assert profile.bar in word


@pytest.mark.parametrize("suffix", READABLE)
def test_summary_and_first_things_are_the_same_everywhere(suffix: str, rowan_pack: Pack, day: Path) -> None:
    text = text_of(one(day, suffix))
    for report in rowan_pack.reports:
        first = (t for thing in report.do_first for t in (thing.text, thing.why, thing.action))
        assert missing(tuple(map(plain, (*report.summary, *first, *report.best_evidenced))), text) == []


@pytest.mark.parametrize("suffix", READABLE)
def test_the_counts_by_status_are_the_same_everywhere(suffix: str, rowan_pack: Pack, day: Path) -> None:
    (report,) = rowan_pack.reports
    counted = Counter(section.status.code for section in report.sections)
    assert counted == {c.status.code: c.count for c in report.counts}
    text = text_of(one(day, suffix)).replace("\u00a0", " ")
    for each in report.counts:
        printed = {f"{each.count} {each.status.symbol} {each.status.word}"}
        printed.add(f"{each.status.symbol} {each.status.word} {each.count}")
        assert any(words in text for words in printed), f"{suffix} does not count {each}"


def index(suffix: str, day: Path) -> set[str]:
    """The numbers in the evidence index."""
    file = one(day, suffix)
    if suffix == ".docx":
        return {cells[0] for cells in word_rows(file) if len(cells) == 5 and cells[0].startswith("EV")}
    if suffix == ".xlsx":
        return {row["No."] for row in excel_rows(file, "Evidence")}
    if suffix == ".html":
        return set(html_page(file).xpath("//section[@id='evidence']//tbody/tr/@id"))
    return {item["number"] for item in json.loads(file.read_bytes())["evidence"]}


def plan(suffix: str, day: Path) -> set[str]:
    """The refs in the action plan."""
    file = one(day, suffix)
    if suffix == ".docx":
        return {cells[-1] for cells in word_rows(file) if len(cells) == 5 and cells[-1].startswith("A-")}
    if suffix == ".xlsx":
        return {row["Ref"] for row in excel_rows(file, "Gaps and actions")}
    if suffix == ".html":
        return {id_[7:] for id_ in html_page(file).xpath("//section[@id='gaps']//tbody/tr/@id")}
    return {action["ref"] for action in json.loads(file.read_bytes())["actions"]}


@pytest.mark.parametrize("suffix", [*READABLE, ".json"])
def test_every_evidence_number_and_action_cited_has_its_row(suffix: str, rowan_pack: Pack, day: Path) -> None:
    numbers = {number for finding in findings(rowan_pack) for number in finding.evidence}
    numbers |= {number for section in sections(rowan_pack) for number in section.evidence}
    numbers |= {card.evidence for section in sections(rowan_pack) for card in section.examples}
    assert numbers == index(suffix, day)
    refs = {finding.action for finding in findings(rowan_pack)} - {""}
    refs |= {ref for section in sections(rowan_pack) for ref in section.actions}
    assert refs == plan(suffix, day) == {action.ref for action in rowan_pack.actions}


def test_flag_codes_stand_in_excel_and_json_only(rowan_pack: Pack, day: Path) -> None:
    codes = {flag.code for finding in findings(rowan_pack) for flag in finding.flags}
    read = {".docx": word_text(one(day, ".docx")), ".html": html_text(one(day, ".html"))}
    assert {suffix: [c for c in sorted(codes) if c in text] for suffix, text in read.items()} == {
        ".docx": [],
        ".html": [],
    }
    assert missing(tuple(sorted(codes)), text_of(one(day, ".xlsx"))) == []


def test_each_finding_that_counted_anything_has_its_trace(rowan_pack: Pack) -> None:
    counted = Counter(t.finding for t in rowan_pack.traces if t.used_as != "left out")
    for finding in findings(rowan_pack):
        assert counted[finding.id] >= finding.records_counted
        assert counted[finding.id] or finding.status.code in NO_TRACE or finding.status.code == "unclear"


def test_the_traces_in_excel_are_those_of_the_pack(rowan_pack: Pack, day: Path) -> None:
    rows = excel_rows(one(day, ".xlsx"), "Traces")
    told = [(r["Finding id"], r["Record"], r["Used as"], r["File"], r["Sheet"], r["Row"] or 0) for r in rows]
    assert told == [(t.finding, t.record, t.used_as, t.file, t.sheet, t.row) for t in rowan_pack.traces]


@cache
def source_rows(house: Path, file: str, sheet: str) -> list[tuple[Any, ...]]:
    """The rows of a sheet or a CSV file, as they lie there."""
    path = house / file
    if path.suffix == ".csv":
        data = path.read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252")
        return [tuple(row) for row in csv.reader(io.StringIO(text, newline=""))]
    return list(load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True))


def test_every_trace_leads_to_a_file_and_to_a_row_that_is_not_blank(rowan_pack: Pack, rowan_house: Path) -> None:
    for line in rowan_pack.traces:
        if not line.row:
            assert (rowan_house / line.file).is_file()
            continue
        rows = source_rows(rowan_house, line.file, line.sheet)
        assert len(rows) >= line.row, f"{line.file} {line.sheet} has no row {line.row}"
        assert any(cell not in (None, "") for cell in rows[line.row - 1])


def test_every_day_of_a_record_stands_in_the_row_it_names(rowan_pack: Pack, rowan_house: Path) -> None:
    """A dozen records of each register, drawn at random; a training matrix keeps its days in other rows too."""
    draw = random.Random(2026)
    behind = {(t.register, t.record) for t in rowan_pack.traces if t.row and t.register != "training"}
    for register in rowan_pack.registers:
        days = [n for n, column in enumerate(register.columns, 4) if column.kind == "date"]
        held = [row for row in register.rows if (register.register_, row[0]) in behind]
        for row in draw.sample(held, min(12, len(held))):
            cells = source_rows(rowan_house, row[1], row[2])[int(row[3]) - 1]
            given = {day_in(cell) for cell in cells}
            assert [row[n] for n in days if row[n] and row[n].isoformat() not in given] == [], (row[1:4], cells)


def day_in(cell: Any) -> str:
    """The day in a cell as YYYY-MM-DD, in the ways the sample writes one."""
    text = str(cell or "").replace(" 00:00:00", "")
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d.%m.%y", "%d %b %Y", "%d %B %Y", "%d-%b-%Y"):
        with suppress(ValueError):
            return datetime.strptime(text, form).date().isoformat()
    return text


def test_the_training_that_counts_for_someone_is_their_own(rowan_pack: Pack) -> None:
    sheets = {sheet.register_: sheet for sheet in rowan_pack.registers}
    code = who(sheets["staff"], "code")
    owner = who(sheets["training"], "staff")
    counted = [t for t in rowan_pack.traces if t.register == "staff" and t.by.startswith("training-")]
    assert len(counted) > 100
    assert [t for t in counted for by in t.by.split(", ") if owner[by] != code[t.record]] == []


def who(sheet: RegisterSheet, field: str) -> dict[str, str]:
    """The code of the person in each record."""
    place = 4 + [column.field for column in sheet.columns].index(field)
    return {row[0]: row[place] for row in sheet.rows}
