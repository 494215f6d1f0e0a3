"""How long training holds where nothing in the records says, and of whom a sheet of training asks a course."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.dates import Span, Window
from evidencepack.frameworks.indicators import Coverage
from evidencepack.measures.measured import Scope
from evidencepack.measures.members import Member, Members, Theirs
from evidencepack.notes import Note, note
from evidencepack.registers import Record, Training


class Life(Struct, frozen=True):
    """The days on which training that does not say how long it lasts is still in date, and what is said of that."""

    window: Window
    said: Note | None = None


def life_of(indicator: Coverage, scope: Scope, window: Window) -> Life:
    """How long training in a topic holds: as is usual for it, else as long as the requirement looks back."""
    if indicator.by != "training" or indicator.started_within_window:
        return Life(window)
    topic = scope.fill(str(indicator.match.get("topic", "")))
    usual = next((t.usual_life for t in scope.terms.topics if t.id == topic), None)
    if usual is None:
        return Life(window, note("life-of-window", span=str(scope.window)) if scope.window else None)
    span = Span(months=usual.months)
    return Life(
        Window(span.start_of_window(scope.on), scope.on), note("usual-life", span=str(span), source=usual.source)
    )


def of_training(indicator: Coverage, found: Members, theirs: Theirs, life: Life, scope: Scope) -> Iterator[Note]:
    """For how many people the length was taken from elsewhere, and how many stand on no sheet of training."""
    if indicator.by != "training":
        return
    silent = sum(any(map(_is_silent, theirs.sure.get(m.code, ()))) for m in found.counted)
    if silent and life.said:
        yield note("length-not-given", n=silent, taken=life.said)
    if scope.records.grids and theirs:
        there = _sheets_of(scope)
        if n := sum(bool(m.code) and not m.doubt and m.code not in there for m in found.counted):
            yield note("on-no-training-sheet", n=n)


def _is_silent(record: Record) -> bool:
    return isinstance(record, Training) and bool(record.completed) and record.validity is None and not record.expires


def without_their_course(found: Members, theirs: Theirs, scope: Scope) -> Members:
    """The same without those whose own sheets of training have no such course, while the sheets of others have it."""
    if not (grids := scope.records.grids):
        return found
    records = [r for rows in theirs.sure.values() for r in rows] + [
        r for rows in theirs.maybe.values() for r, _ in rows
    ]
    asking = {place for r in records if (place := _place(r)) in grids}
    there = _sheets_of(scope) if asking else {}
    others = [m for m in found.counted if _is_elsewhere(m, there.get(m.code, set()), asking, theirs, scope)]
    if not others:
        return found
    left = tuple((m.stand_in, note("course-not-on-their-sheet")) for m in others)
    return replace(found, counted=tuple(m for m in found.counted if m not in others), left_out=(*found.left_out, *left))


def _is_elsewhere(
    member: Member, sheets: set[tuple[str, str]], asking: set[tuple[str, str]], theirs: Theirs, scope: Scope
) -> bool:
    none = member.code not in theirs.sure and member.code not in theirs.maybe
    return none and bool(sheets) and sheets <= scope.records.grids and sheets.isdisjoint(asking)


def _sheets_of(scope: Scope) -> dict[str, set[tuple[str, str]]]:
    """The sheets of training that each person stands on, by code."""
    found: dict[str, set[tuple[str, str]]] = {}
    for record in scope.cells.rows("training"):
        if code := getattr(record, "staff", ""):
            found.setdefault(code, set()).add(_place(record))
    return found


def _place(record: Record) -> tuple[str, str]:
    return record.origin.file, record.origin.sheet
