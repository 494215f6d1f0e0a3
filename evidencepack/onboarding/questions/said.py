"""A question as a sentence for somebody with little time: what is asked, and where it stands."""

from collections.abc import Sequence

from evidencepack.assessment.selection import ASKED
from evidencepack.notes import Fact, Note, note
from evidencepack.origin import Origin
from evidencepack.registers import Asked
from evidencepack.tables.notes import row_list

_OF = {
    "word": "ask-word",
    "heading": "ask-heading",
    "person": "ask-person",
    "year": "ask-year",
    "colour": "ask-colour",
    "mark": "ask-mark",
    "default": "ask-default",
}


def said_of(asked: Asked, places: Sequence[Origin]) -> Note:
    """The question as a note; its words may hold names."""
    if asked.ask == "fact":
        return note("ask-fact", whether=ASKED[asked.what]) if asked.what != "rating" else note("ask-rating")
    file = asked.origin.file.rpartition("/")[2]
    if asked.ask == "sheet":
        name: Fact = note("sheet-of-file", sheet=asked.origin.sheet, file=file) if asked.origin.sheet else file
        return note("ask-sheet", sheet=name, headings=asked.what)
    heading: Fact = note("beneath-heading", heading=asked.origin.column) if asked.origin.column else ""
    field: Fact = note(f"{asked.register}.{asked.field}") if asked.ask == "default" else ""
    return Note(_OF[asked.ask], (("what", asked.what), ("under", heading), ("field", field), ("where", _where(places))))


def _where(places: Sequence[Origin]) -> Note:
    """How often it stands there, and where: the rows of one sheet, or in how many sheets."""
    sheets = list(dict.fromkeys((p.file, p.sheet) for p in places))
    file, sheet = sheets[0]
    rows = sorted({p.row for p in places if p.row})
    name: Fact = file.rpartition("/")[2]
    name = note("sheet-of-file", sheet=sheet, file=name) if sheet else name
    if len(sheets) > 1:
        return note("stands-in-sheets", n=len(places), sheets=len(sheets))
    if not rows:
        return note("stands-on", sheet=name)
    return note("stands-in-rows", n=len(rows), sheet=name, rows=row_list(rows))
