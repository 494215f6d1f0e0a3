"""Faults of crosswalks and tenders that no single file shows: references that lead nowhere, links given twice."""

from collections.abc import Iterator, Mapping

from evidencepack.frameworks.crosswalk import Crosswalk
from evidencepack.frameworks.framework import Expectation, Framework
from evidencepack.frameworks.tender_resolved import referred
from evidencepack.library.faults import known, nearest
from evidencepack.library.messages import place
from evidencepack.library.yaml_file import Located, Where


def check_crosswalk(crosswalk: Crosswalk, found: Located, frameworks: Mapping[str, Framework]) -> Iterator[str]:
    """A sentence for every link that leads nowhere or stands twice."""
    for side, id_ in (("from", crosswalk.from_), ("to", crosswalk.to)):
        if id_ not in frameworks:
            yield f"{place(found, (side,))}: there is no framework '{id_}'.{nearest(id_, list(frameworks))}"
    if crosswalk.from_ not in frameworks or crosswalk.to not in frameworks:
        return
    ends = {"from": _ids(frameworks[crosswalk.from_]), "to": _ids(frameworks[crosswalk.to])}
    seen: set[tuple[str, str]] = set()
    for i, link in enumerate(crosswalk.links):
        for side, id_, framework in (("from", link.from_, crosswalk.from_), ("to", link.to, crosswalk.to)):
            if id_ not in ends[side]:
                what = f"'{id_}' is no expectation of {framework}.{nearest(id_, ends[side])}"
                yield f"{place(found, ('links', i, side))}: {what}"
        if (link.from_, link.to) in seen:
            yield f"{place(found, ('links', i))}: this link stands twice; keep one of them."
        seen.add((link.from_, link.to))


def _ids(framework: Framework) -> list[str]:
    return [e.id for e in framework.expectations]


def check_tender(
    framework: Framework, found: Located, frameworks: Mapping[str, Framework], topics: frozenset[str]
) -> Iterator[str]:
    """Sentences for references of a tender's questions that lead nowhere, and for topics that are not there."""
    for i, expectation in enumerate(framework.expectations):
        if expectation.question is None:
            continue
        where: Where = ("expectations", i, "question")
        for j, reference in enumerate(expectation.question.answered_by):
            spot = place(found, (*where, "answered_by", j))
            yield from (f"{spot}: {fault}" for fault in reference_fault(reference, frameworks))
        yield from _quote_faults(expectation, where, found, topics)


def reference_fault(reference: str, frameworks: Mapping[str, Framework]) -> Iterator[str]:
    """The sentence for a reference that leads nowhere; nothing when it leads somewhere."""
    parts = reference.split("/")
    if len(parts) not in (2, 3) or not all(parts):
        yield f"'{reference}' is no reference; write framework/expectation, for example cqc-saf-2023/learning-culture."
    elif parts[0] not in frameworks:
        yield f"there is no framework '{parts[0]}'.{nearest(parts[0], list(frameworks))}"
    elif frameworks[parts[0]].tender:
        yield f"'{parts[0]}' is a tender itself; name the expectations that answer the question."
    else:
        yield from _end_fault(parts, referred("/".join(parts[:2]), frameworks)[0], frameworks[parts[0]])


def _end_fault(parts: list[str], expectation: Expectation | None, framework: Framework) -> Iterator[str]:
    if expectation is None:
        near = known(parts[1], [e.id for e in framework.expectations])
        yield f"framework {parts[0]} has no expectation '{parts[1]}'.{near}"
    elif len(parts) == 3 and parts[2] not in [r.id for r in expectation.requirements]:
        near = known(parts[2], [r.id for r in expectation.requirements])
        yield f"expectation {parts[0]}/{parts[1]} has no requirement '{parts[2]}'.{near}"


def _quote_faults(expectation: Expectation, where: Where, found: Located, topics: frozenset[str]) -> Iterator[str]:
    question = expectation.question
    assert question
    own = [r.id for r in expectation.requirements]
    for j, fact in enumerate(question.may_quote.facts):
        answered = fact in question.answered_by or fact.rpartition("/")[0] in question.answered_by
        if fact not in own and not (answered and fact.count("/") == 2):
            what = f"may_quote names '{fact}', which is no requirement of this question or of what answers it."
            yield f"{place(found, (*where, 'may_quote', 'facts', j))}: {what}"
    for j, topic in enumerate(question.may_quote.examples):
        if topic not in topics:
            what = f"topic '{topic}' is not in terms.yaml.{nearest(topic, sorted(topics))}"
            yield f"{place(found, (*where, 'may_quote', 'examples', j))}: {what}"
