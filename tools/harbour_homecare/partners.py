"""The people and organisations the agency works with: a row for each contact."""

from datetime import date
from pathlib import Path

from harbour_homecare.files import Row, table

# organisation|sector|contact|since|aim|present|activity|outcome|feedback|training|lead|next
_PARTNERS = """
Saltmere Multi-Faith Network|Faith group|2025-11-18|2025-10-01|Cultural awareness workshop|12 carers, 2 speakers|Workshop on faith at home|Culture page in the plan rewritten|Warm welcome|Y|Director|2026-02-17
Saltmere and Wyke Council|Council|2025-12-09|2025-08-25|Contract meeting|manager; contract officer|Figures gone through|Third round agreed|Clear figures|N|Registered manager|2026-03-10
Wyke Road Surgery|GP|2026-01-20|2025-10-15|Joint reviews|nurse; deputy|Six reviews together|Medicines cut for two people|Useful|N|Deputy manager|2026-04-21
Saltmere Multi-Faith Network|Faith group|2026-02-17|2025-10-01|Cultural awareness workshop|9 carers|Second workshop|||Y|Director|2026-06-09
Saltmere and Wyke Council|Council|2026-03-10|2025-08-25|Contract meeting|manager; contract officer|Missed calls in December|Snow plan shared with two agencies|Prompt|N|Registered manager|2026-06-16
Fishermen's Hall Lunch Club|Club|2026-04-14|2026-03-02|Getting out again|8 clients|Lunch with a lift there|Five go every week|Lovely guests|N|Team leader|2026-05-12
Harbour Voices|Community group|2026-05-19|2026-01-12|People as trainers|3 clients|Taught positive risk taking|Course kept on the plan|Felt heard|Y|Registered manager|2026-08-18
Saltmere and Wyke Council|Council|2026-06-16|2025-08-25|Contract meeting|manager; contract officer|Call times||Fair|N|Registered manager|2026-09-15
Fishermen's Hall Lunch Club|Club|2026-07-07|2026-03-02|Getting out again|7 clients|Lunch|||N|Team leader|2026-08-04
Wyke Road Surgery|GP|2026-08-11|2025-10-15|Joint reviews|nurse; deputy|Five reviews together|One admission avoided|Useful|N|Deputy manager|2026-11-10
Coastline Care Association|Care association|2026-09-09|2026-02-01|Sharing what works|director|Talk on call times|Text message idea adopted by two others|Generous|N|Director|2026-12-02
Saltmere and Wyke Council|Council|2026-09-15|2025-08-25|Contract meeting|manager; contract officer|Cover list shown|No action needed|Clear figures|N|Registered manager|2026-12-15
Harbour Voices|Community group|2026-10-20|2026-01-12|People as interviewers|2 clients|Sat on two interview panels|Two carers chosen|Proud|N|Registered manager|
"""  # noqa: E501


def write(folder: Path) -> None:
    """Partners.csv."""
    rows: list[Row] = [
        (
            *(
                "Partner",
                "Sector",
                "Contact date",
                "Partner since",
                "Aim",
                "Attended by",
                "Activity",
                "Difference made",
            ),
            *("Partner feedback", "Training given", "Our lead", "Next meeting"),
        )
    ]
    for line in _PARTNERS.strip().splitlines():
        name, sector, met, since, *words, coming = line.split("|")
        rows.append(
            (
                name,
                sector,
                date.fromisoformat(met),
                date.fromisoformat(since),
                *words,
                date.fromisoformat(coming) if coming else None,
            )
        )
    table(folder / "Partners.csv", rows, "utf-8", mark=",", days="%d %B %Y")
