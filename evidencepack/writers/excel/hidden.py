"""The hidden sheet: what we wrote into the cells that people type into, so that theirs can be told from ours.

Four columns: kind (pack, sheet, action, view), ref, field, value.
"""

from collections.abc import Iterator

from evidencepack.pack.model import Pack
from evidencepack.pack.typed import ACTION_FIELDS, VIEW_FIELDS
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.expectations import view_key
from evidencepack.writers.excel.links import HIDDEN

Row = tuple[str, str, str, str]
_ONE_LINE = 1_000_000.0  # characters wide, so that no row is made higher


def add_hidden(book: Book, pack: Pack) -> None:
    """The last sheet, which Excel does not offer to show; written when every other sheet is finished."""
    sheet = book.add_sheet(HIDDEN)
    sheet.very_hidden()
    seals = [("sheet", name, "cells", f"{n}:{total}") for name, (n, total) in book.seals.items() if name != HIDDEN]
    rows: list[Row] = [*_pack(pack), *seals]
    if pack.edition == "working":  # nobody types into the other
        rows += [*_actions(pack), *_views(pack)]
    book.put_row(sheet, 0, rows[0], ["text"] * 4)
    book.put_later(sheet, 1, tuple(zip(*rows[1:], strict=True)), [_ONE_LINE] * 4)


def _pack(pack: Pack) -> Iterator[Row]:
    yield "pack", "schema", "", pack.schema_
    yield "pack", "id", "", pack.id
    yield "pack", "service", "", pack.service.id
    yield "pack", "on", "", pack.on.isoformat()


def _actions(pack: Pack) -> Iterator[Row]:
    for action in pack.actions:
        for field in ACTION_FIELDS:
            yield "action", action.ref, field, getattr(action.typed, field)


def _views(pack: Pack) -> Iterator[Row]:
    for report in pack.reports:
        for section in report.sections:
            for field in VIEW_FIELDS:
                key = view_key(report.framework, section.id)
                yield "view", key, field, getattr(section.manager_view, field, "")
