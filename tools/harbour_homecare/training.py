"""The export of the training platform: a row for each enrolment, newest first, codes in small letters."""

from datetime import date, timedelta
from pathlib import Path

from harbour_homecare.files import Row, table
from harbour_homecare.team import EVERYONE, ON, Worker

_HEAD: Row = (
    *("Learner ID", "Learner first name", "Learner surname", "Course title", "Course type", "Delivered by"),
    *("Enrolment status", "Completion date", "Certificate expires", "Session booked for", "Score %", "CPD hours"),
)
# title|months in date|type|office as well
_COURSES = """
Moving and handling people|12|Classroom|n
Medicines administration|12|Blended|n
Safeguarding adults|12|E-learning|y
Infection prevention and control|12|E-learning|n
Equality, diversity and human rights|24|E-learning|y
Cultural awareness in the home|24|Workshop|n
Communication skills and accessible information|24|E-learning|n
Dignity in care|12|E-learning|n
Our values and how we work|0|Workshop|y
Speaking up and whistleblowing|24|E-learning|y
Learning disability and autism: Oliver McGowan tier 1|36|E-learning|y
Positive risk taking and independence|24|Workshop|n
Duty of candour and reporting incidents|24|E-learning|y
"""
_DELIVERED_WITH = {
    "Cultural awareness in the home": "Saltmere Multi-Faith Network",
    "Positive risk taking and independence": "Harbour Voices (people who use care)",
}
_LEADER_COURSE = "Leading and managing people"
_GONE_BEFORE = 20


def _records(worker: Worker, at: int) -> list[Row]:
    rows: list[Row] = []
    lines = [line.split("|") for line in _COURSES.strip().splitlines()]
    if worker.role not in ("Care worker", "Administrator"):
        lines.append([_LEADER_COURSE, "36", "Classroom", "y"])
    for number, (title, months, kind, everyone) in enumerate(lines):
        if worker.office and everyone == "n":
            continue
        rows += _enrolment(worker, at, number, title, int(months), kind)
    return rows


def _enrolment(worker: Worker, at: int, number: int, title: str, months: int, kind: str) -> list[Row]:
    end = worker.end or ON
    day = worker.start + timedelta(days=2 + number * 3 + at * 7 % 11)
    missed = (at * 5 + number * 3) % 29 == 4 or (title == _LEADER_COURSE and at % 3 == 2)
    if missed or day > end:
        if worker.end and not missed:
            return []
        state = ("Booked", "In progress", "Not started")[(at + number) % 3]
        booked = ON + timedelta(days=9 + (at + number) % 20) if state == "Booked" else None
        return [_row(worker, title, kind, state, None, None, booked, at + number)]
    rows = []
    while True:
        expires = _plus(day, months) if months else None
        rows.append(_row(worker, title, kind, "Completed" if number % 2 else "Passed", day, expires, None, at + number))
        if expires is None or expires > end or (at * 3 + number * 7) % 16 == 5:
            return rows
        day = expires - timedelta(days=3 + (at + number) % 17)


def _plus(day: date, months: int) -> date:
    """The last day of something that is good for so many months."""
    return date(day.year + months // 12, day.month, min(day.day, 28)) - timedelta(days=1)


def _row(
    worker: Worker, title: str, kind: str, state: str, done: date | None, expires: date | None,
    booked: date | None, at: int,
) -> Row:  # fmt: skip
    score = str(80 + at * 7 % 21) if done and kind == "E-learning" else ""
    return (
        *(worker.code.lower(), worker.first, worker.surname, title, kind),
        _DELIVERED_WITH.get(title, "") if done else "",
        *(state, f"{done.isoformat()} {8 + at % 9:02}:{at * 13 % 60:02}:00" if done else ""),
        *(expires.isoformat() if expires else "", booked.isoformat() if booked else "", score, "1.5"),
    )


def write(folder: Path) -> None:
    """Training export 2026-10-31.csv; the first page of the export stands in it twice, and somebody unknown."""
    rows = [row for at, worker in enumerate(EVERYONE) if worker.start <= ON for row in _records(worker, at)]
    rows.sort(key=lambda row: (str(row[7]), str(row[0]), str(row[3])), reverse=True)
    rows[40:40] = rows[:_GONE_BEFORE]
    stranger: Row = (
        *("hh0999", "Test", "Learner", "Safeguarding adults", "E-learning", "", "Completed"),
        *("2026-02-02 10:00:00", "2027-02-01", "", "100", "1.5"),
    )
    rows.insert(200, stranger)
    rows.append(("Report run 31/10/2026 17:02 by the office. Rows with no completion date are open enrolments.",))
    table(folder / "Training export 2026-10-31.csv", [_HEAD, *rows], "utf-8-sig", mark=",")
