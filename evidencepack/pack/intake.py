"""What the files of a service come to, counted once for whoever says it: sheets, rows, problems, questions."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from evidencepack.notes import Messages, Note, note
from evidencepack.origin import ABOUT, Account, Origin, Problem
from evidencepack.pack.files_model import Intake, Place, ProblemLine
from evidencepack.pack.shown import Shown, not_shown
from evidencepack.pack.sources import problem_lines
from evidencepack.registers import Asked, Record, Records

UNREADABLE = "file-unreadable"
_NAMED = 3
_NO_RECORDS = ("packs", "answers")


class FilesSaid(Struct, frozen=True):
    """What is to be said of the files of a service: each problem once, and what all come to."""

    lines: tuple[ProblemLine, ...]
    intake: Intake


def files_said(
    records: Records,
    accounts: Sequence[Account],
    problems: Sequence[Problem],
    asked: Sequence[Asked],
    questions: int,
    shown: Shown,
    messages: Messages,
) -> FilesSaid:
    """The problems of files and records as on a day, with words that cannot be shown, less what is asked about.

    `questions` is how many things are asked of the service, each once however many cells wait for it.
    """
    found = without_asked((*problems, *not_shown(records, accounts, shown, problems)), asked)
    lines, documents = problem_lines(found, shown, messages), records.of("documents")
    return FilesSaid(lines, intake_of(accounts, found, lines, documents, questions, shown))


def without_asked(problems: Iterable[Problem], asked: Iterable[Asked]) -> tuple[Problem, ...]:
    """The problems whose cell nobody is asked about: a cell is one or the other."""
    cells = {_cell(a.origin) for a in asked if a.origin.row and (a.origin.letter or a.origin.column)}
    return tuple(p for p in problems if not (p.origin.row and _cell(p.origin) in cells)) if cells else tuple(problems)


def _cell(origin: Origin) -> tuple[str, str, int, str]:
    return origin.file, origin.sheet, origin.row, origin.letter or origin.column


def intake_of(
    accounts: Sequence[Account],
    problems: Sequence[Problem],
    lines: Sequence[ProblemLine],
    documents: Sequence[Record],
    questions: int,
    shown: Shown,
) -> Intake:
    """The counts; sheets found = read + set aside + unread. `lines` are the `problems` as they are printed.

    What is said of earlier packs and of drafts of answers is no problem of the files that are read, and our own sheets
    beside the registers, such as the first steps, are none of those found.
    """
    accounts = [a for a in accounts if ABOUT not in a.set_aside]
    lines = [line for line in lines if line.place.file.partition("/")[0] not in _NO_RECORDS]
    states: dict[tuple[str, str], str] = {}
    for a in accounts:
        place = a.file, a.sheet
        states[place] = "read" if "read" in (a.state, states.get(place)) else a.state
    closed = sorted({p.origin.file for p in problems if p.what.code == UNREADABLE})
    found = list(states.values())
    return Intake(
        files=len({a.file for a in accounts} | {f for f in closed if not f.startswith("documents/")}),
        sheets=len(found),
        read=found.count("read"),
        set_aside=found.count("set aside"),
        unread=found.count("unread"),
        unread_sheets=tuple(
            Place(file=shown.scrub(file), sheet=shown.sheet(sheet))
            for (file, sheet), state in sorted(states.items())
            if state == "unread"
        ),
        not_opened=len(closed),
        files_not_opened=tuple(map(shown.scrub, closed)),
        rows_seen=sum(a.rows_seen for a in accounts if a.state != "set aside"),
        rows_read=sum(a.rows_read for a in accounts),
        documents=len(documents),
        documents_dated=sum(d.day is not None for d in documents),
        problems=len(lines),
        places=sum(line.places for line in lines),
        questions=questions,
    )


def unread_notes(intake: Intake, handed: bool = False, more: str = "more-further-on") -> Iterator[Note]:
    """How many sheets and files lie unread and which; of what is handed over, how many alone. `more` says where."""
    if intake.unread:
        which = _which([_short(place, intake) for place in intake.unread_sheets], more)
        code = "unread-handed" if handed else "unread-sheets"
        yield note(code, n=intake.unread, sheets=note("sheets", n=intake.sheets), which=which)
    if intake.not_opened:
        code = "not-opened-handed" if handed else "not-opened"
        yield note(code, n=intake.not_opened, which=_which([_name(f) for f in intake.files_not_opened], more))


def counted_note(intake: Intake) -> Note:
    """How many problems in how many places, and how many questions."""
    problems = note("problems-in-places", n=intake.problems or 0, places=note("places", n=intake.places or 0))
    said = problems if intake.problems else note("no-problem-counted")
    return note("and-questions", problems=said, n=intake.questions) if intake.questions else said


def _which(names: Sequence[str], code: str) -> tuple[str | Note, ...]:
    """The first few, and how many more there are."""
    more = len(names) - _NAMED
    return tuple(names) if more <= 1 else (*names[:_NAMED], note(code, n=more))


def _short(place: Place, intake: Intake) -> str:
    """A sheet as it is known: by its file, and by its own name where others of that file lie unread too."""
    alone = sum(other.file == place.file for other in intake.unread_sheets) == 1
    return _name(place.file) if alone or not place.sheet else f"{_name(place.file)} ({place.sheet})"


def _name(file: str) -> str:
    return file.rpartition("/")[2]
