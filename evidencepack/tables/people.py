"""Who a row is about: a code or a name in any register, joined to the staff or people register when it is certain."""

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush

from msgspec import Struct, field
from msgspec.structs import replace

from evidencepack.files import Cell, Row
from evidencepack.notes import Note, note
from evidencepack.origin import Origin
from evidencepack.registers import Person, Settled, Staff
from evidencepack.registers.settled import ASIDE
from evidencepack.tables.headings import at
from evidencepack.tables.person_names import LONGEST, Spelling, code_key, is_no_name, names_in, plain_name

_REGISTER = {"staff": note("staff-register"), "person": note("people-register")}
_PLACES, _MOST_ALIKE = 3, 500
TO_BE_ASKED = frozenset({"name-shared", "not-on-list", "may-be-on-list"})
"""Why a cell names nobody, where somebody may well be meant: only a person can say whom."""


class Listed(Struct, frozen=True):
    """A person on a list: code, the spellings of the name there, and where."""

    code: str
    spellings: tuple[Spelling, ...]
    origin: Origin


class People(Struct, frozen=True):
    """Codes by what a register may call a person; a name that two people share is no code.

    `known` and `shared` hold what is spelled alike, `listed` everyone by each word of their names.
    """

    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    shared: Mapping[str, frozenset[str]] = field(default_factory=dict)
    listed: Mapping[str, Mapping[str, tuple[Listed, ...]]] = field(default_factory=dict)
    settled: Settled = Settled()

    def code_of(self, kind: str, text: str) -> str:
        """The code of the person a cell names; without a register, the text itself; "" when unknown or not certain."""
        known = self.known.get(kind)
        if is_no_name(text):
            return ""
        if means := self.settled.means("person", text, field=kind):
            return "" if means == ASIDE else self.unsettled.code_of(kind, means)
        if known is None:
            return plain_name(text)
        if code := known.get(text.casefold().strip()) or known.get(code_key(text)):
            return code
        names = names_in(text)
        if self._is_shared(kind, text):
            return ""
        if codes := {known[name] for name in names if name in known}:
            # A name somebody had before is certain only where the name in use can mean nobody else.
            codes |= set() if names[0] in known else {person.code for person in self.may_be(kind, text)}
            return codes.pop() if len(codes) == 1 else ""
        return self._only_one(kind, text)

    @property
    def unsettled(self) -> "People":
        """The same people, without what was settled of their names."""
        return replace(self, settled=Settled())

    def is_aside(self, kind: str, text: str) -> bool:
        """Whether a person has said that a name is of nobody who is to be counted."""
        return self.settled.means("person", text, field=kind) == ASIDE

    def _is_shared(self, kind: str, text: str) -> bool:
        return any(name in self.shared.get(kind, ()) for name in (*names_in(text), code_key(text)))

    def _only_one(self, kind: str, text: str) -> str:
        """The code of the one person whom a name in another spelling can mean; "" when a second could be meant."""
        spelling = Spelling.of(text)
        may_be = self.may_be(kind, text)
        codes = {person.code for person in may_be}
        sure = any(s.is_surely(spelling) for person in may_be for s in person.spellings)
        return codes.pop() if sure and len(codes) == 1 else ""

    def may_be(self, kind: str, text: str) -> tuple[Listed, ...]:
        """Everyone on the list whom a name could mean, spelled another way; of very many the first, unsifted."""
        spelling, by_word = Spelling.of(text), self.listed.get(kind, {})
        found = {id(p): p for word in spelling.words for p in by_word.get(word, ())[:_MOST_ALIKE]}
        if len(found) >= _MOST_ALIKE:
            return tuple(found.values())
        return tuple(p for p in found.values() if any(s.could_be(spelling) for s in p.spellings))

    def why_unknown(self, missing: list[str], row: Row, fields: Mapping[int, str]) -> Note:
        """Why a row names nobody known: no name, not in the register, a name two people share, or who it may be."""
        kind = "staff" if "staff" in missing else "person"
        index = next((i for i, f in fields.items() if f == kind), None)
        return self.why_not(kind, at(row, index) if index is not None else None)

    def why_not(self, kind: str, cell: Cell) -> Note:
        """Why a cell names nobody known."""
        if cell is None or not str(cell).strip():
            return note("nobody-named")
        if is_no_name(str(cell)):
            return note("name-too-long", most=LONGEST)
        if self._is_shared(kind, str(cell)):
            return note("name-shared", register=_REGISTER[kind])
        return self._not_listed(kind, str(cell))

    def _not_listed(self, kind: str, text: str) -> Note:
        """Who it may be, by where they stand and never by name."""
        spelling, found, register = Spelling.of(text), self.may_be(kind, text), _REGISTER[kind]
        if not found:
            return note("not-on-list", register=register)
        places, more = "; ".join(str(p.origin) for p in found[:_PLACES]), len(found) - _PLACES
        if len(found) == 1:
            alike = next(s for s in found[0].spellings if s.could_be(spelling)).alike(spelling)
            who = note("one-alike", place=places, alike=note(alike))
        elif more > 0:
            who = note("many-alike", n=len(found), places=places, more=more)
        else:
            who = note("some-alike", n=len(found), places=places)
        return note("may-be-on-list", register=register, who=who)


class OnList(Struct, frozen=True):
    """Somebody whom a list names, though the row could not be used as it stands."""

    code: str
    name: str
    origin: Origin


def people_index(
    staff: Iterable[Staff | OnList] | None,
    people: Iterable[Person | OnList] | None,
    same_person: Iterable[tuple[str, ...]] = (),
    settled: Settled | None = None,
) -> People:
    """The index of everyone the staff and people registers name; None when a register was not supplied."""
    given = (None if rows is None else tuple(rows) for rows in (staff, people))
    known: dict[str, Mapping[str, str]] = {}
    shared: dict[str, frozenset[str]] = {}
    listed: dict[str, Mapping[str, tuple[Listed, ...]]] = {}
    pairs = tuple(same_person)
    for kind, rows in zip(("staff", "person"), given, strict=True):
        if rows is None:
            continue
        found = [Listed(r.code, tuple(Spelling.of(n) for n in names_in(r.name)), r.origin) for r in rows if r.name]
        listed[kind] = _by_word(found)
        known[kind], shared[kind] = _index([(r.code, r.name) for r in rows], pairs)
    return People(known, shared, listed, Settled(settled.of("person") if settled else ()))


def _by_word(people: Iterable[Listed]) -> Mapping[str, tuple[Listed, ...]]:
    found: dict[str, list[Listed]] = {}
    for person in people:
        for word in dict.fromkeys(word for spelling in person.spellings for word in spelling.words):
            found.setdefault(word, []).append(person)
    return {word: tuple(persons) for word, persons in found.items()}


def _index(
    rows: list[tuple[str, str]], same_person: tuple[tuple[str, ...], ...]
) -> tuple[dict[str, str], frozenset[str]]:
    names: dict[str, str] = {}
    twice: set[str] = set()
    for code, name in rows:
        # A number shown in place of a name loses its leading zeros in a workbook, as a code does.
        number = code_key(name) if name.strip().isdigit() else ""
        for word in {code.casefold(), code_key(code), number, *names_in(name)} - {""}:
            if names.setdefault(word, code) != code:
                twice.add(word)
    for word in twice:
        del names[word]
    names = {**_with_initial(rows), **names}
    names.update({code.casefold(): code for code, _ in rows})
    settled = _settle(names, same_person)
    return names, frozenset(twice - settled)


def _with_initial(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By first name and initial ("denzil p") the code of whoever alone on the list has that first name."""
    found: dict[str, dict[str, set[str]]] = {}
    for code, name in rows:
        for words in (each.split() for each in names_in(name)):
            if len(words) > 1 and words[-1][0].isalpha():
                short = f"{words[0]} {words[-1][0]}"
                found.setdefault(words[0], {}).setdefault(code, set()).update((short, f"{short}."))
    alone = (next(iter(codes.items())) for codes in found.values() if len(codes) == 1)
    return {short: code for code, shorts in alone for short in shorts}


def _settle(names: dict[str, str], same_person: tuple[tuple[str, ...], ...]) -> set[str]:
    """Add the names that a person has settled, one group after another until none adds any; the words settled."""
    groups = [
        {w for text in group for w in (text.casefold().strip(), code_key(text), *names_in(text)) if w}
        for group in same_person
    ]
    of_word: dict[str, list[int]] = {}
    for n, words in enumerate(groups):
        for word in words:
            of_word.setdefault(word, []).append(n)
    settled: set[str] = set()
    done: set[int] = set()
    # A group is looked at once, when one of its names is known: in order, and again from the first after the last.
    waiting = [(0, n) for n, words in enumerate(groups) if not names.keys().isdisjoint(words)]
    while waiting:
        turn, n = heappop(waiting)
        found = set() if n in done else {names[w] for w in groups[n] if w in names}
        done.add(n)
        if len(found) == 1:
            new = groups[n] - names.keys()
            names.update(dict.fromkeys(groups[n], found.pop()))
            settled |= groups[n]
            for other in {m for word in new for m in of_word[word]} - done:
                heappush(waiting, (turn + (other < n), other))
    return settled
