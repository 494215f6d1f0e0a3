"""Operational examples: accounts in four parts."""

from datetime import date
from pathlib import Path

from rowan_house.files import Row, Sheet, xlsx

_HEAD: Row = (
    "Ref",
    "Title",
    "Topic",
    "From",
    "To",
    "Context",
    "Support approach",
    "Day to day",
    "How we know it worked",
    "Figure or record",
    "In their own words",
    "Consent given on",
    "Written by",
)
_ROWS: tuple[Row, ...] = (
    (
        "EX-01",
        "From not asking to asking",
        "Workforce development",
        date(2025, 12, 1),
        date(2026, 9, 30),
        "In the autumn of 2025 many care assistants told their supervisor that they did not know "
        "how to ask a new "
        "resident about faith or background, and so left the page empty.",
        "The manager put three courses on the training plan, asked the interfaith forum to help run "
        "one of them, and "
        "added a question about sureness to the supervision form.",
        "Two team leaders practise a first conversation with each new colleague. Handover ends with "
        "one thing learnt "
        "about a person that week.",
        "The sureness that staff gave before and after the talk rose on average by less than one "
        "point of five; two "
        "went down and have been paired with a team leader.",
        "Supervision log 2026, 31 talks with both scores",
        "I used to change the subject. Now I ask.",
        date(2026, 10, 2),
        "Deputy manager",
    ),
    (
        "EX-02",
        "Reading ten plans together",
        "Governance oversight",
        date(2025, 11, 18),
        date(2026, 9, 15),
        "Care plans said a lot about health and little about who the person was, and nobody looked at it as a whole.",
        "The governance meeting asked for an audit of ten plans at a time with the same form, and "
        "for the score to "
        "come back to the table.",
        "The deputy reads the plans with the key worker beside her; what is missing becomes an "
        "action with a day and "
        "an owner, and the next audit starts with it.",
        "The score for care plans went from 31 to 36 of 40 in ten months, and five of the seven "
        "actions that came "
        "of these audits are done.",
        "Audits 18 November 2025 and 15 September 2026",
        "",
        None,
        "Registered manager",
    ),
    (
        "EX-03",
        "Neighbours at the table",
        "Community partnership",
        date(2025, 11, 20),
        date(2026, 10, 15),
        "Several residents had lost touch with the clubs and congregations they belonged to before they moved in.",
        "The activities co-ordinator wrote to four groups and asked each what they would like to do with us.",
        "A group comes most months; a resident is host each time & chooses the music.",
        "",
        "",
        "It is like Saturdays used to be.",
        date(2026, 10, 16),
        "Activities co-ordinator",
    ),
    (
        "EX-04",
        "A last week as she wished",
        "End-of-life faith needs",
        date(2026, 4, 20),
        date(2026, 6, 12),
        "A resident near the end of life wished for prayers that the staff did not know.",
        "Her family and the chaplain wrote one page for the bedside, which the nurse and the night "
        "staff went through "
        "together.",
        "Each shift read the page first. The side room was kept for visitors who came by night.",
        "The review after the death found each wish on the page kept; the page is now part of the end-of-life plan.",
        "Care plan review 27 May 2026; action AP-033",
        "They did it our way, and they did it gently.",
        date(2026, 7, 3),
        "Deputy manager",
    ),
)


def write(folder: Path) -> None:
    """Operational examples.xlsx; the third is not finished."""
    sheet = Sheet("Examples", [_HEAD, *_ROWS], widths=(8, 30, 24, 12, 12, 50, 50, 50, 50, 30))
    xlsx(folder / "Operational examples.xlsx", sheet)
