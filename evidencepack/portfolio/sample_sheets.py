"""What stands in the sheets of an invented care home: untidy as real ones are, and readable by the shipped maps."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from evidencepack.dates import day_words

Cell = str | int | float | date | None
Row = Sequence[Cell]
COUNCILS = ("Aldermere Council", "Brackenford Council", "Caldwick Council")
_MONTHS = 18
_FIRST = (
    "Abena", "Adaeze", "Agnieszka", "Aileen", "Amina", "Anita", "Bronwen", "Chidi", "Ciara", "Dagmara",
    "Delroy", "Devika", "Eilidh", "Elin", "Farah", "Femi", "Grace", "Gwilym", "Halina", "Hamza", "Imogen",
    "Iona", "Jacinta", "Jorge", "Kamala", "Kwame", "Leszek", "Lowri", "Marisol", "Mehwish", "Nadia", "Niamh",
    "Olena", "Opal", "Priti", "Rhys", "Sunita", "Tamsin", "Winston", "Zofia",
)  # fmt: skip
_LAST = (
    "Achterberg", "Adeyinka", "Amankwah", "Bancroft-Hale", "Bielska", "Brathwaite", "Carrow", "Chaudhry",
    "Culpin", "Dacosta", "Drummey", "Ekwueme", "Farnaby", "Gethin", "Goswami", "Haddow", "Iwanek",
    "Jessop-Lyle", "Kurian", "Lisowska", "Maddern", "Mbeki-Ross", "Nunn", "Oduya", "Pawlik", "Penrice", "Quaye",
    "Rahmani", "Sandhu-Vale", "Skelhorn", "Thwaite", "Tregear", "Umeh", "Vasile", "Wadsley", "Yeboah",
    "Zaremba",
)  # fmt: skip
_COURSES = (
    "Cultural awareness", "Communication skills", "Respectful engagement", "Dignity in care",
    "Equality and diversity", "Safeguarding adults", "Moving and handling", "Fire safety", "Food hygiene",
    "Infection control", "Medicines", "Mental capacity", "First aid", "Dementia",
)  # fmt: skip
_POLICIES = (
    "Equality, diversity and inclusion policy", "Anti-discrimination policy", "Equal opportunities policy",
    "Safeguarding adults policy", "Whistleblowing policy", "Complaints policy", "Medicines policy",
    "Infection control policy", "Supervision policy", "Training policy", "Recruitment policy", "Privacy policy",
    "Falls policy", "Mental capacity policy", "Lone working policy", "Duty of candour policy",
)  # fmt: skip
_GROUPS = ("Dosti Lunch Club", "Harbour Choir", "Mosaic Elders Group", "St Anselm's Church", "Windrush Story Circle")
_QUESTIONS = (
    ("I am treated with dignity", "Dignity"),
    ("My culture and faith are respected", "Culture"),
    ("I have a say in my support", "Choice"),
)


@dataclass(frozen=True)
class Table:
    """A sheet: where it is kept, which map reads it, its headings (set apart by `|`) and rows, what stands around."""

    file: str
    map: str
    headings: str
    rows: Sequence[Row]
    sheet: str = "Sheet1"
    above: Sequence[Row] = ()
    below: Sequence[Row] = ()

    def all_rows(self) -> Iterator[Row]:
        """From the top of the sheet to its end."""
        yield from (*self.above, self.headings.split(" | "), *self.rows, *self.below)


@dataclass(frozen=True)
class House:
    """An invented care home: how big it is, and how good its records are (`quality`, 0 to 1)."""

    id: str
    name: str
    council: str
    number: int
    on: date
    chance: random.Random = field(repr=False)
    quality: float
    staff_count: int
    people_count: int

    @cached_property
    def names(self) -> list[str]:
        """Of the staff, and after them of the people supported; no two are the same."""
        both = [f"{first} {last}" for first in _FIRST for last in _LAST]
        return self.chance.sample(both, self.staff_count + self.people_count)

    @property
    def staff(self) -> list[str]:
        """The names of the staff."""
        return self.names[: self.staff_count]

    def likely(self, more: float = 0.0) -> bool:
        """Whether something was done as it should be."""
        return self.chance.random() < self.quality + more

    def day(self, within: int) -> date:
        """A day within so many days before the last."""
        return self.on - timedelta(days=self.chance.randrange(within))

    def days(self, every: int) -> Iterator[date]:
        """Days so far apart over the months before the last, each a little early or late; some are left out."""
        for back in range(_MONTHS * 30, 0, -every):
            if self.likely(0.25):
                yield self.on - timedelta(days=max(0, back - self.chance.randrange(max(every // 3, 1))))

    def untidy(self, day: date) -> Cell:
        """A day as people type it; now and then one that does not exist."""
        how = self.chance.random()
        if how < 0.002:
            return "31/02/2026"
        if how < 0.03:
            return day_words(day)
        return day.isoformat() if how < 0.05 else day

    def called(self, name: str) -> str:
        """A name as people type it; rarely one that nobody has."""
        how = self.chance.random()
        if how < 0.002:
            return "Bank worker"
        if how < 0.05:
            first, _, last = name.partition(" ")
            return f"{last}, {first}"
        return name.upper() if how < 0.07 else f" {name} " if how < 0.09 else name


def _staff(house: House) -> Table:
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


def _people(house: House) -> Table:
    languages = ("English", "English", "English", "Polish", "Urdu", "Welsh")
    rows: list[Row] = []
    for n, name in enumerate(house.names[house.staff_count :]):
        funder, recorded = house.chance.choice(("Council", "Private", "NHS")), "Yes" if house.likely() else ""
        rows.append([_ref(n), name, funder, house.day(2000), recorded, house.chance.choice(languages)])
    head = "Resident ref | Resident | Funding | Moved in | Culture / faith recorded | First language"
    return Table("Residents.xlsx", "residents", head, rows, "Current")


def _ref(index: int) -> str:
    return f"R{index + 1:03}"


def _training(house: House) -> Table:
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
                rows.append([_payroll(n), course, done, how, house.chance.choice(_GROUPS) if partner else ""])
    head = "Employee no | Course | Completed | Method | Delivered with"
    return Table("Training log.csv", "training-log", head, rows)


def _supervision(house: House) -> Table:
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


def _audits(house: House) -> Table:
    topics = ("Cultural identity and inclusion", "Cultural identity and inclusion", "Dignity", "Supervision", "Falls")
    areas = ("Care plans", "Activities", "Reviews", "Medication", "Staff files")
    rows: list[Row] = []
    for n, day in enumerate(house.days(12)):
        score = min(20, round(11 + 8 * house.quality) + house.chance.randint(-1, 2))
        found = "Two records to complete" if score < 18 else ""
        action = f"AP-{n + 1:02}" if found and house.likely(0.1) else ""
        topic = house.chance.choice(topics)
        rows.append([house.untidy(day), topic, areas[n % 5], "Deputy manager", f"{score}/20", "", 15, found, action])
    head = (
        "Date of audit | Audit topic | Area looked at | Audited by | Score | Out of | Pass mark | Findings | Action ref"
    )
    return Table("Audits.xlsx", "audit-log", head, rows, "Audit log", ([f"Audits, {house.name}"], []))


def _feedback(house: House) -> Table:
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


def _reviews(house: House) -> Table:
    kinds = ("Care plan review", "Monthly review", "6 month review")
    rows: list[Row] = []
    for n in range(house.people_count):
        for day in house.days(45):
            involved, recorded = "Yes" if house.likely(0.1) else "No", "Y" if house.likely(0.05) else "No"
            how = "Food as at home" if house.likely() else ""
            rows.append([_ref(n), house.untidy(day), house.chance.choice(kinds), involved, recorded, how])
    head = "Resident ref | Review date | Type | Resident involved | Cultural needs recorded | How met"
    return Table("Care plan reviews.csv", "care-plan-reviews", head, rows)


def _policies(house: House) -> Table:
    rows: list[Row] = []
    for n, title in enumerate(_POLICIES):
        reviewed = house.day(330 if house.likely(0.1) else 900)
        due = reviewed + timedelta(days=365)
        tested = "Cultural identity and inclusion" if n < 3 and house.likely() else ""
        read = round(house.staff_count * (0.75 + house.quality / 4))
        version = f"v{house.chance.randint(1, 6)}"
        rows.append([title, "Registered manager", version, reviewed, due, house.staff_count, read, tested])
    head = "Policy | Owner | Version | Last reviewed | Review due | Staff to read | Staff signed | Tested by (audit)"
    return Table("Policies.xlsx", "policy-register", head, rows, "Policies")


def _meetings(house: House) -> Table:
    rows: list[Row] = []
    for kind, every in (("Governance", 80), ("Residents' meeting", 30), ("Staff meeting", 45)):
        for day in house.days(every):
            topics = "Inclusion and cultural identity; falls" if house.likely() else "Rota; building works"
            present = house.chance.randint(6, 12)
            rows.append([house.untidy(day), kind, "Registered manager", 12, present, topics, "Noted", 2])
    head = "Date | Meeting | Chair | Invited | Present | Topics discussed | Decisions | Actions"
    return Table("Meetings.xlsx", "meetings-log", head, rows, "Meetings")


def _actions(house: House) -> Table:
    rows: list[Row] = []
    for n, day in enumerate(house.days(16)):
        due = day + timedelta(days=28)
        done = due - timedelta(days=3) if house.likely(0.05) and due <= house.on else ""
        theme = house.chance.choice(("Inclusion", "Inclusive practice", "Falls", "Records"))
        rows.append([f"AP-{n + 1:02}", "Audit", theme, "Complete the records", "Deputy manager", due, done])
    head = "Ref | Where from | Theme | Action | Owner | By when | Done on"
    return Table("Action plan.xlsx", "action-plan", head, rows, "Action plan")


def _partners(house: House) -> Table:
    rows: list[Row] = []
    for day in house.days(24):
        result = "Three people go every week" if house.likely() else ""
        group = house.chance.choice(_GROUPS)
        rows.append([group, "Community group", house.untidy(day), "Shared lunch", result, "Deputy manager"])
    head = "Organisation | Type | Date of contact | Purpose | Result | Lead"
    return Table("Community and partners.xlsx", "partner-log", head, rows, "Contacts")


def _examples(house: House) -> Table:
    rows: list[Row] = []
    parts = ("Some staff were unsure.", "We planned it together.", "Ten minutes at each handover.")
    for n, topic in enumerate(("Workforce development", "Governance oversight", "Community partnership"), 1):
        ended = house.day(300)
        effect = ("Staff are surer of it.", "12 talks of 15") if house.likely(0.1) else ("", "")
        rows.append([f"EX-{n}", f"Example {n}", topic, ended - timedelta(days=120), ended, *parts, *effect])
    parts_given = "Context | Support approach | Day to day | How we know it worked"
    head = f"Ref | Title | Topic | From | To | {parts_given} | Evidence cited"
    return Table("Operational examples.xlsx", "operational-examples", head, rows, "Examples")


SHEETS: tuple[Callable[[House], Table], ...] = (
    _staff,
    _people,
    _training,
    _supervision,
    _audits,
    _feedback,
    _reviews,
    _policies,
    _meetings,
    _actions,
    _partners,
    _examples,
)
"""How each sheet is made; staff and people come first, as the others name them."""


def documents(house: House) -> dict[str, str]:
    """Small evidence files by name; a better home has more of them, and newer ones."""
    plan, training = house.day(360 if house.likely() else 700), house.day(360 if house.likely() else 700)
    found = {
        f"Equality and inclusion plan {plan.isoformat()}.txt": "What we will do this year, by whom and by when.\n",
        f"Training plan {training.isoformat()}.txt": "Which training is planned for whom.\n",
        f"Residents meeting minutes {house.day(60).isoformat()}.txt": "What was said and what was agreed.\n",
    }
    return dict(list(found.items())[: 3 if house.likely(0.1) else 1])
