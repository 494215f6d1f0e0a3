"""Rows that are no record: a nil return, "No incidents this month", and what was not done: "not done, on leave"."""

import re
from collections.abc import Mapping, Sequence

from evidencepack.files import Cell, Row
from evidencepack.registers import Record, field_types
from evidencepack.tables.headings import at, plain, plain_set

_EVENTS = frozenset({"complaints", "incidents", "deaths_dols", "notifications", "speaking_up"})
_WHAT = (
    r"(?:incidents?|accidents?|falls?|complaints?|concerns?|compliments?|deaths?|dols|events?|notifications?|entries"
    r"|safeguarding|referrals?|returns?|near misses)"
)
_ABOUT = r"(?:received|reported|recorded|raised|made|sent|to report|to record|occurred|happened|known)"
_WHEN = r"(?:(?:in|for|during) )?(?:this|the|last)? ?(?:week|month|quarter|period|year|time)"
_NIL = re.compile(
    rf"(?:nil|none|no|zero|nothing)(?:[ /,&-]+(?:or |and |new )?{_WHAT})*"
    rf"(?: (?:were |was |has been |have been )?{_ABOUT})?(?: {_WHEN})?"
)
_WHY = re.compile(r" ?[-–—,.;(/]| (?:due to|as|because|owing to|since|this|in|has|have|-)\b")
_NOTHING = frozenset(("", "n/a", "na", "nil", "none", "no", "0", "not applicable"))


def nil_rows(
    record: type[Record], rows: Sequence[Row], entries: Sequence[int], fields: Mapping[int, str], lists: frozenset[str]
) -> set[int]:
    """The entries, by row, that say that nothing happened, and nothing else but their number and day.

    `fields` are the fields by column; words of the fields that are `lists` may stand beside a nil return in words.
    """
    if record.register not in _EVENTS:
        return set()
    days = {record.dated_by, "code", "event_date", "reference"}
    others = {i: field for i, field in fields.items() if field not in days}
    texts = {i for i, field in others.items() if field in (*record.topical, *record.personal, *record.naming)}
    found: set[int] = set()
    for index in entries:
        cells = {i: plain(at(rows[index], i)) for i in texts}
        said = [i for i, text in cells.items() if _is_nil(text)]
        if said and all(_may_stand(at(rows[index], i), field, cells[said[0]], lists) for i, field in others.items()):
            found.add(index)
    return found


def rows_not_done(
    record: type[Record],
    rows: Sequence[Row],
    entries: Sequence[int],
    fields: Mapping[int, str],
    words: Mapping[str, Sequence[str]],
) -> set[int]:
    """The entries, by row, that say in one of these fields that nothing was done, and give no figure and no other day.

    `words` are by field how such a cell begins.
    """
    told = {i: tuple(plain_set(words[field])) for i, field in fields.items() if field in words}
    if not told:
        return set()
    types = field_types(record)
    proofs = [i for i, f in fields.items() if types[f] != "str" and f != record.dated_by and i not in told]
    return {
        index
        for index in entries
        if any(_says_undone(plain(at(rows[index], i)), begins) for i, begins in told.items())
        and not any(_is_proof(at(rows[index], i)) for i in proofs)
    }


def _says_undone(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text is one of the words, or says why behind it: "not done, on leave", but not "not done on 3"."""
    return any(text == w or (text.startswith(w) and _WHY.match(text, len(w))) for w in words)


def _is_proof(cell: Cell) -> bool:
    return cell is not None and any(c.isdigit() for c in str(cell))


def _is_nil(text: str) -> bool:
    return text[:1] in ("n", "z") and text != "no" and _NIL.fullmatch(text) is not None


def _may_stand(cell: Cell, field: str, said: str, lists: frozenset[str]) -> bool:
    """Whether a cell says nothing more than that there was nothing."""
    text = plain(cell)
    return text in _NOTHING or _is_nil(text) or (field in lists and " " in said and isinstance(cell, str))
