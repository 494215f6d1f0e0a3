"""How the cells of one column become values: a function for each field, which never raises."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.day_reader import Order
from evidencepack.files import Cell
from evidencepack.notes import Note, note
from evidencepack.tables.cells.convert import (
    convert,
    error_in,
    fault_of,
    fault_of_day,
    never_expires,
    score_out_of,
    to_text,
    validity_months,
)
from evidencepack.tables.cells.day_order import NotADayError, day_in
from evidencepack.tables.cells.remarks import LATER, OfTheRow, day_in_words, word_before_remark, yes_with_more
from evidencepack.tables.headings import begins_with, filled, plain, queried
from evidencepack.tables.people import People
from evidencepack.tables.person_names import LONGEST, is_no_name

Reader = Callable[[Cell], Any]
_NOTHING = frozenset(("n/a", "na", "n.a", "not applicable", "tbc", "tba", "to be confirmed", "none", "nil", "pending"))
_NO_DAY = _NOTHING | frozenset(
    ("ongoing", "on going", "on-going", "open", "still open", "in progress", "current", "awaiting", "awaited",
     "outstanding", "not yet", "not yet due", "not due", "not required", "to be arranged", "to be agreed")
)  # fmt: skip
# How a cell of a column of days begins that says that there is no such day yet, or none at all: "applied 22/6".
_NONE_YET = frozenset((
    "applied", "application", "sent off", "sent for", "requested", "awaiting", "awaited", "waiting", "pending",
    "chasing", "chased", "to follow", "not yet", "not done", "not applied", "in progress", "n/a", "not applicable",
    "not required", "not needed", "no limit", "no expiry", "no end", "indefinite", "british", "settled status",
))  # fmt: skip
_NOT_SO = frozenset(("n/a", "na", "n.a", "not applicable"))
_NOT_KNOWN = frozenset(
    (
        "not known",
        "unknown",
        "n/k",
        "nk",
        "not recorded",
        "not stated",
        "not sure",
        "unsure",
        "don't know",
        "dont know",
        "to check",
        "check",
    )
)


# Guaranteed 20, Part time 16 hrs pw.
_HOURS_BEHIND = re.compile(
    r"(?:(?<!\W)\W*+)?(?<!\d)\d++(?:\.\d++)?\s*+(?:h|hours?|hrs?)?\s*+(?:pw|p/w|per week|a week)?\W*+$"
)


class NotGiven(Struct, frozen=True):
    """A cell whose words say that there is no value: N/A, ongoing; or that it is not `known`, or not yet: TBC."""

    known: bool = True


class Several(Struct, frozen=True):
    """A cell that fills more than one field: 18/20 is a score and what it is out of."""

    values: Mapping[str, Any]


class Unlisted(Struct, frozen=True):
    """A word that is not in the list of its column, kept as it is."""

    word: str


NOT_GIVEN, NOT_KNOWN = NotGiven(), NotGiven(known=False)


class Ask(Struct, frozen=True):
    """What is known of a column before its cells are read.

    `kind` is the plain type of the field, `order` that of its days, `month` what a month without a day stands for (its
    first or last day, or some day that is not known);
    `choices` our word by theirs, `closed` whether there are no others; `others` are the fields of the record;
    `not_always` is whether it is not always needed, `remarked` whether a remark may follow its word, `naming` whether
    that word says what a thing was, `relative` whether a day may be told by that of the row.
    """

    field: str
    kind: str
    people: People
    required: bool = False
    order: Order = Order.DAY
    month: Literal["", "first", "last", "known"] = ""
    choices: Mapping[str, str] | None = None
    closed: bool = False
    others: frozenset[str] = frozenset()
    remarked: bool = False
    not_always: bool = False
    naming: bool = False
    relative: bool = False


def reader_of(ask: Ask) -> Reader:
    """The function that makes a value of a cell: a value, None (blank), a NotGiven, Several, Unlisted or a Note."""
    if ask.kind == "bool" and (ask.remarked or f"{ask.field}_on" in ask.others):
        return lambda cell: _told(cell, ask)
    if ask.choices is not None and ask.kind == "bool":
        means = ask.choices  # words beside yes and no, such as no gaps where gaps are to be explained
        return lambda cell: _plain(
            means.get(plain(cell), cell) if isinstance(cell, str) and "?" not in cell else cell, "bool", ask
        )
    if ask.choices is not None:
        return lambda cell: _choice(cell, ask, ask.choices or {})
    if ask.field in ("staff", "person"):
        return lambda cell: _person(cell, ask)
    if ask.field == "name":
        return lambda cell: _name(cell, ask)
    if ask.kind == "date":
        return lambda cell: _day(cell, ask)
    if ask.field == "validity":
        return _validity
    if ask.field == "score" and "out_of" in ask.others:
        return lambda cell: _score(cell, ask)
    kind = "hours" if ask.field == "hours" and ask.kind == "float" else ask.kind
    return lambda cell: _plain(cell, kind, ask)


def each(cells: Sequence[Cell], read: Reader) -> tuple[list[Any], frozenset[type]]:
    """The cells of a column as values, and the types among them; what stands in many cells is read once."""
    different = set(cells)
    if len({c.__class__ for c in different}.intersection((bool, int, float))) > 1:
        # 1, 1.0 and True are one key of a dictionary.
        values = [None if cell is None else read(cell) for cell in cells]
        return values, frozenset(v.__class__ for v in values)
    known = {cell: None if cell is None else read(cell) for cell in different}
    return [known[cell] for cell in cells], frozenset(v.__class__ for v in known.values())


def _told(cell: Cell, ask: Ask) -> Any:
    """Whether something is so, with the day where the cell gives it: a day alone is a yes."""
    on = f"{ask.field}_on"
    meant = (ask.choices or {}).get(plain(cell), cell) if isinstance(cell, str) else cell
    value = _plain(meant, "bool", ask)
    if not isinstance(value, Note):
        return value
    if on in ask.others and not isinstance(day := _day(cell, replace(ask, field=on, required=True)), Note):
        return Several({ask.field: True, on: day})
    found = yes_with_more(cell, ask.choices)
    if found is None:
        day = day_in_words(plain(cell), lambda c: _day(c, ask)) if on in ask.others and _only_day(cell) else None
        return Several({ask.field: True, on: day}) if day else value
    so, rest = found
    day = day_in_words(rest, lambda c: _day(c, ask)) if so and rest and on in ask.others else None
    return Several({ask.field: True, on: day}) if isinstance(day, date | OfTheRow) else so


def _only_day(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.strip()[:1].isdigit()


def _plain(cell: Cell, kind: str, ask: Ask) -> Any:
    if kind == "str" and cell.__class__ is str and str(cell)[:1] not in "#-–—:*.?_ ":
        return convert(cell, kind)
    if not filled(cell):
        return NOT_KNOWN if queried(cell) else None
    try:
        return convert(cell, kind)
    except ValueError:
        if not ask.required and plain(cell) in _NOT_SO | _NOT_KNOWN:
            return NOT_GIVEN if plain(cell) in _NOT_SO else NOT_KNOWN
        # Whether something is so is not told by TBC: somebody has to settle it.
        return fault_of(cell, kind)


def _day(cell: Cell, ask: Ask) -> Any:
    if not filled(cell):
        return NOT_KNOWN if queried(cell) else None
    try:
        return day_in(cell, ask.order, ask.month)
    except NotADayError as error:
        if ask.field == "expires" and "validity" in ask.others and never_expires(cell):
            return Several({"validity": 0})
        text = plain(cell)
        if ask.not_always and text in _NOT_SO:
            return NOT_KNOWN
        if ask.relative and text in LATER:
            return OfTheRow(LATER[text])
        if not ask.required and (text in _NO_DAY or (isinstance(cell, str) and begins_with(cell, _NONE_YET))):
            return NOT_GIVEN
        return fault_of_day(cell, error)


def _person(cell: Cell, ask: Ask) -> Any:
    if error_in(cell):
        return fault_of(cell, "str")
    return ask.people.code_of(ask.field, convert(cell, "str")) if filled(cell) else None


def _name(cell: Cell, ask: Ask) -> Any:
    return note("name-too-long", most=LONGEST) if is_no_name(str(cell)) else _plain(cell, "str", ask)


def _choice(cell: Cell, ask: Ask, choices: Mapping[str, str]) -> Any:
    if error_in(cell):
        return fault_of(cell, "str")
    word = (
        ("yes" if cell else "no")
        if isinstance(cell, bool)
        else plain(to_text(cell) if isinstance(cell, float) else cell)
    )
    if not word:
        return NOT_KNOWN if queried(cell) else None
    meant = choices.get(word)
    if meant is None:
        meant = choices.get(_HOURS_BEHIND.sub("", word))
    if meant is not None:
        return meant
    if ask.remarked and isinstance(cell, str) and (found := word_before_remark(word, choices, ask.naming)):
        return _remarked(found, ask)
    if word in _NOT_SO | _NOT_KNOWN | {"tbc", "tba"} and not ask.required:
        return NOT_GIVEN if word in _NOT_SO else NOT_KNOWN
    if not ask.closed:
        return Unlisted(convert(cell, "str"))  # with its capitals, by which a name is told
    if not isinstance(cell, str) or score_out_of(cell):
        return NOT_GIVEN  # a mark beside the state, as some platforms give, is not a state
    return note("not-understood", cell=note("value-not-shown"),
                wanted=note("a-known-word", words=", ".join(dict.fromkeys(choices.values()))))  # fmt: skip


def _remarked(found: tuple[str, str], ask: Ask) -> Any:
    """A word with what stands behind it, which may say on which day it was over."""
    meant, rest = found
    if "closed" not in ask.others or ask.naming or not meant:
        return meant
    day = day_in_words(rest, lambda cell: _day(cell, ask))
    return Several({ask.field: meant, "closed": day}) if isinstance(day, date | OfTheRow) else meant


def _validity(cell: Cell) -> Any:
    if not filled(cell):
        return NOT_KNOWN if queried(cell) else None
    try:
        return convert(cell, "int")
    except ValueError:
        months = validity_months(cell)
        return fault_of(cell, "int") if months is None else months


def _score(cell: Cell, ask: Ask) -> Any:
    if isinstance(cell, date | timedelta):
        return note("score-made-a-date")
    both = score_out_of(cell)
    return Several({"score": both[0], "out_of": both[1]}) if both else _plain(cell, "float", ask)
