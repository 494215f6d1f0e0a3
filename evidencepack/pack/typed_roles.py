"""Who is named in what people typed, as it is handed over: by job role."""

from collections.abc import Mapping

from msgspec.structs import replace

from evidencepack.pack.shown import NOT_SHOWN, Shown
from evidencepack.pack.typed import TypedEdits
from evidencepack.registers import Records, Staff


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
