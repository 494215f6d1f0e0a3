"""What people typed, as it is handed over: who an owner is or whose a view as a job role, and no name in the rest."""

from collections.abc import Mapping
from typing import TypeVar

from msgspec.structs import asdict, replace

from evidencepack.pack.shown import NOT_SHOWN, Shown
from evidencepack.pack.typed import TypedEdits
from evidencepack.pack.typed_model import ManagerView, Typed
from evidencepack.registers import Records, Staff

_WHO = ("owner", "who")
T = TypeVar("T", Typed, ManagerView)


def with_roles(edits: TypedEdits, shown: Shown, records: Records) -> TypedEdits:
    """What people typed, without names."""
    roles = {f"staff:{row.code}": row.role for row in records.of("staff") if isinstance(row, Staff)}
    return replace(
        edits,
        actions={ref: _nameless(typed, shown, roles) for ref, typed in edits.actions.items()},
        views={key: _nameless(view, shown, roles) for key, view in edits.views.items()},
    )


def _nameless(typed: T, shown: Shown, roles: Mapping[str, str]) -> T:
    cells = asdict(typed).items()
    return replace(typed, **{f: _role(text, shown, roles) if f in _WHO else shown.scrub(text) for f, text in cells})


def _role(owner: str, shown: Shown, roles: Mapping[str, str]) -> str:
    """An owner as a job role; not shown where that is neither a role nor a member of staff on the lists."""
    if not owner or shown.is_known(owner, of_people=True):
        return owner
    found = [roles.get(who, "") for who in shown.scrub.who(owner)]
    known = found and all(role and shown.is_known(role, of_people=True) for role in found)
    return " and ".join(dict.fromkeys(found)) if known else NOT_SHOWN
