"""What is different from the last pack of the service."""

from collections.abc import Iterator, Mapping, Sequence

from evidencepack.notes import Messages, Note
from evidencepack.pack.model import RULES, ChangeLine, FindingLine, Pack, Report, Section
from evidencepack.pack.sections import counts
from evidencepack.statuses import Status

Earlier = Mapping[tuple[str, str], tuple[str, ...]]
_Line = tuple[str, str, str]  # what, before, now
_JUDGED = frozenset(s.value for s in Status if s.judged)


def changes_since(
    previous: Pack | None, reports: Sequence[Report], messages: Messages, was: Earlier
) -> tuple[ChangeLine, ...]:
    """Expectations that stand differently from the last pack, framework by framework; none on a first pack.

    `was` are the ids an expectation had before, by framework and id. A framework that the last pack did not answer
    has nothing to be compared with. A last pack that was judged by other rules is compared by its findings.
    """
    if previous is None:
        return ()
    alike = previous.rules == RULES
    before = {(r.framework, s.id): s for r in previous.reports for s in r.sections}
    same = (messages.say("unchanged"), previous.on_words, messages.say("unchanged-now"))
    answered = {r.framework for r in previous.reports if r.sections}
    found = [
        ChangeLine(what=what, before=then, now=now, framework=report.framework, of=report.short_title)
        for report in reports
        if report.framework in answered
        for what, then, now in list(_changed(report, before, messages, was, alike)) or ([same] if alike else [])
    ]
    return tuple(found) if alike or not answered else (_other_rules(messages), *found)


def _other_rules(messages: Messages) -> ChangeLine:
    """Said once: that the last pack was judged by other rules."""
    what, then, now = map(messages.say, ("other-rules", "other-rules-before", "other-rules-now"))
    return ChangeLine(what=what, before=then, now=now)


def _changed(
    report: Report, before: Mapping[tuple[str, str], Section], messages: Messages, was: Earlier, alike: bool
) -> Iterator[_Line]:
    for section in report.sections:
        ids = (section.id, *was.get((report.framework, section.id), ()))
        old = next((before[report.framework, i] for i in ids if (report.framework, i) in before), None)
        if old and not alike:
            yield from _changed_findings(section, old, messages)
        elif old and _stands(old) != _stands(section):
            yield section.title, _told(old, section, messages), _told(section, old, messages)


def _changed_findings(section: Section, old: Section, messages: Messages) -> Iterator[_Line]:
    """Findings judged then and now of which the status and the figure differ: not by the rules alone."""
    before = {_requirement(f): f for f in old.findings}
    for now in section.findings:
        then = before.get(_requirement(now))
        judged = then and {then.status.code, now.status.code} <= _JUDGED
        if then and judged and then.status.code != now.status.code and then.figure != now.figure:
            what = messages.say("changed-finding", expectation=section.title, requirement=now.title)
            yield what, _stood(then, messages), _stood(now, messages)


def _requirement(finding: FindingLine) -> str:
    """The id of what was asked, whatever its expectation is called."""
    return finding.id.rpartition("/")[2]


def _stood(finding: FindingLine, messages: Messages) -> str:
    if not finding.figure:
        return finding.status.word
    return messages.say("finding-stands", status=finding.status.word, figure=finding.figure)


def _stands(section: Section) -> tuple[str, tuple[Note, ...]]:
    """Where it stands, and how many of its findings have which status."""
    return section.status.code, counts(f.status.code for f in section.findings)


def _told(section: Section, other: Section, messages: Messages) -> str:
    """Where it stands, and of the counts those that differ."""
    (_, here), (_, there) = _stands(section), _stands(other)
    differ = [messages.what(count) for count in here if count not in there]
    return f"{section.status.word} ({'; '.join(differ)})" if differ else section.status.word
