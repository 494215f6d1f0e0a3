"""The sheets of an invented care home about people: staff, people supported, training, supervision."""

from collections.abc import Sequence
from datetime import timedelta

from evidencepack.batch.sample_house import GROUPS, House, Row, Table
from evidencepack.dates import day_words

_COURSES = (
    "Cultural awareness", "Communication skills", "Respectful engagement", "Dignity in care",
    "Equality and diversity", "Safeguarding adults", "Moving and handling", "Fire safety", "Food hygiene",
    "Infection control", "Medicines", "Mental capacity", "First aid", "Dementia",
)  # fmt: skip


def staff(house: House) -> Table:
    """The staff list, by sections, with a note below."""
    roles = ("Care assistant", "Care assistant", "Senior carer", "Night carer", "Cook", "Activities co-ordinator")
    contracts = ("Permanent", "Perm f/t", "Perm p/t", "Part time", "Bank")
    rows: list[Row] = [["Management"]]
    for n, name in enumerate(house.staff):
        if n == 2:
            rows.append(["Care staff"])
        role = ("Registered manager", "Deputy manager")[n] if n < 2 else house.chance.choice(roles)
        rows.append([_payroll(n), name, role, house.chance.choice(contracts), house.untidy(house.day(2500)), 30])
    head = "Payroll no | Name | Job title | Contract | Start date | Hrs"
    above: Sequence[Row] = ([house.name], [f"Staff list at {day_words(house.on)}"], [])
    return Table("Staff list.xlsx", "staff-list", head, rows, "Staff", above, ([], ["Note: agency staff not listed"]))


def _payroll(index: int) -> str:
    return f"{101 + index:04}"


def people(house: House) -> Table:
    """Everybody supported."""
    languages = ("English", "English", "English", "Polish", "Urdu", "Welsh")
    rows: list[Row] = []
    for n, name in enumerate(house.names[house.staff_count :]):
        funder, recorded = house.chance.choice(("Council", "Private", "NHS")), "Yes" if house.likely() else ""
        rows.append([ref(n), name, funder, house.day(2000), recorded, house.chance.choice(languages)])
    head = "Resident ref | Resident | Funding | Moved in | Culture / faith recorded | First language"
    return Table("Residents.xlsx", "residents", head, rows, "Current")


def ref(index: int) -> str:
    """The code of a person supported."""
    return f"R{index + 1:03}"


def training(house: House) -> Table:
    """A course again and again; in a home that does not keep up, the last time is too long ago."""
    rows: list[Row] = []
    for course in _COURSES:
        for n in range(house.staff_count):
            if not house.likely(0.3):
                continue
            last = house.day(350 if house.likely(0.15) else 600)
            partner = course == "Cultural awareness" and house.likely(-0.4)
            for back in range(house.chance.choice((1, 2, 2))):
                done = house.untidy(last - timedelta(days=back * 340))
                how = "Face to face" if n % 3 else "E-learning"
                rows.append([_payroll(n), course, done, how, house.chance.choice(GROUPS) if partner else ""])
    head = "Employee no | Course | Completed | Method | Delivered with"
    return Table("Training log.csv", "training-log", head, rows)


def supervision(house: House) -> Table:
    """Meetings with staff, by name as people type it."""
    topics = ("Workload", "Cultural needs", "Training plans", "Rota")
    kinds = ("Supervision", "Supervision", "Supervision", "1:1", "Sup", "Appraisal")
    rows: list[Row] = []
    for name in house.staff:
        for day in house.days(52):
            said = f"{house.chance.choice(topics)}; {'Values and inclusion' if house.likely() else 'Handover'}"
            before = house.chance.randint(2, 4)
            scores = (before, before + house.chance.randint(0, 1)) if house.likely(-0.3) else ("", "")
            kind = house.chance.choice(kinds)
            rows.append([house.called(name), house.untidy(day), kind, "Deputy manager", said, *scores])
    head = "Staff member | Date held | Type | Supervised by | Topics discussed | Confidence before | Confidence after"
    return Table("Supervision log.csv", "supervision-log", head, rows)
