"""What people typed into earlier workbooks, and how several of them become one."""

from collections.abc import Container, Iterator, Mapping, Sequence

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
    actions = [(edits.actions, edits.touched) for edits in newest_first]
    views = [(edits.views, edits.touched) for edits in newest_first]
    return TypedEdits(
        actions={ref: Typed(**said) for ref, said in _merged(actions, "action", ACTION_FIELDS)},
        views={key: ManagerView(**said) for key, said in _merged(views, "view", VIEW_FIELDS)},
        touched=frozenset[str]().union(*(edits.touched for edits in newest_first)),
    )


def _merged(
    newest_first: Sequence[tuple[Mapping[str, object], Container[str]]], kind: str, fields: Sequence[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    for ref in sorted({ref for held, _ in newest_first for ref in held}):
        said = {}
        for field in fields:
            values = [(str(getattr(held.get(ref), field, "")), touched) for held, touched in newest_first]
            typed = [value for value, touched in values if cell_key(kind, ref, field) in touched]
            said[field] = typed[0] if typed else next((value for value, _ in values if value), "")
        if any(said.values()):
            yield ref, said
