"""One section for each expectation: what is asked, where the service stands and why."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from evidencepack.assessment import ExpectationResult, Finding, Standing, Status
from evidencepack.assessment.assess import indicator_of
from evidencepack.measures import Unit, UsedAs
from evidencepack.pack.examples import example_cards
from evidencepack.pack.figures import percent, window_words
from evidencepack.pack.inputs import PackContext
from evidencepack.pack.model import FindingLine, Section
from evidencepack.pack.sentences import (
    figure_of,
    flag_line,
    flag_lines,
    law_line,
    scrubbed,
    sentence_of,
    status_word,
    target_of,
)
from evidencepack.text import and_words, count_of, number

MOST_EVIDENCE = 8
_COUNTED = (
    (Status.PARTLY_MET, "counts_partly"),
    (Status.NOT_MET, "counts_not"),
    (Status.NO_EVIDENCE, "counts_no_evidence"),
    (Status.NOT_SUPPLIED, "counts_missing"),
    (Status.UNCLEAR, "counts_unclear"),
    (Status.TOO_FEW, "counts_few"),
    (Status.NONE_DUE, "counts_none_due"),
    (Status.FOR_INFORMATION, "counts_info"),
    (Status.NOT_APPLICABLE, "counts_not_applicable"),
)
# What nobody could meet or miss is counted apart.
_NOT_ASKED = (Status.NOT_APPLICABLE, Status.NONE_DUE, Status.FOR_INFORMATION)


def section_of(result: ExpectationResult, framework: str, place: int, desk: PackContext) -> Section:
    """The section of an expectation, its findings numbered place.1, place.2 and on."""
    m, e, views = desk.material, result.expectation, desk.material.typed.views
    evidence = tuple(dict.fromkeys(n for f in result.findings for n in desk.evidence_of(f.id)))
    findings = tuple(finding_line(f, f"{place}.{i}", desk) for i, f in enumerate(result.findings, 1))
    return Section(
        id=e.id,
        number=str(place),
        title=e.title,
        theme=e.theme,
        reference=e.reference,
        asks=e.asks,
        looks_for=e.looks_for,
        weight=e.weight,
        status=status_word(result.standing.value, m.words.standings),
        count_line=count_line(result, m.words.sentences),
        headline=headline(result, m.words.sentences),
        standing=" ".join((standing_text(result, desk), *level_lines(result, place, m.words.sentences))),
        findings=findings,
        examples=example_cards(result.findings, desk, each_in_full=e.question is not None),
        flags=tuple(flag_line(f.code, dict(f.facts), m.rules) for f in result.flags),
        actions=tuple(dict.fromkeys(f.action for f in findings if f.action)),
        evidence=evidence[:MOST_EVIDENCE],
        evidence_more=max(0, len(evidence) - MOST_EVIDENCE),
        observation="" if result.standing is Standing.NOT_APPLICABLE else e.rests_on_observation,
        topics=e.topics,
        regulations=law_line(e.regulations),
        good_shows=e.good_shows,
        falls_short=e.falls_short,
        manager_view=next((views[k] for k in (f"{framework}/{i}" for i in (e.id, *e.was)) if k in views), None),
    )


def count_line(result: ExpectationResult, sentences: Mapping[str, str]) -> str:
    """N of m requirements met, of those that can be; and how many of each other status."""
    counts = Counter(f.status for f in result.findings)
    asked = len(result.findings) - sum(counts[s] for s in _NOT_ASKED)
    words = count_of(asked, "requirement")
    parts = [sentences["counts"].format(met=counts[Status.MET], asked=words)] if asked else []
    parts += [sentences[key].format(n=counts[status]) for status, key in _COUNTED if counts[status]]
    return "; ".join(parts)


def headline(result: ExpectationResult, sentences: Mapping[str, str]) -> str:
    """Said above all else: a legal duty that is not shown or was not supplied."""
    if not result.duty_not_shown:
        return ""
    open_ones = (Status.NOT_MET, Status.NOT_SUPPLIED, Status.NO_EVIDENCE, Status.UNCLEAR)
    duties = [f.status for f in result.findings if f.requirement.essential and f.status in open_ones]
    only_missing = all(s is Status.NOT_SUPPLIED for s in duties)
    return sentences["duty_not_supplied" if only_missing else "duty_not_shown"]


def standing_text(result: ExpectationResult, desk: PackContext) -> str:
    """Where the service stands, in a paragraph: what is met, what falls short and by what figure, what is missing."""
    sentences, on = desk.material.words.sentences, desk.material.on
    if result.standing is Standing.NOT_APPLICABLE:
        return desk.material.words.standings[result.standing.value].means
    groups: dict[Status, list[str]] = {}
    for finding in result.findings:
        groups.setdefault(finding.status, []).append(_item(finding, on, sentences))
    order = [Status.MET, *(s for s, _ in _COUNTED)]
    lines = [sentences[f"stand_{s.name.lower()}"].format(items="; ".join(groups[s])) for s in order if s in groups]
    return " ".join([sentences["stand_nothing"], *lines] if not any(s.judged for s in groups) else lines)


def level_lines(result: ExpectationResult, place: int, sentences: Mapping[str, str]) -> Iterator[str]:
    """The level that the records support, and the numbers of what stands in the way of the next; if it has levels."""
    if not result.expectation.tiers or result.standing is Standing.NOT_APPLICABLE:
        return
    yield sentences["level"].format(level=result.level or sentences["level_none"])
    for tier in result.expectation.tiers:
        numbered = ((f"{place}.{i}", f) for i, f in enumerate(result.findings, 1) if f.requirement.tier == tier)
        short = [number for number, f in numbered if f.status not in (Status.MET, *_NOT_ASKED)]
        if short:
            yield sentences["level_next"].format(level=tier, items=and_words(short))
            return


def _item(finding: Finding, on: date, sentences: Mapping[str, str]) -> str:
    """A finding among others: its title, its figure where that is wanted, and why the figure is not what stands."""
    figure, low = figure_of(finding, on) if _wants_figure(finding) else "", finding.figure_if_unread_fail
    if not figure or low is None:
        return f"{finding.title}, {figure}" if figure else finding.title
    unread = count_of(finding.measured.unread, "row")
    words = percent(low, finding.requirement)
    return sentences["stand_unread"].format(title=finding.title, figure=figure, low=words, unread=unread)


def _wants_figure(finding: Finding) -> bool:
    """Whether a title says too little by itself: what falls short, and what is met by being seldom (visits missed)."""
    if finding.status in (Status.PARTLY_MET, Status.NOT_MET):
        return True
    return finding.status is Status.MET and finding.requirement.at_most is not None


def finding_line(finding: Finding, place: str, desk: PackContext) -> FindingLine:
    """A finding ready to print."""
    m, r = desk.material, finding.requirement
    indicator = indicator_of(r, m.rules)
    used = Counter(t.used_as for t in finding.measured.trace)
    return FindingLine(
        id=finding.id,
        number=place,
        title=finding.title,
        kind=indicator.kind,
        status=status_word(finding.status.value, m.words.statuses),
        sentence=desk.scrub(sentence_of(finding, m.on, m.rules, m.words)),
        figure=figure_of(finding, m.on),
        numerator=number(finding.measured.numerator),
        denominator=number(finding.measured.denominator),
        target=target_of(finding, m.rules),
        number_from=number_from(finding),
        duty=f"{r.duty.instrument}, {r.duty.regulation}" if r.duty else "",
        window="" if finding.status in (Status.NOT_APPLICABLE, Status.NOT_SUPPLIED) else window_words(finding, m.on),
        evidence_kind=indicator.evidence_kind,
        flags=scrubbed(flag_lines(finding, m.on, m.rules, m.words), desk.scrub),
        evidence=desk.evidence_of(finding.id),
        left_out=left_out(finding, m.words.sentences),
        unread=finding.measured.unread,
        notes=(*finding.measured.notes, *notes(finding, m.words.sentences)),
        action=desk.gap_refs.get(finding.id, ""),
        records_counted=used[UsedAs.NUMERATOR] + used[UsedAs.DENOMINATOR],
    )


def number_from(finding: Finding) -> str:
    """Who set the number, and what is known of it."""
    source = finding.requirement.number_from
    if finding.own_policy_used:
        return _own_policy(finding)
    if source is None:
        return ""
    return f"{source.kind}: {source.note}"


def _own_policy(finding: Finding) -> str:
    """The setting that is the service's own; the share that is asked for is not among what it may set."""
    params, r = dict(finding.params), finding.requirement
    own = and_words([f"{params[name]} ({key.replace('-', ' ')})" for name, key in r.own_policy.items()])
    share = " The percentage is sector practice." if r.at_least and r.at_least.percent else ""
    return f"own policy: {own}, as the service states it.{share}"


def left_out(finding: Finding, sentences: Mapping[str, str]) -> str:
    """Who or what was left out, with counts; nothing where there is no evidence to count."""
    if finding.status is Status.NO_EVIDENCE:
        return ""
    parts = [f"{count} {reason}" for reason, count in finding.measured.left_out]
    return sentences["left_out"].format(parts=and_words(parts)) if parts else ""


def notes(finding: Finding, sentences: Mapping[str, str]) -> tuple[str, ...]:
    """Both figures where rows could not be read or the service's own policy asks for less."""
    found = []
    low, unread = finding.figure_if_unread_fail, finding.measured.unread
    if low is not None:
        words = percent(low, finding.requirement)
        found.append(sentences["unread"].format(unread=count_of(unread, "row"), low=words))
    elif unread and finding.measured.figure is not None and finding.measured.unit is Unit.SHARE:
        found.append(sentences["unread_same"].format(unread=count_of(unread, "row")))
    if finding.looser_own_policy:
        found.append(finding.looser_own_policy)
    return tuple(found)
