"""Where everything will stand in the workbook, known before a cell is written, so that links can be made."""

from collections.abc import Iterable
from itertools import groupby

from msgspec import Struct

from evidencepack.pack.model import FindingLine, Pack, Report, Section
from evidencepack.writers.excel.cells import CellLink, sheet_name, to_cell
from evidencepack.writers.excel.lists import first_row

SUMMARY, EXPECTATIONS, FINDINGS, ACTIONS, EVIDENCE = (
    "Summary",
    "Expectations",
    "Findings",
    "Gaps and actions",
    "Evidence",
)
TRACES, READ, PROBLEMS, METHOD, HIDDEN = "Traces", "What was read", "Problems", "Method", "_pack"
BIDS = "Bid answers"  # only with a tender in the pack
CROSSWALK = "Crosswalk"  # only where the frameworks are linked
KEPT = "Kept from before"  # only where something was typed that has no place
_OTHERS = (SUMMARY, BIDS, EXPECTATIONS, FINDINGS, ACTIONS, EVIDENCE, READ, PROBLEMS, CROSSWALK, METHOD, KEPT, HIDDEN)
MOST_ROWS = 1_000_000  # of data in a sheet; Excel holds 1,048,576 rows


class SheetPart(Struct, frozen=True):
    """A sheet that holds the rows from `start` up to `stop` of a list, which may be too long for one."""

    name: str
    start: int
    stop: int


class Links:
    """Names of sheets, rows of actions, findings and traces."""

    def __init__(self, pack: Pack) -> None:
        taken = {name.casefold() for name in _OTHERS}
        self.traces = _parts(TRACES, len(pack.traces), taken)
        self.registers = [(r, _parts(r.title, len(r.rows), taken)) for r in pack.registers]
        self._answers = {f.id: (r, s, f) for r in pack.reports for s in r.sections for f in s.findings}
        self.findings = tuple(finding for _, _, finding in self._answers.values())
        self._actions = {action.ref: first_row(n) for n, action in enumerate(pack.actions)}
        self._traces: dict[str, int] = {}
        for n, trace in enumerate(pack.traces):
            self._traces.setdefault(trace.finding, n)

    def action(self, ref: str) -> CellLink:
        """The ref of an action, leading to its row."""
        row = self._actions.get(ref)
        return CellLink(ref, "" if row is None else to_cell(ACTIONS, row))

    def traced(self, finding: str, text: str) -> CellLink:
        """Text that leads to the first record behind a finding, if any."""
        n = self._traces.get(finding)
        part = next((p for p in self.traces if n is not None and p.start <= n < p.stop), None)
        return CellLink(text, to_cell(part.name, first_row(n - part.start)) if part and n is not None else "")

    def register(self, register: str) -> CellLink:
        """The name of a register's sheet, leading there; "" for a register without a sheet."""
        found = next((parts[0].name for sheet, parts in self.registers if sheet.register_ == register), "")
        return CellLink(found, to_cell(found, 0) if found else "")

    def report(self, finding: str) -> Report:
        """The report that a finding stands in."""
        return self._answers[finding][0]

    def expectation(self, finding: str) -> str:
        """The expectation that a finding answers, with its number."""
        section = self._answers[finding][1]
        return f"{section.number} {section.title}"

    def expectations(self, findings: Iterable[str]) -> str:
        """The expectations that these findings answer, by number, a line a framework."""
        return _by_report((report, section.number) for report, section, _ in self._known(findings))

    def numbers(self, findings: Iterable[str]) -> str:
        """The numbers of these findings, a line a framework."""
        return _by_report((report, finding.number) for report, _, finding in self._known(findings))

    def _known(self, findings: Iterable[str]) -> list[tuple[Report, Section, FindingLine]]:
        return [self._answers[f] for f in findings if f in self._answers]


def _parts(title: str, rows: int, taken: set[str]) -> tuple[SheetPart, ...]:
    starts = range(0, max(rows, 1), MOST_ROWS)
    return tuple(SheetPart(sheet_name(title, taken), start, min(rows, start + MOST_ROWS)) for start in starts)


def _by_report(numbers: Iterable[tuple[Report, str]]) -> str:
    groups = groupby(numbers, key=lambda pair: pair[0].short_title)
    return "\n".join(f"{title}: {', '.join(dict.fromkeys(number for _, number in group))}" for title, group in groups)
