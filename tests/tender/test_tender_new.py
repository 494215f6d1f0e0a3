"""evidencepack tender new: questions, weights, limits, lots and gates found in a council's document, or listed."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner, Result

from evidencepack.cli.main import cli
from evidencepack.errors import EvidencePackError, OutputError
from evidencepack.files import Line, Unreadable, read_document
from evidencepack.frameworks.framework import Framework
from evidencepack.frameworks.tender_questions import Limit
from evidencepack.library import read_yaml
from evidencepack.library.validate import validate
from evidencepack.tender import patterns
from evidencepack.tender.draft import TenderDraft
from evidencepack.tender.questions import read_questions
from tests.words import each, words

WEIGHTS = "Question 1: Safeguarding (15 marks)"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def lines(*texts: str) -> tuple[Line, ...]:
    return tuple(Line("paragraph", str(n), 0, (text,)) for n, text in enumerate(texts, 1))


def table(*rows: Sequence[str], kind: str = "table", of: str = "1") -> tuple[Line, ...]:
    return tuple(Line(kind, of, n, tuple(row)) for n, row in enumerate(rows, 1))


def document(path: Path, *paragraphs: str, rows: Sequence[Sequence[str]] = ()) -> Path:
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if rows:
        held = made.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(held.add_row().cells, row, strict=True):
                cell.text = text
    made.save(str(path))
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, ["tender", "new", *map(str, words)])


def asked(found: TenderDraft, number: str) -> tuple[str, Limit | None, str]:
    one = next(a for a in found.questions if a.number == number)
    return one.weight, one.limit, one.lot


# One sign at a time


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Question 3 - Describe your rota.", "Q3"),
        ("Q1. How will you recruit?", "Q1"),
        ("MS1 Visits", "MS1"),
        ("Method statement 2: Staff", "MS2"),
        ("Method Statement No. 12 – Safeguarding", "MS12"),
        ("1.1 Describe your rota.", "1.1"),
        ("2) Explain your audits", "2"),
        ("Quality Question 4a: Outcomes", "Q4a"),
    ],
)
def test_a_numbered_question_is_known_by_its_number(text: str, number: str) -> None:
    found = patterns.numbered(text)
    assert found and found.number == number


@pytest.mark.parametrize("text", ["500 words are allowed", "Quality of care", "12.5% of the marks", "Msomething 3"])
def test_a_line_that_only_begins_with_a_figure_is_no_question(text: str) -> None:
    assert patterns.numbered(text) is None


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("Weighting: 15%", "15"),
        ("(15 marks)", "15"),
        ("[20%]", "20"),
        ("This question is worth 12.5 per cent", "12.5"),
        ("Weight = 5", "5"),
        ("10% of the quality score", "10"),
        ("Marks available: 25", "25"),
        ("30 points available", "30"),
        ("90% of visits on time", ""),
        ("Describe how you weigh up risks.", ""),
    ],
)
def test_a_weight_is_read_however_it_is_written(text: str, weight: str) -> None:
    assert patterns.weight_in(text) == weight


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("Maximum 750 words.", [Limit(words=750)]),
        ("500 word limit", [Limit(words=500)]),
        ("Word limit: 1,000", [Limit(words=1000)]),
        ("no more than 2,000 characters including spaces", [Limit(characters=2000)]),
        ("max. characters 3000", [Limit(characters=3000)]),
        ("2 sides of A4", [Limit(said="2 sides of A4")]),
        ("Two pages of A4, and 300 words for the plan", [Limit(words=300), Limit(said="Two pages of A4")]),
        ("Other words", []),
    ],
)
def test_a_limit_is_read_in_words_characters_or_sides(text: str, limits: list[Limit]) -> None:
    assert patterns.limits_in(text) == limits


def test_a_heading_of_a_lot_is_one_and_a_sentence_on_a_lot_is_not() -> None:
    assert patterns.lot_in("Lot 2: Supported living") == ("2", "Lot 2: Supported living")
    assert patterns.lot_in("Lot 2 providers must also answer question 9.") is None


# A whole document


def test_what_stands_below_a_question_belongs_to_it() -> None:
    found = read_questions(
        lines(
            "Lot 1 – North",
            WEIGHTS,
            "Describe how you keep people safe. Maximum 750 words. No attachments.",
            "Evaluators will be looking for:",
            "• a named lead",
            "• lessons learned",
            "Question 2: Describe your rota. 2 sides of A4. Weighting 5%. You may attach a rota.",
        )
    )
    first, second = found.questions
    assert (first.number, first.heading, first.weight, first.limit) == ("Q1", "Safeguarding", "15", Limit(words=750))
    assert (first.lot, first.attachments, first.looks_for) == ("lot-1", False, ["a named lead", "lessons learned"])
    assert (second.weight, second.limit, second.attachments) == ("5", Limit(said="2 sides of A4"), True)
    assert found.not_understood == []


def test_a_table_of_questions_is_read_by_its_headings_and_its_total_is_none_of_them() -> None:
    found = read_questions(
        table(
            ("Ref", "Question", "Weighting", "Max words", "Lot"),
            ("MS1", "Describe how medicines are managed.", "12.5%", "500", "Lot 1"),
            ("MS2", "Outline your complaints procedure", "10", "2 sides of A4", "Lot 2"),
            ("", "Total", "22.5%", "", ""),
        )
    )
    assert asked(found, "MS1") == ("12.5", Limit(words=500), "lot-1")
    assert asked(found, "MS2") == ("10", Limit(said="2 sides of A4"), "lot-2")
    assert len(found.questions) == 2 and found.lots == {"lot-1": "Lot 1", "lot-2": "Lot 2"}


def test_a_limit_column_in_characters_says_so_by_its_heading() -> None:
    found = read_questions(table(("No.", "Question", "Character limit"), ("1", "Describe your rota.", "3,000")))
    assert asked(found, "1")[1] == Limit(characters=3000)


def test_a_form_of_two_columns_is_one_question() -> None:
    found = read_questions(
        table(("Question 7", "Describe how you tackle isolation."), ("Weighting", "5%"), ("Word limit", "300"))
    )
    assert asked(found, "Q7") == ("5", Limit(words=300), "")


def test_a_list_of_questions_and_the_questions_in_full_are_put_together() -> None:
    summary = table(("No.", "Question", "Weight"), ("Q1", "Safeguarding", "15%"))
    found = read_questions((*summary, *lines("Question 1", "Describe how you keep people safe. 500 words.")))
    (only,) = found.questions
    assert (only.weight, only.limit) == ("15", Limit(words=500))
    assert only.text.startswith("Describe how")


def test_what_is_passed_or_failed_is_a_gate_and_no_question() -> None:
    found = read_questions(
        table(("No.", "Question", "Weight"), ("1", "Are you registered with CQC?", "Pass/Fail"), ("2", "How?", "100%"))
    )
    assert [q.number for q in found.questions] == ["2"]
    assert found.gates == ["1 Are you registered with CQC?"]


def test_shares_closing_day_and_scale_are_read() -> None:
    scale = table(("Score", "Meaning"), ("0", "Nothing"), ("5", "Excellent"))
    found = read_questions(
        (*lines("Quality is worth 60% and price 40%.", "The closing date is 12 March 2027 at noon."), *scale)
    )
    assert found.shares == {"quality": "60%", "price": "40%"}
    assert found.closes and found.closes.isoformat() == "2027-03-12"
    assert found.scale == {0: "Nothing", 5: "Excellent"}


def test_a_numbered_heading_that_asks_nothing_is_listed_and_not_taken() -> None:
    found = read_questions(lines("1. Background to the contract", "1.1 Describe your rota. (10 marks) 300 words"))
    assert [q.number for q in found.questions] == ["1.1"]
    assert [words(left.note) for left in found.left_out] == ["paragraph 1: 1. Background to the contract"]


def test_what_is_missing_and_what_is_said_twice_is_listed() -> None:
    found = read_questions(lines("Weighting of 10% applies.", "Q1 Describe your rota.", "Use 300 words or 500 words."))
    assert [*each(found.not_understood)] == [
        "paragraph 1: a weight or a limit that belongs to no question: Weighting of 10% applies.",
        "paragraph 2, question Q1: it states more than one limit; the first is taken (Use 300 words or 500 words.).",
        "paragraph 2, question Q1: no weight found.",
    ]


def test_a_table_of_criteria_and_the_questions_below_it_are_put_together_by_their_headings() -> None:
    criteria = table(("Criterion", "Sub-weighting", "Page limit"), ("C1 Staff", "20%", "3"), ("C2 Care", "5%", ""))
    found = read_questions(
        (*criteria, *lines("2.1 Staff – How do you recruit?", "2.2 Care", "Describe it. (900 words; 5 marks)"))
    )
    assert [(q.number, q.heading, q.text, q.weight) for q in found.questions] == [
        ("2.1", "Staff", "How do you recruit?", "20"),
        ("2.2", "Care", "Describe it. (900 words; 5 marks)", "5"),
    ]
    assert [q.limit for q in found.questions] == [Limit(said="3 pages"), Limit(words=900)]


def test_a_form_with_a_row_for_each_thing_is_read_and_its_empty_box_is_not() -> None:
    rows = (("Ref", "2.4"), ("Question", "Explain continuity."), ("Weighting (%)", "10"), ("Your answer", ""))
    (only,) = read_questions(table(*rows)).questions
    assert (only.number, only.text, only.weight) == ("2.4", "Explain continuity.", "10")


def test_points_numbered_within_a_question_are_part_of_it() -> None:
    found = read_questions(
        lines("Question 1: How do you recruit?", "1. Describe checks.", "Question 2: How do you train?")
    )
    assert [q.number for q in found.questions] == ["Q1", "Q2"]
    assert "1. Describe checks." in found.questions[0].text


# Files


def test_the_file_that_is_written_loads_and_marks_what_to_confirm(tmp_path: Path) -> None:
    source = document(
        tmp_path / "Care at home ITT.docx",
        "Lot 1: Care at home",
        WEIGHTS,
        "Describe how safeguarding concerns reach us. 750 words: not 'more' # than \"that\" {x}: [y].",
        rows=(("No.", "Question", "Weight", "Limit"), ("2", "How are medicines managed?", "10%", "500 words")),
    )
    out = tmp_path / "care.yaml"
    result = run(source, "--out", out)
    assert result.exit_code == 0, result.output
    assert "2 questions: a weight for 2, a limit for 2." in " ".join(result.output.split())
    framework = validate(Framework, read_yaml(out))
    assert (framework.id, framework.tender is not None) == ("care-at-home-itt", True)
    first, second = framework.expectations
    assert first.question and first.question.limit == Limit(words=750) and first.weight == 15
    assert first.asks.endswith("not 'more' # than \"that\" {x}: [y].")
    assert first.question.answered_by and second.question and second.question.answered_by
    text = out.read_text(encoding="utf-8")
    assert text.count("# TO CONFIRM: ") == len(first.question.answered_by) + len(second.question.answered_by)
    checked = CliRunner().invoke(cli, ["frameworks", "check", str(out)])
    assert checked.output.startswith("No fault found")


def test_the_same_document_gives_the_same_file(tmp_path: Path) -> None:
    source = document(tmp_path / "a.docx", WEIGHTS, "Describe complaints. 300 words.")
    for name in ("one.yaml", "two.yaml"):
        assert run(source, "--out", tmp_path / name).exit_code == 0
    assert (tmp_path / "one.yaml").read_bytes() == (tmp_path / "two.yaml").read_bytes()


def test_a_workbook_with_weights_as_shares_and_a_formula_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    for row in (
        ("No", "Question", "Weighting", "Word limit"),
        (1, "How are audits done?", 0.15, 500),
        (2, "=1+1", 0.1, 5),
    ):
        sheet.append(row)
    sheet["C2"].number_format = "0%"
    book.save(tmp_path / "q.xlsx")
    assert run(tmp_path / "q.xlsx", "--out", tmp_path / "q.yaml").exit_code == 0
    first = validate(Framework, read_yaml(tmp_path / "q.yaml")).expectations[0]
    assert first.question and (first.weight, first.question.limit) == (15, Limit(words=500))
    assert "=1+1" not in (tmp_path / "q.yaml").read_text(encoding="utf-8")


def test_a_csv_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text("Ref,Question,Marks\nMS1,How do you learn from complaints?,20\n", encoding="utf-8")
    assert run(tmp_path / "q.csv", "--out", tmp_path / "q.yaml").exit_code == 0
    (only,) = validate(Framework, read_yaml(tmp_path / "q.yaml")).expectations
    assert (only.id, only.weight) == ("ms1", 20)


def test_a_file_that_stands_there_is_never_written_over(tmp_path: Path) -> None:
    source = document(tmp_path / "a.docx", WEIGHTS, "Describe complaints.")
    (tmp_path / "mine.yaml").write_text("mine", encoding="utf-8")
    result = run(source, "--out", tmp_path / "mine.yaml")
    assert isinstance(result.exception, OutputError)
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == "mine"


def test_a_document_without_questions_writes_nothing_and_says_what_to_do(tmp_path: Path) -> None:
    source = document(tmp_path / "a.docx", "We look forward to your bid.")
    result = run(source, "--out", tmp_path / "a.yaml")
    assert isinstance(result.exception, EvidencePackError) and "Number each question" in str(result.exception)
    assert not (tmp_path / "a.yaml").exists()


@pytest.mark.parametrize(
    ("name", "held", "said"),
    [
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.docx", OLE + "WordDocument".encode("utf-16-le"), "old Word document"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        ("a.docx", OLE + bytes(600), "not a Word document"),
        ("a.docx", b"Plain text", "not a Word document"),
        ("a.docx", b"", "there is nothing in it"),
        ("a.pdf", b"%PDF-1.7", "files that end in .pdf are not read"),
        ("a.xlsx", b"PK\x03\x04 broken", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, name: str, held: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(held)
    result = run(tmp_path / name, "--out", tmp_path / "out.yaml")
    assert isinstance(result.exception, EvidencePackError) and said in str(result.exception)
    assert not (tmp_path / "out.yaml").exists()


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    result = run(tmp_path / "none.docx", "--out", tmp_path / "out.yaml")
    assert isinstance(result.exception, EvidencePackError) and "no such file" in str(result.exception)


# Word documents


def packed(path: Path, body: str, **parts: str) -> Path:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", body)
        for name, text in parts.items():
            package.writestr(f"word/{name}.xml", text)
    path.write_bytes(held.getvalue())
    return path


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_a_document_that_reaches_for_other_files_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    body = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document {W}><w:body><w:p><w:r><w:t>Q1 &x;</w:t>'
        "</w:r></w:p></w:body></w:document>"
    )
    read = read_document(packed(tmp_path / "a.docx", body))
    assert isinstance(read, Unreadable) and "SECRET" not in str(read)


def test_a_document_that_swells_is_refused(tmp_path: Path) -> None:
    body = f"<w:document {W}><w:body>" + " " * 60_000_000 + "</w:body></w:document>"
    read = read_document(packed(tmp_path / "a.docx", body))
    assert isinstance(read, Unreadable) and "larger than 50 MB" in words(read.why)


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 100}">' for n in range(9))
    body = (
        f"<!DOCTYPE d [{entities}]><w:document {W}><w:body><w:p><w:r><w:t>&e8;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert isinstance(read_document(packed(tmp_path / "a.docx", body)), Unreadable)


def test_ten_thousand_paragraphs_are_read_and_questions_are_cut_at_a_sensible_number(tmp_path: Path) -> None:
    paragraphs = "".join(f"<w:p><w:r><w:t>Question {n % 1000}: How {n}?</w:t></w:r></w:p>" for n in range(10_000))
    source = packed(tmp_path / "a.docx", f"<w:document {W}><w:body>{paragraphs}</w:body></w:document>")
    result = run(source, "--out", tmp_path / "a.yaml")
    assert result.exit_code == 0
    assert "More than 300 questions" in (tmp_path / "a.yaml").read_text(encoding="utf-8")
    assert len(validate(Framework, read_yaml(tmp_path / "a.yaml")).expectations) == 300


def test_numbers_that_word_gives_a_list_are_seen_as_a_reader_sees_them(tmp_path: Path) -> None:
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1.%2"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )

    def item(level: int, text: str) -> str:
        number = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr>'
        return f"<w:p>{number}<w:r><w:t>{text}</w:t></w:r></w:p>"

    body = item(0, "Staff") + item(1, "How?") + item(1, "When?") + item(0, "Care") + item(1, "Why?")
    source = packed(tmp_path / "a.docx", f"<w:document {W}><w:body>{body}</w:body></w:document>", numbering=numbering)
    read = read_document(source)
    assert not isinstance(read, Unreadable)
    assert [line.cells[0] for line in read] == ["1. Staff", "1.1 How?", "1.2 When?", "2. Care", "2.1 Why?"]


def test_what_stands_in_a_content_control_is_read(tmp_path: Path) -> None:
    inner = "<w:p><w:r><w:t>Question 1: How?</w:t></w:r></w:p>"
    body = f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    read = read_document(packed(tmp_path / "a.docx", f"<w:document {W}><w:body>{body}</w:body></w:document>"))
    assert read == (Line("paragraph", "1", 0, ("Question 1: How?",)),)
