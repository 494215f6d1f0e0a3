"""What is different from the last pack of the service."""

from collections.abc import Iterator, Mapping, Sequence

from evidencepack.notes import Messages, Note
from evidencepack.pack.model import ChangeLine, Pack, Report, Section
from evidencepack.pack.sections import counts

Earlier = Mapping[tuple[str, str], tuple[str, ...]]


def changes_since(
    previous: Pack | None, reports: Sequence[Report], messages: Messages, was: Earlier
) -> tuple[ChangeLine, ...]:
    """Expectations that stand differently from the last pack, framework by framework; none on a first pack.

    `was` are the ids an expectation had before, by framework and id. A framework that the last pack did not answer
    has nothing to be compared with.
    """
    if previous is None:
        return ()
    before = {(r.framework, s.id): s for r in previous.reports for s in r.sections}
    same = (messages.say("unchanged"), previous.on_words, messages.say("unchanged-now"))
    answered = {r.framework for r in previous.reports if r.sections}
    return tuple(
        ChangeLine(what=what, before=then, now=now, framework=report.framework, of=report.short_title)
        for report in reports
        if report.framework in answered
        for what, then, now in list(_changed(report, before, messages, was)) or [same]
    )


def _changed(
    report: Report, before: Mapping[tuple[str, str], Section], messages: Messages, was: Earlier
) -> Iterator[tuple[str, str, str]]:
    for section in report.sections:
        ids = (section.id, *was.get((report.framework, section.id), ()))
        old = next((before[report.framework, i] for i in ids if (report.framework, i) in before), None)
        if old and _stands(old) != _stands(section):
            yield section.title, _told(old, section, messages), _told(section, old, messages)


def _stands(section: Section) -> tuple[str, tuple[Note, ...]]:
    """Where it stands, and how many of its findings have which status."""
    return section.status.code, counts(f.status.code for f in section.findings)


def _told(section: Section, other: Section, messages: Messages) -> str:
    """Where it stands, and of the counts those that differ."""
    (_, here), (_, there) = _stands(section), _stands(other)
    differ = [messages.what(count) for count in here if count not in there]
    return f"{section.status.word} ({'; '.join(differ)})" if differ else section.status.word
