"""Faults of crosswalks and tenders: references that lead nowhere, links given twice."""

from collections.abc import Iterator, Mapping

from evidencepack.frameworks.crosswalk import Crosswalk
from evidencepack.frameworks.framework import Expectation, Framework
from evidencepack.frameworks.tender_questions import Question
from evidencepack.frameworks.tender_resolved import referred
from evidencepack.library.faults import known, nearest
from evidencepack.library.validate import Fault
from evidencepack.library.yaml_file import Where


def crosswalk_faults(crosswalk: Crosswalk, frameworks: Mapping[str, Framework]) -> Iterator[Fault]:
    """Links that lead nowhere or stand twice."""
    sides = (("from", crosswalk.from_), ("to", crosswalk.to))
    missing = [(side, id_) for side, id_ in sides if id_ not in frameworks]
    yield from (((s,), f"there is no framework '{id_}'.{nearest(id_, list(frameworks))}") for s, id_ in missing)
    if missing:
        return
    ends = {side: [e.id for e in frameworks[id_].expectations] for side, id_ in sides}
    seen: set[tuple[str, str]] = set()
    for i, link in enumerate(crosswalk.links):
        for (side, framework), id_ in zip(sides, (link.from_, link.to), strict=True):
            if id_ not in ends[side]:
                what = f"'{id_}' is no expectation of {framework}.{nearest(id_, ends[side])}"
                yield ("links", i, side), what
        if (link.from_, link.to) in seen:
            yield ("links", i), "this link stands twice; keep one of them."
        seen.add((link.from_, link.to))


def tender_faults(framework: Framework, frameworks: Mapping[str, Framework], topics: frozenset[str]) -> Iterator[Fault]:
    """References of a tender's questions that lead nowhere, and topics that are not there."""
    for i, expectation in enumerate(framework.expectations):
        if expectation.question is None:
            continue
        where: Where = ("expectations", i, "question")
        for j, reference in enumerate(expectation.question.answered_by):
            faults = reference_fault(reference, frameworks)
            yield from (((*where, "answered_by", j), fault) for fault in faults)
        yield from _quote_faults(expectation, expectation.question, (*where, "may_quote"), topics)


def reference_fault(reference: str, frameworks: Mapping[str, Framework]) -> Iterator[str]:
    """The sentence for a reference that leads nowhere; nothing when it leads somewhere."""
    parts = reference.split("/")
    if len(parts) not in (2, 3) or not all(parts):
        yield f"'{reference}' is no reference; write framework/expectation, for example cqc-saf-2023/learning-culture."
    elif parts[0] not in frameworks:
        yield f"there is no framework '{parts[0]}'.{nearest(parts[0], list(frameworks))}"
    elif frameworks[parts[0]].tender:
        yield f"'{parts[0]}' is a tender itself; name the expectations that answer the question."
    elif (expectation := referred("/".join(parts[:2]), frameworks)[0]) is None:
        near = known(parts[1], [e.id for e in frameworks[parts[0]].expectations])
        yield f"framework {parts[0]} has no expectation '{parts[1]}'.{near}"
    elif len(parts) == 3 and parts[2] not in (ids := [r.id for r in expectation.requirements]):
        yield f"expectation {parts[0]}/{parts[1]} has no requirement '{parts[2]}'.{known(parts[2], ids)}"


def _quote_faults(
    expectation: Expectation, question: Question, where: Where, topics: frozenset[str]
) -> Iterator[Fault]:
    own = [r.id for r in expectation.requirements]
    for j, fact in enumerate(question.may_quote.facts):
        answered = fact in question.answered_by or fact.rpartition("/")[0] in question.answered_by
        if fact not in own and not (answered and fact.count("/") == 2):
            what = f"may_quote names '{fact}', which is no requirement of this question or of what answers it."
            yield (*where, "facts", j), what
    for j, topic in enumerate(question.may_quote.examples):
        if topic not in topics:
            yield (*where, "examples", j), f"topic '{topic}' is not in terms.yaml.{nearest(topic, sorted(topics))}"
