"""A bigger service for measuring: Rowan House's layout, invented codes, as many staff and records as asked for.

Run: python -m benchmarks.service FOLDER
"""

import csv
import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.library import Library

ON = date(2026, 10, 31)
MONTHS = 18
COURSES = (
    "Cultural awareness", "Communication skills", "Respectful engagement", "Dignity in care", "Equality and diversity",
    "Safeguarding adults", "Moving and handling", "Fire safety", "Food hygiene", "Infection control", "Medicines",
    "Mental capacity", "First aid", "Dementia", "End of life", "Nutrition", "Falls", "Pressure care", "Oral health",
    "Record keeping", "Information governance", "Health and safety", "Person-centred care", "Duty of care", "Autism",
)  # fmt: skip
TOPICS = ("Values and inclusion", "Workload", "Cultural needs", "Equality", "Training plans", "Dignity")
Row = Mapping[str, Any]


def make_service(folder: Path, library: Library, staff: int = 60, people: int = 50) -> None:
    """Write service.yaml, records and documents; the same every time."""
    chance = random.Random(7)
    (folder / "records").mkdir(parents=True, exist_ok=True)
    (folder / "documents").mkdir(exist_ok=True)
    maps = library.column_maps
    names = [f"Worker W{n:04}" for n in range(1, staff + 1)]
    _matrix(folder, names, chance)
    sheets: dict[str, list[Row]] = {
        "staff-list": _staff(names, chance),
        "residents": _residents(people, chance),
        "supervision-log": _supervision(names, chance),
        "audit-log": _audits(chance),
        "feedback-answers": _feedback(people * 20, chance),
        "policy-register": _policies(chance),
        "partner-log": _partners(chance),
        "care-plan-reviews": _reviews(people, chance),
        "meetings-log": _meetings(),
        "action-plan": _actions(chance),
        "operational-examples": _examples(),
    }
    for name, rows in sheets.items():
        _write(folder / "records", maps[name], rows)
    for n in range(1, 21):
        path = folder / "documents" / f"Equality plan {n} ({ON - timedelta(days=40 * n)}).txt"
        path.write_text(f"Invented document {n}.\n", encoding="utf-8")
    _service_file(folder, list(sheets))


def _days(every: int) -> Iterator[date]:
    """Days over the months before the day, oldest first."""
    first = ON - timedelta(days=MONTHS * 30)
    return (first + timedelta(days=n) for n in range(0, MONTHS * 30, every))


def _staff(names: Sequence[str], chance: random.Random) -> list[Row]:
    return [
        {
            "code": f"{n:04}",
            "name": name,
            "role": chance.choice(("Care assistant", "Senior carer", "Team leader", "Cook")),
            "contract": chance.choice(("Permanent", "Permanent", "Permanent", "Bank")),
            "start": ON - timedelta(days=chance.randint(30, 3000)),
        }
        for n, name in enumerate(names, 1)
    ]


def _residents(people: int, chance: random.Random) -> list[Row]:
    return [
        {"code": f"R{n:03}", "name": f"Resident P{n:04}", "start": ON - timedelta(days=chance.randint(30, 2000)),
         "culture_recorded": chance.choice(("Yes", "Yes", "No"))}
        for n in range(1, people + 1)
    ]  # fmt: skip


def _supervision(names: Sequence[str], chance: random.Random) -> list[Row]:
    return [
        {"staff": name, "date": day + timedelta(days=chance.randint(0, 25)), "kind": "Supervision",
         "topics": "; ".join(chance.sample(TOPICS, 2)), "confidence_before": chance.randint(2, 4),
         "confidence_after": chance.randint(3, 5)}
        for day in _days(30)
        for name in names
    ]  # fmt: skip


def _audits(chance: random.Random) -> list[Row]:
    areas = ("Care plans", "Activities", "Reviews", "Medicines")
    return [
        {"date": day, "topic": chance.choice(("Cultural identity and inclusion", "Dignity", "Supervision", "Falls")),
         "scope": areas[n % 4], "score": chance.randint(12, 20), "out_of": 20, "pass_mark": 16, "findings": "Noted",
         "action_ids": f"AP-{n:03}"}
        for n, day in enumerate(_days(5))
    ]  # fmt: skip


def _feedback(count: int, chance: random.Random) -> list[Row]:
    asked = ("I am treated with dignity", "My culture and faith are respected", "I feel sure of my cultural awareness")
    return [
        {"date": ON - timedelta(days=chance.randint(0, MONTHS * 30)), "question": chance.choice(asked),
         "group": chance.choice(("Resident", "Relative", "Staff", "Partner")), "score": chance.randint(2, 5),
         "out_of": 5, "words": "Invented words.", "response": "Invented answer."}
        for _ in range(count)
    ]  # fmt: skip


def _policies(chance: random.Random) -> list[Row]:
    return [
        {"title": f"Equality policy {n}" if n <= 6 else f"Policy {n}", "reviewed": ON - timedelta(days=200 + n),
         "next_review": ON + timedelta(days=chance.randint(-60, 300)), "version": "v1", "staff_required": 60,
         "staff_read": 50 + n % 10, "tested_by": "Cultural identity and inclusion"}
        for n in range(1, 41)
    ]  # fmt: skip


def _partners(chance: random.Random) -> list[Row]:
    return [
        {"organisation": f"Group {chance.randint(1, 12)}", "kind": "Community", "date": day, "purpose": "Shared lunch",
         "result": chance.choice(("Invented result", ""))}
        for day in _days(7)
    ]  # fmt: skip


def _reviews(people: int, chance: random.Random) -> list[Row]:
    return [
        {"person": f"R{n:03}", "date": day + timedelta(days=chance.randint(0, 25)), "kind": "Care plan review",
         "person_involved": chance.choice(("Yes", "Yes", "No")), "culture_recorded": chance.choice(("Yes", "No")),
         "how_met": "Invented words."}
        for day in _days(30)
        for n in range(1, people + 1)
    ]  # fmt: skip


def _meetings() -> list[Row]:
    kinds = ("Governance", "Residents", "Team")
    return [
        {"date": day, "kind": kinds[n % 3], "topics": "Inclusion and cultural identity; falls", "present": 8}
        for n, day in enumerate(_days(9))
    ]


def _actions(chance: random.Random) -> list[Row]:
    return [
        {"code": f"AP-{n:03}", "theme": chance.choice(("Inclusion", "Falls")), "action": "Invented action",
         "owner_role": "Deputy manager", "due": day, "done": chance.choice((day, day - timedelta(days=4), None))}
        for n, day in enumerate(_days(4))
    ]  # fmt: skip


def _examples() -> list[Row]:
    topics = ("Workforce development", "Governance oversight", "Community partnership", "Dignity")
    parts = dict.fromkeys(("context", "approach", "delivery", "effect"), "Invented words for this part. " * 8)
    return [
        {"code": f"EX-{n:02}", "title": f"Example {n}", "topic": topics[n % 4], "ended": ON - timedelta(days=20 * n),
         "cites": "31 talks", "consent": ON - timedelta(days=10), **parts}
        for n in range(1, 11)
    ]  # fmt: skip


def _write(folder: Path, column_map: ColumnMap, rows: Sequence[Row]) -> None:
    """A sheet under the first heading that the map knows for each field: a workbook, or CSV for the long ones."""
    fields = list(dict.fromkeys(field for row in rows for field in row))
    headings = [column_map.columns[field][0] for field in fields]
    cells = [[row.get(field) for field in fields] for row in rows]
    if len(rows) < 500:
        _workbook(folder / f"{column_map.id}.xlsx", [headings, *cells])
        return
    with (folder / f"{column_map.id}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *([_typed(c) for c in row] for row in cells)])


def _typed(cell: Any) -> Any:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell


def _matrix(folder: Path, names: Sequence[str], chance: random.Random) -> None:
    rows: list[list[Any]] = [["Valid for", *["12 months"] * len(COURSES)], ["Staff Name", *COURSES]]
    for name in names:
        done = [ON - timedelta(days=chance.randint(0, 420)) for _ in COURSES]
        rows.append([name, *(chance.choice((d, d, d, d, d, d, "Booked", "N/A", "✓")) for d in done)])
    _workbook(folder / "records" / "training-matrix.xlsx", rows)


def _workbook(path: Path, rows: Sequence[Sequence[Any]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Sheet")
        for n, row in enumerate(rows):
            sheet.write_row(n, 0, ["" if cell is None else cell for cell in row])


def _service_file(folder: Path, maps: Sequence[str]) -> None:
    files = {p.stem: p.name for p in sorted((folder / "records").iterdir())}
    sources = [{"file": f"records/{files[name]}", "map": name} for name in [*maps, "training-matrix"]]
    service = {
        "format": 1, "id": "measured-house", "name": "Measured House", "type": "care home",
        "registered": "2014-04-01", "privacy_key": "measured-house-not-secret",
        "frameworks": ["commissioner-cultural-identity"], "own_policy": {"supervisions-a-year": 6},
        "facts": {"registered-manager": {"value": True, "since": "2022-03-14"}}, "sources": sources,
    }  # fmt: skip
    # JSON is YAML too.
    (folder / "service.yaml").write_text(json.dumps(service, indent=1), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    from evidencepack.pipeline import open_library

    make_service(Path(sys.argv[1]), open_library())
