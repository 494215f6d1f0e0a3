"""What was read of each file, and what a person must look at."""

from collections.abc import Sequence

from evidencepack.notes import Messages, Note, note
from evidencepack.origin import Account, Problem
from evidencepack.pack.cell_spans import cells_of, spans_of
from evidencepack.pack.files_model import Place, ProblemLine, SourceLine
from evidencepack.pack.shown import Shown
from evidencepack.registers import REGISTERS

_LISTED = 8
_MOST_COLUMNS = 2  # of one sheet that each get a line of their own for the same sentence


def problem_lines(problems: Sequence[Problem], shown: Shown, messages: Messages) -> tuple[ProblemLine, ...]:
    """Problems as printed, the same sentence of a sheet once, with every cell it is about."""
    said = {what: shown.note(what) for what in {p.what for p in problems}}
    sheets: dict[tuple[str, str, Note], list[Problem]] = {}
    for p in problems:
        sheets.setdefault((p.origin.file, p.origin.sheet, said[p.what]), []).append(p)
    groups = ((what, group) for (*_, what), found in sheets.items() for group in _lines(found))
    return tuple(_problem(group, what, shown, messages) for what, group in groups)


def _lines(found: Sequence[Problem]) -> Sequence[Sequence[Problem]]:
    """What one sentence of a sheet is said in: a line a column, or one for all where they are many or of one row."""
    columns: dict[str, list[Problem]] = {}
    for p in found:
        columns.setdefault(p.origin.letter or p.origin.column, []).append(p)
    one_row = len({p.origin.row for p in found}) == 1
    together = all(p.origin.cell for p in found) and (one_row or len(columns) > _MOST_COLUMNS)
    return [found] if together else list(columns.values())


def _problem(found: Sequence[Problem], what: Note, shown: Shown, messages: Messages) -> ProblemLine:
    first, scrub = found[0], shown.scrub
    origins = [p.origin for p in found]
    columns = [scrub(column) for column in dict.fromkeys(o.column for o in origins if o.column)]
    cells, spans = cells_of(origins, messages), spans_of(origins, messages)
    more = len(spans) - _LISTED
    where = ", ".join(spans if more < 2 else [*spans[:_LISTED], messages.say("n-more", more=str(more))])
    return ProblemLine(
        place=Place(file=scrub(first.origin.file), sheet=scrub(first.origin.sheet), row=first.origin.row),
        column=columns[0] if len(columns) == 1 else "",
        cell=first.origin.cell,
        what=messages.what(what),
        remedy=messages.remedy(what),
        rows=sum(p.rows for p in found),
        code=first.what.code,
        facts=tuple(messages.facts(what).items()),
        places=max(len(cells), 1),
        cells=cells,
        spans=spans,
        where=where,
    )


def source_lines(accounts: Sequence[Account], shown: Shown, messages: Messages) -> tuple[SourceLine, ...]:
    """The account of each sheet as printed."""
    scrub = shown.scrub
    return tuple(
        SourceLine(
            place=Place(file=scrub(a.file), sheet=scrub(a.sheet) if a.map else shown.sheet(a.sheet)),
            map=a.map,
            register_=REGISTERS[a.register].label if a.register in REGISTERS else "",
            rows_seen=a.rows_seen,
            rows_read=a.rows_read,
            set_aside=tuple((messages.what(note(reason)), rows) for reason, rows in a.set_aside.items()),
            set_aside_codes=tuple(a.set_aside),
            records=a.records,
            unused_columns=tuple(scrub(c) for c in a.unused_columns),
            said=tuple(messages.what(shown.note(s)) for s in a.notes),
            said_codes=tuple(s.code for s in a.notes),
            state=a.state,
        )
        for a in accounts
    )
