"""The lines of a tender's document -> its questions, lots, scale and gates; what was not understood, and what is left.

Every text of the document ends in one of these: nothing that was read is dropped without a word.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from evidencepack.files import Line
from evidencepack.notes import Note, note
from evidencepack.tender import signs
from evidencepack.tender.deduplicate import deduplicate
from evidencepack.tender.draft import GATE, DraftQuestion, Understood, cut
from evidencepack.tender.question_details import hear, hear_cells
from evidencepack.tender.question_headings import heads_of, kind_of
from evidencepack.tender.scales import LONGEST, scale_at
from evidencepack.tender.unused_text import left_out
from evidencepack.text import slug

MOST_QUESTIONS = 300
_MOST_FOUND = 2_000  # numbered lines, before those that ask nothing are left out
_TOTAL = re.compile(r"^(?:sub-?\s?|grand )?total\b", re.I)


def understood(lines: Sequence[Line]) -> Understood:
    """The questions of a document, in its order."""
    reading = _Reading(lines)
    for place in _tables(lines):
        reading.take(place)
    return reading.finished()


def _tables(lines: Sequence[Line]) -> Iterator[range]:
    """The places of the lines by table or sheet; whatever is not in one stands alone."""
    first = 0
    for n in range(1, len(lines) + 1):
        if n == len(lines) or not lines[n].row or _table(lines[n]) != _table(lines[first]):
            yield range(first, n)
            first = n


def _table(line: Line) -> tuple[str, str]:
    """The table or sheet that a line is a row of; ("", "") for none."""
    return (line.kind, line.of) if line.row else ("", "")


class _Reading:
    """One pass through the document: the question, the section and the lot that a line belongs to."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._found = Understood()
        self._left: dict[int, list[str]] = {}
        self._columns: dict[Note, list[str]] = {}  # cells of columns not used, by what is said of them
        self._sections: dict[str, int] = {}  # where each heading of a section stands
        self._at = 0
        self._lot = self._section = ""
        self._now: DraftQuestion | None = None
        self._looks = self._named = False

    def finished(self) -> Understood:
        """What was understood, each question once, with what is missing of it, and what is left of the document."""
        found = self._found
        for asked in deduplicate(found):
            self._leave_all(asked)
        for asked in found.questions[MOST_QUESTIONS:]:
            self._leave_all(asked)
        if len(found.questions) > MOST_QUESTIONS:
            found.not_understood.append(note("many-questions", n=MOST_QUESTIONS))
            del found.questions[MOST_QUESTIONS:]
        used = {asked.section for asked in found.questions}
        for section, place in self._sections.items():
            if section not in used:
                self._left.setdefault(place, []).append(section)
        found.left_out.extend(left_out(self._lines, self._left, self._columns))
        return found

    def take(self, places: range) -> None:
        """A line by itself, or all rows of a table or sheet: the tables of questions and scales in it, and the rest."""
        self._begin_sheet(self._lines[places[0]])
        n, heads = places.start, dict[str, int]()
        while n < places.stop:
            self._at, line = n, self._lines[n]
            below = self._lines[n : min(n + LONGEST, places.stop)] if len(line.cells) > 1 else ()
            scale = scale_at([row.cells for row in below])
            if scale:
                self._found.scale = {**scale, **self._found.scale}
                n, heads = n + len(scale), {}
            elif found := heads_of(line.cells):
                heads, head = found, line
                self._now = None
            elif heads:
                self._row(line, heads, head)
            else:
                self._line(line)
            n += 1
        if heads:
            self._now = None

    def _begin_sheet(self, line: Line) -> None:
        """A sheet of a workbook begins anew: its name may be that of a lot."""
        if line.kind != "sheet":
            return
        self._now, self._lot, self._section = None, "", line.of
        if lot := signs.lot_in(line.of):
            self._begin_lot(*lot)

    # Paragraphs, and rows of forms

    def _line(self, line: Line) -> None:
        """A paragraph, or a row of a form: "Weighting | 15%" is one text, else each line of a cell its own."""
        filled = [cell.strip() for cell in line.cells if cell.strip()]
        keys, values = filled[::2], filled[1::2]
        self._found.closes = self._found.closes or signs.closes_on(" ".join(filled))
        if len(keys) == len(values) and all(kind_of(key) and not key[:1].isdigit() for key in keys):
            for key, value in zip(keys, values, strict=True):
                self._told(kind_of(key), key, value)
        elif len(filled) > 1 and signs.label(filled[0]):
            self._one(f"{filled[0]}: {filled[1]}")
            self._each(filled[2:])
        else:
            self._each(filled)

    def _each(self, cells: Sequence[str]) -> None:
        for cell in cells:
            for text in filter(None, map(str.strip, cell.splitlines())):
                self._one(text)

    def _told(self, kind: str, key: str, value: str) -> None:
        """A row of a form that says what stands in it."""
        now = self._now
        if kind == "number" and signs.label(value):
            self._begin(signs.label(value), "")
        elif kind == "question" and (now is None or not now.text):
            self._each([value] if now else [f"{key}: {value}"])
        elif now is None or kind not in ("weight", "limit", "attachments", "looks", "heading", "lot"):
            self._leave(key, value)
            self._before_any(f"{key}: {value}", leave=False)
        else:
            self._looks = False
            self._add({kind: value}, key)

    def _one(self, text: str) -> None:
        """A text by itself: the heading of a lot or a section, a question that begins, or what belongs to one."""
        lot, section = signs.lot_in(text), signs.section_in(text)
        number, shares = signs.numbered(text), signs.shares_in(text)
        if lot:
            self._begin_lot(*lot)
        elif signs.is_box(text) or signs.is_scored(text):
            self._looks = False
            self._leave(text)
        elif section and not number:
            self._begin_section(section)
        elif len(shares) == 2 or (shares and (self._now is None or (number and signs.heading(number.text)))):
            self._found.shares |= shares
            self._now = None
            self._leave(text)
        elif number and (number.named or not self._named) and len(self._found.questions) < _MOST_FOUND:
            self._named |= number.named and not number.number.startswith("C")  # a criterion may hold questions
            self._begin(number.number, number.text)
        elif self._now is None:
            self._before_any(text)
        else:
            self._go_on(text)

    def _before_any(self, text: str, leave: bool = True) -> None:
        if signs.is_gate(text):
            self._found.gates.append(text)
            return
        weighs = signs.weight_in(text) or signs.limits_in(text)
        if weighs or signs.attachments_in(text) is not None:
            where = self._lines[self._at].where
            stray = note("stray-weight" if weighs else "stray-attachments", where=where, text=cut(text))
            self._found.not_understood.append(stray)
        if leave:
            self._leave(text)

    # Rows of a table of questions

    def _row(self, line: Line, heads: Mapping[str, int], head: Line) -> None:
        """A row below a header row; one that holds a single text is a heading, a box, or goes on with the question."""
        filled = [cell for cell in line.cells if cell.strip()]
        held = {what: line.cells[c].strip() if c < len(line.cells) else "" for what, c in heads.items()}
        shares = signs.share_of(held.get("question", ""), held.get("weight", ""))
        if any(map(_TOTAL.match, filled)) or shares:
            self._found.shares |= shares
            self._leave(*filled)
        elif len(filled) == 1 and not (held.get("question") and "number" not in heads):
            self._lone(filled[0])
        elif len(self._found.questions) < _MOST_FOUND and (held.get("question") or signs.label(held.get("number", ""))):
            self._asked_in(held, filled, head.cells[heads.get("limit", heads.get("question", 0))])
            self._unused(line, heads, head)
        else:
            self._leave(*filled)

    def _lone(self, text: str) -> None:
        lot = signs.lot_in(text)
        if lot:
            self._begin_lot(*lot)
        elif signs.is_box(text):
            self._leave(text)
        elif self._now is not None and (len(text.split()) > 8 or not text[:1].isupper() or signs.limits_in(text)):
            self._each([text])
        elif len(text) <= 100:
            self._begin_section(" ".join(text.split()))
        else:
            self._leave(text)

    def _asked_in(self, held: dict[str, str], filled: Sequence[str], unit: str) -> None:
        question = held.get("question", "")
        if section := held.get("section"):
            self._begin_section(section)
        number, own = signs.numbered(question), signs.label(held.get("number", ""))
        text = number.text if number and (not own or number.named) else question
        self._begin(own or (number.number if number else ""), text, whole=True)
        if not own and held.get("number"):
            self._leave(held["number"])
        if any(map(signs.is_gate, filled)):
            held["weight"] = GATE
        if self._now:
            self._now.in_table = True
        self._add(held, unit)

    def _add(self, held: Mapping[str, str], unit: str) -> None:
        """Add what the cells of a row, or of a form, say of the question at hand."""
        asked = self._now
        assert asked
        asked.lines.append(self._at)
        for what in hear_cells(asked, held, unit):
            self._say(what)
        if lot := held.get("lot"):
            asked.lot = _lot_id(lot)
            self._found.lots.setdefault(asked.lot, lot if lot.casefold().startswith("lot") else f"Lot {lot}")

    def _unused(self, line: Line, heads: Mapping[str, int], head: Line) -> None:
        """Keep the cells under headings that say nothing of a question, to be told by their column."""
        used = {column for what, column in heads.items() if what not in ("box", "gate", "whole")}
        for column, cell in enumerate(line.cells):
            if cell.strip() and column not in used and not signs.is_gate(cell):
                self._columns.setdefault(_column(head, column), []).append(cell.strip())

    # What begins, and what goes on

    def _begin_lot(self, number: str, title: str) -> None:
        self._lot, self._now, self._looks = f"lot-{number}", None, False
        if len(title) > len(self._found.lots.get(self._lot, "")):
            self._found.lots[self._lot] = title

    def _begin_section(self, title: str) -> None:
        self._section, self._now, self._looks = title, None, False
        self._sections.setdefault(title, self._at)

    def _begin(self, number: str, text: str, whole: bool = False) -> None:
        """A question begins; `whole` is whether all of it is known to stand in this text."""
        self._now = DraftQuestion(number, self._lines[self._at].where, self._lot, self._section, lines=[self._at])
        self._looks = False
        self._found.questions.append(self._now)
        heading = signs.heading(text)
        if heading:
            self._now.heading, self._now.weight = heading, signs.weight_in(text)
        elif text:
            self._now.heading, text = signs.parted(text)
            for line in [text] if not whole else filter(None, map(str.strip, text.splitlines())):
                self._go_on(line)

    def _go_on(self, text: str) -> None:
        asked = self._now
        assert asked
        asked.lines.append(self._at)
        heard = hear(asked, text, self._looks)
        self._looks = heard.looks
        for what in heard.notes:
            self._say(what)
        if heard.left:
            self._leave(text)

    def _leave(self, *texts: str) -> None:
        self._left.setdefault(self._at, []).extend(text.strip() for text in texts)

    def _leave_all(self, asked: DraftQuestion) -> None:
        """Leave all that a question was read from, where it turned out to be none."""
        for place in dict.fromkeys(asked.lines):
            cells = [cell.strip() for cell in self._lines[place].cells if cell.strip()]
            self._left[place] = list(dict.fromkeys((*self._left.get(place, ()), *cells)))

    def _say(self, what: Note) -> None:
        asked = self._now
        assert asked
        found = note("of-question", where=asked.where, number=asked.number, what=what)
        if found not in self._found.not_understood:
            self._found.not_understood.append(found)


def _column(head: Line, column: int) -> Note:
    """A column by its heading, and the table or sheet it is in."""
    name = cut(head.cells[column]) if column < len(head.cells) else ""
    called = note("column", name=name) if name else note("column-no-heading")
    if head.kind == "row":
        return called
    return note(
        "part-column", part=note("part-table" if head.kind == "table" else "part-sheet", of=head.of), column=called
    )


def _lot_id(text: str) -> str:
    found = signs.lot_in(text)
    number = found[0] if found else slug(text, 40)
    return f"lot-{number}"
