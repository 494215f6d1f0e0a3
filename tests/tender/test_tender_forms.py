"""evidencepack tender new on layouts that councils and portals use: all questions found, no text lost on the way."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from evidencepack.cli.main import cli
from evidencepack.frameworks.framework import Framework
from evidencepack.frameworks.tender_questions import Limit
from evidencepack.library import read_yaml
from evidencepack.library.validate import validate
from evidencepack.tender.draft import TenderDraft
from evidencepack.tender.lines import read_lines
from evidencepack.tender.question_headings import columns_of
from evidencepack.tender.questions import read_questions
from evidencepack.tender.scales import scale_at
from tests.tender.test_tender_new import lines, table
from tests.tender_forms import FORMS
from tests.words import each, words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
Fact = tuple[str, str, Limit | None]
WORDS = {n: Limit(words=n) for n in (300, 400, 500, 600, 750, 800, 1000, 1250, 1500)}
CHARACTERS = {n: Limit(characters=n) for n in (2000, 4000, 8000)}
SIDES = {text: Limit(said=text) for text in ("2 sides of A4", "1 side of A4", "2 pages", "1 page")}
IN_LOT: list[Fact] = [("1", "20", SIDES["2 pages"]), ("2", "12.5", SIDES["1 side of A4"])]
OF_PORTAL: list[Fact] = [
    ("2.1", "17.5", CHARACTERS[4000]),
    ("2.2", "12.5", CHARACTERS[2000]),
    ("3.1", "30", CHARACTERS[8000]),
]
ASKED: dict[str, list[Fact]] = {
    "sections.docx": [("1", "7.5", WORDS[750]), ("2", "10", WORDS[500]), ("1", "12.5", WORDS[1000])],
    "award.docx": [("2.2", "", WORDS[800]), ("2.3", "", WORDS[800])],
    "columns.docx": [("1", "15", WORDS[1500]), ("2", "10", WORDS[750]), ("3", "2.5", WORDS[500])],
    "each.docx": [("MS1", "15", WORDS[1500]), ("MS2", "20", CHARACTERS[4000]), ("MS3", "15", SIDES["2 sides of A4"])],
    "headings.docx": [
        ("2.1.1", "10", WORDS[1000]),
        ("2.1.2", "20", SIDES["2 sides of A4"]),
        ("2.2.1", "30", WORDS[1250]),
    ],
    "boxes.docx": [("Q1", "10", WORDS[600]), ("Q2", "5", WORDS[400]), ("Q3", "5", WORDS[300])],
    "lots.docx": IN_LOT * 2,
    "scale.docx": [("Q1", "20", SIDES["2 pages"]), ("Q2", "10", SIDES["1 page"])],
    "whole.docx": [("MS1", "20", WORDS[1000]), ("MS2", "40", WORDS[1000])],
    "portal.xlsx": OF_PORTAL * 2,
    "template.xlsx": [("1", "25", None), ("2", "15", None), ("3", "60", None)],
    "semicolons.csv": [("Q1", "7.5", WORDS[500]), ("Q2", "10", WORDS[1000])],
}


def read(name: str, folder: Path) -> TenderDraft:
    return read_questions(read_lines(FORMS[name](folder / name)))


@pytest.mark.parametrize("name", FORMS)
def test_each_question_of_a_layout_is_found_with_its_weight_and_limit(name: str, tmp_path: Path) -> None:
    assert [(q.number, q.weight, q.limit) for q in read(name, tmp_path).questions] == ASKED[name]


# Nothing is lost


def texts_of(path: Path) -> Iterator[str]:
    """Every text in a document but headings of columns, read without the program: paragraphs, cells, notes, boxes."""
    if path.suffix == ".csv":
        with path.open(encoding="cp1252", newline="") as file:
            yield from (cell for row in list(csv.reader(file, delimiter=";"))[1:] for cell in row)
    elif path.suffix == ".xlsx":
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows(values_only=True):
                cells = ["" if c is None else f"{c * 100:g}%" if isinstance(c, float) else str(c) for c in row]
                yield from [] if columns_of(cells) else filter(None, cells)
    else:
        yield from _of_word(path)


def _of_word(path: Path) -> Iterator[str]:
    package = docx.Document(str(path)).part.package
    for part in package.iter_parts():
        if str(part.partname) in ("/word/document.xml", "/word/footnotes.xml"):
            from lxml import etree

            for paragraph in etree.fromstring(part.blob).iter(f"{W}p"):
                texts = [t for t in paragraph.iter(f"{W}t", f"{W}br") if next(t.iterancestors(f"{W}p")) is paragraph]
                yield "".join(t.text or " " for t in texts if not any(a.tag == FALLBACK for a in t.iterancestors()))


# What a heading of a column, or a line that only states a weight or a limit, may say beside what is kept of it.
KNOWN = """
    definition award criterion
    like n a characters what good looks method question questions statement sub number no words word count max
    maximum limit weighting weight marks pages page side sides response attachments none permitted length not
    will be read in requirement pass fail total of category section classification score description rating
    evidence required criteria ref yes must your exceed this is scored quality price evaluators look for
    should cover answer arial
"""


def plain(text: str) -> str:
    thousands = re.sub(r"(\d)[, ](\d{3})\b", r"\1\2", text.casefold().replace("’", "'"))
    return " ".join(re.findall(r"[\w.£/']+", thousands))


def kept(framework: Framework) -> str:
    """All that stands in the file that was written, as one text."""
    assert framework.tender
    parts = [*framework.tender.gates, *framework.tender.scale.values(), *(str(m) for m in framework.tender.scale)]
    parts += [theme.title for theme in framework.themes]
    parts += [str(share) for share in (framework.tender.quality_share, framework.tender.price_share) if share]
    for e in framework.expectations:
        assert e.question
        limit = e.question.limit
        parts += [e.title, e.reference, e.asks, *e.looks_for, e.question.number, f"{e.weight:g}"]
        parts += [f"{limit.words or ''} {limit.characters or ''} {limit.said}" if limit else ""]
    return plain(" | ".join(parts))


@pytest.fixture(scope="module", params=FORMS)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A document, and the file that `tender new` writes of it."""
    folder = tmp_path_factory.mktemp("form")
    path, out = FORMS[request.param](folder / request.param), folder / "out.yaml"
    result = CliRunner().invoke(cli, ["tender", "new", str(path), "--out", str(out)])
    assert result.exit_code == 0, result.output
    return path, out


def test_every_text_is_in_a_question_or_in_what_is_said_to_be_left_out(written: tuple[Path, Path]) -> None:
    path, out = written
    found = read_questions(read_lines(path))
    left = [plain(text) for entry in found.left_out for text in entry.texts]
    file, said = kept(validate(Framework, read_yaml(out))), plain(" ".join(each(found.not_understood)))
    # Of a short text every word or figure must be somewhere; a long one must stand in one place, whole.
    words = set(f"{file} {said} {plain(KNOWN)} {' '.join(re.findall('[0-9]+', file))}".split())
    for text in filter(None, map(plain, texts_of(path))):
        parts = [word for word in re.split(r"[ /]", text) if word]
        figures = {f"{float(word.strip('.')):g}" if re.fullmatch(r"[\d.]*\d[\d.]*", word) else word for word in parts}
        whole = text in file or any(text in each for each in left)
        assert whole or (len(parts) < 14 and {figure.strip(".") for figure in figures} <= words), text


def test_what_is_left_out_stands_at_the_foot_of_the_file(written: tuple[Path, Path]) -> None:
    path, out = written
    comments = [line.lstrip("# ") for line in out.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    for entry in read_questions(read_lines(path)).left_out:
        assert plain(words(entry.note)) in plain(" ".join(comments))


# What is telling about a layout


def test_numbers_that_begin_anew_in_each_section_are_questions_of_their_own(tmp_path: Path) -> None:
    found = read("sections.docx", tmp_path)
    assert [q.section for q in found.questions] == ["Section 1 – Service delivery"] * 2 + ["Section 2 – Quality"]
    assert found.questions[0].text.endswith("750, plus Gantt chart")
    assert found.gates == ["1 Do you accept the terms of the contract?"]
    assert found.not_understood == []


def test_a_question_that_is_not_scored_is_left_out_and_said(tmp_path: Path) -> None:
    found = read("award.docx", tmp_path)
    assert any("Please say in which districts" in text for entry in found.left_out for text in entry.texts)
    assert found.lots == {}


def test_a_heading_whose_parts_carry_the_weights_is_no_question(tmp_path: Path) -> None:
    found = read("headings.docx", tmp_path)
    assert [q.section for q in found.questions] == ["2.1 Workforce", "2.1 Workforce", "2.2 Care"]
    assert [q.attachments for q in found.questions] == [False, None, None]
    assert found.closes and found.closes.isoformat() == "2027-02-26"


def test_a_text_box_a_footnote_and_a_tracked_change_are_read_once(tmp_path: Path) -> None:
    first, second, _ = read("boxes.docx", tmp_path).questions
    assert first.text.endswith("Dignity is what the Care Act 2014 means by it.")
    assert first.looks_for == ["what people say themselves"]
    assert second.text == "How do you learn from complaints? (400 words)"


def test_questions_of_two_lots_keep_their_numbers_and_the_gates_stand_apart(tmp_path: Path) -> None:
    found = read("lots.docx", tmp_path)
    assert [q.lot for q in found.questions] == ["lot-1", "lot-1", "lot-2", "lot-2"]
    assert found.questions[0].looks_for == ["Plans written with people", "A review when needs change"]
    assert len(found.gates) == 2 and found.shares == {"quality": "70%", "price": "30%"}


def test_a_scale_is_read_wherever_its_marks_stand(tmp_path: Path) -> None:
    first = read("scale.docx", tmp_path).scale
    assert first == read("columns.docx", tmp_path).scale | {}
    assert list(first) == [0, 1, 3, 5] and first[5].startswith("Excellent: All of it is met")
    assert scale_at([("Scoring", "What it means"), ("Good (2)", "Met"), ("Poor (1)", "Some"), ("None (0)", "Nil")]) == {
        2: "Good: Met", 1: "Poor: Some", 0: "None: Nil",
    }  # fmt: skip


def test_a_column_of_marks_is_no_scale() -> None:
    assert scale_at([("Question", "Marks"), ("How?", "20"), ("Why?", "10")]) == {}


def test_each_sheet_of_a_portal_is_a_lot_and_columns_not_used_are_named(tmp_path: Path) -> None:
    found = read("portal.xlsx", tmp_path)
    assert [q.lot for q in found.questions] == ["lot-1"] * 3 + ["lot-2"] * 3
    assert found.gates == ["1.1 Are you insured?"]
    said = [words(entry.note) for entry in found.left_out]
    assert "sheet Lot 1 quality, the column Response type (3 cells)" in said
    assert any(text.startswith("sheet Instructions, row 1") for text in said)


def test_a_weight_of_the_question_is_taken_before_that_of_its_section(tmp_path: Path) -> None:
    assert [q.attachments for q in read("template.xlsx", tmp_path).questions] == [False, False, True]
    heads = columns_of(("Section", "Section weight", "Question", "Question type", "Question weight", "Length"))
    assert heads == {"section": 0, "whole": 1, "question": 2, "weight": 4, "limit": 5}


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("Question 1", "Weighting 10%"), {}),
        (("How do you plan visits each day?", "10%"), {}),
        (("Item", "Unit", "Rate"), {}),
        (("Q", "Tender question", "Weight"), {"number": 0, "question": 1, "weight": 2}),
        (("Question", "Question text", "Marks available"), {"number": 0, "question": 1, "weight": 2}),
        (("Topic", "Question (max 500 words)"), {"heading": 0, "question": 1}),
    ],
)
def test_a_header_row_is_known_by_its_headings(cells: tuple[str, ...], said: dict[str, int]) -> None:
    assert columns_of(cells) == said


def test_a_limit_in_the_heading_of_the_question_holds_for_each() -> None:
    rows = (("Topic", "Question (max 500 words)"), ("Rota", "How do you plan?"), ("Care", "How do you?"))
    found = read_questions(table(*rows))
    assert [(q.heading, q.limit) for q in found.questions] == [("Rota", Limit(words=500)), ("Care", Limit(words=500))]


def test_instructions_to_bidders_are_no_questions_and_are_left_out_as_one_stretch() -> None:
    found = read_questions(
        lines("1.1 Tenderers must not canvass.", "1.2 Bidders shall use the portal.", "Q1 How do you recruit? (10%)")
    )
    assert [q.number for q in found.questions] == ["Q1"]
    assert [words(entry.note) for entry in found.left_out] == [
        "paragraph 1 to paragraph 2: 1.1 Tenderers must not canvass. and 1 more text"
    ]


def test_a_rule_for_all_questions_that_stands_before_them_is_said() -> None:
    found = read_questions(lines("No attachments are allowed.", "Q1 How do you recruit? (10%, 300 words)"))
    assert (found.questions[0].weight, found.questions[0].limit) == ("10", WORDS[300])
    assert [*each(found.not_understood)] == [
        "paragraph 1: something on attachments that belongs to no question: No attachments are allowed."
    ]


def test_a_second_weight_of_a_question_is_said() -> None:
    found = read_questions(lines("Q1 Staff (10%)", "How do you recruit? 300 words", "This is worth 20 marks."))
    assert found.questions[0].weight == "10"
    assert "paragraph 1, question Q1: it states more than one weight" in words(found.not_understood[0])


def test_what_a_whole_invitation_asks_in_passing_is_told_and_its_dates_and_shares_are_its_own(tmp_path: Path) -> None:
    found = read("whole.docx", tmp_path)
    assert found.closes and found.closes.isoformat() == "2027-01-29"
    assert found.shares == {"quality": "60%", "price": "40%"} and list(found.scale) == [0, 1, 3, 5]
    assert [said.partition(", with")[0] for said in each(found.not_understood)] == [
        "paragraph 5: numbered 1.3",
        "paragraph 10: numbered 2.3",
        "paragraph 15: numbered 3.3",
    ]


def test_a_question_of_a_table_stays_one_where_its_weight_is_joined_with_that_above() -> None:
    rows = (("No.", "Question", "Weight"), ("1", "How do you plan?", "20%"), ("2", "How do you check?", ""))
    found = read_questions(table(*rows))
    assert [(q.number, q.weight) for q in found.questions] == [("1", "20"), ("2", "")]
    assert words(found.not_understood[-1]) == "table 1, row 3, question 2: no weight and no limit found."
