"""A page of a Word template is what its lines say: paragraphs with marked runs, and tables with cells and tags."""

import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The reader of pages, which finds them in a folder of the test."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    from word_template import page

    monkeypatch.setattr(page, "PAGES", tmp_path)
    return page


def texts(xml: str) -> list[str]:
    """What each run says, with the style of those that have one."""
    runs = re.findall(r'<w:r>(?:<w:rPr><w:rStyle w:val="(\w+)"/></w:rPr>)?<w:t [^>]*>([^<]*)</w:t>', xml)
    return [f"{style}: {text}" if style else text for style, text in runs]


def test_a_mark_begins_a_run_in_its_style_and_so_does_what_the_engine_replaces_whole(
    page: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text("Body Text: <strong>On: </strong>{{ day }} \\\n    {{r status | tag }}&nbsp;now")
    assert texts(page.body("one")) == ["Strong: On: ", "{{ day }} ", "{{r status | tag }}", "\u00a0now"]


def test_a_tag_takes_away_paragraphs_rows_or_cells_by_where_it_stands(page: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "shared.txt").write_text("part last\n    if z\n        Body Text: end\n")
    (tmp_path / "one.txt").write_text(
        "if a\n    table Pack Table: About\n        columns One 100 | Two 200\n        for b in c\n            row\n"
        "                - Pack Tight: 1\n                - include last\n        row\n            for d in e\n"
        "                - Pack Tight: 3\n"
    )
    assert texts(page.body("one")) == [
        "{%p if a %}", "One", "Two", "{%tr for b in c %}", "1", "{%p if z %}", "end", "{%p endif %}", "{%tr endfor %}",
        "{%tc for d in e %}", "3", "{%tc endfor %}", "{%p endif %}",
    ]  # fmt: skip


def test_a_line_in_no_known_style_is_named(page: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Body Txet: Hello\n")
    with pytest.raises(ValueError, match="Body Txet: Hello"):
        page.body("one")
