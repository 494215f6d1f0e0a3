"""Gaps grouped by cause, and the actions that would close them, in the order to take them."""

from collections.abc import Mapping, Sequence
from itertools import islice

from msgspec import Struct

from evidencepack.assessment import Assessment, ExpectationResult, Finding
from evidencepack.assessment.assess import indicator_of
from evidencepack.frameworks.terms import Rules
from evidencepack.measures import Unit
from evidencepack.notes import Messages, note
from evidencepack.pack.inputs import PackInputs
from evidencepack.pack.listed_model import FlagLine
from evidencepack.pack.model import Action, FirstThing, FlagLines, Typed
from evidencepack.pack.sentences import capital, facts_of, flag_line, register_words
from evidencepack.registers import short_hash
from evidencepack.statuses import Status


class Gap(Struct, frozen=True):
    """One finding that calls for action, and the ref of the action that closes it."""

    ref: str
    finding: Finding
    result: ExpectationResult
    framework: str


def missing_register(finding: Finding) -> str:
    """The register that a finding would rest on and that was not given; "" where none is missing."""
    return str(finding.measured.facts.get("missing_register", ""))


def gaps_of(assessments: Sequence[Assessment], rules: Rules) -> tuple[Gap, ...]:
    """Every gap of every framework, in order."""
    found = ((a, r, f) for a in assessments for r in a.results for f in r.findings)
    gaps = ((a, r, f) for a, r, f in found if any(rules.flags.by_code[flag.code].gap for flag in f.flags))
    return tuple(Gap(_ref(f), f, r, a.framework.id) for a, r, f in gaps)


def _ref(finding: Finding) -> str:
    """A register that was not supplied is one cause for all that rest on it."""
    register = missing_register(finding)
    if finding.status is Status.NOT_SUPPLIED and register:
        return "A-" + short_hash("supply", register, length=6)
    return finding.ref


def actions_of(gaps: Sequence[Gap], flags: FlagLines, material: PackInputs) -> tuple[Action, ...]:
    """One action for each cause, ranked: legal duties, overdue actions, weight, gaps closed; typed values kept."""
    groups: dict[str, list[Gap]] = {}
    for gap in gaps:
        groups.setdefault(gap.ref, []).append(gap)
    ranked = sorted(groups.items(), key=lambda item: _rank(item[1]))
    actions = [_action(ref, rank, group, flags, material) for rank, (ref, group) in enumerate(ranked, 1)]
    return (*actions, *_closed(groups, material, len(actions)))


def _rank(group: Sequence[Gap]) -> tuple[bool, bool, float, int]:
    codes = {f.code for g in group for f in g.finding.flags}
    weight = max(g.result.expectation.weight for g in group)
    return "DUTY_NOT_SHOWN" not in codes, "ACTION_OVERDUE" not in codes, -weight, -len(group)


def _action(ref: str, rank: int, group: Sequence[Gap], lines: FlagLines, material: PackInputs) -> Action:
    first, missing = group[0], missing_register(group[0].finding)
    typed = material.typed.actions.get(ref, Typed())
    flags = {line.code: line for g in group for line in lines[g.finding.id]}
    facts = facts_of(first.finding, material.on, material.rules, material.messages)
    text, handed = _text(first.finding, facts, material), _text(first.finding, facts | {"in_our_file": ""}, material)
    plans = [g.result.expectation.if_gap for g in group]
    soonest = min(plans, key=lambda plan: plan.within.after(material.on))
    return Action(
        ref=ref,
        rank=rank,
        cause=capital(register_words(missing, material.messages)) if missing else first.finding.title,
        text=text,
        text_handed=handed if handed != text else "",
        closes=len(group),
        findings=tuple(g.finding.id for g in group),
        sections=tuple(dict.fromkeys(f"{g.framework}/{g.result.expectation.id}" for g in group)),
        # What was not supplied is what the action itself asks for.
        flags=(
            *(line for line in flags.values() if line.code != "NOT_SUPPLIED"),
            *_plan_flags(ref, typed, material),
        ),
        proposed_owner=soonest.owner,
        proposed_due=soonest.within.after(material.on),
        essential="DUTY_NOT_SHOWN" in flags,
        weight=max(g.result.expectation.weight for g in group),
        typed=typed,
        state="accepted" if typed.owner or typed.due else "proposed",
    )


def _text(finding: Finding, facts: dict[str, str], material: PackInputs) -> str:
    register = missing_register(finding)
    if finding.status is Status.NOT_SUPPLIED and register:
        return material.messages.say("supply", register=register_words(register, material.messages))
    # What is declared is stated anew, with its day: the action of the indicator says how.
    declared = finding.measured.unit is Unit.YES
    for flag in finding.flags:
        rule = material.rules.flags.by_code[flag.code]
        if rule.action and flag.code != "NOT_SUPPLIED" and not (declared and flag.code == "UNDATED"):
            return capital(rule.action.format_map(facts | material.messages.all_printed(dict(flag.facts))))
    return capital(indicator_of(finding.requirement, material.rules).gap_action.format_map(facts))


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
        gaps = note("gaps", n=closed_in(framework, action))
        why = "; ".join((messages.say("first-weight"), messages.say("first-closes", gaps=gaps)))
    return capital(why) + "."
