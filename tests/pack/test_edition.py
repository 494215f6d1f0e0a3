"""The edition to hand over: nothing that is only for the service itself, and nothing that falls short left out."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from evidencepack.build_options import BuildOptions
from evidencepack.library import Library
from evidencepack.pack import to_hand_over
from evidencepack.pack.handed_registers import is_counted
from evidencepack.pack.model import FindingLine, Pack
from evidencepack.pipeline import Built, build_service
from evidencepack.writers.excel.pack_workbook import write_excel
from tests.outputs import (
    FORMATS,
    book_in,
    excel_rows,
    files_of,
    html_page,
    html_row,
    one,
    parts,
    plain,
    text_of,
    type_into,
    word_rows,
)
from tests.story import ACTIONS, OCTOBER, Story, as_text, views, workbook
from tests.words import MESSAGES

READABLE = (".docx", ".xlsx", ".html")
NOVEMBER = date(2026, 11, 30)


@pytest.fixture(scope="module")
def handed(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """October's edition to hand over, with what was typed since September, in a copy of the house."""
    house = Path(shutil.copytree(story.packs.parent, tmp_path_factory.mktemp("handed") / "house"))
    return build_service(house, BuildOptions(on=OCTOBER, edition="evidence"))


def file_of(handed: Built, suffix: str) -> Path:
    return next(p for p in handed.written.paths if p.suffix == suffix)


def everything(file: Path) -> str:
    """All that stands in a file, hidden or not."""
    return "\n".join(data.decode("utf-8", "replace") for _, data in parts(file))


def findings(pack: Pack) -> dict[str, FindingLine]:
    return {f.id: f for report in pack.reports for section in report.sections for f in section.findings}


def refused(story: Story) -> set[str]:
    """The refs of actions that nobody has accepted."""
    return {a.ref for a in story.october.pack.actions if a.state != "accepted"}


def test_its_files_lie_beside_the_working_ones_under_another_name(story: Story, handed: Built) -> None:
    assert handed.pack.edition == "evidence" and story.october.pack.edition == "working"
    assert {p.suffix for p in handed.written.paths} == set(FORMATS)
    assert all(p.stem.endswith(" to hand over") for p in handed.written.paths)


# What is only for the service itself


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_flag_code_stands_anywhere(suffix: str, handed: Built, library: Library) -> None:
    text = everything(file_of(handed, suffix))
    assert [code for code in library.rules.flags.by_code if re.search(rf"\b{code}\b", text)] == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_problem_stands_anywhere(suffix: str, story: Story, handed: Built) -> None:
    text = plain(everything(file_of(handed, suffix)))
    told = text if suffix == ".json" else text + text_of(file_of(handed, suffix))
    assert story.october.pack.problems and handed.pack.problems == ()
    assert [p.what for p in story.october.pack.problems if plain(p.what) in told] == []
    assert "need a look" not in told


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_action_that_nobody_accepted_stands_anywhere(suffix: str, story: Story, handed: Built) -> None:
    text = everything(file_of(handed, suffix))
    assert len(refused(story)) > 3
    assert [ref for ref in refused(story) if ref in text] == []
    actions = [a.text for a in story.october.pack.actions if a.ref in refused(story)]
    told = plain(text) if suffix == ".json" else text_of(file_of(handed, suffix))
    assert [words for words in actions if plain(words) in told] == []
    assert story.typed[story.noted]["Note"] not in told


@pytest.mark.parametrize("suffix", READABLE)
def test_it_does_not_say_that_nothing_is_to_be_done(suffix: str, handed: Built) -> None:
    assert "What to do first" not in text_of(file_of(handed, suffix))


@pytest.mark.parametrize("agreed", [True, False])
def test_nobody_is_asked_to_type_into_its_workbook(agreed: bool, story: Story, handed: Built) -> None:
    book = book_in(write_excel(handed.pack if agreed else to_hand_over(story.september.pack), MESSAGES))
    for sheet in book:
        cells = [cell for row in sheet.iter_rows() for cell in row]
        told = [str(c.value) for c in cells if c.value] + [c.comment.text for c in cells if c.comment]
        asked = re.compile(
            r"\btyp(e|ed|ing)\b(?! of)|✎|cream|Yours to fill in|leave it as it is|say so in", re.IGNORECASE
        )
        ours = [text for text in told if asked.search(text)]
        assert sheet.sheet_state != "visible" or sheet.title == "Method" or ours == []
        assert [c.coordinate for c in cells if not c.protection.locked] == []
        assert not sheet.data_validations.dataValidation


def test_the_column_of_flag_codes_is_empty_where_a_finding_has_several_flags(story: Story, handed: Built) -> None:
    assert any(len(finding.flags) > 1 for finding in findings(handed.pack).values())
    rows = excel_rows(file_of(handed, ".xlsx"), "Findings")
    assert {row["Flag codes"] for row in rows} == {""}


def test_where_nothing_is_agreed_the_workbook_says_so_and_not_that_there_is_no_gap(story: Story) -> None:
    book = book_in(write_excel(to_hand_over(story.september.pack), MESSAGES))
    assert book[ACTIONS]["A4"].value == "No action has been agreed yet."
    heads = [cell.value for cell in book["Expectations"][3]]
    assert "Our view" not in heads and "Status" in heads


def test_what_was_agreed_and_the_view_of_the_manager_stand_in_plain_columns(story: Story, handed: Built) -> None:
    book = book_in(write_excel(handed.pack, MESSAGES))
    heads = [cell.value for cell in book[ACTIONS][3]]
    assert {"Owner", "Due", "Progress", "Note"} < set(heads) and not {"Proposed owner", "Proposed due"} & set(heads)
    assert "Our view" in [cell.value for cell in book["Expectations"][3]]


# What is never left out


def test_every_finding_is_there_as_in_the_working_edition(story: Story, handed: Built) -> None:
    theirs, ours = findings(handed.pack), findings(story.october.pack)

    def shown(finding: FindingLine) -> FindingLine:
        return replace(finding, flags=(), action="", open=(), notes=(), note_codes=())

    assert {id_: shown(f) for id_, f in theirs.items()} == {id_: shown(f) for id_, f in ours.items()}
    assert any(f.status.code == "not met" for f in theirs.values())


def test_why_a_figure_falls_short_is_still_said(story: Story, handed: Built) -> None:
    theirs = {id_: [flag.sentence for flag in f.flags] for id_, f in findings(handed.pack).items()}
    assert theirs == {id_: [flag.sentence for flag in f.flags] for id_, f in findings(story.october.pack).items()}


def test_word_shows_each_finding_with_its_figure_and_status(story: Story, handed: Built) -> None:
    rows = [" ".join(cells) for cells in word_rows(file_of(handed, ".docx"))]
    for finding in findings(story.october.pack).values():
        (row,) = (r for r in rows if r.startswith(f"{finding.number} {finding.title}"))
        assert plain(finding.figure) in row and finding.status.word in row and plain(finding.sentence) in row


def test_excel_shows_each_finding_with_its_figure_and_status(story: Story, handed: Built) -> None:
    rows = {row["Finding id"]: row for row in excel_rows(file_of(handed, ".xlsx"), "Findings")}
    shown = {id_: (row["Figure"], row["Status"], row["What the records show"]) for id_, row in rows.items()}
    ours = findings(story.october.pack)
    assert shown == {i: (f.figure, f"{f.status.symbol} {f.status.word}", f.sentence) for i, f in ours.items()}


def test_html_shows_each_finding_with_its_figure_and_status(story: Story, handed: Built) -> None:
    page = html_page(file_of(handed, ".html"))
    for id_, finding in findings(story.october.pack).items():
        row = html_row(page, "finding-" + id_.replace("/", "_2f_"))
        assert plain(finding.figure) in row and finding.status.word in row and plain(finding.sentence) in row


def test_json_holds_each_finding_with_its_figure_and_status(story: Story, handed: Built) -> None:
    tree = json.loads(file_of(handed, ".json").read_bytes())
    told = {f["id"]: f for report in tree["reports"] for s in report["sections"] for f in s["findings"]}
    ours = findings(story.october.pack)
    assert {i: (f["figure"], f["status"]["code"]) for i, f in told.items()} == {
        i: (f.figure, f.status.code) for i, f in ours.items()
    }


@pytest.mark.parametrize("suffix", READABLE)
def test_every_expectation_stands_where_it_stood(suffix: str, story: Story, handed: Built) -> None:
    text = text_of(file_of(handed, suffix))
    for section in (s for report in story.october.pack.reports for s in report.sections):
        lines = (section.title, section.status.word, section.count_line, section.headline)
        assert [line for line in lines if plain(line) not in text] == []


@pytest.mark.parametrize("suffix", READABLE)
def test_what_was_not_supplied_is_listed(suffix: str, story: Story, handed: Built) -> None:
    (report,) = story.october.pack.reports
    assert report.not_supplied and plain(report.not_supplied) in text_of(file_of(handed, suffix))


def test_what_leaves_a_figure_open_is_said_without_the_rows_of_people(story: Story, handed: Built) -> None:
    theirs, ours = findings(handed.pack), findings(story.october.pack)
    assert {i: f.note_codes for i, f in theirs.items()} == {i: f.note_codes for i, f in ours.items()}
    told = [dict(cause.facts) for finding in theirs.values() for cause in finding.open]
    assert told and not [facts for facts in told if is_counted(facts["register"]) and " row" in facts["places"]]


def test_the_evidence_is_the_same_but_for_the_days_of_single_rows_about_people(story: Story, handed: Built) -> None:
    newest = {"staff": "", "people": "", "training": "October 2026", "supervision": "October 2026"}
    for theirs, ours in zip(handed.pack.evidence, story.october.pack.evidence, strict=True):
        assert replace(theirs, newest=ours.newest) == ours
        assert theirs.newest == newest.get(ours.register_, theirs.newest)
        assert is_counted(ours.register_) or theirs.newest == ours.newest
    assert handed.pack.not_used == story.october.pack.not_used


# What people took on


def test_accepted_actions_stay_with_what_was_typed(story: Story, handed: Built) -> None:
    accepted = [a for a in story.october.pack.actions if a.state == "accepted"]
    assert {a.ref for a in accepted} == {story.late, story.unowned, story.done, story.gone}
    texts = [a.text_handed or a.text for a in accepted]
    assert [a.text for a in handed.pack.actions] == texts != [a.text for a in accepted]
    assert "service.yaml" not in " ".join(texts)
    assert [(a.ref, a.typed) for a in handed.pack.actions] == [(a.ref, a.typed) for a in accepted]
    rows = {row["Ref"]: row for row in excel_rows(file_of(handed, ".xlsx"), ACTIONS)}
    assert set(rows) == {a.ref for a in accepted}
    for suffix in READABLE:
        told = text_of(file_of(handed, suffix))
        assert [a.ref for a in handed.pack.actions if a.ref not in told or plain(a.text) not in told] == []
    assert rows[story.late]["Owner"] == "Deputy Manager"


def test_the_view_of_the_manager_stays(story: Story, handed: Built) -> None:
    assert views(handed.pack) == views(story.october.pack) != {}


def test_without_accepted_actions_it_holds_none(story: Story) -> None:
    handed = to_hand_over(story.september.pack)
    assert handed.actions == () and all(f.action == "" for f in findings(handed).values())
    assert all(section.actions == () for report in handed.reports for section in report.sections)


# The working edition goes on


@pytest.fixture
def both(handed: Built, tmp_path: Path) -> Path:
    """A house whose October stands there in both editions."""
    return Path(shutil.copytree(handed.written.paths[0].parents[2], tmp_path / "house"))


def test_building_it_changes_no_byte_of_the_working_edition(both: Path, story: Story) -> None:
    now, before = files_of(both / "packs"), files_of(story.packs)
    assert {name: now[name] for name in before} == before
    assert all("to hand over" in name for name in now.keys() - before.keys())


def test_what_is_typed_into_the_working_workbook_afterwards_is_carried_on(both: Path, story: Story) -> None:
    typed = {story.late: {"Owner": "Chef", "Note": None}, story.noted: {"Owner": "Cook"}, story.unowned: {"Due": None}}
    type_into(workbook(both / "packs", OCTOBER), {ACTIONS: typed})
    for edition in ("evidence", "working", "evidence"):
        pack = build_service(both, BuildOptions(on=OCTOBER, edition=edition, formats=("excel",))).pack
        assert (pack.action(story.late).typed.owner, pack.action(story.late).typed.note) == ("Chef", "")
        assert (pack.action(story.noted).typed.owner, pack.action(story.noted).state) == ("Cook", "accepted")
        assert pack.action(story.done).typed == as_text(story.typed[story.done])
    working = build_service(both, BuildOptions(on=OCTOBER, formats=("excel",))).pack
    assert (working.action(story.unowned).typed.due, working.action(story.unowned).state) == ("", "proposed")


def test_the_next_month_is_compared_with_the_working_edition_and_keeps_what_was_typed(both: Path, story: Story) -> None:
    pack = build_service(both, BuildOptions(on=NOVEMBER, formats=("json",))).pack
    assert not pack.first_pack and pack.changes_since == "31 October 2026"
    for ref in (story.late, story.unowned, story.done, story.noted):
        assert pack.action(ref).typed == as_text(story.typed[ref])
    missing = {a.ref for a in pack.actions if "ACTION_MISSING" in {f.code for f in a.flags}}
    assert story.noted in missing and story.late not in missing


def test_the_same_day_again_changes_no_byte_of_either(both: Path) -> None:
    before = files_of(both / "packs")
    build_service(both, BuildOptions(on=OCTOBER, edition="evidence"))
    build_service(both, BuildOptions(on=OCTOBER))
    assert files_of(both / "packs") == before
    assert one(both / "packs" / "2026-10-31", " hand over.docx").is_file()
