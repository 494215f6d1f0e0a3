"""What people typed into earlier workbooks, and how several of them become one."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from evidencepack.pack.model import ManagerView, Typed

ACTION_FIELDS = ("owner", "due", "progress", "note")
VIEW_FIELDS = ("view", "why", "who", "day")


class TypedEdits(Struct, frozen=True, kw_only=True):
    """What one workbook holds in the columns that people type into; only what is not empty.

    actions by ref, views by `framework/section id`.
    `touched`: the cells a person typed into or emptied since we wrote them, as `action A-3KQ7MA owner`.
    """

    actions: dict[str, Typed] = {}
    views: dict[str, ManagerView] = {}
    touched: frozenset[str] = frozenset()


def cell_key(kind: str, ref: str, field: str) -> str:
    """How `touched` names a cell; kind is action or view."""
    return f"{kind} {ref} {field}"


def merge(newest_first: Sequence[TypedEdits]) -> TypedEdits:
    """One value for each cell: what a person typed or emptied last, else the newest that is not empty."""
    return TypedEdits(
        actions={ref: Typed(**said) for ref, said in _merged(newest_first, "action", ACTION_FIELDS)},
        views={key: ManagerView(**said) for key, said in _merged(newest_first, "view", VIEW_FIELDS)},
        touched=frozenset[str]().union(*(edits.touched for edits in newest_first)),
    )


def _merged(
    newest_first: Sequence[TypedEdits], kind: str, fields: Sequence[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    for ref in sorted({ref for edits in newest_first for ref in _held(edits, kind)}):
        said = {field: _settled(newest_first, kind, ref, field) for field in fields}
        if any(said.values()):
            yield ref, said


def _settled(newest_first: Sequence[TypedEdits], kind: str, ref: str, field: str) -> str:
    key = cell_key(kind, ref, field)
    typed = [_value(edits, kind, ref, field) for edits in newest_first if key in edits.touched]
    if typed:
        return typed[0]
    return next(filter(None, (_value(edits, kind, ref, field) for edits in newest_first)), "")


def _held(edits: TypedEdits, kind: str) -> Mapping[str, Typed | ManagerView]:
    return edits.actions if kind == "action" else edits.views


def _value(edits: TypedEdits, kind: str, ref: str, field: str) -> str:
    return str(getattr(_held(edits, kind).get(ref), field, ""))
