"""What is different from the last pack of the service."""

from collections.abc import Mapping, Sequence

from evidencepack.pack.values import Change, Pack, Report

Earlier = Mapping[tuple[str, str], tuple[str, ...]]


def changes_since(
    previous: Pack | None, reports: Sequence[Report], sentences: Mapping[str, str], was: Earlier
) -> tuple[Change, ...]:
    """Expectations whose status is another than in the last pack, in order; none on a first pack.

    `was` are the ids an expectation had before, by framework and id.
    """
    if previous is None:
        return ()
    before = {(r.framework, s.id): s for r in previous.reports for s in r.sections}
    found = []
    for report in reports:
        for section in report.sections:
            ids = (section.id, *was.get((report.framework, section.id), ()))
            old = next((before[report.framework, i] for i in ids if (report.framework, i) in before), None)
            if old and (old.status.code, old.count_line) != (section.status.code, section.count_line):
                found.append(
                    Change(
                        what=section.title,
                        before=f"{old.status.word} ({old.count_line})",
                        now=f"{section.status.word} ({section.count_line})",
                    )
                )
    if not found:
        found.append(Change(what=sentences["unchanged"], before=previous.on_words, now=sentences["unchanged_now"]))
    return tuple(found)
