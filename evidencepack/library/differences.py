"""What changed from one framework to another: an edition against the one before, or a copy against ours."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from evidencepack.frameworks.framework import Framework

_OWN_SHEETS = ("themes", "expectations", "requirements", "not_asked")


class Difference(Struct, frozen=True):
    """One thing that changed: where (expectation, or expectation/requirement; "" for the framework), and how."""

    where: str
    kind: Literal["added", "removed", "renamed", "changed"]
    what: str = ""
    before: str = ""
    after: str = ""


def differences(old: Framework, new: Framework) -> tuple[Difference, ...]:
    """Everything that differs, in the order of the new framework, what was removed after it.

    An item is the same when it keeps its id, or names the old one under `was`.
    """
    return tuple(_compared("", old, new))


def _compared(where: str, old: Any, new: Any) -> Iterator[Difference]:
    """What differs in an item itself, then in the expectations or requirements it holds."""
    before, after = _plain(old), _plain(new)
    for key in dict.fromkeys((*after, *before)):
        if before.get(key) != after.get(key):
            yield Difference(where, "changed", key, _text(before.get(key)), _text(after.get(key)))
    for held in ("expectations", "requirements"):
        yield from _listed(getattr(old, held, ()), getattr(new, held, ()), f"{where}/" if where else "")


def _listed(old: Sequence[Any], new: Sequence[Any], before: str) -> Iterator[Difference]:
    olds = {item.id: item for item in old}
    seen: set[str] = set()
    for item in new:
        was = next((id_ for id_ in (item.id, *item.was) if id_ in olds), None)
        where = before + item.id
        if was is None:
            yield Difference(where, "added", after=_title(item))
            continue
        seen.add(was)
        if was != item.id:
            yield Difference(where, "renamed", "id", was, item.id)
        yield from _compared(where, olds[was], item)
    for id_, item in olds.items():
        if id_ not in seen:
            yield Difference(before + id_, "removed", before=_title(item))


def _title(item: Any) -> str:
    return str(item.title or getattr(item, "use", "") or getattr(item, "id", ""))


def _plain(item: Any) -> dict[str, Any]:
    """The item's own words, flat, without the lists that are compared item by item."""
    data = item.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return dict(_flat({k: v for k, v in data.items() if k not in (*_OWN_SHEETS, "id", "was", "format")}, ""))


def _flat(data: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def _text(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(str(v) for v in value) if isinstance(value, list) else str(value)
