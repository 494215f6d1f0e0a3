"""The workbooks and documents of the samples follow, byte for byte, from the tables that people edit."""

from pathlib import Path

import pytest

from tools.invented import earlier
from tools.invented.samples import make_sample

ROOT = Path(__file__).resolve().parents[2]
BINARY = (".xlsx", ".docx", ".pdf")
SEPTEMBER = "packs/2026-09-30"


def contents(folder: Path, *places: str) -> dict[str, bytes]:
    paths = (path for place in places for path in sorted((folder / place).rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize("sample", ["rowan-house", "harbour-homecare"])
def test_every_workbook_and_document_of_a_sample_is_made_from_its_tables(sample: str, tmp_path: Path) -> None:
    make_sample(tmp_path, sample)
    found = contents(ROOT / "sample_data" / sample, "records", "documents")
    assert contents(tmp_path, ".") == {name: data for name, data in found.items() if name.endswith(BINARY)}


def test_the_pack_of_the_month_before_is_made_from_the_records_of_the_agency(tmp_path: Path) -> None:
    make_sample(tmp_path, "harbour-homecare")
    earlier.write(tmp_path)
    assert contents(tmp_path, SEPTEMBER) == contents(earlier.AGENCY, SEPTEMBER)
