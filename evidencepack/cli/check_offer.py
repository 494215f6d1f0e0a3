"""A sheet that nobody recognises, as check offers it: headings, first rows, the registers it comes nearest to."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from evidencepack.cli.console import say
from evidencepack.files import Cell, Row
from evidencepack.notes import Messages, Note, note
from evidencepack.onboarding.proposal.nearest import Nearest, headings_of_sheet, nearest_registers, rows_beneath
from evidencepack.onboarding.proposal.vocabulary import Vocabulary
from evidencepack.origin import Account
from evidencepack.pack.shown import NOT_SHOWN
from evidencepack.service import ServiceRead
from evidencepack.tables import ColumnMap
from evidencepack.tables.cells.convert import error_in, to_text
from evidencepack.tables.headings import plain
from evidencepack.text import one_line

_OFFERED, _SPEAKING, _ACROSS = 10, 4, 8
_SHORT, _MOST_DIGITS = 20, 3  # longer, it is a sentence, or the number of somebody or of their telephone
_NUMBER_OF_NOBODY = 1_000


class Desk(Struct, frozen=True):
    """What every line is made with: names taken out, words that a heading may hold, and the words of codes."""

    scrub: Callable[[str], str]
    names_nobody: Callable[[str], bool]
    vocabulary: Vocabulary
    messages: Messages


def offer(read: ServiceRead, account: Account, maps: Mapping[str, ColumnMap], desk: Desk) -> None:
    """Print what a sheet that nobody recognises begins with, and what it comes nearest to."""
    sheet = read.unread_sheets.get((account.file, account.sheet))
    if sheet is None:
        return
    shown, hidden = _plain_headings(headings_of_sheet(sheet, desk.vocabulary), desk)
    begins = ", ".join([*shown[:_OFFERED], *hidden])
    say(desk.messages.say("unknown-sheet-headings", headings=begins), indent="  ", hang="    ")
    for number, row in rows_beneath(sheet, desk.vocabulary):
        say(_row(number, row, desk), indent="    ", hang="      ")
    if near := nearest_registers(account.file, sheet, maps, desk.vocabulary):
        named = tuple(_nearest(each, desk) for each in near)
        say(desk.messages.say("nearest-is", nearest=named), indent="  ", hang="    ")


def _row(number: int, row: Row, desk: Desk) -> str:
    """The filled cells of a row, of many the first."""
    cells = [_cell(cell, desk) for cell in row if plain(cell)]
    more = len(cells) - _ACROSS
    if more > 1:
        cells = [*cells[:_ACROSS], desk.messages.say("n-more", more=str(more))]
    return desk.messages.say("unknown-sheet-row", row=str(number), cells=", ".join(cells))


def _cell(cell: Cell, desk: Desk) -> str:
    """What stands in a cell, where it can be no name, no birthday, no number of somebody and no sentence."""
    if isinstance(cell, date):
        return desk.messages.say("a-day")
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{cell:.3g}" if abs(cell) < _NUMBER_OF_NOBODY else NOT_SHOWN
    text = one_line(error_in(cell) or to_text(cell))
    plain_words = len(text) <= _SHORT and sum(c.isdigit() for c in text) <= _MOST_DIGITS
    return text if plain_words and desk.names_nobody(text) else NOT_SHOWN


def _plain_headings(headings: Sequence[str], desk: Desk) -> tuple[list[str], list[str]]:
    """The headings of a sheet that nobody knows which are made of known and ordinary words, and how many are not.

    What looks like a heading there may be a row of anything.
    """
    shown = [h for h in headings if desk.names_nobody(h) or desk.vocabulary.is_ordinary(h)]
    left = len(headings) - len(shown)
    return shown, [desk.messages.say("may-be-names", n=left)] if left else []


def _nearest(near: Nearest, desk: Desk) -> Note:
    shown, _ = _plain_headings(near.headings, desk)
    if not shown:
        return note("nearest-by-name", register=near.label)
    return note("nearest-by", register=near.label, headings=", ".join(shown[:_SPEAKING]))
