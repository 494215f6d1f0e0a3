"""Many packs seen together: one line a service, gaps by their cause; small enough to travel between processes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct, convert

from evidencepack.dates import day_words
from evidencepack.model import Weight
from evidencepack.pack.files_model import ProblemLine
from evidencepack.pack.listed_model import StatusWord
from evidencepack.pack.model import Pack
from evidencepack.statuses import Standing

COUNTED = (Standing.SHOWN, Standing.MOSTLY_SHOWN, Standing.PARTLY_SHOWN, Standing.NOT_SHOWN)


class ExpectationLine(Struct, frozen=True, kw_only=True):
    """An expectation that some pack of the portfolio answers."""

    key: str
    framework: str
    number: str
    title: str


class StandingLine(ExpectationLine, frozen=True, kw_only=True):
    """Where one service stands on one expectation."""

    status: StatusWord
    count_line: str


class GapLine(Struct, frozen=True, kw_only=True):
    """One cause of gaps in one service, and the action that would close them."""

    ref: str
    cause: str
    text: str
    closes: int
    essential: bool
    weight: Weight


class DraftLine(Struct, frozen=True, kw_only=True):
    """A framework that is not in force, and the sentence that says so."""

    title: str
    stage_line: str


class ServiceLine(Struct, frozen=True, kw_only=True):
    """What a portfolio keeps of a service's pack.

    `folder` and `files` are relative to the portfolio and to where packs go; `sentence` says why a pack could not
    be built, `notes` what to know about one that was.
    """

    id: str
    name: str
    folder: str
    state: Literal["built", "kept", "failed"]
    sentence: str = ""
    type: str = ""
    council: str = ""
    files: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    standings: tuple[StandingLine, ...] = ()
    gaps: tuple[GapLine, ...] = ()
    problems: tuple[ProblemLine, ...] = ()
    drafts: tuple[DraftLine, ...] = ()

    def count(self, code: str) -> int:
        """How many expectations have this standing."""
        return sum(line.status.code == code for line in self.standings)

    @property
    def others(self) -> int:
        """How many expectations stand in none of the ways counted: not supplied, not applicable and the like."""
        return sum(line.status.code not in COUNTED for line in self.standings)


class Cause(GapLine, frozen=True, kw_only=True):
    """One cause of gaps over all services; `services` are the ids of those it concerns."""

    services: tuple[str, ...]


class Portfolio(Struct, frozen=True, kw_only=True):
    """Many services on one day: those with most expectations not shown first, those without a pack before them."""

    title: str
    on: date
    on_words: str
    made_with: str
    services: tuple[ServiceLine, ...]
    expectations: tuple[ExpectationLine, ...]
    causes: tuple[Cause, ...]
    drafts: tuple[DraftLine, ...]

    def in_state(self, state: str) -> tuple[ServiceLine, ...]:
        """The services that were built, kept, or failed, by folder."""
        return tuple(sorted((s for s in self.services if s.state == state), key=lambda s: s.folder))


def line_of(pack: Pack, folder: str, files: Sequence[str], notes: Sequence[str]) -> ServiceLine:
    """What a portfolio keeps of a pack."""
    return ServiceLine(
        id=pack.service.id,
        name=pack.service.name,
        folder=folder,
        state="built",
        type=pack.service.type,
        council=pack.service.council,
        files=tuple(files),
        notes=tuple(notes),
        standings=tuple(
            StandingLine(
                key=f"{report.framework}/{section.id}",
                framework=report.short_title,
                number=section.number,
                title=section.title,
                status=section.status,
                count_line=section.count_line,
            )
            for report in pack.reports
            for section in report.sections
        ),
        gaps=tuple(convert(a, GapLine, from_attributes=True) for a in pack.actions if a.closes),
        problems=pack.problems,
        drafts=tuple(convert(r, DraftLine, from_attributes=True) for r in pack.reports if r.stage == "draft"),
    )


def portfolio_of(title: str, on: date, made_with: str, services: Iterable[ServiceLine]) -> Portfolio:
    """Everything together, in an order that does not depend on which was built first."""
    lines = sorted(services, key=lambda s: (s.folder, s.id))
    return Portfolio(
        title=title,
        on=on,
        on_words=day_words(on),
        made_with=made_with,
        services=tuple(sorted(lines, key=_worst_first)),
        expectations=_expectations(lines),
        causes=_causes(lines),
        drafts=tuple({draft.title: draft for line in lines for draft in line.drafts}.values()),
    )


def _worst_first(line: ServiceLine) -> tuple[bool, int, int, str, str]:
    not_shown, partly = line.count(Standing.NOT_SHOWN), line.count(Standing.PARTLY_SHOWN)
    return (line.state != "failed", -not_shown, -partly, line.name.casefold(), line.folder)


def _expectations(lines: Iterable[ServiceLine]) -> tuple[ExpectationLine, ...]:
    """Framework after framework, each in its own order."""
    frameworks: dict[str, dict[str, ExpectationLine]] = {}
    for standing in (s for line in lines for s in line.standings):
        frameworks.setdefault(standing.key.partition("/")[0], {}).setdefault(standing.key, standing)
    return tuple(expectation for found in frameworks.values() for expectation in found.values())


def _causes(lines: Iterable[ServiceLine]) -> tuple[Cause, ...]:
    """Legal duties first, then the cause that most services share, then weight."""
    groups: dict[str, list[tuple[str, GapLine]]] = {}
    for line in lines:
        for gap in line.gaps:
            groups.setdefault(gap.ref, []).append((line.id, gap))
    causes = (_cause(ref, group) for ref, group in groups.items())
    return tuple(sorted(causes, key=lambda c: (not c.essential, -len(c.services), -c.weight, c.ref)))


def _cause(ref: str, group: Sequence[tuple[str, GapLine]]) -> Cause:
    """The words that most of the services have for the cause; what closes it only where they all say the same.

    Elsewhere the words of the cause stand for what closes it, as those of one service could be wrong for another.
    """
    cause = Counter(gap.cause for _, gap in group).most_common(1)[0][0]
    texts = {gap.text for _, gap in group}
    return Cause(
        ref=ref,
        cause=cause,
        text=texts.pop() if len(texts) == 1 else cause,
        essential=any(gap.essential for _, gap in group),
        weight=max(gap.weight for _, gap in group),
        closes=sum(gap.closes for _, gap in group),
        services=tuple(id_ for id_, _ in group),
    )
