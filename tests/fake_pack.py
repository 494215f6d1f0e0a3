"""A rich pack made up by hand, for the tests of the writers: two frameworks of nine and two sections."""

# ruff: noqa: E501  (tables of made-up rows)

from datetime import date, timedelta
from typing import Any

from evidencepack.pack.files_model import Place, ProblemLine, SourceLine
from evidencepack.pack.listed_model import (
    EvidenceItem,
    Fingerprint,
    FlagLine,
    KeyedFingerprint,
    MethodNote,
    OpenCause,
    RegisterColumn,
    RegisterSheet,
    ServiceCard,
    StatusCount,
    StatusWord,
    TraceLine,
)
from evidencepack.pack.model import (
    Action,
    ChangeLine,
    ExampleCard,
    ExamplePart,
    FindingLine,
    FirstThing,
    Pack,
    Report,
    Section,
    ThemeHeading,
)
from evidencepack.pack.typed_model import ManagerView, Typed

ON = date(2026, 10, 31)
OPEN = "In 3 rows, 'Completed' could not be read: Training.xlsx, sheet Matrix, rows 4, 9 and 12."
WINDOW = "1 November 2025 to 31 October 2026"

STATUS = {
    code: StatusWord(code=code, word=code[0].upper() + code[1:], symbol=symbol, tone=tone)
    for code, symbol, tone in (
        ("shown", "●", "good"),
        ("mostly shown", "◕", "good"),
        ("partly shown", "◐", "part"),
        ("not shown", "○", "poor"),
        ("little to go on", "?", "none"),
        ("cannot be told from records", "?", "none"),
        ("met", "●", "good"),
        ("partly met", "◐", "part"),
        ("not met", "○", "poor"),
        ("not applicable", "–", "none"),
        ("none due", "–", "none"),
        ("for information", "i", "info"),
        ("too few to judge", "?", "none"),
        ("no clear change", "≈", "none"),
        ("unclear", "?", "none"),
        ("not recorded", "□", "none"),
        ("not supplied", "–", "none"),
        ("no evidence", "–", "none"),
    )
}

PRACTICE = "Sector practice: Skills for Care guidance on supervision, checked 12 October 2026"
CONTRACT = "Contract: Northshire care home contract 2026, schedule 4"
REG17 = "Health and Social Care Act 2008 (Regulated Activities) Regulations 2014, regulation 17"
REG16 = "Health and Social Care Act 2008 (Regulated Activities) Regulations 2014, regulation 16"
REG18 = "Care Quality Commission (Registration) Regulations 2009, regulation 18"

# number: (title, status, sentence, figure, target, number from, duty, evidence, flags, action)
FINDINGS: dict[str, tuple[str, str, str, str, str, str, str, str, tuple[tuple[str, str], ...], str]] = {
    "1.1": ("Incidents reviewed within 14 days", "partly met",
            "36 of 43 incidents (83.7%) were reviewed within 14 days; 2 are still open and past their day.",
            "36 of 43 (83.7%)", "at least 90%, partly from 75%", PRACTICE, "", "EV1",
            (("BELOW_TARGET", "The figure is below its target; 3 more reviews in time would meet 90%."),), "A-3KQ7MA"),
    "1.2": ("Lessons followed by a check of their effect", "not met",
            "2 of 9 lessons (22.2%) name a measure before and after.", "2 of 9 (22.2%)", "at least 80%", PRACTICE, "",
            "EV1 EV15", (("NO_CHANGE_SHOWN", "Learning is recorded, but not whether anything changed because of it."),
                         ("ACTION_OVERDUE", "4 improvement actions are past their due day, the oldest by 96 days.")),
            "A-7TRB2C"),
    "1.3": ("Notifications sent without delay", "not supplied", "The register of notifications was not given to this pack.",
            "", "all", "", REG18, "", (("DUTY_NOT_SHOWN", "A legal duty rests on a register that was not supplied."),),
            "A-9XWD4E"),
    "1.4": ("Falls for each 1,000 care days", "for information", "4.2 falls for each 1,000 care days, after 5.1 the year before.",
            "4.2", "", "", "", "EV1 EV20", (), ""),
    "2.1": ("Safeguarding training in date", "met",
            "41 of 43 staff (95.3%) have safeguarding training in date on 31 October 2026.",
            "41 of 43 (95.3%)", "at least 90%, partly from 75%", CONTRACT, "", "EV2 EV3", (), ""),
    "2.2": ("Concerns referred to the council within one working day", "met",
            "6 of 6 concerns were referred within one working day.", "6 of 6", "all", CONTRACT, "", "EV4", (), ""),
    "2.3": ("Safeguarding policy reviewed within 12 months", "met",
            "The policy was reviewed on 4 March 2026, 241 days before this pack.", "241 days", "within 12 months", PRACTICE,
            "", "EV5", (), ""),
    "3.1": ("Mandatory training in date", "partly met",
            "318 of 387 required courses (82.2%) are in date; 5 are overdue and booked by 30 November 2026.",
            "318 of 387 (82.2%)", "at least 90%, partly from 75%", CONTRACT, "", "EV2 EV3",
            (("BELOW_TARGET", "The figure is below its target; 31 more courses in date would meet 90%."),
             ("STALE", "The newest record is 74 days old.")), "A-B4NK6F"),
    "3.2": ("Supervision within the interval of the service's own policy", "partly met",
            "33 of 41 staff (80.5%) had the supervision their policy asks for.", "33 of 41 (80.5%)",
            "at least 90%, partly from 75%", "Own policy: every 8 weeks", "", "EV6", (), "A-D5PJ8G"),
    "3.3": ("Competency to give medicines checked", "met", "12 of 12 staff who give medicines were checked within 12 months.",
            "12 of 12", "all", PRACTICE, "", "EV7", (), ""),
    "3.4": ("Agency hours as a share of all care hours", "for information", "7.9% of care hours were worked by agency staff.",
            "7.9%", "", "", "", "EV20", (), ""),
    "3.5": ("Exit interviews held", "too few to judge", "2 of 3 leavers had an exit interview; too few to judge.", "2 of 3",
            "at least 75%", PRACTICE, "", "EV8", (("SMALL_N", "3 is too few for a share to mean much."),), ""),
    "4.1": ("Care plans reviewed each month", "met", "27 of 28 people (96.4%) had a review in each month.",
            "27 of 28 (96.4%)", "at least 90%, partly from 75%", CONTRACT, "", "EV9", (), ""),
    "4.2": ("The person took part in the review", "met", "25 of 27 reviews (92.6%) say that the person took part.",
            "25 of 27 (92.6%)", "at least 85%", PRACTICE, "", "EV9", (), ""),
    "4.3": ("Communication needs recorded", "met", "28 of 28 people have their communication needs recorded.", "28 of 28",
            "all", "", "Health and Social Care Act 2012, section 250 (Accessible Information Standard)", "EV10", (), ""),
    "4.4": ("Complete operational example: a plan that changed with the person", "met",
            "1 complete operational example on person-centred planning.", "1", "at least 1", CONTRACT, "", "EV22", (), ""),
    "5.1": ("Complaints answered within 28 days", "not met",
            "3 of 8 complaints (37.5%) were answered within 28 days; 2 are still open.", "3 of 8 (37.5%)",
            "at least 90%, partly from 75%", "Own policy: 28 days, looser than the contract's 20 days; the contract's is used.",
            REG16, "EV11", (("CONTRADICTED", "The audit of complaints of 2 June 2026 scored 61%, below its pass mark of 80%."),),
            "A-F6QL3H"),
    "5.2": ("Complainants told the outcome and the Ombudsman's address", "not met", "2 of 6 closed complaints (33.3%) say so.",
            "2 of 6 (33.3%)", "all", "", REG16, "EV11", (), "A-F6QL3H"),
    "5.3": ("Survey of people and families in the last 12 months", "no evidence",
            "The feedback register was given, but holds no survey in the window.", "", "at least 1", CONTRACT, "", "EV12",
            (("NO_PEOPLE_VOICE", "No one who uses the service or their family is heard here."),), "A-H8RM5J"),
    "5.4": ("Speaking up: concerns raised by staff", "unclear", "4 rows have no date and cannot be placed in the window.", "",
            "", "", "", "EV13", (("UNDATED", "4 of 4 rows have no date."),), "A-J2SN7K"),
    "6.1": ("Monthly audits carried out", "met", "12 of 12 months have an audit of medicines.", "12 of 12",
            "at least 11 of 12 months", PRACTICE, REG17, "EV14", (), ""),
    "6.2": ("Audit findings closed by their day", "partly met", "44 of 57 audit actions (77.2%) were closed by their day.",
            "44 of 57 (77.2%)", "at least 90%, partly from 75%", PRACTICE, REG17, "EV14 EV15", (), "A-7TRB2C"),
    "6.3": ("Governance meetings each quarter", "met", "4 of 4 quarters have a governance meeting with minutes.", "4 of 4",
            "all", CONTRACT, "", "EV16", (), ""),
    "6.4": ("Repeat findings between audits", "not met", "11 of 57 findings (19.3%) had been found before within 6 months.",
            "11 of 57 (19.3%)", "at most 10%, partly to 15%", PRACTICE, "", "EV14", (), "A-K3TP9L"),
    "6.5": ("Policies in date", "partly met", "31 of 36 policies (86.1%) are within their review date.", "31 of 36 (86.1%)",
            "at least 95%, partly from 80%", PRACTICE, "", "EV17",
            (("POLICY_ONLY", "Policies are in date, but only 9 are tested by an audit."),), "A-M4VQ2N"),
    "7.1": ("Registered manager in post", "partly met",
            "The post is vacant since 1 August 2026; an application was sent on 3 September 2026.", "", "in post", "",
            "Care Quality Commission (Registration) Regulations 2009, regulation 5", "EV21", (), "A-N5WR4P"),
    "7.2": ("Statement of purpose up to date", "not supplied", "No statement of purpose was given to this pack.", "",
            "within 12 months", "", "Care Quality Commission (Registration) Regulations 2009, regulation 12", "",
            (("DUTY_NOT_SHOWN", "A legal duty rests on a document that was not supplied."),), "A-Q6XS5R"),
    "7.3": ("Duty of candour met", "none due", "No event that calls for candour fell in the window.", "0 due", "all", "",
            "Health and Social Care Act 2008 (Regulated Activities) Regulations 2014, regulation 20", "EV1", (), ""),
    "7.4": ("Rating displayed", "not applicable", "The service has not been rated yet.", "", "displayed", "",
            "Health and Social Care Act 2008 (Regulated Activities) Regulations 2014, regulation 20A", "", (), ""),
    "8.1": ("Cultural awareness training in date", "partly met", "34 of 43 staff (79.1%) have it in date.",
            "34 of 43 (79.1%)", "year 1: at least 80%", CONTRACT, "", "EV2 EV3", (), "A-S7YT6T"),
    "8.2": ("Equality policy reviewed within 12 months", "met", "Reviewed on 20 May 2026, 164 days before this pack.",
            "164 days", "within 12 months", CONTRACT, "", "EV18", (), ""),
    "8.3": ("Leaders beside workforce and people supported", "for information",
            "Suppressed: a group or its remainder is 1 to 4 people.", "suppressed", "", "", "", "EV21",
            (("SMALL_N", "Groups this small could name a person."),), ""),
    "8.4": ("Complete operational example on cultural identity", "not met",
            "2 operational examples, neither of them complete.", "0 of 2", "at least 1", CONTRACT, "", "EV23 EV24",
            (("EXAMPLE_INCOMPLETE", "How effectiveness is evidenced is missing from both examples."),), "A-U8ZV7V"),
    "9.1": ("Contact with partners in the last 6 months", "not supplied",
            "The register of partnerships was not given to this pack.", "", "at least 3", CONTRACT, "", "",
            (("NOT_SUPPLIED", "Nothing can be said without the register."),), "A-W9AW8W"),
    "9.2": ("Joint work with health services", "not supplied", "The register of partnerships was not given to this pack.",
            "", "at least 1", CONTRACT, "", "", (), "A-W9AW8W"),
}  # fmt: skip

# number: (title, theme, status, headline, standing)
SECTIONS: dict[str, tuple[str, str, str, str, str]] = {
    "1": ("Learning when things go wrong", "Safe", "partly shown", "Reviewed in time for the most part; effect seldom checked",
          "Incidents are recorded and most are reviewed in time. What was learnt is written down, but seldom what changed "
          "because of it. Whether notifications were sent cannot be seen, since their register was not supplied."),
    "2": ("Safeguarding", "Safe", "shown", "Shown by training, referrals and a policy in date",
          "Staff are trained, concerns went to the council within one working day, and the policy is in date."),
    "3": ("Safe and skilled staff", "Safe", "partly shown", "Training and supervision just below their targets",
          "Training and supervision are both between 75% and 90%. Medicines competency is complete."),
    "4": ("Planning care with the person", "Effective and responsive", "mostly shown", "Shown by reviews that people took part in",
          "Plans are reviewed each month and nearly all reviews say how the person took part."),
    "5": ("Complaints and feedback", "Effective and responsive", "not shown", "Complaints late; no survey in the window",
          "Complaints were answered late, and two thirds of the closed ones do not say that the outcome was told."),
    "6": ("Governance and audit", "Well led", "partly shown", "Audits happen; their actions and repeats need work",
          "Audits and meetings are regular. Actions are closed late and one finding in five had been found before."),
    "7": ("Legal duties of a registered service", "Well led", "partly shown", "Legal duty not evidenced",
          "The registered manager's post is vacant with an application sent; no statement of purpose was supplied."),
    "8": ("Inclusive leadership and cultural identity", "Well led", "partly shown", "Policy in date; examples unfinished",
          "Training is just below the first-year step of the contract. Two examples lack how effectiveness is evidenced."),
    "9": ("Partnerships and communities", "Partners", "cannot be told from records", "Rests on a register not supplied",
          "The register of partnerships was not supplied, and much of this expectation is seen and heard, not recorded."),
}  # fmt: skip

THEMES = ("Safe", "Effective and responsive", "Well led", "Partners")

# ref: (cause, text, owner, days until due, typed)
ACTIONS: dict[str, tuple[str, str, str, int, Typed]] = {
    "A-Q6XS5R": ("No statement of purpose", "Supply the statement of purpose, reviewed within 12 months.",
                 "Nominated Individual", 7, Typed()),
    "A-9XWD4E": ("No register of notifications", "Supply the notifications register with event and sent dates.",
                 "Registered Manager", 7, Typed()),
    "A-N5WR4P": ("Manager's post vacant", "Follow up the application sent on 3 September 2026.", "Nominated Individual", 14,
                 Typed(owner="Nominated Individual", due="14 November 2026", progress="started",
                       note="Interview with the regulator booked for 9 November.")),
    "A-F6QL3H": ("Complaints answered late", "Close the 2 open complaints; tell every complainant the outcome and the "
                 "Ombudsman's address; record both in the register.", "Registered Manager", 14, Typed()),
    "A-7TRB2C": ("Actions overdue and unchecked", "Close the 4 overdue actions and record a measure before and after for each.",
                 "Deputy Manager", 21, Typed(owner="Deputy Manager", due="21 November 2026", progress="half done")),
    "A-3KQ7MA": ("Reviews late", "Review the 2 open incidents and set a weekly check of those due.", "Deputy Manager", 14, Typed()),
    "A-B4NK6F": ("Courses out of date", "Book the 64 courses that are overdue and not booked.", "Training Lead", 30, Typed()),
    "A-D5PJ8G": ("Supervision late", "Hold supervision with the 8 staff who are past their interval.", "Team Leaders", 28, Typed()),
    "A-H8RM5J": ("No survey", "Ask people and families, and record the answers with a date.", "Registered Manager", 60, Typed()),
    "A-J2SN7K": ("Undated rows", "Add the day each concern was raised.", "Registered Manager", 14, Typed()),
    "A-K3TP9L": ("Findings come back", "Choose the three commonest repeat findings and change how they are tackled.",
                 "Quality Lead", 45, Typed()),
    "A-M4VQ2N": ("Policies out of date", "Review the 5 policies past their date and plan an audit that tests each.",
                 "Quality Lead", 45, Typed()),
    "A-S7YT6T": ("Courses out of date", "Book cultural awareness for the 9 staff without it.", "Training Lead", 45, Typed()),
    "A-U8ZV7V": ("Examples unfinished", "Write how effectiveness is evidenced into both examples, citing a figure or a record.",
                 "Inclusion Lead", 30, Typed()),
    "A-W9AW8W": ("No register of partnerships", "Supply the partnerships register: organisation, contact dates, result.",
                 "Registered Manager", 30, Typed()),
}  # fmt: skip

# number: (kind, register, title, file, sheet, rows, newest)
EVIDENCE: dict[str, tuple[str, str, str, str, str, int, str]] = {
    "EV1": ("register", "incidents", "Incident log", "records/incidents.xlsx", "Log 2026", 131, "29 October 2026"),
    "EV2": ("register", "staff", "Staff list", "records/staff.xlsx", "Staff", 58, "1 October 2026"),
    "EV3": ("register", "training", "Training matrix", "records/training matrix.xlsx", "Matrix", 387, "18 August 2026"),
    "EV4": ("register", "safeguarding", "Safeguarding tracker", "records/safeguarding.csv", "", 6, "2 October 2026"),
    "EV5": ("document", "", "Safeguarding policy v7", "documents/policies/safeguarding-v7.docx", "", 0, "4 March 2026"),
    "EV6": ("register", "supervision", "Supervision tracker", "records/supervision.xlsx", "2026", 214, "28 October 2026"),
    "EV7": ("register", "competency", "Medicines competency checks", "records/competency.xlsx", "Checks", 24, "9 September 2026"),
    "EV8": ("register", "leavers", "Starters and leavers", "records/staff.xlsx", "Leavers", 17, "30 September 2026"),
    "EV9": ("register", "reviews", "Care plan reviews", "records/reviews.xlsx", "Reviews", 336, "31 October 2026"),
    "EV10": ("register", "people", "People supported", "records/people.xlsx", "People", 28, "12 October 2026"),
    "EV11": ("register", "complaints", "Complaints and compliments", "records/complaints.xlsx", "2026", 22, "19 October 2026"),
    "EV12": ("register", "feedback", "Feedback", "records/feedback.xlsx", "Sheet1", 14, "3 July 2025"),
    "EV13": ("register", "speaking up", "Speaking up log", "records/speaking-up.xlsx", "Log", 4, ""),
    "EV14": ("register", "audits", "Audit results", "records/audits.xlsx", "Results", 96, "27 October 2026"),
    "EV15": ("register", "actions", "Improvement actions", "records/actions.xlsx", "Plan", 81, "30 October 2026"),
    "EV16": ("register", "meetings", "Meetings", "records/meetings.xlsx", "Meetings", 31, "22 October 2026"),
    "EV17": ("register", "policies", "Policy list", "records/policies.xlsx", "Policies", 36, "20 October 2026"),
    "EV18": ("document", "", "Equality, diversity and human rights policy with the annex on cultural identity, faith, "
             "language, food, hair and skin care, end of life and bereavement",
             "documents/policies/equality-diversity-and-human-rights-policy-2026-05-20-final-signed-v3.docx", "", 0,
             "20 May 2026"),
    "EV19": ("document", "", "Minutes of the quarterly governance meeting", "documents/minutes/2026-q3.pdf", "", 0,
             "22 October 2026"),
    "EV20": ("register", "monthly totals", "Monthly totals", "records/totals.xlsx", "Totals", 60, "31 October 2026"),
    "EV21": ("register", "leaders", "Leaders", "records/staff.xlsx", "Leaders", 6, "3 September 2026"),
    "EV22": ("example", "operational examples", "A plan that changed with the person", "records/examples.xlsx", "Examples", 1,
             "14 September 2026"),
    "EV23": ("example", "operational examples", "Sunday lunch, as it was at home", "records/examples.xlsx", "Examples", 1,
             "30 June 2026"),
    "EV24": ("example", "operational examples", "A prayer room that people use", "records/examples.xlsx", "Examples", 1,
             "11 May 2026"),
    "EV25": ("declaration", "", "Registration of the service", "service.yaml", "", 0, "31 October 2026"),
}  # fmt: skip

KINDS = ("processes", "people's experience", "staff and leaders", "outcomes")
PARTS = ("Context", "Support approach", "Day-to-day delivery", "How effectiveness is evidenced")
TEXTS = (
    "A person moved in after a stroke and said that mornings were the hardest part of the day.",
    "The key worker and the person wrote the morning plan together, with the occupational therapist on the phone.",
    "Two staff learnt the plan. Washing comes after breakfast now, in the order that the person chose, and the aids are "
    "set out the evening before so that nobody needs to ask for them.",
    "Independence with washing and dressing went from 1 of 6 tasks to 5 of 6 in twelve weeks (EV9).",
)


def _finding(number: str, framework: str, section: str) -> FindingLine:
    title, status, sentence, figure, target, source, duty, evidence, flags, action = FINDINGS[number]
    share = figure.split(" (")[0].split(" of ") if " of " in figure else []
    slug = "".join(c if c.isalnum() else "-" for c in title.lower())[:40].strip("-")
    return FindingLine(
        id=f"{framework}/{section}/{slug}",
        number=number,
        title=title,
        kind="share" if share else "declared",
        status=STATUS[status],
        sentence=sentence,
        figure=figure,
        numerator=int(share[0]) if share else None,
        denominator=int(share[1]) if share else None,
        target=target,
        number_from=source,
        duty=duty,
        window=WINDOW if share else "",
        evidence_kind=KINDS[int(number[0]) % 4],
        flags=tuple(FlagLine(code=c, sentence=s) for c, s in flags),
        evidence=tuple(evidence.split()),
        left_out="6 staff left out: 4 started within 8 weeks, 2 on leave." if number in ("2.1", "3.2") else "",
        rows_open=3 if number == "3.1" else 0,
        open=(OpenCause(code="maybe-cell", sentence=OPEN, rows=3),) if number == "3.1" else (),
        notes=(OPEN, "Of the 7 without it in date, 3 have a booking.") if number == "3.1" else (),
        action=action,
        records_counted=int(share[1]) if share else 0,
    )


def _card(evidence: str, title: str, given: int, note: str = "") -> ExampleCard:
    parts = tuple(
        ExamplePart(label=label, given=i < given, text=TEXTS[i] if i < given and not note else "")
        for i, label in enumerate(PARTS)
    )
    return ExampleCard(
        evidence=evidence, title=title, topic="cultural identity" if given < 4 else "person-centred planning",
        period="June to September 2026", complete=given == 4, parts=parts, cites="EV9" if given == 4 else "", note=note,
    )  # fmt: skip


EXAMPLES = {
    "4": (_card("EV22", "A plan that changed with the person", 4),),
    "8": (
        _card("EV23", "Sunday lunch, as it was at home", 3),
        _card(
            "EV24",
            "A prayer room that people use",
            2,
            "Its words are not printed: no consent with a date is recorded.",
        ),
    ),
}


def _section(number: str, framework: str, findings: tuple[FindingLine, ...]) -> Section:
    title, theme, status, headline, standing = SECTIONS[number]
    evidence = tuple(dict.fromkeys(e for f in findings for e in f.evidence))
    judged = sum(f.status.tone in ("good", "part", "poor") for f in findings)
    met = sum(f.status.code == "met" for f in findings)
    missing = sum(f.status.code == "not supplied" for f in findings)
    return Section(
        id=title.lower().replace(" ", "-"),
        number=number,
        title=title,
        theme=theme,
        reference=f"Northshire quality schedule 2026, expectation {number}",
        asks=f"The service shows {title[0].lower() + title[1:]}: in its records, in what people say and in what changes.",
        looks_for=(
            "Records that are complete, recent and easy to follow from the figure to the row.",
            "What people, families and staff say, and what was done about it.",
            "A change that can be seen, with a figure before and after.",
        ),
        weight=int(number) * 2,
        status=STATUS[status],
        count_line=f"{met} of {judged} requirements met; {missing} not supplied",
        headline=headline,
        standing=standing,
        findings=findings,
        examples=EXAMPLES.get(number, ()),
        flags=(
            (FlagLine(code="SINGLE_SOURCE", sentence="All of this rests on one kind of evidence."),)
            if number in ("5", "9")
            else ()
        ),
        actions=tuple(dict.fromkeys(f.action for f in findings if f.action)),
        evidence=evidence[:8],
        evidence_more=4 if number == "6" else 0,
        observation="Rests in part on what an inspector sees and hears on a visit." if number == "9" else "",
        manager_view=(
            ManagerView(view="Not shown yet, but mending", why="The backlog was two people's leave; both are back & trained.",
                        who="Registered Manager", day="30 October 2026")
            if number == "5"
            else None
        ),
    )  # fmt: skip


def _sections(framework: str, numbers: str) -> tuple[Section, ...]:
    return tuple(
        _section(n, framework, tuple(_finding(f, framework, n) for f in FINDINGS if f.split(".")[0] == n))
        for n in numbers
    )


def _counts(statuses: list[StatusWord]) -> tuple[StatusCount, ...]:
    return tuple(
        StatusCount(status=STATUS[code], count=sum(s.code == code for s in statuses))
        for code in STATUS
        if any(s.code == code for s in statuses)
    )


def _report(framework: str, title: str, numbers: str, **more: Any) -> Report:
    sections = _sections(framework, numbers)
    findings = [f for s in sections for f in s.findings]
    wanted = {f.action for f in findings}
    found = {e for f in findings for e in f.evidence}
    values: dict[str, Any] = {
        "framework": framework,
        "title": title,
        "short_title": title,
        "not_supplied": "",
        "publisher": "Northshire Council (made up)",
        "version": "2026-11",
        "stage": "live",
        "stage_line": "In force since 1 April 2026.",
        "published_in": "Northshire quality schedule 2026, Open Government Licence v3.0",
        "about": "What Northshire Council asks of the care homes it buys care from, read through the service's own records.",
        "what_it_is": "This pack states what the service's own records show on 31 October 2026; it does not rate the service.",
        "file_stem": f"rowan-house {framework} 2026-10-31",
        "counts": _counts([s.status for s in sections]),
        "requirement_counts": _counts([f.status for f in findings]),
        "summary": (
            f"Of {len(sections)} expectations, {sum(s.status.code == 'shown' for s in sections)} are shown by the records.",
            "The strongest evidence is about safeguarding and planning care with the person.",
            "Two legal duties cannot be shown, because a register and a document were not supplied.",
        ),
        "do_first": tuple(
            FirstThing(action=ref, text=ACTIONS[ref][1], why=why)
            for ref, why in (
                ("A-Q6XS5R", "A legal duty is not shown without it."),
                ("A-9XWD4E", "A legal duty is not shown without it; closes 1 gap."),
                ("A-F6QL3H", "Closes 2 gaps and touches people directly."),
            )
            if ref in wanted
        ),
        "best_evidenced": tuple(f"{s.number} {s.title}" for s in sections if s.status.code == "shown"),
        "themes": tuple(
            ThemeHeading(title=t, sections=tuple(s.id for s in sections if s.theme == t))
            for t in THEMES
            if any(s.theme == t for s in sections)
        ),
        "sections": sections,
        "not_asked": ("Placement decisions: asked of the council's brokerage team, not of a provider.",),
        "evidence": tuple(e for e in EVIDENCE if e in found),
        "actions": tuple(a for a in ACTIONS if a in wanted),
    }  # fmt: skip
    return Report(**(values | more))


def _action(rank: int, ref: str, reports: tuple[Report, ...]) -> Action:
    cause, text, owner, days, typed = ACTIONS[ref]
    closes = [(s, f) for r in reports for s in r.sections for f in s.findings if f.action == ref]
    return Action(
        ref=ref,
        rank=rank,
        cause=cause,
        text=text,
        closes=len(closes),
        findings=tuple(f.id for _, f in closes),
        sections=tuple(dict.fromkeys(f.id.rpartition("/")[0] for _, f in closes)),
        flags=(FlagLine(code="NO_OWNER", sentence="Nobody has taken this on yet."),) if not typed.owner else (),
        proposed_owner=owner,
        proposed_due=ON + timedelta(days=days),
        essential=rank <= 3,
        weight=20 - rank,
        typed=typed,
        state="accepted" if typed.owner or typed.due else "proposed",
    )


def _item(number: str, reports: tuple[Report, ...]) -> EvidenceItem:
    kind, register, title, file, sheet, rows, newest = EVIDENCE[number]
    uses = tuple(f.id for r in reports for s in r.sections for f in s.findings if number in f.evidence)
    return EvidenceItem(
        number=number, kind=kind, register_=register, title=title, places=(Place(file=file, sheet=sheet),), rows=rows,
        newest=newest, evidence_kinds=(KINDS[len(title) % 4],), used_by=uses,
        fingerprint="5b" * 32 if kind == "document" else "",
    )  # fmt: skip


def _registers() -> tuple[RegisterSheet, ...]:
    columns = (
        RegisterColumn(field="date", heading="Date", kind="date"),
        RegisterColumn(field="type", heading="Type", kind="text"),
        RegisterColumn(field="days", heading="Days to review", kind="number"),
        RegisterColumn(field="reviewed", heading="Reviewed", kind="yes/no"),
    )
    rows = tuple(
        (f"incidents-{n:04d}", "records/incidents.xlsx", "Log 2026", n + 4,
         ON - timedelta(days=2 * n), ("fall", "skin tear", "medicines")[n % 3], n % 19, n % 7 > 0)
        for n in range(131)
    )  # fmt: skip
    staff = RegisterSheet(
        register_="staff",
        title="Staff list",
        columns=(RegisterColumn(field="role", heading="Role", kind="text"),),
        rows=tuple((f"staff-{n:04d}", "records/staff.xlsx", "Staff", n + 2, "Care Assistant") for n in range(58)),
    )
    return (RegisterSheet(register_="incidents", title="Incident log", columns=columns, rows=rows), staff)


def _traces(report: Report) -> tuple[TraceLine, ...]:
    finding = report.sections[0].findings[0].id
    return tuple(
        TraceLine(
            finding=finding, record=f"incidents-{n:04d}", register="incidents",
            used_as="numerator" if n < 36 else "denominator" if n < 43 else "left out",
            because="reviewed within 14 days" if n < 36 else "reviewed late" if n < 43 else "before the window",
            by="", file="records/incidents.xlsx", sheet="Log 2026", row=n + 4,
        )
        for n in range(60)
    )  # fmt: skip


def fake_pack() -> Pack:
    """The whole pack, the same each time."""
    first = _report("northshire-quality-2026", "Quality schedule for care homes", "123456789")
    second = _report(
        "cultural-identity",
        "Cultural identity in leadership and governance",
        "58",
        stage="draft",
        stage_line="Draft, not in force when checked on 12 October 2026.",
        not_asked=(),
    )
    reports = (first, second)
    return Pack(
        id="rowan-house-2026-10-31-7c41",
        made_with="evidencepack 0.1.0",
        service=ServiceCard(
            id="rowan-house", name="Rowan House", type="Care home", location_id="1-1234567890",
            council="Northshire Council", registered="12 May 2014",
        ),
        on=ON,
        on_words="31 October 2026",
        file_stem="rowan-house 2026-10-31",
        first_pack=False,
        changes=(
            ChangeLine(what="2 Safeguarding", before="partly shown", now="shown"),
            ChangeLine(what="3.1 Mandatory training in date", before="76.4%", now="82.2%"),
            ChangeLine(what="Actions accepted", before="0 of 12", now="2 of 15"),
        ),
        changes_since="30 September 2026",
        reports=reports,
        actions=tuple(_action(i + 1, ref, reports) for i, ref in enumerate(ACTIONS)),
        evidence=tuple(_item(n, reports) for n in EVIDENCE),
        problems=(
            ProblemLine(place=Place(file="records/training matrix.xlsx", sheet="Matrix", row=17), column="Moving & handling",
                        what="'done?' is not a date.", remedy="Write the day it was completed.", rows=3),
            ProblemLine(place=Place(file="records/speaking-up.xlsx", sheet="Log"), column="Raised",
                        what="4 rows have no date.", remedy="Add the day each concern was raised.", rows=4),
            ProblemLine(place=Place(file="documents/minutes/2026-q2.pdf"), column="",
                        what="The file could not be opened.", remedy="Save it again and replace it.", rows=1),
        ),
        sources=tuple(
            SourceLine(place=Place(file=file, sheet=sheet), map=register.replace(" ", "-"), register_=register, rows_seen=rows + 4,
                       rows_read=rows, set_aside=(("blank", 3), ("heading repeated", 1)), records=rows,
                       unused_columns=("Initials", "Comments") if register == "training" else ())
            for kind, register, _, file, sheet, rows, _ in EVIDENCE.values() if kind == "register"
        ),
        not_used=("After the day of this pack, not used: 12 rows of the supervision tracker.",),
        method=(
            MethodNote(title="Where an expectation stands", text="An expectation is shown when all that can be answered "
                       "is met and nothing speaks against it."),
            MethodNote(title="Not supplied", text="The register or document was not given to this pack; nothing is said about it."),
            MethodNote(title="Who is named", text="Nobody. Staff appear as role and code, people supported as a code."),
        ),
        mappings=(Fingerprint(name="frameworks/northshire-quality-2026.yaml", sha256="ab" * 32),
                  Fingerprint(name="indicators/workforce.yaml", sha256="cd" * 32)),
        inputs=tuple(KeyedFingerprint(name=f, keyed="ef" * 32) for f in sorted({v[3] for v in EVIDENCE.values()})),
        registers=_registers(),
        traces=_traces(first),
    )  # fmt: skip
