"""The questions of a tender with the requirements of the expectations that answer them."""

import base64
import hashlib
from collections.abc import Iterator, Mapping

from evidencepack.frameworks.framework import Expectation, Framework, Requirement
from evidencepack.frameworks.tender_questions import Question

_PARTS = (2, 3)  # framework/expectation, or framework/expectation/requirement


def resolved(framework: Framework, frameworks: Mapping[str, Framework]) -> Framework:
    """The framework with each question asking what the expectations it is answered by ask, besides its own.

    A reference that leads nowhere adds nothing; `reference_fault` says so of it. Other frameworks come back as they
    are.
    """
    if framework.tender is None:
        return framework
    asked = tuple(_with_requirements(e, frameworks) for e in framework.expectations)
    return framework.model_copy(update={"expectations": asked})


def copied_id(reference: str, requirement: str) -> str:
    """The id of a requirement that came with a reference: its own, and four signs for where it came from.

    The same in every pack, and no other's of the question.
    """
    digest = hashlib.sha256("/".join(reference.split("/")[:2]).encode()).digest()
    return f"{requirement[:55]}-{base64.b32encode(digest).decode('ascii')[:4].lower()}"


def may_quote_ids(question: Question) -> frozenset[str]:
    """The ids, in the question, of the only requirements whose facts may be quoted; none where all may."""
    parted = ((fact, fact.rpartition("/")[2]) for fact in question.may_quote.facts)
    return frozenset(copied_id(fact, own) if "/" in fact else own for fact, own in parted)


def referred(reference: str, frameworks: Mapping[str, Framework]) -> tuple[Expectation | None, tuple[Requirement, ...]]:
    """The expectation a reference names and the requirements it brings; None and none where it leads nowhere."""
    parts = reference.split("/")
    framework = frameworks.get(parts[0])
    if framework is None or framework.tender or len(parts) not in _PARTS:
        return None, ()
    found = next((e for e in framework.expectations if e.id == parts[1]), None)
    return found, tuple(r for r in found.requirements if len(parts) == 2 or r.id == parts[2]) if found else ()


def _with_requirements(expectation: Expectation, frameworks: Mapping[str, Framework]) -> Expectation:
    references = expectation.question.answered_by if expectation.question else ()
    copied = (requirement for reference in references for requirement in _copied(reference, frameworks))
    every = {r.id: r for r in (*expectation.requirements, *copied)}
    return expectation.model_copy(update={"requirements": tuple(every.values())})


def _copied(reference: str, frameworks: Mapping[str, Framework]) -> Iterator[Requirement]:
    source, requirements = referred(reference, frameworks)
    theirs = source.applies_to if source else ()
    for requirement in requirements:
        # The kinds of service that both name; where one names none, those of the other.
        types = tuple(t for t in requirement.applies_to if t in theirs) or requirement.applies_to or theirs
        # Contract years and tiers belong to the framework they stand in; a tender has neither.
        changes = {"id": copied_id(reference, requirement.id), "applies_to": types}
        yield requirement.model_copy(update=changes | {"by_year": {}, "tier": "", "was": ()})
