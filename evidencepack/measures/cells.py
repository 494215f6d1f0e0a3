"""What is known of the cells of the records: a value, nothing where nothing means something, unread, or no column."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from evidencepack.frameworks.terms import Terms
from evidencepack.measures.taken_back import TakenBack
from evidencepack.notes import Fact, Note, note
from evidencepack.registers import REGISTERS, Blank, Record, Records, blank_of

_TOKEN = re.compile(r"\w+|[^\w\s]")
# What people write into a column of progress when it is over.
_COMPLETE = re.compile(r"(?<!not )(?<!not yet )\b(?:completed?|done|finished|closed|100 ?%)(?!\w)", re.IGNORECASE)


class Cells:
    """Looks cells up for the measures of one day; what was found once is kept."""

    def __init__(self, records: Records, terms: Terms) -> None:
        self.records, self.terms = records, terms
        self._ids: dict[str, set[str]] = defaultdict(set)
        for id_, names in records.unknown.items():
            for name in names:
                self._ids[name].add(id_)
        self._sheets: dict[str, list[frozenset[str] | None]] = {}
        self._only_yes: dict[tuple[str, str], bool] = {}
        self._known: dict[tuple[str, str], KnownWords] = {}
        self._topics = {topic.id: phrases(topic.words) for topic in terms.topics}
        self._nothing, self._not_yet = frozenset(map(str.casefold, terms.nothing)), KnownWords(phrases(terms.not_yet))
        self._elsewhere = frozenset(map(str.casefold, terms.elsewhere))
        self.taken_back = TakenBack(terms.negated, terms.not_held)
        self._given: dict[tuple[str, str], bool | None] = {}

    def rows(self, register: str) -> tuple[Record, ...]:
        """Every row of a register, those included that were understood in part only."""
        partial = self.records.partial.get(register)
        return (*self.records.of(register), *partial) if partial else self.records.of(register)

    def unknown_ids(self, name: str) -> frozenset[str] | set[str]:
        """The ids of the rows in which a field could not be understood."""
        return self._ids.get(name, frozenset())

    def undated(self, record: Record) -> bool:
        """Whether a row has no day because that could not be read, or because its sheet has no column for it."""
        name = record.dated_by
        return record.day is None and (record.id in self.unknown_ids(name) or self.lacks(record, name))

    def undated_ids(self, register: str) -> frozenset[str] | set[str]:
        """The ids of such rows of a register."""
        name = REGISTERS[register].dated_by
        if not self.some_lack(register, name):
            return self.unknown_ids(name)
        return {r.id for r in self.rows(register) if self.undated(r)}

    def lacks(self, record: Record, name: str) -> bool:
        """Whether the sheet of a row has no column for a field."""
        there = self.records.columns.get((record.origin.file, record.origin.sheet))
        return there is not None and name not in there

    def _kept(self, register: str) -> list[frozenset[str] | None]:
        """The fields of each sheet that gives rows to a register; None for one that lacks none."""
        if register not in self._sheets:
            places = dict.fromkeys((r.origin.file, r.origin.sheet) for r in self.rows(register))
            self._sheets[register] = [self.records.columns.get(place) for place in places]
        return self._sheets[register]

    def some_lack(self, register: str, name: str) -> bool:
        """Whether any sheet of a register has no column for a field."""
        return any(there is not None and name not in there for there in self._kept(register))

    def all_lack(self, register: str, name: str) -> bool:
        """Whether the register has rows and no sheet of it a column for a field."""
        kept = self._kept(register)
        return bool(kept) and all(there is not None and name not in there for there in kept)

    def only_yes(self, register: str, name: str) -> bool:
        """Whether a yes-or-no column is used to mark yes only: it has a yes, and never a no."""
        key = (register, name)
        if key not in self._only_yes:
            marks = {getattr(r, name) for r in self.records.of(register)}
            self._only_yes[key] = True in marks and False not in marks
        return self._only_yes[key]

    def doubt_of_empty(self, record: Record, name: str, *, given: bool = False) -> Note | None:
        """Why an empty cell leaves a field open; None where it means no, or that nothing was done.

        Where it is only asked whether anything is `given`, a blank cell is a no, unless the row says that it is over.
        """
        blank = blank_of(type(record), name)
        if given and blank is not Blank.BESIDE and blank is not Blank.STILL:
            blank = Blank.NO
        if record.id in self.unknown_ids(name):
            code = "maybe-cell"
        elif blank is Blank.SIGNS:
            sign = self.records.signs.get(record.id, "")
            return open_cell("maybe-signs", record.register, name, sign=sign) if sign else None
        elif blank is Blank.STILL or (self.lacks(record, name) and name in record.narrowing):
            return None
        elif self.lacks(record, name):
            code = "maybe-absent"
        elif self._open(record, name, blank):
            code = "maybe-blank"
        else:
            return None
        return open_cell(code, record.register, name)

    def open_blank(self, record: Record, name: str) -> bool:
        """Whether a cell is empty and that leaves its field open."""
        return getattr(record, name) in (None, "") and self.doubt_of_empty(record, name) is not None

    def empty_is_no(self, register: str, name: str) -> bool:
        """Whether an empty cell means no in every row of a register, so that none need be looked at by itself."""
        plain = blank_of(REGISTERS[register], name) is Blank.NO
        return plain and not self.unknown_ids(name) and not self.some_lack(register, name)

    def _open(self, record: Record, name: str, blank: Blank) -> bool:
        if blank is Blank.BESIDE:
            return any(_says_over(other, getattr(record, other)) for other in record.says_over.get(name, ()))
        if blank is Blank.ONLY_YES:
            return not self.only_yes(record.register, name)
        return blank is Blank.NOT_KNOWN

    def gives(self, column: str, text: str) -> bool | None:
        """Whether the text of a cell gives anything: not if it says that there is nothing, or that it is still to come.

        None where it may: it says only where what is asked stands, or names one thing that is had and one that is not.
        """
        key = (column, text)
        if key not in self._given:
            plain = text.strip().casefold()
            whole = plain.rstrip(".")
            if whole in self._nothing or self._not_yet.begins(plain):
                self._given[key] = False
            else:
                self._given[key] = None if whole in self._elsewhere else self.taken_back.held(text, column)
        return self._given[key]

    def knows(self, register: str, name: str, text: str) -> bool:
        """Whether a text holds a word that is known for a column, whatever it is about."""
        key = (register, name)
        if key not in self._known:
            # What a register is called names nothing in it: see Terms.known_in.
            topics = (words for id_, words in self._topics.items() if id_ != register)
            own = phrases(self.terms.own_words(".".join(key)))
            self._known[key] = KnownWords(frozenset().union(*topics), own)
        return self._known[key].found_in(text)


def open_cell(code: str, register: str, name: str, **facts: Fact) -> Note:
    """Why a row may count and may not: which cell of which register leaves it open, in the words of the cell."""
    return note(code, register=register, field=note(f"{register}.{name}"), **facts)


def _says_over(name: str, value: Any) -> bool:
    return bool(_COMPLETE.search(value)) if name == "progress" else value not in (None, "")


class KnownWords:
    """Finds whether any of a thousand words stands whole in a text, by looking runs of its words up."""

    def __init__(self, *sets: frozenset[str]) -> None:
        self._sets = sets
        self._longest = max((p.count(" ") + 1 for words in sets for p in words), default=0)
        self._found: dict[str, bool] = {}

    def found_in(self, text: str) -> bool:
        """Whether one of the words is in the text, case-blind."""
        if text not in self._found:
            self._found[text] = self._search(_TOKEN.findall(text.lower()))
        return self._found[text]

    def begins(self, text: str) -> bool:
        """Whether the text begins with one of the words."""
        tokens = _TOKEN.findall(text.lower())
        return any(" ".join(tokens[:n]) in words for n in range(1, self._longest + 1) for words in self._sets)

    def _search(self, tokens: list[str]) -> bool:
        runs = (
            " ".join(tokens[i:j])
            for i in range(len(tokens))
            for j in range(i + 1, min(i + self._longest, len(tokens)) + 1)
        )
        return any(run in words for run in runs for words in self._sets)


def phrases(words: Iterable[str]) -> frozenset[str]:
    """Words as they are looked up: small letters, a space between words and signs."""
    return frozenset(" ".join(_TOKEN.findall(word.lower())) for word in words)
