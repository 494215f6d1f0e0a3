"""Two hundred names and identifiers planted all over copies of both samples, each of which no other place holds.

`python -m tests.pack.trial` runs everything with all of them and prints which is found where.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document
from openpyxl import load_workbook
from openpyxl.comments import Comment

from tests.outputs import copy_of

# Spellings of people who are on the lists, by what is unusual about them.
SPELLINGS: Mapping[str, Callable[[str, str, str], str]] = {
    "full": lambda first, middle, last: f"{first} {middle} {last}",
    "capitals": lambda first, _, last: f"{first} {last}".upper(),
    "surname first": lambda first, _, last: f"{last}, {first}",
    "surname first, no comma": lambda first, _, last: f"{last} {first}",
    "initial and surname": lambda first, _, last: f"{first[0]} {last}",
    "initials and surname": lambda first, middle, last: f"{first[0]}.{middle[0]}. {last}",
    "title and surname": lambda _first, _, last: f"Mrs {last}",
    "doctor": lambda _first, _, last: f"Dr. {last}",
    "possessive": lambda first, _, last: f"{first} {last}'s",
    "middle name dropped": lambda first, _, last: f"{first} {last}",
    "middle name more": lambda first, middle, last: f"{first} {middle} Jane {last}",
    "zero-width space": lambda first, _, last: f"{first[:2]}\u200b{first[2:]} {last}",
    "digit glued on": lambda first, _, last: f"{first} {last}2",
    "no-break space": lambda first, _, last: f"{first}\u00a0{last}",
    "decomposed": lambda first, _, last: unicodedata.normalize("NFD", f"{first} {last}"),
    "without accents": lambda first, _, last: folded(f"{first} {last}"),
    "underscores": lambda first, _, last: f"{first}_{last}",
    "half of a double name": lambda first, _, last: f"{first} {last.partition('-')[0]}",
    "diminutive": lambda first, _, last: f"{_SHORT[first]} {last}",
    "surname alone": lambda _first, _, last: last,
}
_SHORT = {"Katherine": "Kate", "Margaret": "Peggy", "Robert": "Bob", "Elizabeth": "Betty", "William": "Bill"}
_FIRST = (*_SHORT, "Renée", "Zoltán", "Siobhán", "Ngozi", "Piotr")
_MIDDLE = ("Anne", "Louise", "Grace")
_NO_LETTER = re.compile(r"[\W_]+")
_HEADS = ["Brack", "Thorn", "Wex", "Quill", "Ashen", "Harl", "Mar", "Pell", "Stow", "Vann", "Dray", "Crom"]
_TAILS = ["ovary", "öldeck", "ürnley", "ilstead", "onquist", "ébank", "umshaw", "igthorne", "ysdale", "ewhurst"]


class Planted(NamedTuple):
    """What is planted: how it is spelt, where, the text, and what is looked for (letters and digits only)."""

    spelling: str
    place: str
    text: str
    needle: str

    @property
    def id(self) -> str:
        """As it is told."""
        return f"{self.spelling} in a {self.place}"


class Slot(NamedTuple):
    """A column to plant in: what kind of field it is, the file, its sheet, the heading."""

    place: str
    file: str
    sheet: str
    heading: str


def folded(text: str) -> str:
    """Without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def bare(text: str) -> str:
    """Letters and digits only, small and without accents: no punctuation hides anything."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKD", text)).casefold()


def nhs(nine: int) -> str:
    """An NHS number with a right check digit, as its digits."""
    for number in range(nine, nine + 50):
        digits = [int(c) for c in f"{number:09d}"]
        check = (11 - sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=True)) % 11) % 11
        if check < 10:
            return f"{number:09d}{check}"
    raise AssertionError


def numbers(n: int) -> Iterator[tuple[str, str, str]]:
    """What is no name: spelling, text, needle; each number another."""
    for i in range(n):
        d = nhs(400_000_000 + 7919 * i)
        a, b, c, serial = d[:3], d[3:6], d[6:], f"{613_000 + 37 * i:06d}"
        for joint in (" ", "-", ".", "/", "", "\u00a0", " - "):
            yield f"NHS number joined by {joint!r}", f"NHS {a}{joint}{b}{joint}{c}", d
            d = nhs(int(d[:9]) + 101)
            a, b, c = d[:3], d[3:6], d[6:]
        for pattern in ("AB {} {} {} C", "ab{}{}{}c", "AB-{}{}{}-C"):
            yield "National Insurance number", pattern.format(serial[:2], serial[2:4], serial[4:]), f"ab{serial}c"
            serial = f"{int(serial) + 5:06d}"
        year = 1920 + i % 40
        yield "date of birth", f"dob {3 + i % 20:02d}/04/{year}", f"{3 + i % 20:02d}04{year}"
        yield "date of birth", f"born on {4 + i % 20} June {year}", f"{4 + i % 20}june{year}"
        yield "postcode", f"LS{10 + i % 9} {1 + i % 9}QX", f"ls{10 + i % 9}{1 + i % 9}qx"
        for text in ("07700 900{}", "+44 7700 901{}", "(0113) 496 0{}", "0113-497-0{}"):
            number = text.format(f"{100 + i:03d}")
            yield "telephone", f"ring {number}", bare(number)[-9:]
        yield "e-mail", f"mail carer{i}x@example.org", f"carer{i}xexampleorg"
        yield "bank details", f"sort code 20-17-{30 + i} account 5577{i:02d}91", f"5577{i:02d}91"
        yield "room", f"Room {417 + i}b", f"room{417 + i}b"


def people(n: int) -> list[tuple[str, str, str]]:
    """First, middle and last name of so many people, no surname twice."""
    tails = [f"{head}{tail}" for tail in _TAILS for head in _HEADS]
    return [(_FIRST[i % len(_FIRST)], _MIDDLE[i % 3], name) for i, name in enumerate(islice(cycle(tails), n))]


def identifiers(n: int) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str, int]]]:
    """The people to put on the lists; and spelling, text, needle and who (-1: nobody) of so many identifiers."""
    listed: list[tuple[str, str, str]] = []
    names: list[tuple[str, str, str, int]] = []
    for (first, middle, last), (spelling, spell) in zip(people(n * 6 // 10), cycle(SPELLINGS.items()), strict=False):
        own_first = list(_SHORT)[len(listed) % len(_SHORT)] if spelling == "diminutive" else first
        own_last = f"{last}-Oddingwell" if spelling == "half of a double name" else last
        names.append((spelling, spell(own_first, middle, own_last), bare(last), len(listed)))
        listed.append((own_first, middle if spelling != "middle name more" else "", own_last))
    others = [(*found, -1) for found in islice(numbers(n), n - len(names))]
    order = [pair for pair in zip(names, [*others, *[None] * len(names)], strict=False) for pair in pair if pair]
    return listed, order[:n]


def plant(house: Path, slots: Sequence[Slot], n: int) -> list[Planted]:
    """Plant so many in the files of a service folder, and put the people on its lists."""
    listed, found = identifiers(n)
    planted: list[Planted] = []
    by_sheet: dict[tuple[str, str], list[tuple[Slot, str]]] = {}
    for (spelling, text, needle, _), slot in zip(found, cycle(slots), strict=False):
        planted.append(Planted(spelling, slot.place, text, needle))
        by_sheet.setdefault((slot.file, slot.sheet), []).append((slot, text))
    for (file, sheet), cells in by_sheet.items():
        _into(house / file, sheet, [(slot.heading, text, slot.place) for slot, text in cells])
    _on_the_list(house, listed)
    return planted


def _into(path: Path, sheet: str, cells: Sequence[tuple[str, str, str]]) -> None:
    edit = _edit_workbook if path.suffix == ".xlsx" else _edit_text
    edit(path, sheet, lambda rows: list(_changes(rows, cells)))


def _changes(rows: Sequence[Sequence[Any]], cells: Sequence[tuple[str, str, str]]) -> Iterator[tuple[int, int, str]]:
    """Row, column (from 0) and text of each cell, each in a row of its own as long as there are rows."""
    for n, (heading, text, place) in enumerate(cells):
        head, column = next((i, row.index(heading)) for i, row in enumerate(rows) if heading in row)
        if place == "heading":
            yield head, len(rows[head]) + n, text
            continue
        filled = [i for i in range(head + 1, len(rows)) if len(rows[i]) > column and rows[i][column]]
        at = filled[n % len(filled)]
        yield at, column, f"{rows[at][column]} {text}" if place != "list" else text


def _edit_workbook(path: Path, name: str, changes: Callable[[Any], list[tuple[int, int, str]]]) -> None:
    book = load_workbook(path)
    sheet = book[name]
    for row, column, text in changes(list(sheet.iter_rows(values_only=True))):
        sheet.cell(row + 1, column + 1, text).data_type = "s"
    book.save(path)


def text_rows(path: Path) -> tuple[list[list[str]], str]:
    """The rows of a text file, and its delimiter."""
    data = path.read_bytes()
    utf = "utf-16" if data[:2] == b"\xff\xfe" else "utf-8-sig"
    try:
        text = data.decode(utf)
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    delimiter = max("\t;,|", key=text.count)
    return list(csv.reader(io.StringIO(text), delimiter=delimiter)), delimiter


def _edit_text(path: Path, _: str, changes: Callable[[Any], list[tuple[int, int, str]]]) -> None:
    rows, delimiter = text_rows(path)
    for row, column, text in changes(rows):
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = text
    _write(path, rows, delimiter)


def _write(path: Path, rows: Sequence[Sequence[str]], delimiter: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def _on_the_list(house: Path, listed: Sequence[tuple[str, str, str]], first_number: int = 0) -> None:
    names = [f"{first} {middle} {last}".replace("  ", " ") for first, middle, last in listed]
    if house.name == "rowan-house":
        rows = [
            [f"9{i + first_number:03d}", name, "Care assistant", "Permanent", "01/02/2020"]
            for i, name in enumerate(names[::2])
        ]
        _insert(house / "records/Staff list.xlsx", "Staff", "Payroll no", rows)
        people = [
            [None, f"RH-9{i + first_number:02d}", name, "01/02/2021", "Council"] for i, name in enumerate(names[1::2])
        ]
        _insert(house / "records/Residents.xlsx", "Current", "Ref", people)
        return
    path = house / "records/Staff export.csv"
    rows, delimiter = text_rows(path)
    given = [
        [
            f"HH9{i + first_number:03d}",
            f"{last}, {f'{first} {middle}'.strip()}",
            "Care worker",
            "Zero hours",
            "01.02.26",
        ]
        for i, (first, middle, last) in enumerate(listed)
    ]
    _write(path, [*rows[:2], *given, *rows[2:]], delimiter)


def _insert(path: Path, name: str, heading: str, rows: Sequence[Sequence[Any]]) -> None:
    book = load_workbook(path)
    sheet = book[name]
    head = next(i for i, row in enumerate(sheet.iter_rows(values_only=True), 1) if heading in row)
    sheet.insert_rows(head + 1, len(rows))
    for i, row in enumerate(rows, head + 1):
        for column, cell in enumerate(row, 1):
            sheet.cell(i, column, cell)
    book.save(path)


class Person(NamedTuple):
    """Somebody on the lists by the full name, for places that hold one only."""

    name: str
    needle: str


def beside_the_cells(house: Path, who: Iterator[Person]) -> list[Planted]:
    """Names of files, sheets and headings, comments, properties, documents, facts, answers, broken files."""
    made: list[Planted] = []

    def next_in(place: str) -> str:
        person = next(who)
        made.append(Planted("full", place, person.name, person.needle))
        return person.name

    records, documents = house / "records", house / "documents"
    book = load_workbook(records / "Meetings.xlsx")
    sheet = book.worksheets[0]
    sheet["B2"].comment = Comment(f"seen by {next_in('comment of a cell')}", next_in("author of a comment"))
    book.properties.creator, book.properties.title = next_in("property"), next_in("property")
    book.create_sheet(next_in("name of a sheet")).append(["left", "over"])
    hidden = book.create_sheet("kept")
    hidden.append([next_in("hidden sheet")])
    hidden.sheet_state = "hidden"
    sheet.oddHeader.left.text = next_in("page header")
    book.save(records / "Meetings.xlsx")
    (records / f"{next_in('name of a file')}.csv").write_text(f"Note,By\nx,{next_in('sheet nobody reads')}\n", "utf-8")
    (records / f"{next_in('name of a broken file')}.xlsx").write_bytes(b"PK\x03\x04 broken")
    (records / f"{next_in('name of a broken file')}.csv").write_bytes(b"\x00\x01\xff" * 99)
    document = Document()
    document.add_paragraph(f"About {next_in('document')}")
    document.core_properties.author = next_in("property of a document")
    document.save(str(documents / f"Letter to {next_in('name of a document')} 2026-05-05.docx"))
    (documents / f"{next_in('name of a broken document')}.pdf").write_bytes(b"%PDF broken")
    facts = house / "service.yaml"
    text = facts.read_text("utf-8")
    lead, paper = next_in("declared fact"), next_in("document of a declared fact")
    more = f"facts:\n  culture-lead:\n    value: {lead}\n    document: documents/{paper}.docx\n    since: 2026-01-01\n"
    facts.write_text(text.replace("facts:\n", more, 1) + f"# asked by {next_in('remark in service.yaml')}\n", "utf-8")
    answers = house / "answers" / "example-tender"
    answers.mkdir(parents=True, exist_ok=True)
    (answers / "q2.txt").write_text(f"We thank {next_in('answer')}.", "utf-8")
    (answers / f"{next_in('name of an answer')}.docx").write_bytes(b"broken")
    return made


def house_with(sample: Path, to: Path, slots: Sequence[Slot], n: int) -> tuple[Path, list[Planted]]:
    """A copy of a sample with so many planted in its cells, and more beside them."""
    house = copy_of(sample, to / sample.name)
    surnames = (f"{tail}{head}".capitalize() for tail in _TAILS for head in _HEADS)
    extra = [Person(f"Verity {name}", bare(name)) for name in surnames]
    planted = plant(house, slots, n)
    names = beside_the_cells(house, iter(extra))
    _on_the_list(house, [("Verity", "", person.name.partition(" ")[2]) for person in extra[: len(names)]], n)
    return house, [*planted, *names]
