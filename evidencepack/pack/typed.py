"""What people typed into earlier workbooks, and how several of them become one."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.notes import Note, note
from evidencepack.origin import Origin, Problem
from evidencepack.pack.model import Pack
from evidencepack.pack.typed_model import KeptBefore, KeptLine, ManagerView, Typed
from evidencepack.registers import short_hash

ACTION_FIELDS = ("owner", "due", "progress", "note")
VIEW_FIELDS = ("view", "why", "who", "day")


class TypedEdits(Struct, frozen=True, kw_only=True):
    """What one workbook holds in the columns that people type into; only what is not empty.

    actions by ref, views by `framework/section id`.
    `touched`: the cells a person typed into or emptied since we wrote them, as `action A-3KQ7MA owner`; `wrote`, by the
    same, what we wrote there; `at` where what was typed stands.
    `kept` is what was typed elsewhere in it; `carried` what its sheet of things kept holds by now, and `given` the refs
    of all that it held when we wrote it, or that had been taken off before. `faults` are what is not where we put it.
    """

    actions: dict[str, Typed] = {}
    views: dict[str, ManagerView] = {}
    touched: frozenset[str] = frozenset()
    wrote: dict[str, str] = {}
    at: dict[str, KeptLine] = {}
    kept: tuple[KeptLine, ...] = ()
    carried: tuple[KeptLine, ...] = ()
    given: frozenset[str] = frozenset()
    examined: frozenset[str] = frozenset()
    faults: tuple[Note, ...] = ()


def cell_key(kind: str, ref: str, field: str) -> str:
    """How `touched` names a cell; kind is action or view."""
    return f"{kind} {ref} {field}"


def merge(newest_first: Sequence[TypedEdits]) -> TypedEdits:
    """One value for each cell: what a person typed or emptied last, else the newest that is not empty.

    What was typed elsewhere is kept, and so is what two people typed into one cell and neither saw of the other; but
    not what a person took off the list of things kept.
    """
    views = dict(_merged(newest_first, [edits.views for edits in newest_first], "view", VIEW_FIELDS))
    actions = dict(_merged(newest_first, [edits.actions for edits in newest_first], "action", ACTION_FIELDS))
    at: dict[str, KeptLine] = {}
    for edits in reversed(newest_first):
        at |= edits.at
    kept = tuple(_kept(newest_first))
    return TypedEdits(
        actions={ref: Typed(**said) for ref, said in actions.items()},
        views={key: ManagerView(**said) for key, said in views.items()},
        touched=frozenset[str]().union(*(edits.touched for edits in newest_first)),
        at=at,
        kept=kept,
        given=frozenset(line.ref for line in kept).union(*(edits.given for edits in newest_first)),
        examined=frozenset[str]().union(*(edits.examined for edits in newest_first)),
    )


def _merged(
    newest_first: Sequence[TypedEdits], held: Sequence[Mapping[str, object]], kind: str, fields: Sequence[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    for ref in sorted({ref for each in held for ref in each}):
        said = {}
        for field in fields:
            values = [str(getattr(each.get(ref), field, "")) for each in held]
            key = cell_key(kind, ref, field)
            typed = [value for value, edits in zip(values, newest_first, strict=True) if key in edits.touched]
            said[field] = typed[0] if typed else next(filter(None, values), "")
        if any(said.values()):
            yield ref, said


def _kept(newest_first: Sequence[TypedEdits]) -> Iterator[KeptLine]:
    """The lines that stand on the newest list that knows them, and those that no list knows yet."""
    known: set[str] = set()
    found: list[KeptLine] = []
    for edits in newest_first:
        found += (line for line in edits.carried if line.ref not in known)
        known |= edits.given | {line.ref for line in edits.carried}
    for number, edits in enumerate(newest_first):
        for line in (*edits.kept, *_unseen(newest_first[:number], edits)):
            if line.ref not in known:
                known.add(line.ref)
                found.append(line)
    yield from sorted(found, key=lambda line: line.on, reverse=True)


def _unseen(newer: Sequence[TypedEdits], edits: TypedEdits) -> Iterator[KeptLine]:
    """What was typed into cells that were typed into in a newer workbook too, which had not had it from this one."""
    for key, line in edits.at.items():
        if key not in edits.touched or not any(key in each.touched for each in newer):
            continue
        if line.text and not any(line.text in (each.wrote.get(key), _text_at(each, key)) for each in newer):
            yield replace(line, why="kept-two-months")


def _text_at(edits: TypedEdits, key: str) -> str:
    line = edits.at.get(key)
    return line.text if line else ""


def kept_line(line: KeptLine, times: int = 0) -> KeptLine:
    """A line with its ref, by which it is known in the packs to come; `times` tells apart those that say the same."""
    told = (line.on, line.sheet, line.row, line.column, line.text, times)
    return replace(line, ref="K-" + short_hash(*told, length=6))


def kept_before(typed: TypedEdits, views: frozenset[str]) -> KeptBefore:
    """What a pack keeps of earlier workbooks; `views` are the expectations it has, by framework/section id."""
    gone = (
        line
        for key, view in sorted(typed.views.items())
        if key not in views
        for field in VIEW_FIELDS
        if (text := getattr(view, field))
        and (line := _gone(typed.at.get(cell_key("view", key, field)), key, field, text)).ref not in typed.given
    )
    lines = (*typed.kept, *gone)
    return KeptBefore(
        lines=tuple(sorted(lines, key=lambda line: line.on, reverse=True)),
        removed=tuple(sorted(typed.given - {line.ref for line in lines})),
        examined=tuple(sorted(typed.examined)),
    )


def _gone(line: KeptLine | None, key: str, field: str, text: str) -> KeptLine:
    if line and line.text == text:
        return replace(line, why="kept-no-expectation")
    return kept_line(KeptLine(ref="", text=text, why="kept-no-expectation", row=key, column=field))


def kept_problems(kept: KeptBefore) -> tuple[Problem, ...]:
    """A problem for each workbook of which something is kept, without a word of it."""
    files: dict[str, int] = {}
    for line in kept.lines:
        files[line.file] = files.get(line.file, 0) + 1
    return tuple(Problem(Origin(file), note("kept-before", n=n), rows=n) for file, n in files.items())


def kept_notes(pack: Pack, edition: str) -> tuple[Note, ...]:
    """How much a pack keeps, to be said when an edition of it is written."""
    code = "kept-not-handed" if edition == "evidence" else "kept-in-all"
    return (note(code, n=len(pack.kept.lines)),) if pack.kept.lines else ()
