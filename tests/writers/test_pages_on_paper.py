"""The sample on paper: as many pages as a person would read, none of them blank, none cut off."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from evidencepack.pack.model import Pack
from evidencepack.shipped import shipped
from evidencepack.writers import write_pack
from tests.outputs import one, plain
from tests.words import MESSAGES

pytestmark = pytest.mark.needs_libreoffice
# A pack is curated, not a binder: nine expectations are read in about twenty pages. The workbook prints
# every record and every trace, some 1,100 rows of them; it is for the screen, and its bounds are wide.
PAGES = {".docx": (14, 32), ".xlsx": (40, 160)}
LEAST = 40  # letters on a page that is not blank


@pytest.fixture(scope="module")
def pages(
    rowan_pack: Pack, libreoffice: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], list[str]]:
    """`pages(".docx")` -> the text of each page that the sample's file prints."""
    day = (
        write_pack(rowan_pack, MESSAGES, tmp_path_factory.mktemp("looks"), lambda _: shipped("templates"))
        .paths[-1]
        .parent
    )
    read: dict[str, list[str]] = {}

    def text(suffix: str) -> list[str]:
        if suffix not in read:
            read[suffix] = printed(libreoffice(one(day, suffix)))
        return read[suffix]

    return text


def printed(pdf: Path) -> list[str]:
    """The text of each page of a PDF."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler) is not installed")
    done = subprocess.run([program, "-layout", "-enc", "UTF-8", pdf, "-"], capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode("utf-8").removesuffix("\f").split("\f")


@pytest.mark.parametrize("suffix", PAGES)
def test_the_sample_prints_on_a_sane_number_of_pages(suffix: str, pages: Callable[[str], list[str]]) -> None:
    least, most = PAGES[suffix]
    assert least <= len(pages(suffix)) <= most


@pytest.mark.parametrize("suffix", PAGES)
def test_no_page_of_the_sample_is_blank(suffix: str, pages: Callable[[str], list[str]]) -> None:
    letters = [sum(c.isalnum() for c in page) for page in pages(suffix)]
    assert [n for n, count in enumerate(letters, 1) if count < LEAST] == []


def test_the_summary_of_the_word_pack_is_on_its_first_two_pages(
    pages: Callable[[str], list[str]], rowan_pack: Pack
) -> None:
    front = plain(" ".join(pages(".docx")[:2]))
    (report,) = rowan_pack.reports
    assert all(plain(line) in front for line in (rowan_pack.service.name, report.title, *report.summary))
    assert all(thing.action in front for thing in report.do_first)
    assert "What is asked" not in front


def test_every_finding_of_the_word_pack_reaches_the_paper(pages: Callable[[str], list[str]], rowan_pack: Pack) -> None:
    text = " ".join(pages(".docx"))
    (report,) = rowan_pack.reports
    numbers = [finding.number for section in report.sections for finding in section.findings]
    assert [number for number in numbers if f"{number} " not in text] == []
    assert "#####" not in text and "Error!" not in text


def test_no_number_or_day_of_the_workbook_is_too_wide_for_its_column(pages: Callable[[str], list[str]]) -> None:
    assert [n for n, page in enumerate(pages(".xlsx"), 1) if "###" in page] == []


def test_every_page_of_the_workbook_says_the_service_and_its_place(
    pages: Callable[[str], list[str]], rowan_pack: Pack
) -> None:
    found = pages(".xlsx")
    assert [n for n, page in enumerate(found, 1) if rowan_pack.service.name not in page] == []
    assert [n for n, page in enumerate(found, 1) if f"Page {n} of {len(found)}" not in plain(page)] == []


def test_the_guide_to_the_sheets_stands_whole_under_its_heading(pages: Callable[[str], list[str]]) -> None:
    (page,) = [page for page in pages(".xlsx")[:6] if "Where to look for what" in page]
    assert "Where each expectation stands;" in page and "Definitions, rules of judgement" in page
