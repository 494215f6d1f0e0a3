"""Who works for Harbour Homecare, who has left, and who leads."""

from dataclasses import dataclass
from datetime import date

ON = date(2026, 10, 31)
OPENED = date(2025, 8, 25)


@dataclass(frozen=True)
class Worker:
    """One member of staff; `mark` says what is special about them in the sample."""

    code: str
    surname: str
    first: str
    role: str
    contract: str
    start: date
    hours: float
    sex: str
    group: str
    disabled: str
    mark: str = ""
    end: date | None = None
    reason: str = ""

    @property
    def listed(self) -> str:
        """The name as the office files it: surname first."""
        return f"{self.surname}, {self.first}"

    @property
    def spoken(self) -> str:
        """The name as colleagues write it: first name first."""
        return f"{self.first} {self.surname}"

    @property
    def office(self) -> bool:
        """Works in the office rather than on the rounds."""
        return self.role in OFFICE


OFFICE = (
    "Director and nominated individual",
    "Registered manager",
    "Deputy manager",
    "Care co-ordinator",
    "Administrator",
)

# surname|first names|role|contract|start|hours|sex|ethnic group|disabled|mark
_TEAM = """
Carrowby|Helena|Director and nominated individual|Salaried|2025-08-25|37.5|Female|WB|N|
Stannidge|Gwendolen|Registered manager|Salaried|2025-08-25|37.5|Female|WB|N|
Okonjo-Hale|Peter|Deputy manager|Salaried|2025-09-01|37.5|Male|WB|N|
Merriweather|Louise|Care co-ordinator|Salaried|2025-09-01|37.5|Female|WB|N|
Kerslake|Deirdre|Care co-ordinator|Salaried|2026-01-12|30|Female|WB|PNS|
Threlfall|Desmond|Administrator|Part time|2025-09-08|22.5|Male|BC|Y|
Ainscough|Rebecca|Team leader|Guaranteed hours|2025-08-25|35|Female|WB|N|
Lindley|Jonas|Team leader|Guaranteed hours|2025-08-25|35|Male|WB|PNS|
Fothergill|Marcus|Team leader|Guaranteed hours|2025-09-15|35|Male|WB|PNS|sup 2
Adebayo-Cross|Funmilayo|Team leader|Guaranteed hours|2025-10-06|35|Female|BA|N|
Pendlebury|Stuart|Team leader|Guaranteed hours|2025-11-03|30|Male|WB|N|
Whitlock|Sarah|Team leader|Guaranteed hours|2026-01-05|30|Female|WB|N|namesake
Boldero|Simon|Team leader|Guaranteed hours|2026-02-16|35|Male|WB|N|
Quintela|Maria Fernanda|Care worker|Guaranteed hours|2025-08-25|30|Female|WO|N|two names
Mukherjee|Anindita|Care worker|Guaranteed hours|2025-08-25|30|Female|AI|N|
Chigumbura|Tafadzwa|Care worker|Zero hours|2025-09-01|0|Male|BA|N|
O'Shaughnessy|Bridget|Care worker|Guaranteed hours|2025-09-01|25|Female|WI|N|
Raunds|Katherine|Care worker|Zero hours|2025-09-01|0|Female|WB|N|leave
Baptiste|Joelle|Care worker|Zero hours|2025-09-08|0|Female|BC|N|
Hussain-Oakley|Imran|Care worker|Guaranteed hours|2025-09-15|30|Male|AP|N|
Villanueva|Rosario|Care worker|Guaranteed hours|2025-09-22|30|Female|AO|N|
Sowerbutts|Janice|Care worker|Zero hours|2025-10-06|0|Female|WB|Y|sup 2
Nakamura-Dove|Emi|Care worker|Zero hours|2025-10-13|0|Female|MA|N|
Osei-Bonsu|Akwasi|Care worker|Guaranteed hours|2025-10-20|30|Male|BA|N|
Trewhella|Morwenna|Care worker|Guaranteed hours|2025-11-03|25|Female|WB|N|
Popescu|Andreea|Care worker|Guaranteed hours|2025-11-17|30|Female|WO|N|
Whitlock|Sarah|Care worker|Zero hours|2025-12-01|0|Female|WB|N|namesake
Dhillon|Gurpreet|Care worker|Guaranteed hours|2026-01-05|30|Female|AI|N|
Ferncliffe|Toby|Care worker|Zero hours|2026-01-19|0|Male|WB|N|
Mbeki-Rowe|Lindiwe|Care worker|Guaranteed hours|2026-02-02|30|Female|BA|N|sup 1
Szymczak|Beata|Care worker|Guaranteed hours|2026-02-23|30|Female|WO|N|
Cavanagh-Lowe|Niamh|Care worker|Zero hours|2026-03-09|0|Female|PNS|PNS|
Iqbal|Shazia|Care worker|Guaranteed hours|2026-03-23|25|Female|AP|N|
Garroway|Leon|Care worker|Zero hours|2026-04-13|0|Male|MC|N|
Thistlethwaite|Anne|Care worker|Guaranteed hours|2026-05-04|20|Female|WB|N|
Eze|Chukwuemeka|Care worker|Guaranteed hours|2026-06-01|35|Male|BA|N|
Marchetti|Silvia|Care worker|Zero hours|2026-06-29|0|Female|WO|N|
Bhandari|Sabina|Care worker|Guaranteed hours|2026-08-03|30|Female|AO|N|
Stokeld|Ryan|Care worker|Zero hours|2026-09-21|0|Male|WB|N|starter
Amankwah|Gifty|Care worker|Guaranteed hours|2026-10-12|30|Female|BA|N|starter
Redfearn|Olive|Care worker|Zero hours|2026-11-16|0|Female|WB|N|future
"""

# the same, with last day and reason in place of the mark
_GONE = """
Blenkinsop|Darren|Care worker|Zero hours|2025-08-25|0|Male|WB|N|2025-10-31|Retail job
Yilmaz|Defne|Care worker|Zero hours|2025-09-08|0|Female|WO|N|2025-12-19|Went back to university
Costigan|Fiona|Team leader|Guaranteed hours|2025-08-25|35|Female|WB|N|2026-02-06|Moved away
Pickersgill|Amy|Care worker|Zero hours|2025-10-13|0|Female|WB|N|2026-03-27|Childcare
Ndiaye|Mamadou|Care worker|Guaranteed hours|2025-11-10|30|Male|BA|N|2026-05-15|Hospital job
Harbottle|Keith|Care worker|Zero hours|2026-01-26|0|Male|WB|Y|2026-06-30|Ill health
Vasquez-Hill|Lucia|Care worker|Guaranteed hours|2026-03-02|30|Female|WO|N|2026-08-21|Pay
Crabtree|Donna|Care worker|Zero hours|2026-06-15|0|Female|WB|N|2026-10-09|Travelling between calls
"""


def _workers(text: str, first_code: int) -> tuple[Worker, ...]:
    found = []
    for number, line in enumerate(text.strip().splitlines(), first_code):
        surname, first, role, contract, start, hours, sex, group, disabled, *rest = line.split("|")
        mark, end, reason = (rest[0], None, "") if len(rest) == 1 else ("left", date.fromisoformat(rest[0]), rest[1])
        begun = date.fromisoformat(start)
        found.append(
            Worker(
                f"HH{number:03}",
                surname,
                first,
                role,
                contract,
                begun,
                float(hours),
                sex,
                group,
                disabled,
                mark,
                end,
                reason,
            )
        )
    return tuple(found)


TEAM = _workers(_TEAM, 1)
GONE = _workers(_GONE, 71)
EVERYONE = TEAM + GONE
NOW = tuple(w for w in TEAM if w.mark != "future")
"""Employed on the day: 40, of them 34 on the rounds and 6 in the office."""
LEADERS = tuple(w for w in NOW if w.role not in ("Care worker", "Administrator"))
"""Who leads: 12, of them 7 team leaders."""
