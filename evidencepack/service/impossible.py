"""Figures of which one cannot be more than another, such as staff who have read a policy than have to read it."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from evidencepack.notes import Fact, note
from evidencepack.origin import Problem
from evidencepack.registers import REGISTERS, Record, Total
from evidencepack.service.merge import MergedRows

# Of the totals of one month: the first is a part of the second.
_OF_MONTHS = (("vacant posts", "posts"), ("agency hours", "hours"), ("days sick", "working days"))


def without_impossible(merged: MergedRows) -> MergedRows:
    """The rows, with figures that cannot stand together taken out: they count as unknown, and are a problem."""
    rows, unknown, problems = dict(merged.rows), dict(merged.unknown), list(merged.problems)
    for register, given in merged.rows.items():
        if not REGISTERS[register].at_most:
            continue
        found = {row.id: names for row in given if (names := _too_much(row, problems))}
        rows[register] = [replace(r, **dict.fromkeys(found[r.id])) if r.id in found else r for r in given]
        for id_, names in found.items():
            unknown[id_] = unknown.get(id_, frozenset()) | names
    totals, partial = rows.get("totals", ()), dict(merged.partial)
    apart = set(_months(totals, problems)) if totals else set()
    if apart:
        rows["totals"] = [row for row in totals if row.id not in apart]
        open_ = [replace(row, value=None) for row in totals if row.id in apart and isinstance(row, Total)]
        partial["totals"] = [*partial.get("totals", ()), *open_]
        unknown |= {row.id: unknown.get(row.id, frozenset()) | {"value"} for row in open_}
    return replace(merged, rows=rows, unknown=unknown, problems=problems, partial=partial)


def _too_much(row: Record, problems: list[Problem]) -> frozenset[str]:
    """The figures of a row that cannot stand together: parts that are more than their whole, or one below nothing."""
    found = frozenset[str]()
    for parts, whole in row.at_most:
        given = {name: value for name in (*parts, whole) if (value := getattr(row, name)) is not None}
        of = given.get(whole)
        some = [given[name] for name in parts if name in given]
        if below := [name for name, value in given.items() if value < 0]:
            what = note("less-than-none", figure=note(f"{row.register}.{below[0]}"))
            problems.append(Problem(row.origin, what))
        elif some and of is not None and sum(some) > of:
            called = tuple(note(f"{row.register}.{name}") for name in parts if name in given)
            problems.append(_problem(row, called, note(f"{row.register}.{whole}")))
        else:
            continue
        found |= given.keys()
    return found


def _problem(row: Record, parts: tuple[Fact, ...], whole: Fact) -> Problem:
    return Problem(row.origin, note("part-more-than-whole", n=len(parts), parts=parts, whole=whole))


def _months(totals: Sequence[Record], problems: list[Problem]) -> Iterator[str]:
    """The ids of the totals of a month of which the part is more than the whole."""
    by_month: Mapping[tuple[str, object], Total] = {
        (t.measure, t.month): t for t in totals if isinstance(t, Total) and t.value is not None
    }
    for part, whole in _OF_MONTHS:
        for row in (t for (measure, _), t in by_month.items() if measure == part):
            of = by_month.get((whole, row.month))
            if of is not None and row.value > of.value:
                problems.append(_problem(row, (part,), whole))
                yield from (row.id, of.id)
