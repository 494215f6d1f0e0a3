"""What people typed into earlier workbooks, and how several of them become one."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.pack.model import ManagerView, Typed
from evidencepack.pack.shown import NOT_SHOWN, Shown
from evidencepack.registers import Records, Staff

ACTION_FIELDS = ("owner", "due", "progress", "note")
VIEW_FIELDS = ("view", "why", "who", "day")


T = TypeVar("T", Typed, ManagerView)


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


def only_touched(edits: TypedEdits) -> TypedEdits:
    """What a person typed since we wrote a workbook, without what we wrote: of a pack handed over, names as roles."""
    actions = {ref: _touched(typed, "action", ref, edits.touched) for ref, typed in edits.actions.items()}
    views = {key: _touched(view, "view", key, edits.touched) for key, view in edits.views.items()}
    return replace(edits, actions=actions, views=views)


def _touched(held: T, kind: str, ref: str, touched: Container[str]) -> T:
    return replace(held, **{f: "" for f in held.__struct_fields__ if cell_key(kind, ref, f) not in touched})


def with_roles(edits: TypedEdits, shown: Shown, records: Records) -> TypedEdits:
    """What people typed, as it is handed over: whoever is named as an owner or for a view as a job role."""
    roles = {f"staff:{row.code}": row.role for row in records.of("staff") if isinstance(row, Staff)}
    actions = {ref: replace(typed, owner=_role(typed.owner, shown, roles)) for ref, typed in edits.actions.items()}
    views = {key: replace(view, who=_role(view.who, shown, roles)) for key, view in edits.views.items()}
    return replace(edits, actions=actions, views=views)


def _role(owner: str, shown: Shown, roles: Mapping[str, str]) -> str:
    """An owner as a job role; not shown where that is neither a role nor a member of staff on the lists."""
    if not owner or shown.is_known(owner, of_people=True):
        return owner
    found = [roles.get(who, "") for who in shown.scrub.who(owner)]
    known = found and all(role and shown.is_known(role, of_people=True) for role in found)
    return " and ".join(dict.fromkeys(found)) if known else NOT_SHOWN
