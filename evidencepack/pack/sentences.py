"""Filling the sentences that mapping files hold; the pack is the only place where sentences are made."""

from collections.abc import Iterable, Mapping
from datetime import date

from evidencepack.assessment import Assessment, Finding
from evidencepack.assessment.assess import indicator_of
from evidencepack.assessment.flags import register_in_question
from evidencepack.dates import day_words
from evidencepack.frameworks.indicators import PEOPLE_KINDS
from evidencepack.frameworks.terms import Rules
from evidencepack.frameworks.words import StatusText, Words
from evidencepack.measures import Measured, Unit, UsedAs
from evidencepack.notes import Fact, Messages, Note, note
from evidencepack.pack.figures import (
    change_aim,
    figure_words,
    limit_words,
    percent,
    reading_words,
    shortfall,
    target_words,
    window_note,
)
from evidencepack.pack.inputs import PackInputs
from evidencepack.pack.listed_model import FlagLine, StatusWord
from evidencepack.pack.model import FlagLines
from evidencepack.registers import REGISTERS
from evidencepack.statuses import Status
from evidencepack.text import and_words, grouped


def capital(text: str) -> str:
    """A sentence with its first letter large."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """The first letter small, for the middle of a sentence; a word in capitals such as DBS stays."""
    first = text.partition(" ")[0]
    return text if len(first) > 1 and first.isupper() else text[:1].lower() + text[1:]


def law_line(regulations: Iterable[str]) -> str:
    """Regulations by instrument, in one line: "Equality Act 2010, sections 20 and 29"."""
    found: dict[tuple[str, str], list[str]] = {}
    for text in regulations:
        instrument, _, place = text.rpartition(", ")
        word, _, number = place.partition(" ")
        found.setdefault((instrument, word), []).append(number)
    parts = (f"{i}, {w if len(n) == 1 else w + 's'} {and_words(n)}" for (i, w), n in found.items())
    return "; ".join(parts)


def status_word(code: str, texts: Mapping[str, StatusText]) -> StatusWord:
    """A status as it is printed."""
    text = texts[code]
    return StatusWord(code=code, word=text.word, symbol=text.symbol, tone=text.tone)


def register_words(register: str, messages: Messages) -> str:
    """A register as a sentence names it."""
    if register == "facts":
        return messages.say("own-declaration")
    label = REGISTERS[register].label if register in REGISTERS else register
    return label[:1].lower() + label[1:]


def facts_of(finding: Finding, on: date, rules: Rules, messages: Messages) -> dict[str, str]:
    """The plain names that the sentences of a finding may use."""
    m = finding.measured
    facts = {
        "n": grouped(m.numerator),
        "of": grouped(m.denominator),
        "percent": _percent(finding, messages),
        "rate": f"{float(m.figure):.1f}" if m.figure is not None else "",
        "window": str(m.window) if m.window and m.window.start > date.min else "",
        "window_words": messages.what(window_note(finding, on)),
        "on": day_words(on),
        "this_day": messages.say("this-day"),
        "in_our_file": messages.say("in-our-file"),
        "service": messages.say("the-service"),
        "reason": messages.printed(finding.reason or ""),
        "register": register_words(register_in_question(m), messages),
        "the_register": messages.printed(_the_register(m)),
        "title": finding.title,
    }
    return facts | rules.terms.as_written(dict(finding.params)) | messages.all_printed(m.facts)


def _the_register(measured: Measured) -> Fact:
    """The register that a sentence is about, with its article: the incident log."""
    register = register_in_question(measured)
    return note(f"{register}.register") if register in REGISTERS else register


def _percent(finding: Finding, messages: Messages) -> str:
    """The share a sentence prints; words in its place where too few answered for one to mean anything."""
    if finding.status is Status.TOO_FEW:
        return messages.say("too-few-for-percentage")
    m = finding.measured
    return percent(m.figure, finding.requirement) if m.figure is not None and m.denominator else ""


def sentence_of(
    finding: Finding, on: date, rules: Rules, words: Words, messages: Messages, *, quoted: bool = False
) -> str:
    """The sentence of a finding: the indicator's own, or that of its status where nothing was measured.

    Where it is `quoted`, to be read without the pack, the day of the pack is named.
    """
    facts = facts_of(finding, on, rules, messages) | ({"this_day": day_words(on)} if quoted else {})
    if finding.status is Status.UNCLEAR and finding.reason:
        return f"{capital(facts['reason'])}."
    own = words.statuses[finding.status.value].sentence
    m = finding.measured
    if "no_rows" in m.facts:
        return capital(messages.say("register-empty", register=facts["register"]))
    if "entries" in m.facts:  # there are rows, and none of them notes what is asked
        return messages.say("none-notes", entries=m.facts["entries"])
    reads = indicator_of(finding.requirement, rules).reads
    certain_newest = m.unit is Unit.DAYS and finding.status.judged
    if m.least is not None and m.least != m.greatest and not certain_newest:
        return capital(_between(finding, facts, messages))
    nothing = not m.denominator and m.figure is None
    # For people, `none` says that nobody was due; that is not the same as a register that answers nothing.
    of_people = indicator_of(finding.requirement, rules).kind in PEOPLE_KINDS
    none_due = finding.status is Status.NONE_DUE or (finding.status is Status.NO_EVIDENCE and not of_people)
    if none_due and reads.none:
        return capital(reads.none.format_map(facts))
    unreadable = finding.status in (Status.UNCLEAR, Status.NO_EVIDENCE) and m.unit is not Unit.YES
    if own and (nothing or unreadable or finding.status in (Status.NOT_APPLICABLE, Status.NOT_SUPPLIED)):
        return capital(own.format_map(facts))
    of = m.denominator if m.denominator is not None else int(m.numerator or 0)
    if not of and m.figure is not None:
        of = sum(p.denominator for p in m.parts)
    text = reads.none if of == 0 and reads.none else reads.one if of == 1 and reads.one else reads.other
    text = reads.few if finding.status is Status.TOO_FEW and reads.few else text
    return capital(text.format_map(facts))


def _between(finding: Finding, facts: Mapping[str, str], messages: Messages) -> str:
    """The sentence of a finding that rows leave open: both figures, or that it is not known whether any counts."""
    m = finding.measured
    figure = figure_words(finding, messages)
    said: dict[str, Fact] = {"title": facts["title"], "window": facts["window_words"], "n": _open_rows(m)}
    if not figure:
        return messages.say("open-whether-any", **said)
    if m.numerator == 0 and m.unit is Unit.COUNT and m.greatest:
        return messages.say("open-count", **said, greatest=reading_words(m.greatest, finding, messages))
    return messages.say("open-newest" if m.unit is Unit.DAYS else "open-between", **said, figure=figure)


def _open_rows(measured: Measured) -> int:
    """In how many rows a record can be read in more than one way."""
    open_rows = (row.origin for row in measured.trace if row.used_as is UsedAs.MAYBE)
    return len({(origin.file, origin.sheet, origin.row) for origin in open_rows})


def _open_flag(measured: Measured) -> Note:
    """Why more than one answer is possible."""
    if n := _open_rows(measured):
        return note("open-flag", n=n)
    return note("open-flag-declared") if measured.unit is Unit.YES else note("open-flag-otherwise")


def target_of(finding: Finding, rules: Rules, messages: Messages) -> str:
    """The target as printed."""
    r, kind = finding.requirement, indicator_of(finding.requirement, rules).kind
    if kind == "recent" and not r.document:
        return limit_words(r, messages)
    return change_aim(r, messages) if kind == "change" else target_words(r, messages)


def flag_lines(finding: Finding, on: date, rules: Rules, messages: Messages) -> tuple[FlagLine, ...]:
    """The flags of a finding with their sentences filled."""
    if not finding.flags:
        return ()
    facts = facts_of(finding, on, rules, messages)
    facts["shortfall"] = shortfall(finding, messages)
    facts["open"] = messages.what(_open_flag(finding.measured))
    filled = (facts | messages.all_printed(dict(flag.facts)) for flag in finding.flags)
    return tuple(
        flag_line(flag.code, known | {"contradiction": _contradiction(known, messages)}, rules)
        for flag, known in zip(finding.flags, filled, strict=True)
    )


def _contradiction(facts: Mapping[str, str], messages: Messages) -> str:
    """What speaks against a figure: the audit, the complaints, or both."""
    found = [note("contradicted-audit", **facts)] if "audit_topic" in facts else []
    found += [note("contradicted-complaints", **facts)] if "complaint_theme" in facts else []
    return " ".join(capital(messages.what(one)) for one in found)


def flag_line(code: str, facts: Mapping[str, str], rules: Rules) -> FlagLine:
    """One flag with its sentence filled."""
    return FlagLine(code=code, sentence=capital(rules.flags.by_code[code].sentence.format_map(facts)))


def all_flags(assessments: Iterable[Assessment], m: PackInputs) -> FlagLines:
    """The flags of every finding with their sentences filled."""
    findings = (f for a in assessments for r in a.results for f in r.findings)
    return {f.id: flag_lines(f, m.on, m.rules, m.messages) for f in findings}
