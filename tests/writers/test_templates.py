"""What leaves is sound: no error, no tag left, no formula, whatever is in the records or the templates."""

import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from docx import Document

from evidencepack.build_options import BuildOptions
from evidencepack.errors import TemplateError
from evidencepack.pipeline import Built, build_service
from evidencepack.shipped import shipped
from evidencepack.writers.json import read_pack
from tests.conftest import SAMPLE_DAY
from tests.hostile_house import CONTROL_SHOWN, FILE, HOSTILE, NAME, SEEN, SHEET, hostile_house
from tests.outputs import (
    book_of,
    copy_of,
    excel_rows,
    files_of,
    html_page,
    html_text,
    one,
    parts,
    plain,
    text_of,
    word_text,
)
from tests.words import remedy

Validator = Callable[[Path], list[str]]
TAG = re.compile(r"\{\{|\{%|\{#|%\}|\}\}")
VOID = {"meta", "br", "link", "img", "hr", "input", "col"}
NEVER_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@pytest.fixture(scope="module")
def sample(rowan_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample's files, as the shipped templates make them."""
    return built(rowan_house, tmp_path_factory.mktemp("sample")).written.paths[-1].parent


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the hostile service's files."""
    house = hostile_house(tmp_path_factory.mktemp("hostile") / "house")
    return build_service(house, BuildOptions(on=SAMPLE_DAY)).written.paths[-1].parent


def built(house: Path, out: Path, templates: Path | None = None) -> Built:
    return build_service(house, BuildOptions(on=SAMPLE_DAY, templates=templates), out=out)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_microsofts_validator_finds_no_error_in_the_sample(
    suffix: str, sample: Path, ooxml_validator: Validator
) -> None:
    assert ooxml_validator(one(sample, suffix)) == []


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html"])
def test_no_template_tag_is_left_in_any_part_of_the_sample(suffix: str, sample: Path) -> None:
    for name, data in parts(one(sample, suffix)):
        text = re.sub(r"<style>.*?</style>", "", data.decode("utf-8", "replace"), flags=re.DOTALL)
        found = TAG.findall(text)
        assert not found, f"{name} holds {found[:3]}"


@pytest.fixture
def branded(tmp_path: Path) -> Path:
    """A consultant's folder with nothing in it but a Word template of their own."""
    word = tmp_path / "templates" / "word"
    word.mkdir(parents=True)
    shutil.copy(shipped("templates") / "word" / "pack.docx", word / "pack.docx")
    return word.parent


def test_a_consultants_word_template_is_used_and_the_rest_stays_ours(
    branded: Path, sample: Path, rowan_house: Path, tmp_path: Path, ooxml_validator: Validator
) -> None:
    template = Document(str(branded / "word" / "pack.docx"))
    template.paragraphs[0].insert_paragraph_before("Prepared by Northgate Consulting for {{ service.name }}")
    template.save(str(branded / "word" / "pack.docx"))
    theirs = built(rowan_house, tmp_path / "packs", branded).written.paths[-1].parent
    assert "Prepared by Northgate Consulting for Rowan House" in word_text(one(theirs, ".docx"))
    assert "Northgate" not in word_text(one(sample, ".docx"))
    assert ooxml_validator(one(theirs, ".docx")) == []
    for suffix in (".html", ".xlsx"):
        assert one(theirs, suffix).read_bytes() == one(sample, suffix).read_bytes()


def test_a_consultants_html_templates_are_used_and_word_stays_ours(
    sample: Path, rowan_house: Path, tmp_path: Path
) -> None:
    shutil.copytree(shipped("templates") / "html", tmp_path / "templates" / "html")
    page = tmp_path / "templates" / "html" / "pack.html.j2"
    page.write_text(page.read_text(encoding="utf-8").replace("Evidence pack<", "Northgate pack<"), encoding="utf-8")
    theirs = built(rowan_house, tmp_path / "packs", tmp_path / "templates").written.paths[-1].parent
    assert "Northgate pack" in html_text(one(theirs, ".html"))
    assert one(theirs, ".docx").read_bytes() == one(sample, ".docx").read_bytes()


def misspelt(path: Path) -> None:
    template = Document(str(path))
    template.add_paragraph("{{ service.nmae }}")
    template.save(str(path))


def unclosed(path: Path) -> None:
    template = Document(str(path))
    template.add_paragraph("{% for section in sections %} never closed")
    template.save(str(path))


def no_document(path: Path) -> None:
    path.write_bytes(b"this is no Word document")


@pytest.mark.parametrize("harm", [misspelt, unclosed, no_document])
def test_a_broken_template_names_itself_and_nothing_is_written(
    harm: Callable[[Path], None], branded: Path, rowan_house: Path, tmp_path: Path
) -> None:
    harm(branded / "word" / "pack.docx")
    with pytest.raises(TemplateError) as caught:
        built(rowan_house, tmp_path / "packs", branded)
    assert caught.value.where == "pack.docx" and remedy(caught.value.said)
    assert str(tmp_path) not in str(caught.value)
    assert not (tmp_path / "packs").exists()


def test_a_broken_html_template_names_itself_and_leaves_the_earlier_pack(
    sample: Path, rowan_house: Path, tmp_path: Path
) -> None:
    house = copy_of(rowan_house, tmp_path / "house")
    build_service(house, BuildOptions(on=SAMPLE_DAY))
    before = files_of(house / "packs")
    shutil.copytree(shipped("templates") / "html", tmp_path / "templates" / "html")
    (tmp_path / "templates" / "html" / "gaps.html.j2").write_text("{{ pack.nothing_of_the_kind }}", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"gaps\.html\.j2"):
        build_service(house, BuildOptions(on=SAMPLE_DAY, templates=tmp_path / "templates"))
    assert files_of(house / "packs") == before


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_microsofts_validator_finds_no_error_in_a_hostile_pack(
    suffix: str, hostile: Path, ooxml_validator: Validator
) -> None:
    assert ooxml_validator(one(hostile, suffix)) == []


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html"])
@pytest.mark.parametrize("name", [*HOSTILE, "control characters"])
def test_hostile_text_is_printed_as_it_was_typed_but_for_what_nobody_sees(
    name: str, suffix: str, hostile: Path
) -> None:
    given = plain(SEEN.get(name, CONTROL_SHOWN))
    text = text_of(one(hostile, suffix))
    assert given in text
    assert all(plain(words) in text for words in (NAME, FILE, SHEET))
    assert NEVER_IN_XML.search(text) is None


def test_hostile_text_is_whole_in_the_json(hostile: Path) -> None:
    pack = read_pack(one(hostile, ".json").read_bytes())
    cells = {cell for sheet in pack.registers for row in sheet.rows for cell in row}
    assert [name for name, text in SEEN.items() if text not in cells] == []
    assert {place.file for item in pack.evidence for place in item.places if FILE in place.file}


def test_no_cell_of_a_hostile_workbook_is_a_formula_or_a_link_to_the_web(hostile: Path) -> None:
    book = book_of(one(hostile, ".xlsx"))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [c.coordinate for c in cells if c.data_type == "f"] == []
    links = [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target]
    assert links and [link for link in links if ":" in link] == []
    for name, data in parts(one(hostile, ".xlsx")):
        assert b"<f>" not in data and b"<f " not in data, name
        assert b'Target="http' not in data, name


def test_every_link_of_a_hostile_workbook_leads_to_a_file_of_the_service(hostile: Path) -> None:
    book = book_of(one(hostile, ".xlsx"))
    cells = (cell for row in book["Evidence"].iter_rows() for cell in row if cell.hyperlink)
    targets = [cell.hyperlink.target for cell in cells if cell.hyperlink.target]
    assert len(targets) == len(HOSTILE) + 1
    assert [t for t in targets if not (hostile / unquote(t.replace("\\", "/"))).resolve().is_file()] == []


class Page(HTMLParser):
    """Opens and closes tags as they come; `wrong` is every end that closes something else."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.seen.add(tag)
        self.wrong += [f"{tag} {name}" for name, _ in attrs if name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")


def test_hostile_text_makes_no_element_in_the_page(hostile: Path, sample: Path) -> None:
    pages = {}
    for folder in (hostile, sample):
        pages[folder] = page = Page()
        page.feed(one(folder, ".html").read_text(encoding="utf-8"))
        assert page.wrong == [] and page.open == []
    assert pages[hostile].seen - pages[sample].seen <= {"aside", "strong", "details", "br"}
    assert not html_page(one(hostile, ".html")).xpath("//script | //b | //a[not(starts-with(@href, '#'))]")


def test_no_hostile_tag_is_worked_out(hostile: Path) -> None:
    for suffix in (".docx", ".html", ".xlsx"):
        text = text_of(one(hostile, suffix))
        assert "{{7*7}}" in text and "{{ pack.service }}" in text
        assert not re.search(r"49 \{% raw|'49|49 =HYPERLINK|\b0 =1\+1", text)


def test_staff_of_a_hostile_list_are_codes_in_the_workbook_and_roles_are_words_or_not_shown(
    hostile: Path,
) -> None:
    rows = excel_rows(one(hostile, ".xlsx"), "Staff register")
    assert len(rows) == len(HOSTILE)
    assert all(re.fullmatch(r"S-[A-Z2-7]{5}", row["Code"]) for row in rows)
    tag = f"Carer {SEEN['a tag']}"  # made of ordinary words
    assert {row["Role"] for row in rows} == {"(not shown)", tag}
