"""The sheets of an invented care home about how it is led: audits, policies, meetings, actions, examples."""

from datetime import timedelta

from evidencepack.batch.sample_house import House, Row, Table

_POLICIES = (
    "Equality, diversity and inclusion policy", "Anti-discrimination policy", "Equal opportunities policy",
    "Safeguarding adults policy", "Whistleblowing policy", "Complaints policy", "Medicines policy",
    "Infection control policy", "Supervision policy", "Training policy", "Recruitment policy", "Privacy policy",
    "Falls policy", "Mental capacity policy", "Lone working policy", "Duty of candour policy",
)  # fmt: skip


def audits(house: House) -> Table:
    """Audits with their scores; the less good a home, the lower."""
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


def policies(house: House) -> Table:
    """The policy register."""
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


def meetings(house: House) -> Table:
    """Meetings and what they talked about."""
    rows: list[Row] = []
    for kind, every in (("Governance", 80), ("Residents' meeting", 30), ("Staff meeting", 45)):
        for day in house.days(every):
            topics = "Inclusion and cultural identity; falls" if house.likely() else "Rota; building works"
            present = house.chance.randint(6, 12)
            rows.append([house.untidy(day), kind, "Registered manager", 12, present, topics, "Noted", 2])
    head = "Date | Meeting | Chair | Invited | Present | Topics discussed | Decisions | Actions"
    return Table("Meetings.xlsx", "meetings-log", head, rows, "Meetings")


def actions(house: House) -> Table:
    """The action plan."""
    rows: list[Row] = []
    for n, day in enumerate(house.days(16)):
        due = day + timedelta(days=28)
        done = due - timedelta(days=3) if house.likely(0.05) and due <= house.on else ""
        theme = house.chance.choice(("Inclusion", "Inclusive practice", "Falls", "Records"))
        rows.append([f"AP-{n + 1:02}", "Audit", theme, "Complete the records", "Deputy manager", due, done])
    head = "Ref | Where from | Theme | Action | Owner | By when | Done on"
    return Table("Action plan.xlsx", "action-plan", head, rows, "Action plan")


def examples(house: House) -> Table:
    """Operational examples in four parts."""
    rows: list[Row] = []
    parts = ("Some staff were unsure.", "We planned it together.", "Ten minutes at each handover.")
    for n, topic in enumerate(("Workforce development", "Governance oversight", "Community partnership"), 1):
        ended = house.day(300)
        effect = ("Staff are surer of it.", "12 talks of 15") if house.likely(0.1) else ("", "")
        rows.append([f"EX-{n}", f"Example {n}", topic, ended - timedelta(days=120), ended, *parts, *effect])
    parts_given = "Context | Support approach | Day to day | How we know it worked"
    head = f"Ref | Title | Topic | From | To | {parts_given} | Evidence cited"
    return Table("Operational examples.xlsx", "operational-examples", head, rows, "Examples")
