"""Gaps grouped by cause, and the actions that would close them, in the order to take them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.assessment import Assessment, ExpectationResult, Finding
from evidencepack.assessment.assess import indicator_of
from evidencepack.frameworks.terms import Rules
from evidencepack.measures import TraceRow, Unit
from evidencepack.notes import Messages
from evidencepack.pack.cause_words import name_of, to_settle
from evidencepack.pack.causes import GapCause, causes_behind
from evidencepack.pack.inputs import PackContext, PackInputs
from evidencepack.pack.listed_model import FlagLine
from evidencepack.pack.model import Action, FirstThing
from evidencepack.pack.sentences import capital, facts_of, flag_line
from evidencepack.pack.typed_model import Typed

# What the action of a cause itself asks for, so that no flag need say it again.
_ASKED_FOR = ("NOT_SUPPLIED", "NOT_RECORDED", "NOT_SAID", "UNDATED")


class Gap(Struct, frozen=True):
    """One finding that calls for action, under one cause: that which it shares with others, or its own.

    `ref` is that of the action; `rows` are those that the cause leaves open. A finding with several causes is a gap
    under each of them.
    """

    ref: str
    finding: Finding
    result: ExpectationResult
    framework: str
    cause: GapCause | None = None
    rows: tuple[TraceRow, ...] = ()


def gaps_of(assessments: Sequence[Assessment], rules: Rules) -> tuple[Gap, ...]:
    """Every gap of every framework, in order."""
    found = ((a, r, f) for a in assessments for r in a.results for f in r.findings)
    gaps = ((a, r, f) for a, r, f in found if any(rules.flags.by_code[flag.code].gap for flag in f.flags))
    return tuple(gap for a, r, f in gaps for gap in _under_each_cause(f, r, a.framework.id))


def _under_each_cause(finding: Finding, result: ExpectationResult, framework: str) -> Iterator[Gap]:
    causes = causes_behind(finding)
    if not causes:
        yield Gap(finding.ref, finding, result, framework)
    for cause, rows in causes.items():
        yield Gap(cause.ref, finding, result, framework, cause, tuple(rows))


def actions_of(gaps: Sequence[Gap], desk: PackContext) -> tuple[Action, ...]:
    """One action for each cause, ranked: legal duties, overdue actions, weight, gaps closed; typed values kept."""
    groups: dict[str, list[Gap]] = {}
    for gap in gaps:
        groups.setdefault(gap.ref, []).append(gap)
    ranked = sorted(groups.items(), key=lambda item: _rank(item[1]))
    desk, handed = (replace(desk, material=replace(desk.material, handed=so)) for so in (False, True))
    actions = [_action(ref, rank, group, desk, handed) for rank, (ref, group) in enumerate(ranked, 1)]
    return (*actions, *_closed(groups, desk.material, len(actions)))


def refs_by_finding(actions: Sequence[Action]) -> dict[str, tuple[str, ...]]:
    """The refs of the actions that each finding waits for, the first to take first."""
    found: dict[str, tuple[str, ...]] = {}
    for action in actions:
        found |= {id_: (*found.get(id_, ()), action.ref) for id_ in action.findings}
    return found


def _rank(group: Sequence[Gap]) -> tuple[bool, bool, bool, float, int]:
    """Duties first, and among them what may have been a serious event."""
    codes = {f.code for g in group for f in g.finding.flags}
    duty, signs = "DUTY_NOT_SHOWN" in codes, any(row.because.code == "maybe-signs" for g in group for row in g.rows)
    weight = max(g.result.expectation.weight for g in group)
    return not duty, not (duty and signs), "ACTION_OVERDUE" not in codes, -weight, -len(group)


def _action(ref: str, rank: int, group: Sequence[Gap], desk: PackContext, to_hand_over: PackContext) -> Action:
    first, material = group[0], desk.material
    typed = material.typed.actions.get(ref, Typed())
    flags = {line.code: line for g in group for line in desk.flags[g.finding.id]}
    text, handed, cause = _text(group, desk), _text(group, to_hand_over), first.cause
    plans = [g.result.expectation.if_gap for g in group]
    soonest = min(plans, key=lambda plan: plan.within.after(material.on))
    return Action(
        ref=ref,
        rank=rank,
        cause=name_of(cause, material.messages) if cause else first.finding.title,
        text=text,
        text_handed=handed if handed != text else "",
        closes=len(group),
        findings=tuple(g.finding.id for g in group),
        sections=tuple(dict.fromkeys(f"{g.framework}/{g.result.expectation.id}" for g in group)),
        flags=(
            *(line for line in flags.values() if line.code not in (_ASKED_FOR if cause else ("NOT_SUPPLIED",))),
            *_plan_flags(ref, typed, material),
        ),
        proposed_owner=soonest.owner,
        proposed_due=soonest.within.after(material.on),
        essential="DUTY_NOT_SHOWN" in flags,
        weight=max(g.result.expectation.weight for g in group),
        typed=typed,
        state="accepted" if typed.owner or typed.due else "proposed",
    )


def _text(group: Sequence[Gap], desk: PackContext) -> str:
    """What would close the gaps of a group; in what is handed over it does not speak of our files."""
    finding, cause, m = group[0].finding, group[0].cause, desk.material
    if cause and cause.kind != "say":
        rows = [row for gap in group for row in gap.rows]
        return m.messages.what(to_settle(cause, rows, len(group), desk))
    facts = facts_of(finding, m.on, m.rules, m.messages) | ({"in_our_file": ""} if m.handed else {})
    # What is declared is stated anew, with its day: the action of the indicator says how.
    declared = finding.measured.unit is Unit.YES
    for flag in finding.flags:
        rule = m.rules.flags.by_code[flag.code]
        if rule.action and flag.code != "NOT_SUPPLIED" and not (declared and flag.code == "UNDATED"):
            return capital(rule.action.format_map(facts | m.messages.all_printed(dict(flag.facts))))
    return capital(indicator_of(finding.requirement, m.rules).gap_action.format_map(facts))


def _plan_flags(ref: str, typed: Typed, material: PackInputs) -> tuple[FlagLine, ...]:
    open_before = {a.ref for a in material.previous.actions if a.closes} if material.previous else ()
    is_open = typed.progress.strip().casefold() not in ("done", "will not do")
    holds = {
        "NO_OWNER": typed.due and not typed.owner,
        "ACTION_OVERDUE": typed.due_day and typed.due_day < material.on and is_open,
        "ACTION_MISSING": ref in open_before and not (typed.owner or typed.due),
    }
    facts = {"n": material.messages.say("actions", n=1), "oldest": typed.due_words}
    return tuple(flag_line(code, facts, material.rules) for code, so in holds.items() if so)


def _closed(groups: Mapping[str, Sequence[Gap]], material: PackInputs, after: int) -> list[Action]:
    """Actions that people typed into and that close no gap of this pack: kept, so that nothing typed is lost."""
    typed, messages = material.typed.actions, material.messages
    before = {a.ref: a for a in material.previous.actions} if material.previous else {}
    return [
        Action(
            ref=ref,
            rank=after + i,
            cause=messages.say("no-longer"),
            text=before[ref].text if ref in before else messages.say("earlier-action"),
            text_handed=before[ref].text_handed if ref in before else "",
            closes=0,
            findings=(),
            sections=(),
            flags=(),
            proposed_owner="",
            proposed_due=material.on,
            essential=False,
            weight=0,
            typed=typed[ref],
            state="accepted",
        )
        for i, ref in enumerate(sorted(typed.keys() - groups.keys()), 1)
    ]


def closed_in(framework: str, action: Action) -> int:
    """How many gaps of one framework an action closes."""
    return sum(f.startswith(f"{framework}/") for f in action.findings)


def first_things(actions: Sequence[Action], framework: str, material: PackInputs) -> tuple[FirstThing, ...]:
    """The three to take first in one framework, each with why."""
    found = ((a, why_first(a, framework, material.messages)) for a in actions if a.closes)
    return tuple(FirstThing(action=a.ref, text=a.text, why=why) for a, why in islice(found, 3))


def why_first(action: Action, framework: str, messages: Messages) -> str:
    """Why an action comes first in one framework: a legal duty, an overdue action, or its weight."""
    if action.essential:
        why = messages.say("first-duty")
    elif any(f.code == "ACTION_OVERDUE" for f in action.flags):
        why = messages.say("first-overdue")
    else:
        waits = messages.say("gaps-wait", n=closed_in(framework, action))
        why = "; ".join((messages.say("first-weight"), waits))
    return capital(why) + "."
