"""An invented care home, and a sheet of its records: what the sheets of the sample are made of."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from evidencepack.dates import day_words

Cell = str | int | float | date | None
Row = Sequence[Cell]
COUNCILS = ("Aldermere Council", "Brackenford Council", "Caldwick Council")
GROUPS = ("Dosti Lunch Club", "Harbour Choir", "Mosaic Elders Group", "St Anselm's Church", "Windrush Story Circle")
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
