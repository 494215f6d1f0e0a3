"""The workbook that lists the staff."""

from pathlib import Path

from rowan_house.files import Cell, Row, Sheet, xlsx
from rowan_house.team import GONE, TEAM, Worker

_HEAD: Row = [
    "Payroll no",
    "Name",
    "Job title",
    "Contract",
    "Start date",
    "",
    "Leave from",
    "Leave to",
    "Returned",
    "Hrs",
    "Fob",
]
_LEFT_HEAD: Row = [
    "Emp no",
    "Full name",
    "Post held",
    "Contract type",
    "Started",
    "Last day",
    "Reason for leaving",
]
_TEXT_DATES = {"0118": "03/02/2024", "0119": "12 Mar 2025", "0136": "3.7.23", "0130": "22/04/2024"}


def write(folder: Path) -> None:
    """Staff list.xlsx: the staff, the leavers, and notes that no column map reads."""
    rows: list[Row] = [("Rowan House - staff list",), ("Updated 30/10/2026 GT",), (), _HEAD]
    for section in dict.fromkeys(w.section for w in TEAM):
        rows.append((section,))
        rows.extend(_row(w) for w in TEAM if w.section == section)
    rows += [
        (),
        ("Notes: bank staff have no set hours. Leave = maternity or long-term sick only. Fobs to office.",),
    ]
    left: list[Row] = [
        ("Leavers since May 2025",),
        (),
        _LEFT_HEAD,
    ]
    left += [(w.code, w.name, w.role, w.contract, w.start, w.end, w.reason) for w in GONE]
    rota: list[Row] = [
        ("Rota notes",),
        ("w/c 26 Oct: cover needed Thursday late, try bank first",),
        ("w/c 2 Nov: new starter shadowing from the 9th",),
        ("Half-term: two requests on the same day & only one can go (< 3 on nights)",),
    ]
    xlsx(
        folder / "Staff list.xlsx",
        Sheet("Staff", rows, heading=4, banner=11, widths=(12, 26, 28)),
        Sheet("Leavers", left, heading=3, widths=(12, 26, 28)),
        Sheet("Rota notes", rota, heading=0, widths=(70,)),
    )


def _row(worker: Worker) -> Row:
    start: Cell = _TEXT_DATES.get(worker.code, worker.start)
    leave = worker.leave or (None, None, None)
    fob = f"F{int(worker.code) % 37 + 10}"
    return (
        worker.code,
        worker.name,
        worker.role,
        worker.contract,
        start,
        None,
        *leave,
        worker.hours or None,
        fob,
    )
