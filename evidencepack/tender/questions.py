"""The lines of a tender's document -> its questions, lots, scale and gates; what was not understood, and what is left.

Every text of the document ends in one of these: nothing that was read is dropped without a word.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from evidencepack.files import Line
from evidencepack.notes import Note, note
from evidencepack.tender import patterns
from evidencepack.tender.deduplicate import deduplicate
from evidencepack.tender.draft import GATE, DraftQuestion, TenderDraft, cut
from evidencepack.tender.question_details import add_cells, add_text
from evidencepack.tender.question_headings import columns_of, kind_of
from evidencepack.tender.scales import LONGEST, scale_at
from evidencepack.tender.unused_text import left_out
from evidencepack.text import slug

MOST_QUESTIONS = 300
_SHARE_WORDS = 3  # at most, of what a row calls quality or price
_MOST_FOUND = 2_000  # numbered lines, before those that ask nothing are left out
_TOTAL = re.compile(r"^(?:sub-?\s?|grand )?total\b", re.I)


def read_questions(lines: Sequence[Line]) -> TenderDraft:
    """The questions of a document, in its order."""
    reading = _Reading(lines)
    for place in _tables(lines):
        reading.take(place)
    return reading.finished()


def _tables(lines: Sequence[Line]) -> Iterator[list[int]]:
    """The places of the lines by table or sheet; whatever is not in one stands alone."""
    of: list[object] = [(line.kind, line.of) if line.row else place for place, line in enumerate(lines)]
    for _, places in groupby(range(len(lines)), of.__getitem__):
        yield list(places)


class _Reading:
    """One pass through the document: the question, the section and the lot that a line belongs to."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._found = TenderDraft()
        self._unused_texts: dict[int, list[str]] = {}
        self._unused_columns: dict[Note, list[str]] = {}  # cells of columns not used, by what is said of them
        self._sections: dict[str, int] = {}  # where each heading of a section stands
        self._at = 0
        self._lot = self._section = ""
        self._question: DraftQuestion | None = None
        self._in_looks_for = self._named = False

    def finished(self) -> TenderDraft:
        """What was understood, each question once, with what is missing of it, and what is left of the document."""
        found = self._found
        for question in (*deduplicate(found), *found.questions[MOST_QUESTIONS:]):
            self._set_aside_all(question)
        if len(found.questions) > MOST_QUESTIONS:
            found.not_understood.append(note("many-questions", n=MOST_QUESTIONS))
            del found.questions[MOST_QUESTIONS:]
        used = {question.section for question in found.questions}
        for section, place in self._sections.items():
            if section not in used:
                self._unused_texts.setdefault(place, []).append(section)
        found.left_out.extend(left_out(self._lines, self._unused_texts, self._unused_columns))
        return found

    def take(self, places: Sequence[int]) -> None:
        """A line by itself, or all rows of a table or sheet: the tables of questions and scales in it, and the rest."""
        self._begin_sheet(self._lines[places[0]])
        n, columns, last = places[0], dict[str, int](), places[-1]
        while n <= last:
            self._at, line = n, self._lines[n]
            below = self._lines[n : min(n + LONGEST, last + 1)] if len(line.cells) > 1 else ()
            scale = scale_at([row.cells for row in below])
            if scale:
                self._found.scale = {**scale, **self._found.scale}
                n, columns = n + len(scale), {}
            elif found := columns_of(line.cells):
                columns, head = found, line
                self._question = None
            elif columns:
                self._row(line, columns, head)
            else:
                self._line(line)
            n += 1
        if columns:
            self._question = None

    def _begin_sheet(self, line: Line) -> None:
        """A sheet of a workbook begins anew: its name may be that of a lot."""
        if line.kind != "sheet":
            return
        self._question, self._lot, self._section = None, "", line.of
        if lot := patterns.lot_in(line.of):
            self._begin_lot(*lot)

    # Paragraphs, and rows of forms

    def _line(self, line: Line) -> None:
        """A paragraph, or a row of a form: "Weighting | 15%" is one text, else each line of a cell its own."""
        filled = [cell.strip() for cell in line.cells if cell.strip()]
        keys, values = filled[::2], filled[1::2]
        self._found.closes = self._found.closes or patterns.closes_on(" ".join(filled))
        if len(keys) == len(values) and all(kind_of(key) and not key[:1].isdigit() for key in keys):
            for key, value in zip(keys, values, strict=True):
                self._form_row(kind_of(key), key, value)
        elif len(filled) > 1 and patterns.label(filled[0]):
            self._paragraph(f"{filled[0]}: {filled[1]}")
            self._paragraphs(filled[2:])
        else:
            self._paragraphs(filled)

    def _paragraphs(self, cells: Sequence[str]) -> None:
        for cell in cells:
            for text in filter(None, map(str.strip, cell.splitlines())):
                self._paragraph(text)

    def _form_row(self, kind: str, key: str, value: str) -> None:
        now = self._question
        if kind == "number" and patterns.label(value):
            self._begin(patterns.label(value), "")
        elif kind == "question" and (now is None or not now.text):
            self._paragraphs([value] if now else [f"{key}: {value}"])
        elif now is None or kind not in ("weight", "limit", "attachments", "looks", "heading", "lot"):
            self._set_aside(key, value)
            self._before_any(f"{key}: {value}", unused=False)
        else:
            self._in_looks_for = False
            self._add({kind: value}, key)

    def _paragraph(self, text: str) -> None:
        """A text by itself: the heading of a lot or a section, a question that begins, or what belongs to one."""
        lot, section = patterns.lot_in(text), patterns.section_in(text)
        number, shares = patterns.numbered(text), patterns.shares_in(text)
        if lot:
            self._begin_lot(*lot)
        elif patterns.is_answer_box(text) or patterns.is_scored(text):
            self._in_looks_for = False
            self._set_aside(text)
        elif section and not number:
            self._begin_section(section)
        elif len(shares) == 2 or (shares and (self._question is None or (number and patterns.heading(number.text)))):
            self._found.shares |= shares
            self._question = None
            self._set_aside(text)
        elif number and (number.named or not self._named) and len(self._found.questions) < _MOST_FOUND:
            self._named |= number.named and not number.number.startswith("C")  # a criterion may hold questions
            self._begin(number.number, number.text)
        elif self._question is None:
            self._before_any(text)
        else:
            self._continue(text)

    def _before_any(self, text: str, unused: bool = True) -> None:
        if patterns.is_gate(text):
            self._found.gates.append(text)
            return
        weighs = patterns.weight_in(text) or patterns.limits_in(text)
        if weighs or patterns.attachments_in(text) is not None:
            where = self._lines[self._at].where
            stray = note("stray-weight" if weighs else "stray-attachments", where=where, text=cut(text))
            self._found.not_understood.append(stray)
        if unused:
            self._set_aside(text)

    # Rows of a table of questions

    def _row(self, line: Line, columns: Mapping[str, int], head: Line) -> None:
        """A row below a header row; one that holds a single text is a heading, a box, or goes on with the question."""
        filled = [cell for cell in line.cells if cell.strip()]
        held = {what: line.cells[c].strip() if c < len(line.cells) else "" for what, c in columns.items()}
        name, weight = held.get("question", ""), held.get("weight", "")
        short = len(name.split()) <= _SHARE_WORDS and not patterns.asks(name)
        shares = patterns.shares_in(f"{name} {weight}") if short else {}
        if any(map(_TOTAL.match, filled)) or shares:
            self._found.shares |= shares
            self._set_aside(*filled)
        elif len(filled) == 1 and not (name and "number" not in columns):
            self._single_cell(filled[0])
        elif len(self._found.questions) < _MOST_FOUND and (name or patterns.label(held.get("number", ""))):
            self._question_in(held, filled, head.cells[columns.get("limit", columns.get("question", 0))])
            self._keep_unused(line, columns, head)
        else:
            self._set_aside(*filled)

    def _single_cell(self, text: str) -> None:
        no_heading = len(text.split()) > 8 or not text[:1].isupper() or patterns.limits_in(text)
        if lot := patterns.lot_in(text):
            self._begin_lot(*lot)
        elif not patterns.is_answer_box(text) and self._question is not None and no_heading:
            self._paragraphs([text])
        elif not patterns.is_answer_box(text) and len(text) <= 100:
            self._begin_section(" ".join(text.split()))
        else:
            self._set_aside(text)

    def _question_in(self, held: dict[str, str], filled: Sequence[str], unit: str) -> None:
        question = held.get("question", "")
        if section := held.get("section"):
            self._begin_section(section)
        number, own = patterns.numbered(question), patterns.label(held.get("number", ""))
        text = number.text if number and (not own or number.named) else question
        self._begin(own or (number.number if number else ""), text, whole=True)
        if not own and held.get("number"):
            self._set_aside(held["number"])
        if any(map(patterns.is_gate, filled)):
            held["weight"] = GATE
        if self._question:
            self._question.in_table = True
        self._add(held, unit)

    def _add(self, held: Mapping[str, str], unit: str) -> None:
        question = self._question
        assert question
        question.lines.append(self._at)
        self._note(question, add_cells(question, held, unit))
        if lot := held.get("lot"):
            found = patterns.lot_in(lot)
            question.lot = f"lot-{found[0] if found else slug(lot, 40)}"
            self._found.lots.setdefault(question.lot, lot if lot.casefold().startswith("lot") else f"Lot {lot}")

    def _keep_unused(self, line: Line, columns: Mapping[str, int], head: Line) -> None:
        """Keep the cells under headings that say nothing of a question, to be told by their column."""
        used = {column for what, column in columns.items() if what not in ("box", "gate", "whole")}
        for column, cell in enumerate(line.cells):
            if cell.strip() and column not in used and not patterns.is_gate(cell):
                self._unused_columns.setdefault(_column(head, column), []).append(cell.strip())

    # What begins, and what goes on

    def _begin_lot(self, number: str, title: str) -> None:
        self._lot, self._question, self._in_looks_for = f"lot-{number}", None, False
        if len(title) > len(self._found.lots.get(self._lot, "")):
            self._found.lots[self._lot] = title

    def _begin_section(self, title: str) -> None:
        self._section, self._question, self._in_looks_for = title, None, False
        self._sections.setdefault(title, self._at)

    def _begin(self, number: str, text: str, whole: bool = False) -> None:
        """A question begins; `whole` is whether all of it is known to stand in this text."""
        self._question = DraftQuestion(number, self._lines[self._at].where, self._lot, self._section, lines=[self._at])
        self._in_looks_for = False
        self._found.questions.append(self._question)
        if heading := patterns.heading(text):
            self._question.heading, self._question.weight = heading, patterns.weight_in(text)
        elif text:
            self._question.heading, text = patterns.split_heading(text)
            for line in [text] if not whole else filter(None, map(str.strip, text.splitlines())):
                self._continue(line)

    def _continue(self, text: str) -> None:
        question = self._question
        assert question
        question.lines.append(self._at)
        details = add_text(question, text, self._in_looks_for)
        self._in_looks_for = details.looks
        self._note(question, details.notes)
        if details.unused:
            self._set_aside(text)

    def _set_aside(self, *texts: str) -> None:
        self._unused_texts.setdefault(self._at, []).extend(text.strip() for text in texts)

    def _set_aside_all(self, question: DraftQuestion) -> None:
        """Leave all that a question was read from, where it turned out to be none."""
        for place in dict.fromkeys(question.lines):
            cells = [cell.strip() for cell in self._lines[place].cells if cell.strip()]
            self._unused_texts[place] = list(dict.fromkeys((*self._unused_texts.get(place, ()), *cells)))

    def _note(self, question: DraftQuestion, notes: Iterable[Note]) -> None:
        for what in notes:
            found = note("of-question", where=question.where, number=question.number, what=what)
            if found not in self._found.not_understood:
                self._found.not_understood.append(found)


def _column(head: Line, column: int) -> Note:
    """A column by its heading, and the table or sheet it is in."""
    name = cut(head.cells[column]) if column < len(head.cells) else ""
    called = note("column", name=name) if name else note("column-no-heading")
    if head.kind == "row":
        return called
    part = note("part-table" if head.kind == "table" else "part-sheet", of=head.of)
    return note("part-column", part=part, column=called)
