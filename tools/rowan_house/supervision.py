"""The supervision log: a sheet a year, headed a little differently, with rows typed twice or by mistake."""

from datetime import date
from pathlib import Path

from rowan_house.files import Cell, Row, Sheet, xlsx
from rowan_house.talks import YEAR, Talk, talks
from rowan_house.team import Worker

_TITLE: Row = ("Supervision & appraisal log 2025",)
_HEAD_2025: Row = [
    "Staff member",
    "Date held",
    "Type",
    "Supervisor (role)",
    "Topics discussed",
    "Confidence before (1-5)",
    "Confidence after (1-5)",
]
_HEAD_2026: Row = [
    "Name",
    "Date",
    "Type of meeting",
    "Supervised by",
    "Topics",
    "Conf. before",
    "Conf. after",
    "Signed copy on file",
]
_WIDTHS = (26, 12, 18, 26, 40)
_KINDS = ("Supervision", "supervision", "1:1", "Supervision ", "One to one")


def _supervisor(worker: Worker) -> str:
    if worker.section == "Management":
        return "Provider's area lead" if worker.role == "Registered manager" else "Registered manager"
    return {"Night staff": "Senior night care assistant", "Housekeeping and kitchen": "Deputy manager"}.get(
        worker.section, "Team leader" if int(worker.code) % 3 else "Deputy manager"
    )


def _row(row: Talk, at: int) -> list[Cell]:
    kind = ("Appraisal", "Annual appraisal")[at % 2] if row.appraisal else _KINDS[at % len(_KINDS)]
    name = row.worker.name + ("  " if at % 41 == 7 else "")
    day: Cell = f"{row.day:%d.%m.%y}" if at % 37 == 5 else f"{row.day:%d/%m/%Y}" if at % 43 == 9 else row.day
    return [name, day, kind, _supervisor(row.worker), row.topics, row.before, row.after]


def write(folder: Path) -> None:
    """Supervision log.xlsx: a sheet a year, headed a little differently."""
    log = [(m, _row(m, at)) for at, m in enumerate(talks())]
    old: list[Row] = [row for m, row in log if m.day.year == 2025]
    new: list[Row] = [row for m, row in log if m.day.year == 2026]
    again = {year: next(r for m, r in log if _entered_twice(m, year)) for year in (2025, 2026)}
    old.insert(len(old) - 4, again[2025])
    new.insert(len(new) - 9, again[2026])
    old.insert(70, ["Chris Haldenby", date(2025, 9, 10), "Supervision", "Team leader", "workload; rota", None, None])
    new.insert(120, ["Manjit Dhaliwal", None, "Supervision", "Deputy manager", "workload; kitchen rota", None, None])
    xlsx(
        folder / "Supervision log.xlsx",
        Sheet("2025", [_TITLE, _HEAD_2025, *old], heading=2, banner=7, widths=_WIDTHS),
        Sheet("2026", [_HEAD_2026, *([*row, "Y"] for row in new)], widths=_WIDTHS),
    )


def _entered_twice(row: Talk, year: int) -> bool:
    """The row that somebody typed twice; counted twice it would give one person enough supervisions."""
    codes = {2025: "0117", 2026: "0113"}
    return row.worker.code == codes[year] and row.day >= max(YEAR[0], date(year, 1, 1)) and row.before is None
