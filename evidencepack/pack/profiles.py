"""The profile beside each standing: counts by group, the nearest miss, the newest evidence, its kinds, what changed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import ceil, floor

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.assessment import Assessment, ExpectationResult, Finding
from evidencepack.frameworks.words import Words
from evidencepack.measures import Unit, UsedAs
from evidencepack.notes import Messages, Note, note
from evidencepack.pack.inputs import PackContext
from evidencepack.pack.listed_model import Profile, StatusCount
from evidencepack.pack.model import RULES, Pack, Section
from evidencepack.pack.sentences import small, status_word
from evidencepack.registers import Records
from evidencepack.statuses import Status

# Each group under the status whose symbol and tone it has; the words of some are their own.
_GROUPS: Mapping[Status, tuple[str, tuple[Status, ...]]] = {
    Status.MET: ("", (Status.MET,)),
    Status.PARTLY_MET: ("", (Status.PARTLY_MET,)),
    Status.NOT_MET: ("", (Status.NOT_MET,)),
    Status.UNCLEAR: ("", (Status.UNCLEAR, Status.TOO_FEW, Status.NO_CLEAR_CHANGE)),
    Status.NOT_SUPPLIED: (
        "profile-not-given",
        (Status.NOT_SUPPLIED, Status.NOT_RECORDED, Status.NO_EVIDENCE),
    ),
    Status.NOT_APPLICABLE: (
        "profile-set-aside",
        (Status.NOT_APPLICABLE, Status.NONE_DUE, Status.FOR_INFORMATION),
    ),
}
# What counts people or records one by one; the others count periods or amounts, or compare.
_ONE_BY_ONE = frozenset({"coverage", "each", "share", "on_time", "in_date", "repeat"})
_PEOPLE = {"staff": "lacking-staff", "people": "lacking-people"}


class _Miss(Struct, frozen=True):
    """How many people or records a finding is short of its target, or over it."""

    finding: Finding
    n: int
    over: bool


def days_of(records: Records, on: date) -> dict[str, date]:
    """By its id, the day of each record that is evidence of something; that somebody started is none."""
    rows = (row for register in records.rows.values() for row in register if row.dated_by != "start")
    return {row.id: row.day for row in rows if row.day and row.day <= on}


def with_profiles(sections: Sequence[Section], assessment: Assessment, desk: PackContext) -> tuple[Section, ...]:
    """The sections with a profile each."""
    before = _earlier(desk.material.previous, assessment.framework.id)
    return tuple(
        replace(section, profile=_profile(section, result, before, desk))
        for section, result in zip(sections, assessment.results, strict=True)
    )


def _profile(section: Section, result: ExpectationResult, before: Mapping[str, Section], desk: PackContext) -> Profile:
    m = desk.material
    lines = zip(section.findings, result.findings, strict=True)
    miss = nearest_miss(f for line, f in lines if line.kind in _ONE_BY_ONE)
    ids = (result.expectation.id, *result.expectation.was)
    old = next((before[i] for i in ids if i in before), None)
    return Profile(
        counts=grouped_counts((f.status for f in result.findings), m.words, m.messages),
        nearest=m.messages.what(_miss_note(miss)) if miss else "",
        nearest_finding=miss.finding.id if miss else "",
        lacks=miss.n if miss else 0,
        newest=max(_days(result.findings, desk.days), default=None),
        kinds=tuple(dict.fromkeys(f.evidence_kind for f in section.findings if f.records_counted)),
        since=_since(section, old, m.previous.on_words, m.messages) if old and m.previous else "",
    )


def grouped_counts(statuses: Iterable[Status], words: Words, messages: Messages) -> tuple[StatusCount, ...]:
    """How many requirements are in each of the six groups, those of none too."""
    n = Counter(statuses)
    found = []
    for looks, (code, group) in _GROUPS.items():
        word = status_word(looks.value, words.statuses)
        if code:
            own = messages.say(code)
            word = replace(word, code=own, word=own[:1].upper() + own[1:])
        found.append(StatusCount(status=word, count=sum(n[s] for s in group)))
    return tuple(found)


def nearest_miss(findings: Iterable[Finding]) -> _Miss | None:
    """Of what falls short, the finding that lacks the fewest people or records; the first of equals."""
    misses = [miss for f in findings if (miss := _miss(f)) and miss.n > 0]
    return min(misses, key=lambda miss: miss.n, default=None)


def _miss(finding: Finding) -> _Miss | None:
    """What a counted finding lacks; None where it is judged otherwise, rows leave it open, or a survey is a sample."""
    m, r = finding.measured, finding.requirement
    counted = m.unit is Unit.SHARE and m.least is None and m.registers[0] != "feedback"
    if finding.status not in (Status.PARTLY_MET, Status.NOT_MET) or not counted:
        return None
    if m.numerator is None or not m.denominator:
        return None
    if r.at_least:
        return _Miss(finding, ceil(r.at_least.value * m.denominator - m.numerator), over=False)
    return _Miss(finding, ceil(m.numerator) - floor(r.at_most.value * m.denominator), over=True) if r.at_most else None


def _miss_note(miss: _Miss) -> Note:
    finding, r = miss.finding, miss.finding.requirement
    if miss.over:
        return note("nearest-fewer", n=miss.n, target=str(r.at_most), title=finding.title)
    counted = next((t.register for t in finding.measured.trace if t.used_as is not UsedAs.LEFT_OUT), "")
    lacking = note(_PEOPLE.get(counted, "lacking-records"), n=miss.n)
    return note("nearest-more", lacking=lacking, target=str(r.at_least), title=finding.title)


def _days(findings: Iterable[Finding], days: Mapping[str, date]) -> Iterator[date]:
    """The days of the records that counted, and of those that made them count."""
    for row in (row for f in findings for row in f.measured.trace):
        if row.used_as in (UsedAs.NUMERATOR, UsedAs.DENOMINATOR):
            yield from (days[record] for record in (row.record, *row.by) if record in days)


def _earlier(previous: Pack | None, framework: str) -> dict[str, Section]:
    """The sections of the last pack by id; none where it was judged by other rules."""
    if previous is None or previous.rules != RULES:
        return {}
    return {s.id: s for r in previous.reports if r.framework == framework for s in r.sections}


def _since(section: Section, old: Section, day: str, messages: Messages) -> str:
    """Where it stood in the last pack if that was elsewhere, and how many more or fewer are met."""
    was = note("since-was", standing=small(old.status.word), day=day)
    more = _met(section) - _met(old)
    met = note("since-more-met" if more > 0 else "since-fewer-met", n=abs(more))
    if old.status.code == section.status.code:
        return messages.say("since-met-only", met=met, day=day) if more else messages.say("since-same", day=day)
    return messages.say("since-both", was=was, met=met) if more else messages.what(was)


def _met(section: Section) -> int:
    return sum(f.status.code == Status.MET.value for f in section.findings)
