"""Who a row is about: a code or a name in any register, joined to the staff or people register when it is certain."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evidencepack.records import Person, Staff
from evidencepack.sources import Row

_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
# Word processors and tablets type other signs than keyboards do.
_APOSTROPHES, _HYPHENS = "\u2019\u2018\u02bc`\u00b4", "\u2010\u2011\u2012\u2013\u2014\u2212"
_ONE_SIGN = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_HYPHENS, "-"))
_REGISTER = {"staff": "staff register", "person": "register of people supported"}


def plain_name(text: str) -> str:
    """A name as it is compared: NFC, case-blind, single spaces, no bracket at the end, first name first."""
    name = _BRACKETS.sub("", unicodedata.normalize("NFC", text).translate(_ONE_SIGN)).strip()
    if name.count(",") == 1:
        last, first = name.split(",")
        name = f"{first.strip()} {last.strip()}"
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class People:
    """Codes by what a register may call a person; a name that two people share is no code."""

    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    shared: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def code_of(self, kind: str, text: str) -> str:
        """The code of the person a cell names; without a register, the text itself; "" when unknown or not certain."""
        names = self.known.get(kind)
        if names is None:
            return plain_name(text)
        return names.get(text.casefold().strip()) or names.get(plain_name(text), "")

    def why_unknown(self, missing: list[str], row: Row, fields: Mapping[int, str]) -> str:
        """Why a row names nobody known: no name at all, not in the register, or a name that two people share."""
        kind = "staff" if "staff" in missing else "person"
        index = next((i for i, f in fields.items() if f == kind), None)
        cell = row[index] if index is not None and index < len(row) else None
        if cell is None or not str(cell).strip():
            return "The row does not say who it is about."
        if plain_name(str(cell)) in self.shared.get(kind, frozenset()):
            return f"Two people in the {_REGISTER[kind]} go by this name; use the code instead."
        return f"The person is not in the {_REGISTER[kind]}."


def remedy_for(why: str) -> str:
    """What to do about a row that cannot be used, by why not."""
    if why.startswith("The person is not in"):
        return "Add the person to that register, or correct the name or code in this row."
    if why.startswith("Two people"):
        return "Type the person's code in place of the name."
    return "Complete the row; it is not counted as it stands."


def people_index(
    staff: Iterable[Staff] | None, people: Iterable[Person] | None, same_person: Iterable[tuple[str, ...]] = ()
) -> People:
    """The index of everyone the staff and people registers name; None when a register was not supplied."""
    known: dict[str, Mapping[str, str]] = {}
    shared: dict[str, frozenset[str]] = {}
    for kind, rows in (("staff", staff), ("person", people)):
        if rows is None:
            continue
        known[kind], shared[kind] = _index([(r.code, r.name) for r in rows], same_person)
    return People(known, shared)


def _index(
    rows: list[tuple[str, str]], same_person: Iterable[tuple[str, ...]]
) -> tuple[dict[str, str], frozenset[str]]:
    names: dict[str, str] = {}
    twice: set[str] = set()
    for code, name in rows:
        for word in {code.casefold(), code.casefold().lstrip("0"), plain_name(name)} - {""}:
            if names.setdefault(word, code) != code:
                twice.add(word)
    for word in twice:
        del names[word]
    codes = {code.casefold(): code for code, _ in rows}
    names.update(codes)
    for group in same_person:
        found = {names[plain_name(w)] for w in group if plain_name(w) in names}
        if len(found) == 1:
            names.update({plain_name(w): next(iter(found)) for w in group})
    return names, frozenset(twice)
