"""The first things to do for one framework of a pack: its open actions in the pack's own order."""

from collections.abc import Mapping

from msgspec.structs import replace

from evidencepack.dates import day_words
from evidencepack.notes import Messages
from evidencepack.pack.comparison import Comparison
from evidencepack.pack.gaps import closed_in, why_first
from evidencepack.pack.model import Action, Pack
from evidencepack.pack.transition_model import Step

MOST = 10


def first_steps(pack: Pack, side: Comparison, messages: Messages) -> tuple[Step, ...]:
    """Ten at most: legal duties, overdue actions, weight, gaps closed, each as it is in this framework alone."""
    id_ = side.framework.id
    weights = {f"{id_}/{s.id}": s.weight for s in side.report.sections}
    numbers = {f"{id_}/{s.id}": s.number for s in side.report.sections}
    duties = {
        f.action
        for s in side.report.sections
        for f in s.findings
        if any(flag.code == "DUTY_NOT_SHOWN" for flag in f.flags)
    }

    def rank(action: Action) -> tuple[bool, bool, float, int, int]:
        overdue = any(f.code == "ACTION_OVERDUE" for f in action.flags)
        weight = max(weights[s] for s in action.sections if s in weights)
        return action.ref not in duties, not overdue, -weight, -closed_in(id_, action), action.rank

    own = [a for a in pack.actions if closed_in(id_, a)]
    return tuple(
        _step(a, why_first(replace(a, essential=a.ref in duties), id_, messages), numbers)
        for a in sorted(own, key=rank)[:MOST]
    )


def _step(action: Action, why: str, numbers: Mapping[str, str]) -> Step:
    """With the owner and the day a person typed, else those proposed."""
    agreed = action.state == "accepted"
    return Step(
        action=action.ref,
        cause=action.cause,
        text=action.text,
        why=why,
        owner=action.typed.owner if agreed else action.proposed_owner,
        due=None if agreed else action.proposed_due,
        due_words=action.typed.due_words if agreed else day_words(action.proposed_due),
        agreed=agreed,
        numbers=tuple(numbers[s] for s in action.sections if s in numbers),
    )
