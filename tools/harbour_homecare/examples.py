"""Operational examples: accounts in four parts."""

from datetime import date
from pathlib import Path

from harbour_homecare.files import Row, Sheet, xlsx

_HEAD: Row = (
    *("Example no", "Headline", "Subject", "Began", "Ended", "Background", "Our approach", "What we do each day"),
    *("Difference made", "Evidence", "Quote", "Consent date"),
)
_ROWS: tuple[Row, ...] = (
    (
        "E1",
        "People who use care teach the course",
        "Positive risk taking; community partnership; culture; values; leadership; workforce development",
        date(2026, 1, 12),
        date(2026, 10, 20),
        "New carers did too much for people, who then did less for themselves.",
        "Three members of Harbour Voices planned a course on positive risk taking and taught it with the manager.",
        "Each carer asks at the first call of the week what the person wants to do without help.",
        "Carers who had the course wrote more goals; seven of eight risk decisions were talked over with the person.",
        "Goals and outcomes register; Positive risk decisions PR-1 to PR-8",
        "They asked me, and then they waited.",
        date(2026, 10, 22),
    ),
    (
        "E2",
        "When the snow came",
        "Governance oversight; improvement; lessons learned",
        date(2025, 12, 27),
        date(2026, 4, 15),
        "In the last week of 2025 snow stopped the cars and calls were missed.",
        "The quality meeting asked for a plan that works on foot & without phones.",
        "Each round has a walking order and two carers who live near it.",
        "Missed calls fell from 61 in December to 12 in April.",
        "Visits, December 2025 and April 2026",
        "",
        None,
    ),
    (
        "E3",
        "Lunch at the hall",
        "Joint working and independence",
        date(2026, 3, 2),
        date(2026, 7, 7),
        "Several people had not been out since they came home from hospital.",
        "A carer walks with them to the lunch club and leaves.",
        "The lift is booked by the club. The carer comes back for the way home if asked.",
        "",
        "Five go every week",
        "I go on my own now.",
        None,
    ),
)


def write(folder: Path) -> None:
    """Examples.xlsx; the last one is not finished."""
    xlsx(folder / "Examples.xlsx", Sheet("Examples", [(), _HEAD, *_ROWS], heading=2))
