"""The staff export, the list of leaders, and the recruitment file."""

from datetime import date, timedelta
from pathlib import Path

from harbour_homecare.files import Cell, Row, Sheet, table, xlsx
from harbour_homecare.team import EVERYONE, LEADERS, ON, Worker

_STAFF_HEAD: Row = (
    *("Carer ID", "Surname, First names", "Job", "Engagement", "Joined", "Leaving date", "Away from", "Away until"),
    *("Back on", "Contracted hrs", "Gender", "Ethnic origin", "Disability", "Own car"),
)
_LABELS = {
    "WB": "White British",
    "WO": "White - other",
    "WI": "White Irish",
    "BA": "Black African",
    "BC": "Black Caribbean",
    "AI": "Asian - Indian",
    "AP": "Asian - Pakistani",
    "AO": "Asian - other",
    "MA": "Mixed - White and Asian",
    "MC": "Mixed - White and Black Caribbean",
    "PNS": "Prefer not to say",
}
_SAID = {"Y": "Yes", "N": "No", "PNS": "Prefer not to say"}


def write(folder: Path) -> None:
    """Staff export.csv, Leadership.xlsx and Recruitment.csv."""
    rows = [_staff(w) for w in sorted(EVERYONE, key=lambda w: w.listed)]
    table(folder / "Staff export.csv", [_STAFF_HEAD, *rows], "cp1252", first="sep=;")
    _leadership(folder)
    _recruitment(folder)


def _staff(worker: Worker) -> Row:
    away = date(2026, 7, 6) if worker.mark == "leave" else None
    return (
        *(worker.code, worker.listed, worker.role, worker.contract, worker.start, worker.end, away, None, None),
        f"{worker.hours:g}" if worker.hours else "",
        *(worker.sex, _LABELS[worker.group], _SAID[worker.disabled]),
        "Y" if int(worker.code[2:]) % 3 else "N",
    )


_LEADER_HEAD: Row = (
    *("No.", "Leader", "Leads as", "In role since", "To", "CQC registration", "Highest qualification"),
    *("Development plan agreed", "Post before this one", "Sex", "Ethnicity code", "Disabled (Y/N)"),
)
_QUALIFIED = (
    *("MBA", "Level 5 Diploma in Leadership and Management", "Level 5 Diploma, in progress", "Level 3 Diploma"),
    *("Level 4 Certificate", "Level 3 Diploma", "Level 3 Diploma", "Level 2 Diploma", "Level 3 Diploma"),
    *("Level 3 Diploma", "Level 5 Diploma in Leadership and Management", "Level 2 Diploma"),
)
_CAME_FROM = {"HH004": "Care worker", "HH007": "Care worker", "HH010": "Care worker", "HH012": "Care worker"}
_SINCE = {"HH007": date(2026, 2, 9), "HH010": date(2026, 3, 16), "HH012": date(2026, 6, 1)}
_NO_PLAN = ("HH009", "HH013")


def _leader(at: int, worker: Worker) -> Row:
    since = _SINCE.get(worker.code, worker.start)
    plan = None if worker.code in _NO_PLAN else date(2026, 1, 13) + timedelta(days=17 * at)
    registered = date(2025, 8, 25) if worker.role == "Registered manager" else None
    return (
        *(
            at,
            worker.code,
            worker.role,
            since,
            None,
            registered,
            _QUALIFIED[at - 1],
            plan,
            _CAME_FROM.get(worker.code, ""),
        ),
        *(worker.sex[0], worker.group, worker.disabled),
    )


def _leadership(folder: Path) -> None:
    """The heading stands on row 7, below a note on who may see the sheet."""
    rows: list[Row] = [
        ("HARBOUR HOMECARE - LEADERSHIP LIST",),
        ("Held by the director. Not for the office noticeboard.",),
        (),
        ("Declared characteristics: see the code list in the HR folder (2021 census codes)",),
        ("Last looked at", date(2026, 10, 12)),
        (),
        _LEADER_HEAD,
        *(_leader(at, w) for at, w in enumerate(LEADERS, 1)),
        (
            None,
            "HH073",
            "Team leader",
            date(2025, 8, 25),
            date(2026, 2, 6),
            None,
            "Level 3 Diploma",
            None,
            "",
            "F",
            "WB",
            "N",
        ),
    ]
    xlsx(folder / "Leadership.xlsx", Sheet("Leaders", rows, heading=7, days="dd mmm yyyy", hidden=(10, 11)))


_RECRUIT_HEAD: Row = (
    *("Ref", "Post", "Application received", "Where from", "First job in care?", "DBS back", "Refs x2"),
    *("Gaps in history explained", "Right to work seen", "Values at induction", "Care Certificate"),
    *("First shift", "Left us", "Why left", "Exit interview held"),
)
_SOURCES = ("Job board", "Friend or colleague", "Jobcentre", "Other care provider", "NHS", "College", "Our website")
_EXIT = {"HH071": 3, "HH072": 0, "HH073": 5, "HH074": 2, "HH075": 4, "HH076": 0, "HH077": 1, "HH078": 0}


def _recruit(at: int, worker: Worker) -> Row:
    new = at % 7 in (2, 5) or at % 11 == 0
    late_dbs = worker.code == "HH025"
    certificate = worker.start + timedelta(days=58 + at % 5 * 8)
    left = worker.end if worker.end and worker.end <= ON else None
    gone = left + timedelta(days=_EXIT[worker.code]) if left and _EXIT[worker.code] else None
    return (
        *(worker.code, worker.role, worker.start - timedelta(days=35 + at % 9 * 3), _SOURCES[at % 7]),
        "Y" if new else "N",
        worker.start + timedelta(days=9 if late_dbs else -(6 + at % 8)),
        "N" if worker.code in ("HH034", "HH075") else "Y",
        "" if worker.code == "HH029" else "Y",
        "Y",
        "N" if at % 13 == 6 else "Y",
        certificate if new and certificate <= ON and at % 5 else None,
        *(worker.start, left, worker.reason, gone),
    )


def _recruitment(folder: Path) -> None:
    """One row for each person who was taken on; a row for somebody who has not started has no first shift."""
    rows: list[list[Cell]] = [list(_recruit(at, w)) for at, w in enumerate(EVERYONE)]
    undecided: Row = ("HH080", "Care worker", date(2026, 10, 19), "Job board", "Y", None, "N")
    table(folder / "Recruitment.csv", [_RECRUIT_HEAD, *rows, undecided], "utf-8", mark=",", days="%d/%m/%Y")
