"""The evidence edition: the pack as it is handed over, without what is only for the service itself."""

from collections.abc import Iterable

from evidencepack.pack.bid_values import Bid, Cost, TenderCard
from evidencepack.pack.values import Action, FindingLine, FlagLine, Pack, Report, Section

ENDING = " to hand over"


def to_hand_over(pack: Pack) -> Pack:
    """The same pack without flag codes, problems and actions that nobody has accepted.

    No finding is left out, whatever its figure, and what was not supplied stays listed.
    """
    kept = frozenset(a.ref for a in pack.actions if a.state == "accepted")
    return pack.model_copy(
        update={
            "edition": "evidence",
            "file_stem": pack.file_stem + ENDING,
            "actions": tuple(_action(a) for a in pack.actions if a.ref in kept),
            "problems": (),
            "groups": (),
            "reports": tuple(_report(r, kept) for r in pack.reports),
        }
    )


def _report(report: Report, kept: frozenset[str]) -> Report:
    return report.model_copy(
        update={
            "file_stem": report.file_stem + ENDING,
            "summary": report.summary[:2] + tuple(s for s in report.summary[2:] if s == report.not_supplied),
            "do_first": (),
            "sections": tuple(_section(s, kept) for s in report.sections),
            "actions": tuple(a for a in report.actions if a in kept),
            "tender": _tender(report.tender, kept) if report.tender else None,
        }
    )


def _tender(tender: TenderCard, kept: frozenset[str]) -> TenderCard:
    return tender.model_copy(update={"costs": _costs(tender.costs, kept)})


def _section(section: Section, kept: frozenset[str]) -> Section:
    return section.model_copy(
        update={
            "findings": tuple(_finding(f, kept) for f in section.findings),
            "flags": _plain(section.flags),
            "actions": tuple(a for a in section.actions if a in kept),
            "bid": _bid(section.bid, kept) if section.bid else None,
        }
    )


def _bid(bid: Bid, kept: frozenset[str]) -> Bid:
    return bid.model_copy(update={"costs": _costs(bid.costs, kept)})


def _costs(costs: Iterable[Cost], kept: frozenset[str]) -> tuple[Cost, ...]:
    return tuple(c.model_copy(update={"action": c.action if c.action in kept else ""}) for c in costs)


def _finding(finding: FindingLine, kept: frozenset[str]) -> FindingLine:
    action = finding.action if finding.action in kept else ""
    return finding.model_copy(update={"flags": _plain(finding.flags), "action": action})


def _action(action: Action) -> Action:
    return action.model_copy(update={"flags": _plain(action.flags)})


def _plain(flags: Iterable[FlagLine]) -> tuple[FlagLine, ...]:
    return tuple(FlagLine(code="", sentence=f.sentence) for f in flags)
