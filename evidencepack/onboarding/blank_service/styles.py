"""How the starter workbook looks, and what its columns accept."""

from datetime import date
from typing import Any

from evidencepack.notes import Messages, Note, note

LAST_ROW = 5_000
_INK, _RULE = "#1F2A37", "#C9D1DA"
_CELL: dict[str, Any] = {"valign": "top", "text_wrap": True, "border": 1, "border_color": _RULE, "font_color": _INK}
_BARE: dict[str, Any] = {"valign": "top", "font_color": _INK}
_HEAD = _CELL | {"bold": True, "font_color": "#FFFFFF", "valign": "vcenter"}
_EXAMPLE = {"italic": True, "font_color": "#5B6470", "bg_color": "#F1F3F5"}
_KINDS: dict[str, dict[str, Any]] = {
    "str": {"num_format": "@"},
    "date": {"num_format": "dd/mm/yyyy", "align": "left"},
    "int": {"num_format": "0"},
    "float": {"num_format": "0.##########"},
    "bool": {},
}
STYLES: dict[str, dict[str, Any]] = {
    "title": _BARE | {"bold": True, "font_size": 16},
    "about": _BARE | {"font_color": "#374151", "font_size": 11},
    "ask": _BARE | {"bold": True, "valign": "vcenter"},
    "typed day": _CELL | _KINDS["date"] | {"bg_color": "#FFF8DC", "border_color": "#B08A3C"},
    "typed": _CELL | {"bg_color": "#FFF8DC", "border_color": "#B08A3C", "num_format": "@"},
    "hint": _CELL | {"font_size": 8, "font_color": "#374151", "bg_color": "#EEF3F9"},
    "needed head": _HEAD | {"bg_color": "#1F3A5F"},
    "head": _HEAD | {"bg_color": "#56708F"},
    "mark head": _HEAD | {"bg_color": "#6B7280"},
    "mark": _CELL | _EXAMPLE | {"bold": True},
    "mark cell": _CELL | {"bg_color": "#F8F9FA"},
    "line": _BARE | {"text_wrap": True},
    "step": _BARE | {"bold": True, "align": "right"},
    "label": _CELL | {"bold": True},
    "cell": _CELL,
    "number": _CELL | {"align": "center", "font_color": "#6B7280"},
    "link": _CELL | {"font_color": "#0B4F8A", "underline": 1},
    "band": _BARE | {"bold": True, "font_size": 12, "bottom": 1, "bottom_color": _INK},
    "quiet": _CELL | {"font_size": 8, "font_color": "#6B7280"},
    **{f"cell {kind}": _CELL | look for kind, look in _KINDS.items()},
    **{f"example {kind}": _CELL | look | _EXAMPLE for kind, look in _KINDS.items()},
}
TABS = {
    "your team": "#1F3A5F",
    "people you support": "#2E7D5B",
    "what happens": "#B4493C",
    "how you check yourselves": "#7A4A00",
    "voices and community": "#6B4C9A",
    "numbers": "#6B7280",
}


def width_of(kind: str, heading: str, hint: str) -> float:
    """How wide a column is, so that its hint can be read at 100 %: names and codes narrower than sentences."""
    if kind != "str":
        return max(13.0, len(hint) / 5.2)
    return max(18.0, len(hint) / 5.2, *(len(word) + 3.0 for word in heading.split()))


def set_page(sheet: Any, last_row: int, last_column: int) -> None:
    """A sheet as it is printed: A4 across, all columns on one page."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, last_row, last_column)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)


def validation(
    messages: Messages, kind: str, heading: str, hint: str, words: str | list[str] | None, own_words: bool
) -> dict[str, Any]:
    """What a column accepts, what is said when a cell is chosen, and what is said to something else.

    `words` is the source of a drop-down; words of one's own may always be kept, with a question where only the
    words of the list are counted.
    """
    told = {"input_title": heading[:32], "input_message": hint[:255], "ignore_blank": True}
    accepts, otherwise = _accepted(kind, words, own_words)
    if otherwise:
        accepts |= {"error_title": messages.what(otherwise), "error_message": messages.remedy(otherwise)}
    return told | accepts


def _accepted(kind: str, words: str | list[str] | None, own_words: bool) -> tuple[dict[str, Any], Note | None]:
    """What may be typed, and what is said to something else; None where all is accepted."""
    if words is not None:
        kept = ("information", note("cell-own-words")) if own_words else ("warning", note("cell-not-listed"))
        return {"validate": "list", "source": words, "error_type": kept[0]}, kept[1]
    if kind == "date":
        ends = {"minimum": date(1920, 1, 1), "maximum": date(2100, 12, 31)}
        return {"validate": "date", "criteria": "between", **ends}, note("cell-not-a-day")
    if kind == "bool":
        return {"validate": "list", "source": ["Yes", "No"]}, note("cell-not-yes-or-no")
    number = {"criteria": "between", "minimum": -1_000_000_000, "maximum": 1_000_000_000}
    if kind == "int":
        return {"validate": "integer", **number}, note("cell-not-whole")
    if kind == "float":
        return {"validate": "decimal", **number}, note("cell-not-a-number")
    return {"validate": "any"}, None
