"""A value of a mapping file as a cell, and back, without loss."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import yaml

from evidencepack.files import Cell
from evidencepack.library.excel.shape import FrameworkColumn
from evidencepack.library.yaml_file import plain_scalar

_QUOTES = ("'", '"')


def as_cell(value: Any, part: FrameworkColumn) -> str | float | bool:
    """What stands in the cell: numbers and yes or no as such, lists a line an item, pairs a line each."""
    if part.holds == "lines":
        return "\n".join(_line(str(item)) for item in value)
    if part.holds == "pairs":
        return "\n".join(f"{key}: {_scalar_text(one)}" for key, one in value.items())
    if part.holds == "amount" or (isinstance(value, float) and 0 < value < 1):
        return str(value)  # text, so that 90% and 0.5 stay what they are
    return value if isinstance(value, bool | int | float) else str(value)


def as_value(cell: Cell, part: FrameworkColumn) -> Any:
    """What a cell stands for in the file; ValueError says what to type instead."""
    if part.holds in ("lines", "pairs"):
        lines = [line.strip() for line in str(_text(cell)).splitlines() if line.strip()]
        return [_unquoted(line) for line in lines] if part.holds == "lines" else dict(_pair(line) for line in lines)
    read: Callable[[Cell], Any] = {"yes or no": _yes, "number": _number, "amount": _amount}.get(part.holds, _text)
    return read(cell)


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(_whole(cell)) if isinstance(cell, float) else str(cell).strip()


def _whole(cell: Cell) -> Any:
    if isinstance(cell, str):
        return plain_scalar(cell.strip())
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _number(cell: Cell) -> Any:
    if isinstance(cell, float) and 0 < cell < 1:
        # A cell into which 2.5% was typed holds 0.025, and cannot be told from a fortieth.
        raise ValueError(f"{cell:g} could be {cell:.4g} or {cell * 100:g}; format the cell as text and type the number")
    return _whole(cell)


def _yes(cell: Cell) -> bool:
    word = str(cell).strip().casefold()
    if word in ("true", "yes", "y", "1", "1.0"):
        return True
    if word in ("false", "no", "n", "0", "0.0"):
        return False
    raise ValueError("type yes or no")


def _amount(cell: Cell) -> Any:
    if isinstance(cell, float) and 0 < cell < 1:
        # A cell formatted as a percentage holds 0.9 for 90%, and cannot be told from nine tenths.
        raise ValueError(f"{cell:g} could be {cell:.0%} or {cell:g}; format the cell as text and type {cell:.0%}")
    return _whole(cell)


def _pair(line: str) -> tuple[str, Any]:
    key, colon, rest = line.partition(":")
    if not colon:
        raise ValueError("each line here is a word, a colon and a value")
    value = rest.strip()
    return key.strip(), _unquoted(value) if value[:1] in _QUOTES else plain_scalar(value)


def _unquoted(text: str) -> str:
    if len(text) < 2 or text[0] != text[-1] or text[0] not in _QUOTES:
        return text
    try:
        return str(yaml.safe_load(text))
    except yaml.YAMLError:
        return text


def _line(text: str) -> str:
    """One item of a list as one line of a cell: in quotes where it would not come back as it is."""
    plain = text == text.strip() and text and "\n" not in text and text[0] not in _QUOTES
    return text if plain else yaml.safe_dump(text, default_style='"', width=10_000, allow_unicode=True).strip()


def _scalar_text(value: Any) -> str:
    """A value of a pair: text that would be read as something else, or has quotes of its own, in quotes."""
    if not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)
    plain = _line(value) == value == plain_scalar(value)
    return value if plain else yaml.safe_dump(value, default_style='"', width=10_000).strip()
