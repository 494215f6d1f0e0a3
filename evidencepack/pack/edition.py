"""The evidence edition: the pack as it is handed over, without what is only for the service itself."""

from collections.abc import Iterable

from msgspec.structs import replace

from evidencepack.pack.handed_registers import STARTED, handed_sheets, handed_traces
from evidencepack.pack.listed_model import EvidenceItem, FlagLine
from evidencepack.pack.model import Action, FindingLine, Pack, Report, Section
from evidencepack.pack.tender_model import Bid
from evidencepack.pack.typed_model import KeptBefore

ENDING = " to hand over"
_FOR_THE_WRITER = "OVER_LIMIT"
# What a summary says that is for whoever gets the pack: how much stands and what is missing, not what to do.
_SUMMARY = ("summary-stand", "summary-requirements", "summary-unread", "not-supplied")


def to_hand_over(pack: Pack) -> Pack:
    """The same pack without flag codes, problems, what was kept from before, and actions that nobody has accepted.

    No finding is left out, whatever its figure, and what was not supplied stays listed. Of a tender, what is for the
    writer of the answers goes: outlines, lengths and what may cost marks. Rows about people become counts. The pack is
    to be built for it (`handed`), so that no word of a cell is in it that no list knows, and no code of a person.
    """
    kept = frozenset(a.ref for a in pack.actions if a.state == "accepted")
    registers = handed_sheets(pack.registers)
    return replace(
        pack,
        edition="evidence",
        file_stem=pack.file_stem + ENDING,
        actions=tuple(_action(a) for a in pack.actions if a.ref in kept),
        problems=(),
        intake=replace(pack.intake, unread_sheets=(), files_not_opened=(), problems=None, places=None, questions=None),
        groups=tuple(g for g in pack.groups if g.day == pack.on),  # those it prints, and none that an earlier one did
        kept=KeptBefore(),
        reports=tuple(_report(r, kept) for r in pack.reports),
        evidence=tuple(map(_evidence, pack.evidence)),
        registers=registers,
        traces=handed_traces(pack.traces, registers),
    )


def _report(report: Report, kept: frozenset[str]) -> Report:
    lines = zip(report.summary, report.summary_codes, strict=True)
    kept_lines = [(said, code) for said, code in lines if code in _SUMMARY]
    return replace(
        report,
        file_stem=report.file_stem + ENDING,
        what_it_is=report.what_it_is_handed or report.what_it_is,
        what_it_is_handed="",
        summary=tuple(said for said, _ in kept_lines),
        summary_codes=tuple(code for _, code in kept_lines),
        do_first=(),
        sections=tuple(_section(s, kept) for s in report.sections),
        actions=tuple(a for a in report.actions if a in kept),
        tender=replace(report.tender, costs=()) if report.tender else None,
    )


def _section(section: Section, kept: frozenset[str]) -> Section:
    return replace(
        section,
        findings=tuple(_finding(f, kept) for f in section.findings),
        flags=_plain(flag for flag in section.flags if flag.code != _FOR_THE_WRITER),
        actions=tuple(a for a in section.actions if a in kept),
        bid=_bid(section.bid) if section.bid else None,
    )


def _bid(bid: Bid) -> Bid:
    """The question with the longest of its facts: the other lengths, like how much is written, are for the writer."""
    facts = [replace(facts, note="") for facts in bid.facts if facts.text]
    length = {"answer_file": "", "words": None, "characters": None, "over": None, "count_line": ""}
    return replace(bid, **(length | {"outline": (), "facts": tuple(facts[-1:]), "costs": ()}))


def _finding(finding: FindingLine, kept: frozenset[str]) -> FindingLine:
    action = finding.action if finding.action in kept else ""
    return replace(finding, flags=_plain(finding.flags), action=action)


def _evidence(item: EvidenceItem) -> EvidenceItem:
    return replace(item, newest="") if item.kind == "register" and item.register_ in STARTED else item


def _action(action: Action) -> Action:
    return replace(action, text=action.text_handed or action.text, text_handed="", flags=_plain(action.flags))


def _plain(flags: Iterable[FlagLine]) -> tuple[FlagLine, ...]:
    return tuple(FlagLine(code="", sentence=f.sentence) for f in flags)
