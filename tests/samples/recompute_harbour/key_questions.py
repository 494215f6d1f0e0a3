"""The quality statements beside those of leadership and culture, and how each finding of them is worked out again."""

from collections.abc import Callable
from functools import partial

from tests.samples.recompute_harbour import care, daily, running, workforce
from tests.samples.recompute_harbour.care import PEOPLE
from tests.samples.recompute_harbour.raw import HALF, SINCE_OPENED, THREE_MONTHS, YEAR, Answer

Work = Callable[[], Answer]

_no_audits: Work = partial(running.no_register_of, "audit-log")
_joint_review: Work = partial(care.joint_reviews, YEAR)
_choice: Work = partial(care.four_of_five, PEOPLE, "choice and control")
_capacity: Work = partial(workforce.in_date, ("mental capacity",))

SAFE: dict[str, Work] = {
    "safe-systems-pathways-and-transitions/joint-contact": care.joint_contacts,
    "safe-systems-pathways-and-transitions/joint-results": care.joint_results,
    "safe-systems-pathways-and-transitions/joint-review": _joint_review,
    "safe-systems-pathways-and-transitions/passport": partial(running.documents, SINCE_OPENED, "hospital passport"),
    "safeguarding/referred": daily.told_to_the_council,
    "safeguarding/training": partial(workforce.in_date, ("safeguarding",)),
    "safeguarding/policy": partial(running.policies, "safeguarding"),
    "safeguarding/capacity-training": _capacity,
    "safeguarding/feel-safe": partial(care.four_of_five, PEOPLE, "feel safe", "feeling safe"),
    "safeguarding/deaths-and-dols-notified": running.deaths_notified,
    "involving-people-to-manage-risks/risks-shared": care.risks_shared,
    "involving-people-to-manage-risks/risks-reviewed": care.risks_reviewed,
    "involving-people-to-manage-risks/risks-learnt": care.risks_learnt,
    "involving-people-to-manage-risks/falls": partial(daily.incidents_of, "Fall"),
    "involving-people-to-manage-risks/restrictive-practice": daily.incidents_of,
    "involving-people-to-manage-risks/example": partial(running.example, "positive risk taking"),
    "safe-environments/safety-audits": _no_audits,
    "safe-environments/fire-training": partial(workforce.in_date, ("fire", "fire safety")),
    "safe-environments/moving-and-handling": partial(workforce.in_date, ("moving and handling",)),
    "safe-environments/fire-audits": partial(running.only_asked_of, "care home", "extra care", "supported living"),
    "infection-prevention-and-control/infection-audits": _no_audits,
    "infection-prevention-and-control/infection-training": partial(workforce.in_date, ("infection prevention",)),
    "infection-prevention-and-control/infection-actions": _no_audits,
    "infection-prevention-and-control/infections": daily.incidents_of,
    "medicines-optimisation/medicines-audits": _no_audits,
    "medicines-optimisation/medicines-training": partial(workforce.in_date, ("medicines",)),
    "medicines-optimisation/medicines-competency": partial(daily.competency_checked, "medicines"),
    "medicines-optimisation/medicines-incidents": partial(daily.incidents_of, "Medication error"),
    "medicines-optimisation/medicines-policy": partial(running.policies, "medicines"),
}

EFFECTIVE: dict[str, Work] = {
    "assessing-needs/reviewed": care.reviewed,
    "assessing-needs/often-enough": partial(daily.reviewed_often_enough, 2),
    "assessing-needs/communication-recorded": care.communication_recorded,
    "assessing-needs/plan-audits": _no_audits,
    "delivering-evidence-based-care/policies": running.policies,
    "delivering-evidence-based-care/policies-read": daily.policies_read,
    "delivering-evidence-based-care/nutrition-audits": _no_audits,
    "delivering-evidence-based-care/nutrition-training": partial(workforce.in_date, ("nutrition", "hydration")),
    "how-staff-teams-and-services-work-together/joint-contact": care.joint_contacts,
    "how-staff-teams-and-services-work-together/joint-results": care.joint_results,
    "how-staff-teams-and-services-work-together/team-meetings": daily.team_met_each_month,
    "how-staff-teams-and-services-work-together/partners-heard": care.partners_heard,
    "supporting-healthier-lives/health-contact": care.joint_contacts,
    "supporting-healthier-lives/admissions": daily.incidents_of,
    "supporting-healthier-lives/on-health": partial(care.four_of_five, PEOPLE, "health", "access to care"),
    "supporting-healthier-lives/example": partial(running.example, "health", "access to care"),
    "monitoring-and-improving-outcomes/goals-reviewed": care.goals_reviewed,
    "monitoring-and-improving-outcomes/goals-measured": care.goals_measured,
    "monitoring-and-improving-outcomes/goals-progress": care.goals_progress,
    "monitoring-and-improving-outcomes/independence-goals": care.independence_goals,
    "consent-to-care-and-treatment/consent-recorded": daily.consent_recorded,
    "consent-to-care-and-treatment/capacity-training": _capacity,
    "consent-to-care-and-treatment/consent-audits": _no_audits,
}

CARING_AND_RESPONSIVE: dict[str, Work] = {
    "independence-choice-and-control/on-choice": _choice,
    "independence-choice-and-control/independence-goals": care.independence_goals,
    "independence-choice-and-control/goals-progress": care.goals_progress,
    "independence-choice-and-control/on-activities": partial(care.four_of_five, PEOPLE, "activities", "activity"),
    "independence-choice-and-control/example": partial(running.example, "independence"),
    "responding-to-immediate-needs/on-response": partial(care.four_of_five, PEOPLE, "time of visits"),
    "responding-to-immediate-needs/late": partial(daily.visits, "Over 15 min late", "Calls made", THREE_MONTHS),
    "responding-to-immediate-needs/missed": partial(daily.visits, "Missed", "Calls planned", THREE_MONTHS),
    "care-provision-integration-and-continuity/joint-review-contact": care.community_contacts,
    "care-provision-integration-and-continuity/joint-review": _joint_review,
    "care-provision-integration-and-continuity/delivered": partial(daily.visits, "Calls made", "Calls planned", HALF),
    "care-provision-integration-and-continuity/in-window": partial(
        daily.visits, "Within agreed window", "Calls made", THREE_MONTHS
    ),
    "providing-information/communication-recorded": care.communication_recorded,
    "providing-information/on-communication": partial(care.four_of_five, PEOPLE, "communication"),
    "providing-information/information-policy": partial(running.policies, "accessibility", "accessible information"),
    "providing-information/lead": partial(running.declared, "accessible-information-lead"),
    "equity-in-access/on-access": partial(care.four_of_five, PEOPLE, "accessibility", "accessible"),
    "equity-in-access/equality-policy": partial(running.policies, "equality"),
    "equity-in-access/community": care.community_contacts,
    "equity-in-access/example": partial(running.example, "accessibility"),
    "planning-for-the-future/on-future": partial(care.four_of_five, PEOPLE, "end of life"),
    "planning-for-the-future/end-of-life-training": partial(workforce.in_date, ("end of life",)),
    "planning-for-the-future/plans": partial(running.documents, YEAR, "end of life", "advance care plans"),
    "planning-for-the-future/example": partial(running.example, "end of life"),
}

OTHERS: dict[str, Work] = {**SAFE, **EFFECTIVE, **CARING_AND_RESPONSIVE}
