"""The sheets of an invented care home about who is heard: feedback, care plan reviews, partners."""

from datetime import timedelta

from evidencepack.batch.sample_house import GROUPS, House, Row, Table
from evidencepack.batch.sample_people import ref

_QUESTIONS = (
    ("I am treated with dignity", "Dignity"),
    ("My culture and faith are respected", "Culture"),
    ("I have a say in my support", "Choice"),
)


def feedback(house: House) -> Table:
    """What people, families, partners and staff said."""
    rows: list[Row] = []
    groups = ("Resident", "Resident", "Relative", "Service user")
    for day in house.days(45):
        for _ in range(round(house.people_count * 0.8)):
            question, theme = house.chance.choice(_QUESTIONS)
            score = house.chance.choice((4, 4, 5, 5)) if house.likely(0.1) else house.chance.randint(1, 3)
            answer = [house.untidy(day), house.chance.choice(groups), "Survey", question, theme, score, 5, ""]
            rows.append([*answer, "Talked about at the meeting", day + timedelta(days=20) if house.likely() else ""])
        if house.likely(-0.2):
            rows.append([day, "Community group", "Phone", "How well we work together", "Culture", 4, 5, "", "", ""])
        for _ in range(house.chance.randrange(5)):
            score = house.chance.randint(4 if house.likely() else 2, 5)
            asked = ("Staff survey", "I feel sure of my cultural awareness", "Cultural awareness")
            rows.append([day, "Staff", *asked, score, 5, "", "", ""])
    head = "Date | Who from | How | Question | Theme | Score | Out of | Comments | What we did | Told them on"
    return Table("Feedback.csv", "feedback-answers", head, rows)


def reviews(house: House) -> Table:
    """Care plan reviews."""
    kinds = ("Care plan review", "Monthly review", "6 month review")
    rows: list[Row] = []
    for n in range(house.people_count):
        for day in house.days(45):
            involved, recorded = "Yes" if house.likely(0.1) else "No", "Y" if house.likely(0.05) else "No"
            how = "Food as at home" if house.likely() else ""
            rows.append([ref(n), house.untidy(day), house.chance.choice(kinds), involved, recorded, how])
    head = "Resident ref | Review date | Type | Resident involved | Cultural needs recorded | How met"
    return Table("Care plan reviews.csv", "care-plan-reviews", head, rows)


def partners(house: House) -> Table:
    """Contacts with groups around the home."""
    rows: list[Row] = []
    for day in house.days(24):
        result = "Three people go every week" if house.likely() else ""
        group = house.chance.choice(GROUPS)
        rows.append([group, "Community group", house.untidy(day), "Shared lunch", result, "Deputy manager"])
    head = "Organisation | Type | Date of contact | Purpose | Result | Lead"
    return Table("Community and partners.xlsx", "partner-log", head, rows, "Contacts")
