"""The staff of Rowan House: who they are and what is special about them in the sample."""

from dataclasses import dataclass
from datetime import date

ON = date(2026, 10, 31)


@dataclass(frozen=True)
class Worker:
    """One member of staff; `mark` says what is special about them in the sample."""

    code: str
    name: str
    role: str
    section: str
    contract: str
    start: date
    hours: float
    mark: str = ""
    leave: tuple[date, date | None, date | None] | None = None
    end: date | None = None
    reason: str = ""

    @property
    def kitchen(self) -> bool:
        """Works in the house rather than in care."""
        return self.section == "Housekeeping and kitchen"


def _d(text: str) -> date:
    return date.fromisoformat(text)


_TEAM = """
Management|Registered manager|Margaret Ashdown-Pike|Permanent|2019-02-04|37.5|
Management|Deputy manager|Olusegun Adeyinka|Permanent|2020-06-15|37.5|
Management|Care co-ordinator|Priyanka Raghunathan|Perm|2021-09-06|37.5|
Management|Administrator|Gillian Thorncombe|perm p/t|2016-05-09|24|
Day care staff|Team leader|Blessing Okwuosa|Permanent|2018-03-12|37.5|
Day care staff|Team leader|Marcin Wojtkowiak|Permanent|2019-11-18|37.5|
Day care staff|Senior care assistant|Shabnam Yusufzada|Perm|2020-01-20|36|leave 1
Day care staff|Senior care assistant|Lorraine Pettifer|Permanent|2015-04-13|36|sup four
Day care staff|Senior care assistant|Kwabena Asantewaa|Perm|2021-05-10|36|
Day care staff|Care assistant|Jasvinder Sahota|Permanent|2022-02-07|36|
Day care staff|Care assistant|Tereza Novotna|Permanent|2022-08-15|30|returned
Day care staff|Care assistant|Chidinma Nwachukwu|Perm|2023-01-16|36|
Day care staff|Care assistant|Declan Murtagh|Permanent|2023-03-06|36|sup five
Day care staff|Care assistant|Ioana Dragomirescu|Permanent|2023-06-12|30|
Day care staff|Care assistant|Harriet Wetherspoon|perm p/t|2017-10-02|20|
Day care staff|Care assistant|Tendai Chikwanha|Perm|2023-09-18|36|
Day care staff|Care assistant|Sunita Gurung-Thapa|Permanent|2024-01-08|36|
Day care staff|Care assistant|Aaliyah Brathwaite|Permanent|2024-02-03|36|
Day care staff|Care assistant|Owain Llewellyn-Rees|Permanent|2025-03-12|30|
Day care staff|Care assistant|Fatoumata Camara|Perm|2025-11-17|36|new 1
Day care staff|Care assistant|Lewis Haverstock|Permanent|2026-06-08|36|new 5
Day care staff|Care assistant|Rosalind Achieng|Perm|2026-07-20|36|new 6
Day care staff|Care assistant|Emeka Obiechina|Perm|2026-09-14|36|starter
Day care staff|Activities co-ordinator|Bronwen Saddler|Permanent|2018-09-03|30|
Night staff|Senior night care assistant|Mohammed Karimzadeh|Permanent|2019-07-22|36|
Night staff|Senior night care assistant|Yvonne Castleton|Perm|2014-04-01|36|
Night staff|Night care assistant|Abena Frimpong|Permanent|2021-11-29|36|
Night staff|Night care assistant|Siobhan Gallacher|Permanent|2022-05-23|24|leave 2
Night staff|Night care assistant|Rajesh Venkataraman|Perm|2023-04-17|36|
Night staff|Night care assistant|Nomvula Dlaminisi|Permanent|2024-04-22|36|sup three
Night staff|Night care assistant|Agnieszka Pawlikowska|Permanent|2024-09-09|36|
Night staff|Night care assistant|Gareth Boddington|perm p/t|2026-01-12|24|new 2
Night staff|Night care assistant|Mercy Wanjiku|Permanent|2026-10-05|36|starter
Bank|Bank care assistant|Pauline Straker|Bank|2016-01-11|0|
Bank|Bank care assistant|Ngozi Umeadi|bank staff|2022-10-10|0|
Bank|Bank care assistant|Callum Fairweather|Bank|2023-07-03|0|
Bank|Bank night care assistant|Leticia Figueiroa|BANK|2024-05-20|0|
Bank|Bank care assistant|Daniel Oyelaran|bank staff|2025-02-24|0|
Bank|Bank care assistant|Zainab Hashemi|Bank|2026-03-16|0|new 3
Housekeeping and kitchen|Head cook|Francesco Bellantoni|Permanent|2017-06-19|37.5|
Housekeeping and kitchen|Assistant cook|Manjit Dhaliwal|Perm|2021-03-22|30|
Housekeeping and kitchen|Kitchen assistant|Kayleigh Tranter|perm p/t|2026-04-20|20|new 4
Housekeeping and kitchen|Head housekeeper|Beverley Nankivell|Permanent|2015-08-17|37.5|
Housekeeping and kitchen|Housekeeper|Lakshmi Perumal|Permanent|2020-10-05|30|
Housekeeping and kitchen|Housekeeper|Danuta Zielonka|Perm|2022-03-28|30|
Housekeeping and kitchen|Housekeeper|Esther Kyeremateng|perm p/t|2023-11-13|20|leave 3
Housekeeping and kitchen|Laundry assistant|Anh Thu Pham|Permanent|2024-08-12|25|
Housekeeping and kitchen|Maintenance person|Roy Cheesewright|Permanent|2018-11-26|37.5|maintenance
Day care staff|Care assistant|Simran Kalsi|Permanent|2026-11-09|36|future
"""

_GONE = """
Day care staff|Care assistant|Natasha Brierfield|Permanent|2021-07-05|36|2025-06-30|New job nearer home
Night staff|Night care assistant|Ifeanyi Madubuike|Perm|2022-01-31|36|2025-09-14|Moved away
Day care staff|Care assistant|Cerys Abernathy|Permanent|2025-01-20|30|2025-11-28|Went to college
Bank|Bank care assistant|Goran Stojanovic|Bank|2023-02-13|0|2026-02-28|No shifts taken
Housekeeping and kitchen|Housekeeper|Maureen Tillotson|Permanent|2012-09-03|30|2026-05-29|Retired
Day care staff|Senior care assistant|Babajide Folorunsho|Permanent|2020-02-10|36|2026-08-21|Nursing degree
Night staff|Night care assistant|Hyacinth Delapenha|Perm|2019-05-13|36|2026-10-30|Retired
"""

_LEAVE: dict[str, tuple[date, date | None, date | None]] = {
    "leave 1": (_d("2026-05-11"), None, None),
    "leave 2": (_d("2026-07-20"), _d("2027-01-31"), None),
    "leave 3": (_d("2026-08-17"), None, None),
    "returned": (_d("2025-06-16"), _d("2026-03-15"), _d("2026-03-16")),
}


def _team() -> tuple[Worker, ...]:
    workers = []
    for number, line in enumerate(_TEAM.strip().splitlines(), 101):
        section, role, name, contract, start, hours, mark = line.split("|")
        workers.append(
            Worker(f"{number:04}", name, role, section, contract, _d(start), float(hours), mark, _LEAVE.get(mark))
        )
    return tuple(workers)


def _gone() -> tuple[Worker, ...]:
    workers = []
    for number, line in enumerate(_GONE.strip().splitlines(), 61):
        section, role, name, contract, start, hours, end, reason = line.split("|")
        workers.append(
            Worker(
                f"{number:04}",
                name,
                role,
                section,
                contract,
                _d(start),
                float(hours),
                "left",
                end=_d(end),
                reason=reason,
            )
        )
    return tuple(workers)


TEAM = _team()
GONE = _gone()
NOW = tuple(w for w in TEAM if w.mark != "future")
"""Employed on the day: 48."""
COUNTED = tuple(w for w in NOW if w.mark != "starter" and not w.mark.startswith("leave"))
"""In post for 8 weeks and not on leave: 43."""
