"""The sheet of what people typed into earlier workbooks and what has no place in this one; it is theirs to clear."""

from collections.abc import Mapping, Sequence

from evidencepack.day_reader import iso_day
from evidencepack.notes import note
from evidencepack.pack.model import Pack
from evidencepack.pack.typed_model import KeptLine
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.links import KEPT
from evidencepack.writers.excel.lists import Column, ListLayout, add_list

KEY = "Ref"
TEXT = "What was typed"
_PLACE = {"file": "File", "sheet": "Sheet", "cell": "Cell", "row": "Its row", "column": "Column", "on": "Pack of"}


def add_kept(book: Book, pack: Pack) -> None:
    """A row a thing that was typed, newest first; no sheet where there is none."""
    if not pack.kept.lines:
        return
    title = note("title-kept", name=pack.service.name)
    layout = ListLayout(KEPT, title, note("about-kept"), _columns(book), printed=len(_PLACE) + 2, open=True)
    add_list(book, layout, pack.kept.lines)


def _columns(book: Book) -> tuple[Column[KeptLine], ...]:
    return (
        Column(TEXT, 58, note("kept-text"), lambda k: k.text),
        Column("Why it is here", 34, note("kept-why"), lambda k: book.messages.say(k.why)),
        Column(_PLACE["on"], 14, note("kept-on"), lambda k: iso_day(k.on) or k.on, "day"),
        Column(_PLACE["file"], 34, note("kept-file"), lambda k: k.file),
        Column(_PLACE["sheet"], 18, note("origin-sheet"), lambda k: k.sheet),
        Column(_PLACE["cell"], 8, note("kept-cell"), lambda k: k.cell),
        Column(_PLACE["row"], 22, note("kept-row"), lambda k: k.row),
        Column(_PLACE["column"], 16, note("kept-column"), lambda k: k.column),
        Column(KEY, 12, note("kept-ref"), lambda k: k.ref),
    )


def carried_line(ref: str, why: str, texts: Mapping[str, str]) -> KeptLine | None:
    """A line as it stands on the sheet by now, its texts by heading; None where its text was taken out."""
    text = texts.get(TEXT, "")
    place = {name: texts.get(heading, "") for name, heading in _PLACE.items()}
    return KeptLine(ref=ref, text=text, why=why or "kept-typed", **place) if text else None


READ_BACK: Sequence[str] = (TEXT, *_PLACE.values())
