"""A register that answers a fact before anybody declares it: who is in post on the day, and since when registered."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from evidencepack.frameworks.indicators import Declared, InRegister
from evidencepack.measures.conditions import checks_of, sift
from evidencepack.measures.declared_words import HALF, IN_PLACE, NOT_IN_PLACE, Stands, application, how_it_stands
from evidencepack.measures.measured import Scope, UsedAs, trace_row
from evidencepack.notes import Note, note
from evidencepack.registers import REGISTERS, DeclaredFact, Record
from evidencepack.statuses import Status


def by_register(indicator: Declared, name: str, fact: DeclaredFact | None, stated: str, scope: Scope) -> Stands | None:
    """How a fact stands by its register; None where no register is named for it, or a declaration has more to say.

    It has more to say where the register knows no such post, lacks the day, or agrees that nobody is in post.
    """
    rule = indicator.in_register.get(name)
    posts = [row for row in scope.records.of(rule.register_) if _is_post(row, rule)] if rule else []
    if rule is None or not posts:
        return None
    in_post, may_be = sift(posts, checks_of({"in_post": True}, rule.register_, scope))
    found = _filled(rule, in_post, indicator, scope) if in_post else _not_filled(rule, posts, may_be, indicator, scope)
    if fact is None:
        return found
    declared = how_it_stands(fact, stated, name, indicator, scope.on)
    in_place = declared.answer == IN_PLACE
    settles = in_place if in_post else not declared.claimed or found.answer is Status.UNCLEAR
    if found.answer != IN_PLACE and (settles or declared.answer == found.answer):
        return None
    if declared.claimed is bool(in_post) or (declared.answer is Status.UNCLEAR and not declared.claimed):
        return found
    said = note("register-first", said_by=declared.said_by, register=_label(rule))
    return replace(found, notes=(said,))


def _is_post(row: Any, rule: InRegister) -> bool:
    return all(str(getattr(row, name)).casefold() == word.casefold() for name, word in rule.where.items())


def _label(rule: InRegister) -> str:
    return REGISTERS[rule.register_].label.lower()


def _filled(rule: InRegister, in_post: Sequence[Any], indicator: Declared, scope: Scope) -> Stands:
    """Somebody is in post: borne out by the day, half by an application sent not long ago, else unclear."""
    field = rule.since.replace("_", " ")
    since = [row for row in in_post if (day := getattr(row, rule.since)) and day <= scope.on]
    if since:
        days = note("post-since", field=field, day=getattr(since[0], rule.since))
        by = note("by-register", register=_label(rule))
        found = _stands(rule, IN_PLACE, note("fact-stands", said_by=by, borne_out=days), since, days)
        return replace(found, claimed=True)
    stated = note("in-post", register=_label(rule))
    if sent := _applied(rule, in_post, stated, indicator, scope):
        return _stands(rule, HALF, sent, in_post)
    return _stands(rule, Status.UNCLEAR, note("post-bare", stated=stated, field=field), in_post)


def _not_filled(
    rule: InRegister, posts: Sequence[Any], may_be: Sequence[Any], indicator: Declared, scope: Scope
) -> Stands:
    """Nobody is in post; unclear where a row that could not be read, or a post not understood, may be of one who is."""
    stated = note("nobody-in-post", register=_label(rule))
    if sent := _applied(rule, posts, stated, indicator, scope):
        return _stands(rule, HALF, sent, posts)
    records = scope.records
    unknown = [
        r for r in records.of(rule.register_) if not records.unknown.get(r.id, frozenset()).isdisjoint(rule.where)
    ]
    if may_be or unknown or records.unread_of(rule.register_):
        return _stands(rule, Status.UNCLEAR, note("post-open", register=_label(rule)), posts)
    return _stands(rule, NOT_IN_PLACE, stated, posts)


def _applied(rule: InRegister, posts: Sequence[Any], stated: Note, indicator: Declared, scope: Scope) -> Note | None:
    """The words for the newest application of somebody who has not left, where it counts."""
    left = [row for row in posts if row.end is None or row.end >= scope.on]
    days = [day for row in left if rule.applied and (day := getattr(row, rule.applied)) and day <= scope.on]
    if not days:
        return None
    answer, says = application(max(days), stated, indicator.applied_within, scope.on)
    return says if answer == HALF else None


def _stands(
    rule: InRegister, answer: Fraction | Status, says: Note, rows: Sequence[Record], because: Note | None = None
) -> Stands:
    borne = because or says
    by = note("by-register", register=_label(rule))
    found = Stands(answer, says, borne, by, register=rule.register_)
    return found.with_rows(trace_row(row, UsedAs.LEFT_OUT, borne) for row in rows)
