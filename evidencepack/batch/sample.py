"""Invented service folders, for a demonstration of many services and for measuring: the same for the same seed."""

import csv
import io
import random
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from evidencepack.batch.sample_house import COUNCILS, House, Table
from evidencepack.batch.sample_sheets import SHEETS, documents
from evidencepack.errors import OutputError

DAY = date(2026, 10, 31)
"""The records of every sample end on this day; a later one would make all of it look old."""
_TREES = (
    "Alder", "Ash", "Aspen", "Beech", "Birch", "Blackthorn", "Bramble", "Cedar", "Cherry", "Chestnut",
    "Cypress", "Elder", "Elm", "Fern", "Hawthorn", "Hazel", "Heather", "Holly", "Hornbeam", "Ivy", "Juniper",
    "Larch", "Laurel", "Lavender", "Lime", "Linden", "Magnolia", "Maple", "Mulberry", "Myrtle", "Oak", "Olive",
    "Orchard", "Pine", "Poplar", "Rosemary", "Spruce", "Sycamore", "Willow", "Yew",
)  # fmt: skip
_KINDS = ("House", "Court", "Lodge", "Grange", "View", "Place", "Manor", "Gardens", "Rise", "Mead")


def make_sample(out: Path, services: int, seed: int, tell: Callable[[int, str], None] = lambda _n, _name: None) -> int:
    """Write so many service folders below `out` and return how many records they hold; a folder there is replaced.

    `tell` hears the number and name of each service when it is written.
    """
    records = 0
    try:
        for number in range(services):
            house = _house(number, seed)
            records += _write(house, out / house.id)
            tell(number + 1, house.name)
    except OSError as error:
        what = f"The sample could not be written ({error.strerror or 'unknown reason'})."
        raise OutputError(what, where=str(out), remedy="Choose another folder.") from error
    return records


def _house(number: int, seed: int) -> House:
    chance = random.Random(f"{seed}/{number}")
    rest, tree = divmod(number, len(_TREES))
    again, kind = divmod(rest, len(_KINDS))
    # The kinds take turns, so that a small sample holds several.
    name = f"{_TREES[tree]} {_KINDS[(kind + tree) % len(_KINDS)]}{f' {again + 1}' if again else ''}"
    size = chance.betavariate(1.6, 2.2)
    return House(
        id=name.lower().replace(" ", "-"),
        name=name,
        council=COUNCILS[number % len(COUNCILS)],
        number=number,
        on=DAY,
        chance=chance,
        quality=chance.betavariate(2.2, 0.7),
        staff_count=round(14 + 46 * size),
        people_count=round(10 + 42 * size),
    )


def _write(house: House, folder: Path) -> int:
    records = 0
    sources = []
    tables = [make(house) for make in SHEETS]
    supplied = [t for t in tables if t.map in ("staff-list", "residents") or house.likely(0.4)]
    for table in supplied:
        path = folder / "records" / table.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_csv(table) if table.file.endswith(".csv") else _workbook(house, table))
        sheet = "" if table.file.endswith(".csv") else f", sheet: {table.sheet}"
        sources.append(f'  - {{file: "records/{table.file}"{sheet}, map: {table.map}}}')
        records += len(table.rows)
    for name, text in documents(house).items():
        path = folder / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    (folder / "service.yaml").write_text(_service(house, sources), encoding="utf-8", newline="\n")
    return records


def _service(house: House, sources: Sequence[str]) -> str:
    since = house.on.replace(year=house.on.year - 1 - house.number % 7, day=1)
    sure = house.chance.random() < house.quality
    return "\n".join(
        [
            f"# {house.name} is invented: evidencepack sample wrote it.",
            "format: 1",
            f"id: {house.id}",
            f"name: {house.name}",
            "type: care home",
            f'location_id: "1-{1_000_000_000 + house.number}"',
            f"council: {house.council}",
            f"registered: {since.replace(year=since.year - 5)}",
            f"privacy_key: sample-{house.id}-not-secret",
            "frameworks: [commissioner-cultural-identity]",
            "own_policy:",
            f"  supervisions-a-year: {house.chance.choice((4, 6, 6))}",
            "facts:",
            "  registered-manager:",
            f"    value: {'true' if house.quality > 0.35 else 'false'}",
            f"    since: {since}",
            "  equality-lead:",
            "    value: Deputy manager",
            *(
                [f"    since: {since}", "  people-shape-audits:", "    value: true", f"    since: {since}"]
                if sure
                else []
            ),
            "sources:",
            *sources,
            "",
        ]
    )


def _csv(table: Table) -> bytes:
    """As a spreadsheet program saves it: with a byte order mark, days day first."""
    text = io.StringIO(newline="")
    rows = ([f"{c:%d/%m/%Y}" if isinstance(c, date) else c for c in row] for row in table.all_rows())
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _workbook(house: House, table: Table) -> bytes:
    from datetime import datetime

    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"author": house.name, "created": datetime(house.on.year, house.on.month, house.on.day)})  # noqa: DTZ001
    day, bold = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"bold": True})
    sheet: Any = book.add_worksheet(table.sheet)
    sheet.set_column(0, 12, 18)
    head = len(table.above)
    for n, row in enumerate(table.all_rows()):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(n, column, cell, day)
            elif isinstance(cell, int | float):
                sheet.write_number(n, column, cell)
            elif cell:
                sheet.write_string(n, column, cell, bold if n <= head else None)
    book.close()
    return made.getvalue()
