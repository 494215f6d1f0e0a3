"""Whether a record is on one of several topics: by the words it goes by, unless others beside them take them back."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from evidencepack.frameworks.terms import Terms
from evidencepack.measures.answers import Answer, Check, doubt_about, pattern_of
from evidencepack.measures.cells import Cells, open_cell
from evidencepack.notes import Note
from evidencepack.registers import REGISTERS, Record


def topic_check(register: str, topics: Sequence[str], terms: Terms, cells: Cells) -> Check:
    """The question whether a row of a register is on one of the topics."""
    check = _TopicCheck(register, topics, terms, cells)
    return Check(check.answer, check.doubt)


class _TopicCheck:
    """Texts that many rows hold, such as a course, are searched once."""

    def __init__(self, register: str, topics: Sequence[str], terms: Terms, cells: Cells) -> None:
        record = REGISTERS[register]
        self.register, self.cells, self.fields = register, cells, record.topical
        self.naming = [name for name in self.fields if name in record.naming]
        self.patterns = [pattern_of(terms.words_of(topic)) for topic in topics]
        self.behind = {n: pattern_of(terms.behind(f"{register}.{n}", topics)) for n in self.naming}
        others = (name for name in self.fields if name not in self.naming)
        self.passing = [(name, ids) for name in others if (ids := cells.unknown_ids(name))]
        self.texts_of = attrgetter(*self.fields)
        self.marks = [name for topic in topics if (name := record.marked.get(topic))]
        self.known: dict[Any, Answer] = {}

    def answer(self, record: Record) -> Answer:
        """Yes, no or maybe: by its words, or by a mark in a column of its own."""
        if any(getattr(record, name) for name in self.marks):
            return Answer.YES
        found = self._by_words(record)
        return Answer.MAYBE if found is Answer.NO and self._open_mark(record) else found

    def _by_words(self, record: Record) -> Answer:
        texts = self.texts_of(record)
        found = self.known.get(texts)
        if found is None:
            found = self._of_texts(texts if len(self.fields) > 1 else (texts,), record)
            # What empty and unread cells say is a matter of the sheet and the row.
            if found is Answer.YES or (not self.passing and (self.naming or any(texts))):
                self.known[texts] = found
        return found

    def doubt(self, record: Record) -> Note:
        """Why it is maybe."""
        if field := self._taken_back(record):
            return open_cell("maybe-text", self.register, field)
        if self._by_words(record) is Answer.NO and (mark := self._open_mark(record)):
            return open_cell("maybe-cell", self.register, mark)
        return doubt_about(self._open_field(record), self.cells)(record)

    def _open_mark(self, record: Record) -> str:
        """The column of marks whose cell in a row is not understood; "" for none."""
        return next((name for name in self.marks if record.id in self.cells.unknown_ids(name)), "")

    def _of_texts(self, texts: tuple[str | None, ...], record: Record) -> Answer:
        if any(pattern.search(text.lower()) for text in texts if text for pattern in self.patterns):
            return Answer.YES if any(stands for _, stands in self._found_in(record)) else Answer.MAYBE
        return Answer.MAYBE if self._open_field(record) else Answer.NO

    def _found_in(self, record: Record) -> Iterator[tuple[str, bool | None]]:
        """The fields that hold a word of a topic, and whether it stands; None where it is taken back (not *)."""
        for name in self.fields:
            text, column = getattr(record, name), f"{self.register}.{name}"
            if text and name in self.naming:
                yield from ((name, self.cells.taken_back.stands(text, p, column)) for p in self.patterns)
            elif text and any(pattern.search(text.lower()) for pattern in self.patterns):
                yield name, True

    def _taken_back(self, record: Record) -> str:
        return next((name for name, stands in self._found_in(record) if stands is None), "")

    def _open_field(self, record: Record) -> str:
        """The field that leaves it open whether the record is on the topic; "" where none does."""
        named = [(name, text) for name in self.naming if (text := getattr(record, name))]
        if any(self.cells.terms.is_other(f"{self.register}.{name}", text) for name, text in named):
            return ""
        if behind := next((name for name, text in named if self.behind[name].search(text.lower())), ""):
            return behind
        if self.naming and not any(self.cells.knows(self.register, name, text) for name, text in named):
            return self.naming[0]
        # What is told in passing: only a cell that cannot be read, or columns that are not there, leave it open.
        unread = next((name for name, ids in self.passing if record.id in ids), "")
        lacking = not self.naming and all(self.cells.lacks(record, n) for n in self.fields)
        return unread or (self.fields[0] if lacking else "")
