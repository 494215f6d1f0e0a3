"""Feedback and survey answers, one row an answer."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from rowan_house.files import Row, csv_file

DIGNITY = "I am treated with dignity and respect"
CULTURE = "Staff understand what matters to me about my culture, faith and way of life"
AWARE = "I feel sure of my cultural awareness when I support people"
WORK = "I would recommend working here"
PARTNERS = "How well do we work with you on culture and faith?"
_YEAR = (date(2025, 11, 1), date(2026, 10, 31))


@dataclass(frozen=True)
class Round:
    """One survey round: who answered which question from which day, and the scores they gave."""

    start: str
    group: str
    question: str
    theme: str
    scores: str

    def rows(self) -> list[tuple[date, str, str, str, str]]:
        """An answer a row, two or three on a day."""
        first = date.fromisoformat(self.start)
        days = [first + timedelta(days=at * 2 // 5) for at in range(len(self.scores))]
        return [(d, self.group, self.question, self.theme, s) for d, s in zip(days, self.scores, strict=True)]


_ROUNDS = (
    Round("2025-06-16", "Staff", AWARE, "cultural awareness", "33434"),
    Round("2025-08-11", "Resident", DIGNITY, "dignity", "554545545454"),
    Round("2025-08-13", "Resident", CULTURE, "culture", "443543434443"),
    Round("2025-09-08", "Relative", DIGNITY, "dignity", "554544"),
    # the 12 months: 48 answers of people and 24 of families on dignity, four of them under 4
    Round("2025-11-10", "Resident", DIGNITY, "dignity", "545545354545"),
    Round("2026-02-09", "resident", DIGNITY, "dignity", "455454554455"),
    Round("2026-05-11", "Resident", DIGNITY, "dignity", "545534554545"),
    Round("2026-08-10", "Resident", DIGNITY, "dignity", "554545455245"),
    Round("2025-12-03", "Relative", DIGNITY, "dignity", "554545"),
    Round("2026-03-04", "Family member", DIGNITY, "dignity", "544554"),
    Round("2026-06-03", "Relative", DIGNITY, "dignity", "455345"),
    Round("2026-09-02", "Relative", DIGNITY, "dignity", "554545"),
    # people on culture: 30 answers that sum to 111, then 30 that sum to 106
    Round("2025-11-12", "Resident", CULTURE, "culture", "443543434344345"),
    Round("2026-02-11", "resident", CULTURE, "culture", "434434354334343"),
    Round("2026-05-13", "Resident", CULTURE, "culture", "43443424343434"),
    Round("2026-08-12", "Resident", CULTURE, "culture", "3443434435343433"),
    Round("2025-12-04", "Relative", CULTURE, "culture", "434"),
    Round("2026-03-05", "Family member", CULTURE, "culture", "443"),
    Round("2026-06-04", "Relative", CULTURE, "culture", "344"),
    Round("2026-09-03", "Relative", CULTURE, "culture", "434"),
    Round("2026-01-19", "Staff", AWARE, "cultural awareness", "343"),
    Round("2026-09-21", "Staff member", AWARE, "cultural awareness", "4454"),
    Round("2026-01-20", "Staff", WORK, "work", "44534"),
    Round("2026-09-22", "Staff", WORK, "work", "45434"),
    Round("2025-10-14", "Professional", PARTNERS, "culture", "4"),
    Round("2025-11-27", "Community partner", PARTNERS, "culture", "44"),
    Round("2026-09-24", "Community partner", PARTNERS, "culture", "5"),
    Round("2026-11-03", "Resident", DIGNITY, "dignity", "5"),
    Round("2026-11-12", "Relative", CULTURE, "culture", "4"),
)
_CARDS = (
    ("2025-07-02", "Relative", "food", "Tea is lovely but a bit early at weekends"),
    (
        "2025-12-29",
        "Relative",
        "thanks",
        "Blessing Okwuosa sat with Mum all evening on Christmas Day, thank you",
    ),
    ("2026-02-02", "Resident", "laundry", "My blue cardigan came back to the wrong room"),
    ("2026-03-18", "Relative", "food", "Mum's friend Savitri says the dhal is < as good as hers, but close"),
    ("2026-04-27", "Family member", "thanks", "Thank you to Marcin Wojtkowiak & the night team"),
    ("2026-06-24", "Resident", "garden", "=SUM of happiness: garden + tea + singing"),
    ("2026-07-20", "Relative", "phone", "-n/a"),
    ("2026-08-31", "Resident", "activities", "@home I always had the radio on, could I have one here"),
    (
        "2026-10-12",
        "Relative",
        "visits",
        "Dad loved the choir. He knew every word & so did Jean Wigglesworth",
    ),
)
_WORDS = (
    "",
    "",
    "Staff always knock",
    "",
    "Nobody asked about my Friday prayers until June",
    "",
    "Lovely people",
    "",
    "I would like hymns on Sunday",
    "",
    "My daughter Sonia says they listen to her",
    "",
)
_DONE = (
    "Talked at handover",
    "Written in the care plan",
    "Chaplain asked to call",
    "On the residents' meeting agenda",
)
_HEAD: Row = (
    "Date",
    "Who from",
    "How",
    "Question",
    "Theme",
    "Score",
    "Out of",
    "Comments",
    "What we did",
    "Told them on",
    "Entered by",
)


def write(folder: Path) -> None:
    """Feedback 2025-26.csv: 30 answers in the 12 months led to something, 18 were told so."""
    answers = [row for group in _ROUNDS for row in group.rows()]
    found: list[tuple[date, tuple[str, ...]]] = [
        (
            day,
            (
                who,
                "Staff survey" if who[:5] == "Staff" else "Survey",
                asked,
                theme,
                score,
                "5",
                _WORDS[at % 12],
            ),
        )
        for at, (day, who, asked, theme, score) in enumerate(answers)
    ]
    for text, who, theme, words in _CARDS:
        found.append((date.fromisoformat(text), (who, "Card or chat", "Anything else?", theme, "", "", words)))
    found.sort(key=lambda row: row[0])
    rows: list[Row] = []
    inside = 0
    for at, (day, fields) in enumerate(found):
        counts = _YEAR[0] <= day <= _YEAR[1]
        inside += counts
        acted = (counts and (inside % 6 == 2 or inside == 100)) or (not counts and at in (5, 11, 20))
        told = acted and (not counts or inside // 6 % 5 in (0, 2, 3))
        when = f"{day:%d.%m.%y}" if at % 31 == 12 else f"{day.day}/{day.month}/{day.year}" if at % 23 == 6 else day
        reply = min(day + timedelta(days=12), _YEAR[1]) if told else ""
        rows.append((when, *fields, _DONE[at % 4] if acted else "", reply, ("LF", "GT")[at % 2]))
    csv_file(folder / "Feedback 2025-26.csv", [_HEAD, *rows], "utf-8-sig")
