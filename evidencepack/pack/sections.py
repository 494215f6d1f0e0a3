"""One section for each expectation: what is asked, where the service stands and why."""

from collections import Counter
from collections.abc import Iterable, Iterator

from evidencepack.assessment import ExpectationResult, Finding
from evidencepack.assessment.assess import indicator_of
from evidencepack.assessment.flags import blocks_shown
from evidencepack.assessment.rollup import answer_of
from evidencepack.frameworks.terms import Rules
from evidencepack.measures import Reading, UsedAs
from evidencepack.notes import Messages, Note, note
from evidencepack.pack.examples import example_cards
from evidencepack.pack.figures import figure_words, window_note
from evidencepack.pack.inputs import PackContext
from evidencepack.pack.model import ExactFigure, FindingLine, Section
from evidencepack.pack.open_rows import causes_of
from evidencepack.pack.sentences import flag_line, law_line, sentence_of, status_word, target_of
from evidencepack.statuses import Standing, Status
from evidencepack.text import plain_number

MOST_EVIDENCE = 8
# What is said of how many findings have a status, and of which; those met are counted by themselves.
_COUNTED = {
    Status.PARTLY_MET: ("counts-partly", "stand-partly-met"),
    Status.NOT_MET: ("counts-not", "stand-not-met"),
    Status.NO_EVIDENCE: ("counts-no-evidence", "stand-no-evidence"),
    Status.NOT_SUPPLIED: ("counts-missing", "stand-not-supplied"),
    Status.NOT_RECORDED: ("counts-not-recorded", "stand-not-recorded"),
    Status.UNCLEAR: ("counts-unclear", "stand-unclear"),
    Status.TOO_FEW: ("counts-few", "stand-too-few"),
    Status.NO_CLEAR_CHANGE: ("counts-no-clear-change", "stand-no-clear-change"),
    Status.NONE_DUE: ("counts-none-due", "stand-none-due"),
    Status.FOR_INFORMATION: ("counts-info", "stand-for-information"),
    Status.NOT_APPLICABLE: ("counts-not-applicable", "stand-not-applicable"),
}
# What nobody could meet or miss is counted apart.
_NO_WINDOW = (Status.NOT_APPLICABLE, Status.NOT_SUPPLIED, Status.NOT_RECORDED)


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
        count_line="; ".join(map(m.messages.what, counts(f.status.value for f in result.findings))),
        headline=headline(result, m.messages),
        standing=" ".join((standing_text(result, desk), *level_lines(result, place, m.messages))),
        findings=findings,
        examples=example_cards(result.findings, desk, each_in_full=e.question is not None),
        flags=tuple(flag_line(f.code, m.messages.all_printed(dict(f.facts)), m.rules) for f in result.flags),
        actions=tuple(dict.fromkeys(ref for f in findings for ref in desk.actions.get(f.id, ()))),
        evidence=evidence[:MOST_EVIDENCE],
        evidence_more=max(0, len(evidence) - MOST_EVIDENCE),
        observation="" if result.standing is Standing.NOT_APPLICABLE else e.rests_on_observation,
        topics=e.topics,
        regulations=law_line(e.regulations),
        good_shows=e.good_shows,
        falls_short=e.falls_short,
        manager_view=next((views[k] for k in (f"{framework}/{i}" for i in (e.id, *e.was)) if k in views), None),
    )


def counts(statuses: Iterable[str]) -> tuple[Note, ...]:
    """N of m requirements met, of those that can be; and how many of each other status; given the status of each."""
    n = Counter(statuses)
    asked = sum(n[s.value] for s in Status if s.asked)
    met = (note("counts", met=n[Status.MET.value], asked=note("requirements", n=asked)),) if asked else ()
    return (*met, *(note(code, n=n[s.value]) for s, (code, _) in _COUNTED.items() if n[s.value]))


def headline(result: ExpectationResult, messages: Messages) -> str:
    """Said above all else: a legal duty that the records show not kept, or do not answer."""
    if not result.duty:
        return ""
    return messages.what(note("duty-not-kept") if result.duty == "not kept" else note("duty-not-evidenced"))


def standing_text(result: ExpectationResult, desk: PackContext) -> str:
    """Where the service stands, in a paragraph: what is met, what falls short and by what figure, what is missing."""
    messages = desk.material.messages
    if result.standing is Standing.NOT_APPLICABLE:
        return desk.material.words.standings[result.standing.value].means
    groups: dict[str, list[str]] = {}
    for finding in result.findings:
        groups.setdefault(_stand_code(finding), []).append(_item(finding, messages))
    codes = ("stand-met", *(code for _, code in _COUNTED.values()), "stand-one-of-few")
    found = list(_why(result, desk.material.rules))
    found += [note(code, items="; ".join(groups[code])) for code in codes if code in groups]
    return " ".join(map(messages.what, found))


def _stand_code(finding: Finding) -> str:
    """What is said of a finding among others; apart where one case fails among so few that it decides nothing."""
    if finding.status is Status.NOT_MET and not answer_of(finding).answerable:
        return "stand-one-of-few"
    return "stand-met" if finding.status is Status.MET else _COUNTED[finding.status][1]


def _why(result: ExpectationResult, rules: Rules) -> Iterator[Note]:
    """Why it stands as it does, where the counts alone would not say."""
    answerable = [f.status for f in result.findings if answer_of(f).answerable]
    judged = sum(s.judged for s in answerable)
    if not any(f.status.judged for f in result.findings):
        yield note("stand-nothing")
    elif result.standing is Standing.LITTLE_TO_GO_ON and judged:
        few = note("stand-little", n=judged, of=note("requirements", n=len(answerable)))
        yield few if 2 * judged < len(answerable) else note("stand-might-be")
    elif result.standing is Standing.MOSTLY_SHOWN and all(s is Status.MET for s in answerable):
        yield _why_mostly(result, judged, rules)


def _why_mostly(result: ExpectationResult, judged: int, rules: Rules) -> Note:
    """What keeps an expectation from being shown of which all that can be answered is met."""
    if any(f.status is Status.NOT_MET for f in result.findings):  # by one case among fewer than five
        return note("stand-one-short")
    if blocks_shown(result.findings, result.flags, rules.flags):
        return note("stand-flagged")
    asked = result.expectation.breadth.kinds_at_least if result.expectation.breadth else 0
    return note("stand-one-met") if judged == 1 else note("stand-few-kinds", n=asked)


def level_lines(result: ExpectationResult, place: int, messages: Messages) -> Iterator[str]:
    """The level that the records support, and the numbers of what stands in the way of the next; if it has levels."""
    if not result.expectation.tiers or result.standing is Standing.NOT_APPLICABLE:
        return
    yield messages.say("level", level=result.level or note("level-none"))
    for tier in result.expectation.tiers:
        numbered = ((f"{place}.{i}", f) for i, f in enumerate(result.findings, 1) if f.requirement.tier == tier)
        short = [number for number, f in numbered if f.status.asked and f.status is not Status.MET]
        if short:
            yield messages.say("level-next", level=tier, items=tuple(short))
            return


def _item(finding: Finding, messages: Messages) -> str:
    """A finding among others: its title, and its figure where that is wanted."""
    figure = figure_words(finding, messages) if _wants_figure(finding) else ""
    return f"{finding.title}, {figure}" if figure else finding.title


def _wants_figure(finding: Finding) -> bool:
    """Whether a title says too little by itself: what falls short, and what is met by being seldom (visits missed)."""
    seldom = finding.status is Status.MET and finding.requirement.at_most is not None
    return seldom or finding.status in (Status.PARTLY_MET, Status.NOT_MET, Status.UNCLEAR)


def finding_line(finding: Finding, place: str, desk: PackContext) -> FindingLine:
    """A finding ready to print."""
    m, r = desk.material, finding.requirement
    indicator = indicator_of(r, m.rules)
    used = Counter(t.used_as for t in finding.measured.trace)
    (least, greatest), causes = _exact(finding), causes_of(finding, desk)
    # What is said with its places is not said again without.
    settled = {"ticks-without-day"} if any(cause.code == "ticked-undated" for cause in causes) else set()
    beside = (n for n in (*finding.measured.notes, finding.looser_own_policy) if n)
    said = tuple(n for n in beside if n.code not in settled)
    return FindingLine(
        id=finding.id,
        number=place,
        title=finding.title,
        kind=indicator.kind,
        status=status_word(finding.status.value, m.words.statuses),
        sentence=sentence_of(finding, m.on, m.rules, m.words, m.messages),
        figure=figure_words(finding, m.messages),
        numerator=least.numerator if least and greatest and least.numerator == greatest.numerator else None,
        denominator=least.denominator if least and greatest and least.denominator == greatest.denominator else None,
        least=least,
        greatest=greatest,
        open=causes,
        rows_open=used[UsedAs.MAYBE],
        target=target_of(finding, m.rules, m.messages),
        number_from=m.messages.printed(number_from(finding) or ""),
        duty=f"{r.duty.instrument}, {r.duty.regulation}" if r.duty else "",
        window=m.messages.what(window_note(finding, m.on)) if finding.status not in _NO_WINDOW else "",
        evidence_kind=indicator.evidence_kind,
        flags=desk.flags[finding.id],
        evidence=desk.evidence_of(finding.id),
        left_out=left_out(finding, m.messages),
        notes=(*(cause.sentence for cause in causes), *map(m.messages.what, said)),
        note_codes=(*(cause.code for cause in causes), *(n.code for n in said)),
        action=next(iter(desk.actions.get(finding.id, ())), ""),
        records_counted=used[UsedAs.NUMERATOR] + used[UsedAs.DENOMINATOR],
    )


def _exact(finding: Finding) -> tuple[ExactFigure | None, ExactFigure | None]:
    """The least and the greatest figure as numbers; the same where the records are clear, and None without a figure."""
    m = finding.measured
    if m.least is None and m.numerator is None and m.figure is None:
        return None, None
    sure = Reading(m.numerator, m.denominator, m.figure)
    return _as_numbers(m.least or sure), _as_numbers(m.greatest or sure)


def _as_numbers(reading: Reading) -> ExactFigure:
    numbers = map(plain_number, (reading.numerator, reading.denominator, reading.figure))
    return ExactFigure(**dict(zip(("numerator", "denominator", "figure"), numbers, strict=True)))


def number_from(finding: Finding) -> Note | None:
    """Who set the number, and what is known of it."""
    params, r = dict(finding.params), finding.requirement
    if not finding.own_policy_used:
        return note("number-from", kind=r.number_from.kind, about=r.number_from.note) if r.number_from else None
    # The setting is the service's own; the share that is asked for is not among what it may set.
    own = (note("own-setting", value=params[name], of=key.replace("-", " ")) for name, key in r.own_policy.items())
    share = r.at_least and r.at_least.percent
    return note("own-policy-but-share" if share else "own-policy", settings=tuple(own))


def left_out(finding: Finding, messages: Messages) -> str:
    """Who or what was left out, with counts; nothing where there is no evidence to count."""
    if finding.status is Status.NO_EVIDENCE:
        return ""
    parts = tuple(note("n-left-out", n=count, why=reason) for reason, count in finding.measured.left_out)
    return messages.say("left-out", parts=parts) if parts else ""
