"""Supervisions and appraisals, and the checks made on the round."""

from datetime import date, timedelta
from pathlib import Path

from harbour_homecare.files import Cell, Row, Sheet, table, xlsx
from harbour_homecare.team import EVERYONE, ON, Worker

_HEAD: Row = (
    *("Supervisee", "Held on", "Meeting type", "Held by", "Discussed", "Before (1-5)", "After (1-5)"),
    *("Next supervision", "Mileage claimed"),
)
_TALKED = (
    "rota; travel time; our values",
    "medicines; wellbeing; a visit that went well",
    "independence of clients; our values",
    "wellbeing; speaking up; rota",
    "culture and faith of clients; communication skills",
    "training due; wellbeing",
    "positive risk; goals of clients",
)
_EVERY_40 = 40


def _days(worker: Worker, at: int) -> list[date]:
    """Every twelve weeks or so from the sixth week; three people wait for longer."""
    step = {"sup 1": 260, "sup 2": 150}.get(worker.mark, 70 + at % 3 * 5)
    day, found = worker.start + timedelta(days=38 + at % 6), []
    while day <= (worker.end or ON):
        if not (worker.mark == "leave" and day >= date(2026, 7, 6)):
            found.append(day)
        day += timedelta(days=step)
    return found


def _supervisor(worker: Worker, at: int) -> str:
    if worker.role in ("Registered manager", "Deputy manager"):
        return "Director"
    if worker.role == "Director and nominated individual":
        return "External mentor"
    return (
        "Registered manager"
        if worker.office or worker.role == "Team leader"
        else ("Team leader", "Deputy manager")[at % 4 == 0]
    )


def _row(worker: Worker, at: int, number: int, day: date) -> list[Cell]:
    kind = ("1:1", "Supervision", "One to one")[(at + number) % 3]
    if number == 0:
        kind = "Probation supervision"
    elif number == 3:
        kind = "PDR"
    scored = number in (1, 2) and (at + number) % 4 == 1
    before = 2 + at % 3 if scored else None
    after = (before + (1, 1, 0, 1, -1)[at % 5]) if before else None
    name = worker.code if worker.mark == "namesake" else worker.listed
    when: Cell = f"{day:%d.%m.%y}" if at % 2 else day
    return [
        name, when, kind, _supervisor(worker, at), _TALKED[(at * 2 + number * 3) % 7], before, after,
        day + timedelta(days=90), f"{(at * 7 + number) % 12 + 1}",
    ]  # fmt: skip


def supervisions() -> list[tuple[date, list[Cell]]]:
    """Every meeting with its day, oldest first."""
    found = [
        (day, _row(worker, at, number, day))
        for at, worker in enumerate(EVERYONE)
        for number, day in enumerate(_days(worker, at))
    ]
    return sorted(found, key=lambda pair: (pair[0], str(pair[1][0])))


def write(folder: Path) -> None:
    """Supervisions.xlsx (the heading again on every page of 40) and Spot checks.tsv."""
    pages: list[Row] = [("Supervision record",), ("Policy: four a year and a PDR",), _HEAD]
    log = [row for _, row in supervisions()]
    log.insert(61, ["Dunnock, Alexander", date(2026, 2, 26), "1:1", "Team leader", "rota", None, None, None, ""])
    log.insert(133, ["Bhandari, Sabina", "31.09.26", "1:1", "Team leader", "rota; wellbeing", None, None, None, ""])
    for at, row in enumerate(log):
        if at and at % _EVERY_40 == 0:
            pages += [(), _HEAD]
        pages.append(row)
    xlsx(folder / "Supervisions.xlsx", Sheet("All", pages, heading=3, days="dd.mm.yy"))
    _spot_checks(folder)


_SPOT_HEAD: Row = ("Date of check", "Carer", "Kind of check", "Outcome", "Checked by", "Follow-up", "Client area")
_KINDS = ("Spot check", "Medicines competency", "Moving and handling competency", "Spot check")


def _spot(worker: Worker, at: int, number: int, day: date) -> Row:
    outcome = "Action needed" if (at * 3 + number) % 12 == 7 else "Satisfactory"
    who = (
        "Maria Quintela" if worker.mark == "two names" else worker.code if worker.mark == "namesake" else worker.spoken
    )
    follow = "Shown again on the next visit" if outcome != "Satisfactory" else ""
    return (day, who, _KINDS[(at + number) % 4], outcome, "Team leader", follow, ("East", "West", "Harbour")[at % 3])


def _spot_checks(folder: Path) -> None:
    rows: list[tuple[date, Row]] = []
    for at, worker in enumerate(EVERYONE):
        if worker.office or at % 10 == 9:
            continue
        day, number = worker.start + timedelta(days=50 + at % 9), 0
        while day <= (worker.end or ON):
            if not (worker.mark == "leave" and day >= date(2026, 7, 6)):
                rows.append((day, _spot(worker, at, number, day)))
            day, number = day + timedelta(days=88 + at % 5 * 9), number + 1
    rows.sort(key=lambda pair: (pair[0], str(pair[1][1])))
    lines = [row for _, row in rows]
    lines.insert(30, (date(2026, 4, 21), "Sarah Whitlock", "Spot check", "Satisfactory", "Team leader", "", "East"))
    table(
        folder / "Spot checks.tsv",
        [("Spot checks and competencies",), _SPOT_HEAD, *lines],
        "utf-16-le",
        mark="\t",
        days="%d %b %Y",
    )
