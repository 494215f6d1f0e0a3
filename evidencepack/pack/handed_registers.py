"""Registers and traces as they are handed over: of people counts in fives, and no row that could be joined back."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from evidencepack.pack.listed_model import RegisterCount, RegisterSheet, RowSpan, TraceLine

# Registers whose rows are each about one person, or what one person said or did, and the fields they are counted by.
# Not by what a person is (first language, funder, contract): from one month to the next that would tell of who is new.
COUNTED: Mapping[str, tuple[str, ...]] = {
    "staff": ("role",),
    "leaders": ("role",),
    "people": (),
    "training": ("course", "state"),
    "supervision": ("kind",),
    "spot_checks": ("what", "result"),
    "complaints": ("kind", "theme"),
    "incidents": ("type",),
    "safeguarding": ("kind",),
    "deaths_dols": ("kind",),
    "dols": ("kind",),
    "notifications": ("type",),
    "feedback": ("group", "theme"),
    "reviews": ("kind",),
    "risk_decisions": (),
    "goals": ("theme",),
    "speaking_up": ("theme",),
    "recruitment": ("role",),
    "staff_checks": (),
    "professionals": ("kind",),
    "agency": ("role",),
    "visits": (),
}
# Columns of the other registers that lead to a row about a person, such as the incident an action came from.
WITHHELD: Mapping[str, frozenset[str]] = {
    "actions": frozenset({"source_id"}),
    "audits": frozenset({"action_ids"}),
    "equipment": frozenset({"person"}),
}
# The newest row of these says on which day one person came.
STARTED = frozenset({"staff", "leaders", "people", "recruitment"})
FIVE = 5  # as everywhere: one to four could tell of one person
_MOST_ANSWERS = 10  # so many people in one round, and its figures are nobody's
_ORIGIN = 4  # record, file, sheet, row come before the columns
_Row = Mapping[str, Any]
# Rows of these registers that speak of many: a month of visits, a round of a survey.
_OF_MANY: Mapping[str, Callable[[_Row], bool]] = {
    "visits": lambda row: not row["code"],
    "feedback": lambda row: (row["answered"] or 0) >= _MOST_ANSWERS,
}


def _of_one(_row: _Row) -> bool:
    return False


def is_counted(register: str) -> bool:
    """Whether rows of a register are counted where they are handed over."""
    return register in COUNTED


def handed_sheets(sheets: Iterable[RegisterSheet]) -> tuple[RegisterSheet, ...]:
    """Registers to hand over: those about people counted, the others as they are, less what leads to a person."""
    return tuple(handed for sheet in sheets for handed in _handed(sheet))


def _handed(sheet: RegisterSheet) -> Iterator[RegisterSheet]:
    if not is_counted(sheet.register_):
        yield _without(sheet, WITHHELD.get(sheet.register_, frozenset()))
        return
    names = [column.field for column in sheet.columns]
    of_many = _OF_MANY.get(sheet.register_, _of_one)
    rows = [(row, of_many(dict(zip(names, row[_ORIGIN:], strict=True)))) for row in sheet.rows]
    many, about_one = [row for row, many in rows if many], [row for row, many in rows if not many]
    if many:
        yield _without(replace(sheet, rows=tuple(many)), frozenset({"code"}))
    if about_one or not many:
        yield _counted(replace(sheet, rows=tuple(about_one)))


def _without(sheet: RegisterSheet, fields: frozenset[str]) -> RegisterSheet:
    if not fields:
        return sheet
    kept = [n for n, column in enumerate(sheet.columns) if column.field not in fields]
    rows = tuple((*row[:_ORIGIN], *(row[_ORIGIN + n] for n in kept)) for row in sheet.rows)
    return replace(sheet, columns=tuple(sheet.columns[n] for n in kept), rows=rows)


def _counted(sheet: RegisterSheet) -> RegisterSheet:
    places = ((str(row[1]), str(row[2]), int(row[3] or 0)) for row in sheet.rows)
    return replace(
        sheet,
        columns=(),
        rows=(),
        counted=True,
        records=len(sheet.rows),
        counts=tuple(_counts(sheet)),
        spans=tuple(RowSpan(file=f, sheet=s, first=a, last=b) for (f, s), (a, b) in sorted(_spans(places).items())),
    )


def _counts(sheet: RegisterSheet) -> Iterator[RegisterCount]:
    """How many rows hold each word, in fives; a word of fewer than five is not printed at all."""
    for field in COUNTED[sheet.register_]:
        at = next((n for n, column in enumerate(sheet.columns, _ORIGIN) if column.field == field), None)
        words = Counter(str(row[at]) for row in sheet.rows) if at is not None else Counter[str]()
        for what, n in sorted(words.items(), key=lambda item: (-(item[1] // FIVE), item[0])):
            if what and n >= FIVE:
                by = sheet.columns[(at or 0) - _ORIGIN].heading
                yield RegisterCount(by=by, what=what, at_least=n // FIVE * FIVE, at_most=n // FIVE * FIVE + FIVE - 1)


def _spans(places: Iterable[tuple[str, str, int]]) -> dict[tuple[str, str], tuple[int, int]]:
    """The first and the last row of each sheet."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for file, sheet, row in places:
        first, last = found.get((file, sheet), (row, row))
        found[file, sheet] = min(first, row), max(last, row)
    return found


def handed_traces(traces: Sequence[TraceLine], sheets: Sequence[RegisterSheet]) -> tuple[TraceLine, ...]:
    """Traces to hand over: of rows that are counted only the sheet and its rows from first to last, once a finding.

    Which of them counted how is said nowhere: over many findings, one row number would tell as much as a name.
    """
    listed = {row[0] for sheet in sheets for row in sheet.rows}
    places: dict[str, list[tuple[str, str, int]]] = {register: [] for register in COUNTED}
    for sheet in sheets:
        places.get(sheet.register_, []).extend((s.file, s.sheet, row) for s in sheet.spans for row in (s.first, s.last))
    for line in traces:  # of rows that could be read in part only, too
        if is_counted(line.register) and line.record not in listed:
            places[line.register].append((line.file, line.sheet, line.row))
    spans = {register: _spans(found) for register, found in places.items()}
    return tuple(dict.fromkeys(_trace(line, listed, spans) for line in traces))


def _trace(
    line: TraceLine, listed: set[Any], spans: Mapping[str, Mapping[tuple[str, str], tuple[int, int]]]
) -> TraceLine:
    if is_counted(line.register) and line.record not in listed:
        first, last = spans[line.register][line.file, line.sheet]
        return replace(line, record="", used_as="", because="", by="", row=first, last=last)
    return replace(line, by=", ".join(id_ for id_ in line.by.split(", ") if id_ in listed)) if line.by else line
