"""The names a Word template may use, and the filters from what the pack refers to, to what it stands for."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import pass_context

from evidencepack.dates import day_words
from evidencepack.pack.listed_model import EvidenceItem
from evidencepack.pack.model import Action, Pack, Report


def names(pack: Pack, report: Report) -> dict[str, Any]:
    """pack, report, service, themes with their sections, changes, actions (the first to do first), evidence."""
    sections = {section.id: section for section in report.sections}
    known = _for_filters(pack, report)
    return {
        "pack": pack,
        "report": report,
        "service": pack.service,
        "themes": [{"title": t.title, "sections": [sections[s] for s in t.sections]} for t in report.themes],
        "changes": [change for change in pack.changes if change.framework in ("", report.framework)],
        "actions": sorted((known["_action"][ref] for ref in report.actions), key=lambda action: action.rank),
        "evidence": [known["_item"][number] for number in report.evidence],
        **known,
    }


def _for_filters(pack: Pack, report: Report) -> dict[str, Any]:
    """What the filters look things up in, made once for a document."""
    number = {
        f"{report.framework}/{section.id}": section.bid.number if section.bid else section.number
        for section in report.sections
    }
    return {
        "_action": {action.ref: action for action in pack.actions},
        "_item": {item.number: item for item in pack.evidence},
        "_number": number,
    }


@pass_context
def _actions(context: Mapping[str, Any], refs: Iterable[str]) -> list[Action]:
    return [context["_action"][ref] for ref in refs]


@pass_context
def _evidence(context: Mapping[str, Any], numbers: Iterable[str]) -> list[EvidenceItem]:
    return [context["_item"][number] for number in numbers]


@pass_context
def _numbers(context: Mapping[str, Any], ids: Iterable[str]) -> list[str]:
    number = context["_number"]
    return [number[i] for i in ids if i in number]


@pass_context
def _here(context: Mapping[str, Any], ids: Iterable[str]) -> list[str]:
    own = f"{context['report'].framework}/"
    return [i for i in ids if i.startswith(own)]


# actions, evidence: refs and numbers to what they stand for; numbers: framework/section to its number here;
# here: the findings of this framework; day: a date in words; present: without the empty ones
FILTERS: dict[str, Callable[..., Any]] = {
    "actions": _actions,
    "evidence": _evidence,
    "numbers": _numbers,
    "here": _here,
    "day": day_words,
    "present": lambda texts: list(filter(None, texts)),
}
