"""Frameworks written, compared and changed: the commands as a consultant uses them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from evidencepack.cli.main import cli
from evidencepack.errors import MappingError, OutputError
from evidencepack.frameworks.framework import Framework
from evidencepack.library import read_yaml
from evidencepack.library.differences import Difference, differences
from evidencepack.library.validate import validate
from evidencepack.shipped import shipped

OURS = shipped("mappings") / "frameworks" / "qaf-supported-living.yaml"


def frameworks(*words: str) -> Result:
    return CliRunner().invoke(cli, ["frameworks", *words])


def with_change(tmp_path: Path, old: str, new: str) -> Framework:
    text = OURS.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "changed.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return validate(Framework, read_yaml(path))


def test_a_new_framework_file_passes_the_check_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert frameworks("new", "northshire").exit_code == 0
    assert frameworks("check", "northshire.yaml").output.startswith("No fault found")


def test_a_file_that_stands_there_is_never_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text("mine", encoding="utf-8")
    (tmp_path / "mine.xlsx").write_text("mine", encoding="utf-8")
    for words in (("new", "mine"), ("to-excel", "qaf-supported-living", "mine.xlsx")):
        result = frameworks(*words)
        assert isinstance(result.exception, OutputError) and "stands there already" in str(result.exception)
    assert {p.read_text(encoding="utf-8") for p in tmp_path.iterdir()} == {"mine"}


def test_a_framework_goes_to_excel_and_back_by_two_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert frameworks("to-excel", "qaf-supported-living", "q.xlsx").exit_code == 0
    result = frameworks("from-excel", "q.xlsx")
    assert result.exit_code == 0 and "No fault found" in result.output
    assert read_yaml(tmp_path / "qaf-supported-living.yaml").data == read_yaml(OURS).data
    assert "Nothing differs" in frameworks("diff", "qaf-supported-living", "qaf-supported-living.yaml").output
    assert "Nothing differs" in frameworks("diff", "qaf-supported-living", "q.xlsx").output


def test_a_workbook_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    book = tmp_path / "broken.xlsx"
    book.write_bytes(b"not a workbook")
    result = frameworks("from-excel", str(book))
    assert isinstance(result.exception, MappingError) and "Traceback" not in result.output


def test_a_changed_target_is_said_with_both_values(tmp_path: Path) -> None:
    old = validate(Framework, read_yaml(OURS))
    new = with_change(tmp_path, "at_least: 90%", "at_least: 95%")
    assert differences(old, new) == (
        Difference("assessment-and-support-planning/reviewed", "changed", "at_least", "90%", "95%"),
    )


def test_an_item_that_names_its_old_id_is_renamed_and_not_lost(tmp_path: Path) -> None:
    old = validate(Framework, read_yaml(OURS))
    new = with_change(tmp_path, "  - id: safeguarding\n", "  - id: protection\n    was: [safeguarding]\n")
    assert differences(old, new) == (Difference("protection", "renamed", "id", "safeguarding", "protection"),)


def test_an_item_with_another_id_is_gone_and_new(tmp_path: Path) -> None:
    old = validate(Framework, read_yaml(OURS))
    new = with_change(tmp_path, "  - id: safeguarding\n", "  - id: protection\n")
    assert [(d.where, d.kind) for d in differences(old, new)] == [("protection", "added"), ("safeguarding", "removed")]


def test_the_difference_as_json_holds_the_same() -> None:
    found = json.loads(frameworks("diff", "cqc-saf-2023", "cqc-asc-2026-draft", "--json").output)
    assert {d["kind"] for d in found} >= {"added", "removed", "changed"}


def test_a_framework_that_is_neither_id_nor_file_names_the_nearest() -> None:
    result = frameworks("diff", "cqc-saf-2032", "cqc-saf-2023")
    assert isinstance(result.exception, MappingError) and "cqc-saf-2023" in str(result.exception)


def test_a_framework_is_shown_as_markdown_with_its_thresholds() -> None:
    text = frameworks("show", "qaf-supported-living", "--markdown").output
    assert "| `reviewed` |" in text and "at least 90% (partly from 75%)" in text and "sector practice" in text
