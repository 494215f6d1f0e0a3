"""What was read of each file, and what a person must look at."""

from collections.abc import Sequence

from evidencepack.notes import Messages, Note, note
from evidencepack.origin import Account, Problem
from evidencepack.pack.listed_model import Place, ProblemLine, SourceLine
from evidencepack.pack.shown import Shown
from evidencepack.registers import REGISTERS


def problem_lines(problems: Sequence[Problem], shown: Shown, messages: Messages) -> tuple[ProblemLine, ...]:
    """Problems as printed, the same fault in one column of a sheet once, with how many rows."""
    groups: dict[tuple[str, str, str, Note], list[Problem]] = {}
    for p in problems:
        groups.setdefault((p.origin.file, p.origin.sheet, p.origin.column, p.what), []).append(p)
    return tuple(_problem(found, shown, messages) for found in groups.values())


def _problem(found: Sequence[Problem], shown: Shown, messages: Messages) -> ProblemLine:
    first, scrub = found[0], shown.scrub
    what = shown.note(first.what)
    more = [str(p.origin.row) for p in found[1:6]]
    rows = note("rows-and-more", rows=", ".join(more)) if len(found) > 6 else tuple(more)
    also = messages.say("also-in-rows", n=len(more), rows=rows) if more else ""
    return ProblemLine(
        place=Place(file=scrub(first.origin.file), sheet=scrub(first.origin.sheet), row=first.origin.row),
        column=scrub(first.origin.column),
        cell=first.origin.cell,
        what=messages.what(what) + also,
        remedy=messages.remedy(what),
        rows=sum(p.rows for p in found),
        code=first.what.code,
        facts=tuple(messages.facts(what).items()),
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
        )
        for a in accounts
    )
