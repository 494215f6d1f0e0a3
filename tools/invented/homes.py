"""Service folders from a description in services/*.yaml: the same for the same seed and number.

A description holds `words` (lists to pick from), `people` (who there is, with how many and their codes), `sheets`,
`documents` and `service` (what service.yaml says). A sheet has rows for each combination of what `rows` names, and for
each heading a cell (see cells.py; a heading {course} is a column for each word of that name). `let` names cells that
are no column, `parts` are rows of several kinds, `sections` heading rows before the row of a number, `looks` what
files.Sheet takes besides. Where `kept` stands rows are left out, and where `supplied` stands the sheet may be: in a
good home seldom, and the more seldom the higher the number is, from -1 to 1.

    staff                        each of those people, by name, with their code
    course                       each of the words of that name
    {every: 30, exactly: true}   days so far apart over eighteen months; without exactly a little early or late, and
                                 some are left out; `before` ends them so many days earlier
    {times: 4}, {times: 0.8, of: people}   so many times
"""

import random
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from .cells import WORDS, Cells, Known
from .files import Row, Sheet, Style, text_table, workbook

SERVICES = Path(__file__).resolve().parent / "services"
DAY = date(2026, 10, 31)
"""The records of every invented service end on this day; a later one would make all of it look old."""
_MONTHS = 18


class Home:
    """One invented service: who there is, and how its files are filled."""

    def __init__(
        self, told: Mapping[str, Any], number: int, seed: int, sizes: Mapping[str, int], level: str = ""
    ) -> None:
        chance = random.Random(f"{seed}/{number}")
        self.told, self.name = told, _name(told["name"], number)
        self.id = self.name.lower().replace(" ", "-")
        size, quality = chance.betavariate(1.6, 2.2), chance.betavariate(2.2, 0.7)
        quality = told["levels"][level] if level else quality
        self.cells = Cells(chance, DAY, quality, told["words"])
        counts = {who: sizes.get(who, _between(each["count"], size)) for who, each in told["people"].items()}
        names = _names(told["words"], chance, sum(counts.values()))
        self.people = {
            who: [
                {who: (each.get("name", next(names)).format(n=n)), f"{who} code": each["code"].format(n=n)}
                for n in range(1, counts[who] + 1)
            ]
            for who, each in told["people"].items()
        }
        self.known: Known = {"name": self.name, "id": self.id, "on": DAY, "number": number, "n": number + 1}
        self.known |= {f"{who} count": count for who, count in counts.items()}

    def may_fill(self, folder: Path) -> bool:
        """Whether a folder is free, or was filled with this very home before."""
        if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
            return True
        file = folder / "service.yaml"
        ours = f"# {self.name} is invented.\n".encode()
        return file.is_file() and not file.is_symlink() and file.read_bytes().startswith(ours)

    def write(self, folder: Path) -> int:
        """Fill the folder; how many records it holds."""
        style = Style(self.name, datetime(DAY.year, DAY.month, DAY.day))
        (folder / "records").mkdir(parents=True, exist_ok=True)
        (folder / "documents").mkdir(exist_ok=True)
        records, sources = 0, []
        for sheet in self.told["sheets"]:
            head, rows = self._table(sheet)
            if not self.cells.likely(sheet.get("supplied", 1)):
                continue
            above = [self._row(row) for row in sheet.get("above", ())]
            all_rows = [*above, head, *rows, *(self._row(row) for row in sheet.get("below", ()))]
            name = sheet.get("sheet", "Sheet1")
            path, source = folder / "records" / sheet["file"], {"file": f"records/{sheet['file']}"}
            if path.suffix == ".csv":
                text_table(path, all_rows)
            else:
                looks = {"heading": len(above) + 1, **sheet.get("looks", {})}
                workbook(path, style, [Sheet(name, all_rows, **looks)])
                source["sheet"] = name
            sources.append({**source, "map": sheet["map"]})
            records += len(rows)
        for row in (row for told in self.told["documents"] for row in self._rows(told)):
            path = folder / "documents" / row["file"]
            path.write_text(row["text"] + "\n", encoding="utf-8", newline="\n")
        self._write_service_file(folder / "service.yaml", sources)
        return records

    def _table(self, sheet: Mapping[str, Any]) -> tuple[Row, list[Row]]:
        parts = [{**sheet, **part} for part in sheet.get("parts", ({},))]
        expanded = [_expanded(part["columns"], self.told["words"]) for part in parts]
        head = list(dict.fromkeys(heading for columns in expanded for heading in columns))
        rows: list[Row] = []
        for part, columns in zip(parts, expanded, strict=True):
            for row in self._rows({**part, "columns": columns}):
                rows += [[part["sections"][row["n"]]]] if row["n"] in part.get("sections", ()) else []
                rows.append([row[heading] if heading in columns else None for heading in head])
        return head, rows

    def _rows(self, told: Mapping[str, Any]) -> Iterator[Known]:
        """What is known of each row, its cells by heading."""
        named = {**told.get("let", {}), **told["columns"]}
        cells = {name: self.cells.value(cell) for name, cell in named.items()}
        number = 0
        for known in self._each(told["rows"], self.known):
            if self.cells.likely(told.get("kept", 1)):
                number += 1
                row = {**known, "n": number}
                for name, cell in cells.items():
                    row[name] = cell(row)
                yield row

    def _row(self, told: Any) -> Row:
        return [self.cells.value(cell)(self.known) for cell in (told if isinstance(told, list) else [told])]

    def _each(self, sources: list[Any], known: Known) -> Iterator[Known]:
        if not sources:
            yield known
            return
        for found in self._one_source(sources[0]):
            yield from self._each(sources[1:], {**known, **found})

    def _one_source(self, told: Any) -> Iterator[Known]:
        if isinstance(told, str):
            yield from self.people[told] if told in self.people else ({told: word} for word in self.told["words"][told])
        elif "every" in told:
            yield from ({"day": day} for day in self._days(told))
        else:
            times = told["times"]
            yield from ({} for _ in range(round(times * len(self.people[told["of"]])) if "of" in told else times))

    def _days(self, told: Mapping[str, Any]) -> Iterator[date]:
        every, exactly = told["every"], told.get("exactly")
        for back in range(_MONTHS * 30, 0, -every):
            if exactly or self.cells.likely(0.25):
                early = 0 if exactly else self.cells.chance.randrange(max(every // 3, 1))
                yield DAY - timedelta(days=max(back - early, told.get("before", 0)))

    def _write_service_file(self, path: Path, sources: list[Any]) -> None:
        told = {"format": 1, "id": self.id, "name": self.name, **self._filled(self.told["service"]), "sources": sources}
        text = yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=120)
        path.write_text(f"# {self.name} is invented.\n{text}", encoding="utf-8", newline="\n")

    def _filled(self, told: Any) -> Any:
        """Every cell of what service.yaml says; what stays empty is left out."""
        if not isinstance(told, dict):
            return self.cells.value(told)(self.known)
        if next(iter(told)) in WORDS:
            return self._filled(self.cells.value(told)(self.known))
        filled = {key: self._filled(each) for key, each in told.items()}
        return {key: each for key, each in filled.items() if each is not None}


def _between(count: int | list[int], size: float) -> int:
    least, most = count if isinstance(count, list) else (count, count)
    return round(least + (most - least) * size)


def _names(words: Mapping[str, Any], chance: random.Random, count: int) -> Iterator[str]:
    """So many names of people, no two the same; none where the description has no names to give."""
    both = [f"{first} {last}" for first in words.get("first name", ()) for last in words.get("last name", ())]
    return iter(chance.sample(both, count) if both else [""] * count)


def _name(told: Any, number: int) -> str:
    """A name for each number; the second words take turns, so that a few homes have several of them."""
    if isinstance(told, str):
        return told
    rest, first = divmod(number, len(told["first"]))
    again, second = divmod(rest, len(told["second"]))
    name = f"{told['first'][first]} {told['second'][(second + first) % len(told['second'])]}"
    return f"{name} {again + 1}" if again else name


def _expanded(columns: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    """A column for each word where a heading is {course}."""
    found: dict[str, Any] = {}
    for heading, cell in columns.items():
        listed = words[heading.strip("{}")] if heading.startswith("{") else [heading]
        found |= dict.fromkeys(listed, cell)
    return found


def description(kind: str) -> dict[str, Any]:
    """What services/<kind>.yaml says."""
    told: dict[str, Any] = yaml.safe_load((SERVICES / f"{kind}.yaml").read_text(encoding="utf-8"))
    return told


def make_homes(out: Path, services: int, seed: int, kind: str = "care-home") -> int:
    """Write so many services below `out`, in folders named by their ids; how many records they hold."""
    told = description(kind)
    homes = [Home(told, number, seed, {}) for number in range(services)]
    for folder in (folder for home in homes if not home.may_fill(folder := out / home.id)):
        raise FileExistsError(f"{folder} holds what is not invented. Nothing was written; name another folder.")
    return sum(home.write(out / home.id) for home in homes)


def make_home(folder: Path, kind: str, level: str = "", **sizes: int) -> int:
    """Fill one service folder, at one of its levels, with other numbers of people where given; how many records."""
    return Home(description(kind), 0, 1, sizes, level).write(folder)
