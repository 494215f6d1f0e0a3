"""What people, families, staff and professionals answered: one row an answer, the score out of five."""

from datetime import date, timedelta
from pathlib import Path

from harbour_homecare.files import Cell, Row, table

_HEAD: Row = (
    *("Submitted", "Respondent", "Survey", "Statement", "Area", "Answer (of 5)", "Comment", "You said, we did"),
    *("Told them on", "May we quote?", "Consent on"),
)
_ASKED = {
    "SU": (
        ("My carers treat me with dignity", "Dignity"),
        ("My carers know my culture and what matters to me", "Culture and faith"),
        ("I decide how my care is given and keep my independence", "Choice and control"),
        ("My carers come when they should", "Time of visits"),
        ("I feel safe with my carers", "Feeling safe"),
        ("My care helps me to have a good life", "Quality of life"),
        ("I know how to complain and would be listened to", "Being listened to"),
        ("I am told what I need to know in a way I understand", "Communication needs"),
    ),
    "FAM": (
        ("My relative is treated with dignity", "Dignity"),
        ("I am listened to", "Being listened to"),
        ("Carers come when they should", "Time of visits"),
    ),
    "STF": (
        ("I can speak up without fear", "Speaking up"),
        ("I know our values and what we stand for", "Values"),
        ("Everyone has the same chances here", "Equality"),
        ("Leaders listen and act", "Leadership"),
        ("My wellbeing matters here", "Wellbeing"),
    ),
    "PROF": (("The agency works well with us", "Partnership working"),),
}
_SCORES = {"SU": (5, 4, 5, 4, 4, 5, 3, 5), "FAM": (4, 5, 5, 3, 4, 5), "STF": (4, 5, 4, 3, 5, 4, 4), "PROF": (4, 5)}
_ROUNDS = (date(2025, 11, 10), date(2026, 2, 9), date(2026, 5, 11), date(2026, 8, 10), date(2026, 10, 5))
_COMMENTS = (
    "Always cheerful",
    "",
    "Sometimes rushed at tea time",
    "",
    "=could be earlier",
    "",
    "Thank you all & God bless",
    "",
)
_DONE = ("Tea calls moved", "Rota sent on Fridays", "Language card in the folder", "Talked about at the team meeting")


def _rows(round_: int, first: date) -> list[Row]:
    rows: list[Row] = []
    sizes = {"SU": 4, "FAM": 3, "STF": 3, "PROF": 2 if round_ in (0, 2, 3) else 0}
    for group, statements in _ASKED.items():
        for number, (statement, area) in enumerate(statements):
            people = 0 if area == "Wellbeing" and round_ != 3 else sizes[group]
            for person in range(people):
                rows.append(_answer(round_, first, group, number, person, statement, area))
    return rows


def _answer(round_: int, first: date, group: str, number: int, person: int, statement: str, area: str) -> Row:
    at = round_ * 5 + number * 3 + person * 2
    low = area == "Time of visits" and at % 2 == 0
    score = _SCORES[group][at % len(_SCORES[group])] - (1 if low else 0)
    day = first + timedelta(days=(number * 4 + person * 3) % 19)
    shown: Cell = f"{score} of 5" if at % 6 == 1 else f"{score}/5"
    done = _DONE[at % 4] if score <= 3 else ""
    told = day + timedelta(days=21) if done and at % 3 else None
    quote = group in ("SU", "FAM") and at % 8 == 0
    return (
        *(day, group, f"Round {round_ + 1}", statement, area, shown, _COMMENTS[at % 8], done, told),
        "Y" if quote else "N",
        day + timedelta(days=2) if quote else None,
    )


def write(folder: Path) -> None:
    """Survey answers.csv: newest round first, one answer that is no number, one after the day."""
    rows = [row for round_, first in reversed(list(enumerate(_ROUNDS))) for row in _rows(round_, first)]
    told: Row = (
        date(2026, 11, 6),
        "SU",
        "Round 6",
        "My carers treat me with dignity",
        "Dignity",
        "5/5",
        "",
        "",
        None,
        "N",
        None,
    )
    rows.insert(0, told)
    odd = list(rows[25])
    odd[5] = "rather good"
    rows[25] = odd
    table(folder / "Survey answers.csv", [_HEAD, *rows], "utf-8-sig", mark=";", days="%d/%m/%Y")
