"""Training: the wide matrix with its courses as columns, and the long log of this year's sessions."""

from datetime import date
from pathlib import Path

from rowan_house.files import Cell, Row, Sheet, csv_file, xlsx
from rowan_house.sessions import PLANNED, Cells
from rowan_house.team import GONE, NOW, Worker

# heading as the home writes it (None is the blank column), how long it lasts, whether everybody needs it
_COURSES: tuple[tuple[str | None, str, str], ...] = (
    ("Safeguarding adults", "2 years", "Y"),
    ("Moving and handling ", "1 year", "Y"),
    ("Fire safety", "1 year", "Y"),
    ("Food hygiene", "3 years", "Y"),
    ("Infection control ", "12 months", "Y"),
    ("Medicines", "12 months", ""),
    (None, "", ""),
    ("Mental capacity and DoLS", "2 years", "Y"),
    ("First aid ", "3 years", ""),
    ("Equality, diversity and inclusion", "2 years", "Y"),
    ("Cultural awareness and identity ", "2 years", "Y"),
    ("Communication skills", "3 years", "Y"),
    ("Respectful engagement ", "12 months", "Y"),
    ("Dignity in care", "2 years", "Y"),
    ("Oliver McGowan", "One-off", "Y"),
)
_SECTIONS = {"Day care staff": "Day staff", "Housekeeping and kitchen": "Housekeeping & Kitchen"}
_UNTIDY = {
    "Olusegun Adeyinka": "Olusegun  Adeyinka",
    "Tereza Novotna": "Tereza Novotna ",
    "Rajesh Venkataraman": " Rajesh Venkataraman",
    "Lakshmi Perumal": "Lakshmi  Perumal ",
    "Callum Fairweather": "Callum Fairweather  ",
}
_STILL_LISTED = {"Babajide Folorunsho", "Hyacinth Delapenha"}
_PARTNER_SESSIONS = {
    ("Cultural awareness and identity", date(2026, 3, 12)): "Aldermere Interfaith Forum",
    ("Cultural awareness and identity", date(2026, 6, 18)): "Aldermere Interfaith Forum",
    ("Cultural awareness and identity", date(2026, 9, 17)): "St Brannoc’s Caribbean Elders’ Café",
    ("Respectful engagement", date(2026, 5, 14)): "Aldermere Deaf Club",
}
_LOGGED = (
    "Equality, diversity and inclusion",
    "Cultural awareness and identity",
    "Communication skills",
    "Respectful engagement",
    "Dignity in care",
    "Safeguarding adults",
    "Fire safety",
)


def write(folder: Path) -> None:
    """Training matrix 2026.xlsx and Training log.csv."""
    cells = Cells()
    courses = [course for course, _, _ in _COURSES]
    rows: list[Row] = [
        ("Rowan House Training Matrix 2026",),
        ("Updated:", date(2026, 10, 30)),
        ("Managers: please send certificates to the office before the date goes on here",),
        ("Staff Name", "Job role", *courses, "Comments"),
        ("Date valid for", None, *(lasts for _, lasts, _ in _COURSES)),
        ("Mandatory", None, *(needed for _, _, needed in _COURSES)),
    ]
    listed = [*NOW, *(w for w in GONE if w.name in _STILL_LISTED)]
    for section in dict.fromkeys(w.section for w in NOW):
        rows.append((_SECTIONS.get(section, section),))
        rows.extend(_matrix_row(w, cells, at) for at, w in enumerate(listed) if w.section == section)
    rows += [
        (),
        ("Key: Booked = place agreed with the trainer",),
        ("Key: N/A = not needed in this role;  ✓ = certificate seen, date to follow",),
        ("Notes: nights may join the early session at 7.30",),
    ]
    xlsx(folder / "Training matrix 2026.xlsx", Sheet("Matrix", rows, heading=4, banner=18, widths=(26, 24)))
    csv_file(folder / "Training log.csv", _log(listed, cells), "cp1252")


def _matrix_row(worker: Worker, cells: Cells, at: int) -> Row:
    values: list[Cell] = []
    for column, (course, _, _) in enumerate(_COURSES):
        value = cells.of(worker, course.strip()) if course else None
        values.append(_untidy(value, 5 * at + 3 * column) if isinstance(value, date) else value)
    comment = "left - take off at year end" if worker.end else "on leave" if worker.mark.startswith("leave") else None
    return (_UNTIDY.get(worker.name, worker.name), worker.role, *values, comment)


def _untidy(day: date, turn: int) -> Cell:
    """Mostly a real date; now and then one typed as text."""
    typed = {4: f"{day:%d/%m/%Y}", 11: f"{day:%d.%m.%y}", 19: f"{day.day}/{day.month}/{day:%y}"}
    return typed.get(turn % 29, day)


def _log(listed: list[Worker], cells: Cells) -> list[Row]:
    rows: list[Row] = []
    for course in _LOGGED:
        for worker in listed:
            day = cells.logged(worker, course)
            if day and day.year == PLANNED:
                method = "E-learning" if course == "Fire safety" else "Face to face"
                rows.append((worker.code, course, day, method, _PARTNER_SESSIONS.get((course, day), "")))
    for worker in NOW[5:30:4]:
        if not worker.leave and worker.mark != "starter":
            course = "Faith, food and festivals workshop"
            rows.append((worker.code, course, date(2026, 9, 24), "Workshop", "Dosti Lunch Club"))
    rows.sort(key=lambda row: (str(row[2]), str(row[1]), str(row[0])))
    head: Row = ("Employee no", "Course", "Completed", "Method", "Delivered with")
    return [head, *rows]
