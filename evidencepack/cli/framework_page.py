"""A framework as a page of Markdown: what it expects, and what it asks of the records."""

from collections.abc import Iterable, Iterator, Sequence

from evidencepack.dates import day_words
from evidencepack.frameworks.framework import Expectation, Framework, Requirement
from evidencepack.frameworks.tender_questions import Question, Tender
from evidencepack.library import Library
from evidencepack.pack.figures import limit_words, target_words
from evidencepack.pack.sentences import law_line
from evidencepack.pack.tender import limit_words as length_words


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table; signs that would end a cell are written so that they do not."""
    lines = [f"| {' | '.join(headings)} |", f"| {' | '.join('---' for _ in headings)} |"]
    return [*lines, *(f"| {' | '.join(_cell(c) for c in row)} |" for row in rows)]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    """Text as it is typed."""
    return f"`{text}`" if text else ""


def framework_page(framework: Framework, library: Library, indicators: str = "") -> Iterator[str]:
    """The lines of the page; `indicators` is the page that the names of indicators link to, if there is one."""
    yield from (f"## {framework.title}", "", framework.about, "", *table(("", ""), _facts(framework)), "")
    themes = {theme.id: theme.title for theme in framework.themes}
    for number, expectation in enumerate(framework.expectations, 1):
        yield from _expectation(number, expectation, themes[expectation.theme], library, indicators)
    if framework.not_asked:
        not_asked = (f"- {each.what} (asked of {each.of})" for each in framework.not_asked)
        yield from ("### Not asked of a provider", "", *not_asked, "")


def _facts(framework: Framework) -> Iterator[tuple[str, str]]:
    yield "id", code(framework.id)
    yield "publisher", framework.publisher.name
    yield "version, stage", f"{framework.version}, {framework.stage}"
    where = framework.published_in
    yield "published in", f"[{where.title}]({where.url})" if where.url else where.title
    if where.checked:
        yield "checked on", day_words(where.checked)
    yield "questions" if framework.tender else "expectations", str(len(framework.expectations))
    yield from tendered(framework.tender) if framework.tender else ()


def tendered(tender: Tender) -> Iterator[tuple[str, str]]:
    """What a buyer says of a tender as a whole: label and text, of each that there is."""
    shares = (("quality", tender.quality_share), ("price", tender.price_share))
    marks = (f"{mark}: {means.rstrip('.')}" for mark, means in sorted(tender.scale.items()))
    said = {
        "buyer": tender.buyer,
        "buyer's reference": tender.reference,
        "closes": day_words(tender.closes) if tender.closes else "",
        "shares": ", ".join(f"{name} {share}" for name, share in shares if share),
        "passed or failed": "; ".join(tender.gates),
        "scale of marks": "; ".join(marks),
    }
    return ((label, text) for label, text in said.items() if text)


def _expectation(number: int, expectation: Expectation, theme: str, library: Library, indicators: str) -> Iterator[str]:
    where = f"{placed(theme, expectation)}; id {code(expectation.id)}."
    yield from (f"### {number}. {expectation.title}", "", where, "", expectation.asks, "")
    if expectation.question and expectation.looks_for:
        yield from ("Evaluators look for:", "")
    yield from (*(f"- {line}" for line in expectation.looks_for), "")
    said = (*_notes(expectation), *(f"{label}: {text}" for label, text in labelled(expectation)))
    yield from (part for line in said for part in (line, ""))
    if expectation.requirements:
        rows = (_requirement(r, library, indicators) for r in expectation.requirements)
        headings = ("requirement", "what is looked at", "target", "who set the number", "duty")
        yield from (*table(headings, rows), "")


def placed(theme: str, expectation: Expectation) -> str:
    """Theme and reference; the theme once where the reference begins with it."""
    reference = expectation.reference
    return reference if reference.startswith(theme) else f"{theme}; {reference}"


def labelled(expectation: Expectation) -> Iterator[tuple[str, str]]:
    """What else a framework says of an expectation: label and text, of each that there is."""
    e = expectation
    if e.question:
        yield from _asked(e, e.question)
    if e.official_id:
        yield "Publisher's number", str(e.official_id)
    if e.topics:
        yield "Topics", "; ".join(e.topics)
    if e.regulations:
        yield "Law behind it (indicative, ours)", law_line(e.regulations)
    yield from (("Kinds of evidence", line) for line in e.evidence_categories)
    if e.good_shows:
        yield "Good shows", "; ".join(e.good_shows)
    if e.falls_short:
        yield "Not yet good", "; ".join(e.falls_short)


def _asked(expectation: Expectation, question: Question) -> Iterator[tuple[str, str]]:
    """What the buyer says of one question of a tender."""
    yield "Weight", f"{expectation.weight:g}"
    yield "Limit", length_words(question.limit) or "none stated"
    yield "Attachments", "allowed" if question.attachments else "not allowed"
    if question.answered_by:
        yield "Answered by", "; ".join(question.answered_by)


def _notes(expectation: Expectation) -> Iterator[str]:
    if expectation.applies_to:
        yield f"Asked of: {', '.join(expectation.applies_to)}."
    if expectation.switched_off:
        yield f"Left out unless a service switches it on: {expectation.switched_off}"
    if expectation.tiers:
        yield f"Levels, the lowest first: {', '.join(expectation.tiers)}."
    if expectation.voice:
        yield "People who use the service should be heard in this evidence."
    if expectation.rests_on_observation:
        yield expectation.rests_on_observation


def _requirement(requirement: Requirement, library: Library, indicators: str) -> tuple[str, str, str, str, str]:
    number, duty = requirement.number_from, requirement.duty
    steps = (f"; year {year}: {amount}" for year, amount in sorted(requirement.by_year.items()))
    return (
        code(requirement.id),
        _looked_at(requirement, library, indicators) + _only(requirement),
        (_target(requirement, library) or "none: for information") + "".join(steps),
        f"{number.kind}: {number.note}{_own(requirement)}" if number else "",
        f"{duty.instrument}, {duty.regulation}{' (essential)' if requirement.essential else ''}" if duty else "",
    )


def _own(requirement: Requirement) -> str:
    """The number of its own that a service may put in place of sector practice; nothing else may be replaced."""
    names = requirement.own_policy.values()
    if not (names and requirement.number_from and requirement.number_from.kind == "sector practice"):
        return ""
    return f" Own policy may replace it: {', '.join(map(code, names))}."


def _looked_at(requirement: Requirement, library: Library, indicators: str) -> str:
    if requirement.document:
        return f"a document on {requirement.document.topic}"
    if requirement.example:
        return f"an operational example on {requirement.example.topic}"
    indicator = library.rules.indicators[requirement.use]
    title = requirement.title or indicator.title.format_map({k: str(v) for k, v in requirement.with_.items()})
    name = f"[{indicator.id}]({indicators}#{indicator.id})" if indicators else code(indicator.id)
    return f"{title} ({name})"


def _only(requirement: Requirement) -> str:
    limits = [requirement.applies_when or "", ", ".join(requirement.applies_to)]
    level = f"; level {requirement.tier}" if requirement.tier else ""
    return "".join(f"; only if: {limit}" for limit in limits if limit) + level


def _target(requirement: Requirement, library: Library) -> str:
    if requirement.use:
        kind = library.rules.indicators[requirement.use].kind
        if kind == "declared":
            return "declared, with a day or a document"
        if kind == "recent":
            return limit_words(requirement, library.messages)
    return target_words(requirement, library.messages)
