"""each: people with at least N records in the window, pro rata to time in post; or with no gap over X."""

from bisect import bisect_left
from fractions import Fraction
from itertools import accumulate

from msgspec.structs import replace

from evidencepack.dates import Span, Window, gaps, longest
from evidencepack.frameworks.indicators import Each, registers_of
from evidencepack.measures.answers import Answer
from evidencepack.measures.cells import open_cell
from evidencepack.measures.matching import not_recorded
from evidencepack.measures.measured import Measured, Scope, Unit, UsedAs, not_supplied, trace_row
from evidencepack.measures.members import (
    Member,
    Theirs,
    days_in_post,
    members,
    open_leave,
    records_by_person,
    together,
    without_leave,
)
from evidencepack.measures.tally import Row, none_certain, tally, traces, with_anybodys
from evidencepack.notes import Note, note
from evidencepack.registers import REGISTERS, Record

_TOO_NEW = {"staff": note("too-new-in-post"), "people": note("too-new-here")}


def measure(indicator: Each, scope: Scope) -> Measured:
    """Count the people supervised (or the like) as often as asked, each over their own time in post."""
    if indicator.by not in scope.records.supplied:
        return not_supplied(Unit.SHARE, registers_of(indicator), indicator.by)
    if lacking := not_recorded(indicator.by, scope, Unit.SHARE, indicator.match):
        return lacking
    window = scope.window_of(indicator.by)
    found, theirs = members(indicator, scope), records_by_person(indicator, scope)
    judged = [(m, _row(indicator, scope, m, theirs, window)) for m in found.counted]
    rows, short = [row for _, row in judged if row], [m for m, row in judged if row is None]
    counts = tally(rows)
    missing = int((counts.sure.denominator or 0) - (counts.sure.numerator or 0))
    anybodys = [(r, doubt) for r, doubt in theirs.anybodys if window.may_hold(r.day)]
    lifted = _lifted(indicator, scope, judged, theirs, window, [r for r, _ in anybodys]) if anybodys else 0
    figures = with_anybodys(counts, lifted, len(anybodys))
    if rows and not theirs.kept:
        figures = none_certain(figures, counts, any_may=bool(theirs))
    return Measured(
        Unit.SHARE,
        registers_of(indicator),
        window=window,
        trace=(
            *traces(rows),
            *(trace_row(m.stand_in, UsedAs.LEFT_OUT, _TOO_NEW[indicator.of]) for m in short),
            *(trace_row(record, UsedAs.MAYBE, doubt) for record, doubt in anybodys),
            *found.left_out_trace(),
        ),
        left_out=found.left_out_counts() + (((_TOO_NEW[indicator.of], len(short)),) if short else ()),
        facts={
            "empty_register": indicator.by,
            "missing": str(missing),
            "times": scope.fill(indicator.times),
            "gap": scope.fill(indicator.gap),
        },
        notes=found.notes,
        **figures,
    )


def _row(indicator: Each, scope: Scope, member: Member, theirs: Theirs, window: Window) -> Row | None:
    """A person as they count: good, or not, or maybe with the rows of theirs that are open; None where too new."""
    of_month = open_cell("maybe-undated", indicator.by, REGISTERS[indicator.by].dated_by)
    dated = [r for r in theirs.sure.get(member.code, []) if r.day is not None]
    certain = [r for r in dated if r.day in window]
    leave = open_leave(member.stand_in, scope)
    member = replace(member, record=member.record and without_leave(member.record, scope))
    kept, because = _judge(indicator, scope, member, certain, window)
    if kept is None:
        return None
    answer, doubt, by = kept, member.doubt, tuple(r.id for r in certain)
    if kept is Answer.MAYBE:
        doubt = doubt or of_month
    if not kept and (why := theirs.nameless(member) or leave):
        answer, doubt = Answer.MAYBE, doubt or why
    if not kept and member.doubt and member.record and not member.record.day:
        answer = Answer.MAYBE  # not as much is due of somebody who began later
    maybe = [(r, why) for r, why in theirs.maybe.get(member.code, []) if window.may_hold(r.day)]
    maybe += [(r, of_month) for r in dated if window.may_hold(r.day) and r.day not in window]
    if not kept and maybe and _may_be_enough(indicator, scope, member, certain, [r for r, _ in maybe], window):
        answer, doubt, by = Answer.MAYBE, doubt or together([why for _, why in maybe]), tuple(r.id for r, _ in maybe)
    return Row(member.stand_in, member.asked, answer, because, doubt, by)


def _may_be_enough(
    indicator: Each, scope: Scope, member: Member, certain: list[Record], maybe: list[Record], window: Window
) -> bool:
    """Whether a person would be good if all rows that are open were theirs; one without a day may close any gap."""
    if indicator.gap and any(r.day is None for r in maybe):
        return True
    return bool(_judge(indicator, scope, member, [*certain, *maybe], window)[0])


def _lifted(
    indicator: Each,
    scope: Scope,
    judged: list[tuple[Member, Row | None]],
    theirs: Theirs,
    window: Window,
    anybodys: list[Record],
) -> int:
    """How many people at most would be good if the rows that do not say whom they are about were shared out."""
    short = []
    for member, row in judged:
        if row is None or row.good or row.asked is not Answer.YES:
            continue
        own = [*theirs.sure.get(member.code, []), *(r for r, _ in theirs.maybe.get(member.code, ()))]
        own = [r for r in own if window.may_hold(r.day)]
        # The more rows, the sooner it is enough.
        n = bisect_left(
            range(len(anybodys) + 1), True,
            key=lambda n: _may_be_enough(indicator, scope, member, own, anybodys[:n], window),
        )  # fmt: skip
        short += [1 if indicator.gap else n] if n <= len(anybodys) else []
    return sum(total <= len(anybodys) for total in accumulate(sorted(short)))


def _judge(
    indicator: Each, scope: Scope, member: Member, rows: list[Record], window: Window
) -> tuple[Answer | None, Note]:
    """Whether a person had what is asked, None where they are too new to ask, and what says so."""
    person = member.record
    if indicator.gap:
        limit = Span.parse(scope.fill(indicator.gap))
        begin = max(window.start, person.day or window.start) if person else window.start
        shortest, widest = gaps([r.day for r in rows if r.day], begin, scope.on)
        may_be, is_so = (all(b <= limit.after(a) for a, b in stretches) for stretches in (shortest, widest))
        answer = Answer.YES if is_so else Answer.MAYBE if may_be else Answer.NO
        return answer, note("longest-gap", gap=str(longest(widest if is_so else shortest)), limit=str(limit))
    times = int(Fraction(scope.fill(indicator.times)))
    if person and person.day:  # pro rata to the days in post and not on leave, rounded down
        # The whole of the asked-for window, not the part since registration: a new service is not asked for a year.
        whole = Window((scope.window or Span(months=12)).start_of_window(scope.on), scope.on).days
        times = times * days_in_post(person, window.start, window.end) // whole
    if times == 0:
        return None, _TOO_NEW[indicator.of]
    recorded = len({tuple(getattr(r, name) for name in r.key) if r.day else r.id for r in rows})
    answer = Answer.YES if recorded >= times else Answer.NO
    return answer, note("recorded-of-due", recorded=recorded, due=times)
