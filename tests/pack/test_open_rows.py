"""What a pack says of rows that can be read in more than one way: both figures, what would settle them, and where."""

import csv
import json
from pathlib import Path

import pytest

from evidencepack.build_options import BuildOptions
from evidencepack.pack.model import FindingLine, Pack
from evidencepack.pack.privacy import Scrubber
from evidencepack.pipeline import Built, build_service, open_library
from tests.made_folders import service
from tests.outputs import excel_rows, html_page, html_row, one, plain, word_text
from tests.story import OCTOBER

LOG = [
    ("Ref", "Date", "Type of incident", "Told council on"),
    ("I1", "03/03/2026", "Safeguarding", "04/03/2026"),
    ("I2", "05/03/2026", "Physical", ""),
    ("I3", "06/03/2026", "Psychological", ""),
    ("I4", "07/03/2026", "Organisational", ""),
    ("I5", "08/03/2026", "Doreen Ashworthy Q.V.", ""),
]


def built(folder: Path, edition: str = "working") -> Built:
    """The pack of a home whose log calls incidents by words of its own."""
    home = service(folder / "home", [("records/Incidents.csv", "", "incident-log")])
    with (home / "records/Incidents.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(LOG)
    asked = BuildOptions(on=OCTOBER, frameworks=("council-quality-monitoring",), edition=edition)
    return build_service(home, asked, out=folder / edition)


def referred(pack: Pack) -> FindingLine:
    found = (f for report in pack.reports for section in report.sections for f in section.findings)
    return next(f for f in found if f.title.startswith("Safeguarding concerns with the day"))


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(tmp_path_factory.mktemp("open"))


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(tmp_path_factory.mktemp("open"), "evidence")


def test_a_finding_that_rows_leave_open_says_both_figures(working: Built) -> None:
    line = referred(working.pack)
    assert line.status.code == "unclear"
    assert line.figure == "between 1 of 5 (20%) and 1 of 1 (100%)"
    assert line.sentence.endswith(f"the 12 months to 31 October 2026: {line.figure}.")


def test_beneath_it_stands_what_would_settle_it_once_with_the_words_and_the_rows(working: Built) -> None:
    (cause,) = referred(working.pack).open
    assert cause.sentence == (
        "4 rows have a word we do not know for 'Type of incident' "
        "(Physical, Psychological, Organisational and 1 more): Incidents.csv, rows 3, 4, 5 and 6."
    )
    assert (cause.code, cause.rows, dict(cause.facts)["register"]) == ("maybe-word", 4, "incidents")


def test_a_word_that_may_be_a_name_is_nowhere_in_what_is_said_of_a_figure(working: Built) -> None:
    said = json.dumps([t.because for t in working.pack.traces] + [str(f) for f in referred(working.pack).notes])
    assert "Physical" in said and "ashworthy" not in said.casefold()


def test_nothing_handed_over_says_a_word_that_no_list_knows(handed: Built) -> None:
    line = referred(handed.pack)
    assert "(4 words, not shown)" in line.open[0].sentence
    told = json.dumps([t.because for t in handed.pack.traces] + [*line.notes, line.sentence]).lower()
    assert not any(word in told for word in ("physical", "psychological", "organisational", "ashworthy"))


def test_the_sheet_of_a_register_shows_such_a_word_only_where_it_cannot_be_a_name(
    working: Built, handed: Built
) -> None:
    def types(built: Built) -> list[str]:
        (sheet,) = (s for s in built.pack.registers if s.register_ == "incidents")
        place = 4 + [column.field for column in sheet.columns].index("type")
        return [row[place] for row in sheet.rows]

    assert types(working) == ["safeguarding: other", "Physical", "Psychological", "Organisational", "(not shown)"]
    (counted,) = (s for s in handed.pack.registers if s.register_ == "incidents")
    assert (counted.records, counted.rows, counted.counts) == (5, (), ())


def test_every_row_that_is_open_stands_in_the_traces_as_maybe_with_the_reason(working: Built) -> None:
    line = referred(working.pack)
    maybe = [t for t in working.pack.traces if t.finding == line.id and t.used_as == "maybe"]
    assert [(t.row, t.because) for t in maybe] == [
        (3, "for the type of incident, a word we do not know: Physical"),
        (4, "for the type of incident, a word we do not know: Psychological"),
        (5, "for the type of incident, a word we do not know: Organisational"),
        (6, "for the type of incident, a word we do not know: not shown"),
    ]
    assert line.rows_open == 4


def test_the_json_has_the_exact_ends_and_no_number_where_they_differ(working: Built) -> None:
    tree = json.loads(one(working.written.paths[-1].parent, ".json").read_bytes())
    found = [f for report in tree["reports"] for section in report["sections"] for f in section["findings"]]
    line = next(f for f in found if f["id"] == referred(working.pack).id)
    assert line["least"] == {"numerator": 1, "denominator": 5, "figure": 0.2}
    assert line["greatest"] == {"numerator": 1, "denominator": 1, "figure": 1}
    assert (line["numerator"], line["denominator"]) == (1, None)


def test_word_excel_and_html_print_the_range_and_its_cause(working: Built) -> None:
    line, day = referred(working.pack), working.written.paths[-1].parent
    wanted = (line.figure, line.sentence, line.open[0].sentence)
    row = next(row for row in excel_rows(one(day, ".xlsx"), "Findings") if row["Finding id"] == line.id)
    page = html_row(html_page(one(day, ".html")), "finding-" + line.id.replace("/", "_2f_"))
    for text in (word_text(one(day, ".docx")), " ".join(map(str, row.values())), page):
        assert [w for w in wanted if plain(w) not in plain(text)] == []
    assert row["Rows that leave it open"] == 4


def test_where_no_row_is_open_both_ends_are_the_figure_and_nothing_is_added(rowan_pack: Pack) -> None:
    lines = [f for report in rowan_pack.reports for section in report.sections for f in section.findings]
    for line in (f for f in lines if f.figure and not f.rows_open):
        assert line.least == line.greatest and not line.open


def test_a_register_without_the_column_is_said_in_words(working: Built) -> None:
    lines = [f for report in working.pack.reports for section in report.sections for f in section.findings]
    said = {f.sentence for f in lines if f.status.code == "not recorded"}
    assert "The incident log has no column for the lesson or action that followed, so nothing can be counted." in said


@pytest.mark.parametrize(
    ("word", "plain_enough"),
    [
        ("Physical", True),
        ("Med error", True),
        ("Level 3", True),
        ("Room 12", False),
        ("D.N.", False),
        ("fall of DN", False),
        ("fall of dn", False),
        ("jane smythe q.v", False),
        ("told her son at once", False),
        ("Incomprehensibilities-and-much-more-of-it", False),
        ("Ama", False),
        ("ama quartey", False),
    ],
)
def test_a_word_is_printed_only_where_it_cannot_be_somebody(word: str, plain_enough: bool) -> None:
    assert Scrubber({"Ama Quartey": "staff:1"}, "key", open_library().rules.people).is_plain(word) is plain_enough


def test_no_more_than_six_words_and_eight_rows_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["Clothing", "Window", "Kettle", "Blanket", "Cushion", "Carpet", "Parcel", "Bicycle", "Jacket", "Lamp"]
    rows = [(f"J{i}", "05/03/2026", f"{word} matter", "") for i, word in enumerate(words)]
    monkeypatch.setattr("tests.pack.test_open_rows.LOG", [*LOG[:2], *rows])
    (cause,) = referred(built(tmp_path).pack).open
    assert "Carpet matter and 4 more)" in cause.sentence
    assert cause.sentence.endswith("rows 3, 4, 5, 6, 7, 8, 9, 10 and 2 more.")
