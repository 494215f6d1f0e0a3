"""The numbers before paragraphs of a Word document are those that Word and LibreOffice show."""

import io
import zipfile

import pytest

from evidencepack.files.docx_document import word_lines

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
GONE = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def level(n: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    said = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{n}">{said}</w:lvl>'


def abstract(id_: int, *levels: str) -> str:
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{id_}">{kind}{"".join(levels)}</w:abstractNum>'


def number(id_: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def anew(n: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{n}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def para(text: str, list_: int = 1, at: int = 0, more: str = "", mark: str = "") -> str:
    place = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_}"/></w:numPr>'
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{place}{mark}</w:pPr>{run}{more}</w:p>"


def document(numbering: str, body: str, notes: str = "") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        package.writestr("word/numbering.xml", f"<w:numbering {NAMES}>{numbering}</w:numbering>")
        if notes:
            note = f'<w:footnote w:id="2">{notes}</w:footnote>'
            package.writestr("word/footnotes.xml", f"<w:footnotes {NAMES}>{note}</w:footnotes>")
    return held.getvalue()


def shown(numbering: str, *paragraphs: str, notes: str = "") -> list[str]:
    return [line.cells[0] for line in word_lines(document(numbering, "".join(paragraphs), notes))]


PLAIN = abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))


def test_a_list_begins_where_its_level_says() -> None:
    numbering = abstract(0, level(0, "decimal", "%1.", start=3)) + number(1, 0)
    assert shown(numbering, para("Staff"), para("Care")) == ["3. Staff", "4. Care"]


def test_two_lists_of_one_kind_go_on_counting() -> None:
    numbering = PLAIN + number(1, 0) + number(2, 0)
    assert shown(numbering, para("a"), para("b", 2), para("c")) == ["1. a", "2. b", "3. c"]


def test_a_list_that_is_told_to_begin_anew_does_so_once() -> None:
    numbering = PLAIN + number(1, 0) + number(2, 0, anew(0, 5))
    paragraphs = para("a"), para("b"), para("c", 2), para("d", 2)
    assert shown(numbering, *paragraphs) == ["1. a", "2. b", "5. c", "6. d"]


def test_a_list_that_has_a_level_of_its_own_shows_that() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "Part %1", start=2)}</w:lvlOverride>'
    assert shown(PLAIN + number(1, 0, own), para("a"), para("b")) == ["Part II a", "Part III b"]


def test_an_empty_paragraph_of_a_list_counts() -> None:
    assert shown(PLAIN + number(1, 0), para("a"), para(""), para("c")) == ["1. a", "3. c"]


def test_a_paragraph_that_a_tracked_change_takes_out_does_not_count() -> None:
    gone = para("", more='<w:del w:id="2" w:author="A"><w:r><w:delText>x</w:delText></w:r></w:del>', mark=GONE)
    assert shown(PLAIN + number(1, 0), para("a"), gone, para("b")) == ["1. a", "2. b"]


def test_an_empty_paragraph_that_only_ends_a_section_does_not_count() -> None:
    assert shown(PLAIN + number(1, 0), para("a"), para("", mark="<w:sectPr/>"), para("b")) == ["1. a", "2. b"]


def test_questions_below_lettered_sections_carry_the_letter() -> None:
    numbering = abstract(0, level(0, "upperLetter", "%1"), level(1, "decimal", "%1.%2")) + number(1, 0)
    paragraphs = para("One"), para("q", at=1), para("r", at=1), para("Two"), para("s", at=1)
    assert shown(numbering, *paragraphs) == ["A One", "A.1 q", "A.2 r", "B Two", "B.1 s"]


@pytest.mark.parametrize(
    ("form", "start", "said"),
    [
        ("upperLetter", 26, ["Z.", "AA."]),
        ("lowerLetter", 2, ["b.", "c."]),
        ("upperRoman", 8, ["VIII.", "IX."]),
        ("lowerRoman", 1993, ["mcmxciii.", "mcmxciv."]),
        ("decimalZero", 9, ["09.", "10."]),
        ("decimal", 0, ["0.", "1."]),
        ("upperRoman", 99998, ["99998.", "99999."]),
        ("upperLetter", 99998, ["99998.", "99999."]),
    ],
)
def test_each_format_is_written_as_word_writes_it(form: str, start: int, said: list[str]) -> None:
    numbering = abstract(0, level(0, form, "%1.", start=start)) + number(1, 0)
    assert shown(numbering, para("a"), para("b")) == [f"{said[0]} a", f"{said[1]} b"]


def test_a_bullet_shows_nothing_and_begins_the_levels_below_anew() -> None:
    numbering = abstract(0, level(0, "bullet", "o"), level(1, "decimal", "%2.")) + number(1, 0)
    paragraphs = para("x"), para("a", at=1), para("b", at=1), para("y"), para("c", at=1)
    assert shown(numbering, *paragraphs) == ["x", "1. a", "2. b", "y", "1. c"]


def test_a_level_that_never_begins_anew_goes_on() -> None:
    on = level(1, "decimal", "%2)", more='<w:lvlRestart w:val="0"/>')
    numbering = abstract(0, level(0, "upperRoman", "%1"), on) + number(1, 0)
    paragraphs = para("x"), para("a", at=1), para("y"), para("b", at=1)
    assert shown(numbering, *paragraphs) == ["I x", "1) a", "II y", "2) b"]


def test_a_level_that_shows_figures_only_shows_its_roman_section_as_a_figure() -> None:
    legal = level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    numbering = abstract(0, level(0, "upperRoman", "%1"), legal) + number(1, 0)
    assert shown(numbering, para("x"), para("y"), para("a", at=1)) == ["I x", "II y", "2.1 a"]


def test_the_paragraphs_of_a_footnote_are_counted_once() -> None:
    numbering = PLAIN + abstract(1, level(0, "lowerLetter", "%1)")) + number(1, 0) + number(2, 1)
    said = shown(numbering, para("a", more=NOTE), para("b"), notes=para("n", 2) + para("m", 2))
    assert said == ["1. a", "a) n\nb) m", "2. b"]


def test_a_footnote_in_a_table_is_counted_once() -> None:
    numbering = PLAIN + abstract(1, level(0, "lowerLetter", "%1)")) + number(1, 0) + number(2, 1)
    table = f"<w:tbl><w:tr><w:tc>{para('a', more=NOTE)}</w:tc></w:tr></w:tbl>"
    assert shown(numbering, table, para("b"), notes=para("n", 2)) == ["1. a\na) n", "2. b"]


@pytest.mark.parametrize("start", ["-4", "x", "9" * 5000, ""])
def test_a_list_that_says_no_number_to_begin_with_begins_with_nought(start: str) -> None:
    odd = '<w:lvl w:ilvl="0"><w:start w:val="%s"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%%1."/></w:lvl>'
    assert shown(abstract(0, odd % start) + number(1, 0), para("a"), para("b")) == ["0. a", "I. b"]


def test_a_level_that_is_passed_over_counts_as_begun() -> None:
    paragraphs = para("a", at=1), para("b", at=1), para("c"), para("d", at=1)
    assert shown(PLAIN + number(1, 0), *paragraphs) == ["1.1 a", "1.2 b", "2. c", "2.1 d"]


def test_a_footnote_does_not_count_in_the_lists_of_the_document() -> None:
    said = shown(PLAIN + number(1, 0), para("a", more=NOTE), para("b"), notes=para("n") + para("m"))
    assert said == ["1. a", "1. n\n2. m", "2. b"]


def test_a_footnote_named_twice_reads_the_same_twice() -> None:
    said = shown(PLAIN + number(1, 0), para("a", more=NOTE), para("b", more=NOTE), notes=para("n"))
    assert said == ["1. a", "1. n", "2. b", "1. n"]


def test_a_list_whose_kind_is_missing_shows_nothing() -> None:
    assert shown(PLAIN + number(1, 7), para("a"), para("b", 4)) == ["a", "b"]
