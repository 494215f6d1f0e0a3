"""assessments -> pack: words, order, counts, numbers and flags are settled here; writers only lay them out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec.json import encode
from msgspec.structs import replace

from evidencepack.assessment import Assessment, ExpectationResult, Finding
from evidencepack.dates import day_words
from evidencepack.frameworks.framework import Framework
from evidencepack.frameworks.words import StatusText
from evidencepack.notes import Messages, Note, note
from evidencepack.pack.causes import missing_register
from evidencepack.pack.changes import changes_since
from evidencepack.pack.evidence import evidence_items, number_evidence
from evidencepack.pack.files_model import Intake
from evidencepack.pack.gaps import actions_of, first_things, gaps_of, refs_by_finding
from evidencepack.pack.identity import card_of, keyed_fingerprint
from evidencepack.pack.inputs import PackContext, PackInputs
from evidencepack.pack.intake import counted_note, files_said, unread_notes
from evidencepack.pack.listed_model import Fingerprint, KeyedFingerprint, MethodNote, StatusCount
from evidencepack.pack.model import RULES, Action, Pack, Report, Section, ThemeHeading
from evidencepack.pack.open_rows import headings_of, origins_of
from evidencepack.pack.profiles import days_of, with_profiles
from evidencepack.pack.registers import register_sheets, trace_lines
from evidencepack.pack.sections import section_of
from evidencepack.pack.sentences import all_flags, register_words, small, status_word
from evidencepack.pack.settled_said import settled_said
from evidencepack.pack.shown import Shown, nameless
from evidencepack.pack.sources import source_lines
from evidencepack.pack.suppression import guarded
from evidencepack.pack.tender import tender_card, with_bids
from evidencepack.pack.typed import kept_before, kept_problems
from evidencepack.pack.typed_model import KeptBefore, ManagerView
from evidencepack.pack.typed_roles import with_roles
from evidencepack.registers import keyed_hash
from evidencepack.statuses import Answerable, Standing, Status


def build_pack(assessments: Sequence[Assessment], material: PackInputs) -> Pack:
    """The pack of one service on one day, with one numbering of evidence through all frameworks."""
    kept = kept_before(material.typed, _placed(assessments, material.typed.views))
    printed_before = material.printed or (material.previous.groups if material.previous else ())
    assessments, groups = guarded(assessments, printed_before, material.on)
    shown = material.shown()
    assessments, material = tuple(nameless(a, shown) for a in assessments), _with_roles(material, shown, kept)
    desk = _desk(assessments, material, shown)
    actions = actions_of(gaps_of(assessments, material.rules), desk)
    desk = replace(desk, actions=refs_by_finding(actions))
    m = material
    said = files_said(m.records, m.accounts, m.problems, m.asked, m.questions, shown, m.messages)
    reports = tuple(_report(a, actions, desk, said.intake) for a in assessments)
    service, previous = material.service, material.previous
    was = {(a.framework.id, r.expectation.id): r.expectation.was for a in assessments for r in a.results}
    return Pack(
        id=_pack_id(material),
        made_with=material.made_with,
        service=card_of(service),
        on=material.on,
        on_words=day_words(material.on),
        file_stem=f"{service.id} evidence pack {material.on.isoformat()}",
        first_pack=previous is None,
        changes=changes_since(previous, reports, material.messages, was),
        changes_since=previous.on_words if previous else "",
        reports=reports,
        actions=actions,
        evidence=evidence_items(assessments, desk),
        problems=said.lines,
        sources=source_lines(material.accounts, shown, material.messages),
        not_used=tuple(material.messages.what(shown.note(n)) for n in material.notes),
        method=_method(assessments, material, shown),
        mappings=_prints(material.mappings),
        inputs=_inputs(material, shown),
        registers=register_sheets(material.records, shown, handed=material.handed),
        traces=tuple(trace_lines(assessments, desk)),
        groups=groups,
        rules=RULES,
        crosswalk=material.crosswalk,
        kept=kept,
        intake=said.intake,
    )


def _with_roles(material: PackInputs, shown: Shown, kept: KeptBefore) -> PackInputs:
    """The material with what is said of things kept; handed over, with roles for names."""
    typed = with_roles(material.typed, shown, material.records) if material.handed else material.typed
    return replace(material, problems=(*material.problems, *kept_problems(kept)), typed=typed)


def _desk(assessments: Sequence[Assessment], material: PackInputs, shown: Shown) -> PackContext:
    numbering, flags = number_evidence(assessments, material.records.supplied), all_flags(assessments, material)
    days, headings = days_of(material.records, material.on), headings_of(material.accounts)
    return PackContext(material, shown, numbering, flags, days, headings, origins_of(material.records))


def _inputs(material: PackInputs, shown: Shown) -> tuple[KeyedFingerprint, ...]:
    key, prints = material.service.key, sorted((material.inputs or {}).items())
    return tuple(
        KeyedFingerprint(name=shown.scrub(name), keyed=keyed_fingerprint(key, sha256)) for name, sha256 in prints
    )


def _placed(assessments: Sequence[Assessment], views: Mapping[str, ManagerView]) -> frozenset[str]:
    """The typed views that have their expectation in this pack: by its id, else by one that it had before."""
    every = ((a.framework.id, (r.expectation.id, *r.expectation.was)) for a in assessments for r in a.results)
    found = (next((k for id_ in ids if (k := f"{framework}/{id_}") in views), "") for framework, ids in every)
    return frozenset(found)


def _method(assessments: Sequence[Assessment], m: PackInputs, shown: Shown) -> tuple[MethodNote, ...]:
    tender = any(a.framework.tender for a in assessments)
    notes = (n for n in m.words.method if tender or not n.tenders)
    told = (MethodNote(title=n.title, text=(m.handed and n.handed) or n.text) for n in notes)
    return (*told, *settled_said(m.settled, shown, m.messages, handed=m.handed))


def _pack_id(material: PackInputs) -> str:
    typed = encode({"actions": material.typed.actions, "views": material.typed.views}).decode()
    prints = (f"{f.name}={f.sha256}" for found in (material.inputs, material.mappings) for f in _prints(found))
    service = material.service
    return "PK-" + keyed_hash(service.key, service.id, material.on, material.made_with, typed, *prints, length=8)


def _prints(found: Mapping[str, str] | None) -> tuple[Fingerprint, ...]:
    return tuple(Fingerprint(name=n, sha256=h) for n, h in sorted((found or {}).items()))


def _report(assessment: Assessment, actions: Sequence[Action], desk: PackContext, intake: Intake) -> Report:
    framework, m, say = assessment.framework, desk.material, desk.material.messages.say
    sections = tuple(section_of(r, framework.id, i, desk) for i, r in enumerate(assessment.results, 1))
    if framework.tender:
        sections = with_bids(sections, assessment, desk)
    sections = with_profiles(sections, assessment, desk)
    statuses = [f.status.value for r in assessment.results for f in r.findings]
    answers = (Answerable, m.words.questions) if framework.tender else (Standing, m.words.standings)
    counts = _counts([s.status.code for s in sections], *answers)
    own = tuple(a for a in actions if not a.closes or any(s.startswith(framework.id + "/") for s in a.sections))
    summary, narrowed = tuple(_summary(assessment, counts, own, m, intake)), _narrowed(assessment, m)
    what_it_is, handed = say("what-it-is-tender" if framework.tender else "what-it-is"), say("what-it-is-handed")
    return Report(
        framework=framework.id,
        title=framework.title,
        short_title=framework.short_title or framework.title,
        publisher=framework.publisher.name,
        version=framework.version,
        stage=framework.stage,
        stage_line=_stage_line(framework, m),
        published_in=framework.published_in.title,
        about=framework.about,
        what_it_is=f"{what_it_is} {narrowed}".rstrip(),
        what_it_is_handed=f"{handed} {narrowed}".rstrip() if framework.tender else "",
        file_stem=f"{m.service.id} {framework.id} {m.on.isoformat()}",
        counts=counts,
        requirement_counts=_counts(statuses, Status, m.words.statuses),
        summary=tuple(map(m.messages.what, summary)),
        summary_codes=tuple(n.code for n in summary),
        do_first=first_things(own, framework.id, m),
        best_evidenced=_best(assessment.results, sections, m),
        not_supplied="".join(m.messages.what(n) for n in summary if n.code == "not-supplied"),
        themes=_themes(framework, sections),
        sections=sections,
        not_asked=tuple(say("not-asked", what=n.what, of=n.of) for n in framework.not_asked),
        evidence=_evidence_of(assessment, desk),
        actions=tuple(a.ref for a in own),
        narrowed=narrowed,
        tender=tender_card(framework, sections, m.messages),
    )


def _themes(framework: Framework, sections: Sequence[Section]) -> tuple[ThemeHeading, ...]:
    """The headings of a framework with the ids of their sections."""
    of_theme = ((t.title, tuple(s.id for s in sections if s.theme == t.id)) for t in framework.themes)
    return tuple(ThemeHeading(title=title, sections=ids) for title, ids in of_theme)


def _stage_line(framework: Framework, m: PackInputs) -> str:
    """How far a framework is in force, and when that was checked; a list that nobody published is never in force."""
    own = framework.publisher.kind == "own" and framework.stage == "live"
    checked = framework.published_in.checked
    line = m.words.stages["own" if own else framework.stage]
    return line.format(checked=day_words(checked) if checked else m.messages.say("unknown-day"))


def _narrowed(assessment: Assessment, m: PackInputs) -> str:
    """Which themes alone were asked for, and which are not in the pack; "" when all are."""
    if not assessment.left_out:
        return ""
    titles = tuple(theme.title for theme in assessment.framework.themes)
    return m.messages.say("narrowed", n=len(titles), asked=titles, left_out=assessment.left_out)


def _evidence_of(assessment: Assessment, desk: PackContext) -> tuple[str, ...]:
    used = {n for r in assessment.results for f in r.findings for n in desk.evidence_of(f.id)}
    return tuple(n for n in desk.numbering.numbers.values() if n in used)


def _counts(found: Sequence[str], order: Iterable[StrEnum], texts: Mapping[str, StatusText]) -> tuple[StatusCount, ...]:
    counts = Counter(found)
    return tuple(
        StatusCount(status=status_word(s.value, texts), count=counts[s.value]) for s in order if counts[s.value]
    )


def _summary(
    assessment: Assessment, counts: Sequence[StatusCount], actions: Sequence[Action], m: PackInputs, intake: Intake
) -> Iterator[Note]:
    """Where the expectations and what is beneath them stand, what to do, what is missing, what could not be read."""
    n, findings = len(assessment.results), [f for r in assessment.results for f in r.findings]
    of = note("questions", n=n) if assessment.framework.tender else note("expectations", n=n)
    yield note("summary-stand", of=of, parts=tuple(f"{c.count} {c.status.code}" for c in counts))
    statuses = Counter(f.status for f in findings)
    parts = tuple(f"{statuses[s]} {s.value}" for s in Status if statuses[s])
    yield note("summary-requirements", of=len(findings), parts=parts)
    for said in unread_notes(intake, m.handed):
        yield note("summary-unread", said=said)
    open_ones = [a for a in actions if a.closes]
    if open_ones:
        gaps = {f for a in open_ones for f in a.findings if f.startswith(f"{assessment.framework.id}/")}
        yield note("summary-gaps", n=len(gaps), actions=note("actions", n=len(open_ones)))
    else:
        yield note("summary-no-gaps")
    missing = dict.fromkeys(_missing(f, m.messages) for f in findings if f.status is Status.NOT_SUPPLIED)
    if missing:
        yield note("not-supplied", items="; ".join(missing))
    if intake.problems or intake.questions:
        yield note("summary-problems", counted=counted_note(intake))


def _missing(finding: Finding, messages: Messages) -> str:
    if register := missing_register(finding):
        return register_words(register, messages)
    return messages.say("to-be-declared", title=small(finding.title))


def _best(results: Sequence[ExpectationResult], sections: Sequence[Section], m: PackInputs) -> tuple[str, ...]:
    """Shown, without a flag, resting on two kinds of evidence; three at most."""
    found = []
    for result, section in zip(results, sections, strict=True):
        flagged = result.flags or any(f.flags for f in result.findings)
        if result.standing is Standing.SHOWN and not flagged and len(section.profile.kinds) >= 2:
            found.append(m.messages.say("best", title=section.title, counts=section.count_line))
    return tuple(found[:3])
