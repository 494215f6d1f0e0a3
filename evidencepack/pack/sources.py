"""What was read of each file, and what a person must look at."""

from collections.abc import Sequence

from evidencepack.notes import Messages, Note, note
from evidencepack.origin import Account, Problem
from evidencepack.pack.cell_spans import cells_of, spans_of
from evidencepack.pack.listed_model import Place, ProblemLine, SourceLine
from evidencepack.pack.shown import Shown
from evidencepack.registers import REGISTERS

_LISTED = 8


def problem_lines(problems: Sequence[Problem], shown: Shown, messages: Messages) -> tuple[ProblemLine, ...]:
    """Problems as printed, the same sentence of a sheet once, with every cell it is about."""
    said = {what: shown.note(what) for what in {p.what for p in problems}}
    groups: dict[tuple[str, str, str, Note], list[Problem]] = {}
    for p in problems:
        column = "" if p.origin.cell else p.origin.column
        groups.setdefault((p.origin.file, p.origin.sheet, column, said[p.what]), []).append(p)
    return tuple(_problem(found, what, shown, messages) for (*_, what), found in groups.items())


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
            place=Place(file=scrub(a.file), sheet=scrub(a.sheet)),
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
