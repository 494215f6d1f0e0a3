"""Every finding of the framework and how it is worked out again; ids are expectation/requirement."""

from collections.abc import Callable
from functools import partial

from tests.samples.recompute import audits, checks, supervision, training, voice
from tests.samples.recompute.raw import HALF, THREE_MONTHS, Answer, Used


def nothing_asked() -> Answer:
    """The provider runs one service: there is nothing to compare."""
    return Answer(None, None, Used(0, 0))


ANSWERS: dict[str, Callable[[], Answer]] = {
    "inclusive-leadership/registered-manager": partial(checks.declared, "registered-manager"),
    "inclusive-leadership/equality-lead": partial(checks.declared, "equality-lead"),
    "inclusive-leadership/leadership-meetings": checks.governance_on_inclusion,
    "inclusive-leadership/inclusion-actions": checks.actions_in_time,
    "inclusive-leadership/equality-plan": partial(checks.document, "equality and inclusion plan"),
    "dignity-inclusion-respect/dignity-feedback": voice.dignity,
    "dignity-inclusion-respect/dignity-training": partial(training.in_date, "dignity"),
    "dignity-inclusion-respect/involved-in-reviews": voice.took_part,
    "dignity-inclusion-respect/values-in-supervision": supervision.talk_of_values,
    "dignity-inclusion-respect/residents-meetings": checks.residents_meetings,
    "workforce-development/cultural-awareness-training": partial(training.in_date, "cultural awareness"),
    "workforce-development/communication-training": partial(training.in_date, "communication skills"),
    "workforce-development/respectful-engagement-training": partial(training.in_date, "respectful engagement"),
    "workforce-development/supervision-often-enough": supervision.often_enough,
    "workforce-development/confidence-in-supervision": supervision.confidence,
    "workforce-development/satisfaction-with-culture": voice.culture_change,
    "workforce-development/workforce-example": partial(checks.example, "workforce development"),
    "governance-oversight/audit-care-plans": partial(audits.audit_of, "care plans", THREE_MONTHS),
    "governance-oversight/audit-activities": partial(audits.audit_of, "activities", HALF),
    "governance-oversight/audit-reviews": partial(audits.audit_of, "reviews", HALF),
    "governance-oversight/inclusion-audit-trend": audits.audit_scores,
    "governance-oversight/cultural-needs-recorded": voice.culture_recorded,
    "governance-oversight/governance-example": partial(checks.example, "governance oversight"),
    "governance-oversight/consistency-across-services": nothing_asked,
    "community-partnership/partner-contacts": voice.contacts_each_quarter,
    "community-partnership/partner-led-training": training.with_partner,
    "community-partnership/partner-results": voice.contact_results,
    "community-partnership/staff-awareness": voice.staff_awareness,
    "community-partnership/community-connections": voice.contacts_change,
    "community-partnership/community-example": partial(checks.example, "community partnership"),
    "equality-policies/equality-policies-in-date": partial(checks.equality_policies, aligned=False),
    "equality-policies/equality-policies-aligned": partial(checks.equality_policies, aligned=True),
    "training-programmes/cultural-awareness-training": partial(training.in_date, "cultural awareness"),
    "training-programmes/equality-training": partial(training.in_date, "equality"),
    "training-programmes/new-starter-training": partial(training.new_starters, "cultural awareness"),
    "training-programmes/training-plan": partial(checks.document, "training plan"),
    "quality-assurance/inclusion-audits": audits.audits_each_quarter,
    "quality-assurance/audit-findings-actioned": audits.findings_with_action,
    "quality-assurance/people-shape-audits": partial(checks.declared, "people-shape-audits"),
    "feedback-systems/people-feedback": voice.people_each_quarter,
    "feedback-systems/partner-feedback": voice.partners_each_half_year,
    "feedback-systems/told-back": voice.told_back,
}
