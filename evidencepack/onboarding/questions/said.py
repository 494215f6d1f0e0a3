"""A question as a sentence for somebody with little time."""

from collections.abc import Sequence

from evidencepack.assessment.selection import ASKED
from evidencepack.notes import Fact, Note, note
from evidencepack.origin import Origin
from evidencepack.registers import Asked

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
        return note("ask-fact", whether=ASKED[asked.what]) if asked.what != "rating" else note("ask-which-rating")
    file = asked.origin.file.rpartition("/")[2]
    if asked.ask == "sheet":
        name: Fact = note("sheet-of-file", sheet=asked.origin.sheet, file=file) if asked.origin.sheet else file
        return note("ask-sheet", sheet=name, headings=asked.what)
    headings = {place.column for place in places}
    heading: Fact = (
        note("beneath-heading", heading=asked.origin.column.rstrip("? ")) if len(headings - {""}) == 1 else ""
    )
    field: Fact = note(f"{asked.register}.{asked.field}") if asked.ask == "default" else ""
    code = "ask-initials" if (asked.ask, asked.what) == ("mark", "initials") else _OF[asked.ask]
    return Note(code, (("what", asked.what), ("under", heading), ("field", field)))
